import LeadText

/// What a person sees of what a program has written at a terminal: the text of all rows, as after scrolling back.
///
/// It knows what line editing and progress lines need, and skips every other sequence.
public struct ScreenText {
    private let columns: Int
    private var rows: [[String]] = [[]]
    private var row = 0
    private var column = 0

    /// Shows `output` on a screen of so many columns.
    public init(_ output: String, columns: Int) {
        self.columns = columns
        var rest = Array(output.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            if scalar == "\u{1B}" { sequence(&rest) } else { put(scalar) }
        }
    }

    /// The rows, without blanks at their ends.
    public var text: String {
        rows.map { cells in
            var line = cells.joined()[...]
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\r": column = 0
        case "\n": move(rows: 1)
        case "\u{08}": column = max(0, column - 1)
        case "\u{07}": break
        default:
            let width = displayWidth(of: String(scalar))
            if width == 0 {
                if column > 0, rows[row].count >= column { rows[row][column - 1].unicodeScalars.append(scalar) }
                return
            }
            if column + width > columns {
                move(rows: 1)
                column = 0
            }
            fill(to: column + width)
            rows[row][column] = String(scalar)
            // The second half of a wide character.
            if width == 2 { rows[row][column + 1] = "" }
            column += width
        }
    }

    private mutating func sequence(_ rest: inout ArraySlice<Unicode.Scalar>) {
        guard rest.first == "[" else {
            _ = rest.popFirst()
            return
        }
        rest.removeFirst()
        var parameters = ""
        while let scalar = rest.popFirst() {
            guard (0x40...0x7E).contains(scalar.value) else {
                parameters.unicodeScalars.append(scalar)
                continue
            }
            return perform(scalar, Int(parameters))
        }
    }

    private mutating func perform(_ command: Unicode.Scalar, _ parameter: Int?) {
        let count = max(1, parameter ?? 1)
        switch command {
        case "A": move(rows: -count)
        case "B": move(rows: count)
        case "C": column += count
        case "D": column = max(0, column - count)
        case "G": column = count - 1
        case "K" where parameter ?? 0 == 0: cut()
        case "J" where parameter ?? 0 == 0:
            cut()
            rows.removeSubrange((row + 1)...)
        case "P":
            fill(to: column)
            rows[row].removeSubrange(column..<min(column + count, rows[row].count))
        case "@":
            fill(to: column)
            rows[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
        default: break
        }
    }

    private mutating func cut() {
        if rows[row].count > column { rows[row].removeSubrange(column...) }
    }

    private mutating func fill(to count: Int) {
        while rows[row].count < count { rows[row].append(" ") }
    }

    private mutating func move(rows count: Int) {
        row = max(0, row + count)
        while rows.count <= row { rows.append([]) }
    }
}
