import LeadModel

/// What may separate cells: spreadsheets write `;` where the comma is the decimal point.
let separatorCandidates = Array(",;\t".utf8)

/// A CSV or TSV file under way.
struct SeparatedFile {
    private let bytes: [UInt8]
    private let format: FileFormat
    private var reader: CSVReader
    private var position = 0

    init(_ bytes: [UInt8], as format: FileFormat) {
        self.bytes = bytes
        self.format = format
        let separator = format == .tsv ? 0x09 : Self.separator(of: bytes)
        reader = CSVReader(separator: Character(Unicode.Scalar(separator)))
    }

    /// The columns' names; to be asked for before the first row.
    mutating func header() throws(TableFailure) -> [String] {
        var first = try firstRow()
        // A line that Excel takes as a word about the separator.
        if first?.fields == ["sep=", ""] { first = try firstRow() }
        guard let first else { throw .empty }
        var names: Set<String> = []
        var header: [String] = []
        for (index, field) in first.fields.enumerated() {
            let name = FormulaGuard.removed(from: field).trimmed
            header.append(name.isEmpty ? "column \(index + 1)" : name)
            guard names.insert(header[index]).inserted else { throw .equalHeaders(header[index], line: first.line) }
        }
        return header
    }

    /// The next row, as wide as the header.
    mutating func row(under header: [String]) throws(TableFailure) -> [Value]? {
        while let row = try nextRow() {
            if row.fields.count == 1, header.count > 1, Value(text: row.fields[0]) == .empty { continue }
            var cells = row.fields.map { Value(text: FormulaGuard.removed(from: $0)) }
            // Separators behind the last cell say nothing; a text there has lost its column.
            while cells.count > header.count, cells.last == .empty { cells.removeLast() }
            guard cells.count <= header.count else {
                throw .tooManyCells(row.fields.count, columns: header.count, line: row.line)
            }
            cells.append(contentsOf: repeatElement(.empty, count: header.count - cells.count))
            return cells
        }
        return nil
    }

    /// A row whose bytes are judged here, since those behind it may never be read.
    private mutating func firstRow() throws(TableFailure) -> CSVReader.Row? {
        let row: CSVReader.Row?
        do {
            row = try reader.nextRow(in: bytes, from: &position)
        } catch {
            // Another encoding is the better explanation of a stray quote.
            try FileText.check(bytes[..<position], as: format)
            throw .unreadable(error)
        }
        try FileText.check(bytes[..<position], as: format)
        return row
    }

    private mutating func nextRow() throws(TableFailure) -> CSVReader.Row? {
        do {
            return try reader.nextRow(in: bytes, from: &position)
        } catch {
            throw .unreadable(error)
        }
    }

    /// The candidate that the header has most often outside quotes; the comma where none is ahead.
    private static func separator(of bytes: [UInt8]) -> UInt8 {
        let text = bytes.starts(with: FileText.mark) ? bytes[3...] : bytes[...]
        let line = text.drop { $0 == 0x0A || $0 == 0x0D }
        if line.starts(with: Array("sep=".utf8)), let named = line.dropFirst(4).first, separatorCandidates.contains(named) {
            return named
        }
        var counts = [UInt8: Int]()
        var isQuoted = false
        var isStart = true
        for byte in line {
            if isQuoted {
                // The first half of a doubled quote ends the cell and the second opens it again.
                if byte == UInt8(ascii: "\"") { isQuoted = false }
                isStart = true
                continue
            }
            if byte == 0x0A || byte == 0x0D { break }
            if byte == UInt8(ascii: "\""), isStart { isQuoted = true }
            isStart = separatorCandidates.contains(byte)
            if isStart { counts[byte, default: 0] += 1 }
        }
        let most = counts.values.max()
        return separatorCandidates.first { counts[$0] == most } ?? UInt8(ascii: ",")
    }
}

extension Table {
    init(separated bytes: [UInt8], as format: FileFormat) throws(TableFailure) {
        var file = SeparatedFile(bytes, as: format)
        self.init(header: try file.header(), rows: [])
        while let row = try file.row(under: header) {
            rows.append(row)
            guard rows.count * header.count <= Self.mostCells else { throw .tooLarge(columns: header.count) }
        }
    }
}
