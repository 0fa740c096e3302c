import HTTPTypes
import LeadDiagnostics
import LeadHTTP
import LeadJSON
import LeadModel
import LeadRuntime
import Testing

/// What a run may spend, and what a `try` must not go on after.
struct BudgetTests {
    /// A script that would write in three calls; what it may spend is in its first line.
    private func script(_ budget: String) -> String {
        """
        \(budget)
        use lance
        ensure list "Q1"
        search people
        select rows 0..2500
        add to list "Q1"
        """
    }

    @Test(arguments: ["budget 6 calls", "budget 2499 rows", "budget 100 calls, 2499 rows"])
    func nothingOfAStatementIsSentThatWouldPassIt(_ budget: String) async throws {
        let run = try await World(people: 3000).run(script(budget), maxRows: 5000)
        #expect(run.failure?.kind == .budget)
        #expect(run.failure?.diagnostic.code == .overBudget)
        #expect(run.requests("/add-prospects").isEmpty)
    }

    @Test(arguments: ["budget 7 calls", "budget 2500 rows", "budget 0 credits"])
    func whatFitsIsSent(_ budget: String) async throws {
        let run = try await World(people: 3000).run(script(budget), maxRows: 5000)
        #expect(run.failure == nil)
        #expect(run.outcome?.requested == 2500)
        #expect(run.requests("/add-prospects").count == 3)
    }

    @Test(arguments: ["calls", "rows"])
    func aTryDoesNotCatchIt(_ unit: String) async throws {
        let text = "budget 0 \(unit)\ntry { \(script("").split(separator: "\n").joined(separator: "; ")) } else { stop }"
        let run = try await World(people: 100).run(text)
        #expect(run.failure?.kind == .budget)
        if unit == "calls" { #expect(run.requests.isEmpty) }
    }

    /// The status of an answer, and whether the script goes on after it.
    @Test(arguments: [(404, true), (409, true), (402, false), (401, false)])
    func aTryCatchesWhatCanBeGoneOnAfter(_ status: Int, _ isCaught: Bool) async throws {
        let world = World(ScriptedTransport { _ in .json(["message": "no"], status: status) })
        let run = try await world.run(
            "try { open list \"a\"; count } else { expect error.status is \(status), error.message }")
        #expect((run.failure == nil) == isCaught)
        #expect(run.failure?.kind != .expectation)
    }

    /// New people and known ones go into a list by different calls; both count before the first of them is sent.
    @Test(arguments: [(100, true), (119, true), (120, false)])
    func bothHalvesOfASaveCountAtOnce(_ rows: Int, _ isRefused: Bool) async throws {
        func file(_ places: Range<Int>) -> String {
            "name,email\n" + places.map { "Ann Lee,ann\($0)@x.example\n" }.joined()
        }
        let world = try World(people: 50)
        let first = try await world.run(
            "use leadlex\nensure list \"L\"\nload \"p.csv\"\nsave to contacts", files: ["p.csv": file(0..<60)])
        #expect(first.outcome?.created == 60)
        let run = try await world.run(
            "budget \(rows) rows\nuse leadlex\nload \"p.csv\"\nsave to list \"L\"", files: ["p.csv": file(0..<120)])
        #expect((run.failure?.kind == .budget) == isRefused)
        #expect((run.failure == nil) == !isRefused)
        #expect(run.requests.filter { $0.method != .get }.isEmpty == isRefused)
        if !isRefused { #expect(run.outcome.map { [$0.added, $0.created] } == [120, 60]) }
    }
}
