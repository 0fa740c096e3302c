import LeadModel
import LeadPlanner

/// An `or` that no filter says, read as one search for each of its sides.
extension Session {
    /// A search may be read in so many pages before it is looked into whether several searches take fewer.
    private static let fewPages = 3

    /// Reads all rows of a search by several narrower ones, each row once; nil where the search itself takes fewer pages.
    ///
    /// Its own number of rows and the first page of each narrower search decide.
    mutating func takeAlternatives(
        _ recipe: Recipe, _ plan: ReadPlan
    ) async throws(StatementFailure) -> TakenRows? {
        guard let signature = accounts[recipe.account]?.signature, pages[plan.source] == nil else { return nil }
        let filters = SearchPlan.alternatives(recipe, at: signature)
        guard !filters.isEmpty else { return nil }
        let size = signature.limits.searchPage
        func pageCount(_ rows: Int) -> Int { max(1, (rows + size - 1) / size) }
        let whole = pageCount(try await total(of: plan.source))
        guard whole > max(Self.fewPages, filters.count) else { return nil }
        let sources = filters.map { PageSource.search(account: recipe.account, recipe.kind, $0) }
        var rows = 0
        var needed = 0
        for source in sources {
            _ = try await page(number: 0, of: source)
            let total = try await total(of: source)
            (rows, needed) = (rows + total, needed + pageCount(total))
            // What has been read for the comparison is lost where it ends so.
            if needed >= whole || rows > surroundings.maxRowsRead { return nil }
        }
        planning?.note("read as \(filters.count) searches of \(needed) pages, the whole search has \(whole)")
        return try await merged(sources, of: recipe, plan)
    }

    private mutating func merged(
        _ sources: [PageSource], of recipe: Recipe, _ plan: ReadPlan
    ) async throws(StatementFailure) -> TakenRows {
        var refiner = try refiner(plan.remainder, kind: recipe.kind)
        var result = Batch(kind: recipe.kind)
        var seen: Set<String> = []
        for source in sources {
            var next = 0
            while true {
                if !plan.mayFail { try await readAhead(of: source, from: next, rows: .max) }
                let page = try await page(number: next, of: source)
                next += 1
                let rows = page.rows.rows(
                    at: (0..<page.rows.count).filter { seen.insert(page.rows["id", $0].description).inserted })
                do {
                    result.append(try refiner.apply(to: rows))
                } catch {
                    throw StatementFailure(error)
                }
                if page.isLast { break }
            }
        }
        do {
            result.append(try refiner.finish())
        } catch {
            throw StatementFailure(error)
        }
        return TakenRows(rows: result, isComplete: true, total: result.count, echoes: refiner.echoes)
    }
}
