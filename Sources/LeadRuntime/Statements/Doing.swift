import LeadModel
import LeadPlanner
import LeadSemantics
import LeadText

/// `create list`, `ensure list` and `add`.
extension Session {
    mutating func make(_ makeList: Program.MakeList) async throws(StatementFailure) {
        let name = try await evaluate(makeList.name).description
        guard name.contains(where: { !$0.isWhitespace }) else {
            throw .wrongValue("a list needs a name", help: "put one between the quotes")
        }
        guard name == scrubbed(name) else {
            throw .wrongValue("a list's name cannot hold control characters", help: "write it on one line, without escapes")
        }
        let known = try await lists(of: account)
        if let list = try match(name, among: known) {
            guard makeList.acceptsExisting else { throw .listExists(name, id: list.id) }
            planning?.note(used: list, at: account)
            events.receive(.listReady(name: name, isNew: false))
            return
        }
        var first = surroundings.today
        var last = Day(first)?.advanced(by: Double(Defaults.listDays))?.text ?? first
        if let dates = makeList.dates {
            first = try await evaluate(dates.from).description
            last = try await evaluate(dates.to).description
        }
        guard first <= last else {
            throw .wrongValue(
                "the list would end on \(last), before it begins on \(first)", help: "write `from \(last) to \(first)`")
        }
        var description: String?
        if let text = makeList.description { description = try await evaluate(text).description }
        let draft = ListDraft(name: name, description: description, firstDay: first, lastDay: last)
        let isNew = try await create(draft, acceptsExisting: makeList.acceptsExisting)
        if offline != nil, makeList.acceptsExisting {
            events.receive(.noted("makes the list \"\(name)\" unless it is there"))
        } else {
            events.receive(.listReady(name: name, isNew: isNew))
        }
    }

    /// Makes a list and looks at all lists again: another process may have made one of that name meanwhile.
    ///
    /// - Returns: Whether the list is new.
    private mutating func create(_ draft: ListDraft, acceptsExisting: Bool) async throws(StatementFailure) -> Bool {
        if offline != nil {
            try imagineMaking(draft, acceptsExisting: acceptsExisting)
            return !acceptsExisting
        }
        do {
            _ = try await write(.createList(draft), to: account)
        } catch {
            lists[account] = nil
            // Where nobody can look, what is known of the call is all that is known.
            guard acceptsExisting, case .provider = error,
                (try? await match(draft.name, among: lists(of: account))) != nil
            else { throw error }
            return false
        }
        lists[account] = nil
        _ = try await match(draft.name, among: lists(of: account))
        return true
    }

    // MARK: Adding

    mutating func add(_ set: Program.SetReference, to target: Program.ListTarget) async throws(StatementFailure) {
        let recipe = try self.recipe(of: set)
        let outer = account
        account = target.account ?? account
        defer { account = outer }
        let list = try await find(target, isDestination: true)
        if list.kind == .companies { throw .wrongListKind(list.name) }
        let signature = try provider(account).signature
        let origin = accounts[recipe.account]?.signature
        let hasRows = recipe.origin != .search || hasRows(of: plan(for: recipe).source) || !suppressions.isEmpty
        let action = "add to list \"\(list.name)\""
        switch AddPlan(recipe, from: origin, to: signature, account: account, hasRows: hasRows) {
        case .places(let selection):
            try await add(selection, from: plan(for: recipe).source, to: list, action: action)
        case .ids:
            let rows = try await rowsToWrite(recipe)
            try await add(ids: rows, to: list, action: action)
        case .records:
            let rows = try await rowsToWrite(recipe)
            try nameLostFields(of: rows.rows, in: recipe)
            warn(of: rows.rows, in: recipe, at: signature)
            try await add(records: rows, to: list, action: action)
        case .join:
            let rows = try await rowsToWrite(recipe)
            var work = Work(action: action, rows: rows, firstCall: callsBefore)
            let limit = signature.limits.join
            try allow(calls: (0..<rows.rows.count).chunks(of: limit).count, rows: rows.rows.count)
            try await join(rows.rows.ids, to: list, &work)
            finish(work)
        case .save:
            let rows = try await rowsToWrite(recipe)
            try await save(rows, of: recipe, to: list, allowsNoKey: false, action: action)
        }
    }

    /// Says what a service does with rows that are sent with all that is known of them, where that may surprise.
    private func warn(of rows: Batch, in recipe: Recipe, at signature: ProviderSignature) {
        let keyless = (0..<rows.count).filter { Members.keys(of: $0, in: rows, by: .person).isEmpty }.count
        if keyless > 0 {
            events.receive(
                .noted(
                    "\(keyless) of \(rows.count) rows have neither an e-mail address nor a LinkedIn URL: \(signature.title) cannot tell whether they are in the list already"
                ))
        }
        if recipe.account == account, recipe.hasChangedValues {
            events.receive(
                .noted("\(signature.title) may keep its own values for people that it knows; changed ones are sent, not enforced")
            )
        }
    }

    func recipe(of set: Program.SetReference) throws(StatementFailure) -> Recipe {
        guard let name = set.name else {
            guard let it else { throw .wrongValue("nothing has been found yet", help: "begin with `search people where …`") }
            return it
        }
        guard let recipe = sets[name] else {
            throw .wrongValue("nothing is kept as `\(name)`", help: "keep a set with `as \(name)`")
        }
        return recipe
    }

    /// Reads the rows of a set that is about to be written, and says what they are.
    mutating func rowsToWrite(_ recipe: Recipe) async throws(StatementFailure) -> WritableRows {
        try await unsuppressed(try await rowsToChange(recipe), of: recipe)
    }

