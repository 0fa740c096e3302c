import Foundation
import LeadCLI
import LeadDiagnostics
import LeadTestSupport
import Testing

/// Every case of `Tests/Golden`, in process and through the binary, against the same files.
///
/// `UPDATE_GOLDEN=1` rewrites the files from what runs in process.
struct GoldenTests {
    private static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

    @Test(arguments: GoldenCase.all, GoldenRun.Way.allCases)
    func printsWhatIsExpected(_ golden: GoldenCase, _ way: GoldenRun.Way) async throws {
        let outcome = try await GoldenRun(golden).outcome(way)
        if Self.isUpdating {
            if way == .inProcess { try golden.update(outcome) }
            return
        }
        let expected = golden.expected
        #expect(outcome.output == expected.output)
        #expect(outcome.errors == expected.errors)
        #expect(outcome.exits == expected.exits)
        if expected.requests != nil { #expect(outcome.requests == expected.requests) }
        #expect(outcome.written == expected.written)
    }

    @Test func everyFileBelongsToACase() {
        let suffixes: Set = ["lead", "args", "in", "out", "err", "exit", "http", "written"]
        for folder in GoldenCase.folders {
            for file in GoldenCase.files(in: folder) {
                let parts = file.split(separator: ".", maxSplits: 1).map(String.init)
                let golden = GoldenCase(folder: folder, name: parts[0])
                #expect(parts.count == 2 && suffixes.contains(parts[1]), "\(folder)/\(file) is of no known kind")
                #expect(golden.bytes("lead") != nil || golden.bytes("args") != nil, "\(folder)/\(file) has no script")
            }
        }
    }

    /// A message that nobody has read is a message that nobody can mend.
    @Test func everyCodeHasACase() {
        let shown = GoldenCase.all.map { $0.text("err") + $0.text("out") }.joined()
        // These need a service that fails, which the embedded sandbox does not; tests of the runtime make them.
        let elsewhere: Set<DiagnosticCode> = [
            .refused, .unreadableAnswer, .unreachable, .inDoubt, .interrupted, .wrongListKind,
            // The test below makes this one, and a text of a mebibyte is made where the parser is tested.
            .storeUnavailable, .tooLong,
        ]
        for code in DiagnosticCode.allCases where !elsewhere.contains(code) {
            #expect(
                shown.contains("[\(code.rawValue)]") || shown.contains("\"\(code.rawValue)\""),
                "no golden case shows \(code.rawValue)")
        }
    }

    /// Data where no folder can be made; golden cases run with data that can be used.
    @Test func namesDataThatCannotBeUsed() async {
        let errors = MemorySink()
        let code = await LeadCLI.run(
            Invocation(
                arguments: ["--sandbox", "-c", "print 1"], environment: ["XDG_DATA_HOME": "/dev/null"], workingDirectory: "/",
                input: MemorySource(bytes: []), output: MemorySink(), errors: errors))
        #expect(code == .failed)
        #expect(errors.text.hasPrefix("error[L6001]: the sandbox's data at `/dev/null/lead/sandbox.sqlite` cannot be used"))
    }

    @Test func thereAreEnoughOfThem() {
        #expect(GoldenCase.all.count >= 25)
    }
}
