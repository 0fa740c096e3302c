import LeadDiagnostics

/// Statements that look at rows, or at the language.
extension Parser {
    mutating func showStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        if let word = currentWord, ["campaigns", "limits", "credits", "campaign"].contains(word) {
            throw fail(.notInThisVersion("show \(word)", at: current.span))
        }
        if take(word: "lists") { return .showLists }
        let set = try set(before: "rows", "columns")
        let rows = take(word: "rows") ? try rowSpans() : []
        return .show(ShowStatement(set: set, rows: rows, columns: try columns(of: set)))
    }

    mutating func countStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        return .count(CountStatement(set: try lastSet()))
    }

    mutating func exportStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        let set = try set(before: "to")
        try expect(word: "to", "write `export to \"prospects.csv\"`")
        note(.file(.output))
        let file = try expression()
        return .export(ExportStatement(set: set, file: file, columns: try columns(of: set)))
    }

    mutating func describeStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        return .describe(try lastSet())
    }

    mutating func summarizeStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        let set = try set(before: "by")
        try expect(word: "by", "write `summarize by seniority`")
        return .summarize(SummarizeStatement(set: set, fields: try paths("the name of a field", of: set)))
    }

    mutating func planStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        note(.statement(isTopLevel: false))
        guard !isAtStatementEnd else {
            throw fail(
                .expected(
                    "the statement to be planned", found: found, help: ["for example `plan add to list \"Q1\"`"],
                    at: current.span))
        }
        let planned = try statement()
        // What a plan finds is gone behind it, but not yet at a cursor inside it.
        return isAtCursor ? planned.kind : .plan(planned)
    }

    mutating func explainStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        note(.code)
        guard case .word = current.kind else {
            throw fail(
                .expected(
                    "the code of a diagnostic", found: found, help: ["for example `explain L2003`; `help codes` lists them"],
                    at: current.span))
        }
        return .explain(try name("the code of a diagnostic"))
    }

    /// Reads `help` and a topic of one word or of several; whatever stands there is a topic, but for a block.
    mutating func helpStatement() -> Statement.Kind {
        advance()
        let start = current.span.start
        var words: [String] = []
        // The topic is the user's own text, whichever words of the language it has.
        while !isAtStatementEnd, !at(.openBrace) { words.append(text(of: advanceName())) }
        note(.topic(after: words.joined(separator: " ")))
        let text = words.joined(separator: " ").replacing(" . ", with: ".")
        let topic = Name(text: text, span: span(from: start))
        return .help(HelpStatement(topic: words.isEmpty ? nil : topic))
    }

    /// Reads the set that ends a statement; nil for `it`, written or not.
    private mutating func lastSet() throws(Unwinding) -> SetName? {
        note(.set)
        if take(word: "it") || isAtStatementEnd { return nil }
        return try name("`it` or the name of a kept set")
    }

    private mutating func columns(of set: SetName?) throws(Unwinding) -> [FieldPath] {
        guard take(word: "columns") else { return [] }
        return try paths("the name of a field", of: set)
    }
}
