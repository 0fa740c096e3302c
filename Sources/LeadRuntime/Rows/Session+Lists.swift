import LeadModel
import LeadSemantics
import LeadText

/// Lists: which one a name means.
extension Session {
    /// The names of the lists of an account, as far as they have been read.
    public func knownLists(of account: String) -> [String] {
        lists[account]?.map(\.name) ?? []
    }

    /// Finds a list by its name, to the letter, or by its id.
    ///
    /// - Parameter isDestination: Whether rows are about to join it, so that a missing one may well be made.
    mutating func find(_ target: Program.ListTarget, isDestination: Bool = false) async throws(StatementFailure) -> ListSummary {
        let account = target.account ?? account
        let wanted = try await evaluate(target.value).description
        let lists = try await lists(of: account)
        if offline != nil { return try imagineFinding(wanted, isID: target.form == .id, of: account) }
        if target.form == .id {
            if let list = lists.first(where: { $0.id.lowercased() == wanted.lowercased() }) {
                planning?.note(used: list, at: account)
                return list
            }
            throw .missingList(wanted, title: try provider(account).signature.title, near: nil, isDestination: false)
        }
        if let list = try match(wanted, among: lists) {
            planning?.note(used: list, at: account)
            return list
        }
        let near = NearestName(among: lists.map(\.name)).name(nearest: wanted)
        let title = try provider(account).signature.title
        throw .missingList(wanted, title: title, near: near, isDestination: isDestination)
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

    /// The lists of the account with as many members as they have now: those that the run has changed are read again.
    mutating func listsWithMembers() async throws(StatementFailure) -> [ListSummary] {
        if accountsWithChangedLists.contains(account) { lists[account] = nil }
        return try await lists(of: account)
    }

    /// The lists of an account, read once a run and kept up with what the run makes.
    mutating func lists(of account: String) async throws(StatementFailure) -> [ListSummary] {
        if offline != nil { return try imagineLists(of: account) }
        if let known = lists[account] { return known }
        let provider = try provider(account)
        try allow()
        do {
            let found = try await provider.lists()
            lists[account] = found
            accountsWithChangedLists.remove(account)
            return found
        } catch {
            throw StatementFailure(error, provider: provider.signature.title)
        }
    }
}
