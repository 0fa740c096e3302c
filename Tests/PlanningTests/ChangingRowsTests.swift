import HTTPTypes
import LeadDiagnostics
import LeadHTTP
import LeadJSON
import LeadModel
import LeadProviders
import LeadRuntime
import LeadTestSupport
import Synchronization
import Testing

/// Rows of files, rows that must not be written, and changes that need an answer.
struct ChangingRowsTests {
    private static let file = """
        id,first_name,last_name,email,company.domain
        1,Ann,Lee,ann@x.example,x.example
        2,Bo,Ng,bo@y.example,y.example
        3,Cy,Moss,,z.example
        4,,Solo,solo@y.example,y.example
        5,Di,Ray,,

        """

    /// An id in a file is the file's own, even where it looks like one of the provider's.
    @Test func rowsOfFilesAreNotComparedById() async throws {
        let world = try World(people: 200)
        let found = try await world.run("search people; select first 3; show columns id").shown.flatMap(\.rows.ids)
        let table = "id,email\n" + found.map { "\($0),\n" }.joined()
        let run = try await world.run(
            """
            search people
            select first 3 as three
            load "ids.csv" as filed
            except three
            count
            with three
            except filed
            count
            with filed, filed
            count
            """, files: ["ids.csv": table])
        #expect(run.failure == nil)
        #expect(run.counts == [3, 3, 3])
    }

    @Test func aUnionOfFilesKnowsRepeatsByAnyKey() async throws {
        let run = try await World(store: try SharedStore.people()).run(
            "load \"a.csv\" as a; load \"b.csv\" as b; with a, b; count; show rows 0..9 columns email",
            files: [
                "a.csv": "email,linkedin_url,name\nann@x.example,linkedin.com/in/ann,Ann\n,,Cy\n",
                "b.csv":
                    "email,linkedin_url,name\nANN@x.example,,A\n,https://www.linkedin.com/in/ann/,B\nbo@x.example,,Bo\n,,Cy\n,,Di\n",
            ])
        #expect(run.failure == nil)
        #expect(run.counts == [4])
    }

    // MARK: Suppression

    @Test(arguments: [("email", false, 2), ("email", true, 0), ("domain", false, 1), ("domain", true, 0)])
    func rowsWithoutAKeyAreHeldBack(_ key: String, _ isUnknownAllowed: Bool, _ unsent: Int) async throws {
        let world = try World(people: 200)
        let list = "Held back by \(key), \(isUnknownAllowed)"
        let unknown = isUnknownAllowed ? "allow unknown" : ""
        let run = try await world.run(
            "suppress file \"dnc.csv\" by \(key) \(unknown)\ncreate list \"\(list)\"\nload \"p.csv\"\nadd to list \"\(list)\"",
            files: ["p.csv": Self.file, "dnc.csv": "email,domain\nann@x.example,x.example\n"])
        #expect(run.failure == nil)
        let outcome = try #require(run.outcome)
        #expect(outcome.suppressed == 1)
        #expect(outcome.requested == 4)
        #expect(outcome.unsent == unsent)
        #expect(outcome.rejected == 1)
        #expect(outcome.added == 3 - outcome.unsent)
        #expect(outcome.requested == outcome.added + outcome.skipped + outcome.rejected + outcome.unsent)
    }

