/// The form `suppress file "do-not-contact.csv" by email, domain` or `suppress list "Customers"`.
public struct SuppressStatement: Hashable, Sendable {
    /// Who must not be written.
    public enum Source: Hashable, Sendable {
        /// The rows of a file.
        case file(Expression)
        /// The members of lists.
        case lists([ListReference])
    }

    /// Who must not be written.
    public let source: Source
    /// The fields that rows are recognised by; the usual ones where empty.
    public let keys: [FieldPath]
    /// Whether rows that have none of these fields may be written all the same (`allow unknown`).
    public let allowsUnknown: Bool
}

/// The form `update contacts by email [fill empty only]`.
public struct UpdateStatement: Hashable, Sendable {
    /// The field that contacts are recognised by.
    public let key: FieldPath
    /// Whether values that are there stay as they are.
    public let fillsEmptyOnly: Bool
}

/// The form `remove [SET] from list LIST`.
public struct RemoveStatement: Hashable, Sendable {
    /// The rows; `it` where nil.
    public let set: SetName?
    /// The list that they leave.
    public let list: ListReference
}

/// The form `summarize [SET] by FIELD, …`.
public struct SummarizeStatement: Hashable, Sendable {
    /// The rows; `it` where nil.
    public let set: SetName?
    /// The fields whose values are counted, together.
    public let fields: [FieldPath]
}

/// The form `help [TOPIC]`.
public struct HelpStatement: Hashable, Sendable {
    /// What is asked for, in small letters; nil for an overview.
    public let topic: Name?
}
