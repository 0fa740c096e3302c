import LeadDiagnostics
public import LeadHTTP
public import LeadTerminal
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Everything that the program takes from its surroundings; nothing below reads them by itself.
public struct Invocation: Sendable {
    /// The arguments behind the program's name.
    public var arguments: [String]
    /// The environment variables.
    public var environment: [String: String]
    /// The folder against which relative paths are read.
    public var workingDirectory: String
    /// Where scripts and prompts are read from.
    public var input: any ByteSource
    /// What has been read from there, for those who ask again.
    private let inputRead = InputRead()
    /// Where data goes.
    public var output: any ByteSink
    /// Where talk goes.
    public var errors: any ByteSink
    /// Where the prompt is typed at, instead of this process's terminal.
    public var terminal: (any Terminal)?
    /// What stands between the providers and their service: a test puts a transport there that fails.
    public var wrapTransport: @Sendable (any Transport) -> any Transport = { $0 }
    /// The accounts that the configuration knows.
    var directory = AccountDirectory.unconfigured
    /// What is to be said of the configuration, once, before anything else.
    var warnings: [Diagnostic] = []
    /// What no output may show.
    let secrets = Secrets()
    /// Where talk goes, as it is.
    private(set) var unredactedErrors: any ByteSink
    /// What is waited by, between the attempts to send a request and for the limits of an account.
    public var waiting = Waiting()

    /// Gathers the surroundings of a run.
    public init(
        arguments: [String], environment: [String: String], workingDirectory: String, input: any ByteSource,
        output: any ByteSink, errors: any ByteSink
    ) {
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.input = input
        self.output = output
        self.errors = errors
        unredactedErrors = errors
    }

    /// The same with nothing written that is secret.
    func redacted() -> Invocation {
        var invocation = self
        invocation.unredactedErrors = errors
        invocation.output = RedactingSink(output, secrets)
        invocation.errors = RedactingSink(errors, secrets)
        invocation.terminal = terminal.map { RedactingTerminal($0, secrets) }
        return invocation
    }

    /// The surroundings of this process.
    static func ofProcess() -> Invocation {
        var environment: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { environment[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        let folder = getcwd(nil, 0)
        defer { free(folder) }
        return Invocation(
            arguments: Array(CommandLine.arguments.dropFirst()), environment: environment,
            workingDirectory: folder.map { String(cString: $0) } ?? "/", input: DescriptorSource(descriptor: STDIN_FILENO),
            output: DescriptorSink(descriptor: STDOUT_FILENO), errors: DescriptorSink(descriptor: STDERR_FILENO))
    }

    /// All that the input gives, read once: a second reading would find nothing.
    func wholeInput() -> [UInt8] {
        inputRead.bytes.withLock { bytes in
            let read = bytes ?? input.readAll()
            bytes = read
            return read
        }
    }

    private final class InputRead: Sendable {
        let bytes = Mutex<[UInt8]?>(nil)
    }

    /// The path against the working directory.
    func resolved(_ path: String) -> String {
        path.hasPrefix("/") ? path : workingDirectory + "/" + path
    }
}

/// What is waited by.
public struct Waiting: Sendable {
    /// What sleeps.
    public var clock: any Clock<Duration>
    /// The present, in seconds since 1970; never the moment of `LEAD_NOW`, at which no wait would end.
    public var now: @Sendable () -> Double
    /// Numbers from 0 to 1 by lot, so that those who wait do not all come back at once.
    public var chance: @Sendable () -> Double

    /// Describes what is waited by; left out, it is the machine's.
    public init(
        clock: any Clock<Duration> = ContinuousClock(), now: (@Sendable () -> Double)? = nil,
        chance: @escaping @Sendable () -> Double = { .random(in: 0...1) }
    ) {
        self.clock = clock
        self.now = now ?? { Moment().inSeconds }
        self.chance = chance
    }
}

/// Where bytes are read from.
public protocol ByteSource: Sendable {
    /// Whether a person sits there.
    var isTerminal: Bool { get }
    /// Reads everything up to the end.
    func readAll() -> [UInt8]
    /// Reads up to the end of a line, which is left out; nil at the end.
    func readLine() -> String?
}

/// Where bytes go.
public protocol ByteSink: Sendable {
    /// Whether a person reads there.
    var isTerminal: Bool { get }
    /// How many columns a line has there.
    var columns: Int { get }
    /// Whether something could not be written.
    var hasFailed: Bool { get }
    /// Whether it is a file, which keeps what is written.
    var isFile: Bool { get }
    /// Writes all of `bytes`.
    func write(_ bytes: [UInt8])
}

extension ByteSink {
    /// Nothing is kept unless a sink says so.
    public var isFile: Bool { false }

    func write(_ text: String) {
        write(Array(text.utf8))
    }
}

struct DescriptorSource: ByteSource {
    let descriptor: Int32

    var isTerminal: Bool { isatty(descriptor) == 1 }

    func readLine() -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            let count = read(descriptor, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
            if byte == 0x0A { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
    }

    func readAll() -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }
}

final class DescriptorSink: ByteSink {
    private let descriptor: Int32
    private let failed = Mutex(false)

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Opens a file for writing, readable to its owner only, in place of what was there.
    static func creating(_ path: String) -> Result<DescriptorSink, UnreadableFile> {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return .failure(UnreadableFile(path: path, reason: systemMessage(errno))) }
        return .success(DescriptorSink(descriptor: descriptor))
    }

    var isTerminal: Bool { isatty(descriptor) == 1 }

    var isFile: Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    var hasFailed: Bool { failed.withLock { $0 } }

    var columns: Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Bytes that cannot be written (a full disk, a closed pipe) are remembered, since a run must not look successful then.
    func write(_ bytes: [UInt8]) {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                failed.withLock { $0 = true }
                return
            }
            start += count
        }
    }
}
