import LeadTestSupport
import Testing

@testable import LeadTerminal

/// Keys within an entry, at a real terminal.
struct EntryEditingTests {
    /// The arrows move by what a person sees as one character, and Delete takes all of it.
    @Test func keysMoveByCharacters() async throws {
        let shell = try await PromptShell(in: TemporaryFolder())
        // An e with an accent of its own, and a family of several scalars.
        shell.terminal.send("print \"e\u{301}\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}z\"")
        shell.terminal.send("\u{1B}[D\u{1B}[D\u{1B}[D\u{1B}[DX\u{1B}[C\u{1B}[3~\r")
        try await shell.terminal.read(until: "Xe\u{301}z\r\n")
        try await shell.terminal.read(until: PromptShell.prompt)
        try await shell.leave()
    }

    /// Up and Down, Home and End go by the lines of an entry, and by entries only at its edges.
    @Test func keysMoveByLines() async throws {
        let shell = try await PromptShell(in: TemporaryFolder())
        try await shell.run("print 7", until: "7")
        shell.terminal.send("\u{1B}[200~print 10\nprint 20\nprint 30\u{1B}[201~")
        // To the line in the middle: its first digit goes; then to the first, at whose end a 5 is written.
        shell.terminal.send("\u{1B}[A\u{1B}[H\u{1B}[1;5C\u{1B}[C\u{1B}[3~\u{1B}[A\u{1B}[F5\u{1B}[B6\r")
        try await shell.terminal.read(until: "105\r\n6\r\n30\r\n")
        try await shell.terminal.read(until: PromptShell.prompt)
        // Up through the three lines, and on to the entry before.
        shell.terminal.send("\u{1B}[A\u{1B}[A\u{1B}[A\u{1B}[A\r")
        try await shell.terminal.read(until: "?2004l7\r\n")
        try await shell.terminal.read(until: PromptShell.prompt)
        try await shell.leave()
    }

    /// A key without a meaning leaves nothing in the line.
    @Test(arguments: ["\u{1B}[5~", "\u{1B}[1;2A", "\u{1B}[15~", "\u{1B}[2~", "\u{1B}[3;5~", "\u{1B}OS", "\u{1B}[[A"])
    func unknownKeysDoNothing(_ key: String) async throws {
        let shell = try await PromptShell(in: TemporaryFolder())
        try await shell.run("print 4\(key)\(key)2", until: "42")
        try await shell.leave()
    }

    /// A question is answered by what is typed behind it, and has no history.
    @Test func aQuestionWaitsForAnAnswerOfItsOwn() async throws {
        let folder = try TemporaryFolder()
        let shell = try await PromptShell(in: folder, hasOwnData: true)
        try await shell.run("ensure list \"Old\"", until: "made")
        try await shell.type("delete list \"Old\"\rOld\r", until: "type its name (Old) to agree: ")
        try await shell.type("\u{1B}[Anope\r", until: "L4011")
        try await shell.terminal.read(until: PromptShell.prompt)
        try await shell.type("delete list \"Old\"\r", until: "to agree: ")
        try await shell.type("Old\r", until: "deleted")
        try await shell.terminal.read(until: PromptShell.prompt)
        try await shell.leave()
    }

    @Test(arguments: ["a\r\nb\r\n\r\nc", "a\nb\n\nc", "a\rb\r\rc", "a\n\rb\n\r\n\rc"])
    func everyKindOfLineEndIsOne(_ text: String) {
        #expect(pastedText(text) == "a\nb\n\nc")
    }
}
