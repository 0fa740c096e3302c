import HTTPTypes
import LeadDiagnostics
import LeadHTTP
import LeadJSON
import LeadModel
import LeadProviders
import LeadRuntime
import Testing

/// Rows that become contacts, and rows that leave one provider for another.
struct SavingTests {
    private static let script = """
        use leadlex
        search people where title contains ("Manager", "Director")
        select rows 0..COUNT
        ensure list "Leaders"
        save to list "Leaders"
        """

    private static func script(_ count: Int) -> String {
        script.split(separator: "COUNT").joined(separator: "\(count)")
    }

    /// The ids of the list's members.
    private func members(_ world: World) async throws -> [String] {
        let run = try await world.run("use leadlex\nopen list \"Leaders\"\nshow rows 0..5000 columns id")
        return run.shown.flatMap(\.rows.ids)
    }

    @Test func theSecondRunCreatesNobody() async throws {
        let world = try World(people: 600)
        let first = try await world.run(Self.script(40))
        let outcome = try #require(first.outcome)
        #expect(first.failure == nil)
        #expect(outcome.requested == 40)
        #expect(outcome.created > 20 && outcome.created == outcome.added)
        #expect(outcome.rejected == first.rejects.count)
        #expect(first.requests("/prospects/save").count == 1)
        let before = try await members(world)
        #expect(before.count == outcome.created)

        let second = try await world.run(Self.script(40))
        #expect(second.failure == nil)
        #expect(second.outcome?.created == 0 && second.outcome?.added == 0)
        #expect(second.outcome?.skipped == outcome.added + outcome.skipped)
        #expect(second.requests("/prospects/save").isEmpty)
        #expect(second.requests("/lists").filter { $0.method == .post }.isEmpty)
        let after = try await members(world)
        #expect(after.sorted() == before.sorted())
    }

    @Test func contactsOfTheCRMJoinAnotherList() async throws {
        let world = try World(people: 600)
        _ = try await world.run(Self.script(30))
        let count = try await members(world).count
        let run = try await world.run(
            "use leadlex\nopen contacts\nensure list \"Others\"\nadd to list \"Others\"\nopen list \"Others\"\ncount")
        #expect(run.counts == [count])
        #expect(run.outcome?.added == count)
        #expect(run.requests("/prospects/save").isEmpty)
        let again = try await world.run("use leadlex\nopen contacts\nadd to list \"Others\"")
        #expect(again.outcome.map { [$0.added, $0.skipped] } == [0, count])
    }

    @Test func manyContactsAreReadWithOneExport() async throws {
        let world = try World(people: 3000)
        let first = try await world.run(Self.script(700))
        #expect(first.failure == nil)
        let created = try #require(first.outcome).created
        #expect(created > 300)
        #expect(first.requests("/prospects/save").count == (created + 499) / 500)
        let second = try await world.run(Self.script(700))
        #expect(second.outcome?.created == 0)
        #expect(second.requests("/contacts/export").count == 1)
        #expect(second.requests("/v1/contacts").count == 1)
        #expect(second.requests("/prospector/search").count == 7)
        let joins = second.requests.filter { $0.method == .post && $0.path.contains("/lists/") }
        #expect(joins.count == (created + 99) / 100)
        #expect(second.requests.count == joins.count + 10)
    }

    @Test func theBodyHoldsWhatTheServiceHasAPlaceFor() async throws {
        let world = World(
            ScriptedTransport { request in
                switch request.path.split(separator: "/").last {
                case "search": .json(["data": ["prospects": Self.prospects], "meta": ["total": 3]])
                case "lists": .json(["data": ["lists": [["id": "l-1", "name": "Q1"]]]])
                case "contacts": .json(["data": ["contacts": []], "meta": ["total": 0]])
                default: .json(["data": ["created": 2, "contacts": []]])
                }
            })
        let run = try await world.run("use leadlex\nsearch people\nselect first 3\nsave to list \"Q1\"")
        #expect(run.failure == nil)
        let expected: JSON = [
            "prospects": [
                [
                    "name": "Ann Marie Lee", "email": "a@x.de", "title": "CEO", "company_name": "Acme",
                    "linkedin_url": "linkedin.com/in/ann",
                ],
                ["name": "Cher", "email": "c@x.de"],
            ], "list_id": "l-1",
        ]
        #expect(try run.bodies("/prospects/save") == [expected])
        #expect(run.rejects.map(\.name) == ["No Key"])
        #expect(run.outcome.map { [$0.requested, $0.added, $0.rejected, $0.created] } == [3, 2, 1, 2])
    }

    private static let prospects: JSON = [
        [
            "id": "p1", "name": "Ann Marie Lee", "email": "a@x.de", "title": "CEO", "company_name": "Acme",
            "linkedin_url": "linkedin.com/in/ann",
            "phone": "+1", "city": "Berlin", "country": "Germany", "seniority": "C-Suite", "departments": ["Human Resources"],
        ], ["id": "p2", "name": "Cher", "email": "c@x.de", "title": .null], ["id": "p3", "name": "No Key"],
    ]

    @Test func rowsOfAnotherProviderAreSentInFull() async throws {
        let world = World(
            ScriptedTransport { request in
                if request.path.hasSuffix("/search") {
                    return .json(["data": ["prospects": Self.prospects], "meta": ["total": 3]])
                }
                if request.method == .get { return .json([["id": "l-1", "name": "Q1", "type": "person", "personIds": []]]) }
                return .json(["addedCount": 2])
            })
        let run = try await world.run("use leadlex\nsearch people\nselect first 3\nuse lance\nadd to list \"Q1\"")
        #expect(run.failure == nil)
        let expected: JSON = [
            "prospects": [
                [
                    "firstName": "Ann Marie", "lastName": "Lee", "jobTitle": "CEO", "city": "Berlin", "country": "Germany",
                    "linkedinUrl": "linkedin.com/in/ann", "seniority": "c_suite", "emails": ["a@x.de"], "phones": ["+1"],
                    "departments": ["human_resources"],
                ], ["firstName": "No", "lastName": "Key"],
            ]
        ]
        #expect(try run.bodies("/add-prospects") == [expected])
        #expect(run.rejects == [RunEvent.Reject(id: "p2", name: "Cher", reason: "it has no first and last name")])
        #expect(run.outcome.map { [$0.requested, $0.added, $0.rejected, $0.unsent] } == [3, 2, 1, 0])
    }

    @Test func theSandboxTakesRowsOfAnotherProvider() async throws {
        let world = try World(people: 300)
        let run = try await world.run(
            "use leadlex\nsearch people where seniority is \"vp\"\nselect rows 0..5\nuse lance\ncreate list \"direct\"\nadd to list \"direct\"\nopen list \"direct\"\ncount"
        )
        #expect(run.failure == nil)
        #expect(run.outcome.map { [$0.requested, $0.added] } == [5, 5])
        #expect(run.counts == [5])
        #expect(try run.bodies("/add-prospects").map { $0["prospects"]?.array?.count } == [5])
    }
}
