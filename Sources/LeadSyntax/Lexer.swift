import LeadDiagnostics

/// Cuts a script into tokens that cover every byte of it.
struct Lexer {
    /// What a script is made of, and what is wrong with its pieces.
    struct Output {
        var tokens: [Token] = []
        var diagnostics: [Diagnostic] = []
        /// Whether a `"""` text is still open at the end.
        var endsInsideText = false
    }

    let bytes: [UInt8]
    private(set) var position: Int
    private let end: Int
    private(set) var output = Output()
    /// Where digits end that look like thousands up to there and are none, so that each group is read once.
    var endOfNoThousands = 0

    /// Prepares to read `range` of `bytes`; spans count from the start of `bytes`.
    init(bytes: [UInt8], range: Range<Int>) {
        self.bytes = bytes
        self.position = range.lowerBound
        self.end = range.upperBound
    }

    /// Reads all tokens, line ends still unsorted, with an empty `.end` last.
    static func tokens(of bytes: [UInt8], in range: Range<Int>) -> Output {
        var lexer = Lexer(bytes: bytes, range: range)
        while lexer.position < lexer.end {
            let start = lexer.position
            let kind = lexer.next()
            assert(lexer.position > start, "a token must have text")
            lexer.output.tokens.append(Token(kind: kind, span: Span(start..<lexer.position)))
        }
        lexer.output.tokens.append(Token(kind: .end, span: Span(lexer.end..<lexer.end)))
        return lexer.output
    }

    /// The offset of the `}` that closes a `{` before `range`; nil where there is none.
    ///
    /// Reads no further than that, so that a text with many `${…}` is not read anew for each of them.
    static func closingBrace(of bytes: [UInt8], in range: Range<Int>) -> Int? {
        var lexer = Lexer(bytes: bytes, range: range)
        var braces = 0
        while lexer.position < lexer.end {
            let start = lexer.position
            let kind = lexer.next()
            if kind == .mark(.openBrace) { braces += 1 }
            guard kind == .mark(.closeBrace) else { continue }
            if braces == 0 { return start }
            braces -= 1
        }
        return nil
    }

    private mutating func next() -> Token.Kind {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "\n"):
            position += 1
            return .lineEnd
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
            advance { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
            return .space
        case UInt8(ascii: "#"):
            advance { $0 != 0x0A }
            return .comment
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return text()
        case UInt8(ascii: "`"): return quotedWord()
        case UInt8(ascii: "$"): return variable()
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return digitsOrWord()
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): return word()
        case 0x80...: return nonASCII()
        default: return mark()
        }
    }

    // MARK: Names

    private mutating func word() -> Token.Kind {
        if let kind = identifier() { return kind }
        advanceName()
        return .word
    }

    private mutating func quotedWord() -> Token.Kind {
        let start = position
        position += 1
        advance { $0 != UInt8(ascii: "`") && $0 != 0x0A }
        guard position < end, bytes[position] == UInt8(ascii: "`"), position > start + 1 else {
            report(.unclosedText("`", at: Span(start..<position)))
            return .invalid
        }
        position += 1
        return .quotedWord
    }

    private mutating func variable() -> Token.Kind {
        let start = position
        position += 1
        advanceName()
        guard position > start + 1 else {
            report(.unexpectedCharacter("$", at: Span(start..<position)))
            return .invalid
        }
        return .variable
    }

    mutating func advanceName() {
        while let length = nameScalarLength() { position += length }
    }

    /// How many bytes the letter, digit or `_` at the position has; nil where none stands.
    private func nameScalarLength() -> Int? {
        guard position < end else { return nil }
        switch bytes[position] {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            return 1
        case 0x80...:
            guard let scalar = scalar() else { return nil }
            let isPart = scalar.value.properties.isAlphabetic || scalar.value.properties.numericType != nil || scalar.isMark
            return isPart ? scalar.length : nil
        default: return nil
        }
    }

    // MARK: Other scripts and typographic marks

    struct Scalar {
        let value: Unicode.Scalar
        let length: Int

        var isMark: Bool {
            switch value.properties.generalCategory {
            case .nonspacingMark, .spacingMark, .enclosingMark: true
            default: false
            }
        }
    }

    /// The scalar at the position; the source is known to be UTF-8.
    func scalar() -> Scalar? {
        var decoder = UTF8()
        var iterator = bytes[position..<end].makeIterator()
        guard case .scalarValue(let value) = decoder.decode(&iterator) else { return nil }
        return Scalar(value: value, length: UTF8.width(value))
    }

    private mutating func nonASCII() -> Token.Kind {
        if nameScalarLength() != nil { return word() }
        guard let scalar = scalar() else {
            position += 1
            return .invalid
        }
        let start = position
        position += scalar.length
        if scalar.value.properties.isWhitespace || scalar.value == "\u{FEFF}" { return .space }
        if Self.typographicQuotes.contains(scalar.value) { return typographicText(from: start) }
        report(.unexpectedCharacter(String(Character(scalar.value)), at: Span(start..<position)))
        return .invalid
    }

    static let typographicQuotes: Set<Unicode.Scalar> = ["“", "”", "„", "‟", "‘", "’", "‚", "«", "»"]

    /// Takes a text between typographic quotes as a whole, so that one mistake gets one message.
    private mutating func typographicText(from start: Int) -> Token.Kind {
        let contentStart = position
        while position < end, bytes[position] != 0x0A {
            let isStraight = bytes[position] == UInt8(ascii: "\"")
            let length = bytes[position] < 0x80 ? 1 : scalar()?.length ?? 1
            if isStraight || scalar().map({ Self.typographicQuotes.contains($0.value) }) == true {
                let content = Span(contentStart..<position)
                position += length
                report(
                    .typographicQuotes(at: Span(start..<position), content: String(decoding: bytes[content.range], as: UTF8.self))
                )
                return .invalid
            }
            position += length
        }
        report(.typographicQuotes(at: Span(start..<contentStart), content: nil))
        return .invalid
    }

    // MARK: Marks

    private mutating func mark() -> Token.Kind {
        let start = position
        // `&&` is no `&` twice: who writes it means `and`.
        let isDoubledJoin = bytes[position] == UInt8(ascii: "&") && byte(at: position + 1) == UInt8(ascii: "&")
        if !isDoubledJoin, let mark = Mark(bytes[position], byte(at: position + 1)) {
            position += mark.rawValue.utf8.count
            return .mark(mark)
        }
        let first = bytes[position]
        // The same character several times over is one mistake: `&&`, `|||`, a line of `%%%%`.
        advance { $0 == first }
        report(
            .unexpectedCharacter(
                String(decoding: bytes[start..<min(position, start + 3)], as: UTF8.self), at: Span(start..<position)))
        return .invalid
    }

    // MARK: Helpers

    mutating func advance(while matches: (UInt8) -> Bool) {
        while position < end, matches(bytes[position]) { position += 1 }
    }

    mutating func move(to newPosition: Int) {
        position = min(newPosition, end)
    }

    func byte(at offset: Int) -> UInt8? {
        offset >= 0 && offset < end ? bytes[offset] : nil
    }

    var limit: Int { end }

    mutating func report(_ diagnostic: Diagnostic) {
        // The parser gives up at as many.
        if output.diagnostics.count < Limits.mistakes { output.diagnostics.append(diagnostic) }
    }

    mutating func noteOpenText() {
        output.endsInsideText = true
    }
}