    /// Reads the rows that a statement is about to change something for, no more than may be changed at once.
    mutating func rowsToChange(_ recipe: Recipe) async throws(StatementFailure) -> Batch {
        try await refuseTooMany(recipe)
        let taken = try await take(recipe)
        tell(taken, of: recipe)
        if isOpenEnded(recipe), taken.rows.count > surroundings.maxRowsWritten {
            throw .tooManyRows(taken.rows.count, limit: surroundings.maxRowsWritten)
        }
        return taken.rows
    }

    /// Refuses a set without an end of its own before any row of it is read, where its size is one call away.
    private mutating func refuseTooMany(_ recipe: Recipe) async throws(StatementFailure) {
        guard isOpenEnded(recipe), case .search = recipe.origin else { return }
        let plan = plan(for: recipe)
        guard plan.remainder.allSatisfy({ $0 == .all }) else { return }
        let total = try await total(of: plan.source)
        if total > surroundings.maxRowsWritten { throw .tooManyRows(total, limit: surroundings.maxRowsWritten) }
    }

    /// Whether a set is a search, or holds one, without a number of rows that the user has named.
    func isOpenEnded(_ recipe: Recipe) -> Bool {
        let isBounded = recipe.refinements.contains { refinement in
            guard case .places(let ranges) = refinement else { return false }
            return ranges.allSatisfy { $0.upperBound != .max }
        }
        switch recipe.origin {
        case .search: return !isBounded
        case .union(let parts): return !isBounded && parts.contains(where: isOpenEnded)
        case .list, .contacts, .loaded: return false
        }
    }

    /// Lets the service take places of the search by itself.
    ///
    /// It answers only how many rows are new. Each excluded id is taken to stand among the places, unless more rows
    /// were added than that leaves.
    private mutating func add(
        _ selection: AddPlan.PlaceSelection, from source: PageSource, to list: ListSummary, action: String
    ) async throws(StatementFailure) {
        let total = try await total(of: source)
        let limit = try provider(account).signature.limits.selection
        let ranges = selection.calls(total: total, limit: limit)
        let places = ranges.map(\.count).reduce(0, +)
        if selection.ranges.contains(where: { $0.upperBound == .max }), places > surroundings.maxRowsWritten {
            throw .tooManyRows(places, limit: surroundings.maxRowsWritten)
        }
        let excluded = min(selection.excluded.count, places)
        var work = Work(action: action, requested: places - excluded, firstCall: callsBefore)
        work.isExact = false
        work.uncounted = excluded
        events.receive(.took(echo(of: selection, total: total, excluded: excluded)))
        try allow(calls: ranges.count, rows: work.requested)
        for range in ranges {
            let call = WriteCall.addPlaces(list: list.id, filter: selection.filter, places: range, excluding: selection.excluded)
            let rows = min(range.count, work.requested - work.sent)
            try await perform(call, rows: rows, of: work.requested, calls: ranges.count, &work)
        }
        finish(work)
    }

    private func echo(of selection: AddPlan.PlaceSelection, total: Int, excluded: Int) -> String {
        if total == 0 { return "the search has no rows" }
        let shown = selection.ranges.map { range -> String in
            let end = min(range.upperBound, total)
            return range.lowerBound < end ? "#\(range.lowerBound)–#\(end - 1)" : "from #\(range.lowerBound) on (none there)"
        }
        let isClipped = selection.ranges.contains { $0.upperBound != .max && $0.upperBound > total }
        return "places \(shown.joined(separator: ", ")), taken by the service"
            + (excluded > 0 ? ", less up to \(excluded) by id" : "")
            + (isClipped ? "; the search has only \(total == 1 ? "1 row" : "\(total) rows")" : "")
    }

    private mutating func add(
        ids rows: WritableRows, to list: ListSummary, action: String
    ) async throws(StatementFailure) {
        let limit = try provider(account).signature.limits.selection
        let ids = rows.rows.ids
        var work = Work(action: action, rows: rows, firstCall: callsBefore)
        let ranges = (0..<ids.count).chunks(of: limit)
        try allow(calls: ranges.count, rows: ids.count)
        for range in ranges {
            try await perform(
                .addIDs(list: list.id, ids: Array(ids[range])), rows: range.count, of: ids.count, calls: ranges.count, &work)
        }
        work.isExact = work.added == ids.count
        finish(work)
    }

    /// Sends rows of another account with all that is known of them; one without a first and a last name is refused here.
    private mutating func add(records writable: WritableRows, to list: ListSummary, action: String) async throws(StatementFailure)
    {
        let limit = try provider(account).signature.limits.records
        let records = writable.rows
        var work = Work(action: action, rows: writable, firstCall: callsBefore)
        var sendable: [Int] = []
        for row in 0..<records.count {
            if records["first_name", row].isEmpty || records["last_name", row].isEmpty {
                work.reject(row, of: records, "it has no first and last name")
            } else {
                sendable.append(row)
            }
        }
        let ranges = (0..<sendable.count).chunks(of: limit)
        try allow(calls: ranges.count, rows: sendable.count)
        for range in ranges {
            let rows = records.rows(at: Array(sendable[range]))
            try await perform(
                .addRecords(list: list.id, rows: rows), rows: range.count, of: sendable.count, calls: ranges.count, &work)
        }
        work.isExact = work.added == sendable.count
        finish(work)
    }

    /// Lets contacts join a list.
    mutating func join(_ contacts: [String], to list: ListSummary, _ work: inout Work) async throws(StatementFailure) {
        let limit = try provider(account).signature.limits.join
        work.beginPhase()
        let ranges = (0..<contacts.count).chunks(of: limit)
        for range in ranges {
            let call = WriteCall.joinList(list: list.id, contacts: Array(contacts[range]))
            try await perform(call, rows: range.count, of: contacts.count, calls: ranges.count, &work)
        }
    }
}
