public import LeadDiagnostics
public import LeadModel
public import LeadSyntax

extension Program {
    /// Statements between braces.
    public struct Block: Sendable {
        /// The statements, in order.
        public let statements: [Statement]
        /// The names first set inside, which end with it.
        public let locals: [String]
    }

    /// A condition and what is done where it is the first to hold.
    public struct Branch: Sendable {
        /// The condition.
        public let condition: TypedExpression
        /// What is done.
        public let body: Block
    }

    /// What a `for` goes through.
    public enum Loop: Sendable {
        /// The items of a list.
        case values(TypedExpression)
        /// Whole numbers up to the second one, which is left out.
        case range(lower: TypedExpression, upper: TypedExpression)
        /// The rows of a set; `NAME.FIELD` is a field of the row at hand.
        case rows(SetReference)
    }

    /// The form `NAME(…)`.
    public struct Call: Sendable {
        /// The command.
        public let name: String
        /// The values of its parameters.
        public let arguments: [(name: String, value: TypedExpression)]
        /// What it does.
        public let body: Block
        /// The included file that defines it; nil for the script itself.
        public let file: String?
        /// The names of the blocks around the call, which mean nothing inside.
        public let hidden: [String]
    }

    /// One cap of a budget.
    public struct Cap: Sendable {
        /// How many.
        public let amount: TypedExpression
        /// Of what.
        public let unit: BudgetStatement.Unit
    }

    /// The form `suppress`.
    public struct Suppression: Sendable {
        /// Who must not be written.
        public enum Source: Sendable {
            /// The rows of a file.
            case file(TypedExpression)
            /// The members of lists.
            case lists([ListTarget])
        }

        /// Who must not be written.
        public let source: Source
        /// The fields that rows are recognised by, each on its own; the usual ones where empty.
        public let keys: [String]
        /// Whether rows that have none of these fields may be written all the same.
        public let allowsUnknown: Bool
    }

    /// A field that rows are ordered by.
    public struct OrderKey: Hashable, Sendable {
        /// The field.
        public let field: String
        /// Whether the greatest value comes first.
        public let isDescending: Bool
    }

    /// The form `load`.
    public struct Load: Sendable {
        /// What the rows are.
        public let kind: RecordKind
        /// The file's path; nil for standard input.
        public let file: TypedExpression?
        /// The format; the path's suffix decides where nil.
        public let format: FileFormat?
        /// The columns that are said.
        public let columns: [Column]
        /// Where it stands.
        public let span: Span
    }

    /// A field and where its values come from.
    public struct Column: Sendable {
        /// Where a field's values come from.
        public enum Source: Sendable {
            /// The column under this header.
            case header(TypedExpression)
            /// A value for each row; its fields are headers of the file, or the fields that these stand for.
            case value(TypedExpression)
        }

        /// The field.
        public let field: String
        /// Where its values come from.
        public let source: Source
    }

    /// The parameters that the script declares, those of included files among them.
    public var parameters: [Parameter] {
        statements.flatMap { statement -> [Parameter] in
            switch statement.kind {
            case .param(let parameter): [parameter]
            case .include(_, let statements): Program(statements: statements).parameters
            default: []
            }
        }
    }
}
