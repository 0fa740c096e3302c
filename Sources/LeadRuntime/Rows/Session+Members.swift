import LeadModel
import LeadPlanner
import LeadSemantics

/// A list as it was at one point of the run.
struct ListSnapshot: Hashable {
    let account: String
    let list: ListSummary
    /// After how many writes of the run.
    let writes: Int

    var recipe: Recipe { Recipe(account: account, kind: list.kind, origin: .list(id: list.id, writes: writes)) }
}

/// Rows that others are compared with: ids, kept sets, members of lists, rows of files.
extension Session {
    mutating func members(_ ids: TypedExpression) async throws(StatementFailure) -> Members {
        let texts = try await evaluate(ids).texts
        return Members(ids: texts, label: texts.count == 1 ? "id \(texts[0])" : "\(texts.count) ids")
    }

    mutating func members(ofSet name: String, comparedWith recipe: Recipe) async throws(StatementFailure) -> Members {
        guard let set = sets[name] else {
            throw .wrongValue("nothing is kept as `\(name)`", help: "keep a set with `as \(name)`")
        }
        let isAlike = set.account == recipe.account && set.kind == recipe.kind && set.account != SetShape.noAccount
        let key: Members.Key = isAlike ? .id : .person
        do {
            return Members(rows: try await take(set).rows, key: key, label: name)
        } catch .unforeseen where offline != nil {
            return Members(unknownBy: key, label: name)
        }
    }

    mutating func lists(_ targets: [Program.ListTarget]) async throws(StatementFailure) -> [ListSnapshot] {
        var lists: [ListSnapshot] = []
        for target in targets {
            lists.append(ListSnapshot(account: target.account ?? account, list: try await find(target), writes: writes))
        }
        return lists
    }

    /// The members of lists: by id where the provider says ids of the same kind with its lists, else by e-mail and profile.
    mutating func members(
        of lists: [ListSnapshot], keys: [String], comparedWith recipe: Recipe
    ) async throws(StatementFailure) -> Members {
        // One key for all of them: ids only where every list holds rows of this kind.
        let isByID = keys.isEmpty && lists.allSatisfy { $0.account == recipe.account && $0.list.kind == recipe.kind }
        let key: Members.Key = isByID ? .id : keys.isEmpty ? .person : .anyOf(keys)
        let label = "list \(lists.map { "\"\($0.list.name)\"" }.joined(separator: ", "))"
        if offline != nil {
            for list in lists { try imagineMembers(of: list) }
            return Members(unknownBy: keys.isEmpty ? .id : key, label: label)
        }
        var values: Set<String> = []
        for snapshot in lists {
            let list = snapshot.list
            if isByID, let ids = list.memberIDs {
                values.formUnion(ids.map { $0.lowercased() })
                continue
            }
            let rows = try await take(snapshot.recipe).rows
            let found = Members(rows: rows, key: key, label: "").values
            guard !found.isEmpty || rows.count == 0 else {
                throw .wrongValue(
                    "nobody in the list \"\(list.name)\" has anything to be recognised by",
                    help: "name the fields: `except list \"\(list.name)\" by …`")
            }
            values.formUnion(found)
        }
        return Members(key: key, values: values, label: label)
    }

    /// The members of every list of the account, or of those made since a day.
    mutating func membersOfAnyList(
        since: TypedExpression?, comparedWith recipe: Recipe
    ) async throws(StatementFailure) -> Members {
        var found = try await lists(of: account).filter { $0.kind != .companies || recipe.kind == .companies }
        if offline != nil { return try imagineMembersOfAnyList() }
        var label = "any of \(Self.lists(found.count))"
        if let since {
            let day = try await evaluate(since).description
            if let list = found.first(where: { $0.created == nil }) {
                throw .wrongValue(
                    "the service does not say when the list \"\(list.name)\" was made",
                    help: "leave out `since`, or name the lists")
            }
            found = found.filter { $0.created ?? "" >= day }
            label = "any of \(Self.lists(found.count)) made since \(day)"
        }
        for list in found { planning?.note(used: list, at: account) }
        // A list of which nobody can be recognised says so; one list more or less must not stop all the others.
        let snapshots = found.map { ListSnapshot(account: account, list: $0, writes: writes) }
        let members = try await members(of: snapshots, keys: [], comparedWith: recipe)
        return Members(key: members.key, values: members.values, label: label)
    }

    private static func lists(_ count: Int) -> String {
        count == 1 ? "1 list" : "\(count) lists"
    }

    mutating func members(ofFile file: TypedExpression, keys: [String]) async throws(StatementFailure) -> Members {
        let path = try await evaluate(file).description
        let rows = try rows(ofFile: path, format: nil, kind: .people).rows
        let members = Members(rows: rows, key: .anyOf(keys), label: "file \"\(path)\"", derivesDomains: false)
        if rows.count == 0 { events.receive(.noted("`\(path)` holds no row, so that it names nobody")) }
        guard !members.values.isEmpty || rows.count == 0 else {
            throw .wrongValue(
                "no row of `\(path)` has \(keys.joined(separator: " or "))",
                help: "look at the file's headers, or match by another field")
        }
        return members
    }
}
