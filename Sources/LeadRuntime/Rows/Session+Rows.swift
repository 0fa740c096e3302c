import LeadDiagnostics
import LeadModel
import LeadPlanner
import LeadSemantics

/// Rows that were taken from a set.
struct TakenRows {
    /// The rows, in order.
    var rows: Batch
    /// Whether these are all of them.
    var isComplete: Bool
    /// How many the set has, where that is known.
    var total: Int?
    /// What each step that narrowed them took; nil for a step that took nothing.
    var echoes: [String?]
}

extension Session {
    /// Reads rows of a set: all of them, or no more pages than `needed` rows take.
    mutating func take(_ recipe: Recipe, atMost needed: Int? = nil) async throws(StatementFailure) -> TakenRows {
        if offline != nil, !isHere(recipe) {
            _ = try imagineReading(recipe, atMost: needed)
            throw .unforeseen("the rows of a set that was not read")
        }
        switch recipe.origin {
        case .union(let parts): return try await union(parts, of: recipe, atMost: needed)
        case .loaded(let number): return try refined(loads[number].rows, of: recipe)
        case .search, .list, .contacts: break
        }
        let needed = recipe.needsEveryRow ? nil : needed
        let plan = plan(for: recipe)
        if needed == nil, let taken = try await takeAlternatives(recipe, plan) { return taken }
        var refiner = try refiner(plan.remainder, kind: recipe.kind)
        let cap = readCap(of: plan)
        var result = Batch(kind: recipe.kind)
        var next = 0
        var isExhausted = false
        let end = needed ?? plan.remainder.first?.lastPlace
        while !refiner.isDone, !isExhausted, needed.map({ result.count < $0 }) ?? true {
            if !plan.mayFail {
                // Each row that is read brings the end nearer by one at most.
                let more = min(refiner.rowsUntilDone ?? .max, needed.map { $0 - result.count } ?? .max)
                let isCapped = needed == nil || plan.isNarrowed
                try await readAhead(of: plan.source, from: next, rows: more, cap: isCapped ? cap : nil, upTo: end)
            }
            let page = try await page(number: next, of: plan.source, upTo: end)
            isExhausted = page.isLast
            next += 1
            // Nothing can end the reading early: that is plain from the first page.
            if let cap, needed == nil, next == 1, let total = pages[plan.source]?.total, total > cap, !plan.canEndEarly {
                throw .tooManyToRead(total, limit: cap)
            }
            if needed == nil, next == 1, !plan.canEndEarly { try await exportRest(of: plan.source) }
            do {
                result.append(try refiner.apply(to: page.rows))
            } catch {
                throw StatementFailure(error)
            }
            if let cap, next * page.size >= cap, !isExhausted, !refiner.isDone,
                needed.map({ result.count < $0 && plan.isNarrowed }) ?? true
            {
                throw .tooManyRead(cap, found: result.count)
            }
        }
        let isComplete = refiner.isDone || isExhausted
        if isComplete {
            do {
                result.append(try refiner.finish())
            } catch {
                throw StatementFailure(error)
            }
        }
        var total = isComplete ? result.count : nil
        if total == nil, plan.remainder.allSatisfy({ $0 == .all }) { total = pages[plan.source]?.total }
        return TakenRows(rows: result, isComplete: isComplete, total: total, echoes: isComplete ? refiner.echoes : [])
    }

    func refiner(_ refinements: [Recipe.Refinement], kind: RecordKind) throws(StatementFailure) -> Refiner {
        do {
            return try Refiner(refinements, kind: kind, time: surroundings.time, seed: surroundings.seed)
        } catch {
            throw StatementFailure(error)
        }
    }

    /// The rows of a set whose rows are all here.
    private func refined(_ rows: Batch, of recipe: Recipe) throws(StatementFailure) -> TakenRows {
        var refiner = try refiner(recipe.refinements, kind: recipe.kind)
        do {
            var result = try refiner.apply(to: rows)
            result.append(try refiner.finish())
            return TakenRows(rows: result, isComplete: true, total: result.count, echoes: refiner.echoes)
        } catch {
            throw StatementFailure(error)
        }
    }

