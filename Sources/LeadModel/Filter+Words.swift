extension Filter {
    /// The conditions in the language's words; empty where there is none.
    public var words: String { terms.map(\.words).joined(separator: " and ") }
}

extension Filter.Term {
    /// The condition in the language's words.
    public var words: String {
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
