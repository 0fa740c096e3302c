import LeadModel

/// What every format asks of a file's bytes: that they are UTF-8 text.
enum FileText {
    /// The mark that spreadsheets put before UTF-8.
    static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Fails where the bytes are of another encoding or no text at all.
    static func check(_ bytes: some RandomAccessCollection<UInt8>, as format: FileFormat) throws(TableFailure) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { throw .utf16(format) }
        if let place = bytes.firstIndex(of: 0) { throw .notText(format, line: line(of: place, in: bytes)) }
        guard String(validating: bytes, as: UTF8.self) == nil else { return }
        throw .notUTF8(format, line: firstBadLine(in: bytes))
    }

    /// The line, counted from 1, in which a byte stands; lines end as in CSV.
    static func line<Bytes: RandomAccessCollection<UInt8>>(of place: Bytes.Index, in bytes: Bytes) -> Int {
        var line = 1
        var previous: UInt8 = 0
        for byte in bytes[..<place] {
            if byte == 0x0D || (byte == 0x0A && previous != 0x0D) { line += 1 }
            previous = byte
        }
        return line
    }

    /// No line end is part of another character in UTF-8, so lines can be judged one by one.
    private static func firstBadLine(in bytes: some RandomAccessCollection<UInt8>) -> Int {
        let lines = bytes.split(maxSplits: .max, omittingEmptySubsequences: true) { $0 == 0x0A || $0 == 0x0D }
        let bad = lines.first { String(validating: $0, as: UTF8.self) == nil }
        return line(of: bad?.startIndex ?? bytes.startIndex, in: bytes)
    }
}
