/// What could stand at a place of a script, the likeliest first.
public struct Completion: Hashable, Sendable {
    /// What a candidate is.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A word of the language.
        case keyword
        /// An operator of a condition.
        case comparison
        /// A bracket, a comma or another mark.
        case mark
        /// A sign of calculation.
        case sign
        /// `true`, `false`, `empty` or `it`.
        case constant
        /// A field of the rows at hand.
        case field
        /// A value that a field takes.
        case value
        /// A list of the account.
        case list
        /// A variable, or a part of what one holds.
        case variable
        /// A kept set.
        case set
        /// A function of the language.
        case function
        /// A command of the user's own.
        case command
        /// A parameter of such a command.
        case parameter
        /// A file.
        case file
        /// An account.
        case account
        /// A topic of the manual, or the code of a diagnostic.
        case topic
    }

    /// One text that could stand there.
    public struct Candidate: Hashable, Sendable {
        /// What is put in place of what has been typed, blanks and quotes included.
        public let text: String
        /// What it is.
        public let kind: Kind
        /// What it means, in a few words; empty where its name says that.
        public let detail: String
        /// Whether it is what people mostly write there; the others are possible.
        public let isLikely: Bool

        /// Describes a candidate.
        public init(_ text: String, _ kind: Kind, detail: String = "", isLikely: Bool = true) {
            self.text = text
            self.kind = kind
            self.detail = detail
            self.isLikely = isLikely
        }
    }

    /// The bytes that a candidate replaces; they end where the cursor stands.
    public let range: Range<Int>
    /// What could stand there.
    public let candidates: [Candidate]
}

/// What completion is told of the world outside the script; each answer must come at once.
public struct CompletionSources: Sendable {
    /// The names of an account's lists, as far as they are known.
    public var lists: @Sendable (_ account: String) -> [String]
    /// The paths of files that begin with a text; that of a folder ends in `/`.
    public var files: @Sendable (_ prefix: String) -> [String]
    /// What `help` may be asked on.
    public var topics: [String]

    /// Gathers what is known.
    public init(
        lists: @escaping @Sendable (_ account: String) -> [String] = { _ in [] },
        files: @escaping @Sendable (_ prefix: String) -> [String] = { _ in [] }, topics: [String] = []
    ) {
        self.lists = lists
        self.files = files
        self.topics = topics
    }
}
