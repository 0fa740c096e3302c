import HTTPTypes
public import LeadAPI
public import LeadHTTP
import LeadJSON
import LeadModel
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
    let admission: Admission
    let plan: LeadLexAPI.RatePlan
    let windows = RateWindows()
    let callers = KnownCallers()

    /// Whose tokens a sandbox heeds.
    public enum Admission: Hashable, Sendable {
        /// The organisations' own, which everybody knows, and those that it has made: for a sandbox in the same process.
        case wellKnown
        /// Those that the store holds: for a sandbox that others can reach.
        case stored
    }

    /// Makes a sandbox.
    ///
    /// - Parameters:
    ///   - store: Its data.
    ///   - now: Gives the time as ISO 8601 text in UTC, such as `2026-01-31T09:30:00.000Z`.
    ///   - makeID: Gives a new UUID in small letters.
    ///   - admission: Whose tokens it heeds.
    ///   - plan: What LeadLex's keys may do whose tier is `standard`.
    public init(
        store: Store, now: @escaping @Sendable () -> String, makeID: @escaping @Sendable () -> String,
        admission: Admission = .wellKnown, plan: LeadLexAPI.RatePlan = .pro
    ) {
        self.store = store
        self.now = now
        self.makeID = makeID
        self.admission = admission
        self.plan = plan
    }

    /// Whether the data can be read.
    public var isUsable: Bool { (try? store.info()) != nil }

    /// Who sends a request to a service; nil for a token that it does not heed.
    func caller(token: String, at service: Service) throws(Store.Failure) -> Caller? {
        if admission == .wellKnown, let caller = Store.wellKnownCaller(token: token, at: service) { return caller }
        return try callers.caller(token, at: service, now: now(), in: store)
    }

    /// What a request is refused with before anybody looks at its body: for its path, its method or its key; nil where it is not.
    public func refusal(of request: Request) -> Response? {
        LeadLexAPI.owns(path: request.path)
            ? LeadLexRoutes(self).refusal(of: request) : LanceRoutes(self).refusal(of: request)
    }

    /// Answers a request to either service.
    public func respond(to request: Request) -> Response {
        LeadLexAPI.owns(path: request.path)
            ? LeadLexRoutes(self).respond(to: request) : LanceRoutes(self).respond(to: request)
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
