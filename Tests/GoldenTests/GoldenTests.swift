import Foundation
import LeadCLI
import LeadDiagnostics
import LeadModel
import LeadReference
import LeadTestSupport
import Testing

/// Every case of `Tests/Golden`, in process and through the binary, against the same files.
///
/// `UPDATE_GOLDEN=1` rewrites the files from what runs in process.
struct GoldenTests {
    @Test(arguments: GoldenCase.all, GoldenRun.Way.allCases)
    func printsWhatIsExpected(_ golden: GoldenCase, _ way: GoldenRun.Way) async throws {
        let outcome = try await GoldenRun(golden).outcome(way)
        if ExpectedFile.isUpdating {
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
        let suffixes: Set = ["lead", "args", "in", "out", "err", "exit", "http", "written", "files"]
        for folder in GoldenCase.folders {
            for file in GoldenCase.files(in: folder) where file != "README.md" {
                let parts = file.split(separator: ".", maxSplits: 1).map(String.init)
                let golden = GoldenCase(folder: folder, name: parts[0])
                #expect(parts.count == 2 && suffixes.contains(parts[1]), "\(folder)/\(file) is of no known kind")
                #expect(golden.bytes("lead") != nil || golden.bytes("args") != nil, "\(folder)/\(file) has no script")
            }
        }
    }

    /// A message that nobody has read is a message that nobody can mend.
    ///
    /// Where it takes a service that fails or a line for the shell, which the golden cases have not, the output on the code's
    /// own page of `docs/diagnostics` counts: it is made by running what stands above it.
    @Test(arguments: DiagnosticCode.allCases)
    func everyCodeHasACase(_ code: DiagnosticCode) throws {
        let explanation = try #require(Explanation(of: code))
        var shown = Self.printed
        if explanation.wrong.contains(where: { $0.circumstance != nil || $0.kind == .shell }) {
            let page = try DocsPage(path: "docs/diagnostics/\(code.rawValue).md")
            shown += page.blocks.filter { $0.kind == "output" }.map { page.text(of: $0) }.joined()
        }
        #expect(
            shown.contains("[\(code.rawValue)]") || shown.contains("\"code\": \"\(code.rawValue)\""),
            "no golden case shows \(code.rawValue)")
    }

    private static let printed = GoldenCase.all.map { $0.text("err") + $0.text("out") }.joined()

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

    /// Four processes that find no data make them once, and each of them runs.
    @Test func severalProcessesMakeTheDataOnce() async throws {
        let folder = try TemporaryFolder()
        let program = try #require(LeadBinary.path)
        let environment = ["XDG_DATA_HOME": folder.path("data"), "HOME": folder.path]
        let results = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let run = try await ProgramRun.run(
                        program, ["--sandbox", "-c", "search people; count"], environment: environment, input: [],
                        workingDirectory: folder.path)
                    return run.outputText + run.errorText
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results == Array(repeating: "20000\n", count: 4))
    }

    /// A file that holds something else is refused, and made anew where that is asked for.
    @Test func resetReplacesABrokenFile() async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path("data/lead"), withIntermediateDirectories: true)
        _ = try folder.write("no database", to: "data/lead/sandbox.sqlite")
        func run(_ arguments: [String]) async -> ExitCode {
            await LeadCLI.run(
                Invocation(
                    arguments: arguments, environment: ["XDG_DATA_HOME": folder.path("data")], workingDirectory: folder.path,
                    input: MemorySource(bytes: []), output: MemorySink(), errors: MemorySink()))
        }
        #expect(await run(["sandbox", "info"]) == .failed)
        #expect(await run(["sandbox", "reset", "--people", "100"]) == .success)
        #expect(await run(["sandbox", "info"]) == .success)
    }

    @Test func thereAreEnoughOfThem() {
        #expect(GoldenCase.all.count >= 25)
    }
}
