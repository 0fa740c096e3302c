import LeadTestSupport
import Testing

struct PseudoTerminalTests {
    @Test func programsSeeATerminalOfTheirOwn() async throws {
        let script = "tty -s && stty size < /dev/tty"
        let terminal = try PseudoTerminal("/bin/sh", ["-c", script], environment: ["PATH": "/bin:/usr/bin"])
        #expect(try await terminal.read(until: "\n") == "24 80\r\n")
        #expect(try await terminal.waitForExit() == .exited(0))
    }

    @Test func typedTextArrivesAndControlKeysWork() async throws {
        let terminal = try PseudoTerminal("/bin/cat")
        terminal.send("株式会社\n")
        #expect(try await terminal.read(until: "社\r\n株式会社\r\n") == "株式会社\r\n株式会社\r\n")
        terminal.send("\u{04}")
        #expect(try await terminal.waitForExit() == .exited(0))
    }

    @Test func interruptKeySignalsTheProgram() async throws {
        let script = "trap 'echo caught; exit 3' INT; echo ready; while :; do read x; done"
        let terminal = try PseudoTerminal("/bin/sh", ["-c", script])
        try await terminal.read(until: "ready")
        terminal.send("\u{03}")
        try await terminal.read(until: "caught")
        #expect(try await terminal.waitForExit() == .exited(3))
    }

    @Test func missingTextFailsInsteadOfHanging() async throws {
        let ended = try PseudoTerminal("/bin/echo", ["something"])
        await #expect(throws: ProgramFailure.self) { try await ended.read(until: "something else") }
        let silent = try PseudoTerminal("/bin/cat", patience: .milliseconds(20))
        await #expect(throws: ProgramFailure.self) { try await silent.read(until: "never") }
    }
}

struct ProgramRunTests {
    @Test func bothPipesAreDrainedWhileInputIsFed() async throws {
        let input = [UInt8](repeating: 0x78, count: 1 << 20)
        let path = ["PATH": "/bin:/usr/bin"]
        let run = try await ProgramRun.run("/bin/sh", ["-c", "tee /dev/stderr"], environment: path, input: input)
        #expect(run.output == input)
        #expect(run.errors == input)
        #expect(run.status == .exited(0))
    }

    @Test func inputThatNobodyReadsIsNoFailure() async throws {
        let run = try await ProgramRun.run("/bin/sh", ["-c", "exit 4"], input: [UInt8](repeating: 0, count: 1 << 20))
        #expect(run.status == .exited(4))
    }

    @Test func environmentFolderAndSignalsAreTheOnesGiven() async throws {
        let folder = try TemporaryFolder()
        let run = try await ProgramRun.run(
            "/bin/sh", ["-c", "pwd; echo $GIVEN; ls /proc/self/fd | wc -l; kill -9 $$"],
            environment: ["GIVEN": "yes", "PATH": "/bin:/usr/bin"], workingDirectory: folder.path)
        // Three descriptors, and the one that ls opens on the folder.
        #expect(run.outputText == "\(folder.path)\nyes\n4\n")
        #expect(run.status == .signalled(9))
    }

    @Test func aProgramThatHangsIsEnded() async {
        await #expect(throws: ProgramFailure.self) {
            try await ProgramRun.run("/bin/sh", ["-c", "while :; do :; done"], patience: .milliseconds(20))
        }
    }
}

struct TestSupportTests {
    @Test func marksBecomeRanges() {
        let marked = MarkedText("fïnd «people where «emial» = 1»«»")
        #expect(marked.text == "fïnd people where emial = 1")
        #expect(marked.ranges == [6..<28, 19..<24, 28..<28])
        #expect(MarkedText.marking([19..<24], in: marked.text) == "fïnd people where «emial» = 1")
    }

    @Test func aClockThatMovesItselfRecordsWaits() async throws {
        let clock = ManualClock()
        try await clock.sleep(for: .seconds(3))
        #expect(clock.now.offset == .seconds(3))
        #expect(clock.waits == [.seconds(3)])
    }

    @Test func aClockThatIsMovedEndsWaits() async throws {
        let clock = ManualClock(movesOnWait: false)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await clock.sleep(for: .seconds(3)) }
            while clock.waiterCount == 0 { await Task.yield() }
            clock.advance(by: .seconds(2))
            #expect(clock.waiterCount == 1)
            clock.advance(by: .seconds(1))
            try await group.waitForAll()
        }
    }

    @Test func aWaitCanBeCancelled() async throws {
        let clock = ManualClock(movesOnWait: false)
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await clock.sleep(for: .seconds(3)) }
            while clock.waiterCount == 0 { await Task.yield() }
            group.cancelAll()
            await #expect(throws: CancellationError.self) { try await group.next() }
        }
    }

    @Test func theSameSeedGivesTheSameNumbers() {
        var generator = SeededGenerator(seed: 1_234_567)
        // The first values that the algorithm's authors publish for this seed.
        #expect(generator.next() == 6_457_827_717_110_365_317)
        #expect(generator.next() == 3_203_168_211_198_807_973)
    }

    @Test func theProgramIsBesideTheTests() {
        #expect(LeadBinary.path?.hasSuffix("/debug/lead") != false)
    }
}
