import LeadDiagnostics

/// `show`, `count` and `export`.
extension Parser {
    mutating func showStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        if let word = currentWord, ["lists", "campaigns", "limits", "credits", "campaign"].contains(word) {
            throw fail(.notInThisVersion("show \(word)", at: current.span))
        }
        let set = try set(before: "rows", "columns")
        let rows = take(word: "rows") ? try rowSpans() : []
        return .show(ShowStatement(set: set, rows: rows, columns: try columns()))
    }

    mutating func countStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        return .count(CountStatement(set: isAtStatementEnd ? nil : try set(before: "it")))
    }

    mutating func exportStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        let set = try set(before: "to")
        try expect(word: "to", "write `export to \"prospects.csv\"`")
        let file = try expression()
        return .export(ExportStatement(set: set, file: file, columns: try columns()))
    }

    private mutating func columns() throws(Unwinding) -> [FieldPath] {
        guard take(word: "columns") else { return [] }
        return try paths("the name of a field")
    }
}
