import LeadDiagnostics
import LeadModel
import LeadText

// One factory function for each thing that can be wrong with a script's names and types.

extension Diagnostic {
    /// "did you mean" with its fix, or `otherwise`.
    private static func nearest(_ name: String, among names: [String], otherwise: String, at span: Span) -> ([String], [Fix]) {
        guard let near = NearestName(among: names).name(nearest: name) else { return ([otherwise], []) }
        return (["did you mean `\(near)`?"], [Fix(replacing: span, with: near)])
    }

    static func unknownName(_ name: String, among names: [String], at span: Span) -> Diagnostic {
        if name.lowercased() == "count" {
            return Diagnostic(
                .unknownName, "`count` counts something, and does not say what", at: span,
                help: ["write `count(it)` for the current rows, or `count(NAME)` for a kept set"],
                fixes: [Fix(replacing: span, with: "count(it)")])
        }
        // No name holds a dot, so what has one is a file, an address or the like.
        if name.contains("."), NearestName(among: names).name(nearest: name) == nil {
            return Diagnostic(
                .unknownName, "`\(name)` is no variable, and text stands in quotes", at: span, help: ["write \"\(name)\""],
                fixes: [Fix(replacing: span, with: "\"\(name)\"")])
        }
        let (help, fixes) = nearest(
            name, among: names, otherwise: "set it with `let \(name) = …`, or put text into quotes: \"\(name)\"", at: span)
        return Diagnostic(.unknownName, "there is no variable and no kept set `\(name)`", at: span, help: help, fixes: fixes)
    }

    /// Something of `outcome` or `error` that these do not have.
    static func unknownPart(_ name: String, among names: [String], at span: Span) -> Diagnostic {
        let (help, fixes) = nearest(
            name, among: names, otherwise: "there is \(names.map { "`\($0)`" }.joined(separator: ", "))", at: span)
        return Diagnostic(.unknownName, "there is no `\(name)`", at: span, help: help, fixes: fixes)
    }

    static func unknownSet(_ name: String, among names: [String], at span: Span) -> Diagnostic {
        let (help, fixes) = nearest(
            name, among: names, otherwise: "keep rows under that name: `search people where … as \(name)`", at: span)
        return Diagnostic(.unknownName, "no rows are kept as `\(name)`", at: span, help: help, fixes: fixes)
    }

    static func unknownFunction(_ name: String, at span: Span) -> Diagnostic {
        let names = Function.allCases.map(\.rawValue)
        let (help, fixes) = nearest(
            name, among: names, otherwise: "the functions are \(names.map { "`\($0)`" }.joined(separator: " "))", at: span)
        return Diagnostic(.unknownFunction, "there is no function `\(name)`", at: span, help: help, fixes: fixes)
    }

    static func unknownField(_ name: String, of kind: RecordKind, isVariable: Bool, at span: Span) -> Diagnostic {
        if isVariable {
            return Diagnostic(
                .unknownField, "\(kind.rawValue) have no field `\(name)`", at: span,
                help: ["a bare name is a field here; the variable is `$\(name)`"], fixes: [Fix(replacing: span, with: "$\(name)")]
            )
        }
        let names = Vocabulary.names(of: kind)
        if names.contains("company.\(name.lowercased())") {
            return Diagnostic(
                .unknownField, "\(kind.rawValue) have no field `\(name)`\(kind == .companies ? "" : ", but their company has")",
                at: span,
                help: ["write `company.\(name.lowercased())`"],
                fixes: [Fix(replacing: span, with: "company.\(name.lowercased())")])
        }
        let (help, fixes) = nearest(name, among: names, otherwise: "the fields are \(names.joined(separator: " "))", at: span)
        return Diagnostic(.unknownField, "\(kind.rawValue) have no field `\(name)`", at: span, help: help, fixes: fixes)
    }

    static func unquotedValue(_ word: String, at span: Span) -> Diagnostic {
        if ["null", "nil", "none", "blank", "missing", "undefined"].contains(word.lowercased()) {
            return Diagnostic(
                .unknownField, "the language has no `\(word)`", at: span, help: ["a field without a value `is empty`"],
                fixes: [Fix(replacing: span, with: "empty")])
        }
        return Diagnostic(
            .unknownField, "`\(word)` is no field, and text stands in quotes", at: span, help: ["write \"\(word)\""],
            fixes: [Fix(replacing: span, with: "\"\(word)\"")])
    }

