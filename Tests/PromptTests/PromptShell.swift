import LeadTestSupport
import Testing

/// The program's prompt at a real terminal.
struct PromptShell {
    static let prompt = "sandbox:lance> "
    /// The demo data, made once for all tests that only read.
    private static let data = try? TemporaryFolder()

    let terminal: PseudoTerminal
    /// What it has shown so far.
    let greeting: String
    private let isPlain: Bool
    /// Kept for as long as the program may look into it.
    private let folder: TemporaryFolder

    /// Starts it and waits for its prompt.
    ///
    /// - Parameter script: What a shell is to do with the program, which is its `$0`; nil for no shell at all.
    init(
        in folder: TemporaryFolder, _ environment: [String: String] = [:], under script: String? = nil,
        hasOwnData: Bool = false, rows: Int = 24
    ) async throws {
        self.folder = folder
        isPlain = environment["TERM"] == "dumb"
        let data = hasOwnData ? folder : try #require(Self.data)
        let own = [
            "XDG_DATA_HOME": data.path, "XDG_STATE_HOME": folder.path("state"), "HOME": folder.path, "TMPDIR": folder.path,
            "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "LEAD_NOW": "2026-01-15", "LEAD_SEED": "7",
        ]
        let program = try #require(LeadBinary.path)
        terminal = try PseudoTerminal(
            script == nil ? program : "/bin/sh", script.map { ["-c", $0, program] } ?? [],
            environment: own.merging(environment) { $1 }, workingDirectory: folder.path, columns: 100, rows: rows,
            patience: .seconds(40))
        greeting = try await terminal.read(until: Self.prompt)
    }

    /// Types keys and waits for what they bring.
    @discardableResult
    func type(_ keys: String, until text: String) async throws -> String {
        terminal.send(keys)
        return try await terminal.read(until: text)
    }

    /// Types a line and waits for the answer and for the next prompt.
    @discardableResult
    func run(_ line: String, until text: String? = nil) async throws -> String {
        terminal.send(line + "\r")
        var shown = try await terminal.read(until: isPlain ? "\r\n" : "\u{1B}[?2004l")
        if let text { shown += try await terminal.read(until: "\(text)\r\n") }
        return shown + (try await terminal.read(until: Self.prompt))
    }

    /// Leaves by Ctrl-D.
    func leave() async throws {
        terminal.send("\u{04}")
        #expect(try await terminal.waitForExit() == .exited(0))
    }
}
