import Glibc
import Synchronization

/// A program on a terminal of its own, which a test types at and reads.
///
/// Every wait has a deadline that fails the test, and a bound on how much is read.
public final class PseudoTerminal: Sendable {
    private let master: Int32
    private let process: pid_t
    private let patience: Duration
    private let reader: Mutex<PatientReader>
    private let status = Mutex<ExitStatus?>(nil)

    /// Starts `program` with a new terminal as its controlling terminal and its first three descriptors.
    public init(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:], workingDirectory: String? = nil,
        columns: Int = 80, rows: Int = 24, patience: Duration = .seconds(120)
    ) throws(ProgramFailure) {
        let pair = try openTerminalPair(columns: columns, rows: rows)
        let all = environment.merging(["TERM": "xterm-256color"]) { given, _ in given }
        let launch = Launch(program: program, arguments: arguments, environment: all, workingDirectory: workingDirectory)
        do throws(ProgramFailure) {
            // A session leader without a terminal gets the first one that it opens.
            process = try launch.start(newSession: true) { actions in
                posix_spawn_file_actions_addopen(&actions, 0, pair.slave, O_RDWR, 0)
                posix_spawn_file_actions_adddup2(&actions, 0, 1)
                posix_spawn_file_actions_adddup2(&actions, 0, 2)
            }
        } catch {
            close(pair.master)
            throw error
        }
        master = pair.master
        reader = Mutex(PatientReader(pair.master, patience: patience))
        self.patience = patience
    }

    deinit {
        if status.withLock({ $0 }) == nil {
            kill(process, SIGKILL)
            var ignored: Int32 = 0
            waitpid(process, &ignored, 0)
        }
        close(master)
    }

    /// Types `text`; control keys are their characters, `\u{03}` for Ctrl-C.
    public func send(_ text: String) {
        type(text, at: master)
    }

    /// Ends the program as kill -9 does.
    public func end() {
        kill(process, SIGKILL)
    }

    /// Changes the size, which sends the foreground programs a SIGWINCH.
    public func resize(columns: Int, rows: Int = 24) {
        setSize(of: master, columns: columns, rows: rows)
    }

    /// Reads until `text` has come; gives everything up to its end that was not given before.
    @discardableResult
    public func read(until text: String) async throws(ProgramFailure) -> String {
        try await blocking { () throws(ProgramFailure) in
            try self.reader.withLock { (reader) throws(ProgramFailure) in try reader.read(until: text) }
        }
    }

    /// Reads to the end of the program; gives everything that was not given before.
    public func readToEnd() async throws(ProgramFailure) -> String {
        try await blocking { () throws(ProgramFailure) in
            try self.reader.withLock { (reader) throws(ProgramFailure) in
                try reader.drain(before: Deadline(after: self.patience))
                return reader.takeAll()
            }
        }
    }

    /// Waits for the program to end by itself.
    public func waitForExit() async throws(ProgramFailure) -> ExitStatus {
        try await blocking { () throws(ProgramFailure) in
            let deadline = Deadline(after: self.patience)
            // Output that nobody reads would block the program for ever.
            try self.reader.withLock { (reader) throws(ProgramFailure) in try reader.drain(before: deadline) }
            return try self.status.withLock { (status) throws(ProgramFailure) -> ExitStatus in
                if let status { return status }
                let result = try exitStatus(of: self.process, before: deadline)
                status = result
                return result
            }
        }
    }
}
