/// The formats in which rows are written to files.
public enum FileFormat: String, Hashable, Sendable, CaseIterable {
    case csv, tsv, json, ndjson
    case markdown = "md"

    /// The format that a file's ending names; nil for an ending that names none.
    public init?(fileName: String) {
        guard let dot = fileName.lastIndex(of: ".") else { return nil }
        self.init(rawValue: fileName[fileName.index(after: dot)...].lowercased())
    }
}
