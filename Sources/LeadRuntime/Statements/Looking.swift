import LeadDiagnostics
import LeadJSON
import LeadModel
import LeadPlanner
import LeadSemantics
import LeadTables
import LeadText

/// `show`, `count` and `export`.
extension Session {
    mutating func show(
        _ set: Program.SetReference, _ places: [Program.Places], _ columns: [String]
    ) async throws(StatementFailure) {
        let recipe = try self.recipe(of: set)
        let wanted = places.isEmpty ? [0..<RowLimits.shown] : try await ranges(places)
        let end = wanted.map(\.upperBound).max() ?? 0
        let taken = try await take(recipe, atMost: end == .max ? nil : end)
        tell(taken, of: recipe)
        let shown = wanted.flatMap { Array($0.clamped(to: 0..<taken.rows.count)) }
        if let end = places.isEmpty ? nil : wanted.map(\.upperBound).max(), end != .max, taken.isComplete, taken.rows.count < end
        {
            events.receive(.noted("there are no more than \(taken.rows.count) rows"))
        }
        events.receive(
            .shown(
                RunEvent.ShownRows(
                    rows: taken.rows.rows(at: shown), columns: columns.isEmpty ? usualColumns(of: recipe) : columns,
                    places: shown, total: taken.total)))
    }

    /// The usual columns that the set's provider can answer; all columns of a file.
    ///
    /// What the script has set comes last.
    func usualColumns(of recipe: Recipe) -> [String] {
        var columns: [String]
        if case .loaded(let number) = recipe.origin {
            columns = loads[number].fields
        } else {
            let signature = accounts[recipe.account]?.signature
            columns = Vocabulary.usualColumns(of: recipe.kind).filter {
                signature?.support(of: $0, in: recipe.kind)?.isReadable ?? true
            }
        }
        for refinement in recipe.refinements {
            switch refinement {
            case .set(let field, _): if !columns.contains(field) { columns.append(field) }
            case .drop(let fields): columns.removeAll { fields.contains($0) }
            case .rename(let old, let new): columns = columns.filter { $0 != new }.map { $0 == old ? new : $0 }
            case .where, .exceptWhere, .places, .exceptPlaces, .all, .keep, .except, .sample, .dedupe, .order, .limit: continue
            }
        }
        return columns
    }

    /// How many rows a set has.
    mutating func counted(_ set: Program.SetReference) async throws(StatementFailure) -> Int {
        let recipe = try self.recipe(of: set)
        if let count = try await countWithoutReading(recipe) {
            guard offline == nil else { throw .unforeseen("how many rows there are") }
            return count
        }
        let taken = try await take(recipe)
        tell(taken, of: recipe)
        return taken.rows.count
    }

    /// The number of rows where it follows from the number at the provider; nil where rows must be read.
    mutating func countWithoutReading(_ recipe: Recipe) async throws(StatementFailure) -> Int? {
        switch recipe.origin {
        case .union, .loaded: return nil
        case .search, .list, .contacts: break
        }
        let plan = plan(for: recipe)
        var choices: [[Range<Int>]] = []
        for refinement in plan.remainder {
            switch refinement {
            case .places(let ranges): choices.append(ranges)
            case .all, .order, .set, .drop, .rename: continue
            case .where, .exceptWhere, .exceptPlaces, .keep, .except, .sample, .dedupe, .limit: return nil
            }
        }
        var count = try await total(of: plan.source)
        for ranges in choices {
            let end = ranges.map(\.upperBound).max() ?? 0
            if end != .max, end > count, offline == nil { events.receive(.noted("there are no more than \(count) rows")) }
            count = ranges.map { $0.clamped(to: 0..<count).count }.reduce(0, +)
        }
        return count
    }

    mutating func export(
        _ set: Program.SetReference, _ file: TypedExpression, _ columns: [String]
    ) async throws(StatementFailure) {
        let recipe = try self.recipe(of: set)
        let path = try await evaluate(file).description
        guard let format = FileFormat(fileName: path) else {
            throw .wrongValue("`\(path)` names no format by its ending", help: "end it in .csv, .tsv, .json, .ndjson or .md")
        }
        let taken = try await take(recipe)
        tell(taken, of: recipe)
        let names = columns.isEmpty ? usualColumns(of: recipe) : columns
        var encoder = format.encoder()
        var bytes = encoder.header(names)
        for row in 0..<taken.rows.count { bytes += encoder.row(names.map { JSON(taken.rows[$0, row]) }) }
        bytes += encoder.end()
        if let reason = surroundings.writeFile(path, bytes) { throw .fileNotWritten(path, reason: reason) }
        events.receive(.exported(file: path, rows: taken.rows.count))
    }
}

extension Session {
    /// Tells how many rows `it` has, where that takes no row to be read.
    public mutating func tellSize() async throws(RunFailure) {
        guard let it else { return }
        do {
            tellSize(try await countWithoutReading(it))
        } catch {
            throw error.explained(at: Span(0..<0), in: nil)
        }
    }

    /// Tells how many rows `it` has, or how that can be known.
    func tellSize(_ count: Int?) {
        guard let it else { return }
        let size = count.map { "\(grouped($0)) \(it.kind.rawValue)" }
        events.receive(.took(size ?? "\(it.kind.rawValue), tested one by one as they are read: `count` or `show` reads them"))
    }
}
