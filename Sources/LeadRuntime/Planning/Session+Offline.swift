import LeadModel
import LeadPlanner
import LeadSemantics

/// What reading would take, in a plan that reads nothing.
extension Session {
    /// Whether all rows of a set are at hand, and all that they are compared with.
    func isHere(_ recipe: Recipe) -> Bool {
        guard !recipe.isUnknown else { return false }
        switch recipe.origin {
        case .loaded: return true
        case .union(let parts): return parts.allSatisfy(isHere)
        case .search, .list, .contacts: return false
        }
    }

    /// Counts what reading rows of a set takes, and bounds how many there are.
    ///
    /// - Parameters:
    ///   - needed: How many rows are wanted; nil for all.
    ///   - mostRead: After how many rows the statement gives up; nil where it does so as any other.
    ///   - isCertain: Whether they are read at all.
    mutating func imagineReading(
        _ recipe: Recipe, atMost needed: Int? = nil, mostRead: Int? = nil, isCertain: Bool = true
    ) throws(StatementFailure) -> Bounds {
        let needed = recipe.needsEveryRow ? nil : needed
        switch recipe.origin {
        case .loaded(let number):
            return Estimate.rows(of: Bounds(loads[number].rows.count), after: recipe.refinements)
        case .union(let parts):
            return try imagineReading(union: parts, of: recipe, atMost: needed, isCertain: isCertain)
        case .search, .list, .contacts: break
        }
        let plan = plan(for: recipe)
        let estimate = estimate(plan, atMost: needed, mostRead: mostRead)
        guard offline?.hasRead(recipe) != true, var reads = offline else { return estimate.rows }
        let requests = reads.read(estimate, of: plan.source, isCertain: isCertain)
        if isCertain, needed == nil { reads.note(whole: recipe) }
        offline = reads
        // Whether several searches take fewer pages, their first pages tell.
        if case .search = recipe.origin, needed == nil, let signature = accounts[recipe.account]?.signature {
            let others = SearchPlan.alternatives(recipe, at: signature)
            if !others.isEmpty {
                try imagineRequests(plan.source.read, of: recipe.account, times: Bounds(0, 1 + others.count))
            }
        }
        try imagineRequests(plan.source.read, of: recipe.account, times: requests)
        if needed == nil, requests.upper == nil, try provider(recipe.account).signature.limits.export > 0 {
            try imagineRequests(.export, of: recipe.account, times: Bounds(0, 1))
        }
        return estimate.rows
    }

    /// What reading takes where nothing is known of the account.
    private func estimate(_ plan: ReadPlan, atMost needed: Int?, mostRead: Int?) -> Estimate {
        let size = pageSize(of: plan.source)
        let isNarrowed = plan.remainder.contains { !$0.keepsCount }
        let cap = mostRead ?? (needed == nil || isNarrowed ? readCap(of: plan) : nil)
        return Estimate(
            plan.remainder, of: Bounds(0, nil), pageSize: size < 1 << 32 ? size : nil, mostRead: cap, needed: needed)
    }

    /// Sets one after another: as many of them as it takes.
    private mutating func imagineReading(
        union parts: [Recipe], of recipe: Recipe, atMost needed: Int?, isCertain: Bool
    ) throws(StatementFailure) -> Bounds {
        guard !recipe.refinements.contains(where: \.letsNothingPass), needed != 0 else { return .zero }
        // Of so many rows on one page, all are read; where that is not certain, some step may have enough before the end.
        let whole = Estimate(recipe.refinements, of: Bounds(0, nil), pageSize: 1, needed: needed)
        let readsAll = whole.certainPages == .max
        var rows = Bounds.zero
        for (place, part) in parts.enumerated() {
            let isRead = isCertain && (readsAll || place == 0 && whole.pages.lower > 0)
            // More of a set may be read where too few of its rows pass.
            if isRead, !readsAll, needed != nil { _ = try imagineReading(part, atMost: needed) }
            rows += try imagineReading(part, isCertain: isRead && (readsAll || needed == nil))
        }
        return Estimate.rows(of: Bounds(min(rows.lower, 1), rows.upper), after: recipe.refinements)
    }

