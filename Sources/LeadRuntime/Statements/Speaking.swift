import LeadModel
import LeadPlanner
import LeadSemantics
import LeadSyntax

/// `param`, `print` and `expect`.
extension Session {
    mutating func declare(_ parameter: Program.Parameter) async throws(StatementFailure) {
        guard variables[parameter.name] == nil, let value = parameter.value else { return }
        variables[parameter.name] = try await evaluate(value)
    }

    mutating func speak(_ values: [TypedExpression]) async throws(StatementFailure) {
        var texts: [String] = []
        for value in values { texts.append(try await evaluate(value).description) }
        events.receive(.printed(texts.joined(separator: " ")))
    }

    mutating func expect(_ condition: TypedExpression, _ message: TypedExpression?) async throws(StatementFailure) {
        guard try await evaluate(condition) != .bool(true) else {
            events.receive(.expected)
            return
        }
        if let message { throw .expectation(try await evaluate(message).description) }
        throw .expectation(await explanation(of: condition))
    }

    /// What the two sides of a failed comparison were.
    private mutating func explanation(of condition: TypedExpression) async -> String? {
        guard case .comparison(let node) = condition, let left = try? await evaluate(node.left),
            let right = try? await evaluate(node.right),
            case .outcome(let field) = node.left
        else { return nil }
        return "outcome.\(field) \(node.symbol.rawValue) \(right.description), but it is \(left.description)"
    }
}
