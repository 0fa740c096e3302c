import LeadModel
import Synchronization

/// An account as it would be after the writes of a plan: reads go to the service, writes are only imagined.
///
/// It holds nothing that can write. Where a read would see what a plan has changed, the answer is made from what was read and
/// what would have been written.
final class PlanningProvider: ProviderReader, ProviderWriter {
    /// What the plan has changed so far.
    struct World {
        /// The lists as they would be; nil before they are read.
        var lists: [ListSummary]?
        /// The lists whose members have changed.
        var members: [String: PlannedMembers] = [:]
        /// The contacts that would be made, in order.
        var created = Batch(kind: .contacts)
        /// Where each of these stands, by its id.
        var createdPlaces: [String: Int] = [:]
        /// The new values of contacts that would be changed.
        var changed = Batch(kind: .contacts)
        /// The calls so far that would change something.
        var calls: [WriteCall] = []
        var requests: [String: Int] = [:]
        /// How many things have been named so far.
        var names = 0
    }

    let memory: PlanMemory
    let account: String
    let recorder: PlanRecorder
    let today: String
    let world: Mutex<World>

    /// - Parameter lists: The lists of the account, where they are known already.
    init(_ memory: PlanMemory, account: String, recorder: PlanRecorder, today: String, lists: [ListSummary]?) {
        world = Mutex(World(lists: lists))
        self.memory = memory
        self.account = account
        self.recorder = recorder
        self.today = today
    }

    var signature: ProviderSignature { memory.signature }

    var readWidth: Int { memory.readWidth }

    /// How many requests the plan has so far.
    var requestsMade: [String: Int] { world.withLock { $0.requests } }

    /// Counts the requests that are made to find the plan out.
    func meter(by meter: CallMeter?) { memory.meter(by: meter) }

    /// What the service answers, or would answer.
    ///
    /// A plan that checks a run asks nothing that the run has to ask again: what a write of the plan may have changed.
    func ask(_ question: PlanMemory.Question, isRunsOwn: Bool = true) async throws(ProviderFailure) -> PlanMemory.Kept {
        let isChecking = recorder.purpose == .checking && memory.known(question) == nil
        if isChecking, !isRunsOwn || world.withLock({ $0.calls.contains(where: question.isChanged) }) {
            throw ProviderFailure(call: "", reason: .unforeseen("what \(signature.title) holds after the script has changed it"))
        }
        return try await memory.ask(question)
    }

    /// A page, with the requests that it took.
    func page(
        _ question: PlanMemory.Question, isRunsOwn: Bool = true
    ) async throws(ProviderFailure) -> (page: RowPage, requests: [RequestCount]) {
        let found = try await ask(question, isRunsOwn: isRunsOwn)
        guard case .page(let page) = found.answer else { return (RowPage(rows: Batch(kind: .people), total: 0), []) }
        return (page, found.requests)
    }

    func foresee(_ call: WriteCall) -> Foreseen { memory.foresee(call) }

    func requests(for read: KnownRead) -> [RequestCount] { memory.requests(for: read) }

    func count(_ requests: [RequestCount]) {
        world.withLock { world in
            for request in requests { world.requests[request.endpoint, default: 0] += request.count.lower }
        }
        recorder.note(requests, at: account)
    }

    // MARK: Reading

    func search(_ kind: RecordKind, _ filter: Filter, page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        let found = try await self.page(.search(kind, filter, page: page, size: size))
        count(found.requests)
        return found.page
    }

    func members(ofList id: String, page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        guard let planned = world.withLock({ $0.members[id] }) else {
            let found = try await self.page(.members(list: id, page: page, size: size))
            count(found.requests)
            var rows = found.page.rows
            rows.change(by: world.withLock { $0.changed })
            return RowPage(rows: rows, total: found.page.total)
        }
        let rows: Batch
        do {
            rows = try await self.rows(of: planned, list: id)
        } catch {
            // A run may have read the list already where a plan cannot.
            if case .unforeseen = error.reason {
                count(requests(for: .members).map { RequestCount($0.endpoint, isWrite: false, count: Bounds(0, 1)) })
            }
            throw error
        }
        count(requests(for: .members))
        let places = (min(page * size, rows.count)..<max(page * size, (page + 1) * size)).clamped(to: 0..<rows.count)
        return RowPage(rows: rows.rows(at: Array(places)), total: rows.count)
    }

    func contacts(page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        let (created, changed) = world.withLock { ($0.created, $0.changed) }
        let found = try await self.page(.contacts(page: page, size: size))
        guard created.count + changed.count > 0 else {
            count(found.requests)
            return found.page
        }
        // New contacts come last, as their day of making orders them.
        let old = found.page.total
        let places = (page * size..<(page + 1) * size).clamped(to: old..<old + created.count)
        var rows = found.page.rows
        rows.append(created.rows(at: places.map { $0 - old }))
        rows.change(by: changed)
        count(requests(for: .contacts))
        return RowPage(rows: rows, total: old + created.count)
    }

    func lists() async throws(ProviderFailure) -> [ListSummary] {
        if let known = world.withLock({ $0.lists }) {
            count(requests(for: .lists(known.count)))
            return try await withMembers(known)
        }
        let found = try await ask(.lists)
        guard case .lists(let lists) = found.answer else { return [] }
        count(found.requests)
        world.withLock { $0.lists = lists }
        return lists
    }

    func export(ofList id: String?) async throws(ProviderFailure) -> Batch? {
        let (created, changed) = world.withLock { ($0.created, $0.changed) }
        if let id, let planned = world.withLock({ $0.members[id] }) {
            let rows = try await self.rows(of: planned, list: id)
            count(requests(for: .export))
            return rows
        }
        let found = try await ask(.export(list: id))
        count(found.requests)
        guard case .rows(var rows?) = found.answer else { return nil }
        if id == nil { rows.append(created) }
        rows.change(by: changed)
        return rows
    }

    func allContacts() async throws(ProviderFailure) -> Batch {
        let found = try await ask(.allContacts)
        guard case .rows(var rows?) = found.answer else { return Batch(kind: .contacts) }
        let (created, changed) = world.withLock { ($0.created, $0.changed) }
        guard created.count + changed.count > 0 else {
            count(found.requests)
            return rows
        }
        rows.append(created)
        rows.change(by: changed)
        count(requests(for: .allContacts(rows.count)))
        return rows
    }
}

extension Batch {
    /// Gives rows the values that others with the same id have, the last of them where there are several.
    fileprivate mutating func change(by others: Batch) {
        let places = Dictionary((0..<count).map { (self["id", $0].description, $0) }) { first, _ in first }
        for field in others.fields where field != "id" {
            var values = self[field]
            for row in 0..<others.count where !others[field, row].isEmpty {
                if let place = places[others["id", row].description] { values[place] = others[field, row] }
            }
            self = setting(field, to: values)
        }
    }
}
