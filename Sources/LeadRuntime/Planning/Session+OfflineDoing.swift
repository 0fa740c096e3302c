import LeadModel
import LeadPlanner
import LeadSemantics

/// What statements that change something would send, in a plan that reads nothing.
extension Session {
    /// Counts what a statement takes; false where it can be done as in any plan.
    mutating func imagine(_ statement: Program.Statement) async throws(StatementFailure) -> Bool {
        switch statement.kind {
        case .add(let set, let list): return try await imagineAdding(set, to: list)
        case .save(let set, let list, _): try await imagineSaving(set, to: list)
        case .update(let set, _): try await imagineUpdating(set)
        case .remove(let set, let list): try await imagineRemoving(set, from: list)
        case .deleteList(let target): try await imagineDeleting(target)
        case .showLists: try await imagineShowingLists()
        case .export, .use, .param, .budget, .let, .if, .for, .call, .include, .try, .stop, .fail, .wait, .print, .expect, .step,
            .rows,
            .suppress, .makeList, .show, .count, .describe, .summarize, .refresh, .plan, .explain, .help:
            return false
        }
        return true
    }

    // MARK: add

    private mutating func imagineAdding(
        _ set: Program.SetReference, to target: Program.ListTarget
    ) async throws(StatementFailure) -> Bool {
        let recipe = try self.recipe(of: set)
        let outer = account
        account = target.account ?? account
        defer { account = outer }
        let list = try await find(target, isDestination: true)
        let signature = try provider(account).signature
        switch try way(for: recipe, to: signature) {
        case .places(let selection):
            try imaginePlaces(selection, of: recipe, to: list, limit: signature.limits.selection)
        case .ids:
            let rows = try imagineRowsToWrite(recipe)
            try imagineCalls(rows, by: signature.limits.selection) {
                .addIDs(list: list.id, ids: Array(repeating: "", count: $0))
            }
            finishImagined(rows, mayBePresent: true)
        case .records:
            let isKnown = isHere(recipe) && suppressions.allSatisfy { if case .file = $0.source { true } else { false } }
            if isKnown {
                offline?.knowsOutcome = true
                return false
            }
            // A row without a first and a last name is not sent.
            let rows = try imagineRowsToWrite(recipe).orNone
            try imagineCalls(rows, by: signature.limits.records) {
                .addRecords(list: list.id, rows: Batch(kind: .people, count: $0))
            }
            finishImagined(rows, mayBePresent: true)
        case .join:
            let rows = try imagineRowsToWrite(recipe)
            try imagineJoining(rows, to: list)
            finishImagined(rows, mayBePresent: true)
        case .save:
            try imagineSaving(try imagineRowsToWrite(recipe), of: recipe, to: list)
        }
        return true
    }

    /// The way to add a set; where it depends on what was read, both ways are gone.
    private func way(for recipe: Recipe, to signature: ProviderSignature) throws(StatementFailure) -> AddPlan {
        let origin = accounts[recipe.account]?.signature
        func way(hasRows: Bool) -> AddPlan {
            AddPlan(recipe, from: origin, to: signature, account: account, hasRows: hasRows)
        }
        let hasRows: Bool?
        if recipe.origin != .search || !suppressions.isEmpty {
            hasRows = true
        } else {
            hasRows = offline?.hasRows(of: plan(for: recipe).source) ?? nil
        }
        let byPlaces = way(hasRows: false)
        guard case .places = byPlaces, hasRows != true else { return way(hasRows: true) }
        if hasRows == nil, try planning?.decides(on: "whether rows were read before") == true { return way(hasRows: true) }
        // Too many ids to leave out do not fit into one call.
        if recipe.isUnknown, try planning?.decides(on: "how many ids are left out") == true { return way(hasRows: true) }
        return byPlaces
    }

