import LeadTestSupport
import Testing

@testable import LeadTerminal

/// The other keys that walk through the history, and what ends a search in it.
@Suite(.serialized) struct HistoryWalkTests {
    private static let up = "\u{1B}[A"

    @Test(arguments: ["\u{10}", "\u{1B}p"], ["\u{0E}", "\u{1B}n"])
    func keysOfEmacsWalkLikeTheArrows(_ older: String, _ newer: String) async throws {
        let shell = try await PromptShell(in: TemporaryFolder())
        try await shell.run("let total = 20")
        try await shell.run("print total", until: "20")
        try await shell.run("print 3 + 4", until: "7")
        try await shell.run("print t\(older)", until: "20")
        // Back to `print 3 + 4`, from the other side.
        try await shell.run("\(Self.up)\(older)\(older)\(newer)1", until: "44")
        try await shell.leave()
    }

    @Test func keysOfViWalkLikeTheArrows() async throws {
        let folder = try TemporaryFolder()
        try folder.write("bind -v\n", to: ".editrc")
        let shell = try await PromptShell(in: folder)
        for number in 1...3 { try await shell.run("print 1\(number)", until: "1\(number)") }
        try await shell.run("\u{1B}kkkj", until: "12")
        try await shell.run("\u{1B}---+", until: "13")
        try await shell.run("\(Self.up)\u{1B}k", until: "12")
        // vi's own search.
        try await shell.run("\u{1B}/11\r", until: "11")
        try await shell.leave()
    }

    @Test(arguments: ["\u{1B}b\u{1B}b9", "\u{1B}[15~\u{15}print 942", "\u{1B}[1;5D\u{1B}[1;5D9"])
    func aKeyOfSeveralCharactersEndsASearch(_ keys: String) async throws {
        let shell = try await PromptShell(in: TemporaryFolder())
        try await shell.run("print 40 + 2", until: "42")
        try await shell.type("\u{12}40\(keys)", until: "9")
        let shown = try await shell.run("", until: "942")
        #expect(!shown.contains("match for"))
        try await shell.leave()
    }

    @Test func aSearchIsOverBeforeThatIsShown() {
        var recall = HistoryRecall()
        recall.add(["print 1"])
        _ = recall.showSearch(from: "")
        #expect(recall.searchKeys(for: "p") == [EditLineKey.search.scalar])
        #expect(recall.isSearching)
        #expect(recall.searchKeys(for: "\u{1B}") == [EditLineKey.search.scalar, "\u{1B}"])
        #expect(!recall.isSearching)
        #expect(recall.showSearch(from: "").text == "print 1")
    }

    @Test func aBrokenFileIsRecalledWithoutWhatBreaksIt() async throws {
        let folder = try TemporaryFolder()
        try folder.write("print 4\u{0}2\nprint \u{1B}[31m1\u{1}7\u{85}\n", to: "state/lead/history")
        let shell = try await PromptShell(in: folder)
        try await shell.run("\(Self.up)", until: "17")
        try await shell.run("\(Self.up)\(Self.up)", until: "42")
        try await shell.leave()
    }
}
