import HTTPTypes
import LeadDiagnostics
import LeadHTTP
import LeadJSON
import LeadModel
import LeadProviders
import LeadRuntime
import LeadStore
import LeadTestSupport
import Synchronization
import Testing

/// Adding rows to a list at Lance: which calls are made, and that they mean what the script says.
struct BulkSelectionTests {
    private static let selection = """
        {"selection": {
          "mode": "bulk", "startIndex": 0, "targetCount": 100, "excludedIds": ["550e8400-e29b-41d4-a716-446655440005"],
          "filters": {
            "account": {
              "industry": {"any": {"include": ["software development", "it services and it consulting"]}},
              "employeeSize": {"type": "RANGE", "range": [{"start": 50, "end": 500}]}},
            "contact": {
              "seniority": {"any": {"include": ["director", "vp", "c_suite"]}},
              "departmentAndFunction": {"any": {"include": ["sales", "marketing"]}}},
            "page": 0, "size": 100}}}
        """

    private static func documented() throws -> JSON {
        try JSON(parsing: Array(selection.utf8))
    }

    /// A service with one list and a search of five thousand rows.
    private static let plenty = ScriptedTransport { request in
        if request.path.hasSuffix("/add-prospects") { return .json(["addedCount": 15]) }
        if request.method == .get {
            return .json([["id": "l-1", "name": "Q1", "type": "person", "personIds": [], "companyIds": []]])
        }
        return .json(["content": [], "totalElements": 5000])
    }

