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
    /// Why it would fail, whichever way it goes; nil where nothing speaks against it.
    public let failure: RunFailure?
    /// Whether rows would be left out that cannot be written as they are.
    public let hasFailedRows: Bool
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
        /// Whether finding out all that it needs would have passed the cap as well.
        public let isCutShort: Bool
    }

    /// The caps that the script certainly passes.
    public var excesses: [Excess] {
        var needed = ["calls": plan.calls, "rows": plan.rows]
        if failure?.kind == .budget, let cap = caps.first(where: { $0.unit == "calls" }) {
            needed["calls"] = Bounds(max(plan.calls.lower, cap.amount + 1), nil)
        }
        return caps.compactMap { cap in
            guard let needed = needed[cap.unit], needed.lower > cap.amount else { return nil }
            return Excess(
                unit: cap.unit, span: cap.span, file: cap.file, cap: cap.amount, needed: needed,
                isCutShort: failure?.kind == .budget && cap.unit == "calls")
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
            accounts: [:], account: account, parameters: parameters, surroundings: surroundings, events: recorder)
        memories = accounts
        planning = recorder
        if isOffline { offline = OfflineReads() }
    }

    /// Finds out what a program would do from here on; changes nothing, neither here nor at a service.
    ///
    /// Where a branch depends on what only the run can know, both sides are tried.
    ///
    /// - Parameters:
    ///   - isCheck: Whether a run follows at once. Then nothing is read that the run does not read, nor more than the script's
    ///     own budget allows; where that would be, the plan ends openly.
    ///   - source: Finds the text of the script, for nil, and of an included file.
    public func plan(
        _ program: Program, isCheck: Bool = false, source: (_ file: String?) -> Source?
    ) async -> Planned {
        await plan(program.statements, for: isCheck ? .checking : .reading, source: source)
    }

    private func plan(
        _ statements: [Program.Statement], for purpose: PlanRecorder.Purpose, source: (_ file: String?) -> Source?
    ) async -> Planned {
        let memories = memories.isEmpty ? accounts.mapValues { PlanMemory($0) } : memories
        let before = memories.values.map(\.requestsMade).reduce(0, +)
        var passes: [PlanRecorder.Pass] = []
        var failures: [RunFailure] = []
        var end: RunFailure?
        var first: Session?
        var open: [[Bool]] = [[]]
        while end == nil, let decided = open.popLast(), passes.count < mostPasses {
            let recorder = PlanRecorder(decided: decided, for: purpose)
            var session = imagined(memories, recorder)
            do throws(RunFailure) {
                try await session.run(statements)
            } catch {
                switch error.kind {
                case .unforeseen: recorder.openEnd(error.diagnostic.message)
                case .stopped: break
                case .failed, .expectation, .unauthorized, .unapproved, .declined: failures.append(error)
                case .budget, .exhausted, .interrupted: end = error
                }
            }
            first = first ?? session
            let pass = recorder.result
            passes.append(pass)
            for place in pass.decisions.indices.dropFirst(decided.count) {
                open.append(pass.decisions[..<place] + [!pass.decisions[place]])
            }
        }
        if purpose == .checking { meterCalls() }
        // One way that fails is a way that the run may well not go.
        let failure = end ?? (failures.count == passes.count ? failures.first : nil)
        var plan = Plan(passes, source: source)
        for message in failures.map(\.diagnostic.message) where failure == nil && !plan.failures.contains(message) {
            plan.failures.append(message)
        }
        if !open.isEmpty, end == nil, let before = passes.first?.beforeBranches {
            plan.forgetLeast(but: before, of: passes)
            plan.end(openly: "there are more than \(mostPasses) ways through the script")
        }
        if end?.kind == .budget { plan.end(openly: "finding it out would pass the budget") }
        plan.requestsMade = memories.values.map(\.requestsMade).reduce(0, +) - before
        let facts = PlanFacts(memories, passes, isWhole: failures.isEmpty && failure == nil && plan.openEnds.isEmpty)
        return Planned(
            plan: plan, facts: facts, failure: failure, hasFailedRows: first?.hasFailedRows ?? false,
            caps: passes.first?.caps ?? [], session: first ?? self, memories: memories)
    }

    /// Says what a statement would do.
    ///
    /// The pages of searches that were read for it need not be read again; lists and contacts are read anew by what writes.
    mutating func tellPlan(of statement: Program.Statement, in source: Source) async throws(StatementFailure) {
        let planned = await plan([statement], for: .reading) { $0 == file ? source : nil }
        if offline != nil { imagineReads(of: planned.plan) }
        noteReads(of: planned)
        reuse(planned, onlySearches: true)
        events.receive(.planned(planned.plan))
        if let failure = planned.failure { throw .explained(failure) }
    }

    /// Ends a plan that checks a run where the run reads anew what the plan has read.
    func endCheck(because reason: String) throws(StatementFailure) {
        if planning?.purpose == .checking { throw .unforeseen(reason) }
    }

    /// Takes over what a plan without reading knows by now.
    private mutating func noteReads(of planned: Planned) {
        if let known = offline, let read = planned.session.offline { offline = known.joined(with: read) }
    }

    /// The session with accounts that only imagine what is written to them.
    private func imagined(_ memories: [String: PlanMemory], _ recorder: PlanRecorder) -> Session {
        var session = self
        session.accounts = [:]
        for (account, memory) in memories {
            session.accounts[account] = PlanningProvider(
                memory, account: account, recorder: recorder, today: surroundings.time.today, lists: lists[account])
        }
        session.memories = [:]
        session.surroundings = surroundings.imagined(recorder.files)
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
            case .show, .count, .describe, .summarize: planning?.note("which rows these are only the run can know")
            case .export(_, let file, _):
                planning?.note("which rows these are only the run can know")
                planning?.note(unknownFile: try await evaluate(file).description)
            case .wait: planning?.note("waits as long as \(reason) says, which only the run can know")
            case .expect:
                if try planning?.decides(on: reason) != true { throw .expectation(nil) }
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
    /// The surroundings of a plan: files are written to `files` only, nobody is asked, and nothing is waited for.
    func imagined(_ files: PlannedFiles) -> Surroundings {
        Surroundings(
            time: time, seed: seed, maxRowsWritten: maxRowsWritten, maxRowsRead: maxRowsRead,
            writeFile: { path, bytes in
                files.write(path, bytes)
                return nil
            },
            readFile: { path in
                if let path, let bytes = files.read(path) { return .success(bytes) }
                return readFile(path)
            }, pause: { _ in true }, ask: { _ in .yes })
    }
}

