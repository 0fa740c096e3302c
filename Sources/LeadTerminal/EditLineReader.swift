import CEditLine
import Glibc
import LeadText

/// Reads lines with libedit, on one thread only.
final class EditLineReader: LineReader {
    /// How a read ended when not by a line.
    enum Break {
        case none, interrupt, stop, edit
    }

    let input: Int32
    let output: Int32
    let wake: WakePipe
    var broken = Break.none
    /// How many rows stood below the cursor when it was broken.
    var rowsToLeave = 0
    /// What is to be edited in another program; libedit gives it without its end, since no Return has ended it.
    var lineToEdit = ""
    /// A byte that was read but does not belong to the character before it.
    var pushedBack: UInt8?
    /// What libedit reads next.
    var queued: [Unicode.Scalar] = []
    var recall = HistoryRecall()
    /// What was pasted last.
    var pasted = ""
    /// libedit asks for the prompt by pointer at every redraw, so it must outlive the read.
    private(set) var prompt: UnsafeMutablePointer<CChar>?
    /// The same as a person sees it.
    private(set) var shownPrompt = ""
    /// What the line that is being read began with.
    private(set) var request = ReadRequest(prompt: "")

    private var mayHaveNewEntries = false
    let editor: OpaquePointer
    /// What vi's own searches look through; nil with the keys of emacs, all of which look through `recall`.
    private var entries: OpaquePointer?
    private let streams: [UnsafeMutablePointer<FILE>]

    /// Nil when libedit does not start.
    init?(input: Int32, output: Int32, type: String, wake: WakePipe) {
        useUnicodeLocale()
        // An editor or a pager must not inherit the duplicates.
        let ends: [(descriptor: Int32, mode: String)] = [(input, "r"), (output, "w"), (output, "w")]
        let streams = ends.compactMap { fdopen(fcntl($0.descriptor, F_DUPFD_CLOEXEC, 3), $0.mode) }
        guard streams.count == 3,
            let editor = el_init_fd("lead", streams[0], streams[1], streams[2], input, output, output)
        else { return nil }
        (self.streams, self.editor) = (streams, editor)
        (self.input, self.output, self.wake) = (input, output, wake)
        configure(type)
    }

    private func configure(_ type: String) {
        // Unretained: the reader closes the editor before it goes.
        _ = editline_set_client(editor, Unmanaged.passUnretained(self).toOpaque())
        _ = editline_set_signals(editor, 0)
        _ = editline_set_terminal(editor, type)
        _ = editline_set_prompt(editor, { EditLineReader.of($0)?.prompt }, 1)
        _ = editline_set_reader(editor, { EditLineReader.of($0)?.readCharacter($1) ?? -1 })
        _ = editline_set_editor(editor, "emacs")
        _ = el_source(editor, nil)
        bindKeys(of: editor)
        guard editline_has_vi_keys(editor) != 0, let entries = history_init() else { return }
        self.entries = entries
        var event = HistEvent()
        _ = editline_history_size(entries, &event, 10_000)
        _ = editline_history_unique(entries, &event, 1)
        _ = editline_set_history(editor, entries)
    }

    /// The reader that a callback belongs to.
    static func of(_ editor: OpaquePointer?) -> EditLineReader? {
        guard let editor, let client = editline_client(editor) else { return nil }
        return Unmanaged<EditLineReader>.fromOpaque(client).takeUnretainedValue()
    }

    func read(_ request: ReadRequest) -> TerminalInput {
        recall.begin()
        self.request = request
        mayHaveNewEntries = true
        setPrompt(request.prompt)
        broken = .none
        queued = []
        // libedit does this only after it has drawn the prompt; a control key typed in between would go to the kernel's
        // own line editing and be lost.
        _ = editline_set_raw(editor, 1)
        if request.isQuestion {
            pushedBack = nil
            tcflush(input, TCIFLUSH)
        }
        writeAll("\u{1B}[?2004h", to: output)
        var count: Int32 = 0
        let line = el_gets(editor, &count).map { String(cString: $0) }
        if broken != .none { writeAll(String(repeating: "\r\n", count: rowsToLeave), to: output) }
        writeAll("\u{1B}[?2004l", to: output)
        // What completes and remembers holds a whole session, of which nobody else may know any more.
        self.request = ReadRequest(prompt: "")
        switch broken {
        case .interrupt:
            el_reset(editor)
            writeAll("^C\n", to: output)
            return .interrupted
        case .stop:
            el_reset(editor)
            // The thread's own loop must see this too.
            wake.send(.stop)
            return .end
        case .edit:
            writeAll("\n", to: output)
            return .edit(lineToEdit)
        case .none:
            guard let line, count > 0 else { return .end }
            return .line(line.hasSuffix("\n") ? String(line.dropLast()) : line)
        }
    }

    /// Takes up what was remembered since the last line, the first time that somebody is waited for.
    func takeNewEntries() {
        guard mayHaveNewEntries else { return }
        mayHaveNewEntries = false
        let new = request.newEntries()
        recall.add(new)
        guard let entries else { return }
        var event = HistEvent()
        for entry in new { _ = editline_history_enter(entries, &event, entry) }
    }

    func close() {
        // Or libedit would set its modes, for which the system stops whoever does not have the terminal.
        if isInBackground { _ = editline_set_editing(editor, 0) }
        el_end(editor)
        if let entries { history_end(entries) }
        // The streams own duplicates, so the caller's descriptors stay open.
        for stream in streams { fclose(stream) }
        free(prompt)
        prompt = nil
    }

    /// Changes what stands before the line, also while it is being read.
    func setPrompt(_ text: String) {
        free(prompt)
        prompt = strdup(markedPrompt(text))
        shownPrompt = scrubbed(text)
    }
}

/// Makes libedit read and draw UTF-8 whatever the environment says, since Swift's text is UTF-8 in any case.
private func useUnicodeLocale() {
    setlocale(LC_CTYPE, "")
    guard let codeset = nl_langinfo(nl_item(CODESET)), String(cString: codeset) == "UTF-8" else {
        setlocale(LC_CTYPE, "C.UTF-8")
        return
    }
}

/// Puts libedit's mark (byte 1) around every colour sequence, so that it does not count as columns.
func markedPrompt(_ prompt: String) -> String {
    var marked = ""
    var isInSequence = false
    for scalar in prompt.unicodeScalars where scalar != "\u{01}" && scalar != "\0" {
        if scalar == "\u{1B}" {
            isInSequence = true
            marked.unicodeScalars.append("\u{01}")
        }
        marked.unicodeScalars.append(scalar)
        if isInSequence, scalar != "[", (0x40...0x7E).contains(scalar.value) {
            isInSequence = false
            marked.unicodeScalars.append("\u{01}")
        }
    }
    return marked
}
