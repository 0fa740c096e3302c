public import LeadDiagnostics

/// What the parser would accept at a place of a text.
public struct Expectations: Sendable {
    /// What has been typed already of what is expected.
    public enum Typed: Hashable, Sendable {
        /// Nothing.
        case nothing
        /// A word, or names with dots between them.
        case words
        /// A variable or the `$` of one, with the names behind its dots.
        case variable
        /// A text that is still open.
        case text(Token.TextForm)
        /// Something that cannot be gone on with, such as a comment.
        case other
    }

    /// What would be accepted where `typed` begins, in the order in which the parser asks for it.
    public let expected: [Expectation]
    /// What has been typed already.
    public let typed: Typed
    /// From where that begins to the place itself.
    public let span: Span
    /// Where the innermost statement begins; where that is not known, where `span` does.
    public let statementStart: Int
    /// Whether it stands inside a text's `${…}`.
    public let isInterpolated: Bool
    /// The statements before the place; the one that holds it as far as it goes.
    ///
    /// An empty statement marks the place itself, see `Statement.marksCursor`.
    public let tree: Tree
}

/// Asks the parser what it would accept at `offset`; nothing behind it counts.
///
/// Mistakes before the statement that holds the place do not matter; behind one in that statement nothing is expected.
public func expectations(in source: Source, at offset: Int) -> Expectations {
    let end = max(0, min(offset, source.bytes.count))
    let before = Source(name: source.name, bytes: Array(source.bytes[..<end]))
    let isReadable = end <= Limits.scriptBytes && firstInvalidByte(of: before.bytes) == nil
    return Cursor(source: before, range: 0..<end, isReadable: isReadable).expectations()
}

/// The end of a text, or of a part of one, that the parser is asked about.
private struct Cursor {
    let source: Source
    let range: Range<Int>
    let isReadable: Bool

    /// The tokens up to the one that is being typed, and that one.
    private struct Split {
        var tokens: [Token]
        var typed: Expectations.Typed
        var start: Int
    }

    func expectations() -> Expectations {
        guard isReadable else { return nothing() }
        let lexed = Lexer.tokens(of: source.bytes, in: range)
        let split = split(lexed.tokens)
        let ended = split.tokens + [Token(kind: .end, span: Span(split.start..<split.start))]
        let reported = lexed.diagnostics.filter { ($0.span?.start ?? 0) < split.start }
        let answer = statements(ended, reported: reported)
        guard case .text(let form) = split.typed, form != .raw,
            let inside = startOfInterpolation(in: split.start..<range.upperBound, form: form)
        else {
            return Expectations(
                expected: split.typed == .other ? [] : answer.expected, typed: split.typed,
                span: Span(split.start..<range.upperBound), statementStart: answer.statementStart ?? split.start,
                isInterpolated: false, tree: answer.tree)
        }
        guard let place = answer.expected.lazy.compactMap(\.placeInsideText).first else { return nothing(tree: answer.tree) }
        return value(in: inside..<range.upperBound, place: place, tree: answer.tree)
    }

    private func nothing(tree: Tree? = nil) -> Expectations {
        let end = Span(range.upperBound..<range.upperBound)
        return Expectations(
            expected: [], typed: .other, span: end, statementStart: end.start, isInterpolated: false,
            tree: tree ?? parse(Source(name: source.name, bytes: [])))
    }

    // MARK: Statements

    private struct Answer {
        let expected: [Expectation]
        let statementStart: Int?
        let tree: Tree
    }

    /// What is expected behind `tokens`.
    ///
    /// A bracket that is still open joins the lines behind it, as it will once it is closed. Where that makes no sense it is
    /// a slip, and if the statement makes no sense even so, the last line of it may.
    private func statements(_ tokens: [Token], reported: [Diagnostic]) -> Answer {
        let joined = answer(to: LineStructure(tokens, bytes: source.bytes, isOpenEnded: true).tokens, reported: reported)
        if !joined.expected.isEmpty { return joined }
        let lines = LineStructure(tokens, bytes: source.bytes).tokens
        let plain = answer(to: lines, reported: reported)
        if !plain.expected.isEmpty { return plain }
        let separators: [Token.Kind] = [.lineEnd, .mark(.semicolon), .mark(.openBrace)]
        guard let last = lines.lastIndex(where: { separators.contains($0.kind) }) else { return plain }
        let line = answer(to: Array(lines[(last + 1)...]), reported: [])
        return Answer(expected: line.expected, statementStart: line.statementStart, tree: plain.tree)
    }