extension Plan {
    /// Joins what was found out in several passes.
    init(_ passes: [PlanRecorder.Pass], source: (_ file: String?) -> Source?) {
        self.init()
        for key in Self.keys(of: passes) {
            let entries = passes.map { $0.entries[key] }
            guard let entry = entries.compactMap(\.self).first else { continue }
            let text = source(entry.file)
            var step = Step(
                text: text.map { Self.line(of: entry.span, in: $0) } ?? "a statement of `\(entry.file ?? "another line")`",
                line: text?.position(at: entry.span.start).line ?? 1, file: entry.file, depth: entry.depth,
                account: entry.account)
            step.times = Self.joined(entries.map { Bounds($0?.times ?? 0) })
            step.requests = Self.joined(entries.map { $0?.requests ?? [] })
            step.rows = entries.contains { $0?.rows != nil } ? Self.joined(entries.map { $0?.rows ?? .zero }) : nil
            step.present = Self.joined(entries, \.present)
            step.withoutEmail = Self.joined(entries, \.withoutEmail)
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
        }
        waiting = passes.map(\.waiting).max() ?? 0
        calls = Self.joined(passes.map { $0.requests.values.joined().map(\.count).reduce(.zero, +) })
        writes = Self.joined(
            passes.map { $0.requests.values.joined().filter(\.isWrite).map(\.count).reduce(.zero, +) })
        for reason in passes.flatMap(\.openEnds) { end(openly: reason) }
    }

    /// The statements of all passes, one for each step.
    static func keys(of passes: [PlanRecorder.Pass]) -> [PlanRecorder.Key] { order(of: passes.map(\.keys)) }

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

    /// A number that counts rows of a statement; nil where some pass that writes rows there does not know it.
    private static func joined(_ entries: [PlanRecorder.Entry?], _ number: (PlanRecorder.Entry) -> Bounds?) -> Bounds? {
        let known = entries.map { entry in entry.map { $0.rows == nil ? .zero : number($0) } ?? .zero }
        guard entries.contains(where: { $0?.rows != nil }), known.allSatisfy({ $0 != nil }) else { return nil }
        return joined(known.compactMap(\.self))
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
