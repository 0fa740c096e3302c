import Foundation
import LeadCLI
import LeadModel
import LeadTestSupport

/// One block of the docs, run on a copy of the demo data in a folder of its own.
struct DocsRun {
    private let block: DocsPage.Block
    private let text: String
    private let files: [(name: String, text: String)]
    private let name: String

    init(_ block: DocsPage.Block, _ text: String, files: [(name: String, text: String)], name: String) {
        self.block = block
        self.text = text
        self.files = files
        self.name = name
    }

    struct Result {
        let output: String
        let errors: String
        let code: Int32
    }

    func result() async throws -> Result {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path("data/lead"), withIntermediateDirectories: true)
        let data = try await DemoData.shared.path()
        try FileManager.default.copyItem(atPath: data, toPath: folder.path("data/lead/sandbox.sqlite"))
        for file in files { _ = try folder.write(file.text, to: file.name) }
        let environment = [
            "XDG_DATA_HOME": folder.path("data"), "HOME": folder.path, "LEAD_NOW": "2026-01-15", "LEAD_SEED": "42",
            "TZ": "UTC", "LANG": "C.UTF-8",
        ]
        return switch block.words.first {
        case "console": try await shell(in: folder, environment)
        case "prompt": await prompt(in: folder, environment)
        default: try await script(in: folder, environment)
        }
    }

    private func script(in folder: TemporaryFolder, _ environment: [String: String]) async throws -> Result {
        _ = try folder.write(text, to: name)
        let circumstance = try block.circumstance.map(DocsCircumstance.init)
        let output = MemorySink()
        let errors = MemorySink(isTerminal: circumstance?.isWatched ?? false)
        var invocation = Invocation(
            arguments: ["run", "--sandbox", "--diagnostics", "plain"] + block.flags + (circumstance?.flags ?? []) + [name],
            environment: environment,
            workingDirectory: folder.path, input: circumstance?.input(shownOn: errors) ?? MemorySource(bytes: []), output: output,
            errors: errors)
        if let circumstance { invocation.wrapTransport = circumstance.wrapping }
        invocation.waiting = Waiting(clock: ManualClock())
        let code = await LeadCLI.run(invocation)
        return Result(output: output.text, errors: errors.text, code: code.rawValue)
    }

    /// What stands behind a prompt's mark is typed; the output is the transcript, without its first line and its last prompt.
    private func prompt(in folder: TemporaryFolder, _ environment: [String: String]) async -> Result {
        let lines = text.split(separator: "\n")
        let typed = lines.filter { $0.hasPrefix("sandbox:") || $0.hasPrefix(" ...> ") }.compactMap { line in
            line.firstRange(of: "> ").map { String(line[$0.upperBound...]) }
        }
        let terminal = ScriptedTerminal(typed.map { .line($0) })
        var invocation = Invocation(
            arguments: ["prompt"], environment: environment, workingDirectory: folder.path, input: MemorySource(bytes: []),
            output: MemorySink(), errors: MemorySink())
        invocation.terminal = terminal
        let code = await LeadCLI.run(invocation)
        var shown = terminal.transcript.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
        while let last = shown.last, last.isEmpty || last.hasSuffix("> ") || last.hasSuffix("^D") { shown.removeLast() }
        return Result(output: shown.map { $0 + "\n" }.joined(), errors: "", code: code.rawValue)
    }

    /// Each line behind a `$` is a line for the shell.
    private func shell(in folder: TemporaryFolder, _ environment: [String: String]) async throws -> Result {
        guard let program = LeadBinary.path else { throw ProgramMissing() }
        let path = URL(fileURLWithPath: program).deletingLastPathComponent().path
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("$ ") }.map { $0.dropFirst(2) }.joined(separator: "\n")
        let run = try await ProgramRun.run(
            "/bin/sh", ["-c", lines], environment: environment.merging(["PATH": path + ":/usr/bin:/bin"]) { $1 }, input: [],
            workingDirectory: folder.path)
        guard case .exited(let code) = run.status else { throw ProgramMissing() }
        return Result(output: run.outputText, errors: run.errorText, code: code)
    }
}
