import CSpawn
import Glibc

/// How a program ended.
public enum ExitStatus: Hashable, Sendable {
    /// It ended by itself with this code.
    case exited(Int32)
    /// A signal ended it.
    case signalled(Int32)

    init(waitStatus: Int32) {
        let signal = waitStatus & 0x7F
        self = signal == 0 ? .exited((waitStatus >> 8) & 0xFF) : .signalled(signal)
    }
}

/// Why a program could not be run to its end.
public enum ProgramFailure: Error, Sendable, CustomStringConvertible {
    /// The system refused a call.
    case system(call: String, code: Int32)
    /// The awaited did not come in time; what was read so far.
    case deadline(waitingFor: String, output: String)
    /// The program ended before the awaited came; what was read so far.
    case ended(waitingFor: String, output: String)
    /// The program wrote more than a test may read.
    case tooMuchOutput

    /// What happened, with the output that was seen.
    public var description: String {
        switch self {
        case .system(let call, let code): "\(call): \(String(cString: strerror(code)))"
        case .deadline(let text, let output): "\(text) did not come in time; output so far:\n\(output)"
        case .ended(let text, let output): "the program ended before \(text) came; output:\n\(output)"
        case .tooMuchOutput: "the program wrote more than the bound"
        }
    }
}

/// What a new process finds at its start.
struct Launch: Sendable {
    let program: String
    let arguments: [String]
    let environment: [String: String]
    let workingDirectory: String?

    /// Starts the program with the first three descriptors that `connect` gives it, and no others.
    func start(newSession: Bool, connect: (inout posix_spawn_file_actions_t) -> Void) throws(ProgramFailure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let workingDirectory { posix_spawn_file_actions_addchdir_np(&actions, workingDirectory) }
        connect(&actions)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        let session = newSession ? Int32(spawn_new_session) : 0
        posix_spawnattr_setflags(&attributes, Int16(session | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)))

        let argv = cStrings([program] + arguments)
        let envp = cStrings(environment.map { "\($0)=\($1)" }.sorted())
        defer { for pointer in argv + envp { free(pointer) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, program, &actions, &attributes, argv, envp)
        guard code == 0 else { throw .system(call: "posix_spawn \(program)", code: code) }
        return process
    }

    private func cStrings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { strdup($0) } + [nil]
    }
}

/// A moment after which a test has failed; hit only by what hangs.
struct Deadline {
    private let end: ContinuousClock.Instant

    init(after duration: Duration) {
        end = .now + duration
    }

    /// For `poll`; 0 once the deadline has passed.
    var milliseconds: Int32 {
        let left = ContinuousClock.Instant.now.duration(to: end).components
        return Int32(clamping: max(0, left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000))
    }

    var hasPassed: Bool {
        milliseconds == 0
    }
}

/// Waits for the end of a process that we started; kills it when the deadline passes.
func exitStatus(of process: pid_t, before deadline: Deadline) throws(ProgramFailure) -> ExitStatus {
    var status: Int32 = 0
    while true {
        let result = waitpid(process, &status, WNOHANG)
        if result == process { return ExitStatus(waitStatus: status) }
        if result < 0, errno != EINTR { throw .system(call: "waitpid", code: errno) }
        if deadline.hasPassed {
            kill(process, SIGKILL)
            waitpid(process, &status, 0)
            throw .deadline(waitingFor: "the end of the program", output: "")
        }
        poll(nil, 0, 2)
    }
}
