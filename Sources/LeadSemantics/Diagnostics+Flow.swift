import LeadDiagnostics
import LeadModel
import LeadSyntax
import LeadText

// What can be wrong with blocks, commands and included files.

extension Diagnostic {
    static func unknownEdition(_ number: String, at span: Span) -> Diagnostic {
        let isNewer = Double(number).map { $0 > Double(Limits.edition) } ?? true
        let help = "`lead \(Limits.edition)` is what this one understands"
        return Diagnostic(
            .unknownEdition, "this script is written in edition \(number), and this lead knows edition \(Limits.edition)",
            at: span, help: [isNewer ? "a newer lead may run it; \(help)" : help])
    }

    static func repeatedCap(_ unit: String, at span: Span) -> Diagnostic {
        Diagnostic(.duplicateName, "the budget has a number of \(unit) already", at: span, help: ["take one of them out"])
    }

    static func invalidCap(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongType, "`\(text)` is no amount for a budget", at: span, help: ["a budget is counted in whole numbers from 0"])
    }

    static func repeatedBudget(at span: Span) -> Diagnostic {
        Diagnostic(
            .duplicateName, "the run has a budget already", at: span,
            help: ["write one line for all: `budget 200 calls, 5000 rows`"])
    }

    /// A statement that writes to an account whose profile forbids it.
    static func writeToReadOnlyAccount(_ account: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .writeWhileReadOnly, "this statement writes, and the account `\(account)` is read-only", at: span,
            help: ["its profile says `read_only = true`; `lead config path` says where"])
    }

    static func writeWhileReadOnly(at span: Span) -> Diagnostic {
        Diagnostic(
            .writeWhileReadOnly, "this statement writes, and the run is read-only", at: span,
            help: ["leave out --read-only to let it write, or take the statement out"])
    }

    // MARK: Names

    static func shadowedName(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .shadowedName, severity: .warning, "`\(name)` hides another value of this name", at: span,
            help: ["choose another name, so that it is plain which one is meant"])
    }

    static func unusedName(_ name: String, _ kind: Usage.Kind, at span: Span) -> Diagnostic {
        let plain = name.hasSuffix("(") ? String(name.dropLast()) : name
        let message =
            switch kind {
            case .parameter: "the parameter `\(plain)` is never read"
            case .variable: "the variable `\(plain)` is never read"
            case .set: "the set `\(plain)` is never used"
            case .command: "the command `\(plain)` is never called"
            }
        return Diagnostic(
            .unusedName, severity: .warning, message, at: span,
            help: ["take it out, or call it `_\(plain)` if it is meant for later"])
    }

    static func rowsAsValue(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongType, "`\(name)` is a set of rows and no value", at: span,
            help: ["`count(\(name))` is how many it holds; `for row in \(name) { … }` goes through them"])
    }

    static func rowAsValue(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongType, "`\(name)` is a row and no value", at: span, help: ["say which field of it: `\(name).email`"])
    }

    static func rowOutsideLoop(_ name: String, field: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .unknownName, "there is no row `\(name)` here, and no variable `\(name).\(field)`", at: span,
            help: ["`\(name).\(field)` is known inside `for \(name) in it { … }`; text stands in quotes"])
    }

    static func failureOutsideTry(at span: Span) -> Diagnostic {
        Diagnostic(
            .noOutcome, "there is an `error` only after a failure that `try` has caught", at: span,
            help: ["it is known inside `else { … }` of `try { … }`"])
    }

    static func wrongCount(given: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongArguments, "`count` takes 1 set or list, not \(given)", at: span, help: ["for example `count(it)`"])
    }

    static func notIterable(_ text: String, is type: ValueType, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongType, "`\(text)` is \(type.phrase), and `for` goes through a list, a range or rows", at: span,
            help: ["for example `for country in (\"Germany\", \"Austria\") { … }`, `for n in 0..3 { … }`, `for row in it { … }`"])
    }

    // MARK: Commands

    static func definitionInBlock(at span: Span) -> Diagnostic {
        Diagnostic(
            .misplacedDeclaration, "`define` stands outside of blocks", at: span,
            help: ["move it before the block; what it needs to know goes in as a parameter"])
    }

    static func takenByFunction(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .duplicateName, "`\(name)` is a function of the language", at: span, help: ["choose another name for the command"])
    }

    static func unknownCommand(_ name: String, among names: [String], at span: Span) -> Diagnostic {
        let near = NearestName(among: names).name(nearest: name)
        let isFunction = Function(rawValue: name.lowercased()) != nil || name.lowercased() == "count"
        let help =
            if let near {
                "did you mean `\(near)(…)`?"
            } else if isFunction {
                "`\(name)` is a function: print what it gives with `print \(name)(…)`"
            } else {
                "define it before this line: `define \(name)(…) { … }`"
            }
        return Diagnostic(
            .unknownCommand, "there is no command `\(name)`", at: span, help: [help],
            fixes: near.map { [Fix(replacing: span, with: $0)] } ?? [])
    }

    static func recursiveCommand(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .unknownCommand, "`\(name)` calls itself, and would never end", at: span,
            help: ["go through a list or a range with `for` instead"])
    }

    static func tooManyCalls(_ limit: Int, at span: Span) -> Diagnostic {
        Diagnostic(.tooDeep, "commands call each other more than \(limit) levels deep here", at: span, help: ["call fewer"])
    }

    static func tooManyWaysToCall(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .tooDeep, "commands call each other in too many different ways to check them all", at: span,
            help: ["call `\(name)` with values of the same types and on the same rows, or write out what it does"])
    }

    private static func form(of definition: DefineStatement) -> String {
        let parameters = definition.parameters.map { $0.value == nil ? $0.name.text : "\($0.name.text) = …" }
        return "`\(definition.name.text)(\(parameters.joined(separator: ", ")))`"
    }

    static func missingArgument(_ name: String, of definition: DefineStatement, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongArguments, "`\(definition.name.text)` needs a value for `\(name)`", at: span,
            help: ["it is called as \(form(of: definition))"])
    }

    static func unknownArgument(_ name: String?, of definition: DefineStatement, at span: Span) -> Diagnostic {
        let message =
            if let name {
                "`\(definition.name.text)` has no parameter `\(name)`"
            } else {
                "`\(definition.name.text)` takes no more than \(definition.parameters.count) value\(definition.parameters.count == 1 ? "" : "s")"
            }
        return Diagnostic(.wrongArguments, message, at: span, help: ["it is called as \(form(of: definition))"])
    }

    static func duplicateArgument(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(.wrongArguments, "`\(name)` has a value already", at: span, help: ["give each parameter one value"])
    }

    static func labelWithEqual(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongArguments, "a value is given to `\(name)` with a colon", at: span, help: ["write `\(name): …`; `=` compares"])
    }

    // MARK: Files

    static func unreadableFile(_ file: String, _ message: String, help: String, at span: Span) -> Diagnostic {
        Diagnostic(.unreadableFile, "`\(file)` \(message)", at: span, help: [help])
    }

    static func includeCycle(_ chain: [String], at span: Span) -> Diagnostic {
        Diagnostic(
            .includeCycle, "a file cannot include itself", at: span,
            help: ["the chain is \(chain.map { "`\($0)`" }.joined(separator: " includes "))"])
    }

    static func tooManyIncludes(_ limit: Int, isDeep: Bool, at span: Span) -> Diagnostic {
        Diagnostic(
            .includeCycle,
            isDeep ? "files include each other more than \(limit) levels deep" : "more than \(limit) files are included",
            at: span, help: ["put what they share into one file"])
    }
}
