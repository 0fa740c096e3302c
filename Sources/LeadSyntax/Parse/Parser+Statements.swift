import LeadDiagnostics
import LeadText

extension Parser {
    /// Reads one statement; its first word says which.
    mutating func statement() throws(Unwinding) -> Statement {
        let start = current.span.start
        let kind = try nested { parser throws(Unwinding) in try parser.statementKind() }
        return Statement(kind: kind, span: span(from: start))
    }

    private mutating func statementKind() throws(Unwinding) -> Statement.Kind {
        guard let text = currentWord else { throw fail(noStatement) }
        guard let word = StatementWord(rawValue: text) else { throw fail(unknownStatement(text)) }
        switch word {
        case .use: return try useStatement()
        case .param: return try paramStatement()
        case .let: return try letStatement()
        case .print: return try printStatement()
        case .expect: return try expectStatement()
        case .step: return try stepStatement()
        case .search, .open, .with, .where, .select, .except, .as: return try rowsStatement()
        case .create, .ensure: return try makeListStatement()
        case .add: return try addStatement()
        case .save: return try saveStatement()
        case .show: return try showStatement()
        case .count: return try countStatement()
        case .export: return try exportStatement()
        case .else: throw fail(.leadingWord(text, at: current.span, previousEnd: previousLineEnd))
        case .lead, .budget, .if, .for, .define, .include, .try, .stop, .fail, .wait, .load, .suppress, .dedupe, .order, .limit,
            .set, .rename, .drop, .update, .remove, .delete, .enrich, .email, .start, .pause, .describe, .summarize, .plan,
            .explain, .help, .refresh:
            throw fail(.notInThisVersion(text, at: current.span))
        }
    }

    private var noStatement: Diagnostic {
        if case .mark(let mark) = current.kind, mark.isClosing { return .strayBracket(mark, at: current.span) }
        return .expected(
            "a statement", found: found, help: ["a statement begins with a word such as `search` or `add`"], at: current.span)
    }

    private func unknownStatement(_ word: String) -> Diagnostic {
        if ["and", "or"].contains(word) { return .leadingWord(word, at: current.span, previousEnd: previousLineEnd) }
        let nearest = NearestName(among: StatementWord.available.map(\.rawValue)).name(nearest: word)
        return .unknownStatement(text(of: current), nearest: nearest, at: current.span)
    }

    /// Where the text of the line before ends; the fix of a leading word moves it there.
    private var previousLineEnd: Int {
        var offset = current.span.start
        while offset > 0, [0x20, 0x09, 0x0A, 0x0D].contains(source.bytes[offset - 1]) { offset -= 1 }
        return offset
    }

    /// Reads `{ … }`.
    mutating func block() throws(Unwinding) -> Block {
        guard at(.openBrace) else {
            throw fail(
                .expected("`{`", found: found, help: ["the statements of a part stand between `{` and `}`"], at: current.span))
        }
        let open = advance().span
        let statements = statements(until: open)
        guard take(.closeBrace) else { throw fail(.unclosedBracket(.openBrace, at: open)) }
        return Block(statements: statements, span: span(from: open.start))
    }
}
