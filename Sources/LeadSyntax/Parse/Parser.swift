public import LeadDiagnostics
import LeadText

/// Thrown inside the parser to leave a statement whose mistake has been reported; never leaves `parse`.
struct Unwinding: Error {}

/// Reads `source` as a script, from the byte at `start` on.
///
/// Never fails: what cannot be read is reported in the tree's diagnostics, at most one for each statement.
public func parse(_ source: Source, from start: Int = 0) -> Tree {
    let end = source.bytes.count
    if end > Limits.scriptBytes {
        return .unreadable(source, .tooLong("a script", limit: sized(Limits.scriptBytes), at: Span(0..<1)))
    }
    if let offset = firstInvalidByte(of: source.bytes) {
        return .unreadable(source, .invalidEncoding(at: Span(offset..<offset + 1)))
    }
    let lexed = Lexer.tokens(of: source.bytes, in: start..<end)
    let lines = LineStructure(lexed.tokens, bytes: source.bytes)
    var parser = Parser(source: source, tokens: lines.tokens, reported: lexed.diagnostics)
    let statements = parser.statements(until: nil)
    return Tree(
        source: source, tokens: lines.tokens, statements: statements, nameOffsets: parser.nameOffsets,
        respellings: parser.respellings, losses: parser.losses,
        diagnostics: parser.diagnostics.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) },
        needsMoreInput: lines.isIncomplete || lexed.endsInsideText)
}

/// How far a text goes that may be the beginning of a longer one.
public enum Ending: Hashable, Sendable {
    /// Its last statement is whole, or wrong.
    case complete
    /// Its last line goes on in the next one.
    case continued
    /// A bracket or a text is open.
    case enclosed
}

/// How far what stands in `source` from the byte at `start` on goes, as in `Tree.needsMoreInput`; statements are not read.
public func ending(of source: Source, from start: Int = 0) -> Ending {
    let end = source.bytes.count
    guard end <= Limits.scriptBytes, firstInvalidByte(of: source.bytes) == nil else { return .complete }
    let lexed = Lexer.tokens(of: source.bytes, in: start..<end)
    let lines = LineStructure(lexed.tokens, bytes: source.bytes)
    if lexed.endsInsideText || lines.isEnclosed { return .enclosed }
    return lines.isIncomplete ? .continued : .complete
}

extension Tree {
    fileprivate static func unreadable(_ source: Source, _ diagnostic: Diagnostic) -> Tree {
        let end = source.bytes.count
        return Tree(
            source: source,
            tokens: [Token(kind: .invalid, span: Span(0..<end)), Token(kind: .end, span: Span(end..<end))],
            statements: [], nameOffsets: [], respellings: [], losses: [Span(0..<end)], diagnostics: [diagnostic],
            needsMoreInput: false)
    }
}

/// The offset of the first byte that belongs to no UTF-8 sequence; a NUL counts as one, since no text holds it.
func firstInvalidByte(of bytes: [UInt8]) -> Int? {
    if bytes.allSatisfy({ $0 < 0x80 && $0 != 0 }) { return nil }
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
        switch decoder.decode(&iterator) {
        case .scalarValue("\0"), .error: return offset
        case .scalarValue(let scalar): offset += UTF8.width(scalar)
        case .emptyInput: return nil
        }
    }
}

/// A recursive-descent parser with one token of look-ahead, two in few places.
struct Parser {
    let source: Source
    private let tokens: [Token]
    private(set) var diagnostics: [Diagnostic]
    /// The index of the next token that is no trivia.
    private var index = 0
    /// The end of the token last taken.
    private(set) var previousEnd = 0
    private var depth = 0
    /// Where words stand that are names.
    private(set) var nameOffsets: Set<Int> = []
    /// Operators that are better written otherwise.
    private(set) var respellings: [Respelling] = []
    /// The statements that could not be read.
    private(set) var losses: [Span] = []
    /// Whether there have been so many mistakes that the rest is left alone.
    private var hasGivenUp = false
    /// How many blocks lack their `{`, so that as many `}` belong to them.
    var missingBraces = 0
    /// Whether what `except` takes away is being read.
    var isAmongItems = false
    /// Where the lexer has reported something; the parser says no more about the statement that holds it.
    private let reportedOffsets: [Int]
    /// What bare names mean where a value is being read.
    var place = Expectation.ValuePlace.among(.variables)
    /// Who asks what is accepted at the end of the text; nil where nobody does.
    let inquiry: Inquiry?