    private func answer(to tokens: [Token], reported: [Diagnostic]) -> Answer {
        let inquiry = Inquiry()
        var parser = Parser(source: source, tokens: tokens, reported: reported, inquiry: inquiry)
        let statements = parser.statements(until: nil)
        let tree = Tree(
            source: source, tokens: tokens, statements: statements, nameOffsets: parser.nameOffsets,
            respellings: parser.respellings, losses: parser.losses, diagnostics: parser.diagnostics, needsMoreInput: true)
        return Answer(expected: inquiry.expectations, statementStart: inquiry.statementStart, tree: tree)
    }

    // MARK: ${…}

    /// What is expected of the value inside `${`.
    private func value(in range: Range<Int>, place: Expectation.ValuePlace, tree: Tree) -> Expectations {
        let lexed = Lexer.tokens(of: source.bytes, in: range)
        let split = split(lexed.tokens)
        let tokens = split.tokens.map { $0.kind == .lineEnd ? Token(kind: .space, span: $0.span) : $0 }
        let inquiry = Inquiry()
        var parser = Parser(
            source: source, tokens: tokens + [Token(kind: .end, span: Span(split.start..<split.start))], reported: [],
            inquiry: inquiry)
        parser.place = place
        parser.interpolatedValue()
        if case .text(let form) = split.typed, form != .raw,
            let inside = startOfInterpolation(in: split.start..<range.upperBound, form: form),
            let place = inquiry.expectations.lazy.compactMap(\.placeInsideText).first
        {
            return value(in: inside..<range.upperBound, place: place, tree: tree)
        }
        return Expectations(
            expected: split.typed == .other ? [] : inquiry.expectations, typed: split.typed,
            span: Span(split.start..<range.upperBound), statementStart: split.start, isInterpolated: true, tree: tree)
    }

    /// The offset behind the last `${` of an open text that is not closed; nil where there is none.
    private func startOfInterpolation(in text: Range<Int>, form: Token.TextForm) -> Int? {
        let bytes = source.bytes
        var offset = text.lowerBound + (form == .block ? 3 : 1)
        while offset < text.upperBound {
            if bytes[offset] == UInt8(ascii: "\\") {
                offset += 2
            } else if bytes[offset] == UInt8(ascii: "$"), offset + 1 < text.upperBound, bytes[offset + 1] == UInt8(ascii: "{") {
                guard let close = Lexer.closingBrace(of: bytes, in: offset + 2..<text.upperBound) else { return offset + 2 }
                offset = close + 1
            } else {
                offset += 1
            }
        }
        return nil
    }

    // MARK: What is being typed

    private func split(_ all: [Token]) -> Split {
        var tokens = Array(all.dropLast())
        guard let last = tokens.last else { return Split(tokens: [], typed: .nothing, start: range.upperBound) }
        let typed = typed(in: last)
        switch typed {
        case .nothing: return Split(tokens: tokens, typed: .nothing, start: range.upperBound)
        case .words where last.kind == .mark(.dot):
            // A `.` that nothing touches begins nothing.
            guard let before = tokens.dropLast().last, [.word, .quotedWord, .variable].contains(before.kind) else {
                return Split(tokens: tokens, typed: .other, start: range.upperBound)
            }
        default: break
        }
        var start = tokens.removeLast()
        guard typed == .words || typed == .variable else {
            return Split(tokens: tokens, typed: typed, start: start.span.start)
        }
        // Of `company.na` all is one name.
        while let previous = tokens.last, previous.kind == .mark(.dot) || start.kind == .mark(.dot),
            [.word, .quotedWord, .variable, .mark(.dot)].contains(previous.kind)
        {
            start = tokens.removeLast()
        }
        return Split(tokens: tokens, typed: start.kind == .variable ? .variable : typed, start: start.span.start)
    }

    /// What the last token is of what is being typed.
    private func typed(in last: Token) -> Expectations.Typed {
        switch last.kind {
        case .word, .mark(.dot): return .words
        case .variable: return .variable
        case .space, .lineEnd, .mark, .text, .quotedWord, .number, .duration, .date, .uuid, .end: return .nothing
        case .comment: return .other
        case .invalid: break
        }
        let text = source.bytes[last.span.range]
        if text.elementsEqual("$".utf8) { return .variable }
        if text.starts(with: "\"\"\"".utf8) { return .text(.block) }
        if text.first == UInt8(ascii: "\"") { return .text(.quoted) }
        return text.first == UInt8(ascii: "'") ? .text(.raw) : .other
    }
}

extension Expectation {
    /// What names mean inside a text's `${…}`; nil where no text can stand.
    fileprivate var placeInsideText: ValuePlace? {
        switch self {
        case .value(let place): .among(place.names)
        case .list, .file, .header, .text: .among(.variables)
        default: nil
        }
    }
}
