import Glibc

/// A program that was run to its end, and all that it wrote.
public struct ProgramRun: Sendable {
    /// What it wrote on standard output.
    public let output: [UInt8]
    /// What it wrote on standard error.
    public let errors: [UInt8]
    /// How it ended.
    public let status: ExitStatus

    /// Standard output as text.
    public var outputText: String { String(decoding: output, as: UTF8.self) }
    /// Standard error as text.
    public var errorText: String { String(decoding: errors, as: UTF8.self) }

    /// Runs `program` with exactly this environment; feeds `input` and reads both outputs at the same time.
    ///
    /// A program that outlives the deadline is killed and the call throws.
    public static func run(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:], input: [UInt8] = [],
        workingDirectory: String? = nil, patience: Duration = .seconds(120)
    ) async throws(ProgramFailure) -> ProgramRun {
        let launch = Launch(program: program, arguments: arguments, environment: environment, workingDirectory: workingDirectory)
        return try await blocking { () throws(ProgramFailure) in try ProgramRun(launch, input: input, patience: patience) }
    }

    private init(_ launch: Launch, input: [UInt8], patience: Duration) throws(ProgramFailure) {
        // A program that does not read its input must not end the tests; it gets its own default back.
        signal(SIGPIPE, SIG_IGN)
        var pipes = try Pipes()
        defer { pipes.closeAll() }
        let ends = pipes
        let process = try launch.start(newSession: false) { actions in
            posix_spawn_file_actions_adddup2(&actions, ends.input.read, 0)
            posix_spawn_file_actions_adddup2(&actions, ends.output.write, 1)
            posix_spawn_file_actions_adddup2(&actions, ends.errors.write, 2)
        }
        let deadline = Deadline(after: patience)
        do throws(ProgramFailure) {
            (output, errors) = try pipes.exchange(input, before: deadline)
        } catch {
            kill(process, SIGKILL)
            _ = try? exitStatus(of: process, before: Deadline(after: .seconds(10)))
            throw error
        }
        status = try exitStatus(of: process, before: deadline)
    }
}

/// The three pipes between a test and a program.
private struct Pipes {
    struct Pipe {
        var read: Int32
        var write: Int32
    }

    var input: Pipe
    var output: Pipe
    var errors: Pipe

    init() throws(ProgramFailure) {
        input = try Self.pipe()
        output = try Self.pipe()
        errors = try Self.pipe()
        _ = fcntl(input.write, F_SETFL, O_NONBLOCK)
    }

    private static func pipe() throws(ProgramFailure) -> Pipe {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { throw .system(call: "pipe", code: errno) }
        // Above the first three, so that no dup2 in the new process overwrites an end that is still needed.
        let pipe = Pipe(read: fcntl(ends[0], F_DUPFD_CLOEXEC, 10), write: fcntl(ends[1], F_DUPFD_CLOEXEC, 10))
        for end in ends { _ = Glibc.close(end) }
        return pipe
    }

    /// Writes and reads whatever is ready until both outputs are at their end.
    mutating func exchange(
        _ bytes: [UInt8], before deadline: Deadline
    ) throws(ProgramFailure) -> (output: [UInt8], errors: [UInt8]) {
        Self.close(&input.read)
        Self.close(&output.write)
        Self.close(&errors.write)
        var rest = bytes[...]
        var written: (output: [UInt8], errors: [UInt8]) = ([], [])
        while output.read >= 0 || errors.read >= 0 {
            if rest.isEmpty { Self.close(&input.write) }
            // A negative descriptor is passed over.
            var ready = [
                pollfd(fd: input.write, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: output.read, events: Int16(POLLIN), revents: 0),
                pollfd(fd: errors.read, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&ready, 3, deadline.milliseconds)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw .deadline(waitingFor: "the end of the output", output: String(decoding: written.output, as: UTF8.self))
            }
            if ready[0].revents != 0 { feed(&rest) }
            if ready[1].revents != 0 { Self.drain(&output.read, into: &written.output) }
            if ready[2].revents != 0 { Self.drain(&errors.read, into: &written.errors) }
        }
        return written
    }

    private mutating func feed(_ rest: inout ArraySlice<UInt8>) {
        let descriptor = input.write
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count > 0 {
            rest = rest.dropFirst(count)
        } else if errno != EAGAIN, errno != EINTR {
            // Nobody reads any more, which is the program's right.
            rest = []
        }
    }

    private static func drain(_ descriptor: inout Int32, into bytes: inout [UInt8]) {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(descriptor, &chunk, chunk.count)
        if count > 0 {
            bytes += chunk[..<count]
        } else if count == 0 || errno != EINTR {
            close(&descriptor)
        }
    }

    private static func close(_ descriptor: inout Int32) {
        guard descriptor >= 0 else { return }
        _ = Glibc.close(descriptor)
        descriptor = -1
    }

    mutating func closeAll() {
        for path in [\Pipes.input, \.output, \.errors] {
            Self.close(&self[keyPath: path].read)
            Self.close(&self[keyPath: path].write)
        }
    }
}
