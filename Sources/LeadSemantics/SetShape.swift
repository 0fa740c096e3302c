public import LeadDiagnostics
public import LeadModel

/// What is known of a set before anything runs.
public struct SetShape: Hashable, Sendable {
    /// The account that rows have which belong to none: those of a file.
    public static let noAccount = ""

    /// The account that it was found in.
    public let account: String
    /// What its rows are.
    public let kind: RecordKind
    /// Whether the number of rows has an end that the user has chosen.
    public var isBounded: Bool
    /// Where a condition stands that the provider cannot evaluate, if any.
    public var localCondition: Span?
    /// The fields that the rows of a file have; nil where they are not known, or the rows are a provider's.
    public var columns: Set<String>?
    /// The fields that have been given values by the script.
    public var added: Set<String> = []
    /// The fields that have been dropped or renamed.
    public var dropped: Set<String> = []
    /// Whether nothing is known of the rows: those of whoever may call a command.
    public var isUnknown = false
    /// Whether different ways through the script leave rows of different kinds or accounts.
    public var isAmbiguous = false

    /// Makes a shape.
    public init(
        account: String, kind: RecordKind, isBounded: Bool, localCondition: Span? = nil, columns: Set<String>? = nil
    ) {
        self.account = account
        self.kind = kind
        self.isBounded = isBounded
        self.localCondition = localCondition
        self.columns = columns
    }

    /// What is known where it is not known which of two ways was taken.
    func merged(with other: SetShape) -> SetShape {
        var result = self
        result.isBounded = isBounded && other.isBounded
        result.localCondition = localCondition ?? other.localCondition
        if columns != other.columns { result.columns = nil }
        result.added = added.intersection(other.added)
        result.dropped = dropped.union(other.dropped)
        result.isUnknown = isUnknown || other.isUnknown
        result.isAmbiguous = isAmbiguous || other.isAmbiguous || account != other.account || kind != other.kind
        return result
    }
}
