import LeadModel
import LeadPlanner

/// Narrows rows as they stream in, page by page, and keeps account of what each step took.
struct Refiner {
    private enum Stage {
        case filter(Kernel, keepsMatches: Bool)
        case places([Range<Int>], keepsMatches: Bool)
        case members(Members, keepsMatches: Bool)
        case all
    }

    /// What one step saw and kept.
    private struct Tally {
        var seen = 0
        var kept = 0
        var withoutKey = 0
    }

    private let stages: [Stage]
    private var tallies: [Tally]

    init(_ refinements: [Recipe.Refinement], time: RunTime) throws(EvaluationFailure) {
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
            }
        }
        self.stages = stages
        tallies = Array(repeating: Tally(), count: stages.count)
    }

    /// Whether no further row can pass: some choice of places has been filled, or every wanted id has been found.
    var isDone: Bool {
        zip(stages, tallies).contains { stage, tally in
            switch stage {
            case .places(let ranges, keepsMatches: true): tally.seen >= ranges.map(\.upperBound).max() ?? 0
            case .members(let members, keepsMatches: true): members.key == .id && tally.kept >= members.values.count
            case .filter, .places, .members, .all: false
            }
        }
    }

    /// The rows of the next page that pass every step.
    mutating func apply(to page: Batch) throws(EvaluationFailure) -> Batch {
        var rows = page
        for index in stages.indices {
            let kept = try places(kept: stages[index], of: rows, tally: &tallies[index])
            rows = rows.rows(at: kept)
        }
        return rows
    }

    private func places(kept stage: Stage, of rows: Batch, tally: inout Tally) throws(EvaluationFailure) -> [Int] {
        let start = tally.seen
        let kept: [Int]
        switch stage {
        case .filter(let kernel, let keepsMatches):
            let mask = try kernel.mask(rows)
            kept = mask.indices.filter { mask[$0] == keepsMatches }
        case .places(let ranges, let keepsMatches):
            kept = (0..<rows.count).filter { row in ranges.contains { $0.contains(start + row) } == keepsMatches }
        case .members(let members, let keepsMatches):
            kept = (0..<rows.count).filter { members.contains(row: $0, of: rows) == keepsMatches }
            tally.withoutKey += (0..<rows.count).filter { Members.keys(of: $0, in: rows, by: members.key).isEmpty }.count
        case .all: kept = Array(0..<rows.count)
        }
        tally.seen += rows.count
        tally.kept += kept.count
        return kept
    }

    /// One line for each step, once every row has been seen.
    var echoes: [String] {
        zip(stages, tallies).map { stage, tally in
            switch stage {
            case .filter(_, keepsMatches: true): "where: \(rows(tally.kept)) of \(tally.seen) read here"
            case .filter(_, keepsMatches: false): "except where: \(rows(tally.seen - tally.kept)) taken away"
            case .places(let ranges, keepsMatches: true): chosen(ranges, tally)
            case .places(_, keepsMatches: false): "except rows: \(rows(tally.seen - tally.kept)) taken away"
            case .members(let members, keepsMatches: true): "only \(members.label): \(rows(tally.kept)) kept"
            case .members(let members, keepsMatches: false): takenAway(members, tally)
            case .all: "all: \(rows(tally.kept))"
            }
        }
    }

    private func chosen(_ ranges: [Range<Int>], _ tally: Tally) -> String {
        let wanted = ranges.map(\.upperBound).max() ?? 0
        guard wanted > 0 else { return "rows: none, since none were asked for" }
        let there = ranges.map { $0.clamped(to: 0..<tally.seen) }.filter { !$0.isEmpty }
        guard !there.isEmpty else { return "rows: none, since there are only \(rows(tally.seen)) to choose from" }
        let places = there.map { $0.count == 1 ? "#\($0.lowerBound)" : "#\($0.lowerBound)–#\($0.upperBound - 1)" }
        let isClipped = wanted != .max && tally.seen < wanted
        return "rows: \(rows(tally.kept)) (\(places.joined(separator: ", ")))"
            + (isClipped ? "; there are no more than \(rows(tally.seen))" : "")
    }

    private func takenAway(_ members: Members, _ tally: Tally) -> String {
        let key =
            switch members.key {
            case .id: "by id"
            case .person: "by e-mail, else LinkedIn URL"
            case .fields(let names): "by \(names.joined(separator: ", "))"
            }
        let missing = tally.withoutKey > 0 ? "; \(rows(tally.withoutKey)) had no key and stayed" : ""
        return "except \(members.label): \(rows(tally.seen - tally.kept)) taken away \(key)\(missing)"
    }

    private func rows(_ count: Int) -> String {
        count == 1 ? "1 row" : "\(count) rows"
    }
}
