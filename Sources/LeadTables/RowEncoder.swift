public import LeadJSON

/// Turns rows into a file's bytes, one by one, keeping nothing.
///
/// Call `header` once, `row` for each row, `end` once, and write what each gives.
public protocol RowEncoder: Sendable {
    /// Begins the file with the columns' names.
    mutating func header(_ names: [String]) -> [UInt8]
    /// Encodes a row that has a cell for each name.
    mutating func row(_ cells: [JSON]) -> [UInt8]
    /// Ends the file.
    mutating func end() -> [UInt8]
}

/// The text of a cell where the format knows text only: nothing for null, lists joined by `; `, objects as JSON.
func cellText(_ cell: JSON) -> String {
    switch cell {
    case .null: ""
    case .string(let text): text
    case .array(let values): values.map(cellText).joined(separator: "; ")
    case .bool, .integer, .double, .object: String(decoding: cell.bytes, as: UTF8.self)
    }
}

/// CSV and TSV.
///
/// The line end is `\n`, which every reader of RFC 4180 files takes and which keeps files comparable. A text cell that a
/// spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab or return first) gets a `'` in front unless `raw`; numbers
/// are numbers and stay. A text that looks as if it had that `'` gets another, so that reading takes off what writing put on.
struct SeparatedEncoder: RowEncoder {
    let separator: UInt8
    let raw: Bool

    mutating func header(_ names: [String]) -> [UInt8] {
        // Readers guess the separator from the header, so the ones that are not meant are quoted there.
        line(names.map { .string($0) }, quoting: separatorCandidates)
    }

    mutating func row(_ cells: [JSON]) -> [UInt8] {
        line(cells, quoting: [separator])
    }

    mutating func end() -> [UInt8] { [] }

    private func line(_ cells: [JSON], quoting separators: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(separator) }
            append(cell, to: &bytes, quoting: separators)
        }
        // An empty line would be read as no row at all.
        if bytes.isEmpty { bytes = Array("\"\"".utf8) }
        bytes.append(0x0A)
        return bytes
    }

    private func append(_ cell: JSON, to bytes: inout [UInt8], quoting separators: [UInt8]) {
        var text = Array(cellText(cell).utf8)
        if !raw, cell.double == nil, FormulaGuard.isNeeded(text) { text.insert(FormulaGuard.mark, at: 0) }
        guard text.contains(where: { separators.contains($0) || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D }) else {
            bytes += text
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in text {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

/// JSON, as one array or one object a line.
struct JSONRowEncoder: RowEncoder {
    let isArray: Bool
    private var names: [String] = []
    private var hasRows = false

    init(isArray: Bool) {
        self.isArray = isArray
    }

    mutating func header(_ names: [String]) -> [UInt8] {
        self.names = names
        return isArray ? Array("[".utf8) : []
    }

    mutating func row(_ cells: [JSON]) -> [UInt8] {
        var object = JSONObject()
        for (name, cell) in zip(names, cells) { object[name] = cell }
        let bytes = JSON.object(object).bytes
        defer { hasRows = true }
        return isArray ? Array((hasRows ? ",\n" : "\n").utf8) + bytes : bytes + [0x0A]
    }

    mutating func end() -> [UInt8] {
        isArray ? Array((hasRows ? "\n]\n" : "]\n").utf8) : []
    }
}

/// A Markdown table: pipes and backslashes escaped, line breaks as `<br>`.
struct MarkdownEncoder: RowEncoder {
    mutating func header(_ names: [String]) -> [UInt8] {
        line(names) + line(names.map { _ in "---" })
    }

    mutating func row(_ cells: [JSON]) -> [UInt8] {
        line(cells.map(cellText))
    }

    mutating func end() -> [UInt8] { [] }

    private func line(_ cells: [String]) -> [UInt8] {
        var text = "|"
        for cell in cells {
            text += " "
            for character in cell {
                switch character {
                case "|": text += "\\|"
                case "\\": text += "\\\\"
                case "\n", "\r\n", "\r": text += "<br>"
                default: text.append(character)
                }
            }
            text += cell.isEmpty ? "|" : " |"
        }
        return Array((text + "\n").utf8)
    }
}
