import LeadTestSupport
import Testing

/// Other programs at the prompt: an editor, and a pager.
@Suite(.serialized) struct PromptProgramsTests {
    private func script(_ text: String, in folder: TemporaryFolder) throws -> String {
        "/bin/sh " + (try folder.write(text + "\n", to: "program.sh"))
    }

    @Test func anEntryIsWrittenInTheEditor() async throws {
        let folder = try TemporaryFolder()
        let editor = try script("stat -c 'mode %a' \"$1\"; cat \"$1\" >> seen; printf 'print 6 *\\n  7\\n' > \"$1\"", in: folder)
        let shell = try await PromptShell(in: folder, ["EDITOR": editor])
        try await shell.run("print 2 + 3", until: "5")
        // Nothing typed: the last entry.
        let shown = try await shell.run(".edit", until: "42")
        #expect(shown.contains("mode 600\r\n"))
        #expect(shown.contains("sandbox:lance> print 6 *\r\n ...>   7\r\n"))
        // Ctrl-O: what was typed, over all its lines.
        try await shell.type("if 2 > 1 {\r", until: " ...> ")
        try await shell.type("print 8\u{0F}", until: "42\r\n")
        try await shell.terminal.read(until: PromptShell.prompt)
        #expect(try folder.read("seen") == "print 2 + 3\nif 2 > 1 {\nprint 8\n")
        #expect(folder.names.allSatisfy { !$0.hasPrefix("lead-") }, "\(folder.names)")
        try await shell.leave()
    }

    @Test func whatIsNotCompleteGoesOn() async throws {
        let folder = try TemporaryFolder()
        let shell = try await PromptShell(
            in: folder, ["VISUAL": try script("echo 'if 2 > 1 {' > \"$1\"", in: folder), "EDITOR": "false"])
        try await shell.type("print 1\u{0F}", until: "if 2 > 1 {")
        try await shell.terminal.read(until: " ...> ")
        try await shell.type("print 20 + 1\r", until: " ...> ")
        try await shell.run("}", until: "21")
        try await shell.leave()
    }

    @Test(arguments: [
        ("exit 3", "ended with 3"), ("exit 0", "nothing has been changed"), (": > \"$1\"", "nothing has been changed"),
        ("rm \"$1\"", "is gone"), ("kill -9 $$", "ended with 137"),
    ])
    func anEditorThatFailsRunsNothing(_ text: String, _ answer: String) async throws {
        let folder = try TemporaryFolder()
        let shell = try await PromptShell(in: folder, ["EDITOR": try script(text, in: folder)])
        try await shell.type("print 77\u{0F}", until: answer)
        let shown = try await shell.terminal.read(until: PromptShell.prompt)
        #expect(!shown.contains("77\r\n"))
        // It is not lost.
        try await shell.run("\u{1B}[A", until: "77")
        try await shell.leave()
    }

    @Test func whatIsLongerThanTheScreenGoesThroughThePager() async throws {
        let folder = try TemporaryFolder()
        let shell = try await PromptShell(in: folder, ["PAGER": try script("echo paged $(wc -l)", in: folder)])
        try await shell.run("search people where seniority is \"vp\"")
        try await shell.run("show rows 0..5", until: nil)
        #expect(try await shell.run("show rows 0..60", until: "paged 63").contains("paged"))
        try await shell.run(".pager off")
        let shown = try await shell.run("show rows 0..60")
        #expect(!shown.contains("paged") && shown.split(separator: "\r\n").count > 60)
        try await shell.leave()
    }

    @Test(arguments: ["head -n 1", "no-such-pager", "true", ""])
    func aPagerThatShowsLittleHarmsNobody(_ pager: String) async throws {
        let shell = try await PromptShell(in: TemporaryFolder(), ["PAGER": pager])
        try await shell.run("search people where seniority is \"vp\"")
        try await shell.run("show rows 0..60")
        try await shell.run("print 5 + 6", until: "11")
        try await shell.leave()
    }

    @Test func interruptInThePagerIsThePagers() async throws {
        let folder = try TemporaryFolder()
        let pager = try script("trap 'echo caught; exit 1' INT; echo page; read line < /dev/tty", in: folder)
        let shell = try await PromptShell(in: folder, ["PAGER": pager])
        try await shell.run("search people where seniority is \"vp\"")
        try await shell.type("show rows 0..60; print 12 + 1\r", until: "page\r\n")
        try await shell.type("\u{03}", until: "caught\r\n")
        try await shell.terminal.read(until: "13\r\n")
        try await shell.terminal.read(until: PromptShell.prompt)
        try await shell.leave()
    }
}
