import LeadDiagnostics
import LeadModel
import LeadSyntax

/// Finding: where rows come from, and what is known of them.
extension Checker {
    mutating func check(_ rows: RowsStatement, at span: Span) -> Program.Kind? {
        var origin: Program.Origin?
        if let head = rows.head {
            noteFinding(at: head.span)
            let known = findings.count
            origin = self.origin(head)
            if origin == nil, findings.count > known, scope.it == nil { scope.it = fallbackShape }
        } else if scope.it == nil {
            let word = text(of: span).split { !$0.isLetter }.first.map(String.init) ?? "where"
            reportIfDoingIsCertain(.noRows(word, isConditional: scope.mayHaveRows, at: span), at: span)
            // What follows from the missing rows is not said again.
            scope.it = fallbackShape
        } else if !isCertain(scope.it, nil, at: span) {
            scope.it?.isAmbiguous = false
        }
        var isComplete = rows.head == nil || origin != nil
        var refinements: [Program.Refinement] = []
        for clause in rows.clauses {
            if let checked = refinement(clause) { refinements += checked } else { isComplete = false }
        }
        if let alias = rows.alias, let shape = scope.it {
            if scope.variable(alias.text) != nil { report(.shadowedName(alias.text, at: alias.span)) }
            bind(alias, .set(shape), as: .set)
        }
        guard isComplete else { return nil }
        return .rows(Program.Rows(origin: origin, refinements: refinements, alias: rows.alias?.text))
    }

    /// A shape that causes no further messages.
    var fallbackShape: SetShape {
        SetShape(account: scope.account, kind: .people, isBounded: true)
    }

    /// Takes rows of which nothing is known as the current ones, so that one mistake causes one message.
    mutating func ignoreRows() {
        scope.it = fallbackShape
        scope.it?.isUnknown = true
    }

    func isCertain(_ shape: SetShape?) -> Bool { shape?.isAmbiguous != true }

    /// Whether it is known what the rows are; reports that it is not.
    private mutating func isCertain(_ shape: SetShape?, _ name: SetName?, at span: Span) -> Bool {
        guard isCertain(shape) else {
            reportIfRowsAreCertain(.ambiguousRows(name?.text ?? "it", at: span), at: span)
            if name == nil { ignoreRows() }
            return false
        }
        return true
    }

    /// The rows that a statement acts on.
    mutating func rows(_ name: SetName?, for statement: String, needsBound: Bool, at span: Span) -> Program.SetReference? {
        var shape = scope.it
        if let name {
            shape = keptShape(of: name)
            if shape == nil { return nil }
        }
        guard let shape else {
            reportIfDoingIsCertain(.noRows(statement, isConditional: scope.mayHaveRows, at: span), at: span)
            return nil
        }
        guard isCertain(shape, name, at: span) else { return nil }
        if needsBound, !shape.isBounded {
            reportIfRowsAreCertain(.unboundedRows(statement, at: span), at: span)
            return nil
        }
        return Program.SetReference(name: name?.text, shape: shape)
    }

    // MARK: Origins

    private mutating func origin(_ head: RowsStatement.Head) -> Program.Origin? {
        switch head.kind {
        case .search(let kind):
            let recordKind = RecordKind(kind)
            scope.it = SetShape(account: scope.account, kind: recordKind, isBounded: false)
            reach(scope.account, at: head.span)
            let capability: ProviderSignature.Capability = kind == .people ? .searchPeople : .searchCompanies
            guard supports(capability, text(of: head.span), at: head.span) else { return nil }
            return .search(recordKind)
        case .openList(let list):
            let account = account(of: list)
            let provider = catalog.accounts[account ?? scope.account]
            let kind: RecordKind = provider?.capabilities.contains(.contacts) == true ? .contacts : .people
            scope.it = SetShape(account: account ?? scope.account, kind: kind, isBounded: true)
            return target(list).map { .list($0) }
        case .openContacts:
            scope.it = SetShape(account: scope.account, kind: .contacts, isBounded: true)
            reach(scope.account, at: head.span)
            guard supports(.contacts, "open contacts", at: head.span) else { return nil }
            return .contacts
        case .with(let names): return union(of: names, at: head.span)
        case .load(let load): return origin(of: load, at: head.span)
        }
    }

    private mutating func union(of names: [SetName], at span: Span) -> Program.Origin? {
        let shapes = names.compactMap { keptShape(of: $0) }
        guard shapes.count == names.count, let first = shapes.first else { return nil }
        guard shapes.allSatisfy({ $0.account == first.account && $0.kind == first.kind }) else {
            report(.mixedSets(at: span))
            return nil
        }
        var shape = shapes.dropFirst().reduce(first) { $0.merged(with: $1) }
        // Whoever is in both is known only once the rows have been read, so that no service can count them.
        if names.count > 1, !shape.isBounded { shape.localCondition = shape.localCondition ?? span }
        scope.it = shape
        return .sets(names.map(\.text))
    }

    mutating func keptShape(of name: SetName) -> SetShape? {
        if let shape = scope.set(name.text) {
            usage.noteRead(name.text)
            return shape
        }
        let names = candidates { $0.setNames }
        reportMissing(name.text, .unknownSet(name.text, among: names, at: name.span), at: name.span)
        return nil
    }

    /// Reports a statement that the account's provider cannot do, and says which one can.
    mutating func supports(_ capability: ProviderSignature.Capability, _ statement: String, at span: Span) -> Bool {
        supports(capability, statement, by: provider, at: span)
    }

    mutating func supports(
        _ capability: ProviderSignature.Capability, _ statement: String, by provider: ProviderSignature?, at span: Span
    ) -> Bool {
        guard let provider, !isAccountUnknown, !provider.capabilities.contains(capability) else { return true }
        let able = catalog.accountNames.filter { catalog.accounts[$0]?.capabilities.contains(capability) == true }
        // Another account may have been meant to be in use.
        guard !place.losses.mayHaveUsed(able, before: span.start) else { return false }
        let instead = able.isEmpty ? "no provider can" : "\(able.joined(separator: " and ")) can: put `use \(able[0])` before it"
        report(.notSupported(statement, provider: provider.title, instead: instead, at: span))
        return false
    }

    mutating func target(_ list: ListReference) -> Program.ListTarget? {
        let account = account(of: list)
        if list.account == nil || account != nil { reach(account ?? scope.account, at: list.span) }
        guard let value = textual(list.value), list.account == nil || account != nil else { return nil }
        return Program.ListTarget(value: value, form: list.form == .name ? .name : .id, account: account, span: list.span)
    }

    /// The account that a list is said to be at; nil where none is said, or after a mistake, which has been reported.
    mutating func account(of list: ListReference) -> String? {
        list.account.flatMap { account(named: $0) }
    }

    /// The account that a name means; nil after a mistake, which has been reported.
    mutating func account(named name: Name) -> String? {
        let accounts = catalog.accounts(named: name.text)
        if accounts.isEmpty { report(.unknownAccount(name.text, among: catalog.accountNames, at: name.span)) }
        if accounts.count > 1 { reportChoice(of: name.text, among: accounts, at: name.span) }
        return accounts.count == 1 ? accounts[0] : nil
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
}

extension RecordKind {
    init(_ kind: RowKind) {
        self = kind == .people ? .people : .companies
    }
}
