import HTTPTypes
import LeadDiagnostics
import LeadHTTP
import LeadJSON
import LeadModel
import LeadProviders
import LeadRuntime
import Testing

/// Looking costs no call more than it needs.
struct ReadingTests {
    /// Scripts with the sizes of the pages that are read of the search.
    @Test(arguments: [
        ("search people; count", [1]), ("search people where seniority is \"vp\"; select rows 0..5; count", [1]),
        ("search people; count; count", [1]),
        ("search people; select rows 0..5; show", [100]), ("search people; show", [100]),
        ("search people; show; show; count", [100]),
        ("search people; show rows 3..7; show rows 50..60", [100]),
        ("search people; select first 5; show; count; show rows 0..2", [100]),
        ("search people; show rows 0..101", [100, 100]), ("search people; show rows 0..5; show rows 0..150", [100, 100]),
        ("search people as a; show a; with a; show; select first 3; show", [100]),
        ("search people; select first 250; where email is empty; count", [100, 100, 100]),
        ("search people\nselect first 5\nwhere title is not empty\nexcept id \"x\"\nshow\ncount\nexport to \"a.csv\"", [100]),
        ("search people", []), ("search people where title is \"x\" as a; select rows 5..9", []),
        ("search people; select rows 0..0; count; show", [1]),
    ]) func readsNoMoreThanItNeeds(_ script: String, _ sizes: [Int]) async throws {
        let run = try await World(store: try SharedStore.people()).run(script)
        #expect(run.failure == nil)
        #expect(try run.bodies("/prospects/person").map { $0["size"]?.integer } == sizes)
        #expect(run.requests.count == sizes.count)
    }

    @Test func pagesAreReadInOrderAndShownByPlace() async throws {
        let world = World(store: try SharedStore.people())
        let run = try await world.run("search people; show rows 98..102 columns id; show rows 0..200 columns id")
        #expect(try run.bodies("/prospects/person").map { $0["page"]?.integer } == [0, 1])
        #expect(run.shown.first?.places == [98, 99, 100, 101])
        let all = try #require(run.shown.last).rows.ids
        #expect(run.shown.first?.rows.ids == Array(all[98..<102]))
        #expect(Set(all).count == 200)
    }

    @Test func countsAgreeWithTheRows() async throws {
        let world = World(store: try SharedStore.people())
        let run = try await world.run(
            """
            search people where seniority is "director" as a
            count
            select rows 3..9, 5..12, 20
            count
            except rows 0, 2
            count
            with a
            select all
            where title contains "Director"
            count
            except where title contains "Director"
            count
            """)
        #expect(run.failure == nil)
        let total = try #require(run.counts.first)
        #expect(total > 20)
        #expect(Array(run.counts[1...2]) == [10, 8])
        #expect(run.counts[3] <= total)
        #expect(run.counts[4] == 0)
    }

    @Test func rangesTile() async throws {
        let world = World(store: try SharedStore.people())
        let run = try await world.run(
            "search people as all\nshow all rows 0..90 columns id\nwith all; select rows 0..50; show rows 0.. columns id\nwith all; select rows 50..90; show rows 0.. columns id"
        )
        let ids = run.shown.map(\.rows.ids)
        #expect(ids.count == 3)
        #expect(ids.first == Array(ids.dropFirst().joined()))
    }

    @Test func listsAreExcludedByTheIdsThatTheirSummaryNames() async throws {
        let world = World(store: try SharedStore.people(), seed: 99)
        let run = try await world.run(
            """
            create list "known"
            search people; select rows 0..5; add to list "known"
            search people
            select rows 0..12
            except list "known"
            count
            """)
        #expect(run.failure == nil)
        #expect(run.counts == [7])
    }

    @Test func aConditionThatFindsNothingIsGivenUp() async throws {
        let world = World(
            ScriptedTransport { _ in
                .json([
                    "content": .array(Array(repeating: ["id": "x", "jobTitle": "a"], count: 100)), "totalElements": 1_000_000,
                ])
            })
        let run = try await world.run("search people where title starts with \"z\"\nselect first 5\nshow")
        #expect(run.failure?.diagnostic.code == .tooManyRows)
        #expect(run.requests.count == 100)
    }

    /// What only the run can see: headers of standard input, and of a file that a variable names.
    @Test(arguments: ["load stdin format csv", "let file = \"stdin\"\nload $file format csv"])
    func aMisspeltHeaderIsAMistake(_ load: String) async throws {
        let files = ["stdin": "first,last\nAnn,Lee\n"]
        func run(_ header: String) async throws -> Run {
            try await World(people: 10).run(
                "\(load) columns (name = \(header) & \" \" & last)\nshow columns name", files: files)
        }
        let wrong = try await run("frist")
        #expect(wrong.failure?.diagnostic.message.contains("`frist`") == true)
        #expect(wrong.shown.isEmpty)
        let right = try await run("first")
        #expect(right.shown.map { $0.rows["name", 0] } == [.text("Ann Lee")])
    }
}
