public import LeadTerminal
import Synchronization

/// A terminal that types a script and keeps what it was shown.
public final class ScriptedTerminal: Terminal {
    /// One thing that the person does.
    public enum Step: Hashable, Sendable, ExpressibleByStringLiteral {
        /// Types a line and Return.
        case line(String)
        /// Types a text and Tab: the candidates go to the transcript, and the same prompt waits for the next step.
        case tab(String)
        /// Types a text and Ctrl-O.
        case edit(String)
        /// Presses Ctrl-C.
        case interrupt
        /// Presses Ctrl-D on an empty line.
        case end

        /// Types a line and Return.
        public init(stringLiteral value: String) { self = .line(value) }
    }

    private struct State {
        var steps: ArraySlice<Step>
        var transcript = ""
        var output = ""
        var history: [String] = []
        var edits: ArraySlice<Edited>
        var interruptAction: (@Sendable () -> Void)?
    }

    private let state: Mutex<State>
    /// Whether the script plays a person.
    public let isInteractive: Bool
    /// The columns that were given.
    public let width: Int

    /// The rows that were given.
    public let height: Int?

    /// Makes a terminal that types `steps` and then ends, and whose editor gives `edits` one after the other.
    public init(
        _ steps: [Step], width: Int = 80, height: Int? = nil, isInteractive: Bool = true, edits: [Edited] = []
    ) {
        state = Mutex(State(steps: steps[...], edits: edits[...]))
        self.width = width
        self.height = height
        self.isInteractive = isInteractive
    }

    /// All that a person would see: prompts, typed lines and output.
    public var transcript: String {
        state.withLock { $0.transcript }
    }

    /// Only what was written.
    public var output: String {
        state.withLock { $0.output }
    }

    /// The remembered entries, oldest first.
    public var history: [String] {
        state.withLock { $0.history }
    }

    /// Keeps `text`.
    public func write(_ text: String) {
        state.withLock {
            $0.transcript += text
            $0.output += text
        }
    }

    /// Plays the next step.
    public func readLine(prompt: String, completer: Completer?) async -> TerminalInput {
        while true {
            let step = state.withLock { $0.steps.popFirst() } ?? .end
            switch step {
            case .line(let line):
                show(prompt + line + "\n")
                return .line(line)
            case .edit(let line):
                show(prompt + line + "^O\n")
                return .edit(line)
            case .interrupt:
                show(prompt + "^C\n")
                return .interrupted
            case .end:
                show(prompt + "\n")
                return .end
            case .tab(let text):
                let completions = completer?(text, text.utf8.count) ?? .none
                let typed = text.suffix(completions.replacedCount)
                show(prompt + text + "<Tab>\n" + completions.candidates.map { "  \(typed)→\($0)\n" }.joined())
            }
        }
    }

    /// Keeps what Ctrl-C is to do.
    public func onInterrupt(_ action: (@Sendable () -> Void)?) {
        state.withLock { $0.interruptAction = action }
    }

    /// Presses Ctrl-C while no line is being read.
    public func interrupt() {
        state.withLock({ $0.interruptAction })?()
    }

    /// Shows `text` to the person, who answers with the next of the edits that were given.
    public func edit(_ text: String) async -> Edited {
        show("<\(text)>\n")
        return state.withLock { $0.edits.popFirst() } ?? .unchanged
    }

    /// Keeps `text`, as what a pager shows.
    public func page(_ text: String) {
        show("<pager>\n")
        write(text)
    }

    /// Keeps `entry`.
    public func remember(_ entry: String) {
        state.withLock { $0.history.append(entry) }
    }

    private func show(_ text: String) {
        state.withLock { $0.transcript += text }
    }
}