    /// Counts what it takes to know how many rows a source has.
    mutating func imagineTotal(of source: PageSource) throws(StatementFailure) {
        guard var reads = offline else { return }
        defer { offline = reads }
        let requests: Bounds
        if case .search = source {
            requests = reads.total(of: source)
        } else {
            let size = pageSize(of: source)
            let first = Estimate([], of: Bounds(0, nil), pageSize: size < 1 << 32 ? size : nil, needed: 1)
            requests = reads.read(first, of: source)
        }
        try imagineRequests(source.read, of: source.account, times: requests)
    }

    /// Counts requests of reads.
    func imagineRequests(_ read: KnownRead, of account: String, times: Bounds = Bounds(1)) throws(StatementFailure) {
        note(try provider(account).requests(for: read), times: times, at: account)
    }

    func note(_ requests: [RequestCount], times: Bounds = Bounds(1), at account: String) {
        let counted = requests.map { RequestCount($0.endpoint, isWrite: $0.isWrite, count: $0.count * times) }
        planning?.note(counted.filter { $0.count != .zero }, at: account)
    }

    /// Counts the reads of a statement that was planned, which may have found what it reads at hand.
    mutating func imagineReads(of plan: Plan) {
        for (account, requests) in plan.requests {
            note(requests.filter { !$0.isWrite }, times: Bounds(0, 1), at: account)
        }
    }

    // MARK: Lists

    /// Counts what it takes to know the lists of an account; gives back those that are there for certain.
    mutating func imagineLists(of account: String) throws(StatementFailure) -> [ListSummary] {
        let times = offline?.lists(of: account) ?? .zero
        try imagineRequests(.anyLists, of: account, times: times)
        return lists[account] ?? []
    }

    /// A list that is taken to be there.
    mutating func imagineFinding(_ name: String, isID: Bool, of account: String) throws(StatementFailure) -> ListSummary {
        let known = lists[account] ?? []
        if isID, let list = known.first(where: { $0.id.lowercased() == name.lowercased() }) { return list }
        if !isID, let list = try match(name, among: known) { return list }
        let kind: RecordKind = try provider(account).signature.capabilities.contains(.save) ? .contacts : .people
        let list = ListSummary(id: isID ? name : "unread \(name)", name: name, kind: kind)
        lists[account, default: []].append(list)
        return list
    }

    /// Counts what making a list takes; one that may be there is made or not.
    mutating func imagineMaking(_ draft: ListDraft, acceptsExisting: Bool) throws(StatementFailure) {
        let times = acceptsExisting ? Bounds(0, 1) : Bounds(1)
        note(try provider(account).foresee(.createList(draft)).requests, times: times, at: account)
        try imagineRequests(.anyLists, of: account, times: times)
        planning?.note(list: "\"\(draft.name)\" at \(account)\(acceptsExisting ? " unless it is there" : "")")
        writes += 1
        _ = try imagineFinding(draft.name, isID: false, of: account)
    }

    /// Counts what it takes to know who is in a list; a service may have told it with its lists.
    mutating func imagineMembers(of snapshot: ListSnapshot) throws(StatementFailure) {
        let tellsMembers = try provider(snapshot.account).signature.capabilities.contains(.idSelection)
        _ = try imagineReading(snapshot.recipe, isCertain: !tellsMembers)
    }

    /// Counts what it takes to know who is in any list.
    mutating func imagineMembersOfAnyList() throws(StatementFailure) -> Members {
        try imagineRequests(.members, of: account, times: Bounds(0, nil))
        return Members(unknownBy: .id, label: "any list")
    }

    // MARK: try

    /// Goes through lines of which nobody knows at which one they fail.
    mutating func imagineFailing(_ body: Program.Block) async throws(StatementFailure) {
        let (before, known, knownLists) = (offline, variables, lists)
        planning?.doubt(true)
        defer { planning?.doubt(false) }
        do {
            try await run(body)
        } catch .explained(let failure) where failure.isCatchable {
            // Then it fails here at the latest.
        }
        if let before, let after = offline { offline = before.joined(with: after) }
        for (account, found) in lists {
            lists[account] = found.filter { knownLists[account]?.contains($0) == true }
        }
        for (name, value) in variables where known[name] != value { unforeseen.insert(name) }
    }
}

extension PageSource {
    /// What reading a page of it is.
    var read: KnownRead {
        switch self {
        case .search(_, let kind, _): .search(kind)
        case .list: .members
        case .contacts: .contacts
        }
    }
}
