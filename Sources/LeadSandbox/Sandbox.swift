import HTTPTypes
public import LeadHTTP
import LeadJSON
public import LeadStore

/// Both services as one function from a request to a response, answering from a store.
///
/// Synchronous, and never fails: what goes wrong is an answer in the service's own envelope.
public struct Sandbox: Sendable {
    let store: Store
    /// The time of a request, ISO 8601 with milliseconds.
    let now: @Sendable () -> String
    /// A new UUID.
    let makeID: @Sendable () -> String

    /// Makes a sandbox.
    ///
    /// - Parameters:
    ///   - store: Its data.
    ///   - now: Gives the time as ISO 8601 text in UTC, such as `2026-01-31T09:30:00.000Z`.
    ///   - makeID: Gives a new UUID in small letters.
    public init(store: Store, now: @escaping @Sendable () -> String, makeID: @escaping @Sendable () -> String) {
        self.store = store
        self.now = now
        self.makeID = makeID
    }

    /// Answers a request to either service.
    public func respond(to request: Request) -> Response {
        request.path.hasPrefix("/functions/") ? LeadLexRoutes(self).respond(to: request) : LanceRoutes(self).respond(to: request)
    }
}

/// Carries requests to a sandbox in the same process.
public struct InProcessTransport: Transport {
    private let sandbox: Sandbox

    /// Carries requests to `sandbox`.
    public init(_ sandbox: Sandbox) {
        self.sandbox = sandbox
    }

    /// Answers at once; a cancelled task sends nothing.
    public func send(_ request: Request) async throws(TransportFailure) -> Response {
        if Task.isCancelled { throw .cancelled }
        return sandbox.respond(to: request)
    }
}

extension Request {
    /// The token of `Authorization: Bearer …`.
    var bearerToken: String? {
        guard let value = headers[.authorization] else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1)
        return parts.count == 2 && parts[0].lowercased() == "bearer" ? String(parts[1]) : nil
    }
}

extension Response {
    /// An answer in JSON.
    init(status: Int, json: JSON) {
        self.init(status: status, headers: [.contentType: "application/json"], body: json.bytes)
    }
}
