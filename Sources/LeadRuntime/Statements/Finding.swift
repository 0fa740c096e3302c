import LeadModel
import LeadPlanner
import LeadSemantics

/// Finding and refining: makes recipes; reads nothing but the lists and files that a clause names.
extension Session {
    mutating func define(_ rows: Program.Rows) async throws(StatementFailure) {
        var recipe = try await origin(rows.origin)
        for refinement in rows.refinements { recipe.refinements.append(try await self.refinement(refinement.kind, of: recipe)) }
        it = recipe
        if let alias = rows.alias {
            sets[alias] = recipe
            variables[alias] = nil
        }
    }

    private mutating func origin(_ origin: Program.Origin?) async throws(StatementFailure) -> Recipe {
        switch origin {
        case nil:
            guard let it else { throw .wrongValue("nothing has been found yet", help: "begin with `search people where …`") }
            return it
        case .search(let kind): return Recipe(account: account, kind: kind, origin: .search)
        case .contacts: return Recipe(account: account, kind: .contacts, origin: .contacts(writes: writes))
        case .list(let target):
            let list = try await find(target)
            return Recipe(account: target.account ?? account, kind: list.kind, origin: .list(id: list.id, writes: writes))
        case .sets(let names):
            let recipes = names.compactMap { sets[$0] }
            guard let first = recipes.first else {
                throw .wrongValue("nothing has been kept under that name", help: "keep a set with `as NAME`")
            }
            return recipes.count == 1 ? first : Recipe(account: first.account, kind: first.kind, origin: .union(recipes))
        case .load(let load): return try await self.load(load)
        }
    }

    private mutating func refinement(
        _ kind: Program.Refinement.Kind, of recipe: Recipe
    ) async throws(StatementFailure) -> Recipe.Refinement {
        switch kind {
        case .where(let condition): return .where(try await self.condition(condition))
        case .rows(let places): return .places(try await ranges(places))
        case .all: return .all
        case .first(let count): return .places([0..<(try await rowNumber(count))])
        case .ids(let ids): return .keep(try await members(ids))
        case .inSet(let name): return .keep(try await members(ofSet: name, comparedWith: recipe))
        case .exceptIDs(let ids): return .except(try await members(ids))
        case .exceptSet(let name): return .except(try await members(ofSet: name, comparedWith: recipe))
        case .exceptRows(let places): return .exceptPlaces(try await ranges(places))
        case .exceptLists(let targets, let keys):
            return .except(try await members(of: try await lists(targets), keys: keys, comparedWith: recipe))
        case .exceptAnyList(let since): return .except(try await membersOfAnyList(since: since, comparedWith: recipe))
        case .exceptFile(let file, let keys): return .except(try await members(ofFile: file, keys: keys))
        case .exceptWhere(let condition): return .exceptWhere(try await self.condition(condition))
        case .sample(let count): return .sample(try await rowNumber(count))
        case .dedupe(let fields): return .dedupe(fields)
        case .order(let keys): return .order(keys)
        case .limit(let count, nil): return .places([0..<(try await rowNumber(count))])
        case .limit(let count, let field?): return .limit(try await rowNumber(count), per: field)
        case .set(let field, let value): return .set(field, try await condition(value))
        case .drop(let fields): return .drop(fields)
        case .rename(let old, let new): return .rename(old, to: new)
        }
    }

    // MARK: Places

    /// The places in ascending order, overlaps joined, so that no row is chosen twice.
    mutating func ranges(_ places: [Program.Places]) async throws(StatementFailure) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for place in places {
            let lower = try await rowNumber(place.lower)
            switch place.extent {
            case .single: ranges.append(lower..<lower + 1)
            case .open: ranges.append(lower..<Int.max)
            case .upTo(let upper):
                let end = try await rowNumber(upper)
                guard end >= lower else {
                    throw .wrongValue(
                        "the range `\(lower)..\(end)` runs backwards", help: "the first place comes first: `\(end)..\(lower)`")
                }
                ranges.append(lower..<end)
            }
        }
        var joined: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = joined.last, last.upperBound >= range.lowerBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        return joined
    }

    mutating func rowNumber(_ expression: TypedExpression) async throws(StatementFailure) -> Int {
        let value = try await evaluate(expression)
        guard case .number(let number) = value, number >= 0, number <= 1e12, let whole = Int(exactly: number) else {
            throw .wrongValue("`\(value.description)` is no number of rows", help: "rows are counted in whole numbers from 0")
        }
        return whole
    }
}
