import HTTPTypes
import LeadDiagnostics
import LeadHTTP
import LeadJSON
import LeadModel
import LeadProviders
import LeadRuntime
import LeadSemantics
import LeadStore
import LeadSyntax
import LeadTestSupport
import Synchronization
import Testing

/// Pages that are read several at a time: nothing else comes of it than of reading them one by one.
@Suite(.timeLimit(.minutes(15)))
struct ReadingAheadTests {
    private static let width = 8

    /// What several tests only read.
    private static let store = Result {
        let store = try Store.inMemory()
        try store.reset(people: 1200, seed: 42)
        return store
    }

    /// A script that reads 13 pages.
    private static let wholeScript = "use leadlex; search people\nselect all\norder by name\nshow rows 0..5 columns id"

    /// The accounts of a service with 1250 rows, of which some pages are answered otherwise.
    private static func world(
        readWidth: Int, isReversed: Bool = false,
        _ answer: @escaping @Sendable (Int) -> Result<Response, TransportFailure>? = { _ in nil }
    ) -> World {
        let service = ScriptedTransport { request in
            let page = request.page
            let rows = page * 100..<min(page * 100 + 100, 1250)
            return answer(page)
                ?? .json([
                    "data": ["prospects": .array(rows.map { ["id": .string("p\($0)"), "name": .string("P \($0 * 7 % 1250)")] })],
                    "meta": ["total": 1250],
                ])
        }
        return World(isReversed ? ReversedTransport(service, last: 12) : service, readWidth: readWidth)
    }

    /// Expects that a script does the same at both widths; the run at the greater one.
    @discardableResult private func expectSame(
        _ script: String, maxRows: Int = 5000, on world: (_ readWidth: Int) throws -> World
    ) async throws -> Run {
        let one = try await world(1).run(script, maxRows: maxRows)
        let many = try await world(Self.width).run(script, maxRows: maxRows)
        #expect(many.said == one.said, "\(script)")
        #expect(many.outcome == one.outcome)
        #expect(many.failure?.diagnostic == one.failure?.diagnostic)
        #expect(many.failure?.kind == one.failure?.kind)
        #expect(many.requests.map(\.name).sorted() == one.requests.map(\.name).sorted(), "\(script)")
        return many
    }

    // MARK: The same rows

    /// Each answer comes only when later ones have come: a reading page by page would wait for ever.
    @Test(arguments: [
        wholeScript, "use leadlex; search people; show rows 0..1250 columns id",
        "use leadlex; search people\nwhere name contains \"1\"\nselect all\norder by name\nshow rows 0..2000 columns id, name",
        "use leadlex; search people\nselect all\ndedupe by name\nexcept rows 3..9\nsummarize by name",
    ])
    func answersOutOfOrderAreTheSameRows(_ script: String) async throws {
        let run = try await Self.world(readWidth: Self.width, isReversed: true).run(script, maxRows: 5000)
        let one = try await Self.world(readWidth: 1).run(script, maxRows: 5000)
        #expect(run.failure == nil && run.said == one.said)
        #expect(run.requests.count == 13 && Set(run.requests.map(\.name)) == Set(one.requests.map(\.name)))
        // It tells how far it is, row by row and never backwards.
        let told = run.events.compactMap { event -> Int? in if case .reading(let rows, _) = event { rows } else { nil } }
        #expect(told == (1...13).map { min($0 * 100, 1250) })
    }

    /// Whatever narrows the rows, no page is read that would not have been.
    @Test(arguments: [
        "show rows 0..90", "show rows 0..250", "show rows 5..640 columns id", "where name contains \"a\"\nshow rows 0..5",
        "where name contains \"an\"\nshow rows 0..120", "where name contains \"zzz\"\nshow rows 0..5",
        "select rows 3..420\nwhere name contains \"a\"\nexport to \"f.csv\"", "select rows 100..150, 700..705\ncount",
        "where name contains \"a\"\nselect rows 0..230\nexport to \"f.csv\"", "select all\norder by name\nselect rows 0..3\nshow",
        "select rows 0..520\nselect sample 7\nshow", "select all\ndedupe by company.name\nexport to \"f.csv\"",
        "select all\nlimit 2 per country\nselect rows 0..30\nshow",
        "select rows 0..40 as few\nsearch people\nselect few\nexport to \"f.csv\"",
        "select rows 210..260 as few\nsearch people\nselect all\nexcept few\nexport to \"f.csv\"",
        "select all\nset title = \"Boss\"\nexport to \"f.csv\"", "select all\nsummarize by country\nshow rows 0..700 columns id",
    ])
    func noOtherPagesAreRead(_ steps: String) async throws {
        let store = try Self.store.get()
        for account in ["lance", "leadlex"] {
            try await expectSame("use \(account); search people\n\(steps)") { World(store: store, readWidth: $0) }
        }
    }

