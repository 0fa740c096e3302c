/// What happens in a run, as data; reports turn it into text or JSON.
public enum RunEvent: Sendable {
    /// A named part begins.
    case stepBegan(String)
    /// A value was printed.
    case printed(String)
    /// A page of the manual was asked for.
    case consulted(ManualPage)
    /// What a statement would do.
    case planned(Plan)
    /// Rows to be shown.
    case shown(ShownRows)
    /// The first rows of what was found.
    case previewed(ShownRows)
    /// What is known of each field of a set.
    case described(DescribedRows)
    /// Rows counted by their values.
    case summarized(Summary)
    /// The lists of an account.
    case listed([ListSummary], account: String)
    /// A list was deleted.
    case listDeleted(name: String)
    /// The run pauses for so many seconds.
    case waiting(seconds: Double)
    /// A call has to wait before it is sent, or sent again: for how long, and why, such as `for the rate limit`.
    case delayed(seconds: Double, reason: String)
    /// A `try` caught a failure; its message.
    case caught(String)
    /// Rows were counted.
    case counted(Int)
    /// Rows were written to a file.
    case exported(file: String, rows: Int)
    /// What a set turned out to hold: one line for each thing that narrowed it.
    case took(String)
    /// Something worth knowing about the statement.
    case noted(String)
    /// A list was made, or found.
    case listReady(name: String, isNew: Bool)
    /// Rows are being read: how many so far, and how many there are.
    case reading(rows: Int, total: Int)
    /// A doing statement is under way.
    case progressed(Progress)
    /// A doing statement is done.
    case finished(action: String, outcome: Outcome, rejects: [Reject])
    /// An `expect` held.
    case expected

    /// How far a doing statement has come.
    public struct Progress: Hashable, Sendable {
        /// What is being done, such as `add to list "Q1"`.
        public let action: String
        /// The call that was just answered, from 1.
        public let call: Int
        /// How many calls there will be.
        public let calls: Int
        /// How many rows those calls carried.
        public let rows: Int
        /// How many rows there are.
        public let total: Int

        /// Describes progress.
        public init(action: String, call: Int, calls: Int, rows: Int, total: Int) {
            self.action = action
            self.call = call
            self.calls = calls
            self.rows = rows
            self.total = total
        }
    }

    /// A row that was not written, and why.
    public struct Reject: Hashable, Sendable {
        /// The row's id.
        public let id: String
        /// The row's name.
        public let name: String
        /// Why it was not written.
        public let reason: String
        /// Whether it was held back, rather than refused.
        public let isUnsent: Bool

        /// Describes a row that was not written.
        public init(id: String, name: String, reason: String, isUnsent: Bool = false) {
            self.id = id
            self.name = name
            self.reason = reason
            self.isUnsent = isUnsent
        }
    }

    /// What is known of each field of a set.
    public struct DescribedRows: Hashable, Sendable {
        /// One field.
        public struct Field: Hashable, Sendable {
            /// Its name.
            public let name: String
            /// The type of its values.
            public let type: ValueType
            /// In how many rows it has no value; nil where no row was read.
            public let empty: Int?
            /// Where its values come from, such as `Lance` or `prospects.csv`.
            public let origin: String

            /// Describes a field.
            public init(name: String, type: ValueType, empty: Int?, origin: String) {
                self.name = name
                self.type = type
                self.empty = empty
                self.origin = origin
            }
        }

        /// The fields.
        public let fields: [Field]
        /// How many rows there are; nil where that is not known.
        public let rows: Int?

        /// Describes rows.
        public init(fields: [Field], rows: Int?) {
            self.fields = fields
            self.rows = rows
        }
    }

    /// Rows counted by the values of fields.
    public struct Summary: Sendable {
        /// The fields.
        public let fields: [String]
        /// Each combination of values with its rows, most rows first; an empty value is empty text.
        public let counts: [(values: [String], rows: Int)]

        /// Makes a summary.
        public init(fields: [String], counts: [(values: [String], rows: Int)]) {
            self.fields = fields
            self.counts = counts
        }

    }

    /// Rows for a table.
    public struct ShownRows: Sendable {
        /// The rows.
        public let rows: Batch
        /// The columns, in order.
        public let columns: [String]
        /// The places of the rows in their set.
        public let places: [Int]
        /// How many rows the set has, nil where that is not known.
        public let total: Int?

        /// Describes rows to be shown.
        public init(rows: Batch, columns: [String], places: [Int], total: Int?) {
            self.rows = rows
            self.columns = columns
            self.places = places
            self.total = total
        }
    }
}

/// Receives what happens in a run, in order.
public protocol EventSink: Sendable {
    /// Takes one event.
    func receive(_ event: RunEvent)
}

/// Tells nobody.
public struct NoEvents: EventSink {
    /// Makes a sink.
    public init() {}

    /// Does nothing.
    public func receive(_ event: RunEvent) {}
}
