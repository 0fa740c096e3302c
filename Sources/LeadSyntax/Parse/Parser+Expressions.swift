import LeadDiagnostics

/// Values: everything that binds tighter than a comparison.
extension Parser {
    /// Reads a value: sums, products, joined text.
    mutating func expression() throws(Unwinding) -> Expression {
        try chain(of: [.plus: .add, .minus: .subtract, .join: .join]) { parser throws(Unwinding) in
            try parser.chain(of: [.times: .multiply, .divide: .divide]) { parser throws(Unwinding) in try parser.primary() }
        }
    }

    private mutating func chain(
        of operators: [Mark: ChainExpression.Operator], operand: (inout Parser) throws(Unwinding) -> Expression
    ) throws(Unwinding) -> Expression {
        let start = current.span.start
        let first = try operand(&self)
        var rest: [ChainExpression.Link] = []
        noteMarks(of: operators)
        while case .mark(let mark) = current.kind, let symbol = operators[mark] {
            advance()
            rest.append(ChainExpression.Link(symbol: symbol, operand: try operand(&self)))
            noteMarks(of: operators)
        }
        return rest.isEmpty ? first : .chain(ChainExpression(first: first, rest: rest, span: span(from: start)))
    }

    private func noteMarks(of operators: [Mark: ChainExpression.Operator]) {
        guard isAtCursor else { return }
        for mark in operators.keys.sorted(by: { $0.rawValue < $1.rawValue }) { note(.mark(mark)) }
    }

    private mutating func primary() throws(Unwinding) -> Expression {
        noteValue()
        let token = current
        switch token.kind {
        case .number: return try number()
        case .duration:
            advance()
            return .literal(LiteralExpression(value: .duration(seconds(in: text(of: token))), span: token.span))
        case .date:
            advance()
            return .literal(LiteralExpression(value: .date(text(of: token)), span: token.span))
        case .uuid:
            advance()
            return .literal(LiteralExpression(value: .uuid(text(of: token).lowercased()), span: token.span))
        case .text: return try textLiteral()
        case .variable: return try variable()
        case .word, .quotedWord: return try wordExpression()
        case .mark(.openParenthesis): return try nested { parser throws(Unwinding) in try parser.bracketed() }
        case .mark(.minus): return try nested { parser throws(Unwinding) in try parser.negative() }
        case .mark, .lineEnd, .space, .comment, .invalid, .end:
            throw fail(.expected("a value", found: found, help: valueHelp, at: token.span))
        }
    }

    private var valueHelp: [String] {
        ["a value is text in quotes, a number, a date, a name, or a list such as (\"a\", \"b\")"]
    }

    private mutating func wordExpression() throws(Unwinding) -> Expression {
        let token = current
        if let joint = jointBeforeStatement {
            throw fail(.unfinishedLine(source.text(of: joint), next: text(of: token), at: joint))
        }
        switch currentWord {
        case "true", "false":
            advance()
            return .literal(LiteralExpression(value: .bool(text(of: token).lowercased() == "true"), span: token.span))
        case "empty":
            advance()
            return .literal(LiteralExpression(value: .empty, span: token.span))
        case "it":
            advance()
            return .it(token.span)
        default: break
        }
        let path = try path("a value")
        guard at(.openParenthesis), current.span.start == previousEnd, !path.text.contains(".") else { return .path(path) }
        return try nested { parser throws(Unwinding) in try parser.call(path) }
    }

    /// The word or mark at the end of the line before, where this line begins a statement that it joins by mistake.
    private var jointBeforeStatement: Span? {
        // A word of a later version, such as `email`, is a field for now.
        guard let word = currentWord, StatementWord(rawValue: word)?.isAvailable == true, let joint = lastOfLineBefore else {
            return nil
        }
        let operators: Set<String> = [
            "is", "in", "not", "does", "do", "contains", "like", "matches", "between", "starts", "ends", "and", "or",
        ]
        switch following.kind {
        case .word: return operators.contains(followingWord ?? "") ? nil : joint
        case .text, .uuid, .number, .quotedWord, .variable: return joint
        default: return nil
        }
    }

    private mutating func call(_ path: FieldPath) throws(Unwinding) -> Expression {
        let open = advance().span
        var arguments: [Expression] = []
        if !atEnd(.closeParenthesis) {
            arguments = try within(.among(place.names)) { parser throws(Unwinding) in
                try parser.separated { parser throws(Unwinding) in try parser.condition() }
            }
        }
        try close(.openParenthesis, at: open)
        let name = Name(text: path.text, span: path.span)
        return .call(CallExpression(name: name, arguments: arguments, span: span(from: path.span.start)))
    }

    /// Reads `(a)`, which is `a`, or a list `(a, b)`; a comma behind the last item is allowed.
    private mutating func bracketed() throws(Unwinding) -> Expression {
        let open = advance().span
        var items = [try condition()]
        var isList = false
        while take(.comma) {
            isList = true
            if atEnd(.closeParenthesis) { break }
            items.append(try condition())
        }
        try close(.openParenthesis, at: open)
        guard isList else { return items[0] }
        return .list(ListExpression(items: items, span: span(from: open.start)))
    }

    private mutating func negative() throws(Unwinding) -> Expression {
        let minus = advance().span
        let operand = try primary()
        if case .literal(let literal) = operand, case .number(let value) = literal.value {
            return .literal(LiteralExpression(value: .number(-value), span: span(from: minus.start)))
        }
        if case .literal(let literal) = operand, case .duration(let seconds) = literal.value {
            return .literal(LiteralExpression(value: .duration(-seconds), span: span(from: minus.start)))
        }
        let zero = Expression.literal(LiteralExpression(value: .number(0), span: minus))
        return .chain(
            ChainExpression(first: zero, rest: [.init(symbol: .subtract, operand: operand)], span: span(from: minus.start)))
    }

    /// Reads a number, or a duration such as `5 minutes`.
    private mutating func number() throws(Unwinding) -> Expression {
        let token = advance()
        let value = numberValue(of: text(of: token))
        note(.unit(isSingular: value == 1))
        if let unit = currentWord, unit.count > 2, let seconds = Keywords.durationUnits[unit] {
            advance()
            return .literal(LiteralExpression(value: .duration(value * seconds), span: span(from: token.span.start)))
        }
        return .literal(LiteralExpression(value: .number(value), span: token.span))
    }

    private func numberValue(of text: String) -> Double {
        let digits = String(text.filter { $0.isASCII && ($0.isNumber || $0 == ".") })
        let value = Double(digits) ?? 0
        switch text.last {
        case "k", "K": return value * 1_000
        case "M": return value * 1_000_000
        case "%": return value / 100
        default: return value
        }
    }

    private func seconds(in text: String) -> Double {
        let unit = String(text.drop { !$0.isLetter }).lowercased()
        return numberValue(of: String(text.prefix { !$0.isLetter })) * (Keywords.durationUnits[unit] ?? 1)
    }
}
