public import LeadModel
import LeadSyntax

/// A condition in the form in which a provider's search filter can say it, its values not yet known.
public struct PushableCondition: Sendable {
    /// The field's name.
    public let field: String
    /// How it is tested.
    public let form: Filter.Form
    /// The values: one, a list, or a lower and an upper bound.
    public let values: Values
    /// Whether the rows that pass are left out.
    public let isNegated: Bool
    /// Whether the filter keeps the same rows or more.
    public let precision: ProviderSignature.Precision

    /// What a field is compared with.
    public enum Values: Sendable {
        /// One value or a list of values.
        case texts(TypedExpression)
        /// Bounds, nil for none; both are included unless they are strict.
        case bounds(lower: TypedExpression?, upper: TypedExpression?, areStrict: Bool)
    }

    /// Finds the filter for `condition`; nil where rows of `kind` at this provider must be tested locally.
    public init?(_ condition: TypedExpression, kind: RecordKind, at provider: ProviderSignature) {
        guard let shape = Shape(condition, isNegated: false),
            let support = provider.support(of: shape.field, in: kind),
            let precision = support.filters[shape.form]
        else { return nil }
        // No filter looks for rows without a value.
        guard !shape.asksForEmpty else { return nil }
        let isExact = precision == .exact && !shape.isExactText && support.isExact(for: shape.constants)
        // Leaving out what a wider filter matches would lose rows.
        guard !shape.isNegated || (support.canNegate && isExact) else { return nil }
        field = shape.field
        form = shape.form
        values = shape.values
        isNegated = shape.isNegated
        self.precision = isExact ? .exact : .wider
    }

    /// A condition of the form FIELD OPERATOR VALUE.
    private struct Shape {
        let field: String
        let form: Filter.Form
        let values: Values
        let isNegated: Bool
        let isExactText: Bool

        /// The texts on the right, as far as they are known.
        var constants: [String] {
            guard case .texts(let expression) = values else { return [] }
            return expression.constants.flatMap(\.texts)
        }

        /// Whether one of the values looked for is no value.
        var asksForEmpty: Bool {
            guard case .texts(let expression) = values else { return false }
            return expression.constants.contains(where: \.isEmpty)
        }

        init?(_ condition: TypedExpression, isNegated: Bool) {
            switch condition {
            case .not(let operand):
                guard !isNegated, let inner = Shape(operand, isNegated: true) else { return nil }
                self = inner
            case .between(.field(let name), let lower, let upper) where lower.isRowIndependent && upper.isRowIndependent:
                self.init(
                    field: name, form: .between, values: .bounds(lower: lower, upper: upper, areStrict: false),
                    isNegated: isNegated)
            case .comparison(let node):
                guard case .field(let name) = node.left, node.right.isRowIndependent else { return nil }
                self.init(name, node, isNegated: isNegated)
            default: return nil
            }
        }

        private init?(_ field: String, _ node: TypedExpression.Comparison, isNegated: Bool) {
            let form: Filter.Form
            switch node.symbol {
            case .equal, .in: form = .equals
            case .contains: form = .contains
            case .like: form = .like
            case .less, .lessOrEqual:
                let bounds = Values.bounds(lower: nil, upper: node.right, areStrict: node.symbol == .less)
                self.init(field: field, form: .between, values: bounds, isNegated: isNegated)
                return
            case .greater, .greaterOrEqual:
                let bounds = Values.bounds(lower: node.right, upper: nil, areStrict: node.symbol == .greater)
                self.init(field: field, form: .between, values: bounds, isNegated: isNegated)
                return
            // No filter says "starts with" or a pattern.
            case .startsWith, .endsWith, .matches: return nil
            }
            self.init(
                field: field, form: form, values: .texts(node.right), isNegated: isNegated, isExactText: node.isExact)
        }

        private init(field: String, form: Filter.Form, values: Values, isNegated: Bool, isExactText: Bool = false) {
            self.field = field
            self.form = form
            self.values = values
            self.isNegated = isNegated
            self.isExactText = isExactText
        }
    }
}

extension TypedExpression {
    /// The constants that it is made of: itself, or the items of a list.
    fileprivate var constants: [Value] {
        switch self {
        case .constant(.list(let items)): items
        case .constant(let value): [value]
        case .list(let items): items.flatMap(\.constants)
        case .field, .variable, .outcome, .failure, .count, .text, .call, .chain, .comparison, .isEmpty, .between, .not, .all,
            .any:
            []
        }
    }
}
