public import LeadModel
import Synchronization

/// The writes of a plan that somebody has agreed to: a run makes these and no others, in their order.
public final class Approval: Sendable {
    private struct State {
        var next = 0
        /// What the services have named that the plan had to name itself, by account.
        var names: [String: [String: String]] = [:]
    }

    private let writes: [PlanFacts.Write]
    private let state = Mutex(State())

    /// Approves the writes of a plan.
    public init(_ writes: [PlanFacts.Write]) {
        self.writes = writes
    }

    /// The accounts, of which each makes the approved calls only.
    public func holding(_ accounts: [String: any Provider]) -> [String: any Provider] {
        Dictionary(uniqueKeysWithValues: accounts.map { ($0, ApprovedProvider($1, account: $0, approval: self)) })
    }

    /// Takes the next write of the plan; nil where the call is another one.
    fileprivate func take(_ call: WriteCall, at account: String) -> PlanFacts.Write? {
        state.withLock { state in
            guard state.next < writes.count else { return nil }
            let write = writes[state.next]
            guard write.account == account, call.isAlike(write.call, named: state.names[account] ?? [:]) else { return nil }
            state.next += 1
            return write
        }
    }

    /// Learns what the service has called what a call has made.
    fileprivate func learn(_ result: WriteResult, of write: PlanFacts.Write) {
        state.withLock { state in
            if let planned = write.made?.list?.id, let real = result.list?.id {
                state.names[write.account, default: [:]][planned] = real
            }
            let planned = write.made?.contacts?.ids ?? []
            let real = result.contacts?.ids ?? []
            guard planned.count == real.count else { return }
            for (planned, real) in zip(planned, real) { state.names[write.account, default: [:]][planned] = real }
        }
    }
}

/// An account that makes the calls of an approved plan only.
private struct ApprovedProvider: ProviderReader, ProviderWriter {
    private let provider: any Provider
    private let account: String
    private let approval: Approval

    init(_ provider: any Provider, account: String, approval: Approval) {
        self.provider = provider
        self.account = account
        self.approval = approval
    }

    var signature: ProviderSignature { provider.signature }

    var requestsMade: [String: Int] { provider.requestsMade }

    var readWidth: Int { provider.readWidth }

    func meter(by meter: CallMeter?) { provider.meter(by: meter) }

    func write(_ call: WriteCall) async throws(ProviderFailure) -> WriteResult {
        guard let write = approval.take(call, at: account) else {
            throw ProviderFailure(call: "", reason: .unapproved)
        }
        let result = try await provider.write(call)
        approval.learn(result, of: write)
        return result
    }

    func foresee(_ call: WriteCall) -> Foreseen { provider.foresee(call) }

    func requests(for read: KnownRead) -> [RequestCount] { provider.requests(for: read) }

    func search(_ kind: RecordKind, _ filter: Filter, page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        try await provider.search(kind, filter, page: page, size: size)
    }

    func members(ofList id: String, page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        try await provider.members(ofList: id, page: page, size: size)
    }

    func contacts(page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        try await provider.contacts(page: page, size: size)
    }

    func lists() async throws(ProviderFailure) -> [ListSummary] { try await provider.lists() }

    func export(ofList id: String?) async throws(ProviderFailure) -> Batch? { try await provider.export(ofList: id) }

    func allContacts() async throws(ProviderFailure) -> Batch { try await provider.allContacts() }
}

extension WriteCall {
    /// Whether a call of a run does what a planned one would; `names` are the services' names for what the plan has named.
    fileprivate func isAlike(_ planned: WriteCall, named names: [String: String]) -> Bool {
        func isSame(_ list: String?, _ planned: String?) -> Bool { list == planned.map { names[$0] ?? $0 } }
        func areSame(_ ids: [String], _ planned: [String]) -> Bool { Set(ids) == Set(planned.map { names[$0] ?? $0 }) }
        switch (self, planned) {
        case (.createList(let draft), .createList(let other)): return draft == other
        case (.deleteList(let id), .deleteList(let other)): return isSame(id, other)
        case (
            .addPlaces(let list, let filter, let places, let excluded), .addPlaces(let other, let otherFilter, let range, let ids)
        ):
            return isSame(list, other) && filter == otherFilter && places == range && areSame(excluded, ids)
        case (.addIDs(let list, let ids), .addIDs(let other, let others)),
            (.joinList(let list, let ids), .joinList(let other, let others)),
            (.removeMembers(let list, let ids), .removeMembers(let other, let others)):
            return isSame(list, other) && areSame(ids, others)
        case (.addRecords(let list, let rows), .addRecords(let other, let others)):
            return isSame(list, other) && rows.isAlike(others)
        case (.saveProspects(let rows, let list), .saveProspects(let others, let other)):
            return isSame(list, other) && rows.isAlike(others)
        case (.createContacts(let rows), .createContacts(let others)): return rows.isAlike(others)
        case (.updateContacts(let rows, _, let fills), .updateContacts(let others, _, let otherFills)):
            return fills == otherFills && rows.isAlike(others)
        case (.createList, _), (.deleteList, _), (.addPlaces, _), (.addIDs, _), (.joinList, _), (.removeMembers, _),
            (.addRecords, _),
            (.saveProspects, _), (.createContacts, _), (.updateContacts, _):
            return false
        }
    }
}

extension Batch {
    /// Whether the rows have the same values, but for their ids, which a service may have given meanwhile.
    fileprivate func isAlike(_ other: Batch) -> Bool {
        let fields = Set(self.fields).union(other.fields).subtracting(["id"])
        return count == other.count && fields.allSatisfy { self[$0] == other[$0] }
    }
}
