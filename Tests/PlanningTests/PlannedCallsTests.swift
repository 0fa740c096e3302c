import Foundation
import HTTPTypes
import LeadAPI
import LeadDiagnostics
import LeadHTTP
import LeadModel
import LeadProviders
import LeadRuntime
import LeadSandbox
import LeadSemantics
import LeadStore
import LeadSyntax
import LeadTestSupport
import Synchronization
import Testing

/// A plan is made first, by something that cannot write; then the script runs, and its requests are counted at the transport.
struct PlannedCallsTests {
    /// With `--slow` ten times as many.
    private static let scriptsPerBlock: UInt64 = ProcessInfo.processInfo.environment["LEAD_SLOW_TESTS"] == nil ? 15 : 150

    /// What came of the scripts of a block.
    private struct Tally {
        var exact = 0
        var bounded = 0
        var open = 0
        var failed = 0
        var endpoints = 0
        var boundedEndpoints = 0
    }

    @Test(.timeLimit(.minutes(15)), arguments: 0..<8 as Range<UInt64>)
    func theRunMakesTheCallsOfThePlan(_ block: UInt64) async throws {
        var tally = Tally()
        for seed in block * Self.scriptsPerBlock..<(block + 1) * Self.scriptsPerBlock {
            let program = GeneratedCampaign(seed: 7_000_000 + seed)
            let account = try PlannedWorld()
            let planned = try await account.plan(program)
            let frozen = planned.plan
            let run = try await account.run(program)
            if let failure = planned.failure {
                tally.failed += 1
                #expect(run.failure?.diagnostic.message == failure.diagnostic.message, "seed \(program.seed)\n\(program.text)")
            } else if run.failure != nil, run.failure?.kind != .expectation || frozen.calls.isExact {
                Issue.record("seed \(program.seed): \(run.failure?.diagnostic.message ?? "")\n\(program.text)")
            }
            guard planned.failure?.kind != .budget, run.failure?.kind != .budget else { continue }
            if frozen.calls.isExact {
                tally.exact += 1
            } else if frozen.calls.upper != nil {
                tally.bounded += 1
            } else {
                tally.open += 1
            }
            check(run.requests, against: frozen, seed: program.seed, text: program.text)
        }
        #expect(tally.exact * 10 >= 6 * Int(Self.scriptsPerBlock), "\(tally)")
    }

    @Test(.timeLimit(.minutes(15)), arguments: 0..<4 as Range<UInt64>)
    func theRunKeepsTheBoundsOfAPlanThatReadsNothing(_ block: UInt64) async throws {
        var tally = Tally()
        for seed in block * Self.scriptsPerBlock..<(block + 1) * Self.scriptsPerBlock {
            let program = GeneratedCampaign(seed: 7_500_000 + seed)
            let account = try PlannedWorld()
            let planned = try await account.planOffline(program)
            let run = try await account.run(program)
            #expect(planned.plan.requestsMade == 0)
            if let failure = planned.failure {
                tally.failed += 1
                #expect(run.failure?.diagnostic.message == failure.diagnostic.message, "seed \(program.seed)\n\(program.text)")
            }
            if planned.plan.openEnds.isEmpty {
                tally.bounded += planned.plan.calls.upper == nil ? 0 : 1
            } else {
                tally.open += 1
            }
            let counts = planned.plan.requests.values.joined().map(\.count)
            tally.endpoints += counts.count
            tally.boundedEndpoints += counts.filter { $0.upper != nil }.count
            // A plan takes it that every call is answered and every list is there; a run that fails makes fewer calls.
            let isCutShort = run.failure.map { $0.kind != .expectation } ?? false
            let plan = isCutShort ? planned.plan.withoutLeast : planned.plan
            check(run.requests, against: plan, seed: program.seed, text: program.text)
        }
        // How many pages LeadLex's lists have nothing bounds, and most campaigns read them.
        #expect(tally.bounded * 10 >= Int(Self.scriptsPerBlock), "\(tally)")
        #expect(tally.boundedEndpoints * 2 >= tally.endpoints, "\(tally)")
    }

