/// Where the keys of a TOML document stand in its text.
///
/// It is meant for a text that has been read without a fault, and knows as much of TOML as places need: headers, keys, where a
/// value ends. What stands in an inline table has the place of that table.
struct TOMLLayout {
    /// A `key = value`.
    struct Entry {
        let path: [String]
        /// The bytes of the value, without what stands around it.
        let value: Range<Int>
        /// The bytes of its lines, with their ends.
        let lines: Range<Int>
    }

    /// A `[table]`.
    struct Header {
        let path: [String]
        /// The bytes of its line, with its end.
        let line: Range<Int>
    }

    private(set) var entries: [Entry] = []
    private(set) var headers: [Header] = []
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
        var table: [String] = []
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        while position < bytes.count {
            let start = position
            skip { $0 == 0x20 || $0 == 0x09 }
            switch peek {
            case UInt8(ascii: "["):
                let isArray = position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "[")
                position += isArray ? 2 : 1
                table = path()
                skipLine()
                if !isArray { headers.append(Header(path: table, line: start..<position)) }
            case UInt8(ascii: "#"), 0x0A, 0x0D, nil: skipLine()
            default:
                let key = path()
                skip { $0 != UInt8(ascii: "=") && $0 != 0x0A }
                position = Swift.min(position + 1, bytes.count)
                skip { $0 == 0x20 || $0 == 0x09 }
                let value = position
                skipValue()
                let end = position
                skipLine()
                entries.append(Entry(path: table + key, value: value..<end, lines: start..<position))
            }
        }
    }

    /// The bytes that speak of a path: its entry, else its table, else what stands around it.
    func place(of path: [String]) -> Range<Int>? {
        var path = path
        while !path.isEmpty {
            if let entry = entries.first(where: { $0.path == path }) { return entry.lines.lowerBound..<entry.value.upperBound }
            if let header = headers.first(where: { $0.path == path }) { return header.line.lowerBound..<lineEnd(header.line) }
            if let part = entries.first(where: { $0.path.starts(with: path) }) {
                return part.lines.lowerBound..<part.value.upperBound
            }
            path.removeLast()
        }
        return nil
    }

    private func lineEnd(_ line: Range<Int>) -> Int {
        var end = line.upperBound
        while end > line.lowerBound, [0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
        return end
    }

    // MARK: Reading

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skip(while isSkipped: (UInt8) -> Bool) {
        while let byte = peek, isSkipped(byte) { position += 1 }
    }

    private mutating func skipLine() {
        skip { $0 != 0x0A }
        position = Swift.min(position + 1, bytes.count)
    }

    /// The names of a key with dots.
    private mutating func path() -> [String] {
        var names: [String] = []
        while true {
            skip { $0 == 0x20 || $0 == 0x09 }
            let start = position
            if let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                skipText(quote)
                names.append(String(decoding: bytes[start + 1..<Swift.max(start + 1, position - 1)], as: UTF8.self))
            } else {
                skip { !" \t.=]\n\r".utf8.contains($0) }
                names.append(String(decoding: bytes[start..<position], as: UTF8.self))
            }
            skip { $0 == 0x20 || $0 == 0x09 }
            guard peek == UInt8(ascii: ".") else { return names }
            position += 1
        }
    }

    /// A value up to the end of its line, or of its brackets.
    private mutating func skipValue() {
        var depth = 0
        var end = position
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): skipText(byte)
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                position += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                position += 1
            case UInt8(ascii: "#"):
                if depth == 0 {
                    position = end
                    return
                }
                skip { $0 != 0x0A }
                continue
            case 0x0A, 0x0D:
                if depth == 0 {
                    position = end
                    return
                }
                position += 1
                continue
            case 0x20, 0x09:
                position += 1
                continue
            default: position += 1
            }
            end = position
        }
        position = end
    }

    /// A text in quotes, of one line or of many.
    private mutating func skipText(_ quote: UInt8) {
        let isLong = bytes[position...].starts(with: [quote, quote, quote])
        let ending = [UInt8](repeating: quote, count: isLong ? 3 : 1)
        position += ending.count
        while position < bytes.count, !bytes[position...].starts(with: ending) {
            position += quote == UInt8(ascii: "\"") && bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position = Swift.min(position + ending.count, bytes.count)
        // Up to two quotes may stand before the ending of a long text.
        while isLong, peek == quote { position += 1 }
    }
}
