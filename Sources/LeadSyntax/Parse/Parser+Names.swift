import LeadDiagnostics

extension Parser {
    /// Reads a name that the user chooses or has chosen: a word, `` `word` `` or `$word`.
    mutating func name(_ what: String) throws(Unwinding) -> Name {
        let token = current
        switch token.kind {
        case .word:
            let word = text(of: token)
            guard !Keywords.reserved.contains(word.lowercased()) else { throw fail(.reservedName(word, at: token.span)) }
            advanceName()
            return Name(text: word, span: token.span)
        case .quotedWord, .variable:
            advance()
            return Name(text: bareText(of: token), span: token.span)
        default: throw fail(.expected(what, found: found, at: token.span))
        }
    }

    /// The text of a name without backticks and `$`.
    func bareText(of token: Token) -> String {
        let text = text(of: token)
        switch token.kind {
        case .quotedWord: return String(text.dropFirst().dropLast())
        case .variable: return String(text.dropFirst())
        default: return text
        }
    }

    /// Reads a dotted name such as `company.employees`.
    mutating func path(_ what: String) throws(Unwinding) -> FieldPath {
        let start = current.span.start
        guard current.kind == .quotedWord || current.kind == .word, !isAtReservedWord else {
            if isAtReservedWord { throw fail(.reservedName(text(of: current), at: current.span)) }
            throw fail(.expected(what, found: found, at: current.span))
        }
        // The token first: a call on the parser that has the parser's change as its argument would copy the noted names.
        var part = advanceName()
        var text = bareText(of: part)
        while at(.dot), current.span.start == previousEnd, following.kind == .word || following.kind == .quotedWord {
            advance()
            part = advanceName()
            text += "." + bareText(of: part)
        }
        return FieldPath(text: text, span: span(from: start))
    }

    var isAtReservedWord: Bool {
        currentWord.map { Keywords.reserved.contains($0) } ?? false
    }

    mutating func paths(_ what: String) throws(Unwinding) -> [FieldPath] {
        try separated { parser throws(Unwinding) in try parser.path(what) }
    }

    /// Reads one or more items with commas between them.
    mutating func separated<Item>(_ item: (inout Parser) throws(Unwinding) -> Item) throws(Unwinding) -> [Item] {
        var items = [try item(&self)]
        while take(.comma) { items.append(try item(&self)) }
        return items
    }

    /// Reads the name of a kept set where one stands before `keyword`; nil where `keyword` stands at once, or for `it`.
    mutating func set(before keywords: String...) throws(Unwinding) -> SetName? {
        if let word = currentWord, keywords.contains(word), followingWord.map({ !keywords.contains($0) }) ?? true { return nil }
        if isAtStatementEnd || take(word: "it") { return nil }
        return try name("`\(keywords.first ?? "it")` or the name of a kept set")
    }

    /// Reads `"name"`, `id "abc-123"`, a UUID or `$x`.
    mutating func listReference() throws(Unwinding) -> ListReference {
        let token = current
        let reference: ListReference
        switch token.kind {
        case .text: reference = .named(try textLiteral())
        case .variable:
            advance()
            reference = .named(.variable(Name(text: bareText(of: token), span: token.span)))
        case .uuid: reference = .id(try expression())
        case .word where at(word: "id") && following.startsValue:
            advance()
            reference = .id(try expression())
        case .word, .quotedWord: throw fail(.unquotedList(bareText(of: token), at: token.span))
        default:
            throw fail(
                .expected("the name of a list in quotes", found: found, help: ["for example \"Q1 law firms\""], at: token.span))
        }
        if at(word: "at") {
            throw fail(
                .notInThisVersion("at PROFILE", instead: "a list of the account named by `use` needs no `at`", at: current.span))
        }
        return reference
    }
}

extension Token {
    /// Whether a value can begin with it.
    var startsValue: Bool {
        switch kind {
        case .word, .quotedWord, .variable, .text, .number, .duration, .date, .uuid, .mark(.openParenthesis): true
        case .mark, .lineEnd, .space, .comment, .invalid, .end: false
        }
    }
}