    /// A budget of just what the plan says lets the script run to its end; one call less is never passed.
    ///
    /// Before the first write that is refused where the run can be foreseen; not behind a `refresh`.
    @Test(.timeLimit(.minutes(15)), arguments: 0..<4 as Range<UInt64>)
    func aBudgetOfThePlanIsEnough(_ block: UInt64) async throws {
        var (count, refused) = (0, 0)
        for seed in block * Self.scriptsPerBlock..<(block + 1) * Self.scriptsPerBlock {
            let program = GeneratedCampaign(seed: 7_000_000 + seed)
            let planned = try await PlannedWorld().plan(program)
            guard planned.failure == nil, planned.plan.calls.isExact, planned.plan.rows.isExact else { continue }
            count += 1
            let (calls, rows) = (planned.plan.calls.lower, planned.plan.rows.lower)
            let run = try await PlannedWorld().run(program, budget: "budget \(calls) calls, \(rows) rows")
            #expect(run.excesses.isEmpty, "seed \(program.seed): \(run.excesses)\n\(program.text)")
            #expect(run.failure == nil || run.failure?.kind == .expectation, "seed \(program.seed): \(run.said)\n\(program.text)")
            let made = run.requests.values.flatMap(\.values).reduce(0, +)
            #expect(made == calls, "seed \(program.seed): planned \(calls), made \(made)\n\(program.text)")
            guard calls > 0 else { continue }
            let short = try await PlannedWorld().run(program, budget: "budget \(calls - 1) calls")
            #expect(!short.excesses.isEmpty || !short.openEnds.isEmpty, "seed \(program.seed)\n\(program.text)")
            refused += short.excesses.isEmpty ? 0 : 1
            let spent = short.requests.values.flatMap(\.values).reduce(0, +)
            #expect(spent < calls, "seed \(program.seed): \(spent) of \(calls - 1)\n\(program.text)")
        }
        #expect(count * 2 >= Int(Self.scriptsPerBlock))
        #expect(refused * 3 >= count)
    }

    /// A run makes the approved writes: where the plan knows all of them, none is taken for another one.
    @Test(.timeLimit(.minutes(15)), arguments: 0..<4 as Range<UInt64>)
    func aRunIsHeldToItsPlan(_ block: UInt64) async throws {
        var count = 0
        for seed in block * Self.scriptsPerBlock..<(block + 1) * Self.scriptsPerBlock {
            let program = GeneratedCampaign(seed: 7_000_000 + seed)
            let world = try PlannedWorld()
            guard let writes = try await world.plan(program).facts.writes, !writes.isEmpty else { continue }
            count += 1
            let run = try await world.run(program, approval: Approval(writes))
            #expect(run.failure == nil || run.failure?.kind == .expectation, "seed \(program.seed): \(run.said)\n\(program.text)")
            let other = try await PlannedWorld().run(program, approval: Approval(Array(writes.dropLast())))
            #expect(other.failure?.diagnostic.code == .planOutdated, "seed \(program.seed): \(other.said)\n\(program.text)")
        }
        #expect(count * 2 >= Int(Self.scriptsPerBlock))
    }

    private func check(_ made: [String: [String: Int]], against plan: Plan, seed: UInt64, text: String) {
        for (account, endpoints) in made {
            for (endpoint, count) in endpoints {
                let planned = plan.requests[account]?.first { $0.endpoint == endpoint }?.count ?? .zero
                let isListed = plan.requests[account]?.contains { $0.endpoint == endpoint } == true
                let bounds = !isListed && !plan.openEnds.isEmpty ? Bounds(0, nil) : planned
                #expect(bounds.contains(count), "seed \(seed): \(account) \(endpoint): planned \(bounds), made \(count)\n\(text)")
            }
        }
        for (account, requests) in plan.requests {
            for request in requests where made[account]?[request.endpoint] == nil {
                #expect(
                    request.count.lower == 0,
                    "seed \(seed): \(account) \(request.endpoint): planned \(request.count), none made\n\(text)")
            }
        }
        let total = made.values.flatMap(\.values).reduce(0, +)
        #expect(plan.calls.contains(total), "seed \(seed): planned \(plan.calls), made \(total)\n\(text)")
    }
}

/// A sandbox of its own for one script, with a few lists and contacts.
private struct PlannedWorld {
    private let transport: InProcessTransport

    init() throws {
        let store = try Store.inMemory()
        try store.reset(people: 260, seed: 42)
        let names = Mutex(0)
        transport = InProcessTransport(
            Sandbox(
                store: store, now: { "2026-01-31T09:30:00.000Z" },
                makeID: {
                    Store.identifier(
                        seed: 1,
                        position: names.withLock { value in
                            value += 1
                            return value
                        })
                }))
    }

    struct Ran {
        let requests: [String: [String: Int]]
        let failure: RunFailure?
        let excesses: [Planned.Excess]
        var openEnds: [String] = []