    /// The service takes places of a search of unknown size.
    private mutating func imaginePlaces(
        _ selection: AddPlan.PlaceSelection, of recipe: Recipe, to list: ListSummary, limit: Int
    ) throws(StatementFailure) {
        try imagineTotal(of: plan(for: recipe).source)
        var (calls, rows) = (0, 0)
        for range in selection.ranges {
            let count = range.upperBound == .max ? surroundings.maxRowsWritten : range.count
            calls += Bounds(count).parts(of: limit).lower
            rows += count
        }
        if selection.ranges.contains(where: { $0.upperBound == .max }) { rows = min(rows, surroundings.maxRowsWritten) }
        let call = WriteCall.addPlaces(
            list: list.id, filter: selection.filter, places: 0..<1, excluding: selection.excluded)
        note(try provider(account).foresee(call).requests, times: Bounds(0, calls), at: account)
        finishImagined(Bounds(0, rows), mayBePresent: true)
    }

    // MARK: save, update

    private mutating func imagineSaving(
        _ set: Program.SetReference, to target: Program.ListTarget?
    ) async throws(StatementFailure) {
        let recipe = try self.recipe(of: set)
        let outer = account
        account = target?.account ?? account
        defer { account = outer }
        var list: ListSummary?
        if let target { list = try await find(target, isDestination: true) }
        try imagineSaving(try imagineRowsToWrite(recipe), of: recipe, to: list)
    }

    /// Each row is new to the CRM, known to it, or nobody that it can keep.
    private mutating func imagineSaving(
        _ rows: Bounds, of recipe: Recipe, to list: ListSummary?
    ) throws(StatementFailure) {
        let limits = try provider(account).signature.limits
        try imagineContacts(for: rows)
        try imagineCalls(rows.orNone, by: limits.records) {
            .saveProspects(rows: Batch(kind: .people, count: $0), list: list?.id)
        }
        // Values of the user's own may need the call that keeps more fields.
        if holdsOwnValues(recipe) {
            try imagineCalls(rows.orNone, by: limits.records) { .createContacts(rows: Batch(kind: .people, count: $0)) }
        }
        if let list { try imagineJoining(rows.orNone, to: list) }
        finishImagined(rows.orNone, mayBePresent: true)
    }

    private mutating func imagineUpdating(_ set: Program.SetReference) async throws(StatementFailure) {
        let recipe = try self.recipe(of: set)
        let rows = try imagineRowsToWrite(recipe)
        try imagineContacts(for: rows)
        // One contact that changes stands for each of them.
        let before = Batch(kind: .contacts, rows: [["id": .text("1"), "email": .text("a@example.com")]])
        let after = Batch(kind: .contacts, rows: [["email": .text("a@example.com"), "title": .text("CEO")]])
        let call = WriteCall.updateContacts(rows: after, contacts: before, fillsEmptyOnly: false)
        note(try provider(account).foresee(call).requests, times: rows.orNone, at: account)
        finishImagined(rows.orNone, mayBePresent: false)
    }

    /// The CRM's contacts are looked up once, where there is a row to look up.
    private mutating func imagineContacts(for rows: Bounds) throws(StatementFailure) {
        let known = offline?.contacts[account]
        guard known != true, rows.upper != 0 else { return }
        let isCertain = rows.lower > 0
        try imagineRequests(.anyContacts, of: account, times: Bounds(known == nil && isCertain ? 1 : 0, 1))
        offline?.contacts[account] = isCertain
    }

    // MARK: remove, delete list, show lists

    private mutating func imagineRemoving(
        _ set: Program.SetReference, from target: Program.ListTarget
    ) async throws(StatementFailure) {
        let recipe = try self.recipe(of: set)
        let outer = account
        account = target.account ?? account
        defer { account = outer }
        let list = try await find(target)
        var rows = try imagineRowsToChange(recipe)
        if recipe.account != account || recipe.kind != list.kind {
            // Several members may be the same person.
            try imagineMembers(of: ListSnapshot(account: account, list: list, writes: writes))
            rows = Bounds(0, nil)
        }
        let limits = try provider(account).signature.limits
        try imagineCalls(rows, by: limits.join > 0 ? limits.join : limits.selection) {
            .removeMembers(list: list.id, ids: Array(repeating: "", count: $0))
        }
        finishImagined(rows, mayBePresent: false)
    }

