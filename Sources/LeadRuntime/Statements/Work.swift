import LeadModel

/// A doing statement under way: what it was asked, what it has done.
struct Work {
    let action: String
    let requested: Int
    /// The rows; nil where the service takes places of its own.
    private let rows: Batch?
    private var rejected: Set<Int> = []
    let firstCall: Int
    /// How many rows are to be sent, where these are fewer than those that were asked for and are not rejected.
    var sendable: Int?
    var added = 0
    var created = 0
    /// How many rows may be sent beyond those that are counted: ids that are left out may stand elsewhere.
    var uncounted = 0
    /// How many rows the calls so far have carried.
    private(set) var sent = 0
    private var phase = (call: 0, rows: 0)
    /// Whether the calls under way only make ready what later calls do with the same rows.
    private(set) var isPreparing = false
    var isExact = true
    private var isCertain = true
    private(set) var rejects: [RunEvent.Reject] = []

    /// How many rows `suppress` has held back, and the rows of which it could not be told whether it does.
    private let suppressed: Int
    private let heldBack: [RunEvent.Reject]
    /// What is done with the rows.
    private let verb: Outcome.Verb

    init(action: String, requested: Int, firstCall: Int) {
        self.action = action
        self.requested = requested
        self.firstCall = firstCall
        rows = nil
        (suppressed, heldBack, verb) = (0, [], .added)
    }

    /// Begins with rows of which `suppress` has held some back: these are no request, those nobody can tell about are unsent.
    init(action: String, rows: WritableRows, firstCall: Int, verb: Outcome.Verb = .added) {
        self.action = action
        requested = rows.rows.count + rows.unknown
        self.rows = rows.rows
        self.firstCall = firstCall
        (suppressed, heldBack) = (rows.suppressed, rows.heldBack)
        self.verb = verb
    }

    /// Begins calls of another kind, which are counted from 1 again.
    ///
    /// - Parameter isPreparing: Whether later calls carry the same rows again; then these calls count none as added or sent.
    mutating func beginPhase(isPreparing: Bool = false) {
        phase = (0, 0)
        self.isPreparing = isPreparing
    }

    private var unknown: Int { heldBack.count }

    /// The rows that were not written, each with the reason.
    var unwritten: [RunEvent.Reject] { rejects + heldBack }

    /// How many rows were to be sent and have not been.
    var unsent: Int {
        let open = requested - added - rejects.count - unknown
        return max(0, min((sendable ?? requested - rejects.count - unknown) - sent, open))
    }

    /// Notes an answered call; gives back which of its kind it was, and how many rows these have carried.
    mutating func note(_ result: WriteResult, rows: Int) -> (call: Int, rows: Int) {
        created += result.created
        isCertain = isCertain && result.isCertain
        if !isPreparing {
            added += result.added
            sent += rows
        }
        phase = (phase.call + 1, phase.rows + rows)
        return phase
    }

    /// Which call of its kind comes next, and the rows that it carries.
    func nextBatch(of count: Int, rows: Int) -> CallBatch {
        CallBatch(unit: .call, number: phase.call + 1, count: count, rows: phase.rows..<phase.rows + rows)
    }

    /// Notes a row that is not sent, and why.
    mutating func reject(_ row: Int, of rows: Batch, _ reason: String) {
        rejects.append(RunEvent.Reject(row, of: rows, reason))
        rejected.insert(row)
    }

    /// How many rows that are not rejected have no e-mail address; nil where nobody has read them.
    var withoutEmail: Int? {
        guard let rows else { return nil }
        let emails = zip(rows["email"], rows["emails"])
        return emails.enumerated().filter { !rejected.contains($0) && $1.0.isEmpty && $1.1.isEmpty }.count
    }

    /// The outcome, with rows that were never sent where the statement was cut short.
    func outcome(calls: Int, unsent: Int = 0) -> Outcome {
        var outcome = Outcome(requested: requested, added: added, rejected: rejects.count, unsent: unsent + unknown)
        outcome.suppressed = suppressed
        outcome.verb = verb
        outcome.created = created
        outcome.calls = calls - firstCall
        outcome.isExact = isExact
        outcome.isCertain = isCertain
        return outcome
    }
}

extension RunEvent.Reject {
    /// A row that was not written: by its name, else its e-mail address, else its place.
    init(_ row: Int, of rows: Batch, _ reason: String, isUnsent: Bool = false) {
        let names = [rows["name", row], rows["email", row]].map(\.description)
        self.init(
            id: rows["id", row].description, name: names.first { !$0.isEmpty } ?? "row #\(row)", reason: reason,
            isUnsent: isUnsent)
    }
}

