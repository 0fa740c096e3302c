import Foundation
import LeadCLI
import LeadJSON
import LeadModel
import LeadTestSupport
import Testing

/// The case `check/twelve-mistakes`: each mistake gets its message, in order, and none gets two.
struct TwelveMistakesTests {
    @Test func twelveMistakesGetTwelveMessages() async throws {
        let output = MemorySink()
        let errors = MemorySink()
        let code = await LeadCLI.run(
            Invocation(
                arguments: ["check", "--diagnostics", "json", "twelve-mistakes.lead"], environment: [:],
                workingDirectory: GoldenCase.root.appendingPathComponent("check").path, input: MemorySource(bytes: []),
                output: output, errors: errors))
        #expect(code == .invalidScript)
        let diagnostics = try #require(try JSON(parsing: Array(errors.text.utf8)).object?["diagnostics"]?.array)
        #expect(diagnostics.count == 12)
        let lines = diagnostics.compactMap { $0.object?["line"]?.integer }
        #expect(lines.count == 12 && lines == Set(lines).sorted())
        for diagnostic in diagnostics {
            let help = diagnostic.object?["help"]?.array ?? []
            #expect(!help.isEmpty && help.allSatisfy { $0.string?.isEmpty == false })
        }
    }
}
