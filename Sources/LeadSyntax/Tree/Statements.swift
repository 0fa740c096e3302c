public import LeadDiagnostics

/// The form `use NAME`.
public struct UseStatement: Hashable, Sendable {
    /// The profile's or the provider's name.
    public let account: Name
}

/// The form `param NAME [: TYPE] [= EXPR]`.
public struct ParamStatement: Hashable, Sendable {
    /// What values a parameter takes.
    public enum ValueType: String, Hashable, Sendable, CaseIterable {
        /// Any text.
        case text
        /// A number.
        case number
        /// A day.
        case date
        /// Texts, split at commas when they come from outside.
        case list
    }

    /// The parameter's name.
    public let name: Name
    /// Its type; text where none is written.
    public let type: ValueType?
    /// Its default.
    public let value: Expression?
    /// The text of the `##` lines above it.
    public let documentation: String?
}

/// The form `let NAME = EXPR`.
public struct LetStatement: Hashable, Sendable {
    /// The variable.
    public let name: Name
    /// Its value.
    public let value: Expression
}

/// The form `print EXPR, …`.
public struct PrintStatement: Hashable, Sendable {
    /// What is printed, separated by spaces.
    public let values: [Expression]
}

/// The form `expect COND [, "message"]`.
public struct ExpectStatement: Hashable, Sendable {
    /// What must be true.
    public let condition: Expression
    /// What is said when it is not.
    public let message: Expression?
}

/// The form `step "name" { … }`.
public struct StepStatement: Hashable, Sendable {
    /// The part's name.
    public let name: Expression
    /// What it does.
    public let body: Block
    /// The text of the `##` lines above it.
    public let documentation: String?
}

/// The form `create list …` or `ensure list …`.
public struct MakeListStatement: Hashable, Sendable {
    /// Whether a list that exists already is taken as it is (`ensure`).
    public let acceptsExisting: Bool
    /// The list's name.
    public let name: Expression
    /// The form `description "…"`.
    public let description: Expression?
    /// The form `of people` or `of companies`.
    public let kind: RowKind?
    /// The form `from DATE to DATE`.
    public let dates: Dates?

    /// The days between which a list is in use.
    public struct Dates: Hashable, Sendable {
        /// The first day.
        public let from: Expression
        /// The last day.
        public let to: Expression
    }
}

/// The form `add [SET] to list LIST`.
public struct AddStatement: Hashable, Sendable {
    /// The rows; `it` where nil.
    public let set: SetName?
    /// The list.
    public let list: ListReference
}

/// The form `save [SET] to contacts` or `save [SET] to list LIST`.
public struct SaveStatement: Hashable, Sendable {
    /// The rows; `it` where nil.
    public let set: SetName?
    /// The list that they join besides; nil for `to contacts`.
    public let list: ListReference?
    /// Whether rows that have neither e-mail nor LinkedIn URL may become contacts (`allow no key`).
    public let allowsNoKey: Bool
}

/// The form `show [SET] [rows …] [columns …]`.
public struct ShowStatement: Hashable, Sendable {
    /// The rows; `it` where nil.
    public let set: SetName?
    /// Which of them, all (up to a screenful) where empty.
    public let rows: [RowSpan]
    /// The columns, the usual ones where empty.
    public let columns: [FieldPath]
}

/// The form `count [SET]`.
public struct CountStatement: Hashable, Sendable {
    /// The rows; `it` where nil.
    public let set: SetName?
}

/// The form `export [SET] to "file" [columns …]`.
public struct ExportStatement: Hashable, Sendable {
    /// The rows; `it` where nil.
    public let set: SetName?
    /// The file's path, its suffix naming the format.
    public let file: Expression
    /// The columns, the usual ones where empty.
    public let columns: [FieldPath]
}

/// A list at the provider.
public struct ListReference: Hashable, Sendable {
    /// How a list is given.
    public enum Form: Hashable, Sendable {
        /// `"name"`, or a variable that holds a name or an id.
        case name
        /// `id "abc-123"`, or a UUID.
        case id
    }

    /// Which of them it is.
    public let form: Form
    /// The name or the id.
    public let value: Expression
    /// The account that has it (`at PROFILE`); nil for the one in use.
    public let account: Name?

    /// Where the name or the id stands.
    public var span: Span { value.span }
}

/// People or companies.
public enum RowKind: String, Hashable, Sendable, CaseIterable {
    /// Persons at a provider.
    case people
    /// Companies at a provider.
    case companies
}
