import LeadDiagnostics
import LeadModel

/// Why a statement failed, before it is known where the statement stands.
enum StatementFailure: Error {
    case provider(ProviderFailure, title: String)
    case wrongValue(String, help: String)
    case noOutcome
    case expectation(String?)
    case missingList(String, title: String, near: String?, isDestination: Bool)
    case ambiguousList(String, [ListSummary])
    case listExists(String, id: String)
    case wrongListKind(String)
    case tooManyRows(Int, limit: Int)
    case tooManyRead(Int, found: Int)
    case tooManyToRead(Int, limit: Int)
    case shortPage(asked: Int, got: Int, title: String)
    case fileNotWritten(String, reason: String)
    case fileNotRead(String, reason: String, help: String)
    case overBudget(Budget.Excess)
    case unapproved(Question)
    case declined(Question)
    case failed(String)
    case stopped
    case partlyDone(done: Int, total: Int, Box)
    /// One call of several failed.
    case inBatch(CallBatch, Box)
    case interrupted
    /// A plan came to what only a run can know, such as how many rows are new.
    case unforeseen(String)
    /// A failure inside a block, which knows its own place.
    case explained(RunFailure)

    /// Holds the failure inside a failure.
    final class Box: Sendable {
        let failure: StatementFailure
        init(_ failure: StatementFailure) { self.failure = failure }
    }

    init(_ failure: EvaluationFailure) {
        self = .wrongValue(failure.message, help: failure.help)
    }

    init(_ failure: ProviderFailure, provider title: String) {
        // What an interrupted call had done before is kept.
        switch failure.reason {
        case .interrupted where failure.done == nil: self = .interrupted
        case .unforeseen(let reason): self = .unforeseen(reason)
        case .refused, .unsupported, .unauthorized, .unreadable, .unreachable, .unanswered, .inDoubt, .overLimit, .unrecorded,
            .interrupted,
            .overBudget, .unapproved:
            self = .provider(failure, title: title)
        }
    }

    /// What the failed call had done before.
    var done: ProviderFailure.Done? {
        if case .inBatch(_, let inner) = self { return inner.failure.done }
        return if case .provider(let failure, _) = self { failure.done } else { nil }
    }

    /// The failure as the user is told, at the statement that has the place.
    func explained(at span: Span, in file: String?) -> RunFailure {
        if case .explained(let failure) = self { return failure }
        let failure = explained(at: span)
        guard let file else { return failure }
        return RunFailure(failure.diagnostic.located(in: file), kind: failure.kind, status: failure.status)
    }

    private func explained(at span: Span) -> RunFailure {
        switch self {
        case .explained(let failure): failure
        case .failed(let message): RunFailure(.scriptFailed(message, at: span))
        case .stopped: RunFailure(.stopped(at: span), kind: .stopped)
        case .overBudget(let excess): RunFailure(.overBudget(excess, at: span), kind: .budget)
        case .unapproved(let question): RunFailure(.needsApproval(question.text, at: span), kind: .unapproved)
        case .declined(let question): RunFailure(.declined(question.text, at: span), kind: .declined)
        case .fileNotRead(let file, let reason, let help): RunFailure(.fileNotRead(file, reason: reason, help: help, at: span))
        case .expectation(let message): RunFailure(.expectationFailed(message, at: span), kind: .expectation)
        case .interrupted: RunFailure(.interrupted(at: span), kind: .interrupted)
        case .unforeseen(let reason): RunFailure(.unforeseen(reason, at: span), kind: .unforeseen)
        case .provider(let failure, let title):
            RunFailure(
                .provider(failure, title: title, at: span), kind: failure.kind, status: failure.status)
        case .wrongValue(let message, let help): RunFailure(.wrongValue(message, help: help, at: span))
        case .noOutcome: RunFailure(.noOutcome(at: span))
        case .missingList(let name, let title, let near, let isDestination):
            RunFailure(.missingList(name, title: title, near: near, isDestination: isDestination, at: span))
        case .ambiguousList(let name, let lists): RunFailure(.ambiguousList(name, lists, at: span))
        case .listExists(let name, let id): RunFailure(.listExists(name, id: id, at: span))
        case .wrongListKind(let name): RunFailure(.wrongListKind(name, at: span))
        case .tooManyRows(let count, let limit): RunFailure(.tooManyRows(count, limit: limit, at: span))
        case .tooManyRead(let limit, let found): RunFailure(.tooManyRead(limit, found: found, at: span))
        case .tooManyToRead(let total, let limit): RunFailure(.tooManyToRead(total, limit: limit, at: span))
        case .shortPage(let asked, let got, let title): RunFailure(.shortPage(asked: asked, got: got, title: title, at: span))
        case .fileNotWritten(let file, let reason): RunFailure(.fileNotWritten(file, reason: reason, at: span))
        case .partlyDone(let done, let total, let inner):
            inner.failure.explained(at: span)
                .beginning("\(done) of \(total) rows were sent before it failed; running the script again skips them")
        case .inBatch(let batch, let inner):
            inner.failure.explained(at: span).beginning(batch.spoken)
        }
    }
}

extension ProviderFailure {
    fileprivate var status: Int? {
        if case .refused(let status, _, _) = reason { status } else { nil }
    }

    fileprivate var kind: RunFailure.Kind {
        switch reason {
        case .unauthorized: .unauthorized
        case .overBudget, .overLimit: .budget
        case .interrupted: .interrupted
        case .unforeseen: .unforeseen
        // A service that asks for patience may ask for more than any attempt waits.
        case .refused(429, _, _), .refused(503, _, _): .exhausted
        case .refused(let status, _, _): attempts > 1 && Diagnostic.isPassing(status) ? .exhausted : .failed
        case .unreachable, .unanswered: attempts > 1 ? .exhausted : .failed
        case .unsupported, .unreadable, .inDoubt, .unrecorded, .unapproved: .failed
        }
    }
}

extension RunFailure {
    /// The failure with a word before the help that it has.
    fileprivate func beginning(_ note: String) -> RunFailure {
        let told = Diagnostic(
            diagnostic.code, severity: diagnostic.severity, diagnostic.message, at: diagnostic.span, label: diagnostic.label,
            help: [note] + diagnostic.help, fixes: diagnostic.fixes)
        return RunFailure(diagnostic.file.map(told.located) ?? told, kind: kind, status: status)
    }
}

/// Which of several calls one was, and what it carried or asked for.
struct CallBatch {
    /// What the calls are: calls that write, or the pages of a set.
    enum Unit: String {
        case call, page
    }

    let unit: Unit
    /// Its number, from 1.
    let number: Int
    /// How many there are.
    let count: Int
    /// The places of its rows among those that are written, or read.
    let rows: Range<Int>

    var spoken: String {
        "it was \(unit.rawValue) \(number) of \(count), with the rows #\(rows.lowerBound) to #\(max(rows.lowerBound, rows.upperBound - 1))"
    }
}
