import LeadModel
import LeadPlanner
import LeadSemantics

/// Several sets as one.
extension Session {
    /// Reads rows of sets, one after another and without repeats: all of them, or no more of the sets than `needed` rows take.
    mutating func union(
        _ parts: [Recipe], of recipe: Recipe, atMost needed: Int?
    ) async throws(StatementFailure) -> TakenRows {
        var limit = recipe.needsEveryRow ? nil : needed
        while true {
            let taken = try await union(parts, of: recipe, reading: limit)
            guard !taken.isComplete, let needed, taken.rows.count < needed, let last = limit else { return taken }
            // Repeats were left out, or a step took rows away; pages that were read are not read again.
            limit = last < 1 << 20 ? last * 2 : nil
        }
    }

    /// Reads up to `limit` rows of the sets and takes the steps behind them.
    private mutating func union(
        _ parts: [Recipe], of recipe: Recipe, reading limit: Int?
    ) async throws(StatementFailure) -> TakenRows {
        // The ids of files are their own.
        var repeats = Repeats(key: recipe.account == SetShape.noAccount ? .person : .id)
        var refiner = try refiner(recipe.refinements, kind: recipe.kind)
        var rows = Batch(kind: recipe.kind)
        var read = 0
        var isCut = false
        for part in parts where !refiner.isDone && !isCut {
            if let limit, read >= limit {
                isCut = true
                break
            }
            let taken = try await take(part, atMost: limit.map { $0 - read })
            let new = repeats.removed(from: taken.rows)
            read += new.count
            isCut = !taken.isComplete
            do {
                rows.append(try refiner.apply(to: new))
            } catch {
                throw StatementFailure(error)
            }
        }
        guard refiner.isDone || !isCut else { return TakenRows(rows: rows, isComplete: false, total: nil, echoes: []) }
        do {
            rows.append(try refiner.finish())
        } catch {
            throw StatementFailure(error)
        }
        return TakenRows(rows: rows, isComplete: true, total: rows.count, echoes: refiner.echoes)
    }

    /// Which rows have been seen in a set before.
    private struct Repeats {
        let key: Members.Key
        private var seen: Set<String> = []

        init(key: Members.Key) {
            self.key = key
        }

        /// The rows of the next set that were in none before; one that is there twice counts once.
        mutating func removed(from rows: Batch) -> Batch {
            // Rows by which nobody can be recognised are compared whole, and only with those of the sets before.
            var whole: Set<String> = []
            defer { seen.formUnion(whole) }
            var places: [Int] = []
            for row in 0..<rows.count {
                let keys = Members.keys(of: row, in: rows, by: key)
                if keys.isEmpty {
                    let text = rows.fields.map { "\($0)\u{1F}\(rows[$0, row].description)" }.joined(separator: "\u{1E}")
                    whole.insert(text)
                    if !seen.contains(text) { places.append(row) }
                } else {
                    if !keys.contains(where: seen.contains) { places.append(row) }
                    seen.formUnion(keys)
                }
            }
            return rows.rows(at: places)
        }
    }
}
