import LeadDiagnostics
import LeadModel
import LeadSyntax

/// `load`: the rows of a file, whose header is read during the check where its path is known.
extension Checker {
    mutating func origin(of load: LoadHead, at span: Span) -> Program.Origin? {
        let kind = load.kind.map { RecordKind($0) } ?? .people
        scope.it = SetShape(account: SetShape.noAccount, kind: kind, isBounded: true)
        let known = findings.count
        var path: TypedExpression?
        var header: [String]?
        var format = load.format.flatMap { self.format($0) }
        switch load.source {
        case .standardInput:
            if load.format == nil { report(.missingFormat(at: span)) }
        case .file(let written):
            path = textual(written)
            if case .constant(.text(let file)) = path {
                if load.format == nil { format = self.format(of: file, at: written.span) }
                if let format { header = self.header(of: file, format, at: written.span) }
            }
        }
        let fields = header.map { Headers.fields(for: $0, kind: kind) }
        let columns = load.columns.compactMap { column($0, header: header, fields: fields) }
        if let header, let fields {
            let claimed = Set(columns.compactMap { $0.header?.headerKey })
            let others = zip(header, fields).filter { !claimed.contains($0.0.headerKey) }.map(\.1)
            var names = Set(others + columns.map(\.field))
            // A full name is made of first and last name, and these of it, where the file has only the one.
            let parts: Set<String> = ["first_name", "last_name"]
            if parts.isSubset(of: names) { names.insert("name") } else if names.contains("name") { names.formUnion(parts) }
            scope.it?.columns = names
        }
        guard findings.count == known || columns.count == load.columns.count else { return nil }
        return .load(Program.Load(kind: kind, file: path, format: format, columns: columns, span: span))
    }

    private mutating func column(_ column: LoadHead.Column, header: [String]?, fields: [String]?) -> Program.Column? {
        guard let shape = scope.it, let field = target(column.field, of: shape) else { return nil }
        switch column.source {
        case .header(let written):
            guard let name = textual(written) else { return nil }
            if let header, case .constant(.text(let wanted)) = name, !header.contains(where: { $0.isSameHeader(as: wanted) }) {
                report(.unknownHeader(wanted, among: header, at: written.span))
                return nil
            }
            return Program.Column(field: field.name, source: .header(name))
        case .value(let written):
            var row = RowContext(shape: shape, provider: nil)
            if let header, let fields {
                row.headers = Dictionary(
                    zip(header + fields, fields + fields).map { ($0.headerKey, $1) }, uniquingKeysWith: { first, _ in first })
            }
            guard let value = expression(written, row: row) else { return nil }
            return Program.Column(field: field.name, source: .value(value.node))
        }
    }

    // MARK: Files

    private mutating func format(_ name: Name) -> FileFormat? {
        guard let format = FileFormat(rawValue: name.text), format != .markdown else {
            report(.unknownInputFormat(name.text, at: name.span))
            return nil
        }
        return format
    }

    /// The format that a file's suffix names.
    mutating func format(of file: String, at span: Span) -> FileFormat? {
        guard let format = FileFormat(fileName: file), format != .markdown else {
            report(.unreadableFormat(file, at: span))
            return nil
        }
        return format
    }

    /// Whether the script itself writes the file before it reads it.
    func isExported(_ file: String) -> Bool {
        scope.exportedFiles.contains(file)
    }

    /// The header of the file; nil where it is not known yet, or cannot be read, which has been reported.
    mutating func header(of file: String, _ format: FileFormat, at span: Span) -> [String]? {
        guard let files = options.files, !isExported(file) else { return nil }
        switch files.header(file, format) {
        case nil: return nil
        case .success(let header): return header
        case .failure(let problem):
            report(.unreadableFile(file, problem.message, help: problem.help, at: span))
            return nil
        }
    }
}

extension Program.Column {
    /// The header that it takes, where that is known.
    fileprivate var header: String? {
        guard case .header(.constant(.text(let name))) = source else { return nil }
        return name
    }
}

extension String {
    /// The form in which headers are compared: letters and digits in small letters.
    public var headerKey: String {
        lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// Whether two headers are one, but for case, spaces and marks.
    func isSameHeader(as other: String) -> Bool {
        self == other || (!headerKey.isEmpty && headerKey == other.headerKey)
    }
}
