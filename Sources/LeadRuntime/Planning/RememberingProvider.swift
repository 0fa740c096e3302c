import LeadModel
import Synchronization

/// A provider that gives back what was read for a plan, so that planning before a run costs no call twice.
///
/// Each answer is used once, and only as long as no write of the run has changed what it says. A used answer counts as the
/// requests that it took, so that a run spends and tells as much as one without a plan.
final class RememberingProvider: ProviderReader, ProviderWriter {
    private struct State {
        var answers: [PlanMemory.Question: PlanMemory.Kept]
        var used: [String: Int] = [:]
        var meter: CallMeter?
    }

    /// What it asks besides.
    let provider: any Provider
    /// The requests that were made before, to find the answers out.
    private let before: [String: Int]
    private let state: Mutex<State>

    /// - Parameter answers: What was read, and is still good.
    init(_ provider: any Provider, answers: [PlanMemory.Question: PlanMemory.Kept]) {
        if let other = provider as? RememberingProvider {
            self.provider = other.provider
            before = other.before
            let old = other.state.withLock { $0 }
            state = Mutex(State(answers: old.answers.merging(answers) { $1 }, used: old.used, meter: old.meter))
        } else {
            self.provider = provider
            before = provider.requestsMade
            state = Mutex(State(answers: answers))
        }
    }

    var signature: ProviderSignature { provider.signature }

    var readWidth: Int { provider.readWidth }

    var requestsMade: [String: Int] {
        let used = state.withLock { $0.used }
        return provider.requestsMade.merging(before) { $0 - $1 }.merging(used, uniquingKeysWith: +)
    }

    func meter(by meter: CallMeter?) {
        state.withLock { $0.meter = meter }
        provider.meter(by: meter)
    }

    func foresee(_ call: WriteCall) -> Foreseen { provider.foresee(call) }

    func requests(for read: KnownRead) -> [RequestCount] { provider.requests(for: read) }

    func write(_ call: WriteCall) async throws(ProviderFailure) -> WriteResult {
        state.withLock { state in state.answers = state.answers.filter { !$0.key.isChanged(by: call) } }
        return try await provider.write(call)
    }

    /// Forgets what was read: it is asked for anew from here on.
    func forget() {
        state.withLock { $0.answers = [:] }
    }

    /// The answer that the plan had, where it is still good and has not been used.
    private func answer(to question: PlanMemory.Question) throws(ProviderFailure) -> PlanMemory.Answer? {
        let (kept, isAdmitted) = state.withLock { state -> (PlanMemory.Kept?, Bool) in
            guard let kept = state.answers.removeValue(forKey: question) else { return (nil, true) }
            for request in kept.requests {
                for _ in 0..<request.count.lower {
                    guard state.meter?.admit() ?? true else { return (nil, false) }
                    state.used[request.endpoint, default: 0] += 1
                }
            }
            return (kept, true)
        }
        guard isAdmitted else { throw ProviderFailure(call: "", reason: .overBudget) }
        return kept?.answer
    }

    func search(_ kind: RecordKind, _ filter: Filter, page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        if case .page(let page) = try answer(to: .search(kind, filter, page: page, size: size)) { return page }
        return try await provider.search(kind, filter, page: page, size: size)
    }

    func members(ofList id: String, page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        if case .page(let page) = try answer(to: .members(list: id, page: page, size: size)) { return page }
        return try await provider.members(ofList: id, page: page, size: size)
    }

    func contacts(page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        if case .page(let page) = try answer(to: .contacts(page: page, size: size)) { return page }
        return try await provider.contacts(page: page, size: size)
    }

    func lists() async throws(ProviderFailure) -> [ListSummary] {
        if case .lists(let lists) = try answer(to: .lists) { return lists }
        return try await provider.lists()
    }

    func export(ofList id: String?) async throws(ProviderFailure) -> Batch? {
        if case .rows(let rows) = try answer(to: .export(list: id)) { return rows }
        return try await provider.export(ofList: id)
    }

    func allContacts() async throws(ProviderFailure) -> Batch {
        if case .rows(let rows?) = try answer(to: .allContacts) { return rows }
        return try await provider.allContacts()
    }
}

extension PlanMemory.Question {
    /// Whether it asks for rows of a search, which no write of a script changes.
    var isSearch: Bool {
        switch self {
        case .search: true
        case .members, .contacts, .lists, .export, .allContacts: false
        }
    }

    /// Whether a call may change the answer.
    func isChanged(by call: WriteCall) -> Bool {
        switch (self, call) {
        case (.search, _): false
        // Lance says with its lists who is in them.
        case (.lists, .saveProspects(_, nil)), (.lists, .createContacts), (.lists, .updateContacts): false
        case (.lists, _): true
        case (_, .createList): false
        // The values of a contact are those of a member.
        case (_, .updateContacts): true
        case (.contacts, .saveProspects), (.allContacts, .saveProspects), (.export(nil), .saveProspects): true
        case (.contacts, _), (.allContacts, _), (.export(nil), _): call.makesContacts
        case (.members(let list, _, _), _), (.export(let list?), _): call.list == list
        }
    }
}

extension WriteCall {
    fileprivate var makesContacts: Bool {
        switch self {
        case .saveProspects, .createContacts: true
        case .createList, .addPlaces, .addIDs, .addRecords, .joinList, .removeMembers, .deleteList, .updateContacts: false
        }
    }
}

extension Session {
    /// Uses what was read for a plan in what follows, so that nothing is read twice.
    ///
    /// - Parameter onlySearches: Whether lists and contacts are to be read anew, since what follows may come much later.
    public mutating func reuse(_ planned: Planned, onlySearches: Bool = false) {
        for (account, memory) in planned.memories {
            guard let provider = accounts[account] else { continue }
            accounts[account] = RememberingProvider(provider, answers: memory.answers.filter { !onlySearches || $0.key.isSearch })
        }
    }

    /// Forgets what was read for a plan.
    func forgetPlans() {
        for case let provider as RememberingProvider in accounts.values { provider.forget() }
    }
}
