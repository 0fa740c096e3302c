import Glibc
import LeadTestSupport
import Testing

/// Signals other than Ctrl-C at the program's prompt: the terminal comes back as it was.
@Suite(.serialized) struct PromptSignalTests {
    private static let up = "\u{1B}[A"
    /// Shows the modes, runs the program as a job, and takes it back after one key when it was stopped.
    private static let job = """
        set -m; stty -g; "$0"; echo "stopped $?"; stty -g; read -r key; fg; echo "ended $?"; stty -g
        """
    /// Shows the modes and the process before the program, and its exit code and the modes behind it.
    private static let watched = """
        stty -g; sh -c 'echo process $$; exec "$0"' "$0"; echo "ended $?"; stty -g
        """

    private func process(of shell: PromptShell) throws -> pid_t {
        let line = try #require(shell.greeting.split(separator: "\r\n").first { $0.hasPrefix("process ") })
        return try #require(pid_t(line.dropFirst("process ".count)))
    }

    @Test func aStoppedPromptGivesTheTerminalBackUntilItGoesOn() async throws {
        let shell = try await PromptShell(in: TemporaryFolder(), under: Self.job)
        let modes = try #require(shell.greeting.split(separator: "\r\n").first)
        try await shell.run("print 40 + 2", until: "42")
        try await shell.type("print 1", until: "print 1")
        let stopped = try await shell.type("\u{1A}", until: "stopped 148\r\n")
        #expect(stopped.contains("\u{1B}[?2004l"))
        #expect(try await shell.terminal.read(until: "\r\n") == modes + "\r\n")
        shell.terminal.send("\r")
        try await shell.terminal.read(until: "\u{1B}[?2004h")
        try await shell.terminal.read(until: "print 1")
        try await shell.run("2", until: "12")
        try await shell.run("\(Self.up)\(Self.up)0", until: "60")
        shell.terminal.send("\u{04}")
        try await shell.terminal.read(until: "ended 0\r\n")
        #expect(try await shell.terminal.read(until: "\r\n") == modes + "\r\n")
    }

    @Test func aPromptInTheBackgroundWaits() async throws {
        let shell = try await PromptShell(
            in: TemporaryFolder(),
            under: "set -m; \"$0\"; echo stopped; bg; read -r key; echo \"key $key\"; fg; echo \"ended $?\"")
        try await shell.type("print 1", until: "print 1")
        try await shell.type("\u{1A}", until: "stopped\r\n")
        try await shell.type("x\r", until: "key x\r\n")
        try await shell.terminal.read(until: "\u{1B}[?2004h")
        try await shell.terminal.read(until: "print 1")
        try await shell.run("2", until: "12")
        shell.terminal.send("\u{04}")
        try await shell.terminal.read(until: "ended 0\r\n")
    }

    @Test func aStoppedPromptCanBeEnded() async throws {
        let shell = try await PromptShell(
            in: TemporaryFolder(),
            under: "set -m; \"$0\"; echo stopped; kill %1; bg; wait %1; echo \"ended $?\"")
        try await shell.type("print 1", until: "print 1")
        try await shell.type("\u{1A}", until: "ended 143\r\n")
    }

    @Test func aPromptWithoutAShellToStopForGoesOnAtOnce() async throws {
        let shell = try await PromptShell(in: TemporaryFolder())
        try await shell.type("print 1", until: "print 1")
        try await shell.type("\u{1A}", until: "\u{1B}[?2004h")
        try await shell.terminal.read(until: "print 1")
        try await shell.run("2", until: "12")
        try await shell.leave()
    }

    @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129)])
    func anEndAskedForRestoresTheTerminal(_ signal: Int32, _ code: Int) async throws {
        let shell = try await PromptShell(in: TemporaryFolder(), under: Self.watched)
        let modes = try #require(shell.greeting.split(separator: "\r\n").first)
        try await shell.type("print \"half", until: "half")
        kill(try process(of: shell), signal)
        let ending = try await shell.terminal.read(until: "ended \(code)\r\n")
        #expect(ending.contains("\u{1B}[?2004l"))
        #expect(try await shell.terminal.read(until: "\r\n") == modes + "\r\n")
    }

    @Test func anEndAskedForCancelsWhatRuns() async throws {
        let shell = try await PromptShell(in: TemporaryFolder(), under: Self.watched)
        try await shell.type("wait 60 minutes\r", until: "waiting 1 h")
        kill(try process(of: shell), SIGTERM)
        let ending = try await shell.terminal.read(until: "ended 143\r\n")
        #expect(ending.contains("interrupted"))
    }

    @Test func theQuitKeyIsNoKey() async throws {
        let shell = try await PromptShell(in: TemporaryFolder())
        try await shell.type("print 1", until: "print 1")
        try await shell.run("\u{1C}2", until: "12")
        try await shell.leave()
    }

    @Test func aPlainPromptEndsAsAsked() async throws {
        let shell = try await PromptShell(in: TemporaryFolder(), ["TERM": "dumb"], under: Self.watched)
        kill(try process(of: shell), SIGTERM)
        try await shell.terminal.read(until: "ended 143\r\n")
    }
}
