public import LeadModel
import LeadSemantics

extension SearchPlan {
    /// The most searches that are offered in place of one.
    static let mostAlternatives = 5

    /// Filters of searches that find, together, every row that `recipe` keeps, where its own filter says nothing of an `or`.
    ///
    /// `title contains "CEO" or seniority is "c_suite"` is such an `or`: no filter says it, but one search finds the first and
    /// another the second. The offer is worth taking where the searches have fewer pages together than the whole search has.
    /// Whoever takes it reads each row once, by its id, and then applies this plan's `remainder`, which holds the `or`: a
    /// filter may keep more rows than its branch. The rows come in another order than the whole search gives them, so nothing
    /// is offered where a later step goes by that order.
    ///
    /// - Returns: One filter for each branch; none where there is no such `or`, or where some branch has nothing that a
    ///   filter of its own could say.
    public static func alternatives(_ recipe: Recipe, at provider: ProviderSignature) -> [Filter] {
        guard case .search = recipe.origin else { return [] }
        var rest = recipe.refinements[...]
        var parts: [TypedExpression] = []
        while case .where(let condition)? = rest.first {
            rest.removeFirst()
            parts += PushableCondition.parts(of: condition, kind: recipe.kind, at: provider)
        }
        guard !rest.contains(where: \.goesByOrder) else { return [] }
        var whole = SearchPlan()
        let unsaid = parts.filter { !whole.narrow($0, of: recipe.kind, at: provider) }
        guard unsaid.count == 1, let branches = unsaid.first?.disjuncts, (2...mostAlternatives).contains(branches.count) else {
            return []
        }
        let filters = branches.compactMap { branch -> Filter? in
            var plan = whole
            for part in PushableCondition.parts(of: branch, kind: recipe.kind, at: provider) {
                _ = plan.push(part, of: recipe.kind, at: provider)
            }
            return plan.filter == whole.filter ? nil : plan.filter
        }
        return filters.count == branches.count ? filters : []
    }

    /// Adds a condition to the filter; true where the filter says something of it.
    private mutating func narrow(_ condition: TypedExpression, of kind: RecordKind, at provider: ProviderSignature) -> Bool {
        let before = filter
        return push(condition, of: kind, at: provider) || filter != before
    }
}

extension Recipe.Refinement {
    /// Whether it keeps other rows, or other values, where the rows come in another order.
    fileprivate var goesByOrder: Bool {
        switch self {
        case .places, .exceptPlaces, .sample, .dedupe, .limit: true
        case .where, .exceptWhere, .all, .keep, .except, .order, .set, .drop, .rename: false
        }
    }
}