    static func unreadableField(_ name: String, provider: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .unknownField, "\(provider) gives no `\(name)`", at: span,
            help: ["it can neither be filtered nor read there; take it out"])
    }

    static func unknownValue(_ value: String, of field: String, among values: [String], isClosed: Bool, at span: Span)
        -> Diagnostic
    {
        // Another first letter is hardly a slip: who writes "c-level" does not mean `mid-level`.
        let alike = values.filter { $0.first == value.lowercased().first }
        let (help, fixes) = nearest(
            value, among: alike, otherwise: "the values are \(values.joined(separator: " "))", at: span)
        return Diagnostic(
            .unknownValue, severity: isClosed ? .error : .warning,
            isClosed ? "`\(field)` is never \"\(value)\"" : "`\(field)` is not commonly \"\(value)\"", at: span, help: help,
            fixes: fixes.map { Fix(replacing: $0.span, with: "\"\($0.replacement)\"") })
    }

    static func unknownCode(_ code: String, at span: Span) -> Diagnostic {
        let (help, fixes) = nearest(
            code.uppercased(), among: DiagnosticCode.allCases.map(\.rawValue), otherwise: "`help codes` lists them", at: span)
        return Diagnostic(.unknownValue, "no diagnostic has the code `\(code)`", at: span, help: help, fixes: fixes)
    }

    static func wrongType(_ what: String, is actual: ValueType, expected: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongType, "\(what) is \(actual.phrase), but \(expected) is needed here", at: span,
            help: [actual.hint(for: expected)])
    }

    /// Two numbers with a `-` between them, where a band was probably meant.
    static func subtractedBand(_ first: String, _ last: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongType, severity: .warning, "`\(first)-\(last)` is a subtraction, and no band", at: span,
            help: ["rows with a band are found by `between \(first) and \(last)`"])
    }

    static func incomparable(
        _ left: ValueType, _ right: ValueType, symbol: String, text: String = "", at span: Span
    ) -> Diagnostic {
        let ends = text.filter { $0 != "\"" && $0 != "'" }.split(separator: "-", omittingEmptySubsequences: false)
        let isBand = ends.count == 2 && ends.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
        let isOrder = ["is", "is not", "=", "!=", "<", "<=", ">", ">=", "between", "in", "not in", "is one of"].contains(symbol)
        let help =
            if left == .number, !isOrder {
                "`\(symbol)` is for text; numbers are compared with `is`, `<`, `>` and `between`"
            } else if left == .number, right == .text, isBand {
                "rows with this band are found by `between \(ends[0]) and \(ends[1])`"
            } else if left == .number, right == .text {
                "write the number without quotes"
            } else {
                "compare values of one kind"
            }
        return Diagnostic(.wrongType, "`\(symbol)` cannot compare \(left.phrase) with \(right.phrase)", at: span, help: [help])
    }

    static func textInSum(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongType, "`\(text)` is text, and `+` adds numbers", at: span, help: ["text is joined with `&`: \"a\" & \"b\""])
    }

    static func noCondition(_ text: String, at span: Span) -> Diagnostic {
        let isName = text.allSatisfy { $0.isLetter || $0 == "_" || $0 == "." || $0 == "$" }
        return Diagnostic(
            .wrongType, "`\(text)` is no condition", at: span,
            help: ["a condition compares, for example `\(isName ? "\(text) is not empty" : "outcome.failed is 0")`"])
    }

    static func noRows(_ statement: String, isConditional: Bool = false, at span: Span) -> Diagnostic {
        if isConditional {
            return Diagnostic(
                .noRows, "`\(statement)` needs rows, and there are some only if a block before it has run", at: span,
                help: ["find rows before the block, or in each of its branches (`else { … }`)"])
        }
        return Diagnostic(
            .noRows, "`\(statement)` needs rows, and nothing has been found yet", at: span,
            help: ["begin with `search people where …` or `open list \"…\"`"])
    }

    static func unboundedRows(_ statement: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .unboundedRows, "`\(statement)` would act on every row of the search", at: span,
            help: ["say how many before it: `select first 100`, or `select all`"])
    }

    static func countNeedsBound(condition: Span, provider: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .unboundedRows, "\(provider) cannot count this, since one condition is checked on each row", at: condition,
            label: "checked here, not at \(provider)",
            help: [
                "put `select all` before `count` to have every row read and counted here "
                    + "(\(grouped(RowLimits.read)) at most, or --max-rows N)"
            ])
    }

    static func reversedRange(lower: String, upper: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .reversedRange, "the range `\(lower)..\(upper)` runs backwards and holds no row", at: span,
            help: ["write `\(upper)..\(lower)`"], fixes: [Fix(replacing: span, with: "\(upper)..\(lower)")])
    }

    static func reversedBounds(lower: String, upper: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .reversedRange, "nothing lies between \(lower) and \(upper)", at: span, help: ["write `\(upper) and \(lower)`"],
            fixes: [Fix(replacing: span, with: "\(upper) and \(lower)")])
    }

    static func blankListName(at span: Span) -> Diagnostic {
        Diagnostic(.wrongType, "a list needs a name", at: span, help: ["put one between the quotes"])
    }

    static func reversedDates(_ first: String, _ last: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .reversedRange, "the list would end before it begins", at: span, help: ["write `from \(last) to \(first)`"])
    }

    static func divisionByZero(at span: Span) -> Diagnostic {
        Diagnostic(.wrongType, "nothing can be divided by 0", at: span, help: ["divide by another number"])
    }

    static func dateAndNumber(_ date: String, _ number: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongType, "a date moves by a duration, not by `\(number)`", at: span,
            help: ["write `\(number) days`, or another unit"], fixes: [Fix(replacing: span, with: "\(number) days")])
    }

    static func bareAlternative(_ text: String, of condition: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongType, "`\(text)` is no condition of its own", at: span,
            help: ["list the values: `\(condition)`"])
    }

    static func invalidPlace(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(.wrongType, "`\(text)` is no number of rows", at: span, help: ["rows are counted in whole numbers from 0"])
    }

    static func firstRowLeftOut(upper: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .firstRowLeftOut, severity: .note, "places count from 0, so row #0 is left out", at: span,
            help: ["write `0..\(upper)` to take it too"])
    }

    static func unknownAccount(_ name: String, among names: [String], at span: Span) -> Diagnostic {
        let (help, fixes) = nearest(
            name, among: names, otherwise: "the accounts are \(names.map { "`\($0)`" }.joined(separator: ", "))", at: span)
        return Diagnostic(.unknownAccount, "there is no account `\(name)`", at: span, help: help, fixes: fixes)
    }

    /// A provider's name, where several accounts are there.
    static func severalAccounts(_ name: String, _ accounts: [String], at span: Span) -> Diagnostic {
        let names = accounts.map { "`\($0)`" }
        return Diagnostic(
            .unknownAccount, "`\(name)` may be any of \(accounts.count) accounts: \(names.joined(separator: ", "))", at: span,
            help: ["say which one: `use \(accounts[0])`; `--profile \(accounts[0])` chooses it for `\(name)`, too"])
    }

    static func fieldWithoutRow(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .fieldWithoutRow, "`\(name)` is a field, and there is no row here", at: span,
            help: [
                "fields stand in `where`, `set`, `columns` and after `by`; in `for row in it` the field is `row.\(name)`",
                "put text into quotes: \"\(name)\"",
            ])
    }

    static func notSupported(_ statement: String, provider: String, instead: String, at span: Span) -> Diagnostic {
        Diagnostic(.notSupported, "\(provider) cannot do `\(statement)`", at: span, help: [instead])
    }

    static func unpushableLike(_ field: String, provider: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .notSupported, "\(provider) cannot search `\(field)` by likeness", at: span,
            help: ["`like` is the provider's own search; use `contains`"])
    }

    static func wrongArguments(_ function: Function, given: Int, at span: Span) -> Diagnostic {
        let count = function.signature.parameters.count
        let needs = "\(count)\(function.signature.isVariadic ? " or more" : "")"
        return Diagnostic(
            .wrongArguments, "`\(function.rawValue)` takes \(needs) value\(count == 1 ? "" : "s"), not \(given)", at: span,
            help: ["for example `\(function.signature.example)`"])
    }

    static func duplicateName(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .duplicateName, "`\(name)` is declared already", at: span, help: ["choose another name, or take one of them out"])
    }

    static func misplacedDeclaration(_ word: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .misplacedDeclaration, "`\(word)` stands before all other statements", at: span,
            help: ["move this line to the top of the script"])
    }

    static func mixedSets(at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongKind, "sets of different accounts or kinds cannot be united", at: span,
            help: ["act on each of them: `add NAME to list \"…\"`"])
    }

    static func ambiguousRows(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongKind, "which rows `\(name)` holds here depends on the way that the script took", at: span,
            help: ["keep each set under a name (`as ceos`) and say which one is meant: `with ceos`"])
    }

    static func outcomeBeforeDoing(at span: Span) -> Diagnostic {
        Diagnostic(
            .noOutcome, "there is no `outcome` before the first `add`, `save`, `update` or `remove`", at: span,
            help: ["move this line after the statement whose result it reads"])
    }

    static func invalidPattern(_ reason: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .invalidPattern, "this is no regular expression: \(reason)", at: span,
            help: ["RE2 syntax, without back-references; put it into single quotes, so that `\\` stands for itself"])
    }

    static func unknownFormat(_ file: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongType, "`\(file)` names no format by its ending", at: span,
            help: ["end it in .csv, .tsv, .json, .ndjson or .md"])
    }
}

extension ValueType {
    /// The type as a message names it.
    var phrase: String {
        switch self {
        case .text: "text"
        case .number: "a number"
        case .bool: "true or false"
        case .date: "a date"
        case .duration: "a duration"
        case .list: "a list"
        case .any: "a value"
        }
    }

    fileprivate func hint(for expected: String) -> String {
        if self == .text, expected == ValueType.number.phrase { return "write the number without quotes" }
        if expected == ValueType.duration.phrase { return "a duration has a unit, such as `30s`, `5 minutes` or `3 days`" }
        if expected == ValueType.date.phrase { return "a date is written without quotes, such as 2026-01-31" }
        return "give \(expected) instead"
    }
}
