import Glibc
import LeadText

/// A terminal with line editing by libedit: emacs or vi keys by `.editrc`, history, completion, pasted blocks.
public final class EditLineTerminal: Terminal {
    /// Always true: there is a terminal at both ends.
    public let isInteractive = true
    private let output: Int32
    private let log: HistoryLog
    private let thread: ReaderThread
    private let input: Int32
    private let programs: TerminalPrograms

    /// Edits on two open terminal descriptors, which stay the caller's; nil when they are none or too simple.
    ///
    /// `type` is the value of `TERM`. The process's SIGINT, SIGWINCH and SIGCONT are the terminal's until `close`, as are
    /// SIGTERM and SIGHUP, of which the first to come ends the reading as `close` does; `endingSignal` names it then.
    public init?(
        input: Int32, output: Int32, type: String?, history: HistoryFile? = nil,
        programs: TerminalPrograms = TerminalPrograms(environment: [:])
    ) {
        guard isatty(input) == 1, isatty(output) == 1, let type, !["", "dumb"].contains(type) else { return nil }
        let thread = ReaderThread(ownsSignals: true) { wake in
            EditLineReader(input: input, output: output, type: type, wake: wake)
        }
        guard let thread else { return nil }
        self.thread = thread
        self.programs = programs
        self.input = input
        self.output = output
        log = HistoryLog(history)
    }

    deinit {
        close()
    }

    /// How many columns the output has now.
    public var width: Int {
        columns(of: output) ?? 80
    }

    /// How many rows the screen has now.
    public var height: Int? {
        rows(of: output)
    }

    /// The remembered entries, oldest first.
    public var history: [String] {
        log.entries
    }

    /// Writes `text` as it is.
    public func write(_ text: String) {
        writeAll(text, to: output)
    }

    /// Reads one line, or a pasted or recalled block of lines.
    public func readLine(prompt: String, completer: Completer?) async -> TerminalInput {
        await thread.read(ReadRequest(prompt: prompt, completer: completer, newEntries: { [log] in log.takeNew() }))
    }

    /// Reads the answer to a question: nothing that was typed before it, or stands in the history.
    public func readAnswer(prompt: String) async -> TerminalInput {
        await thread.read(ReadRequest(prompt: prompt, isQuestion: true))
    }

    /// Says what Ctrl-C does while no line is being read.
    public func onInterrupt(_ action: (@Sendable () -> Void)?) {
        guard let action else { return thread.onInterrupt(nil) }
        thread.onInterrupt { [output] in
            // The terminal has shown `^C`.
            writeAll("\n", to: output)
            action()
        }
    }

    /// Adds a whole statement to the history.
    public func remember(_ entry: String) {
        log.remember(entry)
    }

    /// Has `text` edited in the person's own editor, to which the terminal is lent meanwhile.
    public func edit(_ text: String) async -> Edited {
        await onOwnThread { [thread, programs, input, output] in
            thread.lending { programs.edit(text, input: input, output: output) }
        }
    }

    /// Shows `text` in the person's pager, to which the terminal is lent meanwhile; without one it is written as it is.
    public func page(_ text: String) {
        if !thread.lending({ programs.page(text, output: output) }) { write(text) }
    }

    /// Ends the reading and puts terminal and signals back as they were; a line being read comes back as `.end`.
    public func close() {
        thread.stop()
    }
}
