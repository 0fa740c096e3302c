import LeadDiagnostics
import LeadModel
import LeadSemantics

/// Values: expressions with what the session knows.
extension Session {
    /// The expression with variables, sets' sizes and the outcome's fields replaced by their values.
    mutating func bound(_ expression: TypedExpression) async throws(StatementFailure) -> TypedExpression {
        let counts = try await counts(in: expression)
        return try expression.mapped { part throws(StatementFailure) -> TypedExpression? in
            switch part {
            case .variable(let name): return .constant(try value(of: name))
            case .outcome(let field):
                if offline?.knowsOutcome == false, field != "credits" { throw .unforeseen("`outcome.\(field)`") }
                guard let outcome else { throw .noOutcome }
                if !outcome.isCertain, Outcome.uncertainFields.contains(field) { throw .unforeseen("`outcome.\(field)`") }
                return outcome[field].map(TypedExpression.constant)
            case .failure(let field):
                if offline != nil { throw .unforeseen("`failure.\(field)`") }
                return .constant(failureValue(field))
            case .count(let set): return counts[set].map { .constant(.number(Double($0))) }
            case .constant, .field, .text, .call, .list, .chain, .comparison, .isEmpty, .between, .not, .all, .any: return nil
            }
        }
    }

    private func value(of name: String) throws(StatementFailure) -> Value {
        if unforeseen.contains(name) { throw .unforeseen("`\(name)`") }
        if let value = variables[name] { return value }
        if let row = name.split(separator: ".").first, rowNames.contains(String(row)) { return .empty }
        throw .wrongValue("`\(name)` has no value", help: "set it before this line")
    }

    private func failureValue(_ field: String) -> Value {
        switch field {
        case "message": Value(text: caught?.diagnostic.message)
        case "code": Value(text: caught?.diagnostic.code.rawValue)
        default: caught?.status.map { .number(Double($0)) } ?? .empty
        }
    }

    /// The sizes of the sets that an expression counts.
    private mutating func counts(in expression: TypedExpression) async throws(StatementFailure) -> [Program.SetReference: Int] {
        var sets: [Program.SetReference] = []
        _ = expression.mapped { part -> TypedExpression? in
            if case .count(let set) = part { sets.append(set) }
            return nil
        }
        var counts: [Program.SetReference: Int] = [:]
        for set in sets { counts[set] = try await counted(set) }
        return counts
    }

    /// The value of an expression that needs no row.
    mutating func evaluate(_ expression: TypedExpression) async throws(StatementFailure) -> Value {
        try constant(try await bound(expression))
    }

    /// The value of an expression whose every part is one; asks nobody.
    func constant(_ expression: TypedExpression) throws(StatementFailure) -> Value {
        do {
            return try expression.value(time: surroundings.time)
        } catch {
            throw StatementFailure(error)
        }
    }

    /// A condition, or a value for each row, ready to be evaluated: its parts that need no row are values.
    mutating func condition(_ expression: TypedExpression) async throws(StatementFailure) -> TypedExpression {
        let expression = try await bound(expression)
        do {
            return try expression.mapped { part throws(EvaluationFailure) -> TypedExpression? in
                if case .comparison(let node) = part, let field = node.left.closedField, node.right.isRowIndependent {
                    return .comparison(try node.canonical(for: field, time: surroundings.time))
                }
                guard part.isRowIndependent else { return nil }
                return .constant(try part.value(time: surroundings.time))
            }
        } catch {
            throw StatementFailure(error)
        }
    }
}
