public import LeadDiagnostics
public import LeadModel
import LeadPlanner
public import LeadSemantics

/// What came of planning a program.
public struct Planned: Sendable {
    /// What it would do.
    public let plan: Plan
    /// What was read to find that out, and what would be written.
    public let facts: PlanFacts
    /// Why it would fail; nil where nothing speaks against it.
    public let failure: RunFailure?
    /// The caps of the script's budget.
    let caps: [PlanRecorder.Cap]
    /// The session of the first pass.
    let session: Session
    /// What was read, by account.
    let memories: [String: PlanMemory]

    /// A cap that the script certainly passes.
    public struct Excess: Hashable, Sendable {
        /// What is capped: `calls` or `rows`.
        public let unit: String
        /// Where the budget stands.
        public let span: Span
        /// The included file that it stands in; nil for the script itself.
        public let file: String?
        /// The cap.
        public let cap: Int
        /// What the script needs.
        public let needed: Bounds
    }

    /// The caps that the script certainly passes.
    public var excesses: [Excess] {
        let needed = ["calls": plan.calls, "rows": plan.openEnds.isEmpty ? plan.rows : Bounds(plan.rows.lower, nil)]
        return caps.compactMap { cap in
            guard let needed = needed[cap.unit], needed.lower > cap.amount else { return nil }
            return Excess(unit: cap.unit, span: cap.span, file: cap.file, cap: cap.amount, needed: needed)
        }
    }
}

extension Session {
    /// How many ways through a script are gone at most; those that read nothing cost little.
    private var mostPasses: Int { offline == nil ? 32 : 256 }

    /// Begins a plan, which holds nothing that can write.
    ///
    /// - Parameters:
    ///   - readers: What reads from the accounts, by their names.
    ///   - account: The account that is talked to before the first `use`.
    ///   - parameters: The values that the caller has set.
    ///   - isOffline: Whether nothing may be read, so that the plan holds for whatever the services have.
    public init(
        planningFor readers: [String: any ProviderReader], account: String, parameters: [String: Value] = [:],
        surroundings: Surroundings, isOffline: Bool = false
    ) {
        let recorder = PlanRecorder(decided: [])
        let accounts = readers.mapValues { PlanMemory(isOffline ? OfflineReader($0) : $0) }
        self.init(
            accounts: [:], account: account, parameters: parameters, surroundings: surroundings.imagined, events: recorder)
        memories = accounts
        planning = recorder
        if isOffline { offline = OfflineReads() }
    }

    /// Finds out what a program would do from here on; changes nothing, neither here nor at a service.
    ///
    /// Where a branch depends on what only the run can know, both sides are tried.
    ///
    /// - Parameter source: Finds the text of the script, for nil, and of an included file.
    public func plan(_ program: Program, source: (_ file: String?) -> Source?) async -> Planned {
        await plan(program.statements, source: source)
    }

    private func plan(_ statements: [Program.Statement], source: (_ file: String?) -> Source?) async -> Planned {
        let memories = memories.isEmpty ? accounts.mapValues { PlanMemory($0) } : memories
        let before = memories.values.map(\.requestsMade).reduce(0, +)
        var passes: [PlanRecorder.Pass] = []
        var failure: RunFailure?
        var first: Session?
        var open: [[Bool]] = [[]]
        while let decided = open.popLast(), passes.count < mostPasses {
            let recorder = PlanRecorder(decided: decided)
            var session = imagined(memories, recorder)
            do throws(RunFailure) {
                try await session.run(statements)
            } catch {
                switch error.kind {
                case .unforeseen: recorder.openEnd(error.diagnostic.message)
                case .stopped: break
                case .failed, .expectation, .unauthorized, .budget, .unapproved, .declined, .interrupted:
                    // A pass that took the other side of a branch may well end there.
                    if decided.isEmpty || error.kind == .interrupted { failure = error }
                }
            }
            first = first ?? session
            let pass = recorder.result
            passes.append(pass)
            for place in pass.decisions.indices.dropFirst(decided.count) where failure == nil {
                open.append(pass.decisions[..<place] + [!pass.decisions[place]])
            }
        }
        var plan = Plan(passes, source: source)
        if !open.isEmpty, let before = passes.first?.beforeBranches {
            plan.openEnds.append("there are more than \(mostPasses) ways through the script")
            plan.forgetLeast(but: before.requests, rows: before.rows, steps: before.keys.count)
        }
        plan.requestsMade = memories.values.map(\.requestsMade).reduce(0, +) - before
        let facts = PlanFacts(memories, passes, isWhole: failure == nil && plan.openEnds.isEmpty)
        return Planned(
            plan: plan, facts: facts, failure: failure, caps: passes.first?.caps ?? [], session: first ?? self,
            memories: memories)
    }

    /// Says what a statement would do.
    ///
    /// The rows of searches that were read for it stay at hand; lists and contacts are read anew by what writes.
    mutating func tellPlan(of statement: Program.Statement, in source: Source) async throws(StatementFailure) {
        let planned = await plan([statement]) { $0 == file ? source : nil }
        if offline != nil { imagineReads(of: planned.plan) }
        keepSearches(of: planned)
        events.receive(.planned(planned.plan))
        if let failure = planned.failure { throw .explained(failure) }
    }

    /// Keeps the rows of searches that were read for a plan, so that a run reads them from here.
    public mutating func keepSearches(of planned: Planned) {
        let other = planned.session
        if let known = offline, let read = other.offline { offline = known.joined(with: read) }
        for (source, rows) in other.pages { if case .search = source { pages[source] = rows } }
        for (source, total) in other.totals { if case .search = source { totals[source] = total } }
    }

