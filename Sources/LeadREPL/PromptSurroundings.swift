public import LeadDiagnostics
import Synchronization

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

    /// Gathers the ways to reach files; without any there are none.
    public init(
        look: @escaping @Sendable (String) -> Presence = { _ in .nothing },
        read: @escaping @Sendable (String) -> [UInt8]? = { _ in nil },
        write: @escaping @Sendable (String, [UInt8]) -> String? = { _, _ in "there are no files" },
        append: @escaping @Sendable (String, [UInt8]) -> String? = { _, _ in "there are no files" }
    ) {
        self.look = look
        self.read = read
        self.write = write
        self.append = append
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
    /// What a run writes.
    let pages: PagedOutput
    /// Ends the line that shows how far a run has come.
    let clearLine: @Sendable () -> Void
    /// How long a run may take to end once it is cancelled.
    let patience: @Sendable () async -> Void

    /// Gathers what is there.
    public init(
        lists: @escaping @Sendable (_ account: String) async -> [String]? = { _ in nil },
        paths: @escaping @Sendable (_ prefix: String) -> [String] = { _ in [] }, topics: [String] = [],
        files: PromptFiles = PromptFiles(),
        clock: @escaping @Sendable () -> Duration = { .zero }, secrets: [String] = [], beginning: Source? = nil,
        pages: PagedOutput, clearLine: @escaping @Sendable () -> Void = {},
        patience: @escaping @Sendable () async -> Void = {}
    ) {
        self.lists = lists
        self.paths = paths
        self.topics = topics
        self.files = files
        self.clock = clock
        self.secrets = secrets
        self.beginning = beginning
        self.pages = pages
        self.clearLine = clearLine
        self.patience = patience
    }
}

/// The names of lists as they were last seen; asking for them never waits, but has them read for the next time.
final class ListNames: Sendable {
    private struct State {
        var names: [String: [String]] = [:]
        var isFresh: Set<String> = []
        var reading: Set<String> = []
    }

    private let state = Mutex(State())
    private let read: @Sendable (_ account: String) async -> [String]?

    init(read: @escaping @Sendable (_ account: String) async -> [String]?) {
        self.read = read
    }

    /// The names that are known; those of an account that has not been read since the last line are read meanwhile.
    func names(of account: String) -> [String] {
        let (known, isMissing) = state.withLock { state in
            let isMissing = !state.isFresh.contains(account) && state.reading.insert(account).inserted
            return (state.names[account] ?? [], isMissing)
        }
        if isMissing {
            Task {
                let names = await read(account)
                state.withLock { state in
                    state.reading.remove(account)
                    guard let names else { return }
                    state.names[account] = names
                    state.isFresh.insert(account)
                }
            }
        }
        return known
    }

    /// Notes that a line has run that may have changed lists.
    func expire() {
        state.withLock { $0.isFresh = [] }
    }
}
