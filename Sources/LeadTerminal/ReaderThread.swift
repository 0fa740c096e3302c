import Glibc
import Synchronization

/// One line to be read.
struct ReadRequest: Sendable {
    let prompt: String
    /// Whether a question is to be answered, to which nothing belongs that was typed before it.
    var isQuestion = false
    var completer: Completer?
    /// Gives what was remembered since the last line; asked once the prompt is drawn, for it may take a while.
    var newEntries: @Sendable () -> [String] = { [] }
}

/// Reads lines by blocking; made, used and closed on one thread only.
protocol LineReader: AnyObject {
    func read(_ request: ReadRequest) -> TerminalInput
    func close()
}

/// A thread on which one reader blocks, so that no thread of the concurrency pool has to.
final class ReaderThread: Sendable {
    private struct State {
        var request: ReadRequest?
        var continuation: CheckedContinuation<TerminalInput, Never>?
        var interruptAction: (@Sendable () -> Void)?
        var isStopped = false
        var isLent = false
    }

    private final class Start: Sendable {
        let thread: ReaderThread
        let makeReader: @Sendable (WakePipe) -> (any LineReader)?

        init(_ thread: ReaderThread, _ makeReader: @escaping @Sendable (WakePipe) -> (any LineReader)?) {
            self.thread = thread
            self.makeReader = makeReader
        }
    }

    private let state = Mutex(State())
    private let handle = Mutex<pthread_t?>(nil)
    private let wake: WakePipe
    private let ownsSignals: Bool

    /// Nil when the system gives neither a pipe nor a thread.
    init?(ownsSignals: Bool, makeReader: @escaping @Sendable (WakePipe) -> (any LineReader)?) {
        guard let wake = WakePipe() else { return nil }
        self.wake = wake
        self.ownsSignals = ownsSignals
        let start = Unmanaged.passRetained(Start(self, makeReader))
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                let start = Unmanaged<Start>.fromOpaque(context).takeRetainedValue()
                start.thread.run(start.makeReader)
                return nil
            }, start.toOpaque())
        guard status == 0 else {
            start.release()
            return nil
        }
        handle.withLock { $0 = thread }
    }

    /// Reads one line on the thread; after `stop` the answer is `.end`.
    func read(_ request: ReadRequest) async -> TerminalInput {
        await withCheckedContinuation { continuation in
            let refusal: TerminalInput? = state.withLock { state in
                if state.isStopped { return .end }
                // Somebody else reads a line: what was left behind must not end the prompt.
                guard state.continuation == nil else { return .interrupted }
                state.request = request
                state.continuation = continuation
                return nil
            }
            if let refusal { continuation.resume(returning: refusal) } else { wake.send(.request) }
        }
    }

    func onInterrupt(_ action: (@Sendable () -> Void)?) {
        state.withLock { $0.interruptAction = action }
    }

    /// Runs `body`, during which Ctrl-C is meant for the program that has the terminal then.
    func lending<Result>(_ body: () -> Result) -> Result {
        state.withLock { $0.isLent = true }
        defer { state.withLock { $0.isLent = false } }
        return body()
    }

    /// Ends the thread, and a line that is being read with it; returns once the terminal is as it was before.
    func stop() {
        guard let thread = handle.withLock({ $0.take() }) else { return }
        wake.send(.stop)
        pthread_join(thread, nil)
    }

    deinit {
        // Not in `stop`: another thread may be about to write, and the descriptor could be somebody else's by then.
        wake.close()
    }

    private func run(_ makeReader: @Sendable (WakePipe) -> (any LineReader)?) {
        let signals = ownsSignals ? TerminalSignals(sendingTo: wake) : nil
        let reader = makeReader(wake)
        loop: while true {
            switch wake.wait() {
            case .request:
                guard let request = state.withLock({ $0.request.take() }) else { continue }
                let read = { reader?.read(request) ?? .end }
                resume(with: ownsSignals ? TerminalSignals.whileReading(read) : read())
            case .interrupt: state.withLock({ $0.isLent ? nil : $0.interruptAction })?()
            case .suspend: TerminalSignals.stopProcess()
            case .end:
                // What runs is to give up; whoever asks for a line then learns that there are no more.
                state.withLock { $0.interruptAction }?()
                break loop
            case .stop: break loop
            case .resize, .resume, .input: continue
            }
        }
        reader?.close()
        signals?.restore()
        state.withLock { $0.isStopped = true }
        resume(with: .end)
    }

    private func resume(with input: TerminalInput) {
        state.withLock { $0.continuation.take() }?.resume(returning: input)
    }
}
