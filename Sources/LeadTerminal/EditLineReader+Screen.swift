import CEditLine
import Glibc
import LeadText

/// Where on the screen the line stands; libedit knows, but does not say.
extension EditLineReader {
    /// The text before the cursor and the whole line.
    func line(of editor: OpaquePointer?) -> (before: String, whole: String)? {
        guard let editor, let info = el_line(editor)?.pointee else { return nil }
        func text(to end: UnsafePointer<CChar>) -> String {
            let bytes = UnsafeRawBufferPointer(start: info.buffer, count: end - info.buffer)
            return String(decoding: bytes, as: UTF8.self)
        }
        return (text(to: info.cursor), text(to: info.lastchar))
    }

    /// How many rows stand above the cursor's own, from the prompt's on.
    var rowsAboveCursor: Int {
        row(behind: line(of: editor)?.before ?? "")
    }

    /// How many rows stand below the cursor's own.
    var rowsBelowCursor: Int {
        max(0, row(behind: line(of: editor)?.whole ?? "") - rowsAboveCursor)
    }

    func resize() {
        el_resize(editor)
        // Terminals fold their rows anew before they tell us, so that the new width counts.
        redraw(below: rowsAboveCursor)
    }

    /// Gives the terminal back to the shell until the process goes on.
    func suspend() {
        writeAll(String(repeating: "\r\n", count: rowsBelowCursor) + "\u{1B}[?2004l", to: output)
        _ = editline_set_raw(editor, 0)
        TerminalSignals.stopProcess()
        resume()
    }

    func resume() {
        while isInBackground {
            // Whoever ends a stopped process continues it for that; the news may come a moment later.
            if let next = wake.wait(for: nil, milliseconds: 50) { wake.send(next) }
            if endingSignal != nil { return }
            // Harmless, but the system stops whoever does it to a terminal that another has; it alone knows for certain.
            tcdrain(input)
        }
        if endingSignal != nil { return }
        // The shell has set its own modes; but libedit does nothing where it believes to have set them already.
        _ = editline_set_raw(editor, 0)
        _ = editline_set_raw(editor, 1)
        writeAll("\u{1B}[?2004h", to: output)
        // Nobody told us of a new size meanwhile.
        el_resize(editor)
        redraw(below: 0)
    }

    /// Whether a shell has given the terminal to somebody else.
    var isInBackground: Bool {
        let group = tcgetpgrp(input)
        return group >= 0 && group != getpgrp()
    }

    private func redraw(below rows: Int) {
        writeAll((rows > 0 ? "\u{1B}[\(rows)A" : "") + "\r\u{1B}[J", to: output)
        _ = editline_refresh(editor)
    }

    private func row(behind text: String) -> Int {
        let width = columns(of: output) ?? 80
        var (row, column) = (0, 0)
        for character in shownPrompt + text {
            if character.isNewline {
                (row, column) = (row + 1, 0)
                continue
            }
            let next = character == "\t" ? 8 - column % 8 : displayWidth(of: String(character))
            column += next
            // A wide character that does not fit goes to the next row as a whole.
            if column > width { (row, column) = (row + 1, next) }
        }
        return column >= width ? row + 1 : row
    }
}
