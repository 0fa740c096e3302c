import LeadModel
import LeadPlanner
import LeadSemantics
import LeadSyntax

/// `param`, `print` and `expect`.
extension Session {
    mutating func declare(_ parameter: Program.Parameter) async throws(StatementFailure) {
        // A prompt may run a script again whose default has changed; what was given stays.
        guard variables[parameter.name] == nil || defaulted.contains(parameter.name), let value = parameter.value else { return }
        variables[parameter.name] = try await evaluate(value)
        defaulted.insert(parameter.name)
    }

    mutating func speak(_ values: [TypedExpression]) async throws(StatementFailure) {
        var texts: [String] = []
        for value in values { texts.append(try await evaluate(value).description) }
        events.receive(.printed(texts.joined(separator: " ")))
    }

    mutating func expect(_ condition: TypedExpression, _ message: TypedExpression?) async throws(StatementFailure) {
        let bound = try await bound(condition)
        guard try constant(bound) != .bool(true) else {
            events.receive(.expected)
            return
        }
        if let message { throw .expectation(try await evaluate(message).description) }
        throw .expectation(try explanation(of: condition, as: bound).map { "expected: \($0)" })
    }

    /// What the two sides of a failed comparison were; of several conditions the first that does not hold.
    ///
    /// - Parameter bound: The condition with the values that it was tested with.
    private func explanation(
        of condition: TypedExpression, as bound: TypedExpression
    ) throws(StatementFailure) -> String? {
        if case .all(let parts) = condition, case .all(let values) = bound {
            for (part, value) in zip(parts, values) where try constant(value) != .bool(true) {
                return try explanation(of: part, as: value)
            }
        }
        guard case .comparison(let node) = condition, case .comparison(let values) = bound, let name = node.left.nameOfValue
        else { return nil }
        let (left, right) = (try constant(values.left), try constant(values.right))
        let found = left == .empty ? "has no value" : "is \(left.description)"
        return "\(name) \(node.symbol.rawValue) \(right.description), but it \(found)"
    }
}

extension TypedExpression {
    /// How a script calls a value that stands under a name.
    fileprivate var nameOfValue: String? {
        switch self {
        case .outcome(let field): "outcome.\(field)"
        case .failure(let field): "error.\(field)"
        case .variable(let name): name
        case .count(let set): "count(\(set.name ?? "it"))"
        default: nil
        }
    }
}
