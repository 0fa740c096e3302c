import Foundation
import LeadTestSupport
import Testing

/// Typing at the program's prompt, at a real terminal.
@Suite(.serialized) struct PromptKeysTests {
    private static let up = "\u{1B}[A"
    private static let left = "\u{1B}[D"

    @Test func wideCharactersAreEditedWhole() async throws {
        let shell = try await PromptShell(in: TemporaryFolder())
        try await shell.run("print \"株式\"\(Self.left)\(Self.left)有", until: "株有式")
        try await shell.run("print \"a👩‍👩‍👧\u{7F}e\u{301}\u{7F}b\"", until: "ab")
        try await shell.leave()
    }

    @Test func anEntryOfManyLinesIsRecalledAndEditedWhole() async throws {
        let shell = try await PromptShell(in: TemporaryFolder())
        try await shell.type("if 2 > 1 {\r", until: " ...> ")
        try await shell.type("print 40 + 1\r", until: " ...> ")
        try await shell.run("}", until: "41")
        // Behind the 1, two characters before the end.
        try await shell.run("\(Self.up)\(Self.left)\(Self.left)\u{7F}2", until: "42")
        try await shell.run("if\(Self.up)\(Self.left)\(Self.left)\u{7F}3", until: "43")
        try await shell.leave()
    }

    @Test func upRecallsWhatBeginsAlike() async throws {
        let shell = try await PromptShell(in: TemporaryFolder())
        try await shell.run("let total = 20")
        try await shell.run("print total", until: "20")
        try await shell.run("print 3 + 4", until: "7")
        // `total` stands in the line of `let`, too, but at its end.
        try await shell.run("print t\(Self.up)", until: "20")
        try await shell.run("\(Self.up)\(Self.up)\u{1B}[B", until: "20")
        try await shell.run("print 1\(Self.up)1", until: "11")
        try await shell.leave()
    }

    @Test func tabCompletesWhatStandsThere() async throws {
        let folder = try TemporaryFolder()
        try folder.write("email\nann@example.com\n", to: "people.csv")
        let shell = try await PromptShell(in: folder, hasOwnData: true)
        try await shell.run("let quarter = 7")
        try await shell.run("ensure list \"Spring\"")
        try await shell.run("show lists")
        for (typed, completed) in [
            ("sea", "search"), ("search people where senio", "seniority"), ("search people where seniority is \"c_s", "c_suite"),
            ("open list \"Spr", "Spring"), ("print qua", "quarter"), ("load \"peo", "people.csv"),
        ] {
            try await shell.type(typed, until: typed)
            try await shell.type("\t", until: String(completed.dropFirst(completed.count - 3)))
            try await shell.type("\u{03}", until: PromptShell.prompt)
        }
        try await shell.leave()
    }

    @Test func aPastedBlockIsOneEntry() async throws {
        let folder = try TemporaryFolder()
        let shell = try await PromptShell(in: folder)
        let lines = (1...50).map { "print \($0) * 1000" }
        try await shell.type("\u{1B}[200~\(lines.joined(separator: "\r"))\u{1B}[201~", until: "print 50 * 1000")
        let shown = try await shell.run("", until: "50000")
        for number in 1...50 { #expect(shown.contains("\(number * 1000)\r\n")) }
        #expect(try folder.read("state/lead/history") == lines.joined(separator: "\\n") + "\n")
        try await shell.leave()
    }

    @Test func searchFindsAnEntryOfManyLines() async throws {
        let shell = try await PromptShell(in: TemporaryFolder())
        try await shell.type("if 2 > 1 {\r", until: " ...> ")
        try await shell.type("print 6 * 7\r", until: " ...> ")
        try await shell.run("}", until: "42")
        try await shell.run("print 1", until: "1")
        try await shell.run("\u{12}6 *", until: "42")
        // Nothing found leaves the line alone, and Ctrl-G what was typed.
        try await shell.run("print 5\u{12}zzz\u{07}", until: "5")
        // A key that moves ends the search with the entry in the line.
        try await shell.run("\u{12}6 *\u{05}\(Self.left)\(Self.left)0", until: "420")
        try await shell.leave()
    }

    @Test func interruptDropsWhatIsTyped() async throws {
        let shell = try await PromptShell(in: TemporaryFolder())
        try await shell.type("print \"half", until: "half")
        try await shell.type("\u{03}", until: PromptShell.prompt)
        try await shell.type("\u{12}half", until: "no")
        try await shell.type("\u{03}", until: PromptShell.prompt)
        try await shell.type("if 2 > 1 {\r", until: " ...> ")
        try await shell.type("\u{03}", until: PromptShell.prompt)
        try await shell.run("print 3", until: "3")
        try await shell.leave()
    }

    @Test func aNewSizeRedrawsAllLines() async throws {
        let shell = try await PromptShell(in: TemporaryFolder())
        try await shell.type("\u{1B}[200~print 1\nprint 2\u{1B}[201~", until: "print 2")
        shell.terminal.resize(columns: 60)
        // Up to the first line's row, and all of it anew.
        try await shell.terminal.read(until: "\u{1B}[1A\r\u{1B}[J")
        try await shell.terminal.read(until: "print 2")
        try await shell.run("0", until: "20")
        try await shell.leave()
    }

    @Test func viKeysComeFromTheUsersFile() async throws {
        let folder = try TemporaryFolder()
        try folder.write("bind -v\n", to: ".editrc")
        let shell = try await PromptShell(in: folder)
        try await shell.run("print 12x\u{1B}x", until: "12")
        try await shell.run("print 34\u{1B}0Wi1", until: "134")
        // Up while inserting, and a search.
        try await shell.run("\(Self.up)5", until: "1345")
        try await shell.run("\u{1B}\u{12}12", until: "12")
        try await shell.leave()
    }

    @Test func emacsKeysWork() async throws {
        let shell = try await PromptShell(in: TemporaryFolder())
        try await shell.run("rint 12\u{01}p\u{05}3", until: "123")
        try await shell.run("print 9 garbage\u{17}\u{7F}", until: "9")
        try await shell.leave()
    }

    @Test func aDumbTerminalGetsPlainLines() async throws {
        let shell = try await PromptShell(in: TemporaryFolder(), ["TERM": "dumb"])
        let shown = try await shell.run("print \"Müller\"", until: "Müller")
        #expect(!shown.contains("\u{1B}"))
        try await shell.type("show rows 0..\u{03}", until: PromptShell.prompt)
        try await shell.leave()
    }
}
