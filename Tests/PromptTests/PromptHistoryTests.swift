import LeadTestSupport
import Testing

@testable import LeadTerminal

/// The history that several prompts share.
@Suite(.serialized) struct PromptHistoryTests {
    private static let up = "\u{1B}[A"

    @Test func twoPromptsFindEachOthersEntries() async throws {
        let folder = try TemporaryFolder()
        let first = try await PromptShell(in: folder)
        let second = try await PromptShell(in: folder)
        try await first.run("print 100 + 1", until: "101")
        try await second.run("print 200 + 2", until: "202")
        try await second.run("print 1\(Self.up)0", until: "110")
        try await first.run("print 3", until: "3")
        try await first.run("\u{12}200", until: "202")
        try await first.leave()
        try await second.leave()
    }

    @Test func nothingIsLostWhenThePromptIsKilled() async throws {
        let folder = try TemporaryFolder()
        let first = try await PromptShell(in: folder)
        try await first.run("print 20 + 3", until: "23")
        try await first.type("wait 60 minutes\r", until: "waiting")
        first.terminal.end()
        #expect(try await first.terminal.waitForExit() == .signalled(9))
        let second = try await PromptShell(in: folder)
        try await second.type(Self.up, until: "wait 60 minutes")
        try await second.run("\u{15}pri\(Self.up)", until: "23")
        try await second.leave()
    }

    @Test func aLeadingBlankKeepsAnEntryOut() async throws {
        let folder = try TemporaryFolder()
        let shell = try await PromptShell(in: folder)
        try await shell.run("print 1", until: "1")
        try await shell.run(" print 2", until: "2")
        try await shell.run(Self.up, until: "1")
        #expect(try folder.read("state/lead/history") == "print 1\n")
        try await shell.leave()
    }

    @Test func aFileCutByAnotherPromptIsFollowed() throws {
        let folder = try TemporaryFolder()
        let file = HistoryFile(path: folder.path("history"), limit: 3)
        for number in 1...6 { file.append("\(number)") }
        let log = HistoryLog(file)
        #expect(log.takeNew() == ["4", "5", "6"])
        file.append("7")
        #expect(HistoryFile(path: folder.path("history"), limit: 3).load() == ["5", "6", "7"])
        file.append("8")
        log.remember("9")
        #expect(log.takeNew() == ["7", "8", "9"])
        #expect(try folder.read("history") == "5\n6\n7\n8\n9\n")
    }

    @Test func aTornLineSpoilsNoOther() throws {
        let folder = try TemporaryFolder()
        try folder.write("print 1\nprint \"ha", to: "history")
        let file = HistoryFile(path: folder.path("history"))
        let log = HistoryLog(file)
        log.remember("print 2")
        #expect(file.load() == ["print 1", "print \"ha", "print 2"])
    }

    @Test func manyPromptsAppendWhileOthersCut() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("history")
        await withTaskGroup(of: Void.self) { group in
            for prompt in 0..<4 {
                group.addTask {
                    let file = HistoryFile(path: path, limit: 1000)
                    for number in 0..<50 { file.append("\(prompt) \(number)") }
                    _ = file.load()
                }
            }
        }
        #expect(HistoryFile(path: path).load().count == 200)
        // A smaller limit cuts; what comes meanwhile is not lost.
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<3 { group.addTask { _ = HistoryFile(path: path, limit: 60).load() } }
            group.addTask { for number in 0..<50 { HistoryFile(path: path).append("late \(number)") } }
        }
        #expect(HistoryFile(path: path).load().filter { $0.hasPrefix("late") } == (0..<50).map { "late \($0)" })
    }
}
