public import LeadDiagnostics
public import LeadModel
public import LeadSyntax

/// A script whose names, fields and types are known: what the runtime executes.
public struct Program: Sendable {
    /// The statements, in order.
    public let statements: [Statement]

    /// One statement.
    public struct Statement: Sendable {
        /// What it does.
        public let kind: Kind
        /// Where it stands.
        public let span: Span
    }

    /// What a statement does.
    public indirect enum Kind: Sendable {
        /// Talks to another account from here on.
        case use(account: String)
        /// Declares a value that the caller may set.
        case param(Parameter)
        /// Sets a variable.
        case `let`(name: String, value: TypedExpression)
        /// Prints values.
        case print([TypedExpression])
        /// Stops the script unless a condition holds.
        case expect(TypedExpression, message: TypedExpression?)
        /// Runs a named part; the names are those of variables that end with it.
        case step(name: TypedExpression, body: [Statement], locals: [String])
        /// Finds or narrows rows.
        case rows(Rows)
        /// Makes sure that a list exists.
        case makeList(MakeList)
        /// Adds rows to a list.
        case add(set: SetReference, list: ListTarget)
        /// Saves rows as contacts, and into a list where one is named.
        case save(set: SetReference, list: ListTarget?, allowsNoKey: Bool)
        /// Shows rows.
        case show(set: SetReference, rows: [Places], columns: [String])
        /// Counts rows.
        case count(set: SetReference)
        /// Writes rows to a file.
        case export(set: SetReference, file: TypedExpression, columns: [String])
    }

    /// The form `param`.
    public struct Parameter: Sendable {
        /// The name.
        public let name: String
        /// What values it takes.
        public let type: ParamStatement.ValueType
        /// Its default; nil where the caller must give a value.
        public let value: TypedExpression?
        /// Where its name stands.
        public let span: Span
    }

    /// A finding statement with its refinements, or refinements of `it`.
    public struct Rows: Sendable {
        /// Where the rows come from; nil for `it`.
        public let origin: Origin?
        /// What narrows them, in order.
        public let refinements: [Refinement]
        /// The name under which the set is kept.
        public let alias: String?
    }

    /// Where rows come from.
    public enum Origin: Sendable {
        /// A search of the provider's database.
        case search(RecordKind)
        /// The members of a list.
        case list(ListTarget)
        /// The CRM's contacts.
        case contacts
        /// Kept sets, one after another, without repeats.
        case sets([String])
    }

    /// What narrows rows.
    public struct Refinement: Sendable {
        /// What it does.
        public let kind: Kind
        /// Where it stands.
        public let span: Span

        /// The refinements.
        public enum Kind: Sendable {
            /// Keeps the rows for which it is true.
            case `where`(TypedExpression)
            /// Keeps the rows at these places.
            case rows([Places])
            /// Keeps all rows, knowing what that means.
            case all
            /// Keeps the first so many rows.
            case first(TypedExpression)
            /// Keeps the rows with these ids.
            case ids(TypedExpression)
            /// Keeps the rows that are in a kept set, too.
            case inSet(String)
            /// Takes away the rows with these ids.
            case exceptIDs(TypedExpression)
            /// Takes away the rows of a kept set.
            case exceptSet(String)
            /// Takes away the rows at these places.
            case exceptRows([Places])
            /// Takes away the members of lists.
            case exceptLists([ListTarget], keys: [String])
            /// Takes away the rows for which it is true.
            case exceptWhere(TypedExpression)
        }
    }

    /// Places of rows, from 0.
    public struct Places: Sendable {
        /// The first place.
        public let lower: TypedExpression
        /// How far it goes.
        public let extent: Extent
        /// Where it stands.
        public let span: Span

        /// How far places go.
        public enum Extent: Sendable {
            /// One place.
            case single
            /// Up to, without this place.
            case upTo(TypedExpression)
            /// To the end.
            case open
        }
    }

    /// The form `create list` and `ensure list`.
    public struct MakeList: Sendable {
        /// Whether an existing list is taken as it is.
        public let acceptsExisting: Bool
        /// The name.
        public let name: TypedExpression
        /// The description.
        public let description: TypedExpression?
        /// The first day and the last.
        public let dates: (from: TypedExpression, to: TypedExpression)?
        /// Where the name stands.
        public let nameSpan: Span
    }

    /// A set of rows that a statement acts on.
    public struct SetReference: Hashable, Sendable {
        /// The kept set's name; nil for `it`.
        public let name: String?
        /// What is known of it.
        public let shape: SetShape
    }

    /// A list at the provider.
    public struct ListTarget: Hashable, Sendable {
        /// How the list is given.
        public enum Form: Hashable, Sendable {
            /// By its name.
            case name
            /// By its id.
            case id
        }

        /// The value: a name or an id.
        public let value: TypedExpression
        /// Which of them it is.
        public let form: Form
        /// Where it stands.
        public let span: Span
    }
}

/// What is known of a set before anything runs.
public struct SetShape: Hashable, Sendable {
    /// The account that it was found in.
    public let account: String
    /// What its rows are.
    public let kind: RecordKind
    /// Whether the number of rows has an end that the user has chosen.
    public var isBounded: Bool
    /// Where a condition stands that the provider cannot evaluate, if any.
    public var localCondition: Span?
}
