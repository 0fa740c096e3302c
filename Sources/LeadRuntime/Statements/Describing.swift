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
            case .rename, .where, .exceptWhere, .places, .exceptPlaces, .all, .keep, .except, .sample, .dedupe, .order, .limit,
                .set, .drop:
                continue
            }
        }
        if case .loaded(let number) = recipe.origin { return loads[number].name }
        return accounts[recipe.account]?.signature.title ?? "several files"
    }

    // MARK: summarize

    mutating func summarize(_ set: Program.SetReference, by fields: [String]) async throws(StatementFailure) {
        let recipe = try self.recipe(of: set)
        var counts: [(values: [String], rows: Int)]?
        if !set.shape.isBounded, let field = fields.first.flatMap({ Vocabulary.field($0) }),
            case .closed(let values) = field.values, !recipe.hasChangedValues
        {
            counts = try await countsOfEach(values, of: field.name, in: recipe)
        }
        if counts == nil {
            let taken = try await take(recipe)
            tell(taken, of: recipe)
            counts = taken.rows.counts(by: fields)
        }
        let sorted = (counts ?? []).sorted { $0.rows > $1.rows }
        events.receive(.summarized(RunEvent.Summary(fields: fields, counts: sorted)))
    }

    /// One counting call for each value of a field that the set's own conditions allow.
    ///
    /// Rows without a value are what is missing to the whole. Nil where the service cannot count them.
    private mutating func countsOfEach(
        _ values: [String], of field: String, in recipe: Recipe
    ) async throws(StatementFailure) -> [(values: [String], rows: Int)]? {
        let (others, own) = recipe.separating(conditionsOn: field)
        var allowed: [String] = []
        for value in values where try holds(own, where: field, is: value) { allowed.append(value) }
        try allow(calls: allowed.count + 1)
        guard var rest = try await countWithoutReading(recipe) else { return nil }
        var counts: [(values: [String], rows: Int)] = []
        for value in allowed {
            var part = others
            let test = TypedExpression.Comparison(
                left: .field(field), symbol: .equal, isExact: false, right: .constant(.text(value)))
            // Before any other step, where the service can test it.
            part.refinements.insert(.where(.comparison(test)), at: 0)
            guard let count = try await countWithoutReading(part) else { return nil }
            rest -= count
            if count > 0 { counts.append(([value], count)) }
        }
        if rest > 0 { counts.append(([""], rest)) }
        return counts
    }

    private func holds(
        _ conditions: [TypedExpression], where field: String, is value: String
    ) throws(StatementFailure) -> Bool {
        let row = Batch(kind: .people, rows: [[field: .text(value)]])
        do {
            for condition in conditions where try !Kernel(condition, time: surroundings.time).mask(row).allSatisfy({ $0 }) {
                return false
            }
            return true
        } catch {
            throw StatementFailure(error)
        }
    }
}

extension Recipe {
    /// The recipe without the conditions that test one field and nothing else, and these conditions.
    ///
    /// A service takes one condition on a field: that it has a value, and that this is one of several, are two.
    fileprivate func separating(conditionsOn field: String) -> (others: Recipe, own: [TypedExpression]) {
        var (others, own) = (self, [TypedExpression]())
        others.refinements = refinements.compactMap { refinement in
            guard case .where(let condition) = refinement else { return refinement }
            let parts = condition.conjuncts
            own += parts.filter { $0.fields == [field] }
            let rest = parts.filter { $0.fields != [field] }
            return rest.isEmpty ? nil : .where(rest.count == 1 ? rest[0] : .all(rest))
        }
        return (others, own)
    }
}

extension TypedExpression {
    /// The fields that it reads.
    var fields: Set<String> {
        var found: Set<String> = []
        _ = mapped { part -> TypedExpression? in
            if case .field(let name) = part { found.insert(name) }
            return nil
        }
        return found
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
