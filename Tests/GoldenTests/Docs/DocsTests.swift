import Foundation
import LeadCLI
import LeadTestSupport
import Testing

/// Every `lead` and `console` block of the README and the docs, run on the sandbox.
///
/// A block that an `output` block follows must print that: on standard output, or on standard error where it is marked
/// `lead error` or `lead warning`; a `console` block, both. One that is marked `error` must fail, any other end well. A `prompt` block is a transcript: what stands behind the marks is
/// typed, and holds no mistake. Behind `lead` may stand flags:
/// `lead --yes`. A block that bears a file's name, such as `csv prospects.csv`, is that file for all blocks of its page.
/// A table behind a line such as `<!-- table: fields -->` must be the code's own. `UPDATE_GOLDEN=1` rewrites the output
/// blocks and the tables.
struct DocsTests {
    static let pages: [String] = {
        let docs = (try? FileManager.default.contentsOfDirectory(atPath: DocsPage.root.appendingPathComponent("docs").path)) ?? []
        // This one is made from a table as a whole, as are the pages of the diagnostics.
        return ["README.md", "docs/diagnostics/README.md"]
            + docs.filter { $0.hasSuffix(".md") && $0 != "statements.md" }.sorted().map { "docs/\($0)" }
    }()

    @Test(arguments: pages)
    func blocksDoWhatTheySay(_ path: String) async throws {
        let page = try DocsPage(path: path)
        var fresh = try page.withTables()
        for result in try await fresh.run() {
            let place = "\(path):\(result.block.lines.lowerBound): \(result.run.errors)"
            #expect((result.run.code == 0) != result.block.isWrong, "\(place)")
            // A transcript takes whatever comes of it; a mistake in one was not meant.
            if result.block.words.first == "prompt" { #expect(!result.run.output.contains("error["), "\(place)") }
        }
        if ExpectedFile.isUpdating { try fresh.write() } else { #expect(fresh.text == page.text) }
    }

    /// A block of a misspelt kind would neither run nor be missed.
    @Test(arguments: pages + ["docs/statements.md"])
    func everyBlockIsOfAKnownKind(_ path: String) throws {
        #expect(try DocsPage(path: path).flaws == [])
    }

    @Test func theFlawsOfFencesAreSeen() {
        func flaws(_ lines: String...) -> Int { DocsPage(path: "docs/page.md", text: lines.joined(separator: "\n")).flaws.count }
        #expect(flaws("```lead --yes", "count", "```", "", "```output", "1", "```") == 0)
        #expect(flaws("```csv a.csv", "email", "```", "```lead error --var-file=a.json", "```") == 0)
        #expect(flaws("```lead", "count") == 1)
        #expect(flaws("- so:", "  ```lead", "  count", "  ```") == 2)
        #expect(flaws("```led", "count", "```") == 1)
        #expect(flaws("```sh", "lead", "```") == 1)
        #expect(flaws("```csv a.csv", "email", "```", "```output", "1", "```") == 1)
    }

    @Test func everyTableHasItsPlace() throws {
        let text = try Self.pages.map { try DocsPage(path: $0).text }.joined()
        for name in DocsTables.all.keys {
            #expect(text.contains("<!-- table: \(name) -->"), "no page holds the table of \(name)")
        }
    }

    @Test func thereAreBlocksToRun() throws {
        #expect(try DocsPage(path: "docs/guide.md").blocks.filter(\.isRun).count > 6)
    }
}
