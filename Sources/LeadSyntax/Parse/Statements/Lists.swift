import LeadDiagnostics

/// `create list`, `ensure list`, `add` and `save`.
extension Parser {
    mutating func makeListStatement() throws(Unwinding) -> Statement.Kind {
        let first = advance()
        let word = text(of: first).lowercased()
        if at(word: "campaign") { throw fail(.notInThisVersion("\(word) campaign", at: current.span)) }
        try expect(word: "list", "write `\(word) list \"name\"`")
        if current.kind == .word || current.kind == .quotedWord {
            throw fail(.unquotedList(bareText(of: current), at: current.span))
        }
        note(word == "ensure" ? .list : .text)
        note(.variable)
        guard isAtText || current.kind == .variable else {
            throw fail(
                .expected("the list's name in quotes", found: found, help: ["for example \"Q1 law firms\""], at: current.span))
        }
        let name = try expression()
        var description: Expression?
        var kind: RowKind?
        var dates: MakeListStatement.Dates?
        while true {
            if take(word: "description") {
                description = try expression()
            } else if take(word: "of") {
                kind = try rowKind(after: "of")
            } else if take(word: "from") {
                let from = try expression()
                try expect(word: "to", "write `from 2026-01-01 to 2026-03-31`")
                dates = MakeListStatement.Dates(from: from, to: try expression())
            } else {
                break
            }
        }
        return .makeList(
            MakeListStatement(
                acceptsExisting: word == "ensure", name: name, description: description, kind: kind, dates: dates))
    }

    mutating func addStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        let set = try set(before: "to")
        try expect(word: "to", "write `add to list \"name\"`")
        if at(word: "campaign") { throw fail(.notInThisVersion("add to campaign", at: current.span)) }
        try expect(word: "list", "write `add to list \"name\"`")
        return .add(AddStatement(set: set, list: try listReference()))
    }

    mutating func saveStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        let set = try set(before: "to")
        try expect(word: "to", "write `save to contacts` or `save to list \"name\"`")
        var list: ListReference?
        if take(word: "list") {
            list = try listReference()
        } else {
            try expect(word: "contacts", "write `save to contacts` or `save to list \"name\"`")
        }
        if at(word: "tagged") { throw fail(.notInThisVersion("tagged", at: current.span)) }
        var allowsNoKey = false
        if take(word: "allow") {
            try expect(word: "no", "write `allow no key`")
            try expect(word: "key", "write `allow no key`")
            allowsNoKey = true
        }
        return .save(SaveStatement(set: set, list: list, allowsNoKey: allowsNoKey))
    }
}
