public import LeadModel

/// A file read as rows under a header.
///
/// Cells of CSV and TSV are texts, blank ones empty; nobody guesses that `007` is a number. JSON keeps its types; objects
/// inside a row become columns with a dotted name (`company.name`).
public struct Table: Hashable, Sendable {
    /// The columns' names in the file's order, each once.
    public var header: [String]
    /// The rows, each with a cell for each column.
    public var rows: [[Value]]

    /// More cells than this are no list of leads but a mistake, and would fill the memory.
    static let mostCells = 50_000_000

    init(header: [String], rows: [[Value]]) {
        self.header = header
        self.rows = rows
    }

    /// Reads a whole file.
    public init(reading bytes: [UInt8], as format: FileFormat) throws(TableFailure) {
        if format == .markdown { throw .markdown }
        try FileText.check(bytes, as: format)
        switch format {
        case .csv, .tsv: try self.init(separated: bytes, as: format)
        case .json: try self.init(json: bytes)
        case .ndjson: try self.init(objectLines: bytes)
        case .markdown: throw .markdown
        }
    }
}

/// The header alone, reading no further than needed.
///
/// That is the first row of CSV and TSV, and everything in JSON, where the last object may bring a new column.
public func tableHeader(of bytes: [UInt8], as format: FileFormat) throws(TableFailure) -> [String] {
    switch format {
    case .csv, .tsv:
        var file = SeparatedFile(bytes, as: format)
        return try file.header()
    case .json, .ndjson, .markdown:
        return try Table(reading: bytes, as: format).header
    }
}
