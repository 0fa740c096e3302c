import CEditLine
import Glibc
import LeadText

/// Keys that a terminal sends as several characters, each as one that nobody types.
///
/// libedit could be told the sequences themselves; but then Escape, which leaves the insert mode of vi's keys, would wait for
/// what follows.
enum EditLineKey: UInt8, CaseIterable {
    // Not below 0x90: libedit makes Escape and then Backspace or Ctrl-L one of those.
    case paste = 0x90
    case older, newer, search, begin, end, delete, right, left, wordRight, wordLeft

    /// The scalars that stand for keys.
    static let reserved: ClosedRange<Unicode.Scalar> = "\u{80}"..."\u{9F}"

    /// What terminals send for the keys.
    static let sequences: [(bytes: [UInt8], key: EditLineKey)] = [
        ("[200~", .paste), ("[A", .older), ("OA", .older), ("[B", .newer), ("OB", .newer), ("[C", .right), ("OC", .right),
        ("[D", .left), ("OD", .left), ("[H", .begin), ("OH", .begin), ("[1~", .begin), ("[F", .end), ("OF", .end),
        ("[4~", .end), ("[3~", .delete), ("[1;5C", .wordRight), ("[1;5D", .wordLeft),
    ].map { (Array("\u{1B}\($0)".utf8), $1) }

    var scalar: Unicode.Scalar { Unicode.Scalar(rawValue) }

    /// Whether nothing more belongs to a sequence that begins with Escape (ECMA-48, section 5.4; `ESC O` and `ESC [ [` are
    /// followed by one letter).
    static func isWhole(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 1 else { return false }
        switch bytes[1] {
        case UInt8(ascii: "["):
            guard bytes.count > 2 else { return false }
            if bytes[2] == UInt8(ascii: "[") { return bytes.count > 3 }
            return bytes.last.map { (0x40...0x7E).contains($0) } ?? false
        case UInt8(ascii: "O"): return bytes.count > 2
        default: return true
        }
    }

    /// libedit's command for it, or ours.
    fileprivate var command: String {
        switch self {
        case .paste: "lead-paste"
        case .older: "lead-older"
        case .newer: "lead-newer"
        case .search: "lead-search"
        case .begin: "lead-line-begin"
        case .end: "lead-line-end"
        case .delete: "lead-delete"
        case .right: "lead-right"
        case .left: "lead-left"
        case .wordRight: "em-next-word"
        case .wordLeft: "ed-prev-word"
        }
    }
}

extension EditLineReader {
    /// Binds what libedit has no command for, or not on the key that people expect.
    ///
    /// After `.editrc` was read, because choosing a mode there sets all keys anew.
    func bindKeys(of editor: OpaquePointer) {
        let add = editline_add_key_function
        _ = add(editor, "lead-complete", "Complete what can stand here") { editor, _ in
            EditLineReader.of(editor)?.complete() ?? UInt8(CC_ERROR)
        }
        _ = add(editor, "lead-paste", "Insert a pasted block") { editor, _ in
            EditLineReader.of(editor)?.paste() ?? UInt8(CC_ERROR)
        }
        _ = add(editor, "lead-delete-back", "Delete the character before the cursor") { editor, _ in
            EditLineReader.of(editor)?.deleteBack() ?? UInt8(CC_ERROR)
        }
        _ = add(editor, "lead-older", "Recall an older entry that begins alike") { editor, _ in
            EditLineReader.of(editor)?.older() ?? UInt8(CC_ERROR)
        }
        _ = add(editor, "lead-newer", "Recall a newer entry that begins alike") { editor, _ in
            EditLineReader.of(editor)?.newer() ?? UInt8(CC_ERROR)
        }
        _ = add(editor, "lead-search", "Search the entries for what is typed") { editor, _ in
            EditLineReader.of(editor)?.search() ?? UInt8(CC_ERROR)
        }
        _ = add(editor, "lead-edit", "Edit the entry in another program") { editor, _ in
            EditLineReader.of(editor)?.leaveForEditor() ?? UInt8(CC_ERROR)
        }
        addMoves(to: editor)
        // Where text is typed; in the command mode of vi's keys these have meanings of their own.
        for (key, command) in [("\t", "lead-complete"), ("\u{7F}", "lead-delete-back"), ("\u{08}", "lead-delete-back")] {
            _ = editline_bind(editor, key, command)
        }
        let keys = EditLineKey.allCases.map { (String($0.scalar), $0.command) }
        let controlKeys = [
            ("\u{12}", "lead-search"), ("\u{0F}", "lead-edit"), ("\u{10}", "lead-older"), ("\u{0E}", "lead-newer"),
        ]
        for (key, command) in keys + controlKeys {
            _ = editline_bind(editor, key, command)
            if editline_has_vi_keys(editor) != 0 { _ = editline_bind_alternative(editor, key, command) }
        }
        guard editline_has_vi_keys(editor) == 0 else {
            // A minus as such would be an option.
            for (key, command) in [("k", "lead-older"), ("j", "lead-newer"), ("\\055", "lead-older"), ("+", "lead-newer")] {
                _ = editline_bind_alternative(editor, key, command)
            }
            return
        }
        let emacs = [
            ("\u{1B}p", "lead-older"), ("\u{1B}n", "lead-newer"), ("\u{01}", "lead-line-begin"), ("\u{05}", "lead-line-end"),
            ("\u{02}", "lead-left"), ("\u{06}", "lead-right"),
        ]
        for (key, command) in emacs {
            _ = editline_bind(editor, key, command)
        }
        // A slow line may deliver a key in pieces.
        for (bytes, key) in EditLineKey.sequences where key != .paste {
            _ = editline_bind(editor, String(decoding: bytes, as: UTF8.self), key.command)
        }
    }

