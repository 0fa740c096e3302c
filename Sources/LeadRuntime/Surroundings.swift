public import LeadModel

/// The moment at which a run began, as the language sees it; every use of the run sees the same.
public struct RunTime: Hashable, Sendable {
    /// The day as `YYYY-MM-DD`, in the time zone of the account.
    public let today: String
    /// The moment as ISO 8601 with its offset from UTC, such as `2026-01-31T09:30:00+01:00`.
    public let now: String

    /// Describes a moment.
    public init(today: String, now: String) {
        self.today = today
        self.now = now
    }
}

/// What a person is asked before something is done that cannot be undone.
public struct Question: Hashable, Sendable {
    /// What is about to be done, in one sentence.
    public let text: String
    /// What must be typed to agree; nil where `yes` will do.
    public let word: String?

    /// Asks something.
    public init(_ text: String, word: String? = nil) {
        self.text = text
        self.word = word
    }
}

/// What a person said to a question.
public enum Answer: Hashable, Sendable {
    /// It may be done.
    case yes
    /// It may not.
    case no
    /// There is nobody to ask.
    case nobody
}

/// What a run takes from its surroundings; nothing in the runtime reads a clock or a file by itself.
public struct Surroundings: Sendable {
    /// When the run began.
    public let time: RunTime
    /// The number that samples are drawn from.
    public let seed: UInt64
    /// The most rows that a statement with an open end writes.
    public let maxRowsWritten: Int
    /// The most rows that are read in search of matching ones.
    public let maxRowsRead: Int
    /// Writes a file whole, or not at all; gives back why it could not.
    public let writeFile: @Sendable (_ path: String, _ bytes: [UInt8]) -> String?
    /// Reads a file, standard input for nil.
    public let readFile: @Sendable (_ path: String?) -> Result<[UInt8], UnreadableInput>
    /// Waits; gives back whether nothing interrupted it.
    public let pause: @Sendable (_ seconds: Double) async -> Bool
    /// Asks the person who runs this.
    public let ask: @Sendable (Question) async -> Answer

    /// Why a file or standard input cannot be read.
    public struct UnreadableInput: Error, Hashable, Sendable {
        /// Why, in a few words.
        public let reason: String

        /// Names a reason.
        public init(_ reason: String) {
            self.reason = reason
        }
    }

    /// Describes the surroundings.
    public init(
        time: RunTime, seed: UInt64 = Defaults.seed, maxRowsWritten: Int = RowLimits.written, maxRowsRead: Int = RowLimits.read,
        writeFile: @escaping @Sendable (String, [UInt8]) -> String?,
        readFile: @escaping @Sendable (String?) -> Result<[UInt8], UnreadableInput> = { _ in .failure(.init("there are no files"))
        },
        pause: @escaping @Sendable (Double) async -> Bool = { _ in true },
        ask: @escaping @Sendable (Question) async -> Answer = { _ in .nobody }
    ) {
        self.time = time
        self.seed = seed
        self.maxRowsWritten = maxRowsWritten
        self.maxRowsRead = maxRowsRead
        self.writeFile = writeFile
        self.readFile = readFile
        self.pause = pause
        self.ask = ask
    }

    /// The day on which the run began.
    var today: String { time.today }
}