        var said: String { failure?.diagnostic.message ?? "nothing" }
    }

    func plan(_ program: GeneratedCampaign) async throws -> Planned {
        let readers = accounts(over: ReadOnlyTransport(base: transport))
        let session = Session(
            planningFor: readers, account: "lance", surroundings: surroundings)
        return await session.plan(try checked(program.text)) { _ in nil }
    }

    func planOffline(_ program: GeneratedCampaign) async throws -> Planned {
        let session = Session(
            planningFor: accounts(over: SilentTransport()), account: "lance", surroundings: surroundings, isOffline: true)
        return await session.plan(try checked(program.text)) { _ in nil }
    }

    /// Runs a script, with a budget as its first line where one is given: then it is planned first, as `lead run` does.
    func run(_ program: GeneratedCampaign, budget: String? = nil, approval: Approval? = nil) async throws -> Ran {
        let accounts = accounts(over: transport)
        var session = Session(
            accounts: approval?.holding(accounts) ?? accounts, account: "lance", surroundings: surroundings, events: NoSink())
        let program = try checked((budget.map { "\($0)\n" } ?? "") + program.text)
        var openEnds: [String] = []
        if budget != nil {
            let planned = await session.plan(program, isCheck: true) { _ in nil }
            openEnds = planned.plan.openEnds
            session.reuse(planned)
            if !planned.excesses.isEmpty {
                return Ran(requests: accounts.mapValues(\.requestsMade), failure: nil, excesses: planned.excesses)
            }
        }
        var failure: RunFailure?
        do {
            try await session.run(program)
        } catch {
            failure = error
        }
        return Ran(requests: accounts.mapValues(\.requestsMade), failure: failure, excesses: [], openEnds: openEnds)
    }

    private func accounts(over transport: any Transport) -> [String: any Provider] {
        [
            "lance": LanceProvider(transport: transport, token: Tenants.demo.token(at: .lance)),
            "leadlex": LeadLexProvider(transport: transport, token: Tenants.demo.token(at: .leadlex)),
        ]
    }

    private func checked(_ text: String) throws -> Program {
        let source = Source(name: "generated.lead", text: text)
        let files = ScriptFiles(
            script: { path, _ in
                ProgramFiles.scripts[path].map { .success(Source(name: path, text: $0)) }
                    ?? .failure(.init("cannot be read", help: "write it"))
            },
            header: { path, _ in
                ProgramFiles.headers[path].map { .success($0) } ?? .failure(.init("cannot be read", help: "write it"))
            })
        let checked = LeadSemantics.check(
            parse(source), in: Catalog(providers: [.lance, .leadLex]), scope: Scope(account: "lance"),
            options: CheckOptions(files: files))
        #expect(!checked.diagnostics.hasErrors, "\(checked.diagnostics.first?.message ?? "")\n\(text)")
        return checked.program
    }

    private var surroundings: Surroundings {
        Surroundings(
            time: RunTime(today: "2026-01-31", now: "2026-01-31T09:30:00Z"), writeFile: { _, _ in nil },
            readFile: { path in
                (path.map { ProgramFiles.tables[$0] } ?? ProgramFiles.standardInput).map { .success(Array($0.utf8)) }
                    ?? .failure(.init("no such file"))
            }, pause: { _ in true }, ask: { _ in .yes })
    }

    private struct NoSink: EventSink {
        func receive(_ event: RunEvent) {}
    }
}

/// Lets reads pass and fails the test on anything else.
private struct ReadOnlyTransport: Transport {
    let base: any Transport

    func send(_ request: Request) async throws(TransportFailure) -> Response {
        let isSearch =
            request.path.hasSuffix("/search") || request.path.hasSuffix("/prospects/person")
            || request.path.hasSuffix("/prospects/company")
        if request.method != .get, !isSearch { Issue.record("a plan sends \(request.method) \(request.path)") }
        return try await base.send(request)
    }
}

/// Fails the test on any request.
private struct SilentTransport: Transport {
    func send(_ request: Request) async throws(TransportFailure) -> Response {
        Issue.record("an offline plan sends \(request.method) \(request.path)")
        throw .unreachable("nothing is sent")
    }
}

extension Plan {
    /// The plan of a run that ends before its end.
    fileprivate var withoutLeast: Plan {
        var plan = self
        plan.calls = calls.orNone
        plan.requests = requests.mapValues { requests in
            requests.map { RequestCount($0.endpoint, isWrite: $0.isWrite, count: $0.count.orNone) }
        }
        return plan
    }
}
