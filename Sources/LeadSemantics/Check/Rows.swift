import LeadDiagnostics
import LeadModel
import LeadSyntax

/// Finding and refining: where rows come from, and what is known of them after each clause.
extension Checker {
    mutating func check(_ rows: RowsStatement, at span: Span) -> Program.Kind? {
        var origin: Program.Origin?
        if let head = rows.head {
            noteFinding(at: head.span)
            let known = diagnostics.count
            origin = self.origin(head)
            if origin == nil, diagnostics.count > known, scope.it == nil { scope.it = fallbackShape }
        } else if scope.it == nil {
            let word = text(of: span).split { !$0.isLetter }.first.map(String.init) ?? "where"
            reportIfCertain(.noRows(word, at: span), at: span)
            // What follows from the missing rows is not said again.
            scope.it = fallbackShape
        }
        var isComplete = rows.head == nil || origin != nil
        var refinements: [Program.Refinement] = []
        for clause in rows.clauses {
            if let checked = refinement(clause) { refinements += checked } else { isComplete = false }
        }
        if let alias = rows.alias, let shape = scope.it {
            scope.variables[alias.text] = nil
            scope.sets[alias.text] = shape
        }
        guard isComplete else { return nil }
        return .rows(Program.Rows(origin: origin, refinements: refinements, alias: rows.alias?.text))
    }

    /// A shape that causes no further messages.
    private var fallbackShape: SetShape {
        SetShape(account: scope.account, kind: .people, isBounded: true)
    }

    // MARK: Origins

    private mutating func origin(_ head: RowsStatement.Head) -> Program.Origin? {
        switch head.kind {
        case .search(let kind):
            let recordKind: RecordKind = kind == .people ? .people : .companies
            scope.it = SetShape(account: scope.account, kind: recordKind, isBounded: false)
            let capability: ProviderSignature.Capability = kind == .people ? .searchPeople : .searchCompanies
            guard supports(capability, text(of: head.span), at: head.span) else { return nil }
            return .search(recordKind)
        case .openList(let list):
            let kind: RecordKind = provider?.capabilities.contains(.contacts) == true ? .contacts : .people
            scope.it = SetShape(account: scope.account, kind: kind, isBounded: true)
            return target(list).map { .list($0) }
        case .openContacts:
            scope.it = SetShape(account: scope.account, kind: .contacts, isBounded: true)
            guard supports(.contacts, "open contacts", at: head.span) else { return nil }
            return .contacts
        case .with(let names): return union(of: names, at: head.span)
        }
    }

    private mutating func union(of names: [SetName], at span: Span) -> Program.Origin? {
        let shapes = names.compactMap { keptShape(of: $0) }
        guard shapes.count == names.count, let first = shapes.first else { return nil }
        guard shapes.allSatisfy({ $0.account == first.account && $0.kind == first.kind }) else {
            report(.mixedSets(at: span))
            return nil
        }
        var shape = first
        shape.isBounded = shapes.allSatisfy(\.isBounded)
        shape.localCondition = shapes.compactMap(\.localCondition).first
        scope.it = shape
        return .sets(names.map(\.text))
    }

    private mutating func keptShape(of name: SetName) -> SetShape? {
        if let shape = scope.sets[name.text] { return shape }
        let diagnostic = Diagnostic.unknownSet(name.text, among: scope.sets.keys.sorted(), at: name.span)
        reportIfCertain(diagnostic, at: name.span)
        return nil
    }

    /// Reports a statement that the account's provider cannot do, and says which one can.
    mutating func supports(_ capability: ProviderSignature.Capability, _ statement: String, at span: Span) -> Bool {
        guard let provider, !provider.capabilities.contains(capability) else { return true }
        let able = catalog.accountNames.filter { catalog.accounts[$0]?.capabilities.contains(capability) == true }
        let instead = able.isEmpty ? "no provider can" : "\(able.joined(separator: " and ")) can: put `use \(able[0])` before it"
        report(.notSupported(statement, provider: provider.title, instead: instead, at: span))
        return false
    }

    mutating func target(_ list: ListReference) -> Program.ListTarget? {
        switch list {
        case .named(let name):
            guard let value = textual(name) else { return nil }
            return Program.ListTarget(value: value, form: .name, span: name.span)
        case .id(let id):
            guard let value = textual(id) else { return nil }
            return Program.ListTarget(value: value, form: .id, span: id.span)
        }
    }

    /// Checks a value that must be text.
    mutating func textual(_ written: Expression) -> TypedExpression? {
        typed(written, as: .text)
    }

