import LeadDiagnostics

/// Conditions: comparisons, and what joins them.
extension Parser {
    /// Reads a condition; a lone value is one too, and the checker says where it may not stand.
    mutating func condition() throws(Unwinding) -> Expression {
        let start = current.span.start
        var operands = [try negation()]
        noteLogic(among: [.and, .or])
        guard let symbol = logicOperator else { return operands[0] }
        while let next = logicOperator {
            guard next == symbol else {
                throw fail(.mixedLogic(readings(of: operands, joinedBy: symbol, then: next), at: current.span))
            }
            advance()
            operands.append(try negation())
            noteLogic(among: [symbol])
        }
        return .logic(LogicExpression(symbol: symbol, operands: operands, span: span(from: start)))
    }

    /// Notes what may join a condition with another one; what is compared is none.
    private func noteLogic(among operators: [LogicExpression.Operator]) {
        for symbol in operators { note(place.symbol == nil ? .word(symbol.rawValue) : .nearForm(symbol.rawValue)) }
    }

    private var logicOperator: LogicExpression.Operator? {
        currentWord.flatMap(LogicExpression.Operator.init(rawValue:))
    }

    /// The two ways in which `a and b or c` can be meant.
    private mutating func readings(
        of operands: [Expression], joinedBy symbol: LogicExpression.Operator, then next: LogicExpression.Operator
    ) -> (and: String, or: String) {
        func excerpt(_ text: String) -> String { text.count > 30 ? text.prefix(29) + "…" : text }
        let texts = operands.map { excerpt(source.text(of: $0.span)) }
        let left = texts.joined(separator: " \(symbol.rawValue) ")
        let before = texts.dropLast().map { "\($0) \(symbol.rawValue) " }.joined()
        let last = texts.last ?? ""
        return ("(\(left)) \(next.rawValue) …", "\(before)(\(last) \(next.rawValue) …)")
    }

    private mutating func negation() throws(Unwinding) -> Expression {
        note(place.symbol == nil ? .word("not") : .nearForm("not"))
        guard at(word: "not") else { return try relation() }
        let start = advance().span.start
        let operand = try nested { parser throws(Unwinding) in try parser.negation() }
        return .not(NotExpression(operand: operand, span: span(from: start)))
    }

    private mutating func relation() throws(Unwinding) -> Expression {
        let start = current.span.start
        let left = try expression()
        let field = place.field(in: left)
        noteComparisons(of: field)
        guard let form = try relationOperator() else { return left }
        let outer = place
        defer { place = outer }
        place.field = field
        place.symbol = form.symbol
        switch form {
        case .comparison(let symbol, let isNegated, let place):
            let isExact = take(word: "exactly")
            let right = try expression()
            return .comparison(
                ComparisonExpression(
                    left: left, symbol: symbol, isNegated: isNegated, isExact: isExact, right: right, span: span(from: start),
                    operatorSpan: place))
        case .emptiness(let isNegated):
            return .emptiness(EmptinessExpression(operand: left, isNegated: isNegated, span: span(from: start)))
        case .between(let isNegated):
            let lower = try expression()
            try expect(word: "and", "a range of values is written `between 50 and 500`, both ends included")
            let upper = try expression()
            return .between(
                BetweenExpression(operand: left, lower: lower, upper: upper, isNegated: isNegated, span: span(from: start)))
        }
    }

    private enum Relation {
        case comparison(ComparisonExpression.Operator, isNegated: Bool, Span)
        case emptiness(isNegated: Bool)
        case between(isNegated: Bool)

        /// How the left side is compared with what follows.
        var symbol: ComparisonExpression.Operator? {
            switch self {
            case .comparison(let symbol, _, _): symbol
            case .between: .greaterOrEqual
            case .emptiness: nil
            }
        }

        /// The language's own words for it; nil where there are several ways that are as good.
        var spelling: String? {
            switch self {
            case .between(let isNegated): isNegated ? "not between" : "between"
            case .emptiness: nil
            case .comparison(let symbol, let isNegated, _):
                switch symbol {
                case .contains: isNegated ? "does not contain" : "contains"
                case .startsWith: isNegated ? "does not start with" : "starts with"
                case .endsWith: isNegated ? "does not end with" : "ends with"
                case .matches: isNegated ? "does not match" : "matches"
                case .like: isNegated ? "not like" : "like"
                case .in, .equal, .less, .lessOrEqual, .greater, .greaterOrEqual: nil
                }
            }
        }
    }