    private mutating func imagineDeleting(_ target: Program.ListTarget) async throws(StatementFailure) {
        let account = target.account ?? account
        let list = try await find(target)
        note(try provider(account).foresee(.deleteList(id: list.id)).requests, at: account)
        lists[account]?.removeAll { $0.id == list.id }
        writes += 1
        events.receive(.listDeleted(name: list.name))
    }

    private mutating func imagineShowingLists() async throws(StatementFailure) {
        // What was told of their members before may no longer hold.
        let mayHaveChanged = offline?.changedLists.remove(account) != nil
        _ = try await lists(of: account)
        if mayHaveChanged { try imagineRequests(.anyLists, of: account, times: Bounds(0, 1)) }
    }

    // MARK: What they share

    /// Rows that are about to be written, less those that must not be.
    private mutating func imagineRowsToWrite(_ recipe: Recipe) throws(StatementFailure) -> Bounds {
        let rows = try imagineRowsToChange(recipe)
        for suppression in suppressions {
            guard case .lists(let lists) = suppression.source else { continue }
            for list in lists { try imagineMembers(of: list) }
        }
        return suppressions.isEmpty ? rows : rows.orNone
    }

    private mutating func imagineRowsToChange(_ recipe: Recipe) throws(StatementFailure) -> Bounds {
        guard !isHere(recipe), isOpenEnded(recipe) else { return try imagineReading(recipe) }
        let most = surroundings.maxRowsWritten
        guard case .search = recipe.origin else { return try imagineReading(recipe).atMost(most) }
        let plan = plan(for: recipe)
        guard plan.remainder.allSatisfy({ $0 == .all }) else { return try imagineReading(recipe).atMost(most) }
        // Its size is asked for first, and a larger one is refused.
        try imagineTotal(of: plan.source)
        return try imagineReading(recipe, mostRead: most).atMost(most)
    }

    private func imagineJoining(_ rows: Bounds, to list: ListSummary) throws(StatementFailure) {
        try imagineCalls(rows, by: try provider(account).signature.limits.join) {
            .joinList(list: list.id, contacts: Array(repeating: "", count: $0))
        }
    }

    /// Counts the calls for so many rows, no more than `limit` of them in one call.
    private func imagineCalls(_ rows: Bounds, by limit: Int, _ call: (Int) -> WriteCall) throws(StatementFailure) {
        let provider = try provider(account)
        func requests(for count: Int) -> [RequestCount] {
            let (full, rest) = (limit > 0 ? count / limit : 0, limit > 0 ? count % limit : count)
            var requests: [RequestCount] = []
            if full > 0 {
                requests = provider.foresee(call(limit)).requests.map {
                    RequestCount($0.endpoint, isWrite: $0.isWrite, count: $0.count * Bounds(full))
                }
            }
            if rest > 0 { requests.add(provider.foresee(call(rest)).requests) }
            return requests
        }
        let least = requests(for: rows.lower)
        let most = rows.upper.map(requests)
        let counted = (most ?? requests(for: max(rows.lower, 1))).map { request in
            RequestCount(
                request.endpoint, isWrite: request.isWrite,
                count: Bounds(
                    least.first { $0.endpoint == request.endpoint }?.count.lower ?? 0, most == nil ? nil : request.count.upper))
        }
        note(counted, at: account)
    }

    /// Ends a doing statement of which only the run can know what comes of it.
    private mutating func finishImagined(_ rows: Bounds, mayBePresent: Bool) {
        planning?.note(sent: rows, mayBePresent: mayBePresent)
        offline?.knowsOutcome = false
        guard rows.upper != 0 else { return }
        writes += 1
        if accounts[account]?.signature.capabilities.contains(.placeSelection) == true {
            offline?.changedLists.insert(account)
        }
    }
}
