import LeadDiagnostics
import LeadModel
import LeadSyntax

/// `create list`, `ensure list`, `add`, `save`, `show`, `count` and `export`.
extension Checker {
    mutating func check(_ makeList: MakeListStatement, at span: Span) -> Program.Kind? {
        if makeList.kind == .companies {
            report(.notInThisVersion("of companies", at: span))
            return nil
        }
        let name = textual(makeList.name)
        var description: TypedExpression?
        if let written = makeList.description {
            guard supports(.listDescription, "description", at: written.span) else { return nil }
            description = textual(written)
            if description == nil { return nil }
        }
        var dates: (from: TypedExpression, to: TypedExpression)?
        if let written = makeList.dates {
            guard supports(.listDates, "from … to …", at: written.from.span.joined(with: written.to.span)),
                let from = typed(written.from, as: .date), let to = typed(written.to, as: .date)
            else { return nil }
            dates = (from, to)
        }
        return name.map {
            .makeList(
                Program.MakeList(
                    acceptsExisting: makeList.acceptsExisting, name: $0, description: description, dates: dates,
                    nameSpan: makeList.name.span))
        }
    }

    mutating func check(_ add: AddStatement, at span: Span) -> Program.Kind? {
        let set = rows(add.set, for: "add", needsBound: true, at: span)
        let list = target(add.list)
        scope.hasOutcome = true
        guard let set, let list else { return nil }
        guard isPeople(set.shape, "add", at: span) else { return nil }
        return .add(set: set, list: list)
    }

    mutating func check(_ save: SaveStatement, at span: Span) -> Program.Kind? {
        let set = rows(save.set, for: "save", needsBound: true, at: span)
        let list = save.list.map { target($0) }
        scope.hasOutcome = true
        guard supports(.save, "save", at: span), let set else { return nil }
        guard isPeople(set.shape, "save", at: span) else { return nil }
        if let list, list == nil { return nil }
        return .save(set: set, list: list ?? nil, allowsNoKey: save.allowsNoKey)
    }

    /// Companies cannot join a list of people; lists of companies come with a later version.
    private mutating func isPeople(_ shape: SetShape, _ statement: String, at span: Span) -> Bool {
        guard shape.kind == .companies else { return true }
        report(.wrongKind(statement, kind: shape.kind, at: span))
        return false
    }

    mutating func check(_ show: ShowStatement, at span: Span) -> Program.Kind? {
        let set = rows(show.set, for: "show", needsBound: false, at: span)
        let places = places(show.rows)
        let columns = columns(show.columns, of: set?.shape)
        guard let set, let places, let columns else { return nil }
        return .show(set: set, rows: places, columns: columns)
    }

    mutating func check(_ count: CountStatement, at span: Span) -> Program.Kind? {
        guard let set = rows(count.set, for: "count", needsBound: false, at: span) else { return nil }
        if !set.shape.isBounded, let condition = set.shape.localCondition, let provider = catalog.accounts[set.shape.account] {
            report(.countNeedsBound(condition: condition, provider: provider.title, at: span))
            return nil
        }
        return .count(set: set)
    }

    mutating func check(_ export: ExportStatement, at span: Span) -> Program.Kind? {
        let set = rows(export.set, for: "export", needsBound: true, at: span)
        let file = textual(export.file)
        if case .constant(.text(let name)) = file, FileFormat(fileName: name) == nil {
            report(.unknownFormat(name, at: export.file.span))
            return nil
        }
        let columns = columns(export.columns, of: set?.shape)
        guard let set, let file, let columns else { return nil }
        return .export(set: set, file: file, columns: columns)
    }

    /// The rows that a statement acts on.
    private mutating func rows(_ name: SetName?, for statement: String, needsBound: Bool, at span: Span) -> Program.SetReference?
    {
        var shape = scope.it
        if let name {
            shape = scope.sets[name.text]
            if shape == nil {
                let diagnostic = Diagnostic.unknownSet(name.text, among: scope.sets.keys.sorted(), at: name.span)
                reportIfCertain(diagnostic, at: name.span)
                return nil
            }
        }
        guard let shape else {
            reportIfCertain(.noRows(statement, at: span), at: span)
            return nil
        }
        if needsBound, !shape.isBounded {
            reportIfRowsAreCertain(.unboundedRows(statement, at: span), at: span)
            return nil
        }
        return Program.SetReference(name: name?.text, shape: shape)
    }
}
