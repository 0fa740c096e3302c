extension LeadLexAPI {
    /// The body of an export: CSV with a header row (page api-reference/export/contacts; RFC 4180).
    public struct ExportTable: Hashable, Sendable {
        /// The name under which the file is sent (page api-reference/export/contacts).
        public static let fileName = "contacts-export.csv"

        /// The header row.
        public var header: [String]
        /// The other rows, each with as many cells as the header.
        public var rows: [[String]]

        /// Makes a table.
        public init(header: [String], rows: [[String]]) {
            self.header = header
            self.rows = rows
        }

        /// The table as CSV, UTF-8, lines ended by CR LF.
        public var body: [UInt8] {
            var bytes: [UInt8] = []
            for row in [header] + rows {
                for (index, cell) in row.enumerated() {
                    if index > 0 { bytes.append(Self.comma) }
                    Self.write(cell, to: &bytes)
                }
                bytes.append(Self.carriageReturn)
                bytes.append(Self.lineFeed)
            }
            return bytes
        }

        private static let quote = UInt8(ascii: "\"")
        private static let comma = UInt8(ascii: ",")
        private static let carriageReturn: UInt8 = 0x0D
        private static let lineFeed: UInt8 = 0x0A

        private static func write(_ cell: String, to bytes: inout [UInt8]) {
            let special = [quote, comma, carriageReturn, lineFeed]
            guard cell.utf8.contains(where: special.contains) else {
                bytes.append(contentsOf: cell.utf8)
                return
            }
            bytes.append(quote)
            for byte in cell.utf8 {
                if byte == quote { bytes.append(quote) }
                bytes.append(byte)
            }
            bytes.append(quote)
        }
    }
}
