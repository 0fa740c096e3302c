import Foundation
import LeadCLI
import LeadJSON
import LeadModel
import LeadTestSupport

/// Runs a golden case in a folder of its own, with a copy of the demo data.
struct GoldenRun {
    /// How a case is run.
    enum Way: String, CaseIterable, Sendable {
        /// By calling the command line's own entry.
        case inProcess
        /// By starting the program.
        case binary
    }

    private let golden: GoldenCase
    private let folder: TemporaryFolder
    private let environment: [String: String]

    init(_ golden: GoldenCase) async throws {
        self.golden = golden
        folder = try TemporaryFolder()
        environment = Self.environment(in: folder.path)
        if let script = golden.bytes("lead") {
            try Data(script).write(to: URL(fileURLWithPath: folder.path("\(golden.name).lead")))
        }
        try copyFiles()
        guard golden.calls.contains(where: { $0.contains("--sandbox") || $0.first == "sandbox" }) else { return }
        try await Self.copyDemoData(to: folder)
    }

    private static func copyDemoData(to folder: TemporaryFolder) async throws {
        let data = folder.path("data/lead")
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: try await DemoData.shared.path(), toPath: data + "/sandbox.sqlite")
    }

    /// The environment of a run in a folder, which gets a copy of the demo data.
    static func environmentWithDemoData(in folder: TemporaryFolder) async throws -> [String: String] {
        try await copyDemoData(to: folder)
        return environment(in: folder.path)
    }

    /// Copies what the case brings along into the working directory.
    private func copyFiles() throws {
        let files = golden.url("files")
        guard FileManager.default.fileExists(atPath: files.path) else { return }
        for name in try FileManager.default.contentsOfDirectory(atPath: files.path) {
            try FileManager.default.copyItem(atPath: files.appendingPathComponent(name).path, toPath: folder.path(name))
        }
    }

    private static func environment(in folder: String) -> [String: String] {
        [
            "XDG_DATA_HOME": folder + "/data", "XDG_STATE_HOME": folder + "/state", "HOME": folder,
            "LEAD_NOW": "2026-01-15T09:30:00Z",
            "LEAD_SEED": "7", "TZ": "UTC", "LANG": "C.UTF-8", "NO_COLOR": "1", "PATH": "/usr/bin:/bin",
        ]
    }

    func outcome(_ way: Way) async throws -> GoldenCase.Outcome {
        var outcome = GoldenCase.Outcome()
        let calls = golden.calls
        for (index, arguments) in calls.enumerated() {
            let isTraced = index == calls.count - 1 && golden.bytes("http") != nil
            let result = try await call(arguments + (isTraced ? ["--trace", "trace.ndjson"] : []), way)
            outcome.output += result.output
            outcome.errors += result.errors
            outcome.exits += "\(result.exit)\n"
            if isTraced { outcome.requests = try requests(in: folder.read("trace.ndjson")) }
        }
        if let written = folder.names.first(where: { $0.hasPrefix("out.") }) { outcome.written = try folder.read(written) }
        return outcome
    }

    private struct CallResult {
        let output: String
        let errors: String
        let exit: Int32
    }

    private func call(_ arguments: [String], _ way: Way) async throws -> CallResult {
        let input = golden.bytes("in") ?? []
        switch way {
        case .inProcess:
            let (output, errors) = (MemorySink(), MemorySink())
            let code = await LeadCLI.run(
                Invocation(
                    arguments: arguments, environment: environment, workingDirectory: folder.path,
                    input: MemorySource(bytes: input),
                    output: output, errors: errors))
            return CallResult(output: output.text, errors: errors.text, exit: code.rawValue)
        case .binary:
            guard let program = LeadBinary.path else { throw ProgramMissing() }
            let run = try await ProgramRun.run(
                program, arguments, environment: environment, input: input, workingDirectory: folder.path)
            guard case .exited(let code) = run.status else { throw ProgramMissing() }
            return CallResult(output: run.outputText, errors: run.errorText, exit: code)
        }
    }

    /// Each request as a line, its body behind it, and the status of its answer.
    private func requests(in trace: String) throws -> String {
        var text = ""
        for line in trace.split(separator: "\n") {
            let exchange = try JSON(parsing: Array(line.utf8))
            let request = exchange["request"]
            let query = (request?["query"]?.array ?? []).map { "\($0.array?[0].string ?? "")=\($0.array?[1].string ?? "")" }
            text += "\(request?["method"]?.string ?? "") \(request?["path"]?.string ?? "")"
            text += query.isEmpty ? "\n" : "?\(query.joined(separator: "&"))\n"
            if let body = request?["body"] { text += String(decoding: body.bytes, as: UTF8.self) + "\n" }
            text += "→ \(exchange["response"]?["status"]?.integer ?? 0)\n"
        }
        return text
    }
}

/// The program was not built, or did not end by itself.
struct ProgramMissing: Error {}

/// The demo data, made once in a test run.
actor DemoData {
    static let shared = DemoData()
    private var made: Task<TemporaryFolder, any Error>?

    func path() async throws -> String {
        try await folder() + "/lead/sandbox.sqlite"
    }

    /// What XDG_DATA_HOME names; for runs that write nothing.
    func folder() async throws -> String {
        let task = made ?? Task { try await Self.make() }
        made = task
        return try await task.value.path("data")
    }

    private static func make() async throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let environment = ["XDG_DATA_HOME": folder.path("data"), "HOME": folder.path]
        let errors = MemorySink()
        let code = await LeadCLI.run(
            Invocation(
                arguments: ["sandbox", "reset"], environment: environment, workingDirectory: folder.path,
                input: MemorySource(bytes: []), output: MemorySink(), errors: errors))
        guard code == .success else { throw DemoDataMissing(reason: errors.text) }
        return folder
    }
}

struct DemoDataMissing: Error {
    let reason: String
}
