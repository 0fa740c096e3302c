import LeadModel
import LeadPlanner
import LeadSemantics

/// `update`, `remove` and `delete list`.
extension Session {
    // MARK: Contacts

    /// Changes the contacts that have the rows' e-mail addresses; makes none.
    mutating func update(_ set: Program.SetReference, fillsEmptyOnly: Bool) async throws(StatementFailure) {
        let recipe = try self.recipe(of: set)
        let writable = try await rowsToWrite(recipe)
        let rows = writable.rows
        try nameLostFields(of: rows, in: recipe, isUpdate: true)
        var work = Work(action: "update contacts", rows: writable, firstCall: callsBefore, verb: .updated)
        guard rows.count > 0 else {
            finish(work)
            return
        }
        let contacts = try await knownContacts()
        let known = Set(contacts["email"].compactMap { EmailKey($0.description) })
        var seen: Set<EmailKey> = []
        var sendable: [Int] = []
        for row in 0..<rows.count {
            guard let email = rows["email", row].texts.first.flatMap(EmailKey.init) else {
                work.reject(row, of: rows, "it has no e-mail address")
                continue
            }
            guard known.contains(email) else {
                work.reject(row, of: rows, "the CRM has no contact with its e-mail address (`save to contacts` makes one)")
                continue
            }
            if seen.insert(email).inserted { sendable.append(row) }
        }
        work.sendable = sendable.count
        let ranges = (0..<sendable.count).chunks(of: try provider(account).signature.limits.update)
        try allow(calls: ranges.count, rows: sendable.count)
        for range in ranges {
            let call = WriteCall.updateContacts(
                rows: rows.rows(at: Array(sendable[range])), contacts: contacts, fillsEmptyOnly: fillsEmptyOnly)
            try await perform(call, rows: range.count, of: sendable.count, calls: ranges.count, &work)
        }
        finish(work)
    }

    // MARK: Lists

    /// Takes rows out of a list; asks before more than a hundred.
    mutating func remove(_ set: Program.SetReference, from target: Program.ListTarget) async throws(StatementFailure) {
        let recipe = try self.recipe(of: set)
        let outer = account
        account = target.account ?? account
        defer { account = outer }
        let list = try await find(target)
        let rows = try await rowsToChange(recipe)
        let ids = try await ids(of: rows, foundIn: recipe, amongMembersOf: list)
        if ids.count > RowLimits.removed {
            try await agree(Question("this removes \(ids.count) rows from the list \"\(list.name)\""))
        }
        let limits = try provider(account).signature.limits
        var work = Work(
            action: "remove from list \"\(list.name)\"", rows: WritableRows(rows: rows), firstCall: callsBefore,
            verb: .removed)
        work.sendable = ids.count
        let ranges = (0..<ids.count).chunks(of: limits.join > 0 ? limits.join : limits.selection)
        try allow(calls: ranges.count, rows: ids.count)
        for range in ranges {
            let call = WriteCall.removeMembers(list: list.id, ids: Array(ids[range]))
            try await perform(call, rows: range.count, of: ids.count, calls: ranges.count, &work)
        }
        finish(work)
    }

    /// The ids under which a list knows rows: their own, or those of members who are the same person.
    private mutating func ids(
        of rows: Batch, foundIn recipe: Recipe, amongMembersOf list: ListSummary
    ) async throws(StatementFailure) -> [String] {
        if recipe.account == account, recipe.kind == list.kind { return rows.ids }
        let snapshot = ListSnapshot(account: account, list: list, writes: writes)
        let members = try await take(snapshot.recipe).rows
        let wanted = Members(rows: rows, key: .person, label: "")
        return members.rows(at: (0..<members.count).filter { wanted.contains(row: $0, of: members) }).ids
    }

    mutating func delete(_ target: Program.ListTarget) async throws(StatementFailure) {
        let outer = account
        account = target.account ?? account
        defer { account = outer }
        let list = try await find(target)
        try await agree(Question("this deletes the list \"\(list.name)\" for good", word: list.name))
        _ = try await write(.deleteList(id: list.id), to: account)
        events.receive(.listDeleted(name: list.name))
    }

    private func agree(_ question: Question) async throws(StatementFailure) {
        planning?.note("asks first: \(question.text)")
        // What a prompt has left behind must not ask between later lines.
        try checkInterrupt()
        switch await surroundings.ask(question) {
        case .yes: return
        case .no: throw .declined(question)
        case .nobody: throw .unapproved(question)
        }
    }
}
