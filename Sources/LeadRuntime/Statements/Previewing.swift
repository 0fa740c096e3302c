import LeadDiagnostics
import LeadModel
import LeadPlanner

/// The first rows of what was found, as a prompt shows them.
extension Session {
    /// Tells how many rows `it` has, and shows the first ones; makes no more calls than telling the number alone.
    ///
    /// Rows are shown where something narrows them, or where they are kept: the first ones of a whole database say nothing.
    /// Where a step is carried out here that may leave rows out, this would take pages to read, and is left to `show`.
    ///
    /// - Parameter most: How many rows are shown at most.
    public mutating func preview(_ most: Int) async throws(RunFailure) {
        guard let it else { return }
        do {
            let first = it.isWorthPreviewing ? try await firstRows(of: it, most) : nil
            let count = try await countWithoutReading(it) ?? first?.total
            // What a file holds has been said when it was read.
            if !it.isWholeFile { tellSize(count) }
            guard let rows = first?.rows, rows.count > 0, !isPreviewed(rows, of: it) else { return }
            previewed = (it.origin, rows)
            events.receive(
                .previewed(
                    RunEvent.ShownRows(
                        rows: rows, columns: usualColumns(of: it).filter { $0 != "id" }, places: Array(0..<rows.count),
                        total: count)))
        } catch {
            throw error.explained(at: Span(0..<0), in: nil)
        }
    }

    /// Whether the rows have just been shown: they are the same, or the first of them were chosen by their places.
    private func isPreviewed(_ rows: Batch, of recipe: Recipe) -> Bool {
        guard let previewed, previewed.origin == recipe.origin else { return false }
        if rows == previewed.rows { return true }
        guard case .places? = recipe.refinements.last else { return false }
        return previewed.rows.begins(with: rows)
    }

    private mutating func firstRows(
        of recipe: Recipe, _ most: Int
    ) async throws(StatementFailure) -> (rows: Batch, total: Int?)? {
        if isRead(recipe) {
            let taken = try await take(recipe)
            return (taken.rows.rows(at: Array(0..<min(most, taken.rows.count))), taken.rows.count)
        }
        switch recipe.origin {
        case .loaded, .union: return nil
        case .search, .list, .contacts: break
        }
        let plan = plan(for: recipe)
        guard plan.remainder.allSatisfy(\.keepsFirstRows) else { return nil }
        let rows = try await firstRows(of: plan.source, most)
        // The answer may have been all there is.
        if isRead(recipe) { return try await firstRows(of: recipe, most) }
        var refiner = try refiner(plan.remainder, kind: recipe.kind)
        do {
            var result = try refiner.apply(to: rows)
            result.append(try refiner.finish())
            return (result, nil)
        } catch {
            throw StatementFailure(error)
        }
    }

    /// Whether all rows that a set is made of are here.
    private func isRead(_ recipe: Recipe) -> Bool {
        switch recipe.origin {
        case .loaded, .union: return isHere(recipe)
        case .search, .list, .contacts: return pages[plan(for: recipe).source]?.isComplete == true
        }
    }

    /// The first rows of a source in one call; none where they are known.
    private mutating func firstRows(of source: PageSource, _ most: Int) async throws(StatementFailure) -> Batch {
        guard case .search = source else {
            let rows = try await page(number: 0, of: source).rows
            return rows.rows(at: Array(0..<min(most, rows.count)))
        }
        if let known = pages[source]?.rows, known.count >= most { return known.rows(at: Array(0..<most)) }
        if let known = firstRows[source] { return known }
        let page = try await fetch(source, page: 0, size: most)
        totals[source] = page.total
        if page.rows.count >= page.total {
            pages[source] = FetchedRows(rows: page.rows, total: page.total, isComplete: true)
        } else {
            firstRows[source] = page.rows
        }
        return page.rows
    }
}

extension Batch {
    fileprivate func begins(with rows: Batch) -> Bool {
        count >= rows.count && self.rows(at: 0..<rows.count) == rows
    }
}

extension Recipe {
    fileprivate var isWholeFile: Bool {
        if case .loaded = origin { refinements.isEmpty } else { false }
    }

    /// Whether its first rows say something: it is narrowed by what rows are, or has been kept by somebody.
    fileprivate var isWorthPreviewing: Bool {
        guard case .search = origin else { return true }
        return refinements.contains { refinement in
            switch refinement {
            case .where, .exceptWhere, .keep: true
            case .places, .exceptPlaces, .all, .except, .sample, .dedupe, .order, .limit, .set, .drop, .rename: false
            }
        }
    }
}

extension Recipe.Refinement {
    /// Whether the first rows behind it are made of the first ones before it.
    fileprivate var keepsFirstRows: Bool {
        switch self {
        case .places(let ranges): ranges.first?.lowerBound == 0
        case .all, .set, .drop, .rename: true
        case .where, .exceptWhere, .exceptPlaces, .keep, .except, .sample, .dedupe, .order, .limit: false
        }
    }
}
