import LeadDiagnostics

extension Parser {
    /// Reads a name that the user chooses or has chosen: a word, `` `word` `` or `$word`.
    mutating func name(_ what: String, as expectation: Expectation = .name) throws(Unwinding) -> Name {
        note(expectation)
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
        default:
            throw fail(
                .expected(
                    what, found: found, help: ["a name is one word of letters, digits and `_`, without quotes"], at: token.span))
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
    mutating func path(
        _ what: String, as use: Expectation.FieldUse = .column, of rows: SetName? = nil
    ) throws(Unwinding) -> FieldPath {
        note(.field(use, of: rows.map { .set($0.text) } ?? .it))
        let start = current.span.start
        guard current.kind == .quotedWord || current.kind == .word, !isAtReservedWord else {
            if isAtReservedWord { throw fail(.reservedName(text(of: current), at: current.span)) }
            throw fail(
                .expected(
                    what, found: found, help: ["a field is written like `title` or `company.name`, without quotes"],
                    at: current.span))
        }
        // Taken in a line of its own: `self` would be copied, names and all, to be read while it changes.
        let first = advanceName()
        var text = bareText(of: first)
        while at(.dot), current.span.start == previousEnd, following.kind == .word || following.kind == .quotedWord {
            advance()
            let part = advanceName()
            text += "." + bareText(of: part)
        }
        return FieldPath(text: text, span: span(from: start))
    }

    var isAtReservedWord: Bool {
        currentWord.map { Keywords.reserved.contains($0) } ?? false
    }

    mutating func paths(
        _ what: String, as use: Expectation.FieldUse = .column, of rows: SetName? = nil
    ) throws(Unwinding) -> [FieldPath] {
        try separated { parser throws(Unwinding) in try parser.path(what, as: use, of: rows) }
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
        note(.set)
        if take(word: "it") || isAtStatementEnd { return nil }
        return try name("`\(keywords.first ?? "it")` or the name of a kept set", as: .set)
    }

    /// Reads `"name"`, `id "abc-123"`, a UUID or `$x`.
    mutating func listReference() throws(Unwinding) -> ListReference {
        let token = current
        note(.list)
        note(.word("id"))
        let form: ListReference.Form
        let value: Expression
        switch token.kind {
        case .text: (form, value) = (.name, try textLiteral())
        case .variable: (form, value) = (.name, try variable())
        case .uuid: (form, value) = (.id, try expression())
        case .word where at(word: "id") && isFollowedByValue:
            advance()
            try noteCount()
            (form, value) = (.id, try expression())
        case .word, .quotedWord: throw fail(.unquotedList(bareText(of: token), at: token.span))
        default:
            throw fail(
                .expected("the name of a list in quotes", found: found, help: ["for example \"Q1 law firms\""], at: token.span))
        }
        let account = take(word: "at") ? try name("the name of an account", as: .account) : nil
        return ListReference(form: form, value: value, account: account)
    }

    /// Reads lists; a comma behind which another kind of item begins belongs to no list.
    mutating func listReferences() throws(Unwinding) -> [ListReference] {
        var lists = [try listReference()]
        note(.mark(.comma))
        while at(.comma), !followingBeginsItem || followingWord == "id" || following.kind == .uuid {
            guard following.kind != .word || followingWord == "id" else { break }
            advance()
            if isAmongItems { noteItems() }
            lists.append(try listReference())
            note(.mark(.comma))
        }
        return lists
    }

    /// Reads `$name`, or `$row.field` for a variable that holds a row.
    mutating func variable() throws(Unwinding) -> Expression {
        let start = current.span.start
        let first = advance()
        var text = bareText(of: first)
        while at(.dot), current.span.start == previousEnd, following.kind == .word || following.kind == .quotedWord {
            advance()
            let part = advanceName()
            text += "." + bareText(of: part)
        }
        return .variable(Name(text: text, span: span(from: start)))
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
