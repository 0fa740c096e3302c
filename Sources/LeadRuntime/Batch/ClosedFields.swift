import LeadModel
import LeadSemantics
import LeadSyntax

/// Values from variables, compared with fields whose values are known: brought to the vocabulary's spelling, and refused
/// where the field never has them. The checker has done the same with constants.
extension TypedExpression {
    /// The field with a known set of values that this is, if it is one.
    var closedField: Field? {
        guard case .field(let name) = self, let field = Vocabulary.field(name) else { return nil }
        switch field.values {
        case .open: return nil
        case .known, .closed: return field
        }
    }
}

extension TypedExpression.Comparison {
    func canonical(for field: Field, time: RunTime) throws(EvaluationFailure) -> TypedExpression.Comparison {
        let value = try right.value(time: time)
        guard symbol == .equal || symbol == .in else { return with(value) }
        switch value {
        case .list(let items):
            var canonical: [Value] = []
            for item in items { canonical.append(try self.canonical(item, for: field)) }
            return with(.list(canonical))
        case .empty, .bool, .number, .text, .date, .duration, .band: return with(try canonical(value, for: field))
        }
    }

    private func with(_ value: Value) -> TypedExpression.Comparison {
        TypedExpression.Comparison(left: left, symbol: symbol, isExact: isExact, right: .constant(value))
    }

    private func canonical(_ value: Value, for field: Field) throws(EvaluationFailure) -> Value {
        guard case .text(let text) = value else { return value }
        switch field.values {
        case .open: return value
        case .known(let values): return .text(ClosedValues.canonical(text, among: values))
        case .closed(let values):
            let canonical = ClosedValues.canonical(text, among: values)
            guard values.contains(canonical) else {
                throw EvaluationFailure(
                    message: "`\(field.name)` is never \"\(text)\"", help: "the values are \(values.joined(separator: " "))")
            }
            return .text(canonical)
        }
    }
}
