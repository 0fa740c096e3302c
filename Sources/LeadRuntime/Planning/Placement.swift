import LeadModel
import LeadPlanner
import LeadSemantics

extension PlanRecorder {
    /// Says which conditions of a search the service filters by, and which are tested here.
    func note(placementOf recipe: Recipe, at signature: ProviderSignature?) {
        guard case .search = recipe.origin, let signature else { return }
        let plan = SearchPlan(recipe, at: signature)
        if !plan.filter.terms.isEmpty {
            note("filtered by \(signature.title): \(plan.filter.terms.map(\.phrase).joined(separator: " and "))")
        }
        let conditions = plan.remainder.compactMap { if case .where(let condition) = $0 { condition } else { nil } }
        if !conditions.isEmpty {
            let fields = Set(conditions.flatMap(\.fields)).sorted()
            note("tested here, on the rows as they come: \(fields.joined(separator: ", "))")
        }
    }
}

extension Filter.Term {
    /// The condition in the language's words.
    fileprivate var phrase: String {
        func list(_ values: [String]) -> String {
            values.count == 1 ? "\"\(values[0])\"" : "(\(values.map { "\"\($0)\"" }.joined(separator: ", ")))"
        }
        func number(_ value: Double) -> String { Value.number(value).description }
        switch test {
        case .equals(let values):
            return "\(field) \(values.count == 1 ? isNegated ? "is not" : "is" : isNegated ? "not in" : "in") \(list(values))"
        case .contains(let values): return "\(field) \(isNegated ? "does not contain" : "contains") \(list(values))"
        case .like(let values): return "\(field) \(isNegated ? "not like" : "like") \(list(values))"
        case .between(let low?, let high?):
            return "\(field) \(isNegated ? "not between" : "between") \(number(low)) and \(number(high))"
        case .between(let low?, nil): return "\(field) \(isNegated ? "<" : ">=") \(number(low))"
        case .between(nil, let high?): return "\(field) \(isNegated ? ">" : "<=") \(number(high))"
        case .between(nil, nil): return "\(field) has any value"
        }
    }
}