    /// The account holds together whichever call fails.
    @Test(arguments: 0..<12) func everyRowIsAccountedFor(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let count = Int.random(in: 400...1200, using: &generator)
        let lines = (0..<count).map { row -> String in
            let first = Int.random(in: 0..<9, using: &generator) == 0 ? "" : "Ann"
            let email = Int.random(in: 0..<5, using: &generator) == 0 ? "" : "p\(row % 900)@x\(row % 40).example"
            return "\(first),Lee,\(email)\n"
        }
        let failing = Int.random(in: 1...6, using: &generator)
        let calls = Mutex(0)
        let world = World(
            ScriptedTransport { request in
                guard request.method == .post || request.method == .patch else {
                    return .json([["id": "l", "name": "L", "type": "person", "personIds": []]])
                }
                let call = calls.withLock { calls in
                    calls += 1
                    return calls
                }
                guard call < failing else { return .json(["message": "no"], status: 400) }
                return .json(["addedCount": 40, "added": 40, "totalCount": 40])
            })
        let run = try await world.run(
            "suppress file \"dnc.csv\" by email\nload \"p.csv\"\nadd to list \"L\"", maxRows: 5000,
            files: [
                "p.csv": "first_name,last_name,email\n" + lines.joined(),
                "dnc.csv": "email\n" + (0..<50).map { "p\($0 * 7)@x\($0 * 7 % 40).example\n" }.joined(),
            ])
        let outcome = try #require(run.outcome)
        #expect(outcome.requested == outcome.added + outcome.skipped + outcome.rejected + outcome.unsent)
        #expect([outcome.added, outcome.skipped, outcome.rejected, outcome.unsent, outcome.suppressed].allSatisfy { $0 >= 0 })
        #expect(outcome.requested + outcome.suppressed == count)
        #expect(outcome.rejected == run.rejects.filter { !$0.isUnsent }.count)
        // A run that is cut short leaves rows unsent that have no reason of their own.
        #expect(run.failure != nil || outcome.unsent == run.rejects.filter(\.isUnsent).count)
    }

    // MARK: Asking

    @Test(arguments: [(Answer.yes, nil), (.no, .declined), (.nobody, .needsApproval)] as [(Answer, DiagnosticCode?)])
    func aDeletionIsAskedFor(_ answer: Answer, _ code: DiagnosticCode?) async throws {
        let world = try World(people: 200)
        let name = "Delete \(answer)"
        _ = try await world.run("create list \"\(name)\"")
        let run = try await world.run("delete list \"\(name)\"", answer: answer)
        #expect(run.failure?.diagnostic.code == code)
        #expect(run.requests.contains { $0.method == .delete } == (answer == .yes))
        let left = try await world.lance.lists().contains { $0.name == name }
        #expect(left == (answer != .yes))
    }

    @Test(
        arguments: [(100, Answer.nobody, nil), (101, .nobody, .needsApproval), (101, .no, .declined), (101, .yes, nil)]
            as [(Int, Answer, DiagnosticCode?)])
    func moreThanAHundredRowsAreAskedFor(_ count: Int, _ answer: Answer, _ code: DiagnosticCode?) async throws {
        let world = try World(people: 200)
        let name = "Remove \(count) \(answer)"
        _ = try await world.run("create list \"\(name)\"\nsearch people; select first 120; add to list \"\(name)\"")
        let run = try await world.run(
            "search people; select first \(count); remove from list \"\(name)\"", answer: answer)
        #expect(run.failure?.diagnostic.code == code)
        #expect(run.requests.contains { $0.method == .patch } == (code == nil))
        let left = try await world.run("open list \"\(name)\"; count").counts
        #expect(left == [code == nil ? 120 - count : 120])
    }

    // MARK: Summaries

    /// Counting call by call gives what counting the rows gives.
    @Test(arguments: [
        "", "where seniority in (\"vp\", \"director\")", "where seniority is not \"vp\" and country is \"Germany\"",
        "where country is \"Germany\"\nwhere seniority is \"partner\"", "where seniority is \"owner\" where seniority is \"vp\"",
    ]) func countsByCallsAreThoseOfTheRows(_ condition: String) async throws {
        let world = World(store: try SharedStore.people())
        let run = try await world.run(
            "search people \(condition)\nsummarize by seniority\nselect rows 0..10000\nsummarize by seniority")
        #expect(run.failure == nil)
        let sums = run.events.compactMap { event -> [String: Int]? in
            guard case .summarized(let summary) = event else { return nil }
            return Dictionary(summary.counts.map { ($0.values[0], $0.rows) }, uniquingKeysWith: +)
        }
        #expect(sums.count == 2 && sums.first == sums.last)
    }
}
