import LeadDiagnostics
import LeadText

/// `if`, `for`, `try`, `stop`, `fail`, `wait` and `include`.
extension Parser {
    mutating func ifStatement() throws(Unwinding) -> Statement.Kind {
        var branches: [IfStatement.Branch] = []
        var otherwise: Block?
        repeat {
            advance()
            let condition = try condition()
            branches.append(IfStatement.Branch(condition: condition, body: try block()))
            guard take(word: "else") else { break }
            note(.word("if"))
            if !at(word: "if") {
                otherwise = try block()
                break
            }
        } while true
        return .if(IfStatement(branches: branches, otherwise: otherwise))
    }

    mutating func forStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        let name = try name("the name of a variable that holds each value")
        try expect(
            word: "in",
            "write `for \(name.text) in 0..3 { … }`, `for \(name.text) in (\"a\", \"b\") { … }` or `for \(name.text) in it { … }`"
        )
        let first = try expression()
        let source: ForStatement.Source
        if take(.range) { source = .range(lower: first, upper: try expression()) } else { source = .values(first) }
        return .for(ForStatement(name: name, source: source, body: try block()))
    }

    mutating func tryStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        let body = try block()
        if isAtElseOnLineBelow {
            while current.kind == .lineEnd { advance() }
            throw fail(.leadingWord("else", at: current.span, previousEnd: previousLineEnd))
        }
        // The block goes on behind the cursor.
        if isAtCursor, inquiry?.isClosed == true {
            return .try(TryStatement(body: body, otherwise: Block(statements: [], span: span(from: previousEnd))))
        }
        try expect(word: "else", "`try { … } else { … }` says what to do after a failure, on the line of the `}`")
        return .try(TryStatement(body: body, otherwise: try block()))
    }

    mutating func failStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        noteValue()
        guard !isAtStatementEnd else {
            throw fail(.expected("a message", found: found, help: ["write `fail \"what is wrong\"`"], at: current.span))
        }
        return .fail(try expression())
    }

    mutating func waitStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        noteValue()
        guard !isAtStatementEnd else {
            throw fail(.expected("a duration", found: found, help: ["write `wait 30s` or `wait 5 minutes`"], at: current.span))
        }
        return .wait(try expression())
    }

    mutating func includeStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        note(.file(.script))
        guard isAtText else {
            throw fail(
                .expected(
                    "a script's path in quotes", found: found, help: ["for example `include \"shared.lead\"`"], at: current.span))
        }
        let written = try textLiteral("write `include \"file.lead\"`")
        guard case .text(let text) = written, let path = text.literal, !path.isEmpty else {
            throw fail(
                .expected(
                    "the path of a script", found: "`\(source.text(of: written.span))`",
                    help: ["what is included must be known before anything runs: write the path itself"], at: written.span))
        }
        return .include(IncludeStatement(path: path, pathSpan: written.span))
    }

    // MARK: Commands of the user's own

    mutating func defineStatement() throws(Unwinding) -> Statement.Kind {
        let documentation = documentationAbove()
        advance()
        if let word = currentWord, StatementWord(rawValue: word) != nil { throw fail(.takenName(word, at: current.span)) }
        let name = try name("the command's name")
        guard at(.openParenthesis), current.span.start == previousEnd else {
            throw fail(
                .expected(
                    "`(` right after the name", found: at(.openParenthesis) ? "a space" : found,
                    help: ["write `define \(name.text)(a, b = \"x\") { … }`"],
                    at: current.span))
        }
        let open = advance().span
        var parameters: [DefineStatement.Parameter] = []
        while !atEnd(.closeParenthesis) {
            let name = try self.name("a parameter's name")
            let value = take(.equal) ? try expression() : nil
            parameters.append(DefineStatement.Parameter(name: name, value: value))
            guard take(.comma) else { break }
        }
        try close(.openParenthesis, at: open)
        return .define(
            DefineStatement(name: name, parameters: parameters, body: try block(), documentation: documentation))
    }

    /// Whether a command of the user's own stands here: a name that a `(` touches.
    var isAtCall: Bool {
        guard current.kind == .word || current.kind == .quotedWord, following.kind == .mark(.openParenthesis) else {
            return false
        }
        return following.span.start == current.span.end
    }

    mutating func callStatement() throws(Unwinding) -> Statement.Kind {
        let name = try name("the command's name")
        let open = advance().span
        var arguments: [CallStatement.Argument] = []
        while !atEnd(.closeParenthesis) {
            note(.parameter(of: name.text))
            let isNamed = (current.kind == .word || current.kind == .quotedWord) && following.kind == .mark(.colon)
            var label: Name?
            if isNamed {
                label = try self.name("a parameter's name")
                advance()
            }
            arguments.append(CallStatement.Argument(name: label, value: try condition()))
            guard take(.comma) else { break }
        }
        try close(.openParenthesis, at: open)
        return .call(CallStatement(name: name, arguments: arguments))
    }

    // MARK: What stands above all

    mutating func editionStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        let token = current
        note(.edition)
        guard token.kind == .number, case .literal(let literal) = try expression(), case .number(let number) = literal.value
        else {
            throw fail(
                .expected("the number of an edition", found: found, help: ["write `lead \(Limits.edition)`"], at: token.span))
        }
        return .edition(EditionStatement(number: number, span: token.span))
    }

    mutating func budgetStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        return .budget(BudgetStatement(caps: try separated { parser throws(Unwinding) in try parser.cap() }))
    }

    private mutating func cap() throws(Unwinding) -> BudgetStatement.Cap {
        let start = current.span.start
        let amount = try expression()
        note(words: "calls", "credits", "rows")
        let word = currentWord ?? ""
        let units = BudgetStatement.Unit.allCases
        guard let unit = units.first(where: { $0.rawValue == word || $0.rawValue == word + "s" }) else {
            throw fail(
                .expected(
                    "`calls`, `credits` or `rows`", found: found, help: ["for example `budget 200 calls, 5000 rows`"],
                    at: current.span))
        }
        advance()
        return BudgetStatement.Cap(amount: amount, unit: unit, span: span(from: start))
    }
}
