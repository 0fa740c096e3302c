import Foundation
import LeadCLI
import LeadJSON
import LeadModel
import LeadTestSupport
import Synchronization
import Testing

/// What `--diagnostics` chooses, and what it is where nobody chose.
struct DiagnosticsTests {
    /// Standard error as a terminal of some width.
    private final class TerminalSink: ByteSink {
        private let kept = Mutex<[UInt8]>([])
        let isTerminal = true
        let columns: Int
        let hasFailed = false

        init(columns: Int) {
            self.columns = columns
        }

        func write(_ bytes: [UInt8]) {
            kept.withLock { $0 += bytes }
        }

        var text: String {
            kept.withLock { String(decoding: $0, as: UTF8.self) }
        }
    }

    private func check(
        _ arguments: [String], environment: [String: String] = [:], errors: any ByteSink, output: any ByteSink = MemorySink()
    ) async -> ExitCode {
        await LeadCLI.run(
            Invocation(
                arguments: ["check"] + arguments, environment: environment, workingDirectory: "/",
                input: MemorySource(bytes: []), output: output, errors: errors))
    }

    @Test(arguments: [
        ([:], [], "error[L2001]: there is"), (["GITHUB_ACTIONS": "true"], [], "::error file=-c,line=1,col=7,"),
        (["GITHUB_ACTIONS": "true"], ["--diagnostics", "plain"], "error[L2001]: there is"),
        ([:], ["--color", "always"], "\u{1B}[1;31merror[L2001]\u{1B}[0m: "), ([:], ["--diagnostics=short"], "-c:1:7: error"),
        ([:], ["--color", "always", "--diagnostics", "plain"], "error[L2001]: there is"),
    ])
    func theFormFollowsTheSurroundings(_ environment: [String: String], _ flags: [String], _ start: String) async {
        let errors = MemorySink()
        #expect(await check(flags + ["-c", "print nme"], environment: environment, errors: errors) == .invalidScript)
        #expect(errors.text.hasPrefix(start))
    }

    @Test func aTerminalGetsAFrameNoWiderThanItself() async {
        let errors = TerminalSink(columns: 40)
        let script = "print \"\(String(repeating: "long ", count: 40))\" & nme"
        #expect(await check(["-c", script], environment: ["NO_COLOR": "1"], errors: errors) == .invalidScript)
        let framed = errors.text.split(separator: "\n").filter { $0.contains("│") }
        #expect(framed.count == 2)
        #expect(framed.allSatisfy { $0.count <= 40 })
        #expect(errors.text.contains("  ╭─ -c:1:") && !errors.text.contains("\u{1B}"))
    }

    /// Both documents at once: data on one stream, diagnostics on the other.
    @Test func bothDocumentsHoldTheSame() async throws {
        let (output, errors) = (MemorySink(), MemorySink())
        let arguments = [
            "--json", "--diagnostics", "json", "-c", "print nme", "-c", "print 1", "-c", "search people where x is 1",
        ]
        #expect(await check(arguments, errors: errors, output: output) == .invalidScript)
        let files = try #require(try JSON(parsing: Array(output.text.utf8))["files"]?.array)
        let told = try #require(try JSON(parsing: Array(errors.text.utf8))["diagnostics"]?.array)
        #expect(files.map { $0["diagnostics"]?.array?.count } == [1, 0, 1])
        #expect(files.flatMap { $0["diagnostics"]?.array ?? [] } == told)
    }

    /// A run's talk would make the document unreadable.
    @Test func aRunSaysNothingBesidesTheDocument() async throws {
        let folder = try TemporaryFolder()
        let (output, errors) = (MemorySink(), MemorySink())
        let script = "search people where country is \"Poland\"; select first 2; count; expect 1 is 2"
        let code = await LeadCLI.run(
            Invocation(
                arguments: ["--sandbox", "--diagnostics", "json", "-c", script],
                environment: ["XDG_DATA_HOME": try await DemoData.shared.folder()], workingDirectory: folder.path,
                input: MemorySource(bytes: []), output: output, errors: errors))
        #expect(code == .expectationFailed)
        #expect(output.text == "2\n")
        let told = try JSON(parsing: Array(errors.text.utf8))["diagnostics"]?.array
        #expect(told?.map { $0["code"]?.string } == ["L4001"])
    }
}

/// The messages that nobody likes yet: `Tests/Golden/poor` says of each what is wrong with it.
struct PoorMessagesTests {
    @Test func eachIsExplained() throws {
        let page = GoldenCase.root.appendingPathComponent("poor/README.md")
        let lines = String(decoding: try Data(contentsOf: page), as: UTF8.self).split(separator: "\n")
        let explained = lines.filter { $0.hasPrefix("- `") }.map { String($0.dropFirst(3).prefix { $0 != "`" }) }
        let cases = GoldenCase.all.filter { $0.folder == "poor" }.map(\.name)
        #expect(
            explained.sorted() == cases.sorted(), "each case has one line in the README, and no line is of a case that is gone")
    }
}
