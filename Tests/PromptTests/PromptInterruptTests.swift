import Foundation
import LeadCLI
import LeadHTTP
import LeadTestSupport
import Synchronization
import Testing

/// Ctrl-C while a statement runs.
struct PromptInterruptTests {
    /// What the prompt shows when the transport stops answering the calls that `isHeld` chooses.
    private func transcript(
        of steps: [ScriptedTerminal.Step], ends: HeldCalls.End, presses: Int = 1,
        holding isHeld: @escaping @Sendable (Request) -> Bool
    ) async throws -> String {
        let folder = try TemporaryFolder()
        let terminal = ScriptedTerminal(steps, width: 100)
        var invocation = Invocation(
            arguments: ["prompt"],
            environment: ["XDG_DATA_HOME": folder.path("data"), "HOME": folder.path, "LEAD_NOW": "2026-01-15", "NO_COLOR": "1"],
            workingDirectory: folder.path, input: NothingTyped(), output: NothingShown(), errors: NothingShown())
        invocation.terminal = terminal
        let calls = HeldCalls()
        invocation.wrapTransport = { base in
            HoldingTransport(base: base, calls: calls, end: ends, isHeld: isHeld) {
                for _ in 0..<presses { terminal.interrupt() }
            }
        }
        _ = await LeadCLI.run(invocation)
        let shown = terminal.transcript
        calls.release()
        // What is left behind goes on, and must not be seen.
        while calls.isHolding { await Task.yield() }
        #expect(terminal.transcript == shown)
        return shown
    }

    @Test(.timeLimit(.minutes(20)), arguments: [HeldCalls.End.byCancellation, .never], [1, 2])
    func aCallThatIsNeverAnsweredGivesThePromptBack(_ ends: HeldCalls.End, _ presses: Int) async throws {
        let shown = try await transcript(
            of: ["let x = 1", "search people where seniority is \"vp\"", "print x + 1"], ends: ends, presses: presses
        ) { _ in true }
        #expect(shown.contains("interrupted"), "\(shown)")
        #expect(!shown.contains("may or may not"), "\(shown)")
        #expect(shown.contains("print x + 1\n2\n"), "\(shown)")
    }

    @Test(.timeLimit(.minutes(20)), arguments: [HeldCalls.End.byCancellation, .never])
    func aWriteUnderWayIsInDoubt(_ ends: HeldCalls.End) async throws {
        let shown = try await transcript(
            of: ["ensure list \"Q1\"", "print 1 + 1"], ends: ends
        ) { $0.body != nil && $0.path.contains("list") }
        #expect(shown.contains("may or may not have been carried out; `show lists`"), "\(shown)")
        #expect(shown.contains("print 1 + 1\n2\n"), "\(shown)")
    }

    /// At a real terminal, with the program's own signals.
    @Test func interruptStopsAStatementAndKeepsTheShell() async throws {
        let shell = try await PromptShell(in: TemporaryFolder())
        try await shell.run("let kept = 40")
        try await shell.type("wait 60 minutes\r", until: "waiting 1 h")
        let shown = try await shell.type("\u{03}", until: PromptShell.prompt)
        #expect(shown.contains("interrupted"))
        // A second one too many drops a line, and nothing else.
        try await shell.type("\u{03}", until: PromptShell.prompt)
        try await shell.run("print kept + 2", until: "42")
        try await shell.leave()
    }
}

/// The calls that a test holds back.
final class HeldCalls: Sendable {
    enum End: Hashable, Sendable {
        /// The transport gives up once its task is cancelled.
        case byCancellation
        /// It notices nothing.
        case never
    }

    private struct State {
        var waiting: [CheckedContinuation<Void, Never>] = []
        var isReleased = false
        var count = 0
    }

    private let state = Mutex(State())

    var isHolding: Bool { state.withLock { $0.count > 0 } }

    /// Waits until `release`; `began` is called once it waits.
    func hold(began: () -> Void) async {
        await withCheckedContinuation { continuation in
            let isReleased = state.withLock { state in
                state.count += 1
                if !state.isReleased { state.waiting.append(continuation) }
                return state.isReleased
            }
            if isReleased { continuation.resume() } else { began() }
        }
        state.withLock { $0.count -= 1 }
    }

    func release() {
        let waiting = state.withLock { state in
            state.isReleased = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}

private struct HoldingTransport: Transport {
    let base: any Transport
    let calls: HeldCalls
    let end: HeldCalls.End
    let isHeld: @Sendable (Request) -> Bool
    let began: @Sendable () -> Void

    func send(_ request: Request) async throws(TransportFailure) -> Response {
        guard isHeld(request) else { return try await base.send(request) }
        switch end {
        case .never: await calls.hold(began: began)
        case .byCancellation:
            await withTaskCancellationHandler {
                await calls.hold(began: began)
            } onCancel: {
                calls.release()
            }
        }
        throw .cancelled
    }
}
