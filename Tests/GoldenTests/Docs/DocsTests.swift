import Foundation
import LeadCLI
import Testing

/// Every `lead` and `console` block of the README and the docs, run on the sandbox.
///
/// A block that an `output` block follows must print that: on standard output, or on standard error where it is marked
/// `lead error` or `lead warning`; a `console` block, both. A `prompt` block is a transcript: what stands behind the marks is
/// typed. Any other must end well. Behind `lead` may stand flags:
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
        for result in try await fresh.run() where result.block.words.first == "lead" {
            #expect(
                (result.run.code == 0) != result.block.isWrong, "\(path):\(result.block.lines.lowerBound): \(result.run.errors)")
        }
        if DocsPage.isUpdating { try fresh.write() } else { #expect(fresh.text == page.text) }
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