    /// Where a set's rows are read from, and what is done with them here.
    struct ReadPlan {
        let source: PageSource
        let remainder: [Recipe.Refinement]

        /// Whether some step can have enough before the last row has been read.
        var canEndEarly: Bool {
            remainder.contains { refinement in
                switch refinement {
                case .places(let ranges): ranges.allSatisfy { $0.upperBound != .max }
                case .keep(let members): members.key == .id
                case .where, .exceptWhere, .exceptPlaces, .all, .except, .sample, .dedupe, .order, .limit, .set, .drop, .rename:
                    false
                }
            }
        }

        /// Whether a step here can keep fewer rows than it sees.
        var isNarrowed: Bool { remainder.contains { $0 != .all } }
    }

    func plan(for recipe: Recipe) -> ReadPlan {
        switch recipe.origin {
        case .search:
            guard let provider = accounts[recipe.account] else { break }
            let plan = SearchPlan(recipe, at: provider.signature)
            return ReadPlan(source: .search(account: recipe.account, recipe.kind, plan.filter), remainder: plan.remainder)
        case .list(let id, let writes):
            let source = PageSource.list(account: recipe.account, recipe.kind, id: id, writes: writes)
            return ReadPlan(source: source, remainder: recipe.refinements)
        case .contacts(let writes):
            return ReadPlan(source: .contacts(account: recipe.account, writes: writes), remainder: recipe.refinements)
        case .union, .loaded: break
        }
        return ReadPlan(source: .contacts(account: recipe.account, writes: writes), remainder: recipe.refinements)
    }

    /// How many rows of a search may be read before it is given up; nil where the rows asked for are a bound of their own.
    ///
    /// Only a condition tested here, or a choice without an end, can read without end.
    func readCap(of plan: ReadPlan) -> Int? {
        guard case .search = plan.source else { return nil }
        let isSearching = plan.remainder.contains { refinement in
            switch refinement {
            case .where, .exceptWhere, .keep, .except, .dedupe, .limit: true
            case .places, .exceptPlaces, .all, .sample, .order, .set, .drop, .rename: false
            }
        }
        let ends = plan.remainder.flatMap { refinement -> [Int] in
            guard case .places(let ranges) = refinement else { return [] }
            return ranges.map(\.upperBound)
        }
        if !isSearching, !ends.isEmpty, ends.allSatisfy({ $0 != .max }) { return nil }
        return max(surroundings.maxRowsRead, (ends.filter { $0 != .max }.max() ?? 0) + 1)
    }

    // MARK: Pages

    struct PageOfRows {
        let rows: Batch
        let size: Int
        let isLast: Bool
    }

    /// A page, from what was read already or from the provider.
    ///
    /// - Parameter end: How many rows are wanted in all, where not every one of them is.
    mutating func page(
        number: Int, of source: PageSource, upTo end: Int? = nil
    ) async throws(StatementFailure) -> PageOfRows {
        let size = pageSize(of: source)
        let start = number * size
        let known = pages[source]?.rows.count ?? 0
        if pages[source]?.isComplete != true, known < start + size {
            try checkInterrupt()
            try keep(try await fetch(source, page: number, size: size), of: source, size: size, upTo: end)
        }
        let fetched = pages[source] ?? FetchedRows(rows: Batch(kind: source.kind))
        let places = min(start, fetched.rows.count)..<min(start + size, fetched.rows.count)
        return PageOfRows(
            rows: fetched.rows.rows(at: Array(places)), size: size,
            isLast: fetched.isComplete && start + size >= fetched.rows.count)
    }

    /// Keeps the page behind those that were read.
    mutating func keep(_ page: RowPage, of source: PageSource, size: Int, upTo end: Int?) throws(StatementFailure) {
        let read = (pages[source]?.rows.count ?? 0) + page.rows.count
        let wanted = min(page.total, end ?? .max)
        if wanted > size { events.receive(.reading(rows: min(read, wanted), total: wanted)) }
        // A page that is not full and not the last one: the service counts its pages otherwise than was asked.
        guard read >= page.total || page.rows.count == size else {
            throw .shortPage(asked: size, got: page.rows.count, title: try provider(source.account).signature.title)
        }
        // In place: a copy of what has been read for each page would make the reading of many pages slow.
        pages[source, default: FetchedRows(rows: Batch(kind: source.kind))].append(page)
    }

