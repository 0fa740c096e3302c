import LeadModel
import LeadPlanner
import LeadSemantics

/// `save`: rows become contacts, each person once.
extension Session {
    mutating func save(
        _ set: Program.SetReference, to target: Program.ListTarget?, allowsNoKey: Bool
    ) async throws(StatementFailure) {
        let recipe = try self.recipe(of: set)
        let outer = account
        account = target?.account ?? account
        defer { account = outer }
        var list: ListSummary?
        if let target { list = try await find(target, isDestination: true) }
        let action = list.map { "save to list \"\($0.name)\"" } ?? "save to contacts"
        let writable = try await rowsToWrite(recipe)
        try await save(writable, of: recipe, to: list, allowsNoKey: allowsNoKey, action: action)
    }

    /// Makes contacts of the rows that the CRM does not have, and lets the contacts that it has join the list.
    ///
    /// `prospects/save` says nothing of rows that it skips (leadlex.md, G23 and G25), so the CRM is read first.
    mutating func save(
        _ writable: WritableRows, of recipe: Recipe, to list: ListSummary?, allowsNoKey: Bool, action: String
    ) async throws(StatementFailure) {
        let rows = writable.rows
        var work = Work(action: action, rows: writable, firstCall: callsBefore)
        guard rows.count > 0 else {
            finish(work)
            return
        }
        let plan = SavePlan(rows, contacts: try await knownContacts().contactKeys, allowsNoKey: allowsNoKey)
        for row in plan.keyless {
            work.reject(
                row, of: rows, "it has neither an e-mail address nor a LinkedIn URL (`allow no key` saves it all the same)")
        }
        for row in plan.nameless { work.reject(row, of: rows, "it has no name") }
        let signature = try provider(account).signature
        let known = list == nil ? [] : plan.existing
        let shape = SaveShape(
            plan.new, of: rows, areOwn: holdsOwnValues(recipe), joining: list == nil ? nil : known.count, at: signature)
        name(lost: shape.lost, at: signature)
        work.sendable = plan.new.count + known.count
        // Every part at once: a budget that is too small for the last must not stop the statement behind the first.
        try allow(calls: shape.calls, rows: plan.new.count + known.count)
        for range in (0..<shape.prospects.count).chunks(of: signature.limits.records) {
            let call = WriteCall.saveProspects(rows: rows.rows(at: Array(shape.prospects[range])), list: list?.id)
            let calls = (shape.prospects.count + signature.limits.records - 1) / signature.limits.records
            try await perform(call, rows: range.count, of: shape.prospects.count, calls: calls, &work)
        }
        let made = try await makeContacts(of: rows, at: shape.contacts, joining: list, &work)
        // The service found somebody whom the CRM did not show: who that is, it does not say.
        work.isExact = work.created == plan.new.count
        if let list {
            let added = work.added
            try await join(known + made, to: list, &work)
            work.isExact = work.isExact && [made.count, made.count + known.count].contains(work.added - added)
        }
        finish(work)
    }

    /// Makes contacts of rows that the CRM does not have.
    ///
    /// - Returns: Their ids where they are to join a list. Where an answer does not name each of them, the contacts are read
    ///   again; a row that cannot be found among them is rejected.
    private mutating func makeContacts(
        of rows: Batch, at places: [Int], joining list: ListSummary?, _ work: inout Work
    ) async throws(StatementFailure) -> [String] {
        work.beginPhase(isPreparing: list != nil)
        let ranges = (0..<places.count).chunks(of: try provider(account).signature.limits.records)
        var made: [String] = []
        var unnamed: [Int] = []
        for range in ranges {
            let call = WriteCall.createContacts(rows: rows.rows(at: Array(places[range])))
            let result = try await perform(call, rows: range.count, of: places.count, calls: ranges.count, &work)
            if let contacts = result.contacts { made += contacts.ids } else { unnamed += places[range] }
        }
        guard list != nil, !unnamed.isEmpty else { return made }
        let contacts: Batch
        do {
            contacts = try await knownContacts()
        } catch {
            throw cutShort(work, by: error)
        }
        let found = SavePlan(rows.rows(at: unnamed), contacts: contacts.contactKeys, allowsNoKey: true)
        for row in found.new {
            work.reject(unnamed[row], of: rows, "it was sent, but the CRM does not tell which contact it became")
        }
        work.sendable = work.sendable.map { $0 - found.new.count }
        return made + found.existing
    }

    /// Whether values of a set are the user's own in some way: rows of a file, changed ones, and those of another account.
    func holdsOwnValues(_ recipe: Recipe) -> Bool {
        recipe.account != account || recipe.hasChangedValues
    }

    /// Names the fields whose values have no place in the records that are about to be sent, of values of the user's own.
    func nameLostFields(of rows: Batch, in recipe: Recipe, isUpdate: Bool = false) throws(StatementFailure) {
        guard holdsOwnValues(recipe) else { return }
        let signature = try provider(account).signature
        let places = isUpdate ? signature.updateFields : signature.recordFields
        let lost = rows.fields.filter { field in
            field != "id" && !places.contains(field) && rows[field].contains { !$0.isEmpty }
        }
        name(lost: lost, at: signature)
    }

    private func name(lost: [String], at signature: ProviderSignature) {
        guard !lost.isEmpty else { return }
        events.receive(.noted("this statement takes no \(lost.joined(separator: ", ")) at \(signature.title): not sent"))
    }

    /// The contacts of the account, read once a run: past a few hundred each reading is one of few exports of an hour.
    mutating func knownContacts() async throws(StatementFailure) -> Batch {
        if let known = contacts[account] { return known }
        let provider = try provider(account)
        try allow()
        do {
            let found = try await provider.allContacts()
            contacts[account] = found
            return found
        } catch {
            throw StatementFailure(error, provider: provider.signature.title)
        }
    }
}

extension Batch {
    /// What the contacts are recognised by.
    fileprivate var contactKeys: [ContactKey] {
        (0..<count).map { row in
            ContactKey(
                id: self["id", row].description, email: EmailKey(self["email", row].description),
                profile: ProfileKey(self["linkedin_url", row].description))
        }
    }

    /// Gives the rows with the ids of `others` their values, and adds those with other ids.
    mutating func merge(_ others: Batch) {
        let places = Dictionary((0..<count).map { (self["id", $0].description, $0) }) { first, _ in first }
        let ids = (0..<others.count).map { others["id", $0].description }
        let changed = ids.indices.filter { places[ids[$0]] != nil }
        for field in others.fields where !changed.isEmpty {
            var values = self[field]
            for row in changed {
                guard let place = places[ids[row]], !others[field, row].isEmpty else { continue }
                values[place] = others[field, row]
            }
            self = setting(field, to: values)
        }
        append(others.rows(at: ids.indices.filter { places[ids[$0]] == nil }))
    }
}