    /// The session with accounts that only imagine what is written to them.
    private func imagined(_ memories: [String: PlanMemory], _ recorder: PlanRecorder) -> Session {
        var session = self
        session.accounts = [:]
        for (account, memory) in memories {
            session.accounts[account] = PlanningProvider(
                memory, account: account, recorder: recorder, today: surroundings.time.today)
        }
        session.memories = [:]
        session.surroundings = surroundings.imagined
        session.events = recorder
        session.planning = recorder
        return session
    }

    /// Does what a plan knows of a statement; of what only the run can know it says so, or ends where that decides.
    mutating func plan(_ statement: Program.Statement) async throws(StatementFailure) {
        do {
            try await execute(statement)
            if case .rows(let rows) = statement.kind, rows.asksForRows, let it {
                planning?.note(placementOf: it, at: accounts[it.account]?.signature)
            }
        } catch .unforeseen(let reason) {
            switch statement.kind {
            case .let(let name, _): unforeseen.insert(name)
            case .print: return
            case .show, .count, .describe, .summarize, .export: planning?.note("which rows these are only the run can know")
            case .wait: planning?.note("waits as long as \(reason) says, which only the run can know")
            case .expect:
                if planning?.decides(on: reason) != true { throw .expectation(nil) }
            case .use, .param, .budget, .if, .for, .call, .include, .try, .stop, .fail, .step, .rows, .suppress, .makeList, .add,
                .save, .update, .remove, .deleteList, .showLists, .refresh, .plan, .explain, .help:
                throw .unforeseen(reason)
            }
        }
    }
}

extension Program.Rows {
    /// Whether it says which rows of a search are wanted.
    fileprivate var asksForRows: Bool {
        if case .search = origin { return true }
        return refinements.contains { if case .where = $0.kind { true } else { false } }
    }
}

extension Surroundings {
    /// The surroundings of a plan: no file is written, nobody is asked, and nothing is waited for.
    var imagined: Surroundings {
        Surroundings(
            time: time, seed: seed, maxRowsWritten: maxRowsWritten, maxRowsRead: maxRowsRead, writeFile: { _, _ in nil },
            readFile: readFile, pause: { _ in true }, ask: { _ in .yes })
    }
}

extension Plan {
    /// Joins what was found out in several passes.
    init(_ passes: [PlanRecorder.Pass], source: (_ file: String?) -> Source?) {
        self.init()
        for key in Self.order(of: passes.map(\.keys)) {
            let entries = passes.map { $0.entries[key] }
            guard let entry = entries.compactMap(\.self).first else { continue }
            let text = source(entry.file)
            var step = Step(
                text: text.map { Self.line(of: entry.span, in: $0) } ?? "",
                line: text?.position(at: entry.span.start).line ?? 1, file: entry.file, depth: entry.depth,
                account: entry.account)
            step.times = Self.joined(entries.map { Bounds($0?.times ?? 0) })
            step.requests = Self.joined(entries.map { $0?.requests ?? [] })
            step.rows = entries.contains { $0?.rows != nil } ? Self.joined(entries.map { $0?.rows ?? .zero }) : nil
            step.present = entry.present == nil ? nil : Self.joined(entries.map { $0?.present ?? .zero })
            step.withoutEmail = entry.withoutEmail
            for note in entries.flatMap({ $0?.notes ?? [] }) where !step.notes.contains(note) { step.notes.append(note) }
            steps.append(step)
        }
        for account in Set(passes.flatMap(\.requests.keys)) {
            requests[account] = Self.joined(passes.map { $0.requests[account] ?? [] })
        }
        rows = Self.joined(passes.map(\.rows))
        for pass in passes {
            lists += pass.lists.filter { !lists.contains($0) }
            files += pass.files.filter { !files.contains($0) }
            openEnds += pass.openEnds.filter { !openEnds.contains($0) }
        }
        waiting = passes.map(\.waiting).max() ?? 0
        totalCalls = Self.joined(passes.map { $0.requests.values.joined().map(\.count).reduce(.zero, +) })
        totalWrites = Self.joined(
            passes.map { $0.requests.values.joined().filter(\.isWrite).map(\.count).reduce(.zero, +) })
    }

    /// The statements of all passes: those that one pass adds stand before what follows them there.
    private static func order(of passes: [[PlanRecorder.Key]]) -> [PlanRecorder.Key] {
        var order = passes.first ?? []
        for keys in passes.dropFirst() {
            var places = Dictionary(zip(order, order.indices)) { first, _ in first }
            guard keys.contains(where: { places[$0] == nil }) else { continue }
            var end = order.count
            for key in keys.reversed() {
                if let known = places[key] {
                    end = known
                } else {
                    order.insert(key, at: end)
                    places = Dictionary(zip(order, order.indices)) { first, _ in first }
                }
            }
        }
        return order
    }

    private static func joined(_ bounds: [Bounds]) -> Bounds {
        bounds.dropFirst().reduce(bounds.first ?? .zero) { $0.union($1) }
    }

    private static func joined(_ requests: [[RequestCount]]) -> [RequestCount] {
        var endpoints: [RequestCount] = []
        for request in requests.joined() where !endpoints.contains(where: { $0.endpoint == request.endpoint }) {
            endpoints.append(request)
        }
        return endpoints.map { request in
            let counts = requests.map { $0.first { $0.endpoint == request.endpoint }?.count ?? .zero }
            return RequestCount(request.endpoint, isWrite: request.isWrite, count: joined(counts))
        }
    }
}
