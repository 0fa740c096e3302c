import LeadDiagnostics
import LeadSyntax
import LeadText

/// A token that means something, as it will be written.
struct Atom {
    enum Kind: Hashable {
        /// A name of the user's own, in backticks or not.
        case name
        /// A word of the language.
        case keyword
        /// A number, behind which a word may be its unit.
        case number
        /// Any other value in one token.
        case value
        /// The minus before a value.
        case sign
        /// A block without anything in it.
        case emptyBlock
        /// Any other mark.
        case mark(Mark)
    }

    let kind: Kind
    /// Where it stands in the source.
    let span: Span
    /// What is written where that is not the source's own text, as for every keyword; else empty.
    let word: String
    /// How many columns it takes, up to its first line end.
    let width: Int
    /// How many columns its last line takes, where it has several.
    let lastWidth: Int?
    /// The comments between it and what follows.
    var comments: [Comment] = []

    /// Takes a token as the source writes it.
    init(_ kind: Kind, _ token: Token, in source: Source) {
        self.kind = kind
        span = token.span
        word = ""
        guard case .text = token.kind else {
            width = Self.width(of: token.span, in: source)
            lastWidth = nil
            return
        }
        let bytes = source.bytes[token.span.range]
        let firstEnd = bytes.firstIndex(of: 0x0A) ?? token.span.end
        width = Self.width(of: Span(token.span.start..<firstEnd), in: source)
        lastWidth = bytes.lastIndex(of: 0x0A).map { Self.width(of: Span($0 + 1..<token.span.end), in: source) }
    }

    /// Writes `word` for what stands at `span`.
    init(_ kind: Kind, writing word: String, at span: Span) {
        self.kind = kind
        self.span = span
        self.word = word
        width = word.utf8.count
        lastWidth = nil
    }

    private static func width(of span: Span, in source: Source) -> Int {
        if source.bytes[span.range].allSatisfy({ (0x20..<0x7F).contains($0) }) { return span.range.count }
        return displayWidth(of: source.text(of: span))
    }

    func isMark(_ mark: Mark) -> Bool {
        kind == .mark(mark)
    }

    func isKeyword(_ words: String...) -> Bool {
        kind == .keyword && words.contains(word)
    }

    /// Whether a line that ends in it goes on in the next one.
    func continuesLine(in source: Source) -> Bool {
        switch kind {
        case .mark(let mark): mark.continuesLine
        case .sign: true
        case .keyword: Keywords.continuing.contains(word)
        // The lexer does not know that a word is a name, as in `custom.by`.
        case .name: Keywords.continuing.contains(source.text(of: span).lowercased())
        case .number, .value, .emptyBlock: false
        }
    }
}

/// A comment, without the white space behind it.
struct Comment {
    let span: Span
    /// Whether nothing stands before it on its line.
    let isOnOwnLine: Bool
    /// Whether an empty line stands above it.
    let followsBlankLine: Bool
}
