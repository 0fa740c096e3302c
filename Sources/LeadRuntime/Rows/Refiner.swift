import LeadModel
import LeadPlanner
import LeadSemantics

/// Narrows and changes rows as they stream in, page by page, and keeps account of what each step took.
///
/// Steps that need every row (a sort, a sample) hold back what reaches them until `finish`.
struct Refiner {
    private enum Stage {
        case filter(Kernel, keepsMatches: Bool)
        case places([Range<Int>], keepsMatches: Bool)
        case members(Members, keepsMatches: Bool)
        case all
        case dedupe([String], seen: Set<String>)
        case limitPer(Int, String, counts: [String: Int])
        case order([Program.OrderKey])
        case sample(Int, seed: UInt64)
        case set(String, Kernel)
        case drop([String])
        case rename(String, to: String)

        /// Whether it must see every row before it lets one pass.
        var needsEveryRow: Bool {
            switch self {
            case .order, .sample: true
            case .filter, .places, .members, .all, .dedupe, .limitPer, .set, .drop, .rename: false
            }
        }
    }

    /// What one step saw and kept.
    private struct Tally {
        var seen = 0
        var kept = 0
        var withoutKey = 0
    }

    private var stages: [Stage]
    private var tallies: [Tally]
    /// The step that needs every row, and what has reached it.
    private let barrier: Int?
    private var held: Batch

    init(
        _ refinements: [Recipe.Refinement], kind: RecordKind, time: RunTime, seed: UInt64
    ) throws(EvaluationFailure) {
        var stages: [Stage] = []
        for refinement in refinements {
            switch refinement {
            case .where(let condition): stages.append(.filter(try Kernel(condition, time: time), keepsMatches: true))
            case .exceptWhere(let condition): stages.append(.filter(try Kernel(condition, time: time), keepsMatches: false))
            case .places(let places): stages.append(.places(places, keepsMatches: true))
            case .exceptPlaces(let places): stages.append(.places(places, keepsMatches: false))
            case .keep(let members): stages.append(.members(members, keepsMatches: true))
            case .except(let members): stages.append(.members(members, keepsMatches: false))
            case .all: stages.append(.all)
            case .dedupe(let fields): stages.append(.dedupe(fields, seen: []))
            case .limit(let count, let field): stages.append(.limitPer(count, field, counts: [:]))
            case .order(let keys): stages.append(.order(keys))
            case .sample(let count): stages.append(.sample(count, seed: seed))
            case .set(let field, let value): stages.append(.set(field, try Kernel(value, time: time)))
            case .drop(let fields): stages.append(.drop(fields))
            case .rename(let old, let new): stages.append(.rename(old, to: new))
            }
        }
        self.stages = stages
        tallies = Array(repeating: Tally(), count: stages.count)
        barrier = stages.firstIndex(where: \.needsEveryRow)
        held = Batch(kind: kind)
    }

    /// Whether no further row can pass: some choice of places has been filled, or every wanted id has been found.
    var isDone: Bool { rowsUntilDone.map { $0 <= 0 } ?? false }

    /// How many rows more must be seen at least before no further one can pass; nil where one always can.
    var rowsUntilDone: Int? {
        stages.indices.compactMap { index -> Int? in
            let tally = tallies[index]
            let rows: Int? =
                switch stages[index] {
                case .places(let ranges, keepsMatches: true):
                    ranges.map(\.upperBound).max().map { $0 == .max ? nil : $0 - tally.seen } ?? 0
                case .members(let members, keepsMatches: true):
                    members.key == .id ? members.values.count - tally.kept : nil
                case .sample(0, _): 0
                case .filter, .places, .members, .all, .dedupe, .limitPer, .order, .sample, .set, .drop, .rename: nil
                }
            // Nothing reaches what stands behind a step that holds every row back.
            if let barrier, index >= barrier, let rows, rows > 0 { return nil }
            return rows
        }.min()
    }

    /// The rows of the next page that pass every step; none where a step must see every row first.
    mutating func apply(to page: Batch) throws(EvaluationFailure) -> Batch {
        guard let barrier else { return try apply(0..<stages.count, to: page) }
        held.append(try apply(0..<barrier, to: page))
        return Batch(kind: page.kind)
    }

    /// The rows that were held back, once every row has been seen.
    mutating func finish() throws(EvaluationFailure) -> Batch {
        guard let barrier else { return Batch(kind: held.kind) }
        let rows = held
        held = Batch(kind: rows.kind)
        return try apply(barrier..<stages.count, to: rows)
    }

    private mutating func apply(_ range: Range<Int>, to page: Batch) throws(EvaluationFailure) -> Batch {
        var rows = page
        for index in range {
            let seen = rows.count
            rows = try apply(index, to: rows)
            tallies[index].seen += seen
            tallies[index].kept += rows.count
        }
        return rows
    }

