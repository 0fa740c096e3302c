import Glibc

/// A shell command that has the terminal while it runs.
struct OutsideProgram {
    let command: String
    let arguments: [String]
    let environment: [String: String]

    /// Runs it to its end and gives its exit code; 127 where it could not be started, 128 and more where a signal ended it.
    ///
    /// The terminal's modes are those from before, whatever the program leaves behind.
    func run(input: Int32, output: Int32) -> Int32 {
        var modes = termios()
        let hasModes = tcgetattr(output, &modes) == 0
        defer { if hasModes { tcsetattr(output, TCSADRAIN, &modes) } }
        guard let process = start(input: input, output: output) else { return 127 }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            if errno != EINTR { return 127 }
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    private func start(input: Int32, output: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Through numbers that nobody has, because one of the three may be the source of another.
        let spare: Int32 = 200
        for (index, descriptor) in [input, output, output].enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, spare + Int32(index))
        }
        for index in 0..<Int32(3) {
            posix_spawn_file_actions_adddup2(&actions, spare + index, index)
            posix_spawn_file_actions_addclose(&actions, spare + index)
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Our own handlers end with the start, but what we ignore or hold back would be ignored there as well.
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        let argv = cStrings(["sh", "-c", command, "sh"] + arguments)
        let envp = cStrings(environment.map { "\($0)=\($1)" }.sorted())
        defer { for pointer in argv + envp { free(pointer) } }
        var process: pid_t = 0
        return posix_spawn(&process, "/bin/sh", &actions, &attributes, argv, envp) == 0 ? process : nil
    }

    private func cStrings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { strdup($0) } + [nil]
    }
}

/// Runs `body` on a thread of its own, because it blocks for as long as a person likes.
func onOwnThread<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
        let start = Unmanaged.passRetained(ThreadStart { continuation.resume(returning: body()) })
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<ThreadStart>.fromOpaque(context).takeRetainedValue().body()
                return nil
            }, start.toOpaque())
        if status == 0 {
            pthread_detach(thread)
        } else {
            // A system without threads left is no reason to do nothing.
            start.takeRetainedValue().body()
        }
    }
}

private final class ThreadStart: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }
}
