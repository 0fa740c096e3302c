import Glibc
import LeadTerminal
import LeadTestSupport
import Synchronization
import Testing

/// One at a time, because a terminal owns the process's signals while it is open.
@Suite(.serialized, .timeLimit(.minutes(15))) struct EditLineTerminalTests {
    private final class Numbers: Sendable {
        private let last = Mutex(0)

        func next() -> Int {
            last.withLock { last in
                last += 1
                return last
            }
        }
    }

    private let prompts = Numbers()

    private func open(_ pair: TerminalPair, history: HistoryFile? = nil) throws -> EditLineTerminal {
        let side = pair.programSide
        return try #require(EditLineTerminal(input: side, output: side, type: "xterm-256color", history: history))
    }

    /// Types keys once the prompt stands, and gives what was read.
    private func typed(
        _ keys: String, at pair: TerminalPair, _ terminal: EditLineTerminal, completer: Completer? = nil
    ) async throws -> TerminalInput {
        try await reading(pair, terminal, completer: completer) { pair.send(keys) }
    }

    /// Does something once the prompt stands, and gives what was read; a failure ends the read, so that nothing hangs.
    private func reading(
        _ pair: TerminalPair, _ terminal: EditLineTerminal, prompt given: String? = nil, completer: Completer? = nil,
        _ body: () async throws -> Void
    ) async throws -> TerminalInput {
        // Each read has a prompt of its own, or the last redrawing of the line before could be taken for this prompt.
        let prompt = given ?? "\(prompts.next())> "
        async let input = terminal.readLine(prompt: prompt, completer: completer)
        do {
            try await pair.read(until: prompt)
            try await body()
        } catch {
            terminal.close()
            throw error
        }
        return await input
    }

    @Test(arguments: [
        ("plain\r", "plain"), ("Müller 株式会社 🚀\r", "Müller 株式会社 🚀"), ("株式会社\u{1B}[D\u{1B}[D有\r", "株式有会社"),
        ("a👩‍👩‍👧\u{7F}b\r", "ab"), ("ae\u{301}\u{7F}b\r", "ab"), ("abc\u{01}x\r", "xabc"), ("abc\u{15}new\r", "new"),
        ("\u{1B}[200~find people\n\twhere x = 1\u{1B}[201~ and\r", "find people\n\twhere x = 1 and"),
        ("\u{1B}[200~a\u{1B}]0;title\u{07}b\rc\u{1B}[201~\r", "ab\nc"), ("", ""),
    ])
    func editsALine(_ keys: String, _ line: String) async throws {
        let pair = try TerminalPair(patience: .seconds(240))
        let terminal = try open(pair)
        defer { terminal.close() }
        #expect(try await typed(keys.isEmpty ? "\r" : keys, at: pair, terminal) == .line(line))
    }

    @Test func endKeyEndsOnAnEmptyLineOnly() async throws {
        let pair = try TerminalPair(patience: .seconds(240))
        let terminal = try open(pair)
        defer { terminal.close() }
        #expect(try await typed("ab\u{04}\r", at: pair, terminal) == .line("ab"))
        #expect(try await typed("\u{04}", at: pair, terminal) == .end)
        #expect(try await typed("still here\r", at: pair, terminal) == .line("still here"))
    }

    @Test func interruptDropsTheLineAndTheNextOneIsWhole() async throws {
        let pair = try TerminalPair(patience: .seconds(240))
        let terminal = try open(pair)
        defer { terminal.close() }
        for _ in 0..<3 {
            let input = try await reading(pair, terminal) {
                pair.send("half a li")
                try await pair.read(until: "li")
                kill(getpid(), SIGINT)
            }
            #expect(input == .interrupted)
        }
        #expect(try await typed("whole\r", at: pair, terminal) == .line("whole"))
    }

    @Test func interruptBetweenLinesRunsTheAction() async throws {
        let pair = try TerminalPair(patience: .seconds(240))
        let terminal = try open(pair)
        defer { terminal.close() }
        #expect(try await typed("x\r", at: pair, terminal) == .line("x"))
        await withCheckedContinuation { continuation in
            terminal.onInterrupt { continuation.resume() }
            kill(getpid(), SIGINT)
        }
        terminal.onInterrupt(nil)
    }

    @Test func aNewSizeKeepsTheLine() async throws {
        let pair = try TerminalPair(columns: 40, patience: .seconds(240))
        let terminal = try open(pair)
        defer { terminal.close() }
        #expect(terminal.width == 40)
        let input = try await reading(pair, terminal) {
            pair.send("before ")
            try await pair.read(until: "before ")
            pair.resize(columns: 100)
            kill(getpid(), SIGWINCH)
            try await pair.read(until: "before")
            pair.send("after\r")
        }
        #expect(input == .line("before after"))
        #expect(terminal.width == 100)
    }

    @Test func historyIsRecalledWholeAcrossTerminals() async throws {
        let folder = try TemporaryFolder()
        let pair = try TerminalPair(patience: .seconds(240))
        let first = try open(pair, history: HistoryFile(path: folder.path("history")))
        first.remember("find people\n  where title = \"CEO\"")
        first.remember("add to list")
        first.remember(" not kept")
        first.close()

        let second = try open(pair, history: HistoryFile(path: folder.path("history")))
        defer { second.close() }
        #expect(second.history == ["find people\n  where title = \"CEO\"", "add to list"])
        #expect(try await typed("\u{1B}[A!\r", at: pair, second) == .line("add to list!"))
        #expect(try await typed("\u{1B}[A\u{1B}[A\r", at: pair, second) == .line("find people\n  where title = \"CEO\""))
        #expect(try await typed("find\u{1B}[A\r", at: pair, second) == .line("find people\n  where title = \"CEO\""))
        let found = try await typed("\u{12}list\r", at: pair, second)
        #expect(found == .line("add to list"))
    }

    @Test func tabCompletesOrLists() async throws {
        let pair = try TerminalPair(patience: .seconds(240))
        let terminal = try open(pair)
        defer { terminal.close() }
        let completer: Completer = { line, cursor in
            let word = line.utf8.prefix(cursor).split(separator: 0x20).last.map { String(decoding: $0, as: UTF8.self) } ?? ""
            return Completions(replacing: word.count, with: ["email ", "employees ", "größe "].filter { $0.hasPrefix(word) })
        }
        #expect(try await typed("x grö\tend\r", at: pair, terminal, completer: completer) == .line("x größe end"))
        #expect(try await typed("x\t\r", at: pair, terminal, completer: completer) == .line("x"))
        let input = try await reading(pair, terminal, completer: completer) {
            pair.send("e\t\t")
            try await pair.read(until: "email       employees")
            pair.send("a\t\r")
        }
        #expect(input == .line("email "))
    }

    @Test func whatCompletesIsLetGoOnceTheLineIsRead() async throws {
        final class Rows: Sendable {
            let candidates = ["email "]
        }
        let pair = try TerminalPair(patience: .seconds(240))
        let terminal = try open(pair)
        defer { terminal.close() }
        weak var kept: Rows?
        do {
            let rows = Rows()
            kept = rows
            let completer: Completer = { _, cursor in Completions(replacing: cursor, with: rows.candidates) }
            #expect(try await typed("e\t\r", at: pair, terminal, completer: completer) == .line("email "))
        }
        // Where the prompt stands again, nothing of the line before is under way.
        let input = try await reading(pair, terminal) {
            #expect(kept == nil)
            pair.send("\r")
        }
        #expect(input == .line(""))
    }

    @Test func aLongLineArrivesWhole() async throws {
        let pair = try TerminalPair(patience: .seconds(240))
        let terminal = try open(pair)
        defer { terminal.close() }
        let text = String(repeating: "0123456789", count: 500)
        let input = try await reading(pair, terminal) {
            // In pieces, because nobody reads the echo of one that fills the terminal's buffer.
            for start in stride(from: 0, to: text.count, by: 500) {
                pair.send(String(text.dropFirst(start).prefix(500)))
                for _ in 0..<50 { try await pair.read(until: "9") }
            }
            pair.send("\r")
        }
        #expect(input == .line(text))
    }

    @Test func closingEndsAReadAndRestoresTheTerminal() async throws {
        let pair = try TerminalPair(patience: .seconds(240))
        var before = termios()
        tcgetattr(pair.programSide, &before)
        let terminal = try open(pair)
        #expect(try await reading(pair, terminal, prompt: "\u{1B}[1mlance>\u{1B}[0m ") { terminal.close() } == .end)
        var after = termios()
        tcgetattr(pair.programSide, &after)
        #expect(after.c_lflag == before.c_lflag && after.c_iflag == before.c_iflag)
        // A terminal in which pastes stay marked spoils them for the shell.
        try await pair.read(until: "\u{1B}[?2004l")
    }

    @Test func aSimpleTerminalIsRefused() throws {
        let pair = try TerminalPair(patience: .seconds(240))
        #expect(EditLineTerminal(input: pair.programSide, output: pair.programSide, type: "dumb") == nil)
        #expect(EditLineTerminal(input: pair.programSide, output: pair.programSide, type: nil) == nil)
    }
}
