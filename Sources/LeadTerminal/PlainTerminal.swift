import Glibc
import Synchronization

/// A terminal without line editing: for `TERM=dumb`, pipes and files.
///
/// A prompt is written only where a person types.
public final class PlainTerminal: Terminal {
    /// Whether both ends are a terminal.
    public let isInteractive: Bool
    /// Always nil: what shows plain lines may be anything.
    public let height: Int? = nil
    private let input: Int32
    private let output: Int32
    private let programs: TerminalPrograms
    private let fallbackWidth: Int
    private let log: HistoryLog
    private let thread: ReaderThread?

    /// Reads from and writes to two open descriptors, which stay the caller's.
    public init(
        input: Int32, output: Int32, fallbackWidth: Int = 80, history: HistoryFile? = nil,
        programs: TerminalPrograms = TerminalPrograms(environment: [:])
    ) {
        let isInteractive = isatty(input) == 1 && isatty(output) == 1
        self.isInteractive = isInteractive
        (self.input, self.output) = (input, output)
        self.programs = programs
        self.fallbackWidth = fallbackWidth
        log = HistoryLog(isInteractive ? history : nil)
        thread = ReaderThread(ownsSignals: isInteractive) { wake in
            PlainReader(input: input, output: isInteractive ? output : nil, wake: wake)
        }
    }

    deinit {
        close()
    }

    /// How many columns the output has now.
    public var width: Int {
        columns(of: output) ?? fallbackWidth
    }

    /// The remembered entries, oldest first.
    public var history: [String] {
        log.entries
    }

    /// Writes `text` as it is.
    public func write(_ text: String) {
        writeAll(text, to: output)
    }

    /// Reads one line; without editing there is no completion.
    public func readLine(prompt: String, completer: Completer?) async -> TerminalInput {
        await thread?.read(ReadRequest(prompt: prompt)) ?? .end
    }

    /// Reads the answer to a question: nothing that was typed before it.
    public func readAnswer(prompt: String) async -> TerminalInput {
        await thread?.read(ReadRequest(prompt: prompt, isQuestion: true)) ?? .end
    }

    /// Says what Ctrl-C does while no line is being read.
    public func onInterrupt(_ action: (@Sendable () -> Void)?) {
        thread?.onInterrupt(action)
    }

    /// Adds a whole statement to the history.
    public func remember(_ entry: String) {
        log.remember(entry)
    }

    /// Has `text` edited in the person's own editor, where a person sits there.
    public func edit(_ text: String) async -> Edited {
        guard isInteractive, let thread else { return .failed("an editor needs a terminal") }
        return await onOwnThread { [programs, input, output] in
            thread.lending { programs.edit(text, input: input, output: output) }
        }
    }

    /// Writes `text` as it is.
    public func page(_ text: String) {
        write(text)
    }

    /// Ends the reading and gives the process its signals back.
    public func close() {
        thread?.stop()
    }
}

/// Reads lines as they come.
private final class PlainReader: LineReader {
    private let input: Int32
    private let output: Int32?
    private let wake: WakePipe
    private var pending: [UInt8] = []
    private var isAtEnd = false

    init(input: Int32, output: Int32?, wake: WakePipe) {
        self.input = input
        self.output = output
        self.wake = wake
    }

    func read(_ request: ReadRequest) -> TerminalInput {
        if request.isQuestion, output != nil {
            pending = []
            tcflush(input, TCIFLUSH)
        }
        if let output { writeAll(request.prompt, to: output) }
        while true {
            if let end = pending.firstIndex(of: 0x0A) { return take(through: end) }
            if isAtEnd { return pending.isEmpty ? .end : take(through: pending.count) }
            switch wake.wait(for: input) {
            case .input: fill()
            case .interrupt:
                pending = []
                if let output { writeAll("\n", to: output) }
                return .interrupted
            case .suspend:
                TerminalSignals.stopProcess()
                if let output { writeAll(request.prompt, to: output) }
            case .stop, .end:
                // The thread's own loop must see this too.
                wake.send(.stop)
                return .end
            case .resize, .resume, .request: continue
            }
        }
    }

    func close() {}

    private func take(through end: Int) -> TerminalInput {
        var line = pending[..<min(end, pending.count)]
        pending.removeFirst(min(end + 1, pending.count))
        if line.last == 0x0D { line.removeLast() }
        return .line(String(decoding: line, as: UTF8.self))
    }

    private func fill() {
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(input, &chunk, chunk.count)
        if count > 0 {
            pending += chunk[..<count]
        } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
            isAtEnd = true
        }
    }
}
