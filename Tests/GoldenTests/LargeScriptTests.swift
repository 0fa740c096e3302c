import Foundation
import LeadCLI
import LeadModel
import LeadTestSupport
import Testing

/// Scripts of any size and shape are answered soon and shortly.
///
/// Each test gives the time that it allows; what is quadratic takes many times that.
struct LargeScriptTests {
    private static let isSlow = ProcessInfo.processInfo.environment["LEAD_SLOW_TESTS"] == "1"

    private struct Answer {
        let code: ExitCode
        let output: Int
        let errors: Int
        let time: Duration
    }

    private func answer(_ arguments: [String], _ bytes: [UInt8]) async -> Answer {
        let (output, errors) = (MemorySink(), MemorySink())
        let clock = ContinuousClock()
        let start = clock.now
        let code = await LeadCLI.run(
            Invocation(
                arguments: arguments + ["-"], environment: [:], workingDirectory: "/", input: MemorySource(bytes: bytes),
                output: output, errors: errors))
        return Answer(
            code: code, output: output.text.utf8.count, errors: errors.text.utf8.count, time: start.duration(to: clock.now))
    }

    private func expectAnswer(_ script: LargeScript, _ count: Int, formats: Bool = true, within time: Duration) async {
        let bytes = Array(script.text(count).utf8)
        let checked = await answer(["check"], bytes)
        #expect([.success, .invalidScript].contains(checked.code), "\(script.name)")
        #expect(checked.errors < 200_000, "\(script.name): \(checked.errors) bytes")
        #expect(checked.time < time, "\(script.name): checked in \(checked.time)")
        guard formats else { return }
        let formatted = await answer(["fmt", "--check"], bytes)
        #expect([.success, .failed, .invalidScript].contains(formatted.code), "\(script.name)")
        #expect(formatted.time < time, "\(script.name): formatted in \(formatted.time)")
    }

    @Test(arguments: LargeScript.deep.indices) func deepScriptsAreAnswered(_ index: Int) async {
        await expectAnswer(LargeScript.deep[index], 150, within: .seconds(30))
        await expectAnswer(LargeScript.deep[index], 1_000, within: .seconds(30))
    }

    @Test(arguments: LargeScript.long.indices) func longScriptsAreAnswered(_ index: Int) async {
        await expectAnswer(LargeScript.long[index], 500, within: .seconds(30))
    }

    @Test(arguments: LargeScript.garbage.indices) func garbageIsAnswered(_ index: Int) async {
        await expectAnswer(LargeScript.garbage[index], 5_000, within: .seconds(30))
    }

    @Test(arguments: ["fancy", "plain", "short", "github", "json"]) func everyFormIsShort(_ form: String) async {
        for script in LargeScript.garbage {
            let bytes = Array(script.text(5_000).utf8)
            let checked = await answer(["check", "--diagnostics", form], bytes)
            #expect(checked.code == .invalidScript)
            #expect(checked.errors < (form == "json" ? 2_000_000 : 200_000), "\(script.name) as \(form): \(checked.errors) bytes")
        }
    }

    /// Bytes that are no text are one mistake.
    @Test func bytesAreNoScript() async {
        var random = SeededGenerator(seed: 3)
        let bytes = (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(await answer(["check"], bytes).errors < 2_000)
    }

    // MARK: Only with scripts/test --slow

    @Test(.enabled(if: isSlow), arguments: LargeScript.deep.indices) func veryDeepScriptsAreAnswered(_ index: Int) async {
        await expectAnswer(LargeScript.deep[index], 100_000, within: .seconds(120))
    }

    @Test(.enabled(if: isSlow), arguments: LargeScript.long.indices) func veryLongScriptsAreAnswered(_ index: Int) async {
        await expectAnswer(LargeScript.long[index], 10_000, within: .seconds(120))
    }

    @Test(.enabled(if: isSlow), arguments: LargeScript.garbage.indices) func muchGarbageIsAnswered(_ index: Int) async {
        await expectAnswer(LargeScript.garbage[index], 1 << 20, within: .seconds(120))
    }

    @Test(.enabled(if: isSlow)) func sixteenMebibytesAreReadAndMoreAreNot() async {
        let statement = "print 1\n"
        let full = String(repeating: statement, count: (16 << 20) / statement.utf8.count)
        #expect(await answer(["check"], Array(full.utf8)).code == .success)
        #expect(await answer(["fmt", "--check"], Array(full.utf8)).code == .success)
        let refused = await answer(["check"], Array((full + statement).utf8))
        #expect(refused.code == .invalidScript && refused.errors < 2_000)
    }

    /// The program's own thread has the usual stack.
    @Test func theProgramHasStackEnough() async throws {
        let folder = try TemporaryFolder()
        let program = try #require(LeadBinary.path)
        for script in LargeScript.deep {
            let path = try folder.write(script.text(190), to: "deep.lead")
            for arguments in [["check", path], ["fmt", "--check", path]] {
                let run = try await ProgramRun.run(program, arguments, environment: ["HOME": folder.path], workingDirectory: "/")
                #expect([0, 1, 3].map(ExitStatus.exited).contains(run.status), "\(script.name): \(run.status)")
            }
        }
    }
}
