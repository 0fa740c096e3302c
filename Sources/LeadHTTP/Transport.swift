public import HTTPTypes

/// One HTTP request, addressed relative to a service's base URL.
///
/// `path` begins with `/` and is percent-encoded; `query` holds decoded names and values in order.
public struct Request: Hashable, Sendable {
    /// The request method.
    public var method: HTTPRequest.Method
    /// The path below the service's base URL, percent-encoded, beginning with `/`.
    public var path: String
    /// The query parameters, decoded, in the order in which they are sent.
    public var query: [QueryItem]
    /// The header fields, without those that the transport itself adds.
    public var headers: HTTPFields
    /// The body, or nil for none.
    public var body: [UInt8]?
    /// What becomes of it if it is sent twice.
    public var repetition: Repetition
    /// The endpoint as plans and counts name it, such as `GET /v1/lists/{id}`.
    public var endpoint = ""

    /// Makes a request; everything but the method and the path may be left out.
    ///
    /// Where nobody says what a second sending does, it is taken for the worst unless it is a GET.
    public init(
        _ method: HTTPRequest.Method, _ path: String, query: [QueryItem] = [], headers: HTTPFields = [:], body: [UInt8]? = nil,
        repetition: Repetition? = nil
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.repetition = repetition ?? (method == .get ? .read : .doubles)
    }

    /// The first query value of that name.
    public func query(_ name: String) -> String? {
        query.first { $0.name == name }?.value
    }
}

/// One decoded `name=value` of a query string.
public struct QueryItem: Hashable, Sendable {
    /// The parameter's name, decoded.
    public var name: String
    /// The parameter's value, decoded.
    public var value: String

    /// Makes an item from decoded text.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// One HTTP response, with its whole body.
public struct Response: Hashable, Sendable {
    /// The status code, 100 to 599.
    public var status: Int
    /// The header fields.
    public var headers: HTTPFields
    /// The body, empty for none.
    public var body: [UInt8]
    /// How often the request was sent for it.
    public var attempts = 1

    /// Makes a response.
    public init(status: Int, headers: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Why no response came back.
public indirect enum TransportFailure: Error, Hashable, Sendable {
    /// The service could not be reached; nothing was sent.
    case unreachable(String)
    /// Nothing was sent, and nothing will be until somebody mends the way there, such as a certificate.
    case unusable(String)
    /// The request may or may not have been applied.
    case inDoubt(String)
    /// The account may make no call for longer than a run waits; nothing was sent.
    case overLimit(String)
    /// The run's own bound on calls is reached; nothing was sent.
    case notAdmitted
    /// It was not sent for a reason on this side, such as an account that nothing is written to; what says so.
    case withheld(String)
    /// The run was cancelled.
    case cancelled
    /// It is replayed, and the request was not recorded.
    case unrecorded(String)
    /// As many attempts were made as may be; what came of them in the end.
    case exhausted(TransportFailure, attempts: Int)
}

/// Sends one request and waits for its response.
public protocol Transport: Sendable {
    /// Sends `request`; a response of any status is a success of the transport.
    func send(_ request: Request) async throws(TransportFailure) -> Response
}
