/// The result of a doing statement; every requested row is accounted for.
///
/// `requested = added + skipped + rejected + unsent` always.
public struct Outcome: Hashable, Sendable {
    /// Rows that were meant to be written.
    public private(set) var requested: Int
    /// Rows that were written, and were not there before.
    public private(set) var added: Int
    /// Rows that were there already.
    public private(set) var skipped: Int
    /// Rows that were refused, by the service or by a rule of `lead`.
    public private(set) var rejected: Int
    /// Rows that were never sent.
    public private(set) var unsent: Int
    /// Contacts that the CRM did not have before.
    public var created = 0
    /// Rows that `suppress` has held back; they never became a request.
    public var suppressed = 0
    /// Calls that the statement made, reads included.
    public var calls = 0
    /// What was done with the rows that count as added.
    public var verb = Verb.added
    /// Whether each row's fate is known; false where the service answers only a total.
    public var isExact = true
    /// Whether it has come about; in a plan, how many rows are new may be known to the service alone.
    public var isCertain = true

    /// The names of the fields that nobody knows before the run, where it is not certain.
    public static let uncertainFields: Set<String> = ["added", "skipped", "created", "calls", "rate", "exact"]

    /// What a doing statement does with rows.
    public enum Verb: String, Hashable, Sendable {
        /// They were written where they were not before.
        case added
        /// They were changed.
        case updated
        /// They were taken away.
        case removed
    }

    /// Makes an outcome; what is not accounted for otherwise was skipped.
    public init(requested: Int, added: Int, rejected: Int = 0, unsent: Int = 0) {
        self.requested = max(requested, added + rejected + unsent)
        self.added = added
        self.rejected = rejected
        self.unsent = unsent
        self.skipped = self.requested - added - rejected - unsent
    }

    /// Rows that should be there now and are not.
    public var failed: Int { rejected + unsent }

    /// The share of requested rows that are there now, 1 where none was requested.
    public var rate: Double { requested == 0 ? 1 : Double(added + skipped) / Double(requested) }

    /// The names that a script may write behind `outcome.`, with their types.
    public static let fields: [(name: String, type: ValueType)] = [
        ("requested", .number), ("added", .number), ("skipped", .number), ("rejected", .number), ("unsent", .number),
        ("failed", .number), ("created", .number), ("suppressed", .number), ("credits", .number), ("calls", .number),
        ("rate", .number), ("exact", .bool),
    ]

    /// The value of a field of the outcome; nil where there is no such field.
    public subscript(field: String) -> Value? {
        switch field {
        case "requested": .number(Double(requested))
        case "added": .number(Double(added))
        case "skipped": .number(Double(skipped))
        case "rejected": .number(Double(rejected))
        case "unsent": .number(Double(unsent))
        case "failed": .number(Double(failed))
        case "created": .number(Double(created))
        case "suppressed": .number(Double(suppressed))
        // No call of this version costs credits.
        case "credits": .number(0)
        case "calls": .number(Double(calls))
        case "rate": .number(rate)
        case "exact": .bool(isExact)
        default: nil
        }
    }
}
