public import LeadDiagnostics

/// A value or a condition as written.
///
/// A chain of one operator is one node with many operands, so that long chains stay shallow.
public indirect enum Expression: Hashable, Sendable {
    /// A number, date, duration, UUID, `true`, `false` or `empty`.
    case literal(LiteralExpression)
    /// Text, with what is put into it.
    case text(TextExpression)
    /// A bare name: a field or a variable, as its place decides; or `outcome.added`.
    case path(FieldPath)
    /// `$name`
    case variable(Name)
    /// `it`
    case it(Span)
    /// `NAME(…)`
    case call(CallExpression)
    /// `(a, b, …)`
    case list(ListExpression)
    /// `a + b - c`, `a * b / c`, `a & b`
    case chain(ChainExpression)
    /// `a is b`, `a contains ("x", "y")` …
    case comparison(ComparisonExpression)
    /// `a is empty`, `a is not empty`
    case emptiness(EmptinessExpression)
    /// `a between b and c`
    case between(BetweenExpression)
    /// `not a`
    case not(NotExpression)
    /// `a and b and c`, `a or b`
    case logic(LogicExpression)

    /// The text that it covers.
    public var span: Span {
        switch self {
        case .literal(let node): node.span
        case .text(let node): node.span
        case .path(let node): node.span
        case .variable(let node): node.span
        case .it(let span): span
        case .call(let node): node.span
        case .list(let node): node.span
        case .chain(let node): node.span
        case .comparison(let node): node.span
        case .emptiness(let node): node.span
        case .between(let node): node.span
        case .not(let node): node.span
        case .logic(let node): node.span
        }
    }
}

/// A value written in one token.
public struct LiteralExpression: Hashable, Sendable {
    /// The values.
    public enum Value: Hashable, Sendable {
        /// A number; `10k` is 10000 and `95%` is 0.95.
        case number(Double)
        /// A duration in seconds.
        case duration(Double)
        /// A day as `YYYY-MM-DD`.
        case date(String)
        /// A UUID in lower case.
        case uuid(String)
        /// `true` or `false`.
        case bool(Bool)
        /// `empty`.
        case empty
    }

    /// The value.
    public let value: Value
    /// Where it stands.
    public let span: Span
}

/// Text in quotes.
public struct TextExpression: Hashable, Sendable {
    /// A piece of a text.
    public enum Segment: Hashable, Sendable {
        /// Text as it is, escapes resolved.
        case literal(String)
        /// `${expr}`
        case value(Expression)
    }

    /// The pieces, in order; none for an empty text.
    public let segments: [Segment]
    /// From quote to quote.
    public let span: Span

    /// The text, where nothing is put into it.
    public var literal: String? {
        var text = ""
        for segment in segments {
            guard case .literal(let piece) = segment else { return nil }
            text += piece
        }
        return text
    }
}

/// The form `NAME(argument, name: argument)`.
public struct CallExpression: Hashable, Sendable {
    /// The function.
    public let name: Name
    /// The arguments, in order.
    public let arguments: [Expression]
    /// From the name to `)`.
    public let span: Span
}

/// The form `(a, b, …)`.
public struct ListExpression: Hashable, Sendable {
    /// The items.
    public let items: [Expression]
    /// From `(` to `)`.
    public let span: Span
}

/// Operands joined by operators of one rank, taken from left to right.
public struct ChainExpression: Hashable, Sendable {
    /// The operators on values.
    public enum Operator: String, Hashable, Sendable {
        /// Sum.
        case add = "+"
        /// Difference.
        case subtract = "-"
        /// Product.
        case multiply = "*"
        /// Quotient.
        case divide = "/"
        /// One text behind the other.
        case join = "&"
    }

    /// One operator and what follows it.
    public struct Link: Hashable, Sendable {
        /// The operator.
        public let symbol: Operator
        /// The operand behind it.
        public let operand: Expression
    }

    /// The first operand.
    public let first: Expression
    /// The others.
    public let rest: [Link]
    /// From the first operand to the last.
    public let span: Span
}

/// Two values compared.
public struct ComparisonExpression: Hashable, Sendable {
    /// How two values are compared.
    public enum Operator: String, Hashable, Sendable, CaseIterable {
        /// `is`, `=`
        case equal = "is"
        /// `<`
        case less = "<"
        /// `<=`
        case lessOrEqual = "<="
        /// `>`
        case greater = ">"
        /// `>=`
        case greaterOrEqual = ">="
        /// `in`, `is one of`
        case `in` = "in"
        /// Holds the words one after another.
        case contains = "contains"
        /// Begins with.
        case startsWith = "starts with"
        /// Ends with.
        case endsWith = "ends with"
        /// As the provider's own search understands it.
        case like = "like"
        /// A regular expression, RE2 syntax.
        case matches = "matches"
    }

    /// The value on the left.
    public let left: Expression
    /// The operator without its negation.
    public let symbol: Operator
    /// Whether the opposite is asked for (`is not`, `does not contain`).
    public let isNegated: Bool
    /// Whether case and surrounding space count (`exactly`).
    public let isExact: Bool
    /// The value on the right.
    public let right: Expression
    /// From the left value to the right one.
    public let span: Span
    /// Where the operator stands.
    public let operatorSpan: Span
}

/// The form `a is empty` or `a is not empty`.
public struct EmptinessExpression: Hashable, Sendable {
    /// The value.
    public let operand: Expression
    /// Whether it must not be empty.
    public let isNegated: Bool
    /// Where it stands.
    public let span: Span
}

/// The form `a [not] between b and c`, both ends included.
public struct BetweenExpression: Hashable, Sendable {
    /// The value.
    public let operand: Expression
    /// The lower end.
    public let lower: Expression
    /// The upper end.
    public let upper: Expression
    /// Whether it must lie outside.
    public let isNegated: Bool
    /// Where it stands.
    public let span: Span
}

/// The form `not a`.
public struct NotExpression: Hashable, Sendable {
    /// What must not hold.
    public let operand: Expression
    /// Where it stands.
    public let span: Span
}

/// The form `a and b and c` or `a or b or c`.
public struct LogicExpression: Hashable, Sendable {
    /// How conditions are joined.
    public enum Operator: String, Hashable, Sendable {
        /// All of them.
        case and
        /// At least one of them.
        case or
    }

    /// The operator.
    public let symbol: Operator
    /// The conditions, two or more.
    public let operands: [Expression]
    /// From the first to the last.
    public let span: Span
}
