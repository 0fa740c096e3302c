/// Something that the parser would accept at a place of a text.
public enum Expectation: Hashable, Sendable {
    /// A word of the language, in small letters.
    case word(String)
    /// A word or a mark that is accepted and better written otherwise, or that can mean nothing here.
    case nearForm(String)
    /// A bracket, a comma, a sign of calculation and the like.
    case mark(Mark)
    /// An operator of a condition, as a word or a mark; behind a field where `field` says which.
    case comparison(String, field: String?)
    /// `true`, `false`, `empty` or `it`, where a value is meant.
    case constant(String)
    /// The beginning of a statement.
    case statement(isTopLevel: Bool)
    /// A value.
    case value(ValuePlace)
    /// The unit of a duration in words, behind a number; of one of them where it is 1.
    case unit(isSingular: Bool)
    /// The name of a field.
    case field(FieldUse, of: RowsAtHand)
    /// A name that is new here.
    case name
    /// The name of a kept set.
    case set
    /// A variable that holds ids, with or without its `$`.
    case ids
    /// A variable with its `$`.
    case variable
    /// The name of an account.
    case account
    /// A list of the account: its name in quotes, or a variable.
    case list
    /// The path of a file in quotes.
    case file(FileUse)
    /// The header of a column in quotes.
    case header
    /// Any text in quotes.
    case text
    /// The name of a parameter and a `:` in a call of this command.
    case parameter(of: String)
    /// The name of a file format.
    case format
    /// The number of an edition.
    case edition
    /// The code of a diagnostic.
    case code
    /// A topic of the manual, less the words of it that stand there already.
    case topic(after: String)

    /// What a field is named for.
    public enum FieldUse: Hashable, Sendable {
        /// To be shown, counted, ordered or dropped.
        case column
        /// To be given values.
        case target
        /// To recognise rows by.
        case key
        /// To recognise contacts by.
        case updateKey
    }

    /// What a file is named for.
    public enum FileUse: Hashable, Sendable {
        /// A script to be included.
        case script
        /// A table to be read; a variable can hold its path.
        case table
        /// A table to be written.
        case output
    }

    /// The rows whose fields are named.
    public enum RowsAtHand: Hashable, Sendable {
        /// The current rows.
        case it
        /// The rows of a kept set.
        case set(String)
    }

    /// Where a value stands: what bare names mean there, and what it is compared with.
    public struct ValuePlace: Hashable, Sendable {
        /// What bare names are.
        public enum Names: Hashable, Sendable {
            /// Variables.
            case variables
            /// Fields of the row at hand; variables bear a `$`.
            case fields
            /// Headers of the file that is being read.
            case headers
        }

        /// What bare names are.
        public var names: Names
        /// The field that the value is compared with or given to; nil where there is none.
        public var field: String?
        /// How it is compared.
        public var symbol: ComparisonExpression.Operator?

        /// A value where bare names mean this.
        static func among(_ names: Names) -> ValuePlace { ValuePlace(names: names) }
    }
}

/// Collects what a parser asks about the end of its text, where a cursor stands.
///
/// All copies of a parser share it.
final class Inquiry {
    private(set) var expectations: [Expectation] = []
    private var known: Set<Expectation> = []
    /// Whether what is asked from here on is about another place than the cursor's.
    private(set) var isClosed = false
    /// Where the innermost statement begins that is being read.
    var openStatement: Int?
    /// Where the statement begins that holds the cursor.
    private(set) var statementStart: Int?
    /// Whether the tree has the statement that marks the cursor's place.
    var hasMarked = false

    func note(_ expectation: Expectation) {
        guard !isClosed, known.insert(expectation).inserted else { return }
        statementStart = openStatement
        expectations.append(expectation)
    }

    func close() { isClosed = true }
}
