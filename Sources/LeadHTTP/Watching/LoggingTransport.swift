public import HTTPTypes
import LeadText
import Synchronization

/// Tells of each request and answer in lines of text: addresses, header fields, sizes and times, never a body.
///
/// Requests may cross, so that each has a number. What a line must not show the one who takes it takes out.
public final class LoggingTransport: Transport {
    private let base: any Transport
    private let address: String
    private let elapsed: @Sendable () -> Duration
    private let log: @Sendable (String) -> Void
    private let count = Mutex(0)

    /// Wraps `base`.
    ///
    /// - Parameters:
    ///   - address: What stands before each path.
    ///   - elapsed: How long something unchanging has been going on; its differences are the times that are told.
    ///   - log: Takes a line without its end.
    public init(
        _ base: any Transport, address: String, elapsed: @escaping @Sendable () -> Duration,
        log: @escaping @Sendable (String) -> Void
    ) {
        self.base = base
        self.address = address
        self.elapsed = elapsed
        self.log = log
    }

    /// Sends `request` and tells of it before and after.
    public func send(_ request: Request) async throws(TransportFailure) -> Response {
        let number = count.withLock { count in
            count += 1
            return count
        }
        let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        tell(number, "> \(request.method.rawValue) \(address)\(request.path)\(query.isEmpty ? "" : "?\(query)")")
        for field in request.headers { tell(number, "> \(Self.line(field))") }
        if let body = request.body { tell(number, "> (\(body.count) bytes)") }
        let begin = elapsed()
        do {
            let response = try await base.send(request)
            tell(number, "< \(response.status) after \(milliseconds(since: begin)) ms (\(response.body.count) bytes)")
            for field in response.headers { tell(number, "< \(Self.line(field))") }
            return response
        } catch {
            tell(number, "< nothing after \(milliseconds(since: begin)) ms: \(error.words)")
            throw error
        }
    }

    private func tell(_ number: Int, _ text: String) {
        log(scrubbed("http \(number) \(text)"))
    }

    private func milliseconds(since begin: Duration) -> Int64 {
        let (seconds, attoseconds) = (elapsed() - begin).components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }

    /// A field; those that are secret whatever they hold without their value.
    private static func line(_ field: HTTPField) -> String {
        "\(field.name.rawName.lowercased()): \(field.name.isSecret ? "***" : field.value)"
    }
}

extension HTTPField.Name {
    /// Whether what stands there is nobody else's business, whatever it is.
    public var isSecret: Bool { [.authorization, .proxyAuthorization, .cookie, .setCookie].contains(self) }
}

extension TransportFailure {
    /// What happened, in a few words.
    public var words: String {
        switch self {
        case .unreachable(let reason), .unusable(let reason), .inDoubt(let reason), .overLimit(let reason),
            .unrecorded(let reason), .withheld(let reason):
            reason
        case .notAdmitted: "the budget has no call left"
        case .cancelled: "the run was interrupted"
        case .exhausted(let failure, let attempts): "\(failure.words) (tried \(attempts) times)"
        }
    }
}