    private mutating func apply(_ index: Int, to rows: Batch) throws(EvaluationFailure) -> Batch {
        switch stages[index] {
        case .filter(let kernel, let keepsMatches):
            let mask = try kernel.mask(rows)
            return rows.rows(at: mask.indices.filter { mask[$0] == keepsMatches })
        case .places(let ranges, let keepsMatches):
            let start = tallies[index].seen
            return rows.rows(
                at: (0..<rows.count).filter { row in ranges.contains { $0.contains(start + row) } == keepsMatches })
        case .members(let members, let keepsMatches):
            let keys = (0..<rows.count).map { Members.keys(of: $0, in: rows, by: members.key) }
            tallies[index].withoutKey += keys.filter(\.isEmpty).count
            return rows.rows(at: keys.indices.filter { keys[$0].contains(where: members.values.contains) == keepsMatches })
        case .all: return rows
        case .dedupe(let fields, var seen):
            // Taken out while it changes, so that the set is not copied for each page.
            stages[index] = .all
            let kept = firsts(of: rows, by: fields, seen: &seen, withoutKey: &tallies[index].withoutKey)
            stages[index] = .dedupe(fields, seen: seen)
            return rows.rows(at: kept)
        case .limitPer(let count, let field, var counts):
            stages[index] = .all
            let kept = rows.firsts(count, per: field, counts: &counts)
            stages[index] = .limitPer(count, field, counts: counts)
            return rows.rows(at: kept)
        case .order(let keys): return rows.rows(at: rows.places(orderedBy: keys))
        case .sample(let count, let seed): return rows.rows(at: rows.sample(of: count, seed: seed))
        case .set(let field, let kernel): return rows.setting(field, to: try kernel.values(rows)).joiningNames(after: field)
        case .drop(let fields): return rows.dropping(fields)
        case .rename(let old, let new) where old == new: return rows
        case .rename(let old, let new): return rows.setting(new, to: rows[old]).dropping([old])
        }
    }

    /// The rows whose values in `fields` no row before them has; rows without any of the values stay.
    private func firsts(of rows: Batch, by fields: [String], seen: inout Set<String>, withoutKey: inout Int) -> [Int] {
        var kept: [Int] = []
        for row in 0..<rows.count {
            let keys = fields.map { Members.keys(of: row, in: rows, by: .anyOf([$0])).first }
            if keys.contains(nil) {
                withoutKey += 1
                kept.append(row)
            } else if seen.insert(keys.map { $0 ?? "" }.joined(separator: "\u{1E}")).inserted {
                kept.append(row)
            }
        }
        return kept
    }

    /// One line for each step, once every row has been seen; nil for a step that takes no row away.
    var echoes: [String?] {
        zip(stages, tallies).map { stage, tally -> String? in
            switch stage {
            case .filter(_, keepsMatches: true): "where: \(rows(tally.kept)) of \(tally.seen) read here"
            case .filter(_, keepsMatches: false): "except where: \(rows(tally.seen - tally.kept)) taken away"
            case .places(let ranges, keepsMatches: true): chosen(ranges, tally)
            case .places(_, keepsMatches: false): "except rows: \(rows(tally.seen - tally.kept)) taken away"
            case .members(let members, keepsMatches: true): "only \(members.label): \(rows(tally.kept)) kept"
            case .members(let members, keepsMatches: false): takenAway(members, tally)
            case .all: "all: \(rows(tally.kept))"
            case .dedupe(let fields, _):
                "dedupe by \(fields.joined(separator: ", ")): \(rows(tally.seen - tally.kept)) taken away"
                    + (tally.withoutKey > 0 ? "; \(rows(tally.withoutKey)) had no value and stayed" : "")
            case .limitPer(let count, let field, _): "limit \(count) per \(field): \(rows(tally.kept)) of \(tally.seen)"
            case .sample(_, let seed): "sample: \(rows(tally.kept)) of \(tally.seen) (seed \(seed))"
            // These leave every row where it was told before.
            case .order, .set, .drop, .rename: nil
            }
        }
    }

    private func chosen(_ ranges: [Range<Int>], _ tally: Tally) -> String {
        let wanted = ranges.map(\.upperBound).max() ?? 0
        guard wanted > 0 else { return "rows: none, since none were asked for" }
        let there = ranges.map { $0.clamped(to: 0..<tally.seen) }.filter { !$0.isEmpty }
        guard !there.isEmpty else {
            return "rows: none, since there \(tally.seen == 0 ? "are no rows" : "are only \(rows(tally.seen))") to choose from"
        }
        let places = there.map { $0.count == 1 ? "#\($0.lowerBound)" : "#\($0.lowerBound)–#\($0.upperBound - 1)" }
        let isClipped = wanted != .max && tally.seen < wanted
        return "rows: \(rows(tally.kept)) (\(places.joined(separator: ", ")))"
            + (isClipped ? "; there are no more than \(rows(tally.seen))" : "")
    }

    private func takenAway(_ members: Members, _ tally: Tally) -> String {
        let missing = tally.withoutKey > 0 ? "; \(rows(tally.withoutKey)) had no key and stayed" : ""
        return "except \(members.label): \(rows(tally.seen - tally.kept)) taken away \(members.key.phrase)\(missing)"
    }

    private func rows(_ count: Int) -> String {
        count == 1 ? "1 row" : "\(count) rows"
    }
}
