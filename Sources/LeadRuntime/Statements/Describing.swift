import LeadModel
import LeadPlanner
import LeadSemantics
import LeadSyntax

/// `describe` and `summarize`.
extension Session {
    /// Says what is known of each field: of every row where the set has an end, else of the search.
    mutating func describe(_ set: Program.SetReference) async throws(StatementFailure) {
        let recipe = try self.recipe(of: set)
        guard set.shape.isBounded else {
            let fields = Vocabulary.fields.filter { field in
                accounts[recipe.account]?.signature.support(of: field.name, in: recipe.kind) != nil
            }
            let described = fields.map { description(of: $0.name, in: recipe, empty: nil) }
            events.receive(.described(RunEvent.DescribedRows(fields: described, rows: try await countWithoutReading(recipe))))
            return
        }
        let taken = try await take(recipe)
        tell(taken, of: recipe)
        let present = Set(taken.rows.fields)
        let known = Vocabulary.fields.map(\.name).filter(present.contains)
        let own = taken.rows.fields.filter { !known.contains($0) }
        let described = (known + own).map { field in
            description(of: field, in: recipe, empty: taken.rows[field].filter(\.isEmpty).count)
        }
        events.receive(.described(RunEvent.DescribedRows(fields: described, rows: taken.rows.count)))
    }

    private func description(of field: String, in recipe: Recipe, empty: Int?) -> RunEvent.DescribedRows.Field {
        RunEvent.DescribedRows.Field(
            name: field, type: Vocabulary.field(field)?.type ?? .text, empty: empty, origin: origin(of: field, in: recipe))
    }

    /// Where the values of a field come from.
    private func origin(of field: String, in recipe: Recipe) -> String {
        var field = field
        for refinement in recipe.refinements.reversed() {
            switch refinement {
            case .set(field, _): return "this script"
            case .rename(let old, to: field): field = old
            default: continue
            }
        }
        if case .loaded(let number) = recipe.origin { return loads[number].name }
        return accounts[recipe.account]?.signature.title ?? "several files"
    }

    // MARK: summarize

    mutating func summarize(_ set: Program.SetReference, by fields: [String]) async throws(StatementFailure) {
        let recipe = try self.recipe(of: set)
        let counts: [(values: [String], rows: Int)]
        if !set.shape.isBounded, let field = fields.first.flatMap({ Vocabulary.field($0) }),
            case .closed(let values) = field.values
        {
            counts = try await countsOfEach(values, of: field.name, in: recipe)
        } else {
            let taken = try await take(recipe)
            tell(taken, of: recipe)
            counts = taken.rows.counts(by: fields)
        }
        events.receive(.summarized(RunEvent.Summary(fields: fields, counts: counts.sorted { $0.rows > $1.rows })))
    }

    /// One counting call for each value of a field; rows without a value are what is missing to the whole.
    private mutating func countsOfEach(
        _ values: [String], of field: String, in recipe: Recipe
    ) async throws(StatementFailure) -> [(values: [String], rows: Int)] {
        try allow(calls: values.count + 1)
        var counts: [(values: [String], rows: Int)] = []
        var rest = try await countWithoutReading(recipe) ?? 0
        for value in values {
            var part = recipe
            part.refinements.append(
                .where(
                    .comparison(
                        .init(left: .field(field), symbol: .equal, isExact: false, right: .constant(.text(value))))))
            guard let count = try await countWithoutReading(part) else {
                throw .wrongValue(
                    "the service cannot count `\(field)` value by value, since the search is narrowed by it already",
                    help: "put `select all` before `summarize` to have the rows read and counted here")
            }
            rest -= count
            if count > 0 { counts.append(([value], count)) }
        }
        if rest > 0 { counts.append(([""], rest)) }
        return counts
    }
}

extension Batch {
    /// How many rows have each combination of values, in the order in which these come up.
    fileprivate func counts(by fields: [String]) -> [(values: [String], rows: Int)] {
        let columns = fields.map { self[$0].map(\.description) }
        var counts: [(values: [String], rows: Int)] = []
        var places: [[String]: Int] = [:]
        for row in 0..<count {
            let values = columns.map { $0[row] }
            let key = values.map { $0.trimmed.lowercased() }
            if let place = places[key] {
                counts[place].rows += 1
            } else {
                places[key] = counts.count
                counts.append((values, 1))
            }
        }
        return counts
    }
}
