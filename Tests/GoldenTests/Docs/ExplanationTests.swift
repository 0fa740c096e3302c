import Foundation
import LeadDiagnostics
import LeadModel
import LeadReference
import LeadReport
import LeadTestSupport
import Testing

/// The pages of `docs/diagnostics`, made from what `lead explain` says, with both examples of each run.
struct ExplanationTests {
    @Test(arguments: Explanation.all)
    func thePageSaysWhatLeadExplains(_ explanation: Explanation) async throws {
        let code = explanation.code.rawValue
        var page = DocsPage(path: "docs/diagnostics/\(code).md", text: explanation.page.markdown())
        let results = try await page.run(addsOutputs: true)
        let examples = explanation.examples
        #expect(examples.contains { $0.isWrong } && examples.contains { !$0.isWrong })
        try #require(results.count == examples.count, "\(code): an example is not run")
        for (result, example) in zip(results, examples) {
            let told: Comment = "\(code):\n\(result.text)\(result.run.output)\(result.run.errors)"
            #expect(result.run.errors.contains("[\(code)]") == example.isWrong, told)
            #expect((result.run.code != 0) == example.fails, told)
            if !example.isWrong { #expect(!result.run.errors.contains("[L"), told) }
        }
        #expect(page.flaws.isEmpty)
        try page.expectInRepository()
    }

    /// A code that a message names and nobody explains is of no use to anybody.
    @Test(arguments: DiagnosticCode.allCases)
    func everyCodeIsExplained(_ code: DiagnosticCode) {
        #expect(Explanation.all.filter { $0.code == code }.count == 1, "\(code.rawValue) needs one explanation")
    }

    @Test func thereIsNoOtherPage() throws {
        let folder = DocsPage.root.appendingPathComponent("docs/diagnostics").path
        let pages = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(pages == (DiagnosticCode.allCases.map { "\($0.rawValue).md" } + ["README.md"]).sorted())
    }
}

extension Explanation {
    /// One block that is run.
    fileprivate struct Example {
        let kind: ManualPage.Code.Kind
        let isWrong: Bool

        /// Whether it must not end well.
        var fails: Bool {
            switch kind {
            case .wrongScript: true
            // Whatever a shell's lines show wrong, they show by failing: only a script may be warned about and run.
            case .shell: isWrong
            case .script, .doubtfulScript, .file: false
            }
        }
    }

    /// Each block that is run, in order.
    fileprivate var examples: [Example] {
        func examples(_ codes: [ManualPage.Code], isWrong: Bool) -> [Example] {
            codes.filter { $0.fileName == nil }.map { Example(kind: $0.kind, isWrong: isWrong) }
        }
        return examples(wrong, isWrong: true) + examples(right, isWrong: false)
    }
}

extension DocsPage {
    /// Expects the page in the repository to be this; rewrites it where that is asked for.
    func expectInRepository() throws {
        if ExpectedFile.isUpdating { return try write() }
        let kept = try? DocsPage(path: path).text
        #expect(kept == text, "\(path) is not what the tables say; UPDATE_GOLDEN=1 rewrites it")
    }
}
