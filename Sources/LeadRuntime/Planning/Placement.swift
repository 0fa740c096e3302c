import LeadModel
import LeadPlanner
import LeadSemantics

extension PlanRecorder {
    /// Says which conditions of a search the service filters by, and which are tested here.
    func note(placementOf recipe: Recipe, at signature: ProviderSignature?) {
        guard case .search = recipe.origin, let signature else { return }
        let plan = SearchPlan(recipe, at: signature)
        if !plan.filter.terms.isEmpty {
            note("filtered by \(signature.title): \(plan.filter.words)")
        }
        let conditions = plan.remainder.compactMap { if case .where(let condition) = $0 { condition } else { nil } }
        if !conditions.isEmpty {
            let fields = Set(conditions.flatMap(\.fields)).sorted()
            note("tested here, on the rows as they come: \(fields.joined(separator: ", "))")
        }
    }
}
