import HTTPTypes
import LeadDiagnostics
import LeadHTTP
import LeadJSON
import LeadModel
import LeadRuntime
import Synchronization
import Testing

/// How much is read of a set, and what is kept of it.
struct PageReadingTests {
    private static func people(_ range: Range<Int>) -> JSON {
        .array(range.map { ["id": .string("p\($0)"), "name": .string("P \($0)")] })
    }

    /// A database whose second page fails once.
    @Test(arguments: [false, true]) func pagesBeforeAFailureAreKept(_ isShort: Bool) async throws {
        let hasFailed = Mutex(false)
        let world = World(
            ScriptedTransport { request in
                let body = request.body.flatMap { try? JSON(parsing: $0) }
                let page = body?["page"]?.integer ?? 1
                let fails =
                    page == 2
                    && hasFailed.withLock { hasFailed in
                        defer { hasFailed = true }
                        return !hasFailed
                    }
                let start = (page - 1) * 100
                if fails, !isShort { return .json(["error": ["code": "x", "message": "no"]], status: 500) }
                return .json([
                    "data": ["prospects": Self.people(start..<(fails ? start + 7 : min(start + 100, 250)))],
                    "meta": ["total": 250],
                ])
            })
        let run = try await world.run(
            "use leadlex; search people\ntry { show rows 0..240 columns id } else { }\nshow rows 0..1000 columns id")
        #expect(run.failure == nil)
        #expect(run.shown.flatMap(\.rows.ids) == (0..<250).map { "p\($0)" })
        #expect(run.requests.count == 4)
    }

    // MARK: Unions

    @Test func aUnionReadsNoMoreThanIsShown() async throws {
        let world = try World(people: 3000)
        let run = try await world.run(
            """
            use leadlex
            search people where seniority is "vp" as a
            search people where seniority in ("vp", "director") as b
            with a, b
            show rows 0..5
            """)
        #expect(run.failure == nil)
        #expect(run.shown.map(\.rows.count) == [5])
        #expect(run.requests.count == 1)
    }

    /// Whatever a union is asked for, the rows are the first of those that it has.
    @Test(arguments: [
        "", "where title contains \"of\"", "dedupe by company.name", "except rows 3..9", "order by name", "select rows 2..40",
    ])
    func theFirstRowsOfAUnionAreThoseOfTheWhole(_ step: String) async throws {
        let world = try World(people: 600)
        let run = try await world.run(
            """
            search people where seniority is "vp" select first 60 as a
            search people where seniority in ("vp", "director") select first 200 as b
            with a, b, a
            \(step)
            show rows 0..7 columns id
            show rows 0..130 columns id
            show rows 0..100000 columns id
            """)
        #expect(run.failure == nil)
        let shown = run.shown.map(\.rows.ids)
        #expect(shown.count == 3)
        #expect(shown.first == shown.last.map { Array($0.prefix(7)) })
        #expect(shown.dropFirst().first == shown.last.map { Array($0.prefix(130)) })
    }

    // MARK: Expectations

    @Test(arguments: [
        ("count(it) is 5", "count(it) is 5, but it is 3", 1),
        ("count(it) is 3 and count(it) > 4", "count(it) > 4, but it is 3", 1),
    ])
    func aFailedExpectationAsksNothingAgain(_ condition: String, _ words: String, _ calls: Int) async throws {
        let world = World(
            ScriptedTransport { _ in .json(["data": ["prospects": Self.people(0..<1)], "meta": ["total": 3]]) })
        let run = try await world.run("use leadlex; search people; expect \(condition)")
        #expect(run.failure?.kind == .expectation)
        #expect(run.failure?.diagnostic.message == "expected: \(words)")
        #expect(run.requests.count == calls)
    }
}
