/// A page of the manual, as data: `help`, `explain` and the docs are renderings of it.
///
/// In every text, what a user types stands in backticks.
public struct ManualPage: Hashable, Sendable {
    /// A part of a page.
    public enum Block: Hashable, Sendable {
        /// A line above what belongs together.
        case heading(String)
        /// A paragraph.
        case paragraph(String)
        /// What each of several things is.
        case table(Table)
        /// Text to type.
        case code(Code)
    }

    /// Rows of cells, the first of each being the thing that the others tell of.
    public struct Table: Hashable, Sendable {
        /// What the columns hold.
        public let header: [String]
        /// The rows, as many cells each as the header has.
        public let rows: [[String]]

        /// Makes a table.
        public init(header: [String], rows: [[String]]) {
            self.header = header
            self.rows = rows
        }
    }

    /// Text to type: a script, a line for the shell, or a file that a script reads.
    public struct Code: Hashable, Sendable {
        /// What it is.
        public enum Kind: Hashable, Sendable {
            /// A script that runs, with these flags of `lead run`.
            case script(flags: [String])
            /// A script that is refused, or fails.
            case wrongScript(flags: [String])
            /// A script that runs and is warned about.
            case doubtfulScript
            /// A line for the shell.
            case shell
            /// A file of this name.
            case file(name: String)
        }

        /// What is not usual where a script runs; the page says so in words, and the docs' tests bring it about.
        public enum Circumstance: String, Hashable, Sendable, CaseIterable {
            /// The service answers each call with a failure of its own.
            case refusing
            /// The service's answers are cut off.
            case garbled
            /// The service cannot be reached.
            case unreachable
            /// The account has no calls left today.
            case usedUp = "used-up"
            /// The answer to an `add` gets lost.
            case answerLost = "answer-lost"
            /// Somebody presses Ctrl-C behind the first batch of an `add`.
            case interrupted
            /// Somebody who is asked says no.
            case declining
            /// The run may take a minute, which is over at once.
            case outOfTime = "out-of-time"
            /// The service has a list of companies, "Target accounts".
            case companyList = "company-list"
        }

        /// What it is.
        public let kind: Kind
        /// The lines, without the last one's end.
        public let text: String
        /// What is not usual where it runs.
        public let circumstance: Circumstance?

        /// Makes text to type.
        public init(_ kind: Kind, _ text: String, while circumstance: Circumstance? = nil) {
            self.kind = kind
            self.text = text
            self.circumstance = circumstance
        }

        /// The name of the file that it is; nil for what is run.
        public var fileName: String? {
            if case .file(let name) = kind { name } else { nil }
        }
    }

    /// What the page is about.
    public let title: String
    /// Its parts, in order.
    public let blocks: [Block]

    /// Makes a page.
    public init(title: String, blocks: [Block]) {
        self.title = title
        self.blocks = blocks
    }
}
