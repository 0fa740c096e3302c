import LeadModel
import LeadRuntime
import Testing

/// An `or` over fields that no filter says is read by several searches where these take fewer pages.
struct AlternativesTests {
    private let condition = "country is \"Ireland\" or title contains \"CTO\""

    @Test(arguments: ["lance", "leadlex"])
    func theRowsAreTheSame(_ account: String) async throws {
        let run = try await World(store: try SharedStore.people()).run(
            """
            use \(account)
            search people where \(condition)
            select all
            order by name
            show rows 0..5000 columns id
            count
            search people
            select rows 0..5000
            where \(condition)
            show rows 0..5000 columns id
            """, maxRows: 5000)
        #expect(run.failure == nil)
        let ids = run.shown.map { $0.rows.ids.sorted() }
        #expect(ids.count == 2 && ids[0] == ids[1] && !ids[0].isEmpty)
        #expect(run.counts == ids.first.map { [$0.count] })
        // The number of all rows, a page for each side, and the eight pages of the second search.
        #expect(run.requests.count == 11)
    }
}
