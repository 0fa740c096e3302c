public import LeadDiagnostics

/// How a prompt reads and writes the files that its own commands name.
public struct PromptFiles: Sendable {
    /// What is at a path.
    public enum Presence: Hashable, Sendable {
        /// Nothing.
        case nothing
        /// A file.
        case file
        /// A folder, a device or another thing that nothing can be written behind.
        case other
    }

    /// Says what is at a path.
    let look: @Sendable (_ path: String) -> Presence
    /// The bytes of a file; nil where it cannot be read.
    let read: @Sendable (_ path: String) -> [UInt8]?
    /// Writes a file whole, or not at all; gives back why it could not.
    let write: @Sendable (_ path: String, _ bytes: [UInt8]) -> String?
    /// Writes behind what a file holds; gives back why it could not.
    let append: @Sendable (_ path: String, _ bytes: [UInt8]) -> String?
    /// The path that a person means: `~/` is the home folder.
    let expand: @Sendable (_ path: String) -> String

    /// Gathers the ways to reach files; without any there are none.
    public init(
        look: @escaping @Sendable (String) -> Presence = { _ in .nothing },
        read: @escaping @Sendable (String) -> [UInt8]? = { _ in nil },
        write: @escaping @Sendable (String, [UInt8]) -> String? = { _, _ in "there are no files" },
        append: @escaping @Sendable (String, [UInt8]) -> String? = { _, _ in "there are no files" },
        expand: @escaping @Sendable (String) -> String = { $0 }
    ) {
        self.look = look
        self.read = read
        self.write = write
        self.append = append
        self.expand = expand
    }
}

/// What a prompt takes from its surroundings, besides what it knows by itself.
public struct PromptSurroundings: Sendable {
    /// Reads the names of an account's lists; nil where that fails.
    let lists: @Sendable (_ account: String) async -> [String]?
    /// The paths of files that begin with a text; that of a folder ends in `/`.
    let paths: @Sendable (_ prefix: String) -> [String]
    /// What `help` may be asked on.
    let topics: [String]
    /// The files that the prompt's own commands name.
    let files: PromptFiles
    /// How long the prompt has run.
    let clock: @Sendable () -> Duration
    /// The tokens that are kept nowhere.
    let secrets: [String]
    /// The lines that are run at the beginning.
    let beginning: Source?
    /// Whether statements that write are refused.
    let isReadOnly: Bool
    /// Whether nothing may be asked.
    let isAlone: Bool
    /// Whether there are accounts of the user's own, so that a script says which one it means.
    let isOnAccounts: Bool
    /// How long a run may take to end once it is cancelled.
    let patience: @Sendable () async -> Void

    /// Gathers what is there.
    public init(
        lists: @escaping @Sendable (_ account: String) async -> [String]? = { _ in nil },
        paths: @escaping @Sendable (_ prefix: String) -> [String] = { _ in [] }, topics: [String] = [],
        files: PromptFiles = PromptFiles(),
        clock: @escaping @Sendable () -> Duration = { .zero }, secrets: [String] = [], beginning: Source? = nil,
        isReadOnly: Bool = false, isAlone: Bool = false, isOnAccounts: Bool = false,
        patience: @escaping @Sendable () async -> Void = {}
    ) {
        self.lists = lists
        self.paths = paths
        self.topics = topics
        self.files = files
        self.clock = clock
        self.secrets = secrets
        self.beginning = beginning
        self.isReadOnly = isReadOnly
        self.isAlone = isAlone
        self.isOnAccounts = isOnAccounts
        self.patience = patience
    }
}