extension Session {
    /// Makes one call of several, and keeps account of it.
    ///
    /// Where it fails, what was done before is reported as the statement's outcome, and the rest as unsent.
    ///
    /// - Returns: What the call answered.
    @discardableResult
    mutating func perform(
        _ call: WriteCall, rows: Int, of total: Int, calls count: Int, _ work: inout Work
    ) async throws(StatementFailure) -> WriteResult {
        let batch = work.nextBatch(of: count, rows: rows)
        do {
            try checkInterrupt()
            let result = try await write(call, to: account)
            let done = work.note(result, rows: rows)
            if !work.isPreparing { budget.note(rows: rows) }
            let progress = RunEvent.Progress(action: work.action, call: done.call, calls: count, rows: done.rows, total: total)
            events.receive(.progressed(progress))
            return result
        } catch {
            // A call of several requests may have come to a part of its rows.
            if let done = error.done {
                _ = work.note(done.result, rows: done.rows)
                budget.note(rows: done.rows)
            }
            throw cutShort(work, by: count > 1 ? .inBatch(batch, .init(error)) : error)
        }
    }

    /// Ends a doing statement that fails: what was done before is its outcome, and the rest is unsent.
    mutating func cutShort(_ work: Work, by error: StatementFailure) -> StatementFailure {
        conclude(work, work.outcome(calls: calls, unsent: work.unsent))
        return work.sent > 0 ? .partlyDone(done: work.sent, total: work.requested, .init(error)) : error
    }

    /// Ends a doing statement whose every call was answered.
    mutating func finish(_ work: Work) {
        conclude(work, work.outcome(calls: calls))
    }

    private mutating func conclude(_ work: Work, _ outcome: Outcome) {
        self.outcome = outcome
        if outcome.failed > 0 { hasFailedRows = true }
        planning?.note(outcome, sent: Bounds(work.sent, work.sent + work.uncounted), withoutEmail: work.withoutEmail)
        events.receive(.finished(action: work.action, outcome: outcome, rejects: work.unwritten))
    }

    /// Makes one call that changes something.
    mutating func write(_ call: WriteCall, to account: String) async throws(StatementFailure) -> WriteResult {
        let provider = try provider(account)
        try allow(calls: provider.callsNeeded(for: call))
        writes += 1
        do {
            let result = try await provider.write(call)
            forgetWhatChanged(by: call, in: account)
            noteContacts(result.contacts, after: call, in: account)
            return result
        } catch {
            // Whether the list is there still has to be read again.
            if case .deleteList = call { lists[account] = nil } else { forgetWhatChanged(by: call, in: account) }
            noteContacts(nil, after: call, in: account)
            throw StatementFailure(error, provider: provider.signature.title)
        }
    }

    /// Drops the members that a list was said to have before a call changed them.
    private mutating func forgetWhatChanged(by call: WriteCall, in account: String) {
        switch call {
        case .createList, .createContacts, .updateContacts: return
        case .deleteList(let id): lists[account]?.removeAll { $0.id == id }
        case .addPlaces(let list, _, _, _), .addIDs(let list, _), .addRecords(let list, _), .joinList(let list, _),
            .removeMembers(let list, _):
            forget(list: list, in: account)
        case .saveProspects(_, let list):
            if let list { forget(list: list, in: account) }
        }
    }

    private mutating func forget(list id: String, in account: String) {
        // Where the service never says who is in a list, reading the lists again says nothing new.
        guard let place = lists[account]?.firstIndex(where: { $0.id == id && $0.memberIDs != nil }) else { return }
        if let list = lists[account]?[place] {
            lists[account]?[place] = ListSummary(id: list.id, name: list.name, kind: list.kind, created: list.created)
        }
        accountsWithChangedLists.insert(account)
    }

    /// Keeps the known contacts up with a call that makes or changes some; where it does not tell them, nothing is known.
    private mutating func noteContacts(_ changed: Batch?, after call: WriteCall, in account: String) {
        switch call {
        case .saveProspects, .createContacts, .updateContacts:
            if let changed { contacts[account]?.merge(changed) } else { contacts[account] = nil }
        case .createList, .addPlaces, .addIDs, .addRecords, .joinList, .removeMembers, .deleteList: return
        }
    }
}
