/// Where a person types lines and reads answers.
///
/// One line is read at a time, and nothing is written while a line is being read.
public protocol Terminal: Sendable {
    /// Whether a person sits at both ends, so that prompts, progress and questions make sense.
    var isInteractive: Bool { get }

    /// How many columns the output has now.
    var width: Int { get }

    /// The remembered entries, oldest first.
    var history: [String] { get }

    /// Writes `text` as it is.
    func write(_ text: String)

    /// Reads one line, or a pasted or recalled block of lines.
    ///
    /// A statement that goes on is read by asking again with another prompt. `prompt` may hold ANSI colours;
    /// `completer` answers the Tab key while this line is read.
    func readLine(prompt: String, completer: Completer?) async -> TerminalInput

    /// Says what Ctrl-C does while no line is being read; nil for nothing. It is called on a thread of the terminal's.
    func onInterrupt(_ action: (@Sendable () -> Void)?)

    /// Adds a whole statement, with its newlines, to the history; one that begins with a blank is not kept.
    func remember(_ entry: String)
}

extension Terminal {
    /// Reads one line without completion.
    public func readLine(prompt: String) async -> TerminalInput {
        await readLine(prompt: prompt, completer: nil)
    }
}

/// What came from one attempt to read a line.
public enum TerminalInput: Hashable, Sendable {
    /// A line without its line end; a pasted or recalled block holds newlines.
    case line(String)
    /// Ctrl-C: what was typed is dropped.
    case interrupted
    /// Ctrl-D on an empty line, or the end of the input.
    case end
}

/// Answers the Tab key: the line and the byte offset of the cursor in its UTF-8 go in.
public typealias Completer = @Sendable (_ line: String, _ cursor: Int) -> Completions

/// What could stand at the cursor.
public struct Completions: Hashable, Sendable {
    /// How many Characters before the cursor a candidate replaces.
    public let replacedCount: Int
    /// The possible texts, in the order in which they are shown; a unique one is inserted as it is.
    public let candidates: [String]

    /// Makes an answer to the Tab key.
    public init(replacing replacedCount: Int, with candidates: [String]) {
        self.replacedCount = replacedCount
        self.candidates = candidates
    }

    /// Nothing can be completed here.
    public static let none = Completions(replacing: 0, with: [])

    /// The text on which all candidates agree; letters that differ only in case agree with the first candidate's.
    var commonPrefix: String {
        guard var prefix = candidates.first.map({ $0[...] }) else { return "" }
        for candidate in candidates.dropFirst() {
            let count = zip(prefix, candidate).prefix { $0 == $1 || $0.lowercased() == $1.lowercased() }.count
            prefix = prefix.prefix(count)
        }
        return String(prefix)
    }
}
