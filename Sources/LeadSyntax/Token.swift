public import LeadDiagnostics

/// One piece of a script's text; the tokens of a script cover every byte of it.
public struct Token: Hashable, Sendable {
    /// What a token is.
    public enum Kind: Hashable, Sendable {
        /// A keyword or a name.
        case word
        /// A name in backticks.
        case quotedWord
        /// `$name`.
        case variable
        /// Text in quotes of any of the three forms.
        case text(TextForm)
        /// A number with its suffix, such as `10k` or `95%`.
        case number
        /// A duration in one word, such as `90s`.
        case duration
        /// A day, such as `2026-01-31`.
        case date
        /// A UUID.
        case uuid
        /// An operator or a mark.
        case mark(Mark)
        /// A line end, or several, that ends a statement.
        case lineEnd
        /// White space, and line ends inside a statement.
        case space
        /// From `#` to the end of the line.
        case comment
        /// Something that has been reported and means nothing.
        case invalid
        /// The end of the script; empty.
        case end
    }

    /// How a text is written.
    public enum TextForm: Hashable, Sendable {
        /// `"…"`, with escapes and `${…}`.
        case quoted
        /// `'…'`, as it stands.
        case raw
        /// `"""…"""` over several lines, with escapes and `${…}`.
        case block
    }

    /// What it is.
    public let kind: Kind
    /// Where it stands.
    public let span: Span

    /// Whether the parser looks past it.
    public var isTrivia: Bool {
        kind == .space || kind == .comment
    }
}

/// An operator or a punctuation mark; the raw value is its text.
public enum Mark: String, Hashable, Sendable, CaseIterable {
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBracket = "["
    case closeBracket = "]"
    case openBrace = "{"
    case closeBrace = "}"
    case comma = ","
    case semicolon = ";"
    case colon = ":"
    case dot = "."
    case range = ".."
    case equal = "="
    case doubleEqual = "=="
    case notEqual = "!="
    case angleNotEqual = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case join = "&"
    case lineJoin = "\\"

    private static let single = Dictionary(
        uniqueKeysWithValues: allCases.compactMap { mark in
            mark.rawValue.utf8.count == 1 ? mark.rawValue.utf8.first.map { ($0, mark) } : nil
        })

    /// The longest mark that begins with these bytes; nil where none does.
    init?(_ first: UInt8, _ second: UInt8?) {
        if let second, [UInt8(ascii: "."), UInt8(ascii: "="), UInt8(ascii: ">")].contains(second),
            let mark = Mark(rawValue: String(decoding: [first, second], as: UTF8.self))
        {
            self = mark
        } else if let mark = Self.single[first] {
            self = mark
        } else {
            return nil
        }
    }

    /// Whether a line that ends in it goes on in the next one.
    public var continuesLine: Bool {
        switch self {
        case .comma, .lineJoin, .equal, .doubleEqual, .notEqual, .angleNotEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
            .plus, .minus, .times, .divide, .join:
            true
        case .openParenthesis, .closeParenthesis, .openBracket, .closeBracket, .openBrace, .closeBrace, .semicolon, .colon, .dot,
            .range:
            false
        }
    }

    /// The mark that closes this one.
    var closing: Mark? {
        switch self {
        case .openParenthesis: .closeParenthesis
        case .openBracket: .closeBracket
        case .openBrace: .closeBrace
        default: nil
        }
    }

    var isClosing: Bool {
        self == .closeParenthesis || self == .closeBracket || self == .closeBrace
    }
}
