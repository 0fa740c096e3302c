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
        /// Caps what the run may spend.
        case budget([Cap])
        /// Runs the first branch whose condition holds.
        case `if`([Branch], otherwise: Block?)
        /// Runs a block for each value, number or row.
        case `for`(name: String, source: Loop, body: Block)
        /// Runs a command of the user's own.
        case call(Call)
        /// Runs an included script on the rows at hand, and gives them back.
        case include(file: String, [Statement])
        /// Runs the second block if the first fails.
        case `try`(Block, otherwise: Block)
        /// Ends the script.
        case stop
        /// Ends the script with a failure.
        case fail(TypedExpression)
        /// Pauses.
        case wait(TypedExpression)
        /// Runs a named part.
        case step(name: TypedExpression, body: Block)
        /// Holds rows back from every statement that writes, from here on.
        case suppress(Suppression)
        /// Finds or narrows rows.
        case rows(Rows)
        /// Makes sure that a list exists.
        case makeList(MakeList)
        /// Adds rows to a list.
        case add(set: SetReference, list: ListTarget)
        /// Saves rows as contacts, and into a list where one is named.
        case save(set: SetReference, list: ListTarget?, allowsNoKey: Bool)
        /// Changes contacts of the CRM by what is known of the rows.
        case update(set: SetReference, fillsEmptyOnly: Bool)
        /// Takes rows out of a list.
        case remove(set: SetReference, list: ListTarget)
        /// Deletes a list.
        case deleteList(ListTarget)
        /// Shows rows.
        case show(set: SetReference, rows: [Places], columns: [String])
        /// Counts rows.
        case count(set: SetReference)
        /// Says what is known of each field.
        case describe(set: SetReference)
        /// Counts rows by the values of fields.
        case summarize(set: SetReference, fields: [String])
        /// Shows the account's lists.
        case showLists
        /// Writes rows to a file.
        case export(set: SetReference, file: TypedExpression, columns: [String])
        /// Forgets what was read, so that it is read anew.
        case refresh
        /// Says what a statement, written in the source, would do, and changes nothing.
        case plan(Statement, in: Source)
        /// Says what a diagnostic's code means.
        case explain(DiagnosticCode)
        /// Says how the language is written.
        case help(topic: String?)
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
        /// What it is for, in the author's words.
        public let documentation: String?
        /// The included file that declares it; nil for the script itself.
        public let file: String?
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
        /// A file or standard input.
        case load(Load)
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
            /// Takes away the members of all lists, or of those made since a day.
            case exceptAnyList(since: TypedExpression?)
            /// Takes away the rows that a file names.
            case exceptFile(TypedExpression, keys: [String])
            /// Takes away the rows for which it is true.
            case exceptWhere(TypedExpression)
            /// Keeps so many rows, drawn by lot.
            case sample(TypedExpression)
            /// Keeps the first of the rows that are alike in these fields.
            case dedupe([String])
            /// Sorts the rows.
            case order([OrderKey])
            /// Keeps the first so many rows, or so many for each value of a field.
            case limit(TypedExpression, per: String?)
            /// Gives a field a value, row by row.
            case set(String, TypedExpression)
            /// Forgets fields.
            case drop([String])
            /// Moves a field's values to another field.
            case rename(String, to: String)
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
        /// The account that has it; nil for the one in use.
        public let account: String?
        /// Where it stands.
        public let span: Span
    }
}
