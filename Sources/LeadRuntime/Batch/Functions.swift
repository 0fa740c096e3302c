import LeadModel
import LeadSemantics
import LeadSyntax

extension Function {
    /// The function's result for one row; empty values give an empty one, unless the function is about them.
    func apply(to arguments: [Value], time: RunTime) throws(EvaluationFailure) -> Value {
        let text = arguments.first?.description ?? ""
        switch self {
        case .today: return .date(time.today)
        case .now: return .text(time.now)
        case .coalesce: return arguments.first { !$0.isEmpty } ?? .empty
        case .length: return .number(Double(length(of: arguments[0])))
        case .lower: return Value(text: text.lowercased())
        case .upper: return Value(text: text.uppercased())
        case .trim: return Value(text: text.trimmed)
        case .domain: return Value(text: webDomain(of: text))
        case .titleCase: return Value(text: titleCased(text))
        case .split:
            let separator = arguments[1].description
            guard !separator.isEmpty else { return .list(text.map { .text(String($0)) }) }
            return .list(text.split(separator: separator, omittingEmptySubsequences: false).map { .text(String($0)) })
        case .replace:
            let wanted = arguments[1].description
            guard !wanted.isEmpty else { return arguments[0] }
            return Value(
                text: text.split(separator: wanted, omittingEmptySubsequences: false).joined(separator: arguments[2].description))
        }
    }

    private func length(of value: Value) -> Int {
        switch value {
        case .empty: 0
        case .list(let items): items.count
        case .bool, .number, .text, .date, .duration, .band: value.description.count
        }
    }

    private func titleCased(_ text: String) -> String {
        var result = ""
        var isStart = true
        for character in text.lowercased() {
            result += isStart ? character.uppercased() : String(character)
            isStart = !character.isLetter && !character.isNumber && character != "'" && character != "’"
        }
        return result
    }
}

extension ChainExpression.Operator {
    /// The result of the operator on two values; an empty one makes the result empty, but joins as nothing.
    func apply(_ left: Value, _ right: Value) throws(EvaluationFailure) -> Value {
        if self == .join { return .text(left.description + right.description) }
        if left == .empty || right == .empty { return .empty }
        if case .date(let day) = left, case .duration(let seconds) = right, self == .add || self == .subtract {
            guard let moved = Day(day)?.advanced(by: (self == .add ? seconds : -seconds) / 86_400) else {
                throw EvaluationFailure(
                    message: "no day lies that far from \(day)", help: "days go from 0000-01-01 to 9999-12-31")
            }
            return .date(moved.text)
        }
        guard case .number(let a) = left, case .number(let b) = right else {
            throw EvaluationFailure(
                message: "`\(rawValue)` calculates with numbers, not with \"\(left.description)\" and \"\(right.description)\"",
                help: "text is joined with `&`")
        }
        switch self {
        case .add: return .number(a + b)
        case .subtract: return .number(a - b)
        case .multiply: return .number(a * b)
        case .divide:
            guard b != 0 else { throw EvaluationFailure(message: "nothing can be divided by 0", help: "test the divisor before") }
            return .number(a / b)
        case .join: return .empty
        }
    }
}
