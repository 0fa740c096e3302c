import LeadDiagnostics

// One factory function for each thing that can be wrong with a script's form.

extension Diagnostic {
    static func invalidEncoding(at span: Span) -> Diagnostic {
        Diagnostic(
            .invalidEncoding, "this script is not text", at: span, label: "no UTF-8 text holds this byte",
            help: ["save the file as UTF-8; a spreadsheet or a program is no script"])
    }

    static func unexpectedCharacter(_ text: String, at span: Span) -> Diagnostic {
        let hints = [
            "&&": "write `and`", "||": "write `or`", "|": "statements follow each other on lines of their own or after `;`",
            "!": "write `not`, or `!=` between two values", "$": "a variable is `$name`",
        ]
        return Diagnostic(
            .unexpectedCharacter, "`\(text)` means nothing here", at: span,
            help: [hints[text] ?? "take it out, or put text into quotes: \"…\""])
    }

    static func unclosedText(_ quote: String, at span: Span) -> Diagnostic {
        let name = quote == "`" ? "name" : "text"
        let place = quote == "\"\"\"" ? "where the text ends" : "before the end of the line"
        var help = [quote == "`" ? "put a backtick after the name" : "put `\(quote)` \(place)"]
        if quote == "\"" { help.append("text over several lines stands between \"\"\" and \"\"\"") }
        return Diagnostic(.unclosedText, "this \(name) is never closed", at: span, label: "it begins here", help: help)
    }

    static func apostropheInText(_ text: String, at span: Span, whole: Span) -> Diagnostic {
        Diagnostic(
            .unclosedText, "this apostrophe ends the text", at: span, label: "it closes the `'` before",
            help: ["text with an apostrophe stands in double quotes: \"\(text)\""],
            fixes: text.contains("\"") || text.contains("\\") || text.contains("$")
                ? [] : [.init(replacing: whole, with: "\"\(text)\"")])
    }

    static func commaBeforeClause(_ word: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .expected, "expected the place of a row, found `\(word)`", at: span,
            help: ["take out the comma before `\(word)`: another clause begins there"])
    }

    static func unfinishedLine(_ joint: String, next: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .expected, "nothing follows `\(joint)`: the next line begins a statement, `\(next)`", at: span,
            help: ["take `\(joint)` out, or write what it joins"])
    }

    static func unknownEscape(_ escape: String, at span: Span, literal: Span, raw: String) -> Diagnostic {
        Diagnostic(
            .unknownEscape, "text knows no escape `\(escape)`", at: span,
            help: ["write the text in single quotes, where every character stands for itself: '\(raw)'"],
            fixes: raw.contains("'") ? [] : [.init(replacing: literal, with: "'\(raw)'")])
    }

    static func typographicQuotes(at span: Span, content: String?) -> Diagnostic {
        let straight = content.map { "\"\($0)\"" }
        return Diagnostic(
            .typographicQuotes, "typographic quotes do not hold text", at: span,
            help: ["write straight ones" + (straight.map { ": \($0)" } ?? ": \"…\"")],
            fixes: straight.map { [.init(replacing: span, with: $0)] } ?? [])
    }

    static func thousandsSeparator(_ text: String, at span: Span) -> Diagnostic {
        let mended = String(text.map { $0 == "," ? "_" : $0 })
        return Diagnostic(
            .thousandsSeparator, "a comma separates values, so `\(text)` is no number", at: span,
            help: ["write `\(mended)`, or put a space after the comma if you mean two values"],
            fixes: [.init(replacing: span, with: mended)])
    }

    static func malformedNumber(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .malformedNumber, "`\(text)` is no number", at: span,
            help: ["numbers look like 100, 1_000, 2.5, 10k, 10M or 95%; durations like 90s; text stands in quotes"])
    }

    static func malformedUUID(at span: Span) -> Diagnostic {
        Diagnostic(
            .malformedUUID, "this is almost an id, but not quite", at: span,
            help: ["an id has 8-4-4-4-12 hexadecimal digits; copy it again, or write id \"…\" for one of another form"])
    }

    static func impossibleDate(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .impossibleDate, "there is no day `\(text)`", at: span, help: ["dates are written year-month-day, such as 2026-01-31"]
        )
    }

    static func unclosedBracket(_ mark: Mark, at span: Span) -> Diagnostic {
        let closing = (mark.closing ?? mark).rawValue
        return Diagnostic(
            .unclosedBracket, "this `\(mark.rawValue)` is never closed", at: span, help: ["put `\(closing)` where it ends"])
    }

    static func strayBracket(_ mark: Mark, at span: Span) -> Diagnostic {
        Diagnostic(.strayBracket, "this `\(mark.rawValue)` closes nothing", at: span, help: ["take it out, or open it before"])
    }

    static func unknownStatement(_ word: String, nearest: String?, at span: Span) -> Diagnostic {
        let list = StatementWord.available.map { "`\($0.rawValue)`" }.joined(separator: " ")
        return Diagnostic(
            .unknownStatement, "no statement begins with `\(word)`", at: span,
            help: nearest.map { ["did you mean `\($0)`?"] } ?? ["a statement begins with one of \(list)"],
            fixes: nearest.map { [.init(replacing: span, with: $0)] } ?? [])
    }

    static func missingLet(_ word: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .unknownStatement, "no statement begins with `\(word)`", at: span,
            help: ["a variable is set with `let \(word) = …`, a field of the rows with `set \(word) = …`"],
            fixes: [.init(replacing: span, with: "let \(word)")])
    }

    static func expected(_ what: String, found: String, help: [String] = [], at span: Span) -> Diagnostic {
        Diagnostic(.expected, "expected \(what), found \(found)", at: span, help: help)
    }

    static func mixedLogic(_ text: (and: String, or: String), at span: Span) -> Diagnostic {
        Diagnostic(
            .mixedLogic, "`and` and `or` side by side need brackets", at: span,
            help: ["write \(text.and)", "or write \(text.or)"])
    }

    /// - Parameter previousEnd: Where the line before ends that the word may be put behind; nil where there is none.
    static func leadingWord(_ word: String, at span: Span, previousEnd: Int?) -> Diagnostic {
        let place = word == "else" ? "after the `}`" : "at the end of the line before"
        return Diagnostic(
            .leadingWord, "a line cannot begin with `\(word)`", at: span, help: ["put `\(word)` \(place)"],
            fixes: previousEnd.map { [.init(replacing: Span($0..<span.end), with: " \(word)\n")] } ?? [])
    }

    static func tooDeep(at span: Span) -> Diagnostic {
        Diagnostic(
            .tooDeep, "brackets and blocks are nested deeper than \(Limits.nesting) levels here", at: span,
            help: ["take a part out into a `let` of its own"])
    }

    static func tooLong(_ what: String, limit: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .tooLong, "\(what) may not be longer than \(limit)", at: span, help: ["split it, or load the values from a file"])
    }

    static func unquotedList(_ word: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .unquotedList, "a list's name stands in quotes", at: span,
            help: ["write \"\(word)\", or $\(word) if it is a variable"], fixes: [.init(replacing: span, with: "\"\(word)\"")])
    }

    static func takenName(_ word: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .reservedName, "a statement begins with `\(word)`, so no command of yours can", at: span,
            help: ["choose another name, such as `my_\(word)`"])
    }

    static func reservedName(_ word: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .reservedName, "`\(word)` is a word of the language and no name", at: span,
            help: ["choose another name, or write it in backticks: `\(word)`"], fixes: [.init(replacing: span, with: "`\(word)`")]
        )
    }
}
