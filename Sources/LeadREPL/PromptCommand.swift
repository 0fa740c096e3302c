/// What the prompt understands beside the language.
enum PromptCommand: Hashable {
    /// `.exit`, `exit`, `quit`
    case exit
    /// `.help`; `.help add` is the manual's page on a topic
    case help(topic: String?)
    /// `.plan on`, `.plan off`; whatever else stands behind `.plan` asks which
    case plan(Bool?)
    /// `.edit`
    case edit
    /// `.pager on`, `.pager off`; whatever else stands behind `.pager` asks which
    case pager(Bool?)
    /// Another word behind a dot.
    case unknown(String)

    /// Reads a line; nil where it is a statement.
    init?(_ line: String) {
        let words = line.split { $0.isWhitespace || $0 == ";" }
        guard let word = words.first?.lowercased() else { return nil }
        switch word {
        case "exit" where words.count == 1, "quit" where words.count == 1, ".exit", ".quit": self = .exit
        case ".plan" where words.count == 2 && ["on", "off"].contains(words[1].lowercased()):
            self = .plan(words[1].lowercased() == "on")
        case ".plan": self = .plan(nil)
        case ".edit" where words.count == 1: self = .edit
        case ".pager": self = .pager(words.count == 2 ? ["on": true, "off": false][words[1].lowercased()] : nil)
        case ".help": self = .help(topic: words.count == 1 ? nil : words.dropFirst().joined(separator: " "))
        default:
            guard word.hasPrefix("."), word.dropFirst().first?.isLetter == true else { return nil }
            self = .unknown(word)
        }
    }

    static let helpText = """
        Type a statement; it runs when it is complete. For example:

          search people where seniority in ("vp", "c_suite")
          select rows 0..100
          ensure list "Q1"
          add to list "Q1"
          open list "Q1"
          show rows 0..10

        use NAME      talk to another account: lance, leadlex
        count, show   how many rows there are, and what they are
        help          all statements; `help add` says how one is written, `explain L2003` what a message's code means
        .plan on      say what each line would do, and ask before it changes something or writes a file; .plan off
                      ends that, and `help plans` says how to read a plan
        .edit         write the entry, or the last one, in your editor ($VISUAL, $EDITOR); so does Ctrl-O in a line
        .pager off    write what is longer than the screen as it is; .pager on shows it page by page ($PAGER)
        .exit         leave; so do exit, quit and Ctrl-D
        Ctrl-C        drops the line, or stops a statement; a second one stops it at once
        Up, Ctrl-R    recall an entry that begins with what was typed, or holds what is typed next

        """
}
