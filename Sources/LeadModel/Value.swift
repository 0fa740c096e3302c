/// A value of the language.
public enum Value: Hashable, Sendable {
    /// No value: an empty cell, an empty text.
    case empty
    /// True or false.
    case bool(Bool)
    /// A number.
    case number(Double)
    /// Text.
    case text(String)
    /// A day as `YYYY-MM-DD`, which sorts as text does.
    case date(String)
    /// A duration in seconds.
    case duration(Double)
    /// Several values.
    case list([Value])
    /// A number that is known only by its bounds, such as a headcount of `201-500`; both ends belong to it.
    case band(lower: Double, upper: Double)

    /// Text, with empty and blank text as `.empty`.
    public init(text: String?) {
        guard let text, text.contains(where: { !$0.isWhitespace }) else {
            self = .empty
            return
        }
        self = .text(text)
    }

    /// Reads a band in a service's spelling: `51-200`, `5001+`, `$10M - $50M`, or a lone number.
    ///
    /// Text of another form stays text, so that nothing is lost.
    public init(band text: String?) {
        guard let text, !text.isEmpty else {
            self = .empty
            return
        }
        let parts = text.split(separator: "-", maxSplits: 1).map { Self.amount(in: String($0)) }
        switch (parts.first ?? nil, parts.count) {
        case (let lower?, 1): self = text.hasSuffix("+") ? .band(lower: lower, upper: .infinity) : .number(lower)
        case (let lower?, 2):
            if let upper = parts[1], upper >= lower { self = .band(lower: lower, upper: upper) } else { self = .text(text) }
        default: self = .text(text)
        }
    }

    private static func amount(in text: String) -> Double? {
        let plain = text.filter { !$0.isWhitespace && $0 != "," && $0 != "$" && $0 != "+" }
        let factors: [Character: Double] = ["K": 1e3, "k": 1e3, "M": 1e6, "B": 1e9]
        if let last = plain.last, let factor = factors[last] { return Double(plain.dropLast()).map { $0 * factor } }
        return Double(plain)
    }

    /// Whether there is no value: nothing, blank text or an empty list.
    public var isEmpty: Bool {
        switch self {
        case .empty: true
        case .text(let text): !text.contains { !$0.isWhitespace }
        case .list(let values): values.allSatisfy(\.isEmpty)
        case .bool, .number, .date, .duration, .band: false
        }
    }

    /// The value as people read it; lists with `, ` between the items.
    public var description: String {
        switch self {
        case .empty: ""
        case .bool(let value): value ? "true" : "false"
        case .number(let value): Self.text(of: value)
        case .text(let text): text
        case .date(let day): day
        case .duration(let seconds): "\(Self.text(of: seconds))s"
        case .list(let values): values.map(\.description).joined(separator: ", ")
        case .band(let lower, let upper): upper.isFinite ? "\(Self.short(lower))-\(Self.short(upper))" : "\(Self.short(lower))+"
        }
    }

    /// `10M` for ten millions; a headcount as it is.
    private static func short(_ number: Double) -> String {
        for (factor, suffix) in [(1e9, "B"), (1e6, "M")]
        where number >= factor && (number / factor * 10).rounded() == number / factor * 10 {
            return text(of: number / factor) + suffix
        }
        return text(of: number)
    }

    private static func text(of number: Double) -> String {
        Int(exactly: number).map(String.init) ?? "\(number)"
    }

    /// The texts in the value: the items of a list, or the value itself; none for `.empty`.
    public var texts: [String] {
        switch self {
        case .empty: []
        case .list(let values): values.flatMap(\.texts)
        case .bool, .number, .text, .date, .duration, .band: [description]
        }
    }
}

/// What kind of value an expression gives.
public enum ValueType: String, Hashable, Sendable {
    /// Text, ids included.
    case text
    /// A number.
    case number
    /// True or false.
    case bool = "true or false"
    /// A day.
    case date
    /// A duration.
    case duration
    /// Several values.
    case list
    /// Known only when it runs.
    case any = "any value"
}

extension String {
    /// The text without surrounding white space.
    public var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) } ?? ""
    }
}
