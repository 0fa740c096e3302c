import Foundation
import LeadDiagnostics
import LeadModel
import LeadReference
import LeadReport
import Testing

/// The pages of `docs/diagnostics`, made from what `lead explain` says, with both examples of each run.
struct ExplanationTests {
    @Test(arguments: Explanation.all)
    func thePageSaysWhatLeadExplains(_ explanation: Explanation) async throws {
        let code = explanation.code.rawValue
        var page = DocsPage(path: "docs/diagnostics/\(code).md", text: explanation.page.markdown())
        let results = try await page.run(addsOutputs: true)
        for (result, isWrong) in zip(results, explanation.examplesAreWrong) {
            let shown = result.run.errors.contains("[\(code)]")
            #expect(shown == isWrong, "\(code):\n\(result.text)\(result.run.output)\(result.run.errors)")
            if !isWrong {
                #expect(result.run.code == 0 && !result.run.errors.contains("[L"), "\(code):\n\(result.text)\(result.run.errors)")
            }
        }
        #expect(results.count >= 2)
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
    /// Of each block that is run, whether it is the wrong example's.
    fileprivate var examplesAreWrong: [Bool] {
        func count(_ codes: [ManualPage.Code]) -> Int { codes.filter { if case .file = $0.kind { false } else { true } }.count }
        return Array(repeating: true, count: count(wrong)) + Array(repeating: false, count: count(right))
    }
}

extension DocsPage {
    /// Expects the page in the repository to be this; rewrites it where that is asked for.
    func expectInRepository() throws {
        if Self.isUpdating { return try write() }
        let kept = try? DocsPage(path: path).text
        #expect(kept == text, "\(path) is not what the tables say; UPDATE_GOLDEN=1 rewrites it")
    }
}
