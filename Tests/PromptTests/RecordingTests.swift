import LeadCLI
import LeadModel
import LeadTerminal
import LeadTestSupport
import LeadText
import Testing

@testable import LeadREPL

/// What a prompt keeps, and what it does not.
struct RecordingTests {
    private func run(
        _ arguments: [String] = ["prompt"], _ steps: [ScriptedTerminal.Step] = [], in folder: TemporaryFolder,
        data: String = "data", edits: [Edited] = []
    ) async -> (terminal: ScriptedTerminal, code: Int32) {
        let terminal = ScriptedTerminal(steps, width: 100, edits: edits)
        var invocation = Invocation(
            arguments: arguments,
            environment: [
                "XDG_DATA_HOME": folder.path(data), "HOME": folder.path, "LEAD_NOW": "2026-01-15", "LEAD_SEED": "7",
                "NO_COLOR": "1",
            ],
            workingDirectory: folder.path, input: NothingTyped(), output: NothingShown(), errors: NothingShown())
        invocation.terminal = terminal
        let code = await LeadCLI.run(invocation)
        return (terminal, code.rawValue)
    }

    /// The statements of the prompt, as a script, are right, laid out, and end in the same list on another sandbox.
    @Test func writesAScriptThatDoesTheSame() async throws {
        let folder = try TemporaryFolder()
        _ = await run(
            ["prompt"],
            [
                "help add", "let quarter =    \"Q1\"", "print nothing", "param most = 2", ".mode json",
                "search people where seniority is \"vp\" and country is \"Poland\"", "select first $most", "ensure list $quarter",
                "add to list $quarter", ".script made.lead", ".script made.lead",
            ], in: folder)
        let script = try folder.read("made.lead")
        #expect(
            script == """
                \(Recording.mark)

                param most = 2

                let quarter = "Q1"
                search people where seniority is "vp" and country is "Poland"
                select first $most
                ensure list $quarter
                add to list $quarter

                """)
        #expect(await run(["check", "made.lead"], in: folder).code == 0)
        try folder.write(
            script + "expect outcome.added is 2\nopen list \"Q1\"\nexpect count(it) is 2\n", to: "again.lead")
        #expect(await run(["run", "--sandbox", "again.lead"], in: folder, data: "other").code == 0)
    }

    @Test func keepsNoKeyAnywhere() async throws {
        let folder = try TemporaryFolder()
        let terminal = await run(
            ["prompt"],
            [
                "let key = \"sk_live_0123456789abcdef\"", "print \"Bearer abcdefgh12345678\"", "print 1", ".history", ".vars",
                ".script made.lead",
            ], in: folder
        ).terminal
        #expect(terminal.history == ["print 1", ".history", ".vars", ".script made.lead"])
        let script = try folder.read("made.lead")
        #expect(!script.contains("0123456789") && !script.contains("Bearer") && script.contains("param key\n"))
        #expect(await run(["check", "made.lead"], in: folder).code == 0)
    }

    /// Nor where an entry goes to an editor and comes back unchanged.
    @Test func keepsNoKeyThatWasToBeEdited() async throws {
        let folder = try TemporaryFolder()
        let steps: [ScriptedTerminal.Step] = [.edit("let key = \"sk_live_0123456789abcdef\""), "print 1"]
        let terminal = await run(["prompt"], steps, in: folder, edits: [.unchanged]).terminal
        #expect(terminal.transcript.contains("nothing has been changed"))
        #expect(terminal.history == ["print 1"])
    }

    @Test(arguments: [
        "sk_live_0123456789abcdef", "wbk_sandboxdemoadmin0123456789abcdef", "Authorization: Bearer abcdefgh12345678",
        "ghp_abcdefghijklmnop1234", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "-----BEGIN PRIVATE KEY-----",
    ])
    func knowsKeysByTheirShape(_ text: String) {
        #expect(holdsCredential("let x = \"\(text)\""))
    }

    @Test(arguments: [
        "search people where title is \"Bearer\"", "let sk_count = 3", "open list \"lance_people_of_the_quarter\"",
        "print key_value", "use lance", "search people where skills contains \"sk-learn\"",
    ])
    func takesNoNameForAKey(_ text: String) {
        #expect(!holdsCredential(text))
    }

    @Test func tablesOfAFileStandBehindEachOther() async throws {
        let folder = try TemporaryFolder()
        try folder.write("name,email\nA\u{1B}[31m,a@example.org\nB,b@example.org\n", to: "people.csv")
        _ = await run(
            ["prompt"],
            [
                "load \"people.csv\"", ".mode csv", ".output rows.csv", "show columns name", "summarize by email", "count",
                ".output off", "show columns email",
            ], in: folder)
        // A file is data: what a cell holds is written as it is.
        let rows = "name\nA\u{1B}[31m\nB\nemail,rows\na@example.org,1\nb@example.org,1\n"
        #expect(try folder.read("rows.csv") == rows)
        _ = await run(["prompt"], ["load \"people.csv\"", ".output rows.csv", "show"], in: folder)
        #expect(try folder.read("rows.csv") == rows)
        _ = await run(["prompt"], [".mode json", ".output --replace rows.csv", "load \"people.csv\"", "show rows 1"], in: folder)
        #expect(try folder.read("rows.csv").hasPrefix("{\"name\":\"B\""))
    }

    @Test func runsNothingFirstWhereNothingIsWanted() async throws {
        let folder = try TemporaryFolder()
        try folder.write("print \"begun\"\n", to: ".config/lead/init.lead")
        #expect(await run(["prompt"], in: folder).terminal.output.contains("begun"))
        #expect(await !run(["--no-init"], in: folder).terminal.output.contains("begun"))
        try folder.write("print \"script\"\n", to: "x.lead")
        #expect(await run(["run", "--sandbox", "x.lead"], in: folder).terminal.output.isEmpty)
    }

    @Test func eachCommandHasOneForm() {
        #expect(
            PromptCommand.forms.map(\.word).sorted { $0.rawValue < $1.rawValue }
                == PromptCommand.Word.allCases.sorted { $0.rawValue < $1.rawValue })
        for form in PromptCommand.forms {
            let known = PromptCommand(form.text)
            #expect(known != nil && known != .unknown(form.text))
        }
    }
}
