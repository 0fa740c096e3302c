import Glibc
import Synchronization

/// Where the handlers write; they run at any time on any thread, so a plain descriptor is all that they may touch.
///
/// One terminal at a time owns the process's signals.
nonisolated(unsafe) private var signalDescriptor: Int32 = -1

/// The signal that asked the process to end; 0 for none.
private let endingNumber = Atomic<Int32>(0)

/// The signal by which the process was asked to end since a terminal was opened last; nil where none was.
///
/// The terminal only ends its reading then: how the process ends is for whoever has opened it.
public var endingSignal: Int32? {
    let number = endingNumber.load(ordering: .relaxed)
    return number == 0 ? nil : number
}

/// Turns the signals of a terminal into bytes of a wake pipe for as long as the terminal is open.
struct TerminalSignals {
    private typealias Previous = (number: Int32, action: sigaction)
    private typealias Handler = @convention(c) (Int32) -> Void

    private var previous: [Previous] = []

    /// Takes over SIGINT, SIGWINCH and SIGCONT, and SIGTERM and SIGHUP unless they are ignored.
    ///
    /// On the thread that reads. Without SA_RESTART, so that a blocking call of somebody else's on the same thread ends as well.
    init(sendingTo pipe: WakePipe) {
        Self.letStop()
        // Also makes sure that no handler is the first to touch it.
        endingNumber.store(0, ordering: .relaxed)
        signalDescriptor = pipe.writeEnd
        let handlers: [(Int32, Handler)] = [
            (SIGINT, { _ in sendFromHandler(.interrupt) }), (SIGWINCH, { _ in sendFromHandler(.resize) }),
            (SIGCONT, { _ in sendFromHandler(.resume) }),
        ]
        previous = handlers.compactMap { Self.take($0, $1) }
        for number in [SIGTERM, SIGHUP] where !Self.isIgnored(number) {
            let taken = Self.take(number) { number in
                endingNumber.store(number, ordering: .relaxed)
                sendFromHandler(.end)
            }
            if let taken { previous.append(taken) }
        }
    }

    /// Gives the signals back.
    func restore() {
        previous.forEach(Self.giveBack)
        signalDescriptor = -1
    }

    /// Runs `body`, which reads a line: a request to stop is the reader's meanwhile, and one to quit nobody's.
    ///
    /// Both would leave the terminal with the modes in which a line is edited.
    static func whileReading<Result>(_ body: () -> Result) -> Result {
        let stop = isIgnored(SIGTSTP) ? nil : take(SIGTSTP) { _ in sendFromHandler(.suspend) }
        let quit = take(SIGQUIT, SIG_IGN)
        defer { [stop, quit].compactMap { $0 }.forEach(giveBack) }
        return body()
    }

    /// Stops the process as one that knows nothing of SIGTSTP; returns once it goes on.
    ///
    /// That is at once where no shell would ever continue it: the system leaves those processes running.
    static func stopProcess() {
        // Whoever calls this knows when it goes on, and needs no signal that says so.
        let previous = [SIGCONT, SIGTSTP].compactMap { take($0, SIG_DFL) }
        raise(SIGTSTP)
        previous.forEach(giveBack)
    }

    /// Lets the system stop this thread, and the process with it, also where it reaches for a terminal in the background.
    ///
    /// A thread that a pool's thread has made holds most signals back. The system then gives such a reader an error, which
    /// would end it, and lets it set the modes of a terminal that is another's.
    private static func letStop() {
        var stops = sigset_t()
        sigemptyset(&stops)
        for number in [SIGTSTP, SIGTTIN, SIGTTOU] { sigaddset(&stops, number) }
        pthread_sigmask(SIG_UNBLOCK, &stops, nil)
    }

    private static func take(_ number: Int32, _ handler: Handler?) -> Previous? {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = handler
        sigemptyset(&action.sa_mask)
        var old = sigaction()
        return sigaction(number, &action, &old) == 0 ? (number, old) : nil
    }

    private static func giveBack(_ previous: Previous) {
        var action = previous.action
        sigaction(previous.number, &action, nil)
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}

private func sendFromHandler(_ wake: Wake) {
    let saved = errno
    var byte = wake.rawValue
    _ = write(signalDescriptor, &byte, 1)
    errno = saved
}
