import LeadDiagnostics

/// `load` with its columns.
extension Parser {
    /// Reads what follows `load`.
    mutating func loadHead() throws(Unwinding) -> LoadHead {
        note(words: "people", "companies")
        let kind = currentWord.flatMap(RowKind.init(rawValue:))
        if kind != nil { advance() }
        if at(word: "rejects") {
            throw fail(
                .notInThisVersion("load rejects", instead: "`--json` names the rows that were not written", at: current.span))
        }
        note(.file(.table))
        let source: LoadHead.Source
        if take(word: "stdin") {
            source = .standardInput
        } else if isAtText || current.kind == .variable {
            source = .file(try pathText())
        } else {
            throw fail(
                .expected(
                    "a file's path in quotes, or `stdin`", found: found,
                    help: ["for example `load \"prospects.csv\"` or `load stdin format csv`"], at: current.span))
        }
        let format = take(word: "format") ? try formatName() : nil
        return LoadHead(kind: kind, source: source, format: format, columns: take(word: "columns") ? try loadColumns() : [])
    }

    private mutating func formatName() throws(Unwinding) -> Name {
        let token = current
        note(.format)
        guard token.kind == .word else {
            throw fail(
                .expected("a format", found: found, help: ["the formats are csv, tsv, json and ndjson"], at: token.span))
        }
        advance()
        return Name(text: text(of: token).lowercased(), span: token.span)
    }

    private mutating func loadColumns() throws(Unwinding) -> [LoadHead.Column] {
        note(.mark(.openParenthesis))
        guard at(.openParenthesis) else {
            throw fail(
                .expected(
                    "`(`", found: found, help: ["write `columns (email from \"E-mail\", country = \"Germany\")`"],
                    at: current.span))
        }
        let open = advance().span
        var columns: [LoadHead.Column] = []
        try upToCursor { parser throws(Unwinding) in
            while !parser.atEnd(.closeParenthesis) {
                columns.append(try parser.nested { parser throws(Unwinding) in try parser.loadColumn() })
                guard parser.take(.comma) else { break }
            }
            try parser.close(.openParenthesis, at: open)
        }
        return columns
    }

    private mutating func loadColumn() throws(Unwinding) -> LoadHead.Column {
        let field = try path("the name of a field", as: .target)
        if take(word: "from") {
            note(.header)
            guard isAtText else {
                throw fail(
                    .expected(
                        "a header in quotes", found: found, help: ["write `\(field.text) from \"E-mail\"`"], at: current.span))
            }
            return LoadHead.Column(field: field, source: .header(try textLiteral()))
        }
        guard take(.equal) else {
            throw fail(
                .expected(
                    "`from` or `=`", found: found,
                    help: ["`\(field.text) from \"Header\"` takes a column, `\(field.text) = …` a value"], at: current.span))
        }
        return LoadHead.Column(
            field: field, source: .value(try within(.among(.headers)) { parser throws(Unwinding) in try parser.expression() }))
    }
}
