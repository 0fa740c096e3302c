import LeadDiagnostics
import LeadModel
import LeadSyntax

/// `create list`, `ensure list`, `add`, `save`, `update`, `remove`, `delete list` and `suppress`: all that changes something.
extension Checker {
    mutating func check(_ makeList: MakeListStatement, at span: Span) -> Program.Kind? {
        if makeList.kind == .companies {
            report(.notInThisVersion("of companies", at: span))
            return nil
        }
        let name = textual(makeList.name)
        if case .constant(.text(let text)) = name, text.trimmed.isEmpty { report(.blankListName(at: makeList.name.span)) }
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
            if case .constant(.date(let first)) = from, case .constant(.date(let last)) = to, first > last {
                report(.reversedDates(first, last, at: written.from.span.joined(with: written.to.span)))
            }
            dates = (from, to)
        }
        return name.map {
            .makeList(
                Program.MakeList(
                    acceptsExisting: makeList.acceptsExisting, name: $0, description: description, dates: dates))
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
        guard supports(.save, "save", by: provider(of: save.list), at: span), let set else { return nil }
        guard isPeople(set.shape, "save", at: span) else { return nil }
        if let list, list == nil { return nil }
        return .save(set: set, list: list ?? nil, allowsNoKey: save.allowsNoKey)
    }

    /// What the account of a list can do: the one behind `at`, else the one in use.
    private mutating func provider(of list: ListReference?) -> ProviderSignature? {
        list.flatMap { account(of: $0) }.map { catalog.accounts[$0] } ?? provider
    }

    /// Companies cannot join a list of people; lists of companies come with a later version.
    mutating func isPeople(_ shape: SetShape, _ statement: String, at span: Span) -> Bool {
        guard shape.kind == .companies else { return true }
        report(
            .notInThisVersion(
                "\(statement) of companies", instead: "find people instead: `search people where company.industry is …`", at: span
            ))
        return false
    }

    // MARK: Contacts and lists that are there

    mutating func check(_ update: UpdateStatement, at span: Span) -> Program.Kind? {
        let set = rows(nil, for: "update", needsBound: true, at: span)
        scope.hasOutcome = true
        guard update.key.text.lowercased() == "email" else {
            report(.unknownUpdateKey(update.key.text, at: update.key.span))
            return nil
        }
        guard supports(.updateContacts, "update contacts", at: span), let set else { return nil }
        guard isPeople(set.shape, "update", at: span) else { return nil }
        return .update(set: set, fillsEmptyOnly: update.fillsEmptyOnly)
    }

    mutating func check(_ remove: RemoveStatement, at span: Span) -> Program.Kind? {
        let set = rows(remove.set, for: "remove", needsBound: true, at: span)
        let list = target(remove.list)
        scope.hasOutcome = true
        guard supports(.removeMembers, "remove", by: provider(of: remove.list), at: span), let set, let list else { return nil }
        return .remove(set: set, list: list)
    }

    mutating func checkDeletion(of list: ListReference, at span: Span) -> Program.Kind? {
        guard supports(.deleteList, "delete list", by: provider(of: list), at: span) else { return nil }
        return target(list).map { .deleteList($0) }
    }

    mutating func check(_ suppress: SuppressStatement, at span: Span) -> Program.Kind? {
        var shape = fallbackShape
        shape.isUnknown = true
        guard let keys = keys(suppress.keys, of: shape) else { return nil }
        let source: Program.Suppression.Source
        switch suppress.source {
        case .file(let file):
            guard let path = textual(file), isTable(path, holding: keys, at: file.span) else { return nil }
            source = .file(path)
        case .lists(let lists):
            let targets = lists.compactMap { target($0) }
            guard targets.count == lists.count else { return nil }
            source = .lists(targets)
        }
        return .suppress(Program.Suppression(source: source, keys: keys, allowsUnknown: suppress.allowsUnknown))
    }
}
