import Glibc
import LeadTerminal
import LeadTestSupport
import Testing

struct HistoryFileTests {
    @Test func entriesKeepTheirNewlines() throws {
        let folder = try TemporaryFolder()
        let file = HistoryFile(path: folder.path("history"))
        let entries = ["find people", "find people\nwhere title = \"C\\nO\"\n", "株式\\"]
        for entry in entries { file.append(entry) }
        #expect(file.load() == entries)
        #expect(try folder.read("history").split(separator: "\n").count == 3)
    }

    @Test func severalPromptsAppendToOneFile() throws {
        let folder = try TemporaryFolder()
        let (one, other) = (HistoryFile(path: folder.path("history")), HistoryFile(path: folder.path("history")))
        one.append("a")
        other.append("b")
        one.append("c")
        #expect(other.load() == ["a", "b", "c"])
    }

    @Test func aLongFileIsCutToTheNewest() throws {
        let folder = try TemporaryFolder()
        let file = HistoryFile(path: folder.path("history"), limit: 3)
        for number in 1...7 { file.append("\(number)") }
        #expect(file.load() == ["5", "6", "7"])
        #expect(try folder.read("history") == "5\n6\n7\n")
    }

    @Test func onlyTheOwnerCanReadIt() throws {
        let folder = try TemporaryFolder()
        HistoryFile(path: folder.path("history")).append("secret")
        var status = stat()
        #expect(stat(folder.path("history"), &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test func aMissingFolderCostsOnlyTheHistory() {
        let file = HistoryFile(path: "/dev/null/history")
        file.append("lost")
        #expect(file.load() == [])
    }
}

struct PlainTerminalTests {
    /// A terminal whose input is a pipe that holds `input`, and the end of the pipe to which it writes.
    private func terminal(reading input: String) -> (terminal: PlainTerminal, output: Int32) {
        var (typed, shown): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        #expect(pipe(&typed) == 0 && pipe(&shown) == 0)
        let bytes = Array(input.utf8)
        #expect(write(typed[1], bytes, bytes.count) == bytes.count)
        close(typed[1])
        return (PlainTerminal(input: typed[0], output: shown[1]), shown[0])
    }

    @Test func linesComeWithoutTheirEnds() async {
        let terminal = terminal(reading: "first\r\n\nmüller\nlast").terminal
        var inputs: [TerminalInput] = []
        for _ in 0..<6 { inputs.append(await terminal.readLine(prompt: "> ")) }
        #expect(inputs == [.line("first"), .line(""), .line("müller"), .line("last"), .end, .end])
        #expect(!terminal.isInteractive)
    }

    @Test func aPipeGetsNoPrompt() async {
        let (terminal, output) = terminal(reading: "x\n")
        _ = await terminal.readLine(prompt: "lance> ")
        terminal.write("done")
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(output, &bytes, bytes.count)
        #expect(String(decoding: bytes.prefix(count), as: UTF8.self) == "done")
    }

    @Test func closingEndsARead() async {
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0)
        let terminal = PlainTerminal(input: ends[0], output: ends[1])
        async let input = terminal.readLine(prompt: "")
        terminal.close()
        #expect(await input == .end)
        #expect(await terminal.readLine(prompt: "") == .end)
    }
}

struct ScriptedTerminalTests {
    @Test func theTranscriptIsWhatAPersonSees() async {
        let terminal = ScriptedTerminal([.tab("find pe"), "find people", .interrupt])
        let completer: Completer = { _, _ in Completions(replacing: 2, with: ["people"]) }
        #expect(await terminal.readLine(prompt: "> ", completer: completer) == .line("find people"))
        terminal.write("2 people\n")
        #expect(await terminal.readLine(prompt: "> ") == .interrupted)
        #expect(await terminal.readLine(prompt: "> ") == .end)
        #expect(terminal.transcript == "> find pe<Tab>\n  pe→people\n> find people\n2 people\n> ^C\n> \n")
        #expect(terminal.output == "2 people\n")
    }
}
