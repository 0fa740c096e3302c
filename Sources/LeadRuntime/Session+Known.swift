public import LeadModel
import LeadPlanner
public import LeadSemantics

/// What a prompt asks a session about itself.
extension Session {
    /// What a name stands for.
    public enum Known: Hashable, Sendable {
        /// A variable; no value where only a plan knows it.
        case value(Value)
        /// Rows; how many, where that is known without a call.
        case rows(RecordKind, account: String, count: Int?)
    }

    /// The variables and kept sets by their names, in order; `it` comes first.
    public var known: [(name: String, meaning: Known)] {
        let values = variables.filter { !$0.key.contains(".") }.map { (name: $0.key, meaning: Known.value($0.value)) }
        let kept = sets.map { (name: $0.key, meaning: meaning(of: $0.value)) }
        let named = (values + kept).sorted { $0.name < $1.name }
        return (it.map { [(name: "it", meaning: meaning(of: $0))] } ?? []) + named
    }

    /// How many calls have been made so far, those of plans among them.
    public var callsMade: Int {
        accounts.values.map { (($0 as? RememberingProvider)?.provider ?? $0).callsMade }.reduce(0, +)
    }

    private func meaning(of recipe: Recipe) -> Known {
        .rows(recipe.kind, account: recipe.account, count: knownCount(of: recipe))
    }

    /// How many rows a set has where that follows from what was answered before.
    private func knownCount(of recipe: Recipe) -> Int? {
        var count: Int
        let refinements: [Recipe.Refinement]
        switch recipe.origin {
        case .union: return nil
        case .loaded(let number): (count, refinements) = (loads[number].rows.count, recipe.refinements)
        case .search, .list, .contacts:
            let plan = plan(for: recipe)
            guard let total = pages[plan.source]?.total ?? totals[plan.source] else { return nil }
            (count, refinements) = (total, plan.remainder)
        }
        for refinement in refinements {
            if case .places(let ranges) = refinement {
                count = ranges.map { $0.clamped(to: 0..<count).count }.reduce(0, +)
            } else if !refinement.keepsCount {
                return nil
            }
        }
        return count
    }

    /// Whether a program may write more rows than `most`, as far as can be said without a call; in doubt it may.
    public func mayWrite(moreThan most: Int, _ program: Program) -> Bool {
        guard program.writesRows else { return false }
        var sum = 0
        for statement in program.statements {
            switch statement.kind {
            case .add(let set, _), .save(let set, _, _), .update(let set, _):
                guard let recipe = set.name.map({ sets[$0] }) ?? it, let bound = mostWritten(of: recipe) else { return true }
                sum += bound
            case .rows, .if, .for, .call, .include, .try, .step: return true
            default: continue
            }
        }
        return sum > most
    }

    /// The most rows of a set that a statement writes; nil where nothing bounds it.
    private func mostWritten(of recipe: Recipe) -> Int? {
        if let count = knownCount(of: recipe) { return count }
        var bounds: [Int] = []
        for refinement in recipe.refinements {
            switch refinement {
            case .places(let ranges) where ranges.allSatisfy({ $0.upperBound != .max }):
                bounds.append(ranges.map(\.count).reduce(0, +))
            case .sample(let count): bounds.append(count)
            case .places, .where, .exceptWhere, .exceptPlaces, .all, .keep, .except, .dedupe, .order, .limit, .set, .drop,
                .rename:
                continue
            }
        }
        if let bound = bounds.min() { return bound }
        // Without a number of its own it writes no more than this, unless it says that it means all.
        return recipe.refinements.contains(.all) ? nil : surroundings.maxRowsWritten
    }
}
