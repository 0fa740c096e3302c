import LeadDiagnostics
import LeadText

extension Parser {
    /// Reads one statement; its first word says which.
    mutating func statement() throws(Unwinding) -> Statement {
        let start = current.span.start
        let outer = inquiry?.openStatement
        inquiry?.openStatement = start
        place = .among(.variables)
        isAmongItems = false
        defer { if !isAtCursor { inquiry?.openStatement = outer } }
        let kind = try nested { parser throws(Unwinding) in try parser.statementKind() }
        return Statement(kind: kind, span: span(from: start))
    }

    private mutating func statementKind() throws(Unwinding) -> Statement.Kind {
        guard let text = currentWord else {
            if isAtCall { return try callStatement() }
            throw fail(noStatement)
        }
        guard let word = StatementWord(rawValue: text) else {
            if isAtCall, !isAtReservedWord { return try callStatement() }
            throw fail(unknownStatement(text))
        }
        return try statement(of: word)
    }

    private mutating func statement(of word: StatementWord) throws(Unwinding) -> Statement.Kind {
        switch word {
        case .lead: return try editionStatement()
        case .use: return try useStatement()
        case .param: return try paramStatement()
        case .budget: return try budgetStatement()
        case .let: return try letStatement()
        case .if: return try ifStatement()
        case .for: return try forStatement()
        case .define: return try defineStatement()
        case .include: return try includeStatement()
        case .try: return try tryStatement()
        case .stop:
            advance()
            return .stop
        case .fail: return try failStatement()
        case .wait: return try waitStatement()
        case .print: return try printStatement()
        case .expect: return try expectStatement()
        case .step: return try stepStatement()
        case .search, .open, .load, .with, .where, .select, .except, .dedupe, .order, .limit, .set, .rename, .drop, .as:
            return try rowsStatement()
        case .suppress: return try suppressStatement()
        case .create, .ensure: return try makeListStatement()
        case .add: return try addStatement()
        case .save: return try saveStatement()
        case .update: return try updateStatement()
        case .remove: return try removeStatement()
        case .delete: return try deleteStatement()
        case .show: return try showStatement()
        case .count: return try countStatement()
        case .describe: return try describeStatement()
        case .summarize: return try summarizeStatement()
        case .export: return try exportStatement()
        case .refresh:
            advance()
            return .refresh
        case .plan: return try planStatement()
        case .explain: return try explainStatement()
        case .help: return helpStatement()
        case .else: throw fail(.leadingWord("else", at: current.span, previousEnd: previousLineEnd))
        case .enrich, .email, .start, .pause: throw fail(.notInThisVersion(word.rawValue, at: current.span))
        }
    }

    private var noStatement: Diagnostic {
        if case .mark(let mark) = current.kind, mark.isClosing { return .strayBracket(mark, at: current.span) }
        return .expected(
            "a statement", found: found, help: ["a statement begins with a word such as `search` or `add`"], at: current.span)
    }

    private static let statementNames = NearestName(among: StatementWord.available.map(\.rawValue))

    private func unknownStatement(_ word: String) -> Diagnostic {
        if ["and", "or"].contains(word) { return .leadingWord(word, at: current.span, previousEnd: previousLineEnd) }
        if following.kind == .mark(.equal) { return .missingLet(text(of: current), at: current.span) }
        if following.kind == .mark(.openParenthesis), !isAtReservedWord {
            let help = "a command of yours is called as `\(text(of: current))(…)`"
            let space = Span(current.span.end..<following.span.start)
            return .expected("`(` right after the name", found: "a space", help: [help], at: space)
        }
        let nearest = Self.statementNames.name(nearest: word)
        return .unknownStatement(text(of: current), nearest: nearest, at: current.span)
    }

    /// Where the line before ends that a word can be put behind; nil behind a comment, `{` or `;`, and at the script's start.
    var previousLineEnd: Int? {
        guard let last = lastBeforeLineEnds, last.kind != .comment else { return nil }
        return [.mark(.openBrace), .mark(.semicolon)].contains(last.kind) ? nil : last.span.end
    }

    /// Reads `{ … }`.
    mutating func block() throws(Unwinding) -> Block {
        note(.mark(.openBrace))
        guard at(.openBrace) else {
            missingBraces += 1
            throw fail(
                .expected("`{`", found: found, help: ["the statements of a part stand between `{` and `}`"], at: current.span))
        }
        let open = advance().span
        let statements = statements(until: open)
        guard take(.closeBrace) else {
            guard isAtCursor else { throw fail(.unclosedBracket(.openBrace, at: open)) }
            // The block goes on behind the cursor.
            inquiry?.close()
            return Block(statements: statements, span: span(from: open.start))
        }
        return Block(statements: statements, span: span(from: open.start))
    }
}