    init(source: Source, tokens: [Token], reported: [Diagnostic], inquiry: Inquiry? = nil) {
        self.inquiry = inquiry
        self.source = source
        self.tokens = tokens
        self.diagnostics = reported
        self.reportedOffsets = reported.compactMap(\.span?.start).sorted()
        skipTrivia()
        previousEnd = current.span.start
    }

    // MARK: Statements and recovery

    /// Reads statements up to the end of the script, or to the `}` that belongs to the `{` at `open`.
    mutating func statements(until open: Span?) -> [Statement] {
        var statements: [Statement] = []
        var isFirst = true
        while true {
            let isSeparated = skipSeparators() || isFirst
            isFirst = false
            if isSeparated { note(.statement(isTopLevel: open == nil)) }
            if open != nil { note(.mark(.closeBrace)) }
            if at(.closeBrace) {
                if open != nil { return statements }
                takeStrayBrace()
                continue
            }
            if current.kind == .end { return statements + [cursorMark()].compactMap(\.self) }
            if diagnostics.count >= Limits.mistakes {
                giveUp()
                return statements
            }
            let start = index
            if let statement = recovering({ parser throws(Unwinding) in try parser.statement() }) {
                statements.append(statement)
            }
            assert(index > start || current.kind == .end || at(.closeBrace), "the parser must advance")
        }
    }

    /// Takes a `}` that closes nothing, with an `else` that belongs to it where its `{` has been missed already.
    private mutating func takeStrayBrace() {
        guard missingBraces > 0 else {
            diagnostics.append(.strayBracket(.closeBrace, at: current.span))
            advance()
            return
        }
        missingBraces -= 1
        advance()
        guard at(word: "else") else { return }
        let start = current.span.start
        skipToStatementEnd()
        losses.append(span(from: start))
    }

    /// Leaves the rest of the script alone.
    private mutating func giveUp() {
        if !hasGivenUp { diagnostics.append(.tooManyMistakes(Limits.mistakes, at: current.span)) }
        hasGivenUp = true
        losses.append(Span(current.span.start..<source.bytes.count))
        index = tokens.count - 1
    }

    /// Runs `parse`; after a mistake goes on behind the end of the statement.
    private mutating func recovering(_ parse: (inout Parser) throws(Unwinding) -> Statement) -> Statement? {
        let start = current.span.start
        let known = diagnostics.count
        let outerDepth = depth
        do {
            let statement = try parse(&self)
            try endOfStatement()
            return statement
        } catch {
            depth = outerDepth
            skipToStatementEnd()
            // What stands behind a mistake in the same statement means nothing.
            if current.kind == .end { inquiry?.close() }
            losses.append(span(from: start))
            // A mark or a number that the lexer has refused explains the mistake already.
            if !hasGivenUp, hasReport(in: start..<max(previousEnd, current.span.start)), diagnostics.count > known {
                diagnostics.removeLast()
            }
            return nil
        }
    }