    /// Checks a value that must be of a type.
    mutating func typed(_ written: Expression, as type: ValueType) -> TypedExpression? {
        guard let value = expression(written) else { return nil }
        guard value.type.fits(type) else {
            report(.wrongType("`\(text(of: written.span))`", is: value.type, expected: type.phrase, at: written.span))
            return nil
        }
        return value.node
    }

    // MARK: Refinements

    private mutating func refinement(_ clause: Clause) -> [Program.Refinement]? {
        let kinds: [Program.Refinement.Kind]?
        switch clause.kind {
        case .where(let condition): kinds = filter(condition).map { [.where($0)] }
        case .select(let pick): kinds = selection(pick).map { [$0] }
        case .except(let items):
            let checked = items.compactMap { item in exception(item).map { Program.Refinement(kind: $0, span: item.span) } }
            return checked.count == items.count ? checked : nil
        }
        return kinds?.map { Program.Refinement(kind: $0, span: clause.span) }
    }

    private mutating func filter(_ written: Expression) -> TypedExpression? {
        guard let shape = scope.it else { return nil }
        let provider = catalog.accounts[shape.account]
        guard let condition = condition(written, row: RowContext(kind: shape.kind, provider: provider)) else { return nil }
        if !shape.isBounded, shape.localCondition == nil, let provider {
            let isPushed = condition.conjuncts.allSatisfy {
                PushableCondition($0, kind: shape.kind, at: provider)?.precision == .exact
            }
            if !isPushed { scope.it?.localCondition = written.span }
        }
        return condition
    }

    private mutating func selection(_ pick: Pick) -> Program.Refinement.Kind? {
        switch pick {
        case .where(let condition): return filter(condition).map { .where($0) }
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
            if scope.sets[name.text] != nil { return .inSet(name.text) }
            return expression(.path(FieldPath(name))).map { .ids($0.node) }
        case .where: return nil
        }
    }

    private mutating func exception(_ item: ExceptItem) -> Program.Refinement.Kind? {
        switch item.kind {
        case .id(let id): return expression(id).map { .exceptIDs($0.node) }
        case .named(let name):
            if scope.sets[name.text] != nil { return .exceptSet(name.text) }
            return expression(.path(FieldPath(name))).map { .exceptIDs($0.node) }
        case .rows(let spans): return places(spans).map { .exceptRows($0) }
        case .where(let condition): return filter(condition).map { .exceptWhere($0) }
        case .lists(let lists, let keys):
            let targets = lists.compactMap { target($0) }
            let fields = columns(keys, of: scope.it)
            guard targets.count == lists.count, let fields else { return nil }
            return .exceptLists(targets, keys: fields)
        }
    }

    /// Checks names of columns against the rows' fields.
    mutating func columns(_ paths: [FieldPath], of shape: SetShape?) -> [String]? {
        guard let shape else { return nil }
        let row = RowContext(kind: shape.kind, provider: catalog.accounts[shape.account])
        let names = paths.compactMap { path -> String? in
            guard case .field(let name) = field(path, in: row)?.node else { return nil }
            return name
        }
        return names.count == paths.count ? names : nil
    }

    // MARK: Places

    mutating func places(_ spans: [RowSpan]) -> [Program.Places]? {
        let places = spans.compactMap { place($0) }
        return places.count == spans.count ? places : nil
    }

    private mutating func place(_ span: RowSpan) -> Program.Places? {
        guard let lower = rowNumber(span.lower) else { return nil }
        switch span.extent {
        case .single: return Program.Places(lower: lower, extent: .single, span: span.span)
        case .open: return Program.Places(lower: lower, extent: .open, span: span.span)
        case .upTo(let written):
            guard let upper = rowNumber(written) else { return nil }
            if case .constant(.number(let low)) = lower, case .constant(.number(let high)) = upper {
                let upperText = text(of: written.span)
                guard low <= high else {
                    report(.reversedRange(lower: text(of: span.lower.span), upper: upperText, at: span.span))
                    return nil
                }
                if low == 1, high > 1 { report(.firstRowLeftOut(upper: upperText, at: span.span)) }
            }
            return Program.Places(lower: lower, extent: .upTo(upper), span: span.span)
        }
    }

    /// Checks a number of rows or a place: whole, and 0 or more.
    private mutating func rowNumber(_ written: Expression) -> TypedExpression? {
        guard let value = typed(written, as: .number) else { return nil }
        if case .constant(.number(let number)) = value, number < 0 || number != number.rounded(.down) || number > 1e12 {
            report(.invalidPlace(text(of: written.span), at: written.span))
            return nil
        }
        return value
    }
}
