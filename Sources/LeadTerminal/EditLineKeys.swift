import CEditLine
import Glibc
import LeadText

extension EditLineReader {
    /// Binds what libedit has no command for, or not on the key that people expect.
    ///
    /// After `.editrc` was read, because choosing a mode there sets all keys anew.
    func bindKeys(of editor: OpaquePointer) {
        _ = editline_add_key_function(editor, "lead-complete", "Complete what can stand here") { editor, _ in
            EditLineReader.of(editor)?.complete(editor) ?? UInt8(CC_ERROR)
        }
        _ = editline_add_key_function(editor, "lead-paste", "Insert a pasted block") { editor, _ in
            EditLineReader.of(editor)?.paste(editor) ?? UInt8(CC_ERROR)
        }
        _ = editline_add_key_function(editor, "lead-delete-back", "Delete the character before the cursor") { editor, _ in
            EditLineReader.of(editor)?.deleteBack(editor) ?? UInt8(CC_ERROR)
        }
        let keys = [
            ("\t", "lead-complete"), ("\u{1B}[200~", "lead-paste"), ("\u{7F}", "lead-delete-back"),
            ("\u{08}", "lead-delete-back"), ("\u{12}", "em-inc-search-prev"),
            // Up after typing searches by what was typed; on an empty line it walks through the history.
            ("\u{1B}[A", "ed-search-prev-history"), ("\u{1B}OA", "ed-search-prev-history"),
            ("\u{1B}[B", "ed-search-next-history"), ("\u{1B}OB", "ed-search-next-history"),
            ("\u{1B}[H", "ed-move-to-beg"), ("\u{1B}[F", "ed-move-to-end"), ("\u{1B}[3~", "ed-delete-next-char"),
        ]
        for (key, function) in keys { _ = editline_bind(editor, key, function) }
    }

    /// The text before the cursor and the whole line.
    private func line(of editor: OpaquePointer?) -> (before: String, whole: String)? {
        guard let editor, let info = el_line(editor)?.pointee else { return nil }
        func text(to end: UnsafePointer<CChar>) -> String {
            let bytes = UnsafeRawBufferPointer(start: info.buffer, count: end - info.buffer)
            return String(decoding: bytes, as: UTF8.self)
        }
        return (text(to: info.cursor), text(to: info.lastchar))
    }

    private func complete(_ editor: OpaquePointer?) -> UInt8 {
        guard let editor, let completer, let (before, whole) = line(of: editor) else { return UInt8(CC_ERROR) }
        let completions = completer(whole, before.utf8.count)
        guard !completions.candidates.isEmpty else { return UInt8(CC_ERROR) }
        let typed = before.suffix(completions.replacedCount)
        let common = completions.commonPrefix
        if completions.candidates.count == 1 || common.count > typed.count {
            el_deletestr(editor, Int32(typed.unicodeScalars.count))
            return el_insertstr(editor, common) == 0 ? UInt8(CC_REFRESH) : UInt8(CC_ERROR)
        }
        let width = columns(of: output) ?? 80
        writeAll("\r\n" + candidateList(completions.candidates, width: width), to: output)
        // Not CC_REDISPLAY, which clears the rows above the cursor and with them the end of the list.
        _ = editline_refresh(editor)
        return UInt8(CC_NORM)
    }

    /// Inserts everything up to the end mark of a bracketed paste as one piece, newlines and all.
    private func paste(_ editor: OpaquePointer?) -> UInt8 {
        guard let editor else { return UInt8(CC_ERROR) }
        let end = "\u{1B}[201~".unicodeScalars
        var text = String.UnicodeScalarView()
        var character: wchar_t = 0
        while !text.suffix(end.count).elementsEqual(end) {
            guard el_wgetc(editor, &character) == 1 else { return UInt8(CC_ERROR) }
            text.append(Unicode.Scalar(UInt32(bitPattern: Int32(character))) ?? "\u{FFFD}")
        }
        let pasted = scrubbed(String(text.dropLast(end.count)), keeping: [.newline, .tab])
        guard !pasted.isEmpty else { return UInt8(CC_NORM) }
        return el_insertstr(editor, pasted) == 0 ? UInt8(CC_REFRESH) : UInt8(CC_ERROR)
    }

    /// Deletes one whole Character; libedit's own command deletes a scalar and leaves half an emoji.
    private func deleteBack(_ editor: OpaquePointer?) -> UInt8 {
        guard let editor, let last = line(of: editor)?.before.last else { return UInt8(CC_ERROR) }
        el_deletestr(editor, Int32(last.unicodeScalars.count))
        return UInt8(CC_REFRESH)
    }
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
