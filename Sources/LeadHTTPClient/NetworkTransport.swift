import AsyncHTTPClient
import HTTPTypes
public import LeadHTTP
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL

/// Carries requests to one service over the network, on connections that are kept for the next one.
///
/// TLS is always verified; without TLS it speaks to this machine only. Bodies come packed where the service can, HTTP/2 is spoken
/// where it offers that. A redirect is followed for a read and to the same scheme, host and port, at most `redirectLimit` times;
/// any other one is returned as the answer that it is (see `Redirect`).
public final class NetworkTransport: Transport {
    private let base: BaseAddress
    private let options: Options
    private let client: HTTPClient

    /// Makes a transport to a service; no connection is made before the first request.
    ///
    /// - Parameter base: The address before each request's path, such as `https://api.example.com/v1`.
    public init(base: String, options: Options = Options()) throws(AddressFault) {
        self.base = try BaseAddress(base)
        self.options = options
        // One loop for connections and answers alike: what is known of a request is then in the order in which it happened.
        client = HTTPClient(
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton.any(), configuration: Self.configuration(options))
    }

    deinit {
        client.shutdown { _ in }
    }

    /// What is wrong with an address that tokens are to go to; nil where nothing is.
    public static func fault(of address: String) -> AddressFault? {
        do throws(AddressFault) {
            _ = try BaseAddress(address)
            return nil
        } catch {
            return error
        }
    }

    /// The address before each path, in one spelling.
    public var address: String { base.origin.text + base.path }

    /// Ends all connections; what is under way fails, and every later request does.
    public func close() async {
        // It fails only where it was closed before.
        try? await client.shutdown()
    }

    /// Sends `request` once, and again only along redirects of a read.
    public func send(_ request: Request) async throws(TransportFailure) -> Response {
        let words = FailureWords(options: options, repetition: request.repetition)
        let query = request.query.map { (name: $0.name, value: $0.value) }
        guard var target = base.target(path: request.path, query: query) else {
            throw words.failure(for: NoAddress(), isSent: false)
        }
        let deadline = NIODeadline.now() + Self.amount(options.requestLimit)
        for _ in 0..<options.redirectLimit {
            let response = try await exchange(request, at: target, before: deadline, words)
            guard let next = Redirect.next(after: response, to: request, at: target, of: base.origin) else { return response }
            target = next
        }
        return try await exchange(request, at: target, before: deadline, words)
    }

    private func exchange(
        _ request: Request, at target: String, before deadline: NIODeadline, _ words: FailureWords
    ) async throws(TransportFailure) -> Response {
        guard !Task.isCancelled else { throw .cancelled }
        let collector = AnswerCollector(bodyLimit: options.bodyLimit)
        do {
            let task = client.execute(request: try message(request, at: target), delegate: collector, deadline: deadline)
            return try await withTaskCancellationHandler {
                try await task.futureResult.get()
            } onCancel: {
                task.fail(reason: Interruption())
            }
        } catch {
            throw words.failure(for: error, isSent: collector.isSent)
        }
    }

    private func message(_ request: Request, at target: String) throws -> HTTPClient.Request {
        var headers = HTTPHeaders()
        for field in request.headers { headers.add(name: field.name.rawName, value: field.value) }
        let message = try HTTPClient.Request(
            url: base.origin.text + target, method: HTTPMethod(rawValue: request.method.rawValue), headers: headers,
            body: request.body.map { .bytes($0) })
        // Two readers of one address must agree on where it leads.
        let host = message.host.hasPrefix("[") ? message.host.dropFirst().dropLast() : message.host[...]
        guard host.lowercased() == base.host, message.port == base.port,
            message.scheme == (base.isSecure ? "https" : "http")
        else { throw NoAddress() }
        return message
    }

    private static func configuration(_ options: Options) -> HTTPClient.Configuration {
        var security = TLSConfiguration.makeClientConfiguration()
        security.minimumTLSVersion = .tlsv12
        if let file = options.extraRoots { security.additionalTrustRoots = [.file(file)] }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: security, redirectConfiguration: .disallow,
            timeout: .init(
                connect: amount(options.connectLimit), read: amount(options.idleLimit), write: amount(options.idleLimit)),
            proxy: options.proxy.map { proxy in
                .server(
                    host: proxy.host, port: proxy.port,
                    authorization: proxy.credentials.map { .basic(username: $0.user, password: $0.password) })
            },
            decompression: .enabled(limit: .size(options.bodyLimit)))
        configuration.connectionPool.idleTimeout = amount(options.restLimit)
        // How many calls are under way is decided above this layer; a queue in it would only look like a slow service.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        // Those who wait before another attempt stand above this layer.
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    private static func amount(_ duration: Duration) -> TimeAmount {
        let (seconds, attoseconds) = duration.components
        return .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
