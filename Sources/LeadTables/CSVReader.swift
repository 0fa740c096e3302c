/// Why a text is no CSV.
public enum CSVError: Error, Hashable, Sendable {
    /// The quote that opens in this line, counted from 1, is never closed.
    case unclosedQuote(line: Int)
    /// Text follows a closing quote in this line.
    case textAfterQuote(line: Int)
}

/// Reads CSV (RFC 4180) from pieces of any size, keeping no more than the row under way.
///
/// Line ends are CR, LF or CRLF; a byte order mark is passed over; empty lines are no rows. A quote inside an unquoted
/// field is an ordinary character. Bytes that are no UTF-8 become U+FFFD.
public struct CSVReader: Sendable {
    /// A row and the line in which it begins, counted from 1.
    struct Row {
        let line: Int
        let fields: [String]
    }

    private enum Place {
        case fieldStart, plain, quoted, afterQuote
    }

    private let separator: UInt8
    private var place = Place.fieldStart
    private var field: [UInt8] = []
    private var fields: [String] = []
    private var line = 1
    private var rowLine = 1
    private var quoteLine = 1
    private var lastWasReturn = false
    private var markBytes: ArraySlice<UInt8> = [0xEF, 0xBB, 0xBF]

    /// Makes a reader for fields between this ASCII character.
    public init(separator: Character = ",") {
        self.separator = separator.asciiValue ?? UInt8(ascii: ",")
    }

    /// All rows of a whole file.
    public static func rows(of bytes: some Sequence<UInt8>, separator: Character = ",") throws(CSVError) -> [[String]] {
        var reader = CSVReader(separator: separator)
        let rows = try reader.read(bytes)
        return try rows + reader.finish()
    }

    /// Takes the next bytes and gives the rows that end in them.
    public mutating func read(_ bytes: some Sequence<UInt8>) throws(CSVError) -> [[String]] {
        var rows: [[String]] = []
        for byte in bytes where !isMark(byte) {
            if let row = try take(byte) { rows.append(row.fields) }
        }
        return rows
    }

    /// The next row of a whole file, of which `position` says how far it is read; nil when there is none.
    mutating func nextRow(in bytes: [UInt8], from position: inout Int) throws(CSVError) -> Row? {
        while position < bytes.count {
            takeRun(of: bytes, from: &position)
            guard position < bytes.count else { break }
            let byte = bytes[position]
            position += 1
            if !isMark(byte), let row = try take(byte) { return row }
        }
        return try lastRow()
    }

    /// Ends the text and gives its last row where that has no line end.
    public mutating func finish() throws(CSVError) -> [[String]] {
        try lastRow().map { [$0.fields] } ?? []
    }

    private mutating func lastRow() throws(CSVError) -> Row? {
        guard place != .quoted else { throw .unclosedQuote(line: quoteLine) }
        return endRow()
    }

    /// Whether the byte belongs to the mark at the text's very beginning.
    private mutating func isMark(_ byte: UInt8) -> Bool {
        guard let expected = markBytes.first else { return false }
        guard byte == expected else {
            // It only looked like a mark: what was passed over belongs to the first field.
            if markBytes.count < 3 {
                field = Array([0xEF, 0xBB, 0xBF].prefix(3 - markBytes.count))
                place = .plain
            }
            markBytes = []
            return false
        }
        markBytes = markBytes.dropFirst()
        return true
    }

    /// Takes all bytes up to the next that means something, which is most of a file.
    private mutating func takeRun(of bytes: [UInt8], from position: inout Int) {
        guard place == .plain || place == .quoted, markBytes.isEmpty else { return }
        let quote = UInt8(ascii: "\"")
        var end = position
        while end < bytes.count {
            let byte = bytes[end]
            if byte == quote || byte == separator || byte == 0x0A || byte == 0x0D { break }
            end += 1
        }
        guard end > position else { return }
        field += bytes[position..<end]
        position = end
        lastWasReturn = false
    }

    /// Takes a byte and gives the row that ends in it.
    private mutating func take(_ byte: UInt8) throws(CSVError) -> Row? {
        let isSecondHalf = lastWasReturn && byte == 0x0A
        lastWasReturn = byte == 0x0D
        if place == .quoted {
            if byte == UInt8(ascii: "\"") { place = .afterQuote } else { field.append(byte) }
            if byte == 0x0D || (byte == 0x0A && !isSecondHalf) { line += 1 }
            return nil
        }
        switch byte {
        case 0x0A where isSecondHalf: break
        case 0x0A, 0x0D:
            defer {
                line += 1
                rowLine = line
            }
            return endRow()
        case separator: endField()
        case UInt8(ascii: "\"") where place == .fieldStart:
            place = .quoted
            quoteLine = line
        case UInt8(ascii: "\"") where place == .afterQuote:
            field.append(byte)
            place = .quoted
        default:
            guard place != .afterQuote else { throw .textAfterQuote(line: line) }
            field.append(byte)
            place = .plain
        }
        return nil
    }

    private mutating func endField() {
        fields.append(String(decoding: field, as: UTF8.self))
        field.removeAll(keepingCapacity: true)
        place = .fieldStart
    }

    private mutating func endRow() -> Row? {
        guard place != .fieldStart || !fields.isEmpty else { return nil }
        endField()
        defer { fields = [] }
        return Row(line: rowLine, fields: fields)
    }
}
