import Foundation
import LeadCLI
import LeadModel
import LeadStore
import LeadTestSupport
import Testing

/// The prompt on the accounts of a configuration.
struct PromptAccountTests {
    private func prompt(
        _ sandbox: ServedSandbox, _ lines: [String], _ arguments: [String] = ["prompt"],
        environment: [String: String] = ServedSandbox.tokens
    ) async -> (terminal: ScriptedTerminal, code: Int32, errors: String) {
        let terminal = ScriptedTerminal(lines.map { .line($0) })
        let errors = MemorySink()
        var invocation = sandbox.invocation(arguments, environment: environment)
        invocation.terminal = terminal
        invocation.errors = errors
        let code = await LeadCLI.run(invocation)
        return (terminal, code.rawValue, errors.text)
    }

    @Test func itShowsWhichAccountItIsOn() async throws {
        let sandbox = try ServedSandbox(.none)
        try sandbox.configure("read_only = true")
        let (terminal, code, _) = await prompt(
            sandbox, ["show lists", "use second", "show lists", "use crm", "create list \"x\""])
        let shown = terminal.transcript
        #expect(code == 0 && shown.hasPrefix("lead 0.1.0 · work, Lance at \(sandbox.server.base) · "), "\(shown)")
        #expect(shown.contains("work> show lists") && shown.contains("second> show lists") && shown.contains("crm> create list"))
        #expect(shown.contains("error[L2020]: this statement writes, and the account `crm` is read-only"))
        #expect(sandbox.bearers == ["Bearer \(Tenants.demo.token(at: .lance))", "Bearer \(Tenants.other.token(at: .lance))"])
    }

    /// A script says which account it means: another run may begin with another one.
    @Test func aScriptKeepsItsAccount() async throws {
        let sandbox = try ServedSandbox(.none)
        try sandbox.configure()
        _ = await prompt(sandbox, ["ensure list \"x\"", ".script s.lead"], ["prompt", "--profile", "second"])
        #expect(try sandbox.folder.read("s.lead").hasSuffix("\nuse second\nensure list \"x\"\n"))
        _ = await prompt(sandbox, ["use crm", "show lists", ".script t.lead"])
        #expect(try sandbox.folder.read("t.lead").hasSuffix("\n\nuse crm\nshow lists\n"))
    }

    @Test func noTokenIsShownOrRemembered() async throws {
        let sandbox = try ServedSandbox(.none)
        try sandbox.configure()
        let token = Tenants.demo.token(at: .lance)
        let (terminal, _, errors) = await prompt(
            sandbox,
            [
                "let mine = \"\(token)\"", "print mine", ".output out.txt", "print \"\(token)\"", ".output off", ".vars",
                ".script s.lead",
            ])
        let typed = terminal.transcript.split(separator: "\n").filter { $0.hasPrefix("work> ") }
        let shown = terminal.transcript.split(separator: "\n").filter { !$0.hasPrefix("work> ") }.joined(separator: "\n")
        #expect(typed.count == 8 && shown.contains("***") && !shown.contains(token) && !errors.contains(token), "\(shown)")
        #expect(!terminal.history.joined().contains(token))
        for file in ["out.txt", "s.lead"] {
            #expect(!((try? sandbox.folder.read(file)) ?? "").contains(token), "\(file)")
        }
    }

    @Test func withoutATokenItDoesNotOpen() async throws {
        let sandbox = try ServedSandbox(.none)
        try sandbox.configure()
        let (terminal, code, errors) = await prompt(sandbox, ["show lists"], environment: [:])
        #expect(
            code == 4 && terminal.transcript.isEmpty && errors.contains("there is no token for the account `work`"), "\(errors)")
        let (other, opened, _) = await prompt(
            sandbox, ["use crm", "show lists"], environment: ["LEAD_WORK_TOKEN": "tok_0123456789"])
        #expect(opened == 0 && other.transcript.contains("there is no token for the account `crm`"), "\(other.transcript)")
    }
}
