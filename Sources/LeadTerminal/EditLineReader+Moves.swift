import CEditLine

/// Moving by what a person takes for one character, and by the lines of an entry.
extension EditLineReader {
    func addMoves(to editor: OpaquePointer) {
        let add = editline_add_key_function
        _ = add(editor, "lead-left", "Move over the character before the cursor") { editor, _ in
            EditLineReader.of(editor)?.left() ?? UInt8(CC_ERROR)
        }
        _ = add(editor, "lead-right", "Move over the character at the cursor") { editor, _ in
            EditLineReader.of(editor)?.right() ?? UInt8(CC_ERROR)
        }
        _ = add(editor, "lead-delete", "Delete the character at the cursor") { editor, _ in
            EditLineReader.of(editor)?.deleteNext() ?? UInt8(CC_ERROR)
        }
        _ = add(editor, "lead-line-begin", "Move to where the line begins") { editor, _ in
            EditLineReader.of(editor)?.moveToLineEdge(isEnd: false) ?? UInt8(CC_ERROR)
        }
        _ = add(editor, "lead-line-end", "Move to where the line ends") { editor, _ in
            EditLineReader.of(editor)?.moveToLineEdge(isEnd: true) ?? UInt8(CC_ERROR)
        }
    }

    private func left() -> UInt8 {
        guard let character = line(of: editor)?.before.last else { return UInt8(CC_ERROR) }
        return move(by: -character.unicodeScalars.count)
    }

    private func right() -> UInt8 {
        guard let character = rest?.first else { return UInt8(CC_ERROR) }
        return move(by: character.unicodeScalars.count)
    }

    private func deleteNext() -> UInt8 {
        guard let character = rest?.first else { return UInt8(CC_ERROR) }
        let count = character.unicodeScalars.count
        _ = move(by: count)
        el_deletestr(editor, Int32(count))
        return UInt8(CC_REFRESH)
    }

    /// Moves to an end of the line that the cursor is in, or of the whole entry where it is there already.
    private func moveToLineEdge(isEnd: Bool) -> UInt8 {
        guard let before = line(of: editor)?.before, let rest else { return UInt8(CC_ERROR) }
        let passed = isEnd ? rest[...] : before[...]
        let edge = isEnd ? passed.prefix { $0 != "\n" } : passed.suffix(from: passed.endOfLastLineBreak)
        let part = edge.isEmpty ? passed : edge
        return move(by: (isEnd ? 1 : -1) * part.unicodeScalars.count)
    }

    /// Moves to the same place in the line above or below; false where the entry has none there.
    func moveLine(up isUp: Bool) -> Bool {
        guard let before = line(of: editor)?.before, let rest else { return false }
        let column = before[before[...].endOfLastLineBreak...].count
        if isUp {
            let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
            guard lines.count > 1 else { return false }
            let target = lines[lines.count - 2]
            let kept = lines.dropLast(2).map { $0.unicodeScalars.count + 1 }.reduce(0, +)
            _ = move(by: kept + target.prefix(column).unicodeScalars.count - before.unicodeScalars.count)
            return true
        }
        let lines = rest.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
        guard lines.count > 1 else { return false }
        _ = move(by: lines[0].unicodeScalars.count + 1 + lines[1].prefix(column).unicodeScalars.count)
        return true
    }

    /// The text from the cursor on.
    private var rest: String? {
        line(of: editor).map { before, whole in String(decoding: Array(whole.utf8.dropFirst(before.utf8.count)), as: UTF8.self) }
    }

    private func move(by scalars: Int) -> UInt8 {
        el_cursor(editor, Int32(scalars))
        // The line is drawn anew: libedit counts columns by scalars when it only moves.
        return UInt8(CC_REFRESH)
    }
}

extension Substring {
    /// Where the last of its lines begins.
    fileprivate var endOfLastLineBreak: Index {
        lastIndex(of: "\n").map { index(after: $0) } ?? startIndex
    }
}
