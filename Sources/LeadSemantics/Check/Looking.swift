import LeadDiagnostics
import LeadModel
import LeadSyntax

/// `show`, `count`, `describe`, `summarize` and `export`.
extension Checker {
    mutating func check(_ show: ShowStatement, at span: Span) -> Program.Kind? {
        let set = rows(show.set, for: "show", needsBound: false, at: span)
        let places = places(show.rows)
        let columns = columns(show.columns, of: set?.shape)
        guard let set, let places, let columns else { return nil }
        return .show(set: set, rows: places, columns: columns)
    }

    mutating func check(_ count: CountStatement, at span: Span) -> Program.Kind? {
        guard let set = rows(count.set, for: "count", needsBound: false, at: span), isCountable(set, at: span) else { return nil }
        return .count(set: set)
    }

    /// Whether a set can be counted without reading a search to its end.
    mutating func isCountable(_ set: Program.SetReference, at span: Span) -> Bool {
        guard !set.shape.isBounded, let condition = set.shape.localCondition,
            let provider = catalog.accounts[set.shape.account]
        else { return true }
        report(.countNeedsBound(condition: condition, provider: provider.title, at: span))
        return false
    }

    /// Checks a statement that is planned only: what it finds or sets is gone behind it.
    mutating func check(planned statement: Statement) -> Program.Kind? {
        let outer = (scope: scope, isPlanned: isPlanned)
        defer { (scope, isPlanned) = outer }
        isPlanned = true
        return kind(of: statement).map { .plan(Program.Statement(kind: $0, span: statement.span), in: place.source) }
    }

    mutating func checkExplanation(of name: Name) -> Program.Kind? {
        guard let code = DiagnosticCode(rawValue: name.text.uppercased()) else {
            report(.unknownCode(name.text, at: name.span))
            return nil
        }
        return .explain(code)
    }

    mutating func checkDescription(of set: SetName?, at span: Span) -> Program.Kind? {
        rows(set, for: "describe", needsBound: false, at: span).map { .describe(set: $0) }
    }

    mutating func check(_ summarize: SummarizeStatement, at span: Span) -> Program.Kind? {
        guard let set = rows(summarize.set, for: "summarize", needsBound: false, at: span),
            let fields = columns(summarize.fields, of: set.shape)
        else { return nil }
        guard set.shape.isBounded || canCountEachValue(of: fields, in: set.shape) else {
            reportIfRowsAreCertain(.needsAllRows("summarize", at: span), at: span)
            return nil
        }
        return .summarize(set: set, fields: fields)
    }

    /// Whether the provider can count the rows of each value: a closed set of values that its filter takes as they are.
    private func canCountEachValue(of fields: [String], in shape: SetShape) -> Bool {
        guard fields.count == 1, shape.localCondition == nil, let field = Vocabulary.field(fields[0]),
            case .closed = field.values, let provider = catalog.accounts[shape.account]
        else { return false }
        return provider.support(of: field.name, in: shape.kind)?.filters[.equals] == .exact
    }

    mutating func check(_ export: ExportStatement, at span: Span) -> Program.Kind? {
        let set = rows(export.set, for: "export", needsBound: true, at: span)
        let file = textual(export.file)
        if case .constant(.text(let name)) = file, FileFormat(fileName: name) == nil {
            report(.unknownFormat(name, at: export.file.span))
            return nil
        }
        if case .constant(.text(let name)) = file { scope.exportedFiles.insert(name.plainPath) }
        let columns = columns(export.columns, of: set?.shape)
        guard let set, let file, let columns else { return nil }
        return .export(set: set, file: file, columns: columns)
    }
}