    /// Reads an operator with its negations and near forms; nil where none stands.
    private mutating func relationOperator() throws(Unwinding) -> Relation? {
        let start = current.span.start
        if case .mark(let mark) = current.kind {
            guard let (symbol, isNegated) = Self.markOperators[mark] else { return nil }
            advance()
            if mark == .doubleEqual { respell(from: start, as: "=") }
            if mark == .angleNotEqual { respell(from: start, as: "!=") }
            return .comparison(symbol, isNegated: isNegated, span(from: start))
        }
        guard let relation = try wordsOfRelation(from: start) else { return nil }
        if let spelling = relation.spelling { respell(from: start, as: spelling) }
        return relation
    }

    private mutating func wordsOfRelation(from start: Int) throws(Unwinding) -> Relation? {
        guard let word = currentWord else { return nil }
        switch word {
        case "is":
            advance()
            return try relationAfterIs(from: start)
        case "does", "do":
            guard followingWord == "not" || isFollowedByCursor else { return nil }
            advance()
            try expect(word: "not", "write `does not contain`")
            let isMembership = at(word: "in")
            noteTests(behind: word)
            let relation = try wordRelation(isNegated: true, from: start)
            if isMembership { respell(from: start, as: "not in") }
            return relation
        case "not":
            advance()
            noteTests(behind: word)
            return try wordRelation(isNegated: true, from: start)
        case "in", "contains", "like", "matches", "between", "starts", "ends":
            return try wordRelation(isNegated: false, from: start)
        default: return nil
        }
    }

    private mutating func relationAfterIs(from start: Int) throws(Unwinding) -> Relation {
        let isNegated = take(word: "not")
        noteTests(behind: "is")
        switch currentWord {
        case "empty":
            advance()
            return .emptiness(isNegated: isNegated)
        case "one":
            guard followingWord == "of" || isFollowedByCursor else { break }
            advance()
            try expect(word: "of", "write `is one of (\"a\", \"b\")`")
            return .comparison(.in, isNegated: isNegated, span(from: start))
        case "in":
            advance()
            respell(from: start, as: isNegated ? "not in" : "in")
            return .comparison(.in, isNegated: isNegated, span(from: start))
        case "like", "between", "contains", "matches", "starts", "ends":
            return try wordRelation(isNegated: isNegated, from: start)
        default: break
        }
        return .comparison(.equal, isNegated: isNegated, span(from: start))
    }

    private mutating func wordRelation(isNegated: Bool, from start: Int) throws(Unwinding) -> Relation {
        let symbol: ComparisonExpression.Operator
        switch currentWord {
        case "between":
            advance()
            return .between(isNegated: isNegated)
        case "in": symbol = .in
        case "contains", "contain": symbol = .contains
        case "like": symbol = .like
        case "matches", "match": symbol = .matches
        case "starts", "start", "ends", "end":
            symbol = currentWord?.hasPrefix("start") == true ? .startsWith : .endsWith
            advance()
            try expect(word: "with", "write `starts with` or `ends with`")
            return .comparison(symbol, isNegated: isNegated, span(from: start))
        default:
            throw fail(
                .expected(
                    "an operator", found: found,
                    help: ["for example `does not contain`, `not in`, `not between` or `does not start with`"], at: current.span))
        }
        advance()
        return .comparison(symbol, isNegated: isNegated, span(from: start))
    }

    private static let markOperators: [Mark: (ComparisonExpression.Operator, Bool)] = [
        .equal: (.equal, false), .doubleEqual: (.equal, false), .notEqual: (.equal, true), .angleNotEqual: (.equal, true),
        .less: (.less, false), .lessOrEqual: (.lessOrEqual, false), .greater: (.greater, false),
        .greaterOrEqual: (.greaterOrEqual, false),
    ]
}
