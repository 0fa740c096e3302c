import HTTPTypes
import LeadHTTP
import LeadModel
import LeadSandbox
import LeadStore
import Synchronization
import Testing

/// Many contacts are read by one export instead of pages, and are the same rows.
struct ExportedContactsTests {
    private static let columns = "columns id, name, email, phone, title, company.name"

    private static let files = [
        "many.csv": "email,name,title,phone\n"
            + (0..<450).map {
                "p\($0)@x.example,\"P, \($0)\",\($0 % 3 == 0 ? "CEO" : "CTO"),\($0 % 2 == 0 ? "+49 30 \($0)" : "")\n"
            }
            .joined(),
        "few.csv": "email,name\n" + (0..<310).map { "p\($0)@x.example,P \($0)\n" }.joined(),
    ]

    private static let making = "use leadlex; load \"many.csv\"; ensure list \"L\"; save to list \"L\""

    private func pages(_ run: Run) -> Int { run.requests("/v1/contacts").filter { $0.method == .get }.count }

    @Test(arguments: ["open contacts", "open list \"L\""])
    func anExportHasTheRowsOfThePages(_ opening: String) async throws {
        let world = try World(people: 20)
        #expect(try await world.run(Self.making, files: Self.files).failure == nil)
        let byPages = try await world.run(
            "use leadlex; \(opening)\nselect rows 0..450\norder by title\nshow rows 0..450 \(Self.columns)")
        let byExport = try await world.run("use leadlex; \(opening)\norder by title\nshow rows 0..450 \(Self.columns)")
        #expect(pages(byPages) == 5)
        #expect(byPages.requests("/contacts/export").isEmpty)
        #expect(pages(byExport) == 1)
        #expect(byExport.requests("/contacts/export").count == 1)
        #expect(byExport.shown.map(\.rows) == byPages.shown.map(\.rows))
        #expect(byExport.shown.map(\.rows.count) == [450])
    }

    @Test func aFewPagesAreReadAsSuch() async throws {
        let world = try World(people: 20)
        #expect(
            try await world.run("use leadlex; load \"few.csv\"; select first 300; save to contacts", files: Self.files).failure
                == nil)
        let run = try await world.run("use leadlex; open contacts; summarize by title")
        #expect(pages(run) == 3)
        #expect(run.requests("/contacts/export").isEmpty)
    }

    /// What becomes of an export: refused, refused for want of a permission, or shorter than the pages say.
    enum Trouble: CaseIterable {
        case limited, forbidden, short
    }

    @Test(arguments: Trouble.allCases) func pagesDoWhereNoExportIsGiven(_ trouble: Trouble) async throws {
        let store = try Store.inMemory()
        try store.reset(people: 20, seed: 42)
        #expect(try await World(store: store).run(Self.making, files: Self.files).failure == nil)
        let sandbox = Sandbox(store: store, now: { "2026-01-31T09:30:00.000Z" }, makeID: { "unused" })
        let world = World(TroubledExports(base: InProcessTransport(sandbox), trouble: trouble))
        let run = try await world.run("use leadlex; open contacts; count; summarize by title")
        #expect(run.failure == nil)
        #expect(run.counts == [450])
        #expect(pages(run) == 5)
        #expect(run.requests("/contacts/export").count == 1)
        // Who is known is found in the pages as well.
        let again = try await world.run("use leadlex; load \"many.csv\"; save to contacts", files: Self.files)
        #expect(again.outcome?.added == 0)
        #expect(again.outcome?.skipped == 450)
    }

    private struct TroubledExports: Transport {
        let base: any Transport
        let trouble: Trouble

        func send(_ request: Request) async throws(TransportFailure) -> Response {
            guard request.path.hasSuffix("/contacts/export") else { return try await base.send(request) }
            switch trouble {
            case .limited:
                return Response(status: 429, body: Array(#"{"error": {"code": "rate_limited", "message": "no"}}"#.utf8))
            case .forbidden:
                return Response(status: 401, body: Array(#"{"error": {"code": "unauthorized", "message": "no"}}"#.utf8))
            case .short:
                var answer = try await base.send(request)
                let lines = answer.body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                answer.body = Array(lines.prefix(200).joined(separator: [UInt8(ascii: "\n")])) + Array("\n".utf8)
                return answer
            }
        }
    }
}
