import Glibc
import LeadTestSupport
import Testing

@testable import LeadTerminal

/// What stands in the place of a history file costs the history at most.
struct HistoryFileFaultTests {
    @Test func aLockThatIsNeverGivenBackIsNotWaitedFor() throws {
        let folder = try TemporaryFolder()
        try folder.write((1...7).map { "\($0)\n" }.joined(), to: "history")
        let other = open(folder.path("history"), O_RDONLY)
        defer { close(other) }
        #expect(flock(other, LOCK_EX) == 0)
        var file = HistoryFile(path: folder.path("history"), limit: 3)
        file.lockTries = 1
        file.append("8")
        #expect(file.load() == ["6", "7", "8"])
        // It is not cut while somebody else may be writing.
        #expect(try folder.read("history").hasPrefix("1\n"))
        flock(other, LOCK_UN)
        #expect(file.load() == ["6", "7", "8"])
        #expect(try folder.read("history") == "6\n7\n8\n")
    }

    @Test func aPipeIsNoHistory() throws {
        let folder = try TemporaryFolder()
        #expect(mkfifo(folder.path("history"), 0o600) == 0)
        let file = HistoryFile(path: folder.path("history"))
        file.append("lost")
        #expect(file.load() == [])
    }

    @Test func aFileThatCannotBeWrittenIsRead() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("print 1\n", to: "history")
        #expect(chmod(path, 0o400) == 0)
        #expect(HistoryFile(path: path).load() == ["print 1"])
    }

    @Test func aLinkStaysALinkWhenTheFileIsCut() throws {
        let folder = try TemporaryFolder()
        try folder.write((1...7).map { "\($0)\n" }.joined(), to: "kept/history")
        #expect(symlink("kept/history", folder.path("history")) == 0)
        #expect(HistoryFile(path: folder.path("history"), limit: 3).load() == ["5", "6", "7"])
        var status = stat()
        #expect(lstat(folder.path("history"), &status) == 0)
        #expect(status.st_mode & S_IFMT == S_IFLNK)
        #expect(try folder.read("kept/history") == "5\n6\n7\n")
    }

    @Test func whatCannotBeTypedIsDropped() throws {
        let folder = try TemporaryFolder()
        try folder.write("print 1\u{0}2\nif x {\\n\tprint\u{1B}[31m 3\u{7}\u{9B}4m}\n", to: "history")
        #expect(HistoryFile(path: folder.path("history")).load() == ["print 12", "if x {\n\tprint 3}"])
    }
}

extension HistoryFile {
    /// The newest entries, oldest first.
    func load() -> [String] {
        var place = Place()
        return load(noting: &place)
    }

    /// Adds one entry at the end.
    func append(_ entry: String) {
        var place = Place()
        append(entry, after: &place)
    }
}
