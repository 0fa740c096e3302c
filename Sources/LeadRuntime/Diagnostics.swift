import LeadDiagnostics
import LeadModel

// One factory function for each thing that can go wrong while a script runs.

extension Diagnostic {
    static func expectationFailed(_ message: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .expectationFailed, message ?? "this was expected, and is not so", at: span,
            help: ["the statements before it have been carried out; nothing after it has"])
    }

    static func interrupted(at span: Span) -> Diagnostic {
        Diagnostic(
            .interrupted, "interrupted before this statement was done", at: span,
            help: ["run the script again; what is there is skipped"])
    }

    static func wrongValue(_ message: String, help: String, at span: Span) -> Diagnostic {
        Diagnostic(.wrongValue, message, at: span, help: [help])
    }

    static func noOutcome(at span: Span) -> Diagnostic {
        Diagnostic(
            .noOutcome, "there is no `outcome` yet", at: span,
            help: ["it is known after the first `add`, `save`, `update` or `remove` that has run"])
    }

    static func missingList(
        _ name: String, title: String, near: String?, isDestination: Bool, at span: Span
    ) -> Diagnostic {
        Diagnostic(
            .missingList, "\(title) has no list \"\(name)\"", at: span,
            help: (near.map { ["did you mean \"\($0)\"?"] } ?? [])
                + [isDestination ? "make it before: `ensure list \"\(name)\"`" : "`show lists` says which lists there are"])
    }

    static func ambiguousList(_ name: String, _ lists: [ListSummary], at span: Span) -> Diagnostic {
        let choices = lists.map { "\"\($0.name)\" is id \"\($0.id)\"" }.joined(separator: ", ")
        let isCase = lists.allSatisfy { $0.name != name }
        return Diagnostic(
            .ambiguousList, isCase ? "no list is called \"\(name)\" to the letter" : "several lists are called \"\(name)\"",
            at: span,
            help: ["\(choices); write the one you mean as `list id \"…\"`"])
    }

    static func listExists(_ name: String, id: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .listExists, "there is a list \"\(name)\" already, id \"\(id)\"", at: span,
            help: ["`ensure list \"\(name)\"` takes it as it is"])
    }

    static func wrongListKind(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongListKind, "the list \"\(name)\" holds companies, and these rows are people", at: span,
            help: ["add them to a list of people: `ensure list \"…\"` makes one"])
    }

    static func tooManyRows(_ count: Int, limit: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .tooManyRows, "this would write \(count) rows, and more than \(limit) must be asked for", at: span,
            help: ["this statement sent nothing; name the rows (`select rows 0..\(count)`), or pass --max-rows \(count)"])
    }

    static func tooManyRead(_ limit: Int, found: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .tooManyRows, "\(limit) rows were read, \(found) of them fit, and there are more", at: span,
            help: [
                "this statement wrote nothing; use a condition that the service can filter by",
                "or name the rows (`select rows 0..\(limit)`), or pass --max-rows N to read more",
            ])
    }

    static func tooManyToRead(_ total: Int, limit: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .tooManyRows, "this would read \(total) rows, and more than \(limit) must be asked for", at: span,
            help: [
                "use a condition that the service can filter by, or name the rows (`select rows 0..\(limit)`)",
                "or pass --max-rows \(total)",
            ])
    }

    static func shortPage(asked: Int, got: Int, title: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .unreadableAnswer, "\(title) gave a page of \(got) rows where \(asked) were asked for, and says that there are more",
            at: span, help: ["rows would be lost, so nothing further was read; `--trace FILE` keeps the answer for a report"])
    }

    static func fileNotWritten(_ file: String, reason: String, at span: Span) -> Diagnostic {
        Diagnostic(.fileNotWritten, "`\(file)` could not be written: \(reason)", at: span, help: ["choose another path"])
    }

    static func fileNotRead(_ file: String, reason: String, help: String, at span: Span) -> Diagnostic {
        Diagnostic(.fileNotRead, "`\(file)` could not be read: \(reason)", at: span, help: [help])
    }

    static func scriptFailed(_ message: String, at span: Span) -> Diagnostic {
        Diagnostic(.scriptFailed, message, at: span, help: ["the script says so itself; nothing after this line has run"])
    }

    /// What ends a script that has not failed; nobody is told.
    static func stopped(at span: Span) -> Diagnostic {
        Diagnostic(.scriptFailed, severity: .note, "the script ends here", at: span)
    }

    static func overBudget(_ excess: Budget.Excess, at span: Span) -> Diagnostic {
        let unit = excess.cap == 1 ? String(excess.what.dropLast()) : excess.what
        return Diagnostic(
            .overBudget,
            "the budget of \(excess.cap) \(unit) is too small: \(excess.used) spent, and this would take \(excess.needed) more",
            at: span,
            help: ["it was not sent; raise the `budget`, or ask for less"])
    }

    /// What ends a plan that has not failed; nobody is told.
    static func unforeseen(_ reason: String, at span: Span) -> Diagnostic {
        Diagnostic(.scriptFailed, severity: .note, "only the run can know \(reason)", at: span)
    }

    static func needsApproval(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .needsApproval, "\(text), and nobody can be asked here", at: span,
            help: ["nothing of it was done; `--yes` agrees to it beforehand"])
    }

    static func declined(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .declined, "\(text): not done, since nobody agreed", at: span,
            help: ["the statements before it have been carried out"])
    }
}
