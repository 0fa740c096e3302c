public import LeadDiagnostics
public import LeadJSON

/// Diagnostics of one script or of several, as one JSON document.
public struct DiagnosticDocument: Sendable {
    /// How many diagnostics a document holds before it only counts the rest.
    public static let limit = 1000

    private var entries: [(diagnostic: Diagnostic, sources: SourceSet)] = []
    private var complaints: [JSON] = []

    /// Makes a document without diagnostics.
    public init() {}

    /// Adds the diagnostics of a script.
    public mutating func add(_ diagnostics: [Diagnostic], in sources: SourceSet) {
        entries += diagnostics.map { ($0, sources) }
    }

    /// Adds a mistake in the call of the program, which has neither a code nor a place.
    public mutating func add(complaint message: String, help: String) {
        complaints.append(["severity": "error", "message": .string(message), "help": [.string(help)]])
    }

    /// The document: `diagnostics`, and in `more` how many were left out.
    public var json: JSON {
        var shown = entries
        if shown.count > Self.limit {
            // Errors first; the scripts stay in the order in which they were given.
            shown = entries.filter { $0.diagnostic.severity == .error } + entries.filter { $0.diagnostic.severity != .error }
            shown.removeLast(entries.count - Self.limit)
        }
        var finder: PositionFinder?
        let items = shown.map { Self.json($0.diagnostic, in: $0.sources.source(of: $0.diagnostic), &finder) }
        var document: JSONObject = ["diagnostics": .array(complaints + items)]
        if shown.count < entries.count { document["more"] = .integer(entries.count - shown.count) }
        return .object(document)
    }

    private static func json(
        _ diagnostic: Diagnostic, in source: Source?, _ finder: inout PositionFinder?
    ) -> JSON {
        var object: JSONObject = [
            "code": .string(diagnostic.code.rawValue), "severity": .string(diagnostic.severity.rawValue),
            "message": .string(diagnostic.message),
        ]
        object["label"] = diagnostic.label.map(JSON.string)
        object["help"] = .array(diagnostic.help.map(JSON.string))
        object["fixes"] = .array(
            diagnostic.fixes.map {
                [
                    "start": .integer($0.span.start), "end": .integer($0.span.end), "replacement": .string($0.replacement),
                ]
            })
        object["file"] = (source?.name ?? diagnostic.file).map(JSON.string)
        guard let span = diagnostic.span, let source else { return .object(object) }
        var next = finder.flatMap { $0.source == source ? $0 : nil } ?? PositionFinder(source)
        let (start, end) = (next.position(at: span.start), next.position(at: span.end))
        finder = next
        object["line"] = .integer(start.line)
        object["column"] = .integer(start.column)
        object["endLine"] = .integer(end.line)
        object["endColumn"] = .integer(end.column)
        object["start"] = .integer(span.start)
        object["end"] = .integer(span.end)
        return .object(object)
    }
}
