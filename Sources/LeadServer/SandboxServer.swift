import Hummingbird
import HummingbirdCore
public import LeadSandbox
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

#if canImport(Glibc)
    import Glibc
#endif

/// A sandbox that answers over HTTP.
public struct SandboxServer: Sendable {
    /// Where a server listens.
    public struct Address: Hashable, Sendable {
        /// A name or a number of this machine.
        public let host: String
        /// The port; 0 for one that is free.
        public let port: Int

        /// Names an address.
        public init(host: String = "127.0.0.1", port: Int) {
            (self.host, self.port) = (host, port)
        }
    }

    /// Why a server cannot be.
    public struct Failure: Error {
        /// In words.
        public let reason: String
    }

    private let sandbox: Sandbox
    private let address: Address
    private let limits: ServerLimits
    private let log: @Sendable (String) -> Void
    private let isLoggingRequests: Bool

    /// Makes a server.
    ///
    /// - Parameters:
    ///   - sandbox: What it answers from.
    ///   - address: Where it listens.
    ///   - limits: What it lets clients do.
    ///   - isLoggingRequests: Whether each request gets a line of the log.
    ///   - log: Takes these lines, and what goes wrong; without a token, a body, or a query.
    public init(
        _ sandbox: Sandbox, at address: Address, limits: ServerLimits = ServerLimits(),
        isLoggingRequests: Bool = true, log: @escaping @Sendable (String) -> Void
    ) {
        self.sandbox = sandbox
        self.address = address
        self.limits = limits
        self.isLoggingRequests = isLoggingRequests
        self.log = log
    }

    /// Serves until the task is cancelled; then requests under way are answered, for as long as the limits say.
    ///
    /// - Parameter onListening: Gets the port, once requests are answered there.
    public func run(onListening: @escaping @Sendable (Int) async -> Void) async throws(Failure) {
        Self.raiseFileLimit()
        let metrics = Metrics()
        let responder = SandboxResponder(sandbox, limits, metrics, isLoggingRequests ? log : nil)
        let logger = Logger(label: "lead") { _ in LineLogger(log: log) }
        let application = Application(
            responder: responder, server: server(metrics), configuration: configuration(logger),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? address.port) }, logger: logger)
        var group = ServiceGroupConfiguration(services: [application], logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(limits.shutdownSeconds)
        let services = ServiceGroup(configuration: group)
        do {
            // Behind a task of its own: cancelling shall end it with grace, which only then cancels what is still running.
            let running = Task { try await services.run() }
            try await withTaskCancellationHandler {
                try await running.value
            } onCancel: {
                responder.endSoon()
                Task { await services.triggerGracefulShutdown() }
            }
        } catch is CancellationError {
            return
        } catch let error as IOError {
            throw Failure(reason: String(cString: strerror(error.errnoCode)))
        } catch {
            throw Failure(reason: "\(error)")
        }
    }

    private func server(_ metrics: Metrics) -> HTTPServerBuilder {
        .http1(
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [Deadlines(limits, metrics)], idleTimeout: .seconds(Int64(limits.idleSeconds)),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
                    maxHeaderFieldCount: limits.headerCount)))
    }

    private func configuration(_ logger: Logger) -> ApplicationConfiguration {
        ApplicationConfiguration(
            address: .hostname(address.host, port: address.port), serverName: "lead", backlog: 1024,
            availableConnectionsDelegate: .maximum(limits.connections, logger: logger))
    }

    /// Each client needs a file descriptor, and the usual limit is meant for programs that serve nobody.
    private static func raiseFileLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = min(limit.rlim_max, 1 << 20)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}

/// Gives what the server's libraries have to say to the log, where it is a warning or worse.
private struct LineLogger: LogHandler {
    let log: @Sendable (String) -> Void
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.warning

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        log("level=\(event.level) msg=\"\(event.message)\"")
    }
}
