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
        /// Bounds, both included; nil is none.
        case bounds(lower: TypedExpression?, upper: TypedExpression?)
    }

    /// Finds the filter for `condition`; nil where rows of `kind` at this provider must be tested locally.
    public init?(_ condition: TypedExpression, kind: RecordKind, at provider: ProviderSignature) {
        guard let shape = Shape(condition, isNegated: false),
            let support = provider.support(of: shape.field, in: kind),
            let precision = support.filters[shape.form]
        else { return nil }
        // Leaving out what a wider filter matches would lose rows.
        guard !shape.isNegated || (support.canNegate && precision == .exact) else { return nil }
        field = shape.field
        form = shape.form
        values = shape.values
        isNegated = shape.isNegated
        self.precision = shape.isExactText ? .wider : precision
        guard !(shape.isNegated && shape.isExactText) else { return nil }
    }

    /// A condition of the form FIELD OPERATOR VALUE.
    private struct Shape {
        let field: String
        let form: Filter.Form
        let values: Values
        let isNegated: Bool
        let isExactText: Bool

        init?(_ condition: TypedExpression, isNegated: Bool) {
            switch condition {
            case .not(let operand):
                guard !isNegated, let inner = Shape(operand, isNegated: true) else { return nil }
                self = inner
            case .between(.field(let name), let lower, let upper) where lower.isRowIndependent && upper.isRowIndependent:
                self.init(field: name, form: .between, values: .bounds(lower: lower, upper: upper), isNegated: isNegated)
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
            case .lessOrEqual:
                self.init(field: field, form: .between, values: .bounds(lower: nil, upper: node.right), isNegated: isNegated)
                return
            case .greaterOrEqual:
                self.init(field: field, form: .between, values: .bounds(lower: node.right, upper: nil), isNegated: isNegated)
                return
            // No filter says "less than", "starts with" or a pattern; an included bound would keep one value too many.
            case .less, .greater, .startsWith, .endsWith, .matches: return nil
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
