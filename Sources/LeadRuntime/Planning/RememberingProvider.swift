import LeadModel
import Synchronization

/// A provider that gives back what was read for a plan, so that planning before a run costs no call twice.
///
/// Each answer is used once, and what a write may have changed only before the first write.
final class RememberingProvider: ProviderReader, ProviderWriter {
    private struct State {
        var used: Set<PlanMemory.Question> = []
        var hasWritten = false
    }

    private let provider: any Provider
    private let memory: PlanMemory
    private let state = Mutex(State())

    init(_ provider: any Provider, memory: PlanMemory) {
        self.provider = provider
        self.memory = memory
    }

    var signature: ProviderSignature { provider.signature }

    var requestsMade: [String: Int] { provider.requestsMade }

    func meter(by meter: CallMeter?) { provider.meter(by: meter) }

    func foresee(_ call: WriteCall) -> Foreseen { provider.foresee(call) }

    func requests(for read: KnownRead) -> [RequestCount] { provider.requests(for: read) }

    func write(_ call: WriteCall) async throws(ProviderFailure) -> WriteResult {
        state.withLock { $0.hasWritten = true }
        return try await provider.write(call)
    }

    /// The answer that the plan had, where it is still good and has not been used.
    private func answer(to question: PlanMemory.Question, survivesWrites: Bool = false) -> PlanMemory.Answer? {
        guard let answer = memory.known(question) else { return nil }
        return state.withLock { state in
            guard survivesWrites || !state.hasWritten, state.used.insert(question).inserted else { return nil }
            return answer
        }
    }

    func search(_ kind: RecordKind, _ filter: Filter, page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        let question = PlanMemory.Question.search(kind, filter, page: page, size: size)
        if case .page(let page) = answer(to: question, survivesWrites: true) { return page }
        return try await provider.search(kind, filter, page: page, size: size)
    }

    func members(ofList id: String, page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        if case .page(let page) = answer(to: .members(list: id, page: page, size: size)) { return page }
        return try await provider.members(ofList: id, page: page, size: size)
    }

    func contacts(page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        if case .page(let page) = answer(to: .contacts(page: page, size: size)) { return page }
        return try await provider.contacts(page: page, size: size)
    }

    func lists() async throws(ProviderFailure) -> [ListSummary] {
        if case .lists(let lists) = answer(to: .lists) { return lists }
        return try await provider.lists()
    }

    func allContacts() async throws(ProviderFailure) -> Batch {
        if case .rows(let rows) = answer(to: .allContacts) { return rows }
        return try await provider.allContacts()
    }
}

extension Session {
    /// Uses what was read for a plan in the run that follows it.
    public mutating func reuse(_ planned: Planned) {
        for (account, memory) in planned.memories {
            guard let provider = accounts[account] else { continue }
            accounts[account] = RememberingProvider(provider, memory: memory)
        }
    }
}