    @Test func theScriptSendsTheDocumentedBody() async throws {
        let run = try await World(Self.plenty).run(
            """
            search people
            where company.industry in ("software development", "it services and it consulting")
            where company.employees between 50 and 500 and seniority in ("director", "vp", "C-Suite")
            where department in ("sales", "Marketing")
            select rows 0..100 except 550e8400-e29b-41d4-a716-446655440005
            add to list "Q1"
            """)
        #expect(run.failure == nil)
        #expect(
            try run.bodies("/lead-lists/l-1/add-prospects") + run.bodies("/leadlists/l-1/add-prospects") == [
                Self.documented()
            ])
        #expect(run.requests.count == 3)
        #expect(run.outcome.map { [$0.requested, $0.added, $0.skipped, $0.calls] } == [99, 15, 84, 3])
    }

    @Test func theProviderWritesTheWholeDocumentedBody() async throws {
        let world = World(Self.plenty)
        let filter = Filter([
            .init(field: "company.industry", test: .equals(["software development", "it services and it consulting"])),
            .init(field: "company.employees", test: .between(lower: 50, upper: 500)),
            .init(field: "seniority", test: .equals(["director", "vp", "c_suite"])),
            .init(field: "department", test: .equals(["sales", "marketing"])),
        ])
        let result = try await world.lance.write(
            .addPlaces(list: "l-1", filter: filter, places: 0..<100, excluding: ["550e8400-e29b-41d4-a716-446655440005"]))
        #expect(result.added == 15)
        let body = try #require(world.takeRequests().first?.body)
        #expect(try JSON(parsing: body) == Self.documented())
    }

    @Test func aLongRangeIsSeveralCalls() async throws {
        let run = try await World(Self.plenty).run("search people\nselect rows 0..2500, 2400..2600\nadd to list \"Q1\"")
        let places = try run.bodies("/add-prospects").map {
            [$0["selection"]?["startIndex"]?.integer, $0["selection"]?["targetCount"]?.integer]
        }
        #expect(places == [[0, 1000], [1000, 1000], [2000, 600]])
        #expect(run.outcome?.requested == 2600)
    }

    @Test func anOpenEndAboveTheLimitIsRefusedBeforeAnythingIsSent() async throws {
        let run = try await World(Self.plenty).run("search people\nselect all\nadd to list \"Q1\"")
        #expect(run.failure?.diagnostic.code == .tooManyRows)
        #expect(run.requests("/add-prospects").isEmpty)
    }

    private static let filters: [(text: String, account: JSON?, contact: JSON?)] = [
        ("where seniority in (\"vp\", \"director\")", nil, ["seniority": ["any": ["include": ["vp", "director"]]]]),
        (
            "where title contains \"Manager\"", nil,
            ["experience": ["current": ["title": ["any": ["include": ["mode": "WORD", "content": ["Manager"]]]]]]]
        ),
        ("where company.employees >= 200", ["employeeSize": ["type": "RANGE", "range": [["start": 200]]]], nil),
        (
            "where country is not \"Germany\" and company.employees between 11 and 1k",
            ["employeeSize": ["type": "RANGE", "range": [["start": 11, "end": 1000]]]],
            ["location": ["any": ["exclude": ["Germany"]]]]
        ), ("", nil, nil),
    ]

    /// One of twenty scripts, each drawn from its own seed.
    @Test(arguments: 0..<20) func theOneWriteMeansWhatTheRowsMean(_ seed: Int) async throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let store = try SharedStore.people()
        let world = World(store: store, seed: UInt64(1000 + seed))
        let draw = Self.filters[seed % Self.filters.count]
        let lower = Int.random(in: 0...60, using: &generator)
        let range = lower..<lower + Int.random(in: 1...25, using: &generator)
        let all = try await Self.ids(world, draw)
        let wanted = Array(all[range.clamped(to: 0..<all.count)])
        let excluded = Array(Set((0..<3).compactMap { _ in all.randomElement(using: &generator) })).sorted()
        let run = try await world.run(
            """
            search people \(draw.text)
            select rows \(range.lowerBound)..\(range.upperBound) except \(excluded.joined(separator: ", "))
            create list "bulk \(seed)"
            add to list "bulk \(seed)"
            create list "slow \(seed)"
            """)
        #expect(run.failure == nil)
        var filters: JSONObject = ["page": 0, "size": 100]
        filters["account"] = draw.account
        filters["contact"] = draw.contact
        let selection: JSON = [
            "mode": "bulk", "startIndex": .integer(range.lowerBound), "targetCount": .integer(wanted.count),
            "excludedIds": .array(excluded.map(JSON.string)), "filters": .object(filters),
        ]
        #expect(try run.bodies("/add-prospects") == (wanted.isEmpty ? [] : [["selection": selection]]))
        #expect(run.requests("/prospects/person").count == 1)

        let lists = try await world.lance.lists()
        let slow = try #require(lists.first { $0.name == "slow \(seed)" })
        let bulk = try #require(lists.first { $0.name == "bulk \(seed)" })
        for id in wanted where !excluded.contains(id) { _ = try await world.lance.write(.addIDs(list: slow.id, ids: [id])) }
        let members = try await world.lance.members(ofList: bulk.id, page: 0, size: 1000).rows.ids
        let reference = try await world.lance.members(ofList: slow.id, page: 0, size: 1000).rows.ids
        #expect(Set(members) == Set(reference))
        #expect(members.count == reference.count)
        #expect(run.outcome?.added == members.count)
    }

    /// The ids of every row, page by page, with the filter as this test writes it.
    private static func ids(_ world: World, _ draw: (text: String, account: JSON?, contact: JSON?)) async throws -> [String] {
        var ids: [String] = []
        let run = try await world.run("search people \(draw.text)\nshow rows 0..5000 columns id")
        for rows in run.shown { ids += rows.rows.ids }
        return ids
    }

    @Test func aLocalConditionMeansManualSelection() async throws {
        let world = World(store: try SharedStore.people(), seed: 77)
        let run = try await world.run(
            "create list \"manual\"\nsearch people where title starts with \"c\"\nselect rows 0..7\nadd to list \"manual\"\nshow rows 0..7 columns id"
        )
        #expect(run.failure == nil)
        let ids = try #require(run.shown.first).rows.ids
        #expect(ids.count == 7)
        let expected: JSON = ["selection": ["mode": "manual", "includedIds": .array(ids.map(JSON.string))]]
        #expect(try run.bodies("/add-prospects") == [expected])
        #expect(run.outcome.map { [$0.requested, $0.added] } == [7, 7])
    }

    @Test func rowsThatWereShownAreAddedAsTheyWere() async throws {
        let world = World(store: try SharedStore.people(), seed: 78)
        let run = try await world.run("create list \"seen\"\nsearch people\nselect rows 0..3\nshow\nadd to list \"seen\"")
        #expect(try run.bodies("/add-prospects").map { $0["selection"]?["mode"]?.string } == ["manual"])
        #expect(run.requests("/prospects/person").count == 1)
    }
}

/// One store of demo data for the tests that only add lists of their own to it.
enum SharedStore {
    private static let store = Mutex<Store?>(nil)

    static func people() throws -> Store {
        try store.withLock { known in
            if let known { return known }
            let made = try Store.inMemory()
            try made.reset(people: 800, seed: 42)
            known = made
            return made
        }
    }
}
