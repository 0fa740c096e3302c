public import LeadDiagnostics
import LeadModel

extension Diagnostic {
    /// A call to a provider that gave no answer that can be used: what was asked, what came of it, and what helps.
    public static func provider(_ failure: ProviderFailure, title: String, at span: Span) -> Diagnostic {
        let request = failure.requestID.map { ", request \($0)" } ?? ""
        let tried = failure.attempts > 1 ? " (tried \(failure.attempts) times)" : ""
        let asked = "asked: \(failure.call)"
        switch failure.reason {
        case .refused(let status, let code, let message):
            return Diagnostic(
                .refused, "\(title) refused: \(message) (\(status) \(code)\(request))\(tried)", at: span,
                help: [asked, advice(onStatus: status)])
        case .unsupported(let reason):
            return Diagnostic(
                .notSupported, "\(title) cannot do this: \(reason)", at: span, help: ["talk to another account: `use …`"])
        case .unauthorized(let message):
            return Diagnostic(
                .missingCredentials, "\(title) did not accept the credentials: \(message)\(request)", at: span,
                help: [asked, "this call was not carried out; the account's token is wrong there, or no longer valid"])
        case .unreadable(let reason):
            return Diagnostic(
                .unreadableAnswer, "\(title)'s answer makes no sense: \(reason)\(request)", at: span,
                help: [asked, "`--trace FILE` keeps the answer for a report"])
        case .unreachable(let reason):
            return Diagnostic(
                .unreachable, "\(title) could not be reached: \(reason)\(tried)", at: span,
                help: [asked, "this call was not sent; \(again(tried))"])
        case .unanswered(let reason):
            return Diagnostic(
                .unreachable, "\(title) gave no answer: \(reason)\(tried)", at: span,
                help: [asked, "the call changes nothing; \(again(tried))"])
        case .inDoubt(let reason):
            return Diagnostic(
                .inDoubt, "it is not known whether \(title) carried this out: \(reason)\(request)\(tried)", at: span,
                help: [asked, "look at the list before you run the script again"])
        case .overLimit(let reason):
            return Diagnostic(
                .callsUsedUp, "\(title) may not be asked now: \(reason)", at: span,
                help: [asked, "this call was not sent; run the script again then: what is there is skipped"])
        case .unrecorded(let reason):
            return Diagnostic(
                .notRecorded, "this was not recorded: \(reason)", at: span,
                help: ["run the script against the account with `--record` again, or mend what has changed in it"])
        case .interrupted: return .interrupted(at: span)
        case .unforeseen(let reason): return .unforeseen(reason, at: span)
        case .unapproved:
            return Diagnostic(
                .planOutdated, "the plan no longer holds: the script would now send \(title) something else than was planned",
                at: span, help: ["it was not sent, and the statements before it have been carried out; make the plan again"])
        case .overBudget:
            return Diagnostic(
                .overBudget, "the calls of the budget are spent, and \(title) would have been asked once more", at: span,
                help: [asked, "it was not sent; raise the `budget`, or ask for less"])
        }
    }

    private static func again(_ tried: String) -> String {
        tried.isEmpty ? "try again" : "run the script again later: what is there is skipped"
    }

    /// Whether a service that answers this may answer otherwise later.
    static func isPassing(_ status: Int) -> Bool { [408, 429, 500, 502, 503, 504].contains(status) }

    /// Whether trying again helps, and what does.
    private static func advice(onStatus status: Int) -> String {
        switch status {
        case _ where isPassing(status): "trying again later can help: what is there is skipped"
        case 300..<400:
            "trying again will not help: the service sends this call to another address, which lead does not follow"
        case 402: "trying again will not help: the account has no credits left for it"
        case 403: "trying again will not help: the account's key may not do this"
        default: "trying again will not help"
        }
    }
}
