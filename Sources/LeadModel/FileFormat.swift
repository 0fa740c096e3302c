/// A file format for rows.
public enum FileFormat: String, Hashable, Sendable, CaseIterable {
    /// Comma-separated values (RFC 4180), with `\n` as line end.
    case csv
    /// The same with tabs.
    case tsv
    /// One JSON array of objects, one on each line.
    case json
    /// One JSON object on each line.
    case ndjson
    /// A table in Markdown.
    case markdown

    /// The format that a file's suffix names, in either case; nil for none.
    public init?(fileName: String) {
        guard let dot = fileName.lastIndex(of: "."), !fileName[dot...].contains("/") else { return nil }
        switch fileName[fileName.index(after: dot)...].lowercased() {
        case "csv": self = .csv
        case "tsv", "tab": self = .tsv
        case "json": self = .json
        case "ndjson", "jsonl": self = .ndjson
        case "md", "markdown": self = .markdown
        default: return nil
        }
    }
}
