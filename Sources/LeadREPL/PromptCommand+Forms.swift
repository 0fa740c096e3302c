public import LeadModel
import LeadReport
import LeadText

/// The table of the prompt's commands: reader, help, docs and the Tab key go by it.
extension PromptCommand {
    /// The words, in the order in which help lists them.
    enum Word: String, Hashable, CaseIterable {
        case help, mode, output, last, preview, plan, timer, pager, fields, values, limits, vars, history, edit, run, script, exit
        case quit
    }

    /// A word behind a dot, and what may be typed behind it.
    struct Form: Hashable {
        /// What the Tab key proposes behind it.
        enum Candidates: Hashable {
            case none
            case words([String])
            case topics
            case fields
            /// Files, and words that may stand in their place.
            case files([String] = [])
        }

        let word: Word
        /// The arguments as help writes them.
        var arguments = ""
        var candidates = Candidates.none
        let summary: String

        /// The word with its dot.
        var text: String { ".\(word.rawValue)" }
        /// The word with its arguments.
        var usage: String { arguments.isEmpty ? text : "\(text) \(arguments)" }
    }

    private static let onOrOff = ["on", "off"]

    /// The commands.
    static let forms: [Form] = [
        Form(
            word: .help, arguments: "[TOPIC|keys]", candidates: .topics,
            summary: "these commands; a page of the manual, or the keys"),
        Form(
            word: .mode, arguments: "[\(TableForm.allCases.map(\.rawValue).joined(separator: "|"))]",
            candidates: .words(TableForm.allCases.map(\.rawValue)), summary: "the form of tables"),
        Form(
            word: .output, arguments: "[[--replace] FILE|off]", candidates: .files(["off", "--replace "]),
            summary: "tables go to a file, one behind another; a file that is there is replaced only with `--replace`"),
        Form(word: .last, summary: "draws the last table again, in the form and the width of now"),
        Form(
            word: .preview, arguments: "[on|off]", candidates: .words(onOrOff),
            summary: "the first rows of what has been found; on unless told"),
        Form(
            word: .plan, arguments: "[on|off]", candidates: .words(onOrOff),
            summary: "says what each line would do, and asks before it changes something or writes a file"),
        Form(
            word: .timer, arguments: "[on|off]", candidates: .words(onOrOff),
            summary: "says how long each line took, and how many calls"),
        Form(
            word: .pager, arguments: "[on|off]", candidates: .words(onOrOff),
            summary: "shows what is longer than the screen page by page, with `$PAGER`; on unless told"),
        Form(
            word: .fields, arguments: "[\(RecordKind.allCases.map(\.rawValue).joined(separator: "|"))]",
            candidates: .words(RecordKind.allCases.map(\.rawValue)),
            summary: "the fields that the account has; those of the rows at hand unless told"),
        Form(word: .values, arguments: "FIELD", candidates: .fields, summary: "the values that a field takes"),
        Form(word: .limits, summary: "what a script and a statement may at most do, and how often the account may be called"),
        Form(word: .vars, summary: "variables, kept sets and commands of your own"),
        Form(word: .history, arguments: "[N]", summary: "the last statements; 20 unless told"),
        Form(
            word: .edit,
            summary: "writes the last statement anew in your editor (`$VISUAL`, `$EDITOR`), and runs what comes of it"),
        Form(
            word: .run, arguments: "FILE", candidates: .files(), summary: "runs a script here: all of it, or it leaves no trace"),
        Form(
            word: .script, arguments: "FILE", candidates: .files(),
            summary: "writes the statements that have succeeded here as a script"),
        Form(word: .exit, summary: "leaves; so do `.quit`, `exit`, `quit` and Ctrl-D"),
        Form(word: .quit, summary: "leaves"),
    ]

    /// The commands that a later version brings, with what does it meanwhile.
    static let later = [
        ".resume": "a script that is run again adds only who is not there yet",
        ".rejects": "`lead run --json` names each row that was rejected",
    ]

    /// What help lists: `.quit` is said with `.exit`.
    private static var listed: [Form] { forms.filter { $0.word != .quit } }

    static let helpText = """
        Type a statement; it runs when it is complete. For example:

          search people where seniority in ("vp", "c_suite")
          select rows 0..100
          ensure list "Q1"
          add to list "Q1"

        `help` lists the statements, `help add` says how one is written, `explain L2003` what a message's code means.
        `.help keys` lists the keys. The prompt's own commands:


        """

    /// What `.help` says.
    static func help(width: Int) -> String {
        let table = listed.map { [$0.usage, $0.summary.filter { $0 != "`" }] }
        let column = min(table.map { displayWidth(of: $0[0]) }.max() ?? 0, usageWidth)
        var text = helpText
        for row in table {
            let lines = wrapped(row[1], to: max(20, width - column - 2))
            let isWide = displayWidth(of: row[0]) > column
            if isWide { text += row[0] + "\n" }
            for (place, line) in lines.enumerated() {
                let margin = place == 0 && !isWide ? row[0] : ""
                text += margin + String(repeating: " ", count: column + 2 - displayWidth(of: margin)) + line + "\n"
            }
        }
        return text
    }

    private static let usageWidth = 35

    private static func wrapped(_ text: String, to width: Int) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ") {
            let line = lines[lines.count - 1]
            if !line.isEmpty, displayWidth(of: line) + 1 + displayWidth(of: String(word)) > width {
                lines.append(String(word))
            } else {
                lines[lines.count - 1] += (line.isEmpty ? "" : " ") + word
            }
        }
        return lines
    }

    static let keysText = """
        Return        runs the line, or asks for the rest of the statement; an empty line gives up on it
                      where nothing is open
        Tab           completes what can stand here
        Up, Down      the lines of the entry, then the statements before; those that begin with what was typed
        Home, End     the ends of the line, then those of the entry
        Ctrl-R        searches them
        Ctrl-O        writes the line, or the last statement, in your editor, as `.edit` does
        Ctrl-C        drops the line, or stops a statement; a second one stops it at once
        Ctrl-D        leaves, on an empty line

        """

    static let table = ManualPage.Table(
        header: ["command", "does"],
        rows: listed.map { ["`\($0.usage)`", $0.summary] })
}

/// What the docs say of the prompt.
public enum PromptReference {
    /// The prompt's own commands.
    public static let commands = PromptCommand.table
}
