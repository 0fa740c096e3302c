import LeadModel
import LeadSyntax

/// Comparisons of one field with one value or several, any of which will do.
struct FieldAlternatives {
    /// What must agree for two comparisons to become one.
    private struct Key: Hashable {
        let field: String
        let symbol: ComparisonExpression.Operator
        let isExact: Bool
    }

    private let key: Key
    private let values: [TypedExpression]

    /// Makes one comparison of those that ask the same of one field: `x is a or x is b` is `x in (a, b)`, and so is, where
    /// they are negated and joined by `and`, `x is not a and x is not b`.
    static func merged(_ parts: [TypedExpression], areNegated: Bool) -> [TypedExpression] {
        let candidates = parts.map { part -> FieldAlternatives? in
            switch part {
            case .comparison(let node) where !areNegated: FieldAlternatives(node)
            case .not(.comparison(let node)) where areNegated: FieldAlternatives(node)
            default: nil
            }
        }
        let groups = Dictionary(grouping: candidates.compactMap(\.self), by: \.key)
        var written: Set<Key> = []
        return zip(parts, candidates).compactMap { part, candidate in
            guard let candidate, let group = groups[candidate.key], group.count > 1 else { return part }
            guard written.insert(candidate.key).inserted else { return nil }
            let merged = candidate.comparison(with: group.flatMap(\.values))
            return areNegated ? .not(merged) : merged
        }
    }

    /// Takes a comparison; nil where it must stay as it is.
    ///
    /// One with an empty value stays alone: no service looks for that, and the others would stay with it.
    private init?(_ node: TypedExpression.Comparison) {
        guard case .field(let field) = node.left else { return nil }
        let symbol: ComparisonExpression.Operator
        switch node.symbol {
        case .equal, .in: symbol = .in
        case .contains, .like: symbol = node.symbol
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .startsWith, .endsWith, .matches: return nil
        }
        values = node.right.items
        let isFit = values.allSatisfy { value in
            if case .constant(let value) = value { return !value.isEmpty }
            return value.isRowIndependent && !value.canFail
        }
        guard isFit, !values.isEmpty else { return nil }
        key = Key(field: field, symbol: symbol, isExact: node.isExact)
    }

    private func comparison(with values: [TypedExpression]) -> TypedExpression {
        var seen: Set<TypedExpression> = []
        return .comparison(key.field, key.symbol, isExact: key.isExact, values.filter { seen.insert($0).inserted })
    }
}

extension TypedExpression {
    /// The items of a list, or the value alone.
    var items: [TypedExpression] {
        switch self {
        case .constant(.list(let values)): values.map(TypedExpression.constant)
        case .list(let items): items
        default: [self]
        }
    }

    /// A field compared with several values.
    static func comparison(
        _ field: String, _ symbol: ComparisonExpression.Operator, isExact: Bool, _ values: [TypedExpression]
    ) -> TypedExpression {
        let constants = values.compactMap { value -> Value? in if case .constant(let constant) = value { constant } else { nil } }
        let right: TypedExpression = constants.count == values.count ? .constant(.list(constants)) : .list(values)
        return .comparison(Comparison(left: .field(field), symbol: symbol, isExact: isExact, right: right))
    }
}

/// What is asked of a field of numbers: bounds that are known.
struct NumberRange {
    private struct Bound {
        let value: Double
        let isStrict: Bool
    }

    private var lower: Bound?
    private var upper: Bound?

    /// Joins the bounds of each field: `x >= 50 and x <= 500` is `x between 50 and 500`, of two lower bounds the higher counts.
    ///
    /// A range without one of its ends stays two comparisons, side by side: `between` takes both ends in.
    static func joined(_ parts: [TypedExpression]) -> [TypedExpression] {
        var ranges: [String: NumberRange] = [:]
        var counts: [String: Int] = [:]
        let fields = parts.map { part -> String? in
            guard let (field, range) = bounds(in: part) else { return nil }
            ranges[field] = ranges[field]?.intersection(range) ?? range
            counts[field, default: 0] += 1
            return field
        }
        return zip(parts, fields).flatMap { part, field -> [TypedExpression] in
            guard let field, counts[field] != 1 else { return [part] }
            return ranges.removeValue(forKey: field)?.conditions(on: field) ?? []
        }
    }

    /// A condition that is a bound, or two, of a field of numbers.
    private static func bounds(in condition: TypedExpression) -> (String, NumberRange)? {
        switch condition {
        case .between(.field(let name), .constant(.number(let low)), .constant(.number(let high))) where holdsNumbers(name):
            return (name, NumberRange(lower: Bound(value: low, isStrict: false), upper: Bound(value: high, isStrict: false)))
        case .comparison(let node):
            guard case .field(let name) = node.left, holdsNumbers(name), case .constant(.number(let value)) = node.right
            else { return nil }
            switch node.symbol {
            case .less: return (name, NumberRange(upper: Bound(value: value, isStrict: true)))
            case .lessOrEqual: return (name, NumberRange(upper: Bound(value: value, isStrict: false)))
            case .greater: return (name, NumberRange(lower: Bound(value: value, isStrict: true)))
            case .greaterOrEqual: return (name, NumberRange(lower: Bound(value: value, isStrict: false)))
            case .equal, .in, .contains, .startsWith, .endsWith, .like, .matches: return nil
            }
        default: return nil
        }
    }

    /// Whether a row has at most one number or band there, so that both bounds are about the same one.
    private static func holdsNumbers(_ field: String) -> Bool {
        Vocabulary.field(field)?.type == .number
    }

    private func intersection(_ other: NumberRange) -> NumberRange {
        func tighter(_ left: Bound?, _ right: Bound?, _ precedes: (Double, Double) -> Bool) -> Bound? {
            guard let left, let right else { return left ?? right }
            if left.value == right.value { return left.isStrict ? left : right }
            return precedes(left.value, right.value) ? left : right
        }
        return NumberRange(lower: tighter(lower, other.lower, >), upper: tighter(upper, other.upper, <))
    }

    private func conditions(on field: String) -> [TypedExpression] {
        if let lower, let upper, !lower.isStrict, !upper.isStrict {
            return [.between(.field(field), lower: .constant(.number(lower.value)), upper: .constant(.number(upper.value)))]
        }
        func comparison(_ bound: Bound, _ symbol: ComparisonExpression.Operator) -> TypedExpression {
            .comparison(
                .init(left: .field(field), symbol: symbol, isExact: false, right: .constant(.number(bound.value))))
        }
        return [
            lower.map { comparison($0, $0.isStrict ? .greater : .greaterOrEqual) },
            upper.map { comparison($0, $0.isStrict ? .less : .lessOrEqual) },
        ].compactMap(\.self)
    }
}
