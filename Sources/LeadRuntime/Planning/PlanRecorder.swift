import LeadDiagnostics
import LeadModel
import Synchronization

/// Writes down what one pass through a script would do: one pass takes one side of each branch that only the run can decide.
final class PlanRecorder: EventSink {
    /// What a statement is known by: where it stands, and by which statements it is reached.
    struct Key: Hashable {
        /// Where a statement stands.
        struct Place: Hashable {
            let file: String?
            let start: Int
        }

        let path: [Place]
    }

    /// A statement of the pass.
    struct Entry {
        let span: Span
        let file: String?
        let depth: Int
        let account: String
        var times = 0
        var requests: [RequestCount] = []
        var rows: Bounds?
        var present: Bounds?
        var withoutEmail: Bounds?
        var notes: [String] = []
    }

    /// A cap of the script's budget.
    struct Cap: Hashable {
        let unit: String
        let amount: Int
        let span: Span
        let file: String?
    }

    /// What was found out in one pass.
    struct Pass {
        /// What a pass does before its first branch.
        struct Beginning {
            let keys: Set<Key>
            let requests: [String: [RequestCount]]
            let rows: Bounds

            fileprivate init(of pass: Pass) {
                keys = Set(pass.keys).subtracting(pass.open)
                requests = pass.requests
                rows = pass.rows
            }
        }

        var keys: [Key] = []
        var entries: [Key: Entry] = [:]
        /// All requests, by account.
        var requests: [String: [RequestCount]] = [:]
        var rows = Bounds.zero
        var lists: [String] = []
        var files: [String] = []
        var openEnds: [String] = []
        var waiting = 0.0
        var caps: [Cap] = []
        /// The calls that would change something, in order.
        var writes: [PlanFacts.Write] = []
        /// The ids of the lists that statements name, by account.
        var usedLists: [String: Set<String>] = [:]
        /// The side that was taken at each branch.
        var decisions: [Bool] = []
        /// What every way through the script does: all before the first branch.
        var beforeBranches: Beginning?
        /// The statements under way, the innermost last.
        fileprivate var open: [Key] = []
        /// In how many blocks the statement stands that may fail at any line.
        fileprivate var doubts = 0
    }

    private let pass = Mutex(Pass())
    /// The sides to take at the first branches; at those behind them the first side is taken.
    private let decided: [Bool]
    /// What the plan is for.
    let purpose: Purpose
    /// The files that it would have written by now.
    let files = PlannedFiles()

    /// What a plan is for.
    enum Purpose {
        /// To be read, so that it goes on where only the run can know.
        case reading
        /// To check what a run spends that follows at once: it reads nothing that the run does not read, and ends where that
        /// cannot be known.
        case checking
    }

    init(decided: [Bool], for purpose: Purpose = .reading) {
        self.decided = decided
        self.purpose = purpose
    }

    var result: Pass { pass.withLock { $0 } }

    // MARK: Statements

    func begin(_ span: Span, in file: String?, account: String) {
        pass.withLock { pass in
            let key = Key(path: (pass.open.last?.path ?? []) + [Key.Place(file: file, start: span.start)])
            if pass.entries[key] == nil {
                pass.keys.append(key)
                pass.entries[key] = Entry(span: span, file: file, depth: pass.open.count, account: account)
            }
            pass.entries[key]?.times += 1
            pass.open.append(key)
        }
    }

    func end() {
        pass.withLock { _ = $0.open.popLast() }
    }

    /// Counts requests for the statement under way.
    func note(_ requests: [RequestCount], at account: String) {
        pass.withLock { pass in
            var requests = requests
            if pass.doubts > 0 {
                requests = requests.map { RequestCount($0.endpoint, isWrite: $0.isWrite, count: $0.count.orNone) }
            }
            pass.requests[account, default: []].add(requests)
            if let key = pass.open.last { pass.entries[key]?.requests.add(requests) }
        }
    }

    /// Keeps a cap of the script's budget.
    func note(cap unit: String, at amount: Int) {
        pass.withLock { pass in
            guard let entry = pass.open.last.flatMap({ pass.entries[$0] }) else { return }
            pass.caps.removeAll { $0.unit == unit }
            pass.caps.append(Cap(unit: unit, amount: amount, span: entry.span, file: entry.file))
        }
    }

    /// Says something of the statement under way, once.
    func note(_ text: String) {
        pass.withLock { pass in
            guard let key = pass.open.last, pass.entries[key]?.notes.contains(text) == false else { return }
            pass.entries[key]?.notes.append(text)
        }
    }

