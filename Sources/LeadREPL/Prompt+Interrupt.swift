import Dispatch
import LeadModel
import LeadRuntime
import LeadSemantics
import LeadTerminal
import Synchronization

/// Ctrl-C while something runs.
extension Prompt {
    /// Runs `body`, which Ctrl-C cancels; what it tells goes to the sink that it is given.
    ///
    /// Where it does not end soon then, or on a second Ctrl-C, it is left behind: nil.
    func interruptible<Result: Sendable>(
        _ body: @escaping @Sendable (_ events: any EventSink) async -> Result
    ) async -> Result? {
        let events = RunSink(to: report)
        let patience = surroundings.patience
        let result = await withCheckedContinuation { (continuation: CheckedContinuation<Result?, Never>) in
            let race = Race(continuation)
            // First of all, since the body may be waiting for an answer before its task is known here.
            terminal.onInterrupt {
                guard race.cancel() else { return race.end(with: nil) }
                Task {
                    await patience()
                    race.end(with: nil)
                }
            }
            race.begin(Task(executorPreference: RunExecutor()) { race.end(with: await body(events)) })
        }
        terminal.onInterrupt(nil)
        // What is left behind may go on for a while; nobody wants to read of it between later lines.
        events.close()
        report.endLine()
        return result
    }

    /// Says what is known of a statement that was left behind.
    func tellLeft(_ program: Program) {
        terminal.write("interrupted: what was under way was left behind\n")
        if program.mayWrite { tellDoubt() }
    }

    /// Says that a write may have happened, and how to find out.
    func tellDoubt() {
        terminal.write(
            "note: what was being written may or may not have been carried out; `show lists` and `open list NAME` say what is "
                + "there\nhelp: run the statement again: what is there is skipped\n")
    }
}

/// What a run tells, until the prompt leaves it behind.
final class RunSink: EventSink {
    private let report: any EventSink
    private let isOpen = Mutex(true)

    init(to report: any EventSink) {
        self.report = report
    }

    func receive(_ event: RunEvent) {
        // Under the lock: a pager that has just been opened is left before the prompt comes back.
        isOpen.withLock { isOpen in
            if isOpen { report.receive(event) }
        }
    }

    func close() {
        isOpen.withLock { $0 = false }
    }
}

/// A thread of its own for a run: one that is left behind while it calculates must not keep the prompt from its own.
private final class RunExecutor: TaskExecutor {
    private let queue = DispatchQueue(label: "lead.run")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// A wait for a task, which the task's end or somebody's impatience ends.
private final class Race<Result: Sendable>: Sendable {
    private struct State {
        var continuation: CheckedContinuation<Result?, Never>?
        var task: Task<Void, Never>?
        var isCancelled = false
    }

    private let state: Mutex<State>

    init(_ continuation: CheckedContinuation<Result?, Never>) {
        state = Mutex(State(continuation: continuation))
    }

    func begin(_ task: Task<Void, Never>) {
        let isCancelled = state.withLock { state in
            state.task = task
            return state.isCancelled
        }
        if isCancelled { task.cancel() }
    }

    /// Cancels the task; false where that has been done before.
    func cancel() -> Bool {
        let (isFirst, task) = state.withLock { state in
            defer { state.isCancelled = true }
            return (!state.isCancelled, state.task)
        }
        task?.cancel()
        return isFirst
    }

    func end(with result: Result?) {
        state.withLock { $0.continuation.take() }?.resume(returning: result)
    }
}
