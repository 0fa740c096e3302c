import LeadCLI
import LeadJSON
import LeadModel
import LeadTestSupport
import Testing

/// The table of calls in `docs/planning.md` against the plans of a new CRM.
struct WorkflowTableTests {
    @Test(arguments: [100, 1_000, 10_000])
    func theTableIsWhatThePlansSay(_ prospects: Int) async throws {
        let calls = try await plannedCalls(prospects)
        let pages = (prospects + 49) / 50
        // The example searches a page, and saves it; the list is made once.
        let row = "| \(grouped(prospects)) | \(pages + 1 + pages) | \(calls.all) | \(calls.lookups) |"
        let page = try DocsPage(path: "docs/planning.md").text
        #expect(page.contains(row), "\(row)")
    }

    private func plannedCalls(_ prospects: Int) async throws -> (all: Int, lookups: Int) {
        let script = """
            use leadlex
            search people
            select rows 0..\(prospects)
            ensure list "Everybody"
            save to list "Everybody"
            """
        let folder = try TemporaryFolder()
        let output = MemorySink()
        let code = await LeadCLI.run(
            Invocation(
                arguments: ["plan", "--sandbox", "--json", "-c", script],
                environment: try await GoldenRun.environmentWithDemoData(in: folder), workingDirectory: folder.path,
                input: MemorySource(bytes: []), output: output, errors: MemorySink()))
        #expect(code == .success)
        let plan = try JSON(parsing: Array(output.text.utf8))["scripts"]?.array?.first?["plan"]
        let requests = plan?["requests"]?.array ?? []
        func count(_ isCounted: (String) -> Bool) -> Int {
            requests.filter { isCounted($0["request"]?.string ?? "") }.compactMap { $0["calls"]?["most"]?.integer }.reduce(0, +)
        }
        #expect(plan?["calls"]?["most"] == plan?["calls"]?["least"])
        return (count { _ in true }, count { $0.hasPrefix("GET") })
    }

    private func grouped(_ number: Int) -> String {
        number < 1_000 ? "\(number)" : "\(number / 1_000),000"
    }
}