    @Test func unionsAlternativesAndListsAreTheSame() async throws {
        for script in [
            "search people where seniority is \"vp\" as a\nsearch people where seniority in (\"vp\", \"director\") as b\nwith a, b\nselect all\nexport to \"f.csv\"",
            "use leadlex; search people where seniority is \"vp\" or country is \"Germany\"\nselect all\nexport to \"f.csv\"",
            "use leadlex; ensure list \"L\"\nsearch people\nselect rows 0..260\nsave to list \"L\"\nopen list \"L\"\nselect all\norder by name\nshow rows 0..9",
        ] {
            try await expectSame(script) { try World(people: 1200, readWidth: $0) }
        }
    }

    // MARK: What goes wrong

    /// The rows before a failure are there, and what failed is what fails page by page.
    @Test(arguments: [500, 402, 429, 0]) func aFailureKeepsWhatCameBeforeIt(_ status: Int) async throws {
        let script =
            "use leadlex; search people\ntry { show rows 0..1250 } else { print error.message }\nshow rows 0..1250 columns id"
        func run(_ readWidth: Int) async throws -> (Run, [Int]) {
            let failures = Mutex(0)
            let asked = Mutex<[Int]>([])
            let world = Self.world(readWidth: readWidth) { page in
                asked.withLock { $0.append(page) }
                let fails =
                    page == 2
                    && failures.withLock { count in
                        count += 1
                        return count == 1
                    }
                guard fails else { return nil }
                if status == 0 { return .json(["data": ["prospects": []], "meta": ["total": 1250]]) }
                return .json(["error": ["code": "x", "message": "page 3"]], status: status)
            }
            return (try await world.run(script), asked.withLock { $0 })
        }
        let (one, askedByOne) = try await run(1)
        let (many, asked) = try await run(Self.width)
        #expect(many.said == one.said)
        #expect(many.failure?.diagnostic == one.failure?.diagnostic)
        #expect(askedByOne.prefix(3) == [0, 1, 2])
        // What was kept is not asked for again, and hardly anything was asked for in vain.
        #expect(asked.count { $0 < 2 } == 2)
        #expect(asked.count <= askedByOne.count + Self.width - 1)
    }

    /// A later page that fails first is not what is told, nor does it keep back the pages before it.
    @Test func theFirstFailureInOrderIsTold() async throws {
        let run = try await Self.world(readWidth: Self.width, isReversed: true) { page in
            [3, 6].contains(page) ? .json(["error": ["code": "x", "message": .string("page \(page)")]], status: 500) : nil
        }.run(Self.wholeScript)
        #expect(run.failure?.diagnostic.message.contains("page 3") == true, "\(run.failure?.diagnostic.message ?? "")")
        #expect(run.events.contains { if case .reading(300, _) = $0 { true } else { false } })
        #expect(!run.events.contains { if case .reading(400, _) = $0 { true } else { false } })
    }

    /// The service has fewer rows, or more, than it said at first.
    @Test(arguments: [(2, 240), (5, 600), (1, 1250), (4, 1290)]) func theNumberOfRowsMayChange(_ page: Int, _ total: Int)
        async throws
    {
        func run(_ readWidth: Int) async throws -> Run {
            try await Self.world(readWidth: readWidth) { asked in
                guard asked >= page else { return nil }
                let rows = asked * 100..<max(asked * 100, min(asked * 100 + 100, total))
                return .json([
                    "data": ["prospects": .array(rows.map { ["id": .string("p\($0)"), "name": "P"] })],
                    "meta": ["total": .integer(total)],
                ])
            }.run("use leadlex; search people\nshow rows 0..2000 columns id", maxRows: 5000)
        }
        let (one, many) = (try await run(1), try await run(Self.width))
        #expect(one.failure == nil && one.shown.first?.rows.count == total)
        #expect(many.said == one.said && many.failure?.diagnostic == one.failure?.diagnostic)
    }

    /// A condition that fails at some row ends the reading there: the pages behind it are not asked for.
    @Test func whatMayFailAtARowIsReadPageByPage() async throws {
        let script = "use leadlex; search people\nwhere 10 / length(name) > 0\nselect all\nexport to \"f.csv\""
        let run = try await expectSame(script) {
            Self.world(readWidth: $0) { page in
                guard page == 2 else { return nil }
                return .json([
                    "data": ["prospects": .array((0..<100).map { ["id": .string("q\($0)")] })], "meta": ["total": 1250],
                ])
            }
        }
        #expect(run.failure != nil && run.requests.count == 3)
    }