    private func complete() -> UInt8 {
        guard let completer = request.completer, let (before, whole) = line(of: editor) else { return UInt8(CC_ERROR) }
        let completions = completer(whole, before.utf8.count)
        guard !completions.candidates.isEmpty else { return UInt8(CC_ERROR) }
        let typed = before.suffix(completions.replacedCount)
        let common = completions.commonPrefix
        if completions.candidates.count == 1 || common.count > typed.count {
            el_deletestr(editor, Int32(typed.unicodeScalars.count))
            return el_insertstr(editor, common) == 0 ? UInt8(CC_REFRESH) : UInt8(CC_ERROR)
        }
        let width = columns(of: output) ?? 80
        writeAll(
            String(repeating: "\r\n", count: rowsBelowCursor + 1) + candidateList(completions.candidates, width: width),
            to: output)
        // Not CC_REDISPLAY, which clears the rows above the cursor and with them the end of the list.
        _ = editline_refresh(editor)
        return UInt8(CC_NORM)
    }

    /// Inserts what was pasted as one piece, newlines and all.
    private func paste() -> UInt8 {
        guard !pasted.isEmpty else { return UInt8(CC_NORM) }
        defer { pasted = "" }
        return el_insertstr(editor, pasted) == 0 ? UInt8(CC_REFRESH) : UInt8(CC_ERROR)
    }

    /// Deletes one whole Character; libedit's own command deletes a scalar and leaves half an emoji.
    private func deleteBack() -> UInt8 {
        guard let last = line(of: editor)?.before.last else { return UInt8(CC_ERROR) }
        el_deletestr(editor, Int32(last.unicodeScalars.count))
        return UInt8(CC_REFRESH)
    }

    private func older() -> UInt8 {
        if moveLine(up: true) { return UInt8(CC_REFRESH) }
        guard !request.isQuestion, let (before, whole) = line(of: editor), let entry = recall.older(than: whole, typed: before)
        else {
            return UInt8(CC_ERROR)
        }
        return setLine(entry)
    }

    private func newer() -> UInt8 {
        if moveLine(up: false) { return UInt8(CC_REFRESH) }
        guard !request.isQuestion, let whole = line(of: editor)?.whole, let entry = recall.newer(than: whole) else {
            return UInt8(CC_ERROR)
        }
        return setLine(entry)
    }

    /// Begins a search, or shows what it has found: as the line itself, so that an entry of many lines is drawn as one.
    private func search() -> UInt8 {
        guard !request.isQuestion, let whole = line(of: editor)?.whole else { return UInt8(CC_ERROR) }
        let shown = recall.showSearch(from: whole)
        setPrompt(shown.prompt ?? request.prompt)
        return setLine(shown.text, cursor: shown.cursor)
    }

    private func leaveForEditor() -> UInt8 {
        if request.isQuestion { return UInt8(CC_ERROR) }
        lineToEdit = line(of: editor)?.whole ?? ""
        giveUp(.edit)
        return UInt8(CC_NEWLINE)
    }

    /// Puts `text` in the place of the whole line, with the cursor behind its first `count` Characters, or at its end.
    private func setLine(_ text: String, cursor count: Int? = nil) -> UInt8 {
        guard let (before, whole) = line(of: editor) else { return UInt8(CC_ERROR) }
        el_cursor(editor, Int32(whole.unicodeScalars.count - before.unicodeScalars.count))
        el_deletestr(editor, Int32(whole.unicodeScalars.count))
        // libedit calls inserting nothing a mistake.
        if !text.isEmpty { el_insertstr(editor, text) }
        let rest = String(text.dropFirst(count ?? text.count))
        el_cursor(editor, -Int32(rest.unicodeScalars.count))
        return UInt8(CC_REFRESH)
    }
}

/// A text from elsewhere as it may stand in a line: with newlines and tabs, and without other control characters.
///
/// A newline may be written in each of the ways that systems have, and as a terminal turns them around: the input modes that
/// libedit sets exchange carriage return and newline.
func pastedText(_ text: String) -> String {
    var lines = String.UnicodeScalarView()
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
        let other: Unicode.Scalar? = scalar == "\r" ? "\n" : scalar == "\n" ? "\r" : nil
        if let other, scalars.first == other { scalars.removeFirst() }
        lines.append(scalar == "\r" ? "\n" : scalar)
    }
    return scrubbed(String(lines), keeping: [.newline, .tab])
}

/// Lays candidates out in columns, read downwards, as many as fit `width`; at most ten rows and a count of the rest.
func candidateList(_ candidates: [String], width: Int) -> String {
    let candidates = candidates.map { fitted(scrubbed($0), to: max(width - 1, 1)) }
    let column = (candidates.map { displayWidth(of: $0) }.max() ?? 0) + 2
    let columnCount = max(1, width / column)
    let shown = candidates.prefix(columnCount * 10)
    let rowCount = (shown.count + columnCount - 1) / columnCount
    var text = ""
    for row in 0..<rowCount {
        let cells = stride(from: row, to: shown.count, by: rowCount).map { shown[$0] }
        text += cells.dropLast().map { padded($0, to: column) }.joined() + (cells.last ?? "") + "\r\n"
    }
    if shown.count < candidates.count { text += "… and \(candidates.count - shown.count) more\r\n" }
    return text
}
