public import LeadModel
import LeadSemantics

/// A search split into what the provider filters and what remains to be done here.
public struct SearchPlan: Hashable, Sendable {
    /// What the provider filters.
    public private(set) var filter = Filter()
    /// What narrows the rows that it answers, in order.
    public private(set) var remainder: [Recipe.Refinement] = []

    /// A plan without conditions.
    init() {}

    /// Places each condition of `recipe` that stands before the first choice of rows: pushed, local or both.
    ///
    /// A condition behind a choice narrows what was chosen, so it is local. The values of `recipe` are constants.
    public init(_ recipe: Recipe, at provider: ProviderSignature) {
        var rest = recipe.refinements[...]
        while case .where(let condition)? = rest.first {
            rest.removeFirst()
            let parts = PushableCondition.parts(of: condition, kind: recipe.kind, at: provider)
            let local = parts.filter { !push($0, of: recipe.kind, at: provider) }
            if !local.isEmpty { remainder.append(.where(local.count == 1 ? local[0] : .all(local))) }
        }
        remainder += rest
    }

    /// Adds a condition to the filter; true where nothing of it remains to be tested.
    mutating func push(_ condition: TypedExpression, of kind: RecordKind, at provider: ProviderSignature) -> Bool {
        guard let pushable = PushableCondition(condition, kind: kind, at: provider),
            let (term, isWhole) = term(of: pushable)
        else { return false }
        let place = { (term: Filter.Term) in provider.support(of: term.field, in: kind)?.place ?? term.field }
        if let index = filter.terms.firstIndex(where: { $0.field == term.field && $0.isNegated == term.isNegated }),
            let joined = intersection(filter.terms[index], term)
        {
            filter.terms[index] = joined
        } else {
            guard !filter.terms.contains(where: { $0.isNegated == term.isNegated && place($0) == place(term) }) else {
                return false
            }
            filter.terms.append(term)
        }
        return pushable.precision == .exact && isWhole
    }

    /// The filter term, and whether it says the whole condition; nil where the values are of a kind that it cannot hold.
    private func term(of pushable: PushableCondition) -> (term: Filter.Term, isWhole: Bool)? {
        let test: Filter.Test
        var isWhole = true
        switch pushable.values {
        case .bounds(let lower, let upper, let areStrict):
            let (least, most) = (lower.flatMap(number), upper.flatMap(number))
            guard (lower == nil) == (least == nil), (upper == nil) == (most == nil) else { return nil }
            // What is counted is whole, so a bound that is left out or lies between two numbers moves inward.
            let low = least.map { areStrict ? $0.rounded(.down) + 1 : $0.rounded(.up) }
            let high = most.map { areStrict ? $0.rounded(.up) - 1 : $0.rounded(.down) }
            let sayable = [low, high].map { $0.flatMap { (0...1e9).contains($0) ? $0 : nil } }
            isWhole = sayable == [low, high]
            guard isWhole || (!pushable.isNegated && sayable != [nil, nil]) else { return nil }
            test = .between(lower: sayable[0], upper: sayable[1])
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
        return (Filter.Term(field: pushable.field, test: test, isNegated: pushable.isNegated), isWhole)
    }

    /// A constant number.
    private func number(_ expression: TypedExpression) -> Double? {
        guard case .constant(.number(let value)) = expression else { return nil }
        return value
    }

    /// Two ranges of one field are one range, and what two tests leave out one test leaves out.
    private func intersection(_ left: Filter.Term, _ right: Filter.Term) -> Filter.Term? {
        let test: Filter.Test
        switch (left.test, right.test) {
        case (.between(let low1, let high1), .between(let low2, let high2)) where !left.isNegated:
            test = .between(lower: [low1, low2].compactMap(\.self).max(), upper: [high1, high2].compactMap(\.self).min())
        case (.equals(let first), .equals(let second)) where left.isNegated: test = .equals(joined(first, second))
        case (.contains(let first), .contains(let second)) where left.isNegated: test = .contains(joined(first, second))
        case (.like(let first), .like(let second)) where left.isNegated: test = .like(joined(first, second))
        default: return nil
        }
        return Filter.Term(field: left.field, test: test, isNegated: left.isNegated)
    }

    private func joined(_ first: [String], _ second: [String]) -> [String] {
        first + second.filter { !first.contains($0) }
    }
}
