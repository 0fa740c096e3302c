import LeadDiagnostics
import LeadModel
import LeadSyntax

/// Refining: what is known of the rows behind each clause.
extension Checker {
    // MARK: Refinements

    mutating func refinement(_ clause: Clause) -> [Program.Refinement]? {
        let kind: Program.Refinement.Kind?
        switch clause.kind {
        case .where(let condition): kind = filter(condition).map { .where($0) }
        case .select(let pick): kind = selection(pick, at: clause.span)
        case .except(let items):
            let checked = items.compactMap { item -> Program.Refinement? in
                let kind = exception(item)
                // No service leaves rows out by itself, so that from here on the rows must be read.
                if scope.it?.isBounded == false, scope.it?.localCondition == nil { scope.it?.localCondition = item.span }
                return kind.map { Program.Refinement(kind: $0, span: item.span) }
            }
            return checked.count == items.count ? checked : nil
        case .dedupe, .order, .limit: kind = choice(clause)
        case .set, .drop, .rename: kind = change(clause)
        }
        return kind.map { [Program.Refinement(kind: $0, span: clause.span)] }
    }

    mutating func filter(_ written: Expression) -> TypedExpression? {
        guard let shape = scope.it else { return nil }
        let provider = catalog.accounts[shape.account]
        guard let condition = condition(written, row: RowContext(shape: shape, provider: provider)) else { return nil }
        if !shape.isBounded, shape.localCondition == nil, let provider {
            let isPushed = PushableCondition.parts(of: condition, kind: shape.kind, at: provider).allSatisfy {
                PushableCondition($0, kind: shape.kind, at: provider)?.precision == .exact
            }
            // Behind `set`, `drop` and `rename` a condition is about other values than the provider's.
            let isChanged = !shape.added.isEmpty || !shape.dropped.isEmpty
            if !isPushed || isChanged { scope.it?.localCondition = written.span }
        }
        return condition
    }

    private mutating func selection(_ pick: Pick, at span: Span) -> Program.Refinement.Kind? {
        switch pick {
        case .where(let condition): return filter(condition).map { .where($0) }
        case .sample(let count):
            let isBounded = needsAllRows("select sample", at: span)
            guard let count = rowNumber(count), isBounded else { return nil }
            return .sample(count)
        case .rows, .all, .first, .ids, .named: scope.it?.isBounded = true
        }
        switch pick {
        case .rows(let spans): return places(spans).map { .rows($0) }
        case .all: return .all
        case .first(let count):
            guard let count = rowNumber(count) else { return nil }
            return .first(count)
        case .ids(let ids):
            let values = ids.compactMap { expression($0)?.node }
            return values.count == ids.count ? .ids(.list(values)) : nil
        case .named(let name):
            if scope.set(name.text) != nil {
                usage.noteRead(name.text)
                return .inSet(name.text)
            }
            return expression(.path(FieldPath(name))).map { .ids($0.node) }
        case .where, .sample: return nil
        }
    }

    private mutating func exception(_ item: ExceptItem) -> Program.Refinement.Kind? {
        switch item.kind {
        case .id(let id): return expression(id).map { .exceptIDs($0.node) }
        case .named(let name):
            if scope.set(name.text) != nil {
                usage.noteRead(name.text)
                return .exceptSet(name.text)
            }
            return expression(.path(FieldPath(name))).map { .exceptIDs($0.node) }
        case .rows(let spans): return places(spans).map { .exceptRows($0) }
        case .where(let condition): return filter(condition).map { .exceptWhere($0) }
        case .lists(let lists, let keys):
            let targets = lists.compactMap { target($0) }
            let fields = self.keys(keys, of: scope.it)
            guard targets.count == lists.count, let fields else { return nil }
            return .exceptLists(targets, keys: fields)
        case .anyList(let since):
            guard let since else { return .exceptAnyList(since: nil) }
            return typed(since, as: .date).map { .exceptAnyList(since: $0) }
        case .file(let file, let keys):
            let path = textual(file)
            guard let fields = self.keys(keys, of: scope.it), let path, isTable(path, holding: fields, at: file.span) else {
                return nil
            }
            return .exceptFile(path, keys: fields)
        }
    }

    /// Checks names of columns against the rows' fields.
    mutating func columns(_ paths: [FieldPath], of shape: SetShape?) -> [String]? {
        guard let shape else { return nil }
        let row = RowContext(shape: shape, provider: catalog.accounts[shape.account])
        let names = paths.compactMap { path -> String? in
            guard case .field(let name) = field(path, in: row)?.node else { return nil }
            return name
        }
        return names.count == paths.count ? names : nil
    }
}
