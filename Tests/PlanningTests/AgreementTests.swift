import LeadDiagnostics
import LeadModel
import LeadRuntime
import Testing

/// A condition keeps the same rows, whether the service tests it or lead does (language.md, section 6).
struct AgreementTests {
    private static let conditions = [
        "title contains \"Manager\"", "title contains (\"vp\", \"head of\")", "title is \"ceo\"", "title is not \"CEO\"",
        "title does not contain \"Manager\"", "title is exactly \"CEO\"", "seniority in (\"vp\", \"director\")",
        "seniority is not \"vp\"",
        "country is \"germany\"", "country is not \"Germany\"", "country not in (\"Germany\", \"France\")", "city is \"berlin\"",
        "city is not \"Berlin\"", "department is \"sales\"", "company.employees between 51 and 500", "company.employees >= 201",
        "company.employees <= 200", "company.employees > 200", "company.employees not between 51 and 500",
        "company.name contains \"group\"", "company.domain contains \"com\"",
        "title contains \"Manager\" and title contains \"Sales\"", "seniority is \"vp\" or country is \"Germany\"",
    ]

    /// The bounds are those of bands: a service counts heads that its answers do not tell.
    @Test(arguments: [("lance", "software development"), ("leadlex", "legal")])
    func bothTestsKeepTheSameRows(_ account: String, _ industry: String) async throws {
        let conditions = Self.conditions + ["company.industry is \"\(industry)\""]
        // One script, so that the rows that are tested here are read only once.
        let parts = conditions.map { condition in
            """
            search people where \(condition)
            show rows 0..5000 columns id
            search people
            select rows 0..5000
            where \(condition)
            show rows 0..5000 columns id
            """
        }
        let run = try await World(store: try SharedStore.people()).run("use \(account)\n" + parts.joined(separator: "\n"))
        #expect(run.failure == nil)
        let ids = run.shown.map { $0.rows.ids.sorted() }
        #expect(ids.count == 2 * conditions.count)
        for (index, condition) in conditions.enumerated() where ids.count == 2 * conditions.count {
            #expect(ids[2 * index] == ids[2 * index + 1], "\(condition): \(ids[2 * index].count) and \(ids[2 * index + 1].count)")
        }
        #expect(ids.contains { !$0.isEmpty })
    }
}
