import LeadModel
import LeadPlanner
import LeadSemantics
import LeadSyntax

/// `param`, `print` and `expect`.
extension Session {
    mutating func declare(_ parameter: Program.Parameter) throws(StatementFailure) {
        guard variables[parameter.name] == nil, let value = parameter.value else { return }
        variables[parameter.name] = try evaluate(value)
    }

    func speak(_ values: [TypedExpression]) throws(StatementFailure) {
        var texts: [String] = []
        for value in values { texts.append(try evaluate(value).description) }
        events.receive(.printed(texts.joined(separator: " ")))
    }

    func expect(_ condition: TypedExpression, _ message: TypedExpression?) throws(StatementFailure) {
        guard try evaluate(condition) != .bool(true) else {
            events.receive(.expected)
            return
        }
        if let message { throw .expectation(try evaluate(message).description) }
        throw .expectation(explanation(of: condition))
    }

    /// What the two sides of a failed comparison were.
    private func explanation(of condition: TypedExpression) -> String? {
        guard case .comparison(let node) = condition, let left = try? evaluate(node.left), let right = try? evaluate(node.right),
            case .outcome(let field) = node.left
        else { return nil }
        return "outcome.\(field) \(node.symbol.rawValue) \(right.description), but it is \(left.description)"
    }
}
