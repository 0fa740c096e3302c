public import LeadModel
import LeadSyntax

extension PushableCondition {
    /// The parts of `condition`, each of which the provider's search or a local test takes by itself.
    ///
    /// The checker and the planner ask here, so that both see the same parts.
    public static func parts(
        of condition: TypedExpression, kind: RecordKind, at provider: ProviderSignature
    ) -> [TypedExpression] {
        NormalizedCondition(condition).conjuncts.flatMap { divided($0, kind: kind, at: provider) }
    }

    /// Values that are left out, divided into those which the filter says exactly and the others, which are tested here: a
    /// wider filter would leave out too much.
    private static func divided(
        _ condition: TypedExpression, kind: RecordKind, at provider: ProviderSignature
    ) -> [TypedExpression] {
        guard case .not(.comparison(let node)) = condition, case .field(let field) = node.left,
            [.equal, .in].contains(node.symbol),
            let support = provider.support(of: field, in: kind), support.exactValues != nil
        else { return [condition] }
        let isExact = { (value: TypedExpression) -> Bool in
            guard case .constant(let constant) = value else { return true }
            return support.isExact(for: constant.texts)
        }
        let exact = node.right.items.filter(isExact)
        let others = node.right.items.filter { !isExact($0) }
        guard !exact.isEmpty, !others.isEmpty else { return [condition] }
        return [exact, others].map { .not(.comparison(field, .in, isExact: node.isExact, $0)) }
    }
}
