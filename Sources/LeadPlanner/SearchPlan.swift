public import LeadModel
import LeadSemantics

/// A search split into what the provider filters and what remains to be done here.
public struct SearchPlan: Hashable, Sendable {
    /// What the provider filters.
    public private(set) var filter = Filter()
    /// What narrows the rows that it answers, in order.
    public private(set) var remainder: [Recipe.Refinement] = []

    /// Places each condition of `recipe` that stands before the first choice of rows: pushed, local or both.
    ///
    /// A condition behind a choice narrows what was chosen, so it is local. The values of `recipe` are constants.
    public init(_ recipe: Recipe, at provider: ProviderSignature) {
        var taken: Set<String> = []
        var rest = recipe.refinements[...]
        while case .where(let condition)? = rest.first {
            rest.removeFirst()
            let local = condition.conjuncts.filter { !push($0, of: recipe.kind, at: provider, taken: &taken) }
            if !local.isEmpty { remainder.append(.where(local.count == 1 ? local[0] : .all(local))) }
        }
        remainder += rest
    }

    /// Adds a condition to the filter; true where nothing of it remains to be tested.
    private mutating func push(
        _ condition: TypedExpression, of kind: RecordKind, at provider: ProviderSignature, taken: inout Set<String>
    ) -> Bool {
        guard let pushable = PushableCondition(condition, kind: kind, at: provider), let term = term(of: pushable) else {
            return false
        }
        let place = "\(pushable.isNegated)\(provider.support(of: pushable.field, in: kind)?.place ?? pushable.field)"
        if let index = filter.terms.firstIndex(where: { $0.field == term.field && $0.isNegated == term.isNegated }),
            let joined = intersection(filter.terms[index], term)
        {
            filter.terms[index] = joined
        } else {
            guard taken.insert(place).inserted else { return false }
            filter.terms.append(term)
        }
        return pushable.precision == .exact
    }

    /// The filter term, where the values are of a kind that it can hold.
    private func term(of pushable: PushableCondition) -> Filter.Term? {
        let test: Filter.Test
        switch pushable.values {
        case .bounds(let lower, let upper, let areStrict):
            let (least, most) = (lower.flatMap(number), upper.flatMap(number))
            guard (lower == nil) == (least == nil), (upper == nil) == (most == nil) else { return nil }
            // What is counted is whole, so a bound that is left out or lies between two numbers moves inward.
            let low = least.map { areStrict ? $0.rounded(.down) + 1 : $0.rounded(.up) }
            let high = most.map { areStrict ? $0.rounded(.up) - 1 : $0.rounded(.down) }
            guard [low, high].allSatisfy({ $0.map { (0...1e9).contains($0) } ?? true }) else { return nil }
            test = .between(lower: low, upper: high)
        case .texts(.constant(let value)):
            let texts = value.texts.map(\.trimmed)
            guard !texts.isEmpty, !texts.contains("") else { return nil }
            switch pushable.form {
            case .equals: test = .equals(texts)
            case .contains: test = .contains(texts)
            case .like: test = .like(texts)
            case .between: return nil
            }
        case .texts: return nil
        }
        return Filter.Term(field: pushable.field, test: test, isNegated: pushable.isNegated)
    }

    /// A constant number.
    private func number(_ expression: TypedExpression) -> Double? {
        guard case .constant(.number(let value)) = expression else { return nil }
        return value
    }

    /// Two ranges of one field are one range.
    private func intersection(_ left: Filter.Term, _ right: Filter.Term) -> Filter.Term? {
        guard !left.isNegated, case .between(let low1, let high1) = left.test, case .between(let low2, let high2) = right.test
        else { return nil }
        let lower = [low1, low2].compactMap(\.self).max()
        let upper = [high1, high2].compactMap(\.self).min()
        return Filter.Term(field: left.field, test: .between(lower: lower, upper: upper), isNegated: false)
    }
}