    /// Says why nobody knows what follows.
    func openEnd(_ reason: String) {
        pass.withLock { $0.openEnds.append(reason) }
    }

    /// Which side of a branch this pass takes.
    ///
    /// A plan that checks a run goes no side, since it would read what the run may not.
    func decides(on reason: String) throws(StatementFailure) -> Bool {
        if purpose == .checking { throw .unforeseen(reason) }
        let side = pass.withLock { pass in
            let place = pass.decisions.count
            if place == 0 { pass.beforeBranches = Pass.Beginning(of: pass) }
            let side = place < decided.count ? decided[place] : true
            pass.decisions.append(side)
            return side
        }
        note("depends on \(reason), which only the run can know")
        return side
    }

    // MARK: Events

    func receive(_ event: RunEvent) {
        switch event {
        case .took(let text), .noted(let text): note(text)
        case .listReady(let name, let isNew):
            if isNew { note("makes the list \"\(name)\"") } else { note("the list \"\(name)\" is there") }
        case .listDeleted(let name): note("deletes the list \"\(name)\"")
        case .waiting(let seconds): pass.withLock { $0.waiting += seconds }
        case .exported(let file, let rows):
            note("writes \(rows) rows to \(file)")
            pass.withLock { pass in if !pass.files.contains(file) { pass.files.append(file) } }
        case .finished, .stepBegan, .printed, .consulted, .planned, .shown, .previewed, .described, .summarized, .listed, .caught,
            .counted, .delayed, .reading, .progressed, .expected:
            break
        }
    }

    /// Keeps what a statement would do.
    ///
    /// - Parameters:
    ///   - sent: How many rows its calls would carry: those that are to be there, less those that are known to be.
    ///   - withoutEmail: How many of the rows that are to be there have no e-mail address; nil where nobody has read them.
    func note(_ outcome: Outcome, sent: Bounds, withoutEmail: Int?) {
        pass.withLock { pass in
            pass.rows += pass.doubts > 0 ? sent.orNone : sent
            guard let key = pass.open.last, var entry = pass.entries[key] else { return }
            let wanted = Bounds(
                outcome.requested - outcome.failed, outcome.requested - outcome.failed + (sent.upper ?? 0) - sent.lower)
            let isRead = withoutEmail != nil && (entry.rows == nil || entry.withoutEmail != nil)
            entry.rows = (entry.rows ?? .zero) + (pass.doubts > 0 ? wanted.orNone : wanted)
            if outcome.verb == .added {
                entry.present = (entry.present ?? .zero) + (outcome.isCertain ? Bounds(outcome.skipped) : wanted.orNone)
            }
            entry.withoutEmail = isRead ? (entry.withoutEmail ?? .zero) + Bounds(withoutEmail ?? 0) : nil
            if outcome.rejected > 0 {
                entry.notes.append("\(outcome.rejected) of \(outcome.requested) rows cannot be written as they are")
            }
            pass.entries[key] = entry
        }
    }

    /// Keeps how many rows would be sent, and whether the service may have some of them already.
    func note(sent rows: Bounds, mayBePresent: Bool) {
        pass.withLock { pass in
            let rows = pass.doubts > 0 ? rows.orNone : rows
            pass.rows += rows
            guard let key = pass.open.last, var entry = pass.entries[key] else { return }
            entry.rows = (entry.rows ?? .zero) + rows
            if mayBePresent { entry.present = (entry.present ?? .zero) + rows.orNone }
            pass.entries[key] = entry
        }
    }

    /// Keeps a file that would be written with rows that only the run can know.
    func note(unknownFile file: String) {
        files.write(file, nil)
        pass.withLock { pass in if !pass.files.contains(file) { pass.files.append(file) } }
    }

    /// Begins lines each of which may not be reached, or ends them.
    func doubt(_ begins: Bool) {
        pass.withLock { $0.doubts += begins ? 1 : -1 }
    }

    /// Keeps a list that will be made.
    func note(list: String) {
        pass.withLock { $0.lists.append(list) }
    }

    /// Keeps a list that a statement reads or writes.
    func note(used list: ListSummary, at account: String) {
        pass.withLock { _ = $0.usedLists[account, default: []].insert(list.id) }
    }

    /// Keeps a call that would change something.
    func note(_ write: PlanFacts.Write) {
        pass.withLock { $0.writes.append(write) }
    }
}

extension [RequestCount] {
    /// Adds requests to those to the same endpoints.
    mutating func add(_ others: [RequestCount]) {
        for other in others {
            if let place = firstIndex(where: { $0.endpoint == other.endpoint }) {
                self[place].count += other.count
            } else {
                append(other)
            }
        }
    }
}
