import Foundation
import LeadCLI
import LeadModel
import LeadTestSupport
import Testing

/// The prompt through a scripted terminal, against the transcripts in `Tests/Golden/repl`.
///
/// Each line of `name.lead` is typed; `^C` and `^D` are the keys; what lies in `name.files` is there. `UPDATE_GOLDEN=1` rewrites the transcripts.
struct PromptTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Golden/repl")

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".lead") }.map { String($0.dropLast(5)) }.sorted()
    }()

    @Test(arguments: names)
    func showsTheTranscript(_ name: String) async throws {
        let typed = String(decoding: try Data(contentsOf: Self.folder.appendingPathComponent("\(name).lead")), as: UTF8.self)
        let steps = typed.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
            line -> ScriptedTerminal.Step in
            switch line {
            case "^C": .interrupt
            case "^D": .end
            default: .line(String(line))
            }
        }
        let terminal = ScriptedTerminal(steps, width: 100)
        let folder = try TemporaryFolder()
        try Self.copyFiles(of: name, to: folder)
        var invocation = Invocation(
            arguments: ["prompt"],
            environment: [
                "XDG_DATA_HOME": folder.path("data"), "HOME": folder.path, "LEAD_NOW": "2026-01-15", "LEAD_SEED": "7",
                "NO_COLOR": "1",
            ],
            workingDirectory: folder.path, input: NoInput(), output: NoOutput(), errors: NoOutput())
        invocation.terminal = terminal
        let code = await LeadCLI.run(invocation)
        #expect(code == .success)
        let expected = Self.folder.appendingPathComponent("\(name).out")
        if ExpectedFile.isUpdating { return try ExpectedFile.write(terminal.transcript, to: expected) }
        #expect(terminal.transcript == String(decoding: try Data(contentsOf: expected), as: UTF8.self))
    }

    /// What lies in `name.files` lies in the folder in which the prompt runs, which is its home, too.
    private static func copyFiles(of name: String, to folder: TemporaryFolder) throws {
        let files = Self.folder.appendingPathComponent("\(name).files")
        for item in (try? FileManager.default.contentsOfDirectory(atPath: files.path)) ?? [] {
            try FileManager.default.copyItem(
                at: files.appendingPathComponent(item), to: URL(fileURLWithPath: folder.path(item)))
        }
    }

    @Test func thereAreTranscripts() {
        #expect(Self.names.count >= 3)
    }
}

private struct NoInput: ByteSource {
    let isTerminal = false
    func readAll() -> [UInt8] { [] }
    func readLine() -> String? { nil }
}

private struct NoOutput: ByteSink {
    let isTerminal = false
    let columns = 80
    let hasFailed = false
    func write(_ bytes: [UInt8]) {}
}

/// The program at a real terminal.
struct PromptAtATerminalTests {
    private func start(in folder: TemporaryFolder) throws -> PseudoTerminal {
        let program = try #require(LeadBinary.path)
        return try PseudoTerminal(
            program,
            environment: [
                "XDG_DATA_HOME": folder.path("data"), "XDG_STATE_HOME": folder.path("state"), "HOME": folder.path,
                "LANG": "C.UTF-8",
            ],
            workingDirectory: folder.path, columns: 100)
    }

    /// Where lines are edited a mistake has a drawn frame; whatever else shows them gets the plain one.
    @Test func drawsAFrameAroundAMistake() async throws {
        let terminal = try start(in: TemporaryFolder())
        try await terminal.read(until: "sandbox:lance> ")
        terminal.send("print nme\r")
        try await terminal.read(until: "<prompt>:1:7")
        try await terminal.read(until: "╰─")
        try await terminal.read(until: "sandbox:lance> ")
        terminal.send("exit\r")
        #expect(try await terminal.waitForExit() == .exited(0))
    }

    @Test func runsStatementsOverSeveralLines() async throws {
        let terminal = try start(in: TemporaryFolder())
        try await terminal.read(until: "sandbox:lance> ")
        terminal.send("search people where\r")
        try await terminal.read(until: " ...> ")
        terminal.send("seniority is \"vp\" and country is \"Poland\"\r")
        try await terminal.read(until: "69 people")
        try await terminal.read(until: "sandbox:lance> ")
        terminal.send("print upper(\"łukasz\") & \" 山田\"\r")
        try await terminal.read(until: "ŁUKASZ 山田")
        try await terminal.read(until: "sandbox:lance> ")
        terminal.send("exit\r")
        #expect(try await terminal.waitForExit() == .exited(0))
    }

    @Test func controlKeysDropALineAndLeave() async throws {
        let terminal = try start(in: TemporaryFolder())
        try await terminal.read(until: "sandbox:lance> ")
        terminal.send("add to list \"half")
        try await terminal.read(until: "half")
        terminal.send("\u{03}")
        try await terminal.read(until: "sandbox:lance> ")
        terminal.send("use leadlex\r")
        try await terminal.read(until: "sandbox:leadlex> ")
        terminal.send("\u{04}")
        #expect(try await terminal.waitForExit() == .exited(0))
    }

    @Test func remembersStatementsOverSessions() async throws {
        let folder = try TemporaryFolder()
        let first = try start(in: folder)
        try await first.read(until: "sandbox:lance> ")
        first.send("print 20 + 3\r")
        try await first.read(until: "23")
        try await first.read(until: "sandbox:lance> ")
        first.send("\u{04}")
        _ = try await first.waitForExit()

        let second = try start(in: folder)
        try await second.read(until: "sandbox:lance> ")
        second.send("\u{1B}[A")
        try await second.read(until: "print 20 + 3")
        second.send("0\r")
        try await second.read(until: "50")
        second.send("\u{04}")
        #expect(try await second.waitForExit() == .exited(0))
    }
}