    // MARK: What may be spent

    @Test(arguments: 0...15) func aBudgetSendsNoMoreAndEndsAlike(_ calls: Int) async throws {
        let run = try await expectSame("budget \(calls) calls\n" + Self.wholeScript) { Self.world(readWidth: $0) }
        #expect(run.requests.count == min(calls, 13))
        #expect((run.failure?.kind == .budget) == (calls < 13))
    }

    @Test(arguments: [100, 1200, 1249, 1250]) func theCapOnRowsReadHolds(_ rows: Int) async throws {
        for step in [
            "where name contains \"9\" and length(name) > 2\nselect all", "where name contains \"99\"\nselect rows 0..950",
        ] {
            func run(_ readWidth: Int) async throws -> Run {
                try await Self.world(readWidth: readWidth).run(
                    "use leadlex; search people\n\(step)\nexport to \"f.csv\"", maxRows: 5000, maxRowsRead: rows)
            }
            let (one, many) = (try await run(1), try await run(Self.width))
            #expect(many.said == one.said && many.failure?.diagnostic == one.failure?.diagnostic, "\(step)")
            #expect(many.requests.count == one.requests.count, "\(step)")
        }
    }

    /// Each attempt counts once, whatever the order of the answers: in what a plan says of itself and of the run.
    @Test func aPlanCountsTheSameCalls() async throws {
        func plan(_ readWidth: Int) async throws -> (plan: Plan, sent: Int) {
            let asked = Mutex<[Int]>([])
            let base = Self.world(readWidth: 1) { page in
                let isFirst = asked.withLock { asked in
                    defer { asked.append(page) }
                    return !asked.contains(page)
                }
                return page % 3 == 2 && isFirst ? .success(Response(status: 503)) : nil
            }.transport
            let provider = LeadLexProvider(
                transport: base, decorating: { RetryingTransport($0, clock: ManualClock(), now: { 0 }, chance: { 0 }) },
                token: "t",
                readWidth: readWidth)
            let tree = parse(Source(name: "test.lead", text: Self.wholeScript))
            let checked = check(
                tree, in: Catalog(providers: [.lance, .leadLex]), scope: Scope(account: "leadlex"),
                options: CheckOptions(isWhole: false))
            let session = Session(
                planningFor: ["leadlex": provider], account: "leadlex",
                surroundings: Surroundings(
                    time: RunTime(today: "2026-01-31", now: "2026-01-31T09:30:00Z"), writeFile: { _, _ in nil }))
            let planned = await session.plan(checked.program) { _ in nil }
            #expect(planned.failure == nil)
            return (planned.plan, asked.withLock { $0.count })
        }
        let (one, many) = (try await plan(1), try await plan(Self.width))
        #expect(one.sent == 17 && many.sent == 17)
        #expect(many.plan == one.plan)
        #expect(many.plan.calls == Bounds(17) && many.plan.requestsMade == 17)
    }
}

extension Run {
    /// What is told, and what is in the files, in a form that can be compared.
    fileprivate var said: [String] {
        let told = events.map { event in
            switch event {
            case .shown(let shown), .previewed(let shown):
                let values = shown.rows.fields.sorted().map { field in "\(field): \(shown.rows[field].map(\.description))" }
                return "\(values) \(shown.columns) \(shown.places) \(shown.total ?? -1)"
            default: return String(describing: event)
            }
        }
        return told + written.sorted { $0.key < $1.key }.map { "\($0.key): \(String(decoding: $0.value, as: UTF8.self))" }
    }
}

extension Request {
    /// The page that LeadLex is asked for, from 0.
    fileprivate var page: Int {
        (query("page").flatMap { Int($0) } ?? body.flatMap { try? JSON(parsing: $0) }?["page"]?.integer ?? 1) - 1
    }

    /// What is asked, as one text.
    fileprivate var name: String {
        "\(method) \(path) \(query.map { "\($0.name)=\($0.value)" }) \(String(decoding: body ?? [], as: UTF8.self))"
    }
}

/// Answers pages 1 to 4 in reverse, then 5 to 8, and so on: each waits until the next one has been answered.
private final class ReversedTransport: Transport {
    private let base: any Transport
    private let last: Int
    private let answered = Mutex<Set<Int>>([])

    init(_ base: any Transport, last: Int) {
        self.base = base
        self.last = last
    }

    func send(_ request: Request) async throws(TransportFailure) -> Response {
        let page = request.page
        defer { answered.withLock { _ = $0.insert(page) } }
        while page % 4 != 0, page < last, !answered.withLock({ $0.contains(page + 1) }) {
            if Task.isCancelled { throw .cancelled }
            await Task.yield()
        }
        return try await base.send(request)
    }
}
