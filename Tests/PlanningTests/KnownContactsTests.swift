import HTTPTypes
import LeadDiagnostics
import LeadHTTP
import LeadJSON
import LeadModel
import LeadProviders
import LeadRuntime
import Testing

/// Contacts and lists are read once a run, and again only where what is known of them may no longer hold.
struct KnownContactsTests {
    private static func table(_ range: Range<Int>, title: String) -> String {
        "email,name,title\n" + range.map { "p\($0)@x.example,P \($0),\(title)\n" }.joined()
    }

    private static let files = [
        "a.csv": table(0..<3, title: "CEO"), "b.csv": table(2..<5, title: "CTO"), "many.csv": table(0..<700, title: "CEO"),
        "changed.csv": table(0..<700, title: "CTO"),
    ]

    private func reads(_ run: Run) -> Int {
        run.requests.filter { $0.method == .get && $0.path.hasSuffix("/v1/contacts") }.count
    }

    @Test func aLoopThatSavesReadsThemOnce() async throws {
        let world = try World(people: 20)
        let run = try await world.run(
            """
            use leadlex
            ensure list "L"
            for file in ("a.csv", "b.csv", "a.csv") {
              load "${file}"
              save to contacts
              save to list "L"
            }
            """, files: Self.files)
        #expect(run.failure == nil)
        #expect(reads(run) == 1)
        #expect(run.requests("/prospects/save").count == 2)
        let contacts = try await world.leadLex.allContacts()
        #expect(contacts["email"].map(\.description).sorted() == (0..<5).map { "p\($0)@x.example" })
        let members = try await world.run("use leadlex; open list \"L\"; count")
        #expect(members.counts == [5])
    }

    @Test func anUpdateReadsThemOnceForAllItsRows() async throws {
        let world = try World(people: 20)
        let first = try await world.run(
            "use leadlex; load \"many.csv\"; save to contacts; load \"changed.csv\"; update contacts by email", files: Self.files)
        #expect(first.failure == nil)
        #expect(reads(first) == 1)
        #expect(first.outcome?.added == 700)
        let second = try await world.run(
            "use leadlex; load \"many.csv\"; update contacts by email; update contacts by email; load \"changed.csv\"; update contacts by email; save to contacts",
            files: Self.files)
        #expect(second.requests("/contacts/export").count == 1)
        // The second one changes nothing: what the first one has written is known.
        #expect(second.requests.filter { $0.method == .patch }.count == 1400)
        #expect(second.requests("/prospects/save").isEmpty)
    }

    @Test(arguments: [("", 1), ("refresh", 2)]) func refreshForgetsThem(_ between: String, _ count: Int) async throws {
        let run = try await World(people: 20).run(
            "use leadlex; load \"a.csv\"; save to contacts; \(between)\nload \"a.csv\"; save to contacts", files: Self.files)
        #expect(run.failure == nil)
        #expect(reads(run) == count)
    }

    /// The answers to a save, and how often the contacts are read for two saves.
    @Test(
        arguments: [
            ([["id": "c", "full_name": "P 0", "email": "P0@x.example"]], 1), ([], 2), ([["full_name": "P 0"]], 2),
            ([["id": "c", "full_name": "P 1", "email": "p0@x.example"]], 2),
            ([["id": "c", "full_name": "P 0", "email": "p1@x.example"]], 2),
        ] as [(JSON, Int)])
    func anAnswerThatDoesNotTellWhoWasMadeForgetsThem(_ contacts: JSON, _ count: Int) async throws {
        let world = World(
            ScriptedTransport { request in
                if request.method == .get { return .json(["data": ["contacts": []], "meta": ["total": 0]]) }
                return .json(["data": ["created": 1, "contacts": contacts]])
            })
        let run = try await world.run(
            "use leadlex; load \"p.csv\"; save to contacts; save to contacts",
            files: ["p.csv": Self.table(0..<1, title: "CEO")])
        #expect(run.failure == nil)
        #expect(reads(run) == count)
        #expect(run.requests("/prospects/save").count == count)
    }

    @Test func aFailedSaveForgetsThem() async throws {
        let world = World(
            ScriptedTransport { request in
                if request.method == .get { return .json(["data": ["contacts": []], "meta": ["total": 0]]) }
                return .json(["error": ["code": "x", "message": "no"]], status: 422)
            })
        let run = try await world.run(
            "use leadlex; load \"a.csv\"; try { save to contacts } else { }\ntry { save to contacts } else { }",
            files: Self.files)
        #expect(run.failure == nil)
        #expect(reads(run) == 2)
    }

    // MARK: Lists

    @Test func listsAreReadAgainOnlyWhereTheirMembersChanged() async throws {
        let world = try World(people: 50)
        let there = try await world.run("use leadlex; ensure list \"L\"\nshow lists; show lists")
        // Before and after the list was made.
        #expect(there.requests.filter { $0.method == .get && $0.path.hasSuffix("/lists") }.count == 2)
        let run = try await world.run(
            """
            create list "L"
            show lists
            search people; select first 3; add to list "L"
            show lists
            show lists
            """)
        #expect(run.failure == nil)
        #expect(run.requests.filter { $0.method == .get && $0.path.hasSuffix("/leadlists") }.count == 3)
        let shown = run.events.compactMap { event -> [Int?]? in
            guard case .listed(let lists, _) = event else { return nil }
            return lists.map { $0.memberIDs?.count }
        }
        #expect(shown == [[0], [3], [3]])
    }
}
