import LeadDiagnostics

/// `suppress`, `update`, `remove`, `delete`.
extension Parser {
    mutating func suppressStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        let source: SuppressStatement.Source
        if take(word: "file") {
            source = .file(try pathText())
        } else if take(word: "list") {
            source = .lists(try listReferences())
        } else {
            throw fail(
                .expected(
                    "`file` or `list`", found: found,
                    help: ["for example `suppress list \"Customers\"` or `suppress file \"do-not-contact.csv\" by email`"],
                    at: current.span))
        }
        let keys = take(word: "by") ? try paths("a field to match by", as: .key) : []
        if keys.isEmpty, case .file = source { throw fail(missingKeys) }
        var allowsUnknown = false
        if take(word: "allow") {
            try expect(word: "unknown", "write `allow unknown`")
            allowsUnknown = true
        }
        return .suppress(SuppressStatement(source: source, keys: keys, allowsUnknown: allowsUnknown))
    }

    /// What is said where a file is compared without a word on which of its columns counts.
    var missingKeys: Diagnostic {
        .expected(
            "`by`", found: found, help: ["say how rows are recognised: `by email`, or `by email, domain`"], at: current.span)
    }

    /// Reads the path of a file: text, or a variable that holds it.
    mutating func pathText() throws(Unwinding) -> Expression {
        note(.file(.table))
        guard isAtText || current.kind == .variable else {
            throw fail(
                .expected("a file's path in quotes", found: found, help: ["for example \"prospects.csv\""], at: current.span))
        }
        return try expression()
    }

    mutating func updateStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        try expect(word: "contacts", "write `update contacts by email`")
        try expect(word: "by", "write `update contacts by email`")
        let key = try path("the field that contacts are recognised by", as: .updateKey)
        var fillsEmptyOnly = false
        if take(word: "fill") {
            try expect(word: "empty", "write `fill empty only`")
            try expect(word: "only", "write `fill empty only`")
            fillsEmptyOnly = true
        }
        return .update(UpdateStatement(key: key, fillsEmptyOnly: fillsEmptyOnly))
    }

    mutating func removeStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        let set = try set(before: "from")
        try expect(word: "from", "write `remove from list \"name\"`")
        try expect(word: "list", "write `remove from list \"name\"`")
        return .remove(RemoveStatement(set: set, list: try listReference()))
    }

    mutating func deleteStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        try expect(word: "list", "only lists are deleted: write `delete list \"name\"`")
        return .deleteList(try listReference())
    }
}