    private func hasReport(in range: Range<Int>) -> Bool {
        var low = 0
        var high = reportedOffsets.count
        while low < high {
            let middle = (low + high) / 2
            if reportedOffsets[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < reportedOffsets.count && reportedOffsets[low] < range.upperBound
    }

    private mutating func endOfStatement() throws(Unwinding) {
        switch current.kind {
        case .lineEnd, .end, .mark(.semicolon), .mark(.closeBrace): return
        case .mark(let mark) where mark.isClosing: throw fail(.strayBracket(mark, at: current.span))
        default: throw fail(.expected("the end of the statement", found: found, help: trailingHelp, at: current.span))
        }
    }

    private var trailingHelp: [String] {
        if current.kind == .mark(.comma) {
            return ["several values stand in brackets, after `in`: `country in (\"Germany\", \"Poland\")`"]
        }
        if let near = nearWordBefore { return ["did you mean `\(near)` in place of `\(wordBefore ?? "")`?"] }
        let word = currentWord ?? ""
        if let statement = StatementWord(rawValue: word) {
            return ["`\(statement.rawValue)` begins a line of its own, or stands after `;`"]
        }
        return ["put a `;` or a new line between statements"]
    }

    /// The word that was taken last, in small letters.
    private var wordBefore: String? {
        var place = index - 1
        while place >= 0, tokens[place].isTrivia { place -= 1 }
        guard place >= 0, tokens[place].kind == .word else { return nil }
        return text(of: tokens[place]).lowercased()
    }

    /// The word of a clause that the word before was probably meant to be: `select frist 3`.
    private var nearWordBefore: String? {
        let words = ["first", "rows", "all", "sample", "columns", "desc", "asc", "per", "people", "companies", "format", "since"]
        guard let word = wordBefore, !words.contains(word) else { return nil }
        if word == "top" { return "first" }
        return NearestName(among: words).name(nearest: word)
    }

    private mutating func skipToStatementEnd() {
        var braces = 0
        while current.kind != .end {
            switch current.kind {
            case .mark(.openBrace): braces += 1
            case .mark(.closeBrace):
                if braces == 0 { return }
                braces -= 1
            case .lineEnd, .mark(.semicolon):
                if braces == 0 { return }
            default: break
            }
            advance()
        }
    }

    /// Goes on behind line ends and `;`; false where there is none.
    private mutating func skipSeparators() -> Bool {
        let start = index
        while current.kind == .lineEnd || at(.semicolon) { advance() }
        return index > start
    }

    // MARK: Looking

    var current: Token { tokens[index] }

    /// The next token that is no trivia, behind the current one.
    var following: Token {
        var next = min(index + 1, tokens.count - 1)
        while tokens[next].isTrivia { next += 1 }
        return tokens[next]
    }

    /// The text of the `##` lines right above the current token; nil where there are none.
    func documentationAbove() -> String? {
        var lines: [String] = []
        var place = index - 1
        var lineEnds = 0
        while place >= 0 {
            let token = tokens[place]
            switch token.kind {
            case .lineEnd: lineEnds += 1
            case .space: break
            case .comment where lineEnds == 1 && text(of: token).hasPrefix("##"):
                lines.append(String(text(of: token).dropFirst(2)))
                lineEnds = 0
            default: lineEnds = 2
            }
            guard lineEnds < 2 else { break }
            place -= 1
        }
        let trimmed = lines.reversed().map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        return trimmed.isEmpty ? nil : trimmed.joined(separator: "\n")
    }

    /// The token before the current one, where a line end lies between them that no `\` has taken back.
    var lastOfLineBefore: Span? {
        var place = index - 1
        var hasLineEnd = false
        while place >= 0, tokens[place].isTrivia {
            if source.bytes[tokens[place].span.start] == UInt8(ascii: "\\") { return nil }
            hasLineEnd = hasLineEnd || source.bytes[tokens[place].span.range].contains(0x0A)
            place -= 1
        }
        return hasLineEnd && place >= 0 ? tokens[place].span : nil
    }

    /// The token before the current one, white space left out.
    var lastBeforeLineEnds: Token? {
        tokens[..<index].last { $0.kind != .space && $0.kind != .lineEnd }
    }

    func text(of token: Token) -> String {
        source.text(of: token.span)
    }

    /// The current token as a keyword: lower-case, nil where it is no word.
    var currentWord: String? {
        current.kind == .word ? text(of: current).lowercased() : nil
    }

    /// The token behind the current one as a keyword.
    var followingWord: String? {
        following.kind == .word ? text(of: following).lowercased() : nil
    }

    func at(_ mark: Mark) -> Bool {
        current.kind == .mark(mark)
    }

    func at(word: String) -> Bool {
        currentWord == word
    }

    var isAtText: Bool {
        if case .text = current.kind { true } else { false }
    }

    /// Whether the line ends here and a later one begins with `else`.
    var isAtElseOnLineBelow: Bool {
        guard current.kind == .lineEnd else { return false }
        let next = tokens[index...].first { !$0.isTrivia && $0.kind != .lineEnd }
        return next.map { $0.kind == .word && text(of: $0).lowercased() == "else" } ?? false
    }

    var isAtStatementEnd: Bool {
        switch current.kind {
        case .lineEnd, .end, .mark(.semicolon), .mark(.closeBrace): true
        default: false
        }
    }

    /// How a message names the current token.
    var found: String {
        switch current.kind {
        case .end: "the end of the script"
        case .lineEnd: "the end of the line"
        case .text: "text"
        case .word, .quotedWord, .variable, .number, .duration, .date, .uuid, .mark, .space, .comment, .invalid:
            "`\(text(of: current).prefix(40))`"
        }
    }

    // MARK: Taking

    @discardableResult
    mutating func advance() -> Token {
        let token = current
        previousEnd = token.span.end
        if token.kind != .end { index += 1 }
        skipTrivia()
        return token
    }

    /// Takes a word that the user has chosen.
    @discardableResult
    mutating func advanceName() -> Token {
        let token = advance()
        if token.kind == .word { nameOffsets.insert(token.span.start) }
        return token
    }

    /// Notes that what stands from `start` to the token last taken has a spelling of the language's own.
    mutating func respell(from start: Int, as text: String) {
        let span = span(from: start)
        let words = source.text(of: span).split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
        if words != text { respellings.append(Respelling(span: span, text: text)) }
    }

    private mutating func skipTrivia() {
        while current.isTrivia { index += 1 }
    }

    mutating func take(_ mark: Mark) -> Bool {
        note(.mark(mark))
        guard at(mark) else { return false }
        advance()
        return true
    }

    mutating func take(word: String) -> Bool {
        note(.word(word))
        guard at(word: word) else { return false }
        advance()
        return true
    }

    mutating func expect(word: String, _ help: String) throws(Unwinding) {
        guard take(word: word) else { throw fail(.expected("`\(word)`", found: found, help: [help], at: current.span)) }
    }

    /// Takes the bracket that closes `open`, which stands at `span`.
    mutating func close(_ open: Mark, at span: Span) throws(Unwinding) {
        guard let closing = open.closing, !take(closing) else { return }
        if isAtStatementEnd, !(open == .openBrace && at(.closeBrace)) { throw fail(.unclosedBracket(open, at: span)) }
        throw fail(.expected("`,` or `\(closing.rawValue)`", found: found, help: closeHelp, at: current.span))
    }

    private var closeHelp: [String] {
        isAtText || current.kind == .number ? ["put a comma between values"] : ["close the bracket first"]
    }

    // MARK: Reporting and nesting

    mutating func report(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
    }

    /// Reports a mistake; throw what comes back to leave the statement.
    mutating func fail(_ diagnostic: Diagnostic) -> Unwinding {
        if current.kind == .end { inquiry?.close() }
        if !hasGivenUp { diagnostics.append(diagnostic) }
        return Unwinding()
    }

    /// Reads one level deeper.
    mutating func nested<Node>(_ parse: (inout Parser) throws(Unwinding) -> Node) throws(Unwinding) -> Node {
        guard depth < Limits.nesting else { throw fail(.tooDeep(at: current.span)) }
        depth += 1
        let node = try parse(&self)
        depth -= 1
        return node
    }

    /// From `start` to the end of the token last taken.
    func span(from start: Int) -> Span {
        Span(start..<max(start, previousEnd))
    }

    /// Reads the expression that stands inside a text's `${…}`.
    mutating func interpolation(in range: Range<Int>) throws(Unwinding) -> Expression {
        let lexed = Lexer.tokens(of: source.bytes, in: range)
        let tokens = lexed.tokens.map { $0.kind == .lineEnd ? Token(kind: .space, span: $0.span) : $0 }
        var inner = Parser(source: source, tokens: tokens, reported: lexed.diagnostics)
        inner.depth = depth
        defer { diagnostics += inner.diagnostics }
        inner.place = place
        let expression = try inner.nested { parser throws(Unwinding) in try parser.expression() }
        guard inner.current.kind == .end else {
            throw inner.fail(
                .expected("`}`", found: inner.found, help: ["one value stands between `${` and `}`"], at: inner.current.span))
        }
        return expression
    }
}
