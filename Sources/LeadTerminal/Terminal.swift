/// Where a person types lines and reads answers.
///
/// One line is read at a time, and nothing is written while a line is being read.
public protocol Terminal: Sendable {
    /// Whether a person sits at both ends, so that prompts, progress and questions make sense.
    var isInteractive: Bool { get }

    /// How many columns the output has now.
    var width: Int { get }

    /// How many rows the screen has now; nil where nothing is shown page by page.
    var height: Int? { get }

    /// The remembered entries, oldest first.
    var history: [String] { get }

    /// Writes `text` as it is.
    func write(_ text: String)

    /// Reads one line, or a pasted or recalled block of lines.
    ///
    /// A statement that goes on is read by asking again with another prompt. `prompt` may hold ANSI colours;
    /// `completer` answers the Tab key while this line is read.
    func readLine(prompt: String, completer: Completer?) async -> TerminalInput

    /// Reads the answer to a question: nothing that was typed before it, or stands in the history.
    func readAnswer(prompt: String) async -> TerminalInput

    /// Says what Ctrl-C does while no line is being read; nil for nothing. It is called on a thread of the terminal's.
    func onInterrupt(_ action: (@Sendable () -> Void)?)

    /// Adds a whole statement, with its newlines, to the history; one that begins with a blank is not kept.
    func remember(_ entry: String)

    /// Has `text` edited in the person's own editor, to which the terminal is lent meanwhile.
    func edit(_ text: String) async -> Edited

    /// Shows `text` in the person's pager, to which the terminal is lent meanwhile; without one it is written as it is.
    func page(_ text: String)
}

extension Terminal {
    /// Reads one line without completion.
    public func readLine(prompt: String) async -> TerminalInput {
        await readLine(prompt: prompt, completer: nil)
    }

    /// Reads a line.
    public func readAnswer(prompt: String) async -> TerminalInput {
        await readLine(prompt: prompt)
    }
}

/// What came from one attempt to read a line.
public enum TerminalInput: Hashable, Sendable {
    /// A line without its line end; a pasted or recalled block holds newlines.
    case line(String)
    /// Ctrl-O: what was typed so far is to be edited in the person's own editor.
    case edit(String)
    /// Ctrl-C: what was typed is dropped.
    case interrupted
    /// Ctrl-D on an empty line, or the end of the input.
    case end
}

/// What came of editing a text in another program.
public enum Edited: Hashable, Sendable {
    /// The text as it was saved, without the blank lines at its end.
    case text(String)
    /// It was left as it was, or nothing is left of it.
    case unchanged
    /// The editor could not be run, or says that it failed.
    case failed(String)
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
        // Half of what stands for one character says nothing.
        let escapes = prefix.reversed().prefix { $0 == "\\" }.count
        return String(prefix.dropLast(candidates.count > 1 ? escapes % 2 : 0))
    }
}
