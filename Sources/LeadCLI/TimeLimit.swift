import LeadDiagnostics
import LeadModel
import LeadRuntime
import Synchronization

/// The time that a whole run may take: what is under way when it is over is cancelled as by Ctrl-C.
final class TimeLimit: Sendable {
    private let limit: TimeSpan?
    private let clock: any Clock<Duration>
    private let over = Mutex(false)

    /// - Parameter limit: Nil for as long as it takes.
    init(_ limit: TimeSpan?, _ clock: any Clock<Duration>) {
        self.limit = limit
        self.clock = clock
    }

    /// Whether the time was over before the run was.
    var isOver: Bool { over.withLock { $0 } }

    /// Does something within the time.
    func running<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) async -> Result {
        guard let limit else { return await body() }
        let work = Task { await body() }
        let timer = Task {
            guard (try? await clock.sleep(for: limit.duration)) != nil else { return }
            over.withLock { $0 = true }
            work.cancel()
        }
        defer { timer.cancel() }
        return await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            work.cancel()
        }
    }

    /// What is told of a failure, and the exit code: an interrupt that comes of the time is a budget's.
    func told(_ failure: RunFailure) -> (diagnostic: Diagnostic, code: ExitCode) {
        guard isOver, failure.kind == .interrupted else { return (failure.diagnostic, ExitCode(failure.kind)) }
        let told = Diagnostic.outOfTime(limit?.text ?? "no time", failure.diagnostic)
        return (failure.diagnostic.file.map(told.located) ?? told, .overBudget)
    }
}

extension Diagnostic {
    /// The time that the whole run may take is over; what was interrupted says what had been done.
    fileprivate static func outOfTime(_ limit: String, _ interrupt: Diagnostic) -> Diagnostic {
        Diagnostic(
            .outOfTime, "the time of the run is over: it may take \(limit)", at: interrupt.span,
            help: interrupt.help + ["--timeout gives it more time"])
    }
}
