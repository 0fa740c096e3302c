import LeadDiagnostics
import LeadModel
import LeadReport
import LeadRuntime
import LeadText

#if canImport(Glibc)
    import Glibc
#endif

extension SavedPlan {
    /// The files that are others than they were, each in a sentence.
    func changedFiles(in invocation: Invocation) -> [String] {
        inputs.compactMap { path, fingerprint in
            let now = fingerprintNow(of: path, in: invocation)
            guard now != fingerprint else { return nil }
            if path == "-" { return "what stands on standard input has changed since" }
            if now == nil { return isThere(path, in: invocation) ? "`\(path)` cannot be read now" : "`\(path)` is gone" }
            return fingerprint == nil ? "`\(path)` is there now" : "`\(path)` has changed since"
        }
    }

    /// The files without which the plan cannot be made again, since they were there and are not.
    func missingFiles(in invocation: Invocation) -> [String] {
        inputs.filter { $0.fingerprint != nil && fingerprintNow(of: $0.path, in: invocation) == nil }.map(\.path)
    }

    /// The texts and tables that the plan follows from, as they were.
    private var inputs: [(path: String, fingerprint: String?)] {
        (isFromFile ? [(script, scriptFingerprint)] : []) + files.map { ($0.path, $0.fingerprint) }
    }

    private func isThere(_ path: String, in invocation: Invocation) -> Bool {
        access(invocation.resolved(path), F_OK) == 0
    }

    /// The files that were others when they were read for the plan of now.
    func changes(of now: [File]) -> [String] {
        files.filter { !now.contains($0) }.map {
            $0.path == "-" ? "what stands on standard input has changed since" : "`\($0.path)` has changed since"
        }
    }

    private func fingerprintNow(of path: String, in invocation: Invocation) -> String? {
        path == "-"
            ? fingerprint(of: invocation.wholeInput())
            : (try? readFile(invocation.resolved(path)).get()).map { fingerprint(of: $0) }
    }

    /// What is no longer as it was planned, each in a sentence; empty where the plan holds.
    func differences(from planned: Planned) -> [String] {
        if let failure = planned.failure { return ["it would fail now: \(failure.diagnostic.message)"] }
        let facts = planned.facts
        let found = changes(of: facts.searches) + changes(of: facts.lists, among: facts.listIDs) + changes(of: facts.contacts)
        // What would be written follows from what was found; it says more only where that is the same.
        if !found.isEmpty { return found }
        if !planned.excesses.isEmpty { return ["it would pass its budget now"] }
        return changes(of: facts.writes.map { $0.map(Write.init) })
    }

    // MARK: What was found

    private func changes(of now: [PlanFacts.Search]) -> [String] {
        func isAlike(_ one: PlanFacts.Search, _ other: PlanFacts.Search) -> Bool {
            (one.account, one.kind, one.filter) == (other.account, other.kind, other.filter)
        }
        let before = searches.compactMap { search -> String? in
            guard let found = now.first(where: { isAlike($0, search) }) else { return "\(search.words) is no longer made" }
            guard found.total != search.total else { return nil }
            return
                "\(search.words) has \(grouped(found.total)) \(search.kind.rawValue), \(grouped(search.total)) when it was planned"
        }
        let new = now.filter { search in !searches.contains { isAlike($0, search) } }
        return before + new.map { "\($0.words) is made now, and was not when it was planned" }
    }

    private func changes(of now: [PlanFacts.List], among listIDs: [String: Set<String>]) -> [String] {
        let before = lists.compactMap { list -> String? in
            let name = "the list \"\(scrubbed(list.name))\""
            guard let found = now.first(where: { ($0.account, $0.id) == (list.account, list.id) }) else {
                let isThere = listIDs[list.account]?.contains(list.id) == true
                // Whoever renames a list leaves a script that finds none of that name.
                return isThere ? "\(name) has another name now, or is not used" : "\(name) is gone"
            }
            if found.name != list.name { return "\(name) is named \"\(scrubbed(found.name))\" now" }
            return found.change(since: list).map { "\(name) \($0)" }
        }
        let new = now.filter { list in !lists.contains { ($0.account, $0.id) == (list.account, list.id) } }
        return before + new.map { "the list \"\(scrubbed($0.name))\" is there now, and was not when it was planned" }
    }

    private func changes(of now: [String: Int]) -> [String] {
        Set(now.keys).union(contacts.keys).sorted().compactMap { account in
            guard now[account] != contacts[account] else { return nil }
            guard let found = now[account], let before = contacts[account] else {
                return "the contacts of \(account) matter to other statements than when it was planned"
            }
            return "\(account) has \(counted(found, "contact")), \(grouped(before)) when it was planned"
        }
    }

    // MARK: What would be written

    private func changes(of now: [Write]?) -> [String] {
        guard let now, let writes else {
            return now == nil && writes == nil ? [] : ["how much of it can be known before the run has changed"]
        }
        guard let place = (0..<max(now.count, writes.count)).first(where: { now.at($0) != writes.at($0) }) else { return [] }
        switch (writes.at(place), now.at(place)) {
        case (nil, let new?): return ["it would also \(new.words)"]
        case (let old?, nil): return ["it would no longer \(old.words)"]
        case (let old?, let new?) where old.words == new.words: return ["it would \(new.words), and not the same ones"]
        case (let old?, let new?): return ["it would \(new.words), and not \(old.words)"]
        case (nil, nil): return []
        }
    }
}

extension Array {
    fileprivate func at(_ place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}

extension PlanFacts.Search {
    fileprivate var words: String {
        filter.isEmpty ? "the search for all \(kind.rawValue)" : "the search `\(scrubbed(filter))`"
    }
}

extension PlanFacts.List {
    /// How the members differ from those before; nil where they do not, as far as is known.
    fileprivate func change(since before: PlanFacts.List) -> String? {
        guard let members, let known = before.members else {
            guard let count, let number = before.count, count != number else { return nil }
            return "has \(counted(count, "member")), \(grouped(number)) when it was planned"
        }
        let more = Set(members).subtracting(known).count
        let fewer = Set(known).subtracting(members).count
        return switch (more, fewer) {
        case (0, 0): nil
        case (_, 0): "has \(counted(more, "member")) more"
        case (0, _): "has \(counted(fewer, "member")) fewer"
        case (_, _): "has other members: \(grouped(more)) have joined, \(grouped(fewer)) have left"
        }
    }
}
