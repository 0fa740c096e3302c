import Glibc
import LeadText
import Synchronization

/// A terminal with line editing by libedit: emacs or vi keys by `.editrc`, history, completion, pasted blocks.
public final class EditLineTerminal: Terminal {
    /// Always true: there is a terminal at both ends.
    public let isInteractive = true
    private let output: Int32
    private let log: Mutex<HistoryLog>
    private let thread: ReaderThread

    /// Edits on two open terminal descriptors, which stay the caller's; nil when they are none or too simple.
    ///
    /// `type` is the value of `TERM`. The process's SIGINT, SIGWINCH and SIGCONT are the terminal's until `close`.
    public init?(input: Int32, output: Int32, type: String?, history: HistoryFile? = nil) {
        guard isatty(input) == 1, isatty(output) == 1, let type, !["", "dumb"].contains(type) else { return nil }
        let thread = ReaderThread(ownsSignals: true) { wake in
            EditLineReader(input: input, output: output, type: type, wake: wake)
        }
        guard let thread else { return nil }
        self.thread = thread
        self.output = output
        log = Mutex(HistoryLog(history))
    }

    deinit {
        close()
    }

    /// How many columns the output has now.
    public var width: Int {
        columns(of: output) ?? 80
    }

    /// The remembered entries, oldest first.
    public var history: [String] {
        log.withLock { $0.entries }
    }

    /// Writes `text` as it is.
    public func write(_ text: String) {
        writeAll(text, to: output)
    }

    /// Reads one line, or a pasted or recalled block of lines.
    public func readLine(prompt: String, completer: Completer?) async -> TerminalInput {
        let entries = log.withLock { $0.takeNew() }
        return await thread.read(ReadRequest(prompt: prompt, completer: completer, entries: entries))
    }

    /// Says what Ctrl-C does while no line is being read.
    public func onInterrupt(_ action: (@Sendable () -> Void)?) {
        thread.onInterrupt(action)
    }

    /// Adds a whole statement to the history.
    public func remember(_ entry: String) {
        log.withLock { $0.remember(entry) }
    }

    /// Ends the reading and puts terminal and signals back as they were; a line being read comes back as `.end`.
    public func close() {
        thread.stop()
    }
}