    func pageSize(of source: PageSource) -> Int {
        guard let limits = accounts[source.account]?.signature.limits else { return 1 }
        switch source {
        case .search: return limits.searchPage
        // A provider without pages of members answers them all at once.
        case .list, .contacts: return limits.contactPage > 0 ? limits.contactPage : 1 << 32
        }
    }

    func fetch(_ source: PageSource, page: Int, size: Int) async throws(StatementFailure) -> RowPage {
        let provider = try provider(source.account)
        try allow()
        return try await source.page(page, size: size, of: pages[source]?.total, from: provider)
    }

    /// Reads what is left of many contacts in one export, where the provider has exports.
    private mutating func exportRest(of source: PageSource) async throws(StatementFailure) {
        guard let fetched = pages[source], !fetched.isComplete, let total = fetched.total else { return }
        let provider = try provider(source.account)
        let limits = provider.signature.limits
        guard total - fetched.rows.count > limits.mostByPages - limits.contactPage, total <= limits.export else { return }
        let list: String?
        switch source {
        case .search: return
        case .list(_, _, let id, _): list = id
        case .contacts: list = nil
        }
        try checkInterrupt()
        try allow()
        let exported: Batch?
        do {
            exported = try await provider.export(ofList: list)
        } catch {
            throw StatementFailure(error, provider: provider.signature.title)
        }
        // Fewer than the pages name are not all of them.
        if let exported, exported.count >= total { pages[source]?.complete(with: exported) }
    }

    /// How many rows a source has; one small call where that is not known yet.
    mutating func total(of source: PageSource) async throws(StatementFailure) -> Int {
        if let total = pages[source]?.total ?? totals[source] { return total }
        if offline != nil {
            try imagineTotal(of: source)
            return 0
        }
        let page: RowPage
        if case .search = source {
            page = try await fetch(source, page: 0, size: 1)
            totals[source] = page.total
            return page.total
        }
        _ = try await self.page(number: 0, of: source)
        return pages[source]?.total ?? 0
    }

    /// Whether a row of the set has been read.
    func hasRows(of source: PageSource) -> Bool {
        (pages[source]?.rows.count ?? 0) > 0
    }
}

extension PageSource {
    /// Asks for a page.
    ///
    /// - Parameter total: How many rows there are, where that is known: then a failure says which page it was.
    func page(
        _ page: Int, size: Int, of total: Int?, from provider: any ProviderReader
    ) async throws(StatementFailure) -> RowPage {
        do {
            switch self {
            case .search(_, let kind, let filter): return try await provider.search(kind, filter, page: page, size: size)
            case .list(_, _, let id, _): return try await provider.members(ofList: id, page: page, size: size)
            case .contacts: return try await provider.contacts(page: page, size: size)
            }
        } catch {
            let failure = StatementFailure(error, provider: provider.signature.title)
            guard case .provider = failure, let total, total > size else { throw failure }
            let rows = page * size..<max(page * size, min((page + 1) * size, total))
            throw .inBatch(CallBatch(unit: .page, number: page + 1, count: (total - 1) / size + 1, rows: rows), .init(failure))
        }
    }

    var account: String {
        switch self {
        case .search(let account, _, _), .list(let account, _, _, _), .contacts(let account, _): account
        }
    }

    var kind: RecordKind {
        switch self {
        case .search(_, let kind, _), .list(_, let kind, _, _): kind
        case .contacts: .contacts
        }
    }
}

extension Recipe.Refinement {
    /// Behind which row nothing is wanted any more; nil where that is not known.
    fileprivate var lastPlace: Int? {
        switch self {
        case .places(let ranges): ranges.map(\.upperBound).max().flatMap { end -> Int? in end == .max ? nil : end }
        case .all, .where, .exceptWhere, .exceptPlaces, .keep, .except, .sample, .dedupe, .order, .limit, .set, .drop, .rename:
            nil
        }
    }
}
