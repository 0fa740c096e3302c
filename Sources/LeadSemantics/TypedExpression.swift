public import LeadModel
public import LeadSyntax

/// A value or a condition whose names are known.
public indirect enum TypedExpression: Hashable, Sendable {
    /// A value.
    case constant(Value)
    /// A field of the row at hand.
    case field(String)
    /// A variable.
    case variable(String)
    /// A field of the last outcome.
    case outcome(String)
    /// A field of the failure that a `try` has caught.
    case failure(String)
    /// The number of rows of a set.
    case count(Program.SetReference)
    /// Values joined to one text.
    case text([TypedExpression])
    /// A function's result.
    case call(Function, [TypedExpression])
    /// Several values.
    case list([TypedExpression])
    /// Operators of one rank, from left to right.
    case chain(TypedExpression, [Link])
    /// Two values compared.
    case comparison(Comparison)
    /// Whether a value is empty.
    case isEmpty(TypedExpression)
    /// Whether a value lies between two others, both included.
    case between(TypedExpression, lower: TypedExpression, upper: TypedExpression)
    /// The opposite.
    case not(TypedExpression)
    /// Whether all hold.
    case all([TypedExpression])
    /// Whether at least one holds.
    case any([TypedExpression])

    /// An operator and the operand behind it.
    public struct Link: Hashable, Sendable {
        /// The operator.
        public let symbol: ChainExpression.Operator
        /// The operand.
        public let operand: TypedExpression
    }

    /// A comparison without its negation, which is a `.not` around it.
    public struct Comparison: Hashable, Sendable {
        /// The value on the left.
        public let left: TypedExpression
        /// How the two are compared.
        public let symbol: ComparisonExpression.Operator
        /// Whether case and surrounding space count.
        public let isExact: Bool
        /// The value on the right.
        public let right: TypedExpression

        /// Compares two expressions.
        public init(left: TypedExpression, symbol: ComparisonExpression.Operator, isExact: Bool, right: TypedExpression) {
            self.left = left
            self.symbol = symbol
            self.isExact = isExact
            self.right = right
        }
    }

    /// Whether it gives the same value for every row.
    public var isRowIndependent: Bool {
        switch self {
        case .field: false
        case .constant, .variable, .outcome, .failure, .count: true
        case .text(let parts), .call(_, let parts), .list(let parts), .all(let parts), .any(let parts):
            parts.allSatisfy(\.isRowIndependent)
        case .chain(let first, let rest): first.isRowIndependent && rest.allSatisfy(\.operand.isRowIndependent)
        case .comparison(let node): node.left.isRowIndependent && node.right.isRowIndependent
        case .isEmpty(let operand), .not(let operand): operand.isRowIndependent
        case .between(let operand, let lower, let upper):
            operand.isRowIndependent && lower.isRowIndependent && upper.isRowIndependent
        }
    }

    /// The parts joined by `and`, or the whole where there is none.
    public var conjuncts: [TypedExpression] {
        guard case .all(let parts) = self else { return [self] }
        return parts.flatMap(\.conjuncts)
    }

    /// The expression with every part that `replace` gives something for replaced by it, innermost last.
    public func mapped<Failure: Error>(
        _ replace: (TypedExpression) throws(Failure) -> TypedExpression?
    ) throws(Failure) -> TypedExpression {
        if let replacement = try replace(self) { return replacement }
        func mapped(_ parts: [TypedExpression]) throws(Failure) -> [TypedExpression] {
            var result: [TypedExpression] = []
            for part in parts { result.append(try part.mapped(replace)) }
            return result
        }
        switch self {
        case .constant, .field, .variable, .outcome, .failure, .count: return self
        case .text(let parts): return .text(try mapped(parts))
        case .call(let function, let arguments): return .call(function, try mapped(arguments))
        case .list(let items): return .list(try mapped(items))
        case .chain(let first, let rest):
            var links: [Link] = []
            for link in rest { links.append(Link(symbol: link.symbol, operand: try link.operand.mapped(replace))) }
            return .chain(try first.mapped(replace), links)
        case .comparison(let node):
            return .comparison(
                Comparison(
                    left: try node.left.mapped(replace), symbol: node.symbol, isExact: node.isExact,
                    right: try node.right.mapped(replace)))
        case .isEmpty(let operand): return .isEmpty(try operand.mapped(replace))
        case .between(let operand, let lower, let upper):
            return .between(try operand.mapped(replace), lower: try lower.mapped(replace), upper: try upper.mapped(replace))
        case .not(let operand): return .not(try operand.mapped(replace))
        case .all(let parts): return .all(try mapped(parts))
        case .any(let parts): return .any(try mapped(parts))
        }
    }
}
