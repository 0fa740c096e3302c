import LeadModel
import LeadPlanner
import LeadSemantics

/// `save`: rows become contacts, each person once.
extension Session {
    mutating func save(
        _ set: Program.SetReference, to target: Program.ListTarget?, allowsNoKey: Bool
    ) async throws(StatementFailure) {
        let recipe = try self.recipe(of: set)
        var list: ListSummary?
        if let target { list = try await find(target, in: account) }
        let action = list.map { "save to list \"\($0.name)\"" } ?? "save to contacts"
        try await save(try await rowsToWrite(recipe), to: list, allowsNoKey: allowsNoKey, action: action)
    }

    /// Saves the rows that the CRM does not have, and lets the contacts that it has join the list.
    ///
    /// `prospects/save` says nothing of rows that it skips (leadlex.md, G23 and G25), so the CRM is read first.
    mutating func save(_ rows: Batch, to list: ListSummary?, allowsNoKey: Bool, action: String) async throws(StatementFailure) {
        var work = Work(action: action, requested: rows.count, firstCall: callsBefore)
        guard rows.count > 0 else {
            finish(work)
            return
        }
        let plan = SavePlan(rows, contacts: try await knownContacts(), allowsNoKey: allowsNoKey)
        for row in plan.keyless {
            work.reject(
                row, of: rows, "it has neither an e-mail address nor a LinkedIn URL (`allow no key` saves it all the same)")
        }
        for row in plan.nameless { work.reject(row, of: rows, "it has no name") }
        let limit = try provider(account).signature.limits.records
        let ranges = (0..<plan.new.count).chunks(of: limit)
        for range in ranges {
            let call = WriteCall.saveProspects(rows: rows.rows(at: Array(plan.new[range])), list: list?.id)
            try await perform(call, rows: range.count, of: plan.new.count, calls: ranges.count, &work)
        }
        // The service found somebody whom the CRM did not show: who that is, it does not say.
        work.isExact = work.created == plan.new.count
        if let list {
            let added = work.added
            try await join(plan.existing, to: list, &work)
            work.isExact = work.isExact && [0, plan.existing.count].contains(work.added - added)
        }
        finish(work)
    }

    private mutating func knownContacts() async throws(StatementFailure) -> [ContactKey] {
        let provider = try provider(account)
        do {
            return try await provider.contactKeys(inList: nil)
        } catch {
            throw StatementFailure(error, provider: provider.signature.title)
        }
    }
}
