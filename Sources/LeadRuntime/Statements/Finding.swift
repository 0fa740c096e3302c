import LeadModel
import LeadPlanner
import LeadSemantics
import LeadText

/// Finding and refining: makes recipes; reads nothing but the lists that a clause names.
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
            let list = try await find(target, in: account)
            return Recipe(account: account, kind: list.kind, origin: .list(id: list.id, writes: writes))
        case .sets(let names):
            let recipes = names.compactMap { sets[$0] }
            guard let first = recipes.first else {
                throw .wrongValue("nothing has been kept under that name", help: "keep a set with `as NAME`")
            }
            return recipes.count == 1 ? first : Recipe(account: first.account, kind: first.kind, origin: .union(recipes))
        }
    }

    private mutating func refinement(
        _ kind: Program.Refinement.Kind, of recipe: Recipe
    ) async throws(StatementFailure) -> Recipe.Refinement {
        switch kind {
        case .where(let condition): return .where(try self.condition(condition))
        case .exceptWhere(let condition): return .exceptWhere(try self.condition(condition))
        case .rows(let places): return .places(try ranges(places))
        case .exceptRows(let places): return .exceptPlaces(try ranges(places))
        case .all: return .all
        case .first(let count): return .places([0..<(try rowNumber(count))])
        case .ids(let ids): return .keep(try members(ids))
        case .exceptIDs(let ids): return .except(try members(ids))
        case .inSet(let name): return .keep(try await members(ofSet: name, comparedWith: recipe))
        case .exceptSet(let name): return .except(try await members(ofSet: name, comparedWith: recipe))
        case .exceptLists(let targets, let keys): return .except(try await members(of: targets, keys: keys, comparedWith: recipe))
        }
    }

    // MARK: Members

    private func members(_ ids: TypedExpression) throws(StatementFailure) -> Members {
        let texts = try evaluate(ids).texts
        return Members(ids: texts, label: texts.count == 1 ? "id \(texts[0])" : "\(texts.count) ids")
    }

    private mutating func members(ofSet name: String, comparedWith recipe: Recipe) async throws(StatementFailure) -> Members {
        guard let set = sets[name] else {
            throw .wrongValue("nothing is kept as `\(name)`", help: "keep a set with `as \(name)`")
        }
        let key: Members.Key = set.account == recipe.account && set.kind == recipe.kind ? .id : .person
        return Members(rows: try await take(set).rows, key: key, label: name)
    }

    /// The members of lists: by id where the provider says ids of the same kind with its lists, else by e-mail and profile.
    private mutating func members(
        of targets: [Program.ListTarget], keys: [String], comparedWith recipe: Recipe
    ) async throws(StatementFailure) -> Members {
        var lists: [ListSummary] = []
        for target in targets { lists.append(try await find(target, in: account)) }
        // One key for all of them: ids only where every list holds rows of this kind.
        let isByID = keys.isEmpty && account == recipe.account && lists.allSatisfy { $0.kind == recipe.kind }
        let key: Members.Key = isByID ? .id : keys.isEmpty ? .person : .fields(keys)
        var values: Set<String> = []
        for list in lists {
            if isByID, let ids = list.memberIDs {
                values.formUnion(ids.map { $0.lowercased() })
                continue
            }
            let rows = try await take(Recipe(account: account, kind: list.kind, origin: .list(id: list.id, writes: writes))).rows
            let found = Members(rows: rows, key: key, label: "").values
            guard !found.isEmpty || rows.count == 0 else {
                throw .wrongValue(
                    "nobody in the list \"\(list.name)\" has anything to be recognised by",
                    help: "name the fields: `except list \"\(list.name)\" by …`")
            }
            values.formUnion(found)
        }
        return Members(key: key, values: values, label: "list \(lists.map { "\"\($0.name)\"" }.joined(separator: ", "))")
    }

    // MARK: Places

    /// The places in ascending order, overlaps joined, so that no row is chosen twice.
    func ranges(_ places: [Program.Places]) throws(StatementFailure) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for place in places {
            let lower = try rowNumber(place.lower)
            switch place.extent {
            case .single: ranges.append(lower..<lower + 1)
            case .open: ranges.append(lower..<Int.max)
            case .upTo(let upper):
                let end = try rowNumber(upper)
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

    func rowNumber(_ expression: TypedExpression) throws(StatementFailure) -> Int {
        let value = try evaluate(expression)
        guard case .number(let number) = value, number >= 0, number <= 1e12, let whole = Int(exactly: number) else {
            throw .wrongValue("`\(value.description)` is no number of rows", help: "rows are counted in whole numbers from 0")
        }
        return whole
    }

    // MARK: Lists

    /// Finds a list by its name, to the letter, or by its id.
    mutating func find(_ target: Program.ListTarget, in account: String) async throws(StatementFailure) -> ListSummary {
        let wanted = try evaluate(target.value).description
        let lists = try await lists(of: account)
        if target.form == .id {
            if let list = lists.first(where: { $0.id.lowercased() == wanted.lowercased() }) { return list }
            throw .missingList(wanted, title: try provider(account).signature.title, near: nil)
        }
        if let list = try match(wanted, among: lists) { return list }
        let near = NearestName(among: lists.map(\.name)).name(nearest: wanted)
        throw .missingList(wanted, title: try provider(account).signature.title, near: near)
    }

    /// The list of that name; nil where there is none, an error where it is not plain which is meant.
    func match(_ name: String, among lists: [ListSummary]) throws(StatementFailure) -> ListSummary? {
        let exact = lists.filter { $0.name == name }
        if exact.count == 1 { return exact[0] }
        if exact.count > 1 { throw .ambiguousList(name, exact) }
        let alike = lists.filter { $0.name.lowercased() == name.lowercased() }
        if !alike.isEmpty { throw .ambiguousList(name, alike) }
        return nil
    }

    /// The lists of an account, read once a run and kept up with what the run makes.
    mutating func lists(of account: String) async throws(StatementFailure) -> [ListSummary] {
        if let known = lists[account] { return known }
        let provider = try provider(account)
        do {
            let found = try await provider.lists()
            lists[account] = found
            return found
        } catch {
            throw StatementFailure(error, provider: provider.signature.title)
        }
    }
}
