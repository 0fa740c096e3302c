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
        let layout = header.map { HeaderLayout($0, kind: kind) }
        let columns = load.columns.compactMap { column($0, layout: layout) }
        if let layout {
            let claims = columns.map { (field: $0.field, place: $0.header.flatMap(layout.place)) }
            let fields = layout.columns(besides: claims).map(\.field) + columns.map(\.field)
            scope.it?.columns = HeaderLayout.completed(Set(fields))
        }
        guard findings.count == known || columns.count == load.columns.count else { return nil }
        return .load(Program.Load(kind: kind, file: path, format: format, columns: columns, span: span))
    }

    private mutating func column(_ column: LoadHead.Column, layout: HeaderLayout?) -> Program.Column? {
        guard let shape = scope.it, let field = target(column.field, of: shape) else { return nil }
        switch column.source {
        case .header(let written):
            guard let name = textual(written) else { return nil }
            if let layout, case .constant(.text(let wanted)) = name, layout.place(of: wanted) == nil {
                report(.unknownHeader(wanted, among: layout.headers, at: written.span))
                return nil
            }
            return Program.Column(field: field.name, source: .header(name))
        case .value(let written):
            var row = RowContext(shape: shape, provider: nil)
            row.table = layout.map(RowContext.Table.known) ?? .unknown
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
        scope.exportedFiles.contains(file.plainPath)
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
    /// The path without `.` parts, so that two ways to write one file are one.
    var plainPath: String {
        let parts = split(separator: "/", omittingEmptySubsequences: true).filter { $0 != "." }
        return (hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
