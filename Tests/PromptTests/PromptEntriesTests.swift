import Foundation
import LeadCLI
import LeadModel
import LeadTerminal
import LeadTestSupport
import Testing

/// What is typed, pasted or read as one, and what it leaves behind.
struct PromptEntriesTests {
    private func transcript(
        _ steps: [ScriptedTerminal.Step], in folder: TemporaryFolder, arguments: [String] = ["prompt"],
        _ environment: [String: String] = [:]
    ) async -> String {
        let terminal = ScriptedTerminal(steps, width: 100)
        let own = [
            "XDG_DATA_HOME": folder.path("data"), "HOME": folder.path, "LEAD_NOW": "2026-01-15", "LEAD_SEED": "7",
            "NO_COLOR": "1",
        ]
        var invocation = Invocation(
            arguments: arguments, environment: own.merging(environment) { $1 }, workingDirectory: folder.path,
            input: NothingTyped(), output: NothingShown(), errors: NothingShown())
        invocation.terminal = terminal
        _ = await LeadCLI.run(invocation)
        return terminal.transcript
    }

    /// The prompt's own commands end with their line, wherever in a block they stand.
    @Test func aPastedBlockHoldsCommandsOfThePrompt() async throws {
        let folder = try TemporaryFolder()
        try folder.write("name\nAda\nBea\n", to: "people.csv")
        let shown = await transcript(
            ["load \"people.csv\"\n.mode csv\n.output t.csv\nshow\n.output off\nfor row in it {\n.5\nprint row.name", "}"],
            in: folder)
        #expect(try folder.read("t.csv") == "name\nAda\nBea\n")
        #expect(shown.contains("tables are shown here"))
    }

    /// What a block only begins goes on below it.
    @Test func aPastedBlockMayGoOn() async throws {
        let shown = await transcript([".mode csv\nif true {", "print 6 * 7", "}"], in: try TemporaryFolder())
        #expect(shown.contains("tables are shown as csv"))
        #expect(shown.contains("\n42\n"), "\(shown)")
    }

    /// What follows a mistake in a block is left alone.
    @Test func aBlockEndsWhereItFails() async throws {
        let shown = await transcript(
            ["print 1\n.timer on\nprint nme\n.timer off\nprint \"never\"", "print \"later\""], in: try TemporaryFolder())
        #expect(shown.contains("L2001"))
        #expect(shown.contains("the rest of what was pasted has not been run"))
        #expect(!shown.contains("\nnever\n") && shown.contains("\nlater\n"))
    }

    /// A script may be run, changed and run again; what was given for a parameter stays.
    @Test func aScriptRunsAgain() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "param who = \"Ada\"\nparam mark\ndefine greet(name) { print \"hello\", name, mark }\ngreet(who)\n", to: "a.lead")
        try folder.write("param who = \"Bea\"\ndefine greet(name) { print \"good day\", name }\ngreet(who)\n", to: "b.lead")
        let shown = await transcript(
            [
                ".run a.lead", "let mark = \"!\"", ".run a.lead", ".run a.lead", ".run b.lead", "let who = \"Cid\"",
                ".run b.lead",
                "define greet(x) { print x }\ndefine greet(y) { print y }", ".script c.lead",
            ], in: folder)
        #expect(shown.contains("`mark` has no value"))
        #expect(shown.contains("hello Ada !\nsandbox:lance> .run a.lead\nhello Ada !"))
        #expect(shown.contains("good day Bea") && shown.contains("good day Cid"))
        #expect(shown.contains("`greet` is declared already"))
        // The last one of each counts.
        #expect(try folder.read("c.lead").components(separatedBy: "define greet").count == 2)
    }

    /// What a recorded script includes is found from where it lies.
    @Test(arguments: ["made.lead", "out/made.lead"])
    func aRecordedScriptIncludesTheSameFiles(_ path: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write("let word = \"below\"\n", to: "sub/y.lead")
        try folder.write("let word = \"above\"\n", to: "y.lead")
        try folder.write("include \"y.lead\"\nprint word\n", to: "sub/x.lead")
        try folder.write("", to: "out/nothing")
        _ = await transcript([".run sub/x.lead", .line(".script \(path)")], in: folder)
        let shown = await transcript([.line(".run \(path)")], in: folder)
        #expect(shown.contains("\nbelow\n"), "\(shown)")
    }

    /// What bounds a run bounds a prompt.
    @Test func thePromptKeepsToItsBounds() async throws {
        let folder = try TemporaryFolder()
        for (arguments, environment) in [(["prompt", "--read-only"], [:]), (["prompt"], ["LEAD_READ_ONLY": "1"])] {
            let shown = await transcript(["ensure list \"Q\"", "print 1"], in: folder, arguments: arguments, environment)
            #expect(shown.contains("L2020") || shown.contains("read-only"), "\(shown)")
            #expect(!shown.contains("made"))
        }
        for (arguments, environment) in [(["prompt", "--max-rows", "5"], [:]), (["prompt"], ["LEAD_MAX_ROWS": "5"])] {
            let shown = await transcript(
                [
                    "search people where seniority is \"vp\" and country is \"Poland\"", "ensure list \"Q\"", "select all",
                    "add to list \"Q\"",
                ],
                in: folder, arguments: arguments, environment)
            #expect(shown.contains("more than 5"), "\(shown)")
        }
        let shown = await transcript(["delete list \"Q\"", "Q"], in: folder, ["LEAD_NO_INPUT": "1"])
        #expect(shown.contains("nobody can be asked"), "\(shown)")
    }

    /// A plan's calls are calls; nothing is ever taken off.
    @Test func theTimerNeverCountsBackwards() async throws {
        let shown = await transcript(
            [
                "search people where seniority is \"vp\" and country is \"Poland\"", "show", ".timer on",
                "plan ensure list \"x\"", "count",
            ],
            in: try TemporaryFolder())
        #expect(shown.contains("1 call\n") && !shown.contains("· -"), "\(shown)")
    }
}
