import HTTPTypes
import LeadAPI
import LeadHTTP
import LeadJSON
import LeadModel
import LeadRuntime
import LeadText

/// Sends JSON to one account of one service and reads what comes back.
final class Client: Sendable {
    private let transport: any Transport
    private let metered: MeteredTransport
    private let token: String
    private let redactor: Redactor
    private let names: AssumedNames
    private let readError: @Sendable (JSON) -> (code: String, message: String)?
    private let requestID: @Sendable (HTTPFields) -> String?

    /// How many requests it has sent to each endpoint.
    var requestsMade: [String: Int] { metered.requestsMade }

    /// Asks a meter before each request from here on, or none.
    func meter(by meter: CallMeter?) {
        metered.meter(by: meter)
    }

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - transport: What carries requests to the service.
    ///   - decorate: Puts around what counts the calls what sends one again, or holds it back.
    ///   - token: The bearer token of the account.
    ///   - names: What is assumed where the service's docs are silent.
    ///   - requestID: Finds the service's name for a request in the headers of its answer.
    ///   - readError: Finds the code and the message in the service's error envelope.
    init(
        transport: any Transport, decorating decorate: (any Transport) -> any Transport = { $0 }, token: String,
        names: AssumedNames, requestID: @escaping @Sendable (HTTPFields) -> String? = { _ in nil },
        readError: @escaping @Sendable (JSON) -> (code: String, message: String)?
    ) {
        metered = MeteredTransport(transport)
        self.transport = decorate(metered)
        self.token = token
        redactor = Redactor([token])
        self.names = names
        self.requestID = requestID
        self.readError = readError
    }

    /// Sends a request and reads the JSON of its answer.
    func json(
        _ endpoint: some EndpointTable, query: [QueryItem] = [], body: JSON? = nil
    ) async throws(ProviderFailure) -> JSON {
        let response = try await send(endpoint, query: query, body: body)
        do {
            return try JSON(parsing: response.body)
        } catch {
            throw failure(endpoint, .unreadable("it is no JSON (byte \(error.offset))"), response)
        }
    }

    /// Sends a request; an answer that is no success is a failure.
    func send(
        _ endpoint: some EndpointTable, query: [QueryItem] = [], body: JSON? = nil
    ) async throws(ProviderFailure) -> Response {
        var request = Request(endpoint.method, endpoint.path, query: query, repetition: endpoint.repetition)
        request.headers[.authorization] = "Bearer \(token)"
        request.headers[.accept] = "application/json"
        if let body {
            request.headers[.contentType] = "application/json"
            request.body = body.bytes
        }
        request.endpoint = endpoint.label
        // What waits for the account's limit, only to be refused by the budget then, would wait for nothing.
        if metered.isSpent { throw failure(endpoint, .overBudget) }
        let response: Response
        do {
            response = try await transport.send(request)
        } catch {
            throw failure(error, of: endpoint)
        }
        guard names.isSuccess(response.status) else { throw refusal(endpoint, response) }
        return response
    }

    private func failure(
        _ failure: TransportFailure, of endpoint: some EndpointTable, attempts: Int = 1
    ) -> ProviderFailure {
        let reason: ProviderFailure.Reason
        switch failure {
        case .exhausted(let last, let attempts): return self.failure(last, of: endpoint, attempts: attempts)
        case .unreachable(let words), .unusable(let words): reason = .unreachable(words)
        case .inDoubt(let words): reason = endpoint.repetition == .read ? .unanswered(words) : .inDoubt(words)
        case .overLimit(let words): reason = .overLimit(words)
        case .unrecorded(let words): reason = .unrecorded(words)
        case .notAdmitted: reason = .overBudget
        case .withheld(let words): reason = .unsupported(words)
        case .cancelled: reason = .interrupted
        }
        return ProviderFailure(call: Self.name(endpoint), reason: reason, attempts: attempts)
    }

    private static func name(_ endpoint: some EndpointTable) -> String { "\(endpoint.method) \(endpoint.path)" }

    private func refusal(_ endpoint: some EndpointTable, _ response: Response) -> ProviderFailure {
        let known = (try? JSON(parsing: response.body)).flatMap { readError($0) }
        // The bytes hide a token only where it stands in them as it is.
        let message = redactor.redact(known?.message ?? "no reason given")
        if response.status == 401 { return failure(endpoint, .unauthorized(message: message), response) }
        // A service in trouble may have carried it out before, and a proxy does not know.
        if endpoint.repetition == .doubles, response.status == 408 || response.status >= 500, response.status != 501 {
            let words = "it answered \(response.status) \(known?.code ?? "without a code"): \(message)"
            return failure(endpoint, .inDoubt(words), response)
        }
        return failure(
            endpoint, .refused(status: response.status, code: known?.code ?? "no code", message: message), response)
    }

    /// A failure that names the call and the service's own name for it.
    func failure(
        _ endpoint: some EndpointTable, _ reason: ProviderFailure.Reason, _ response: Response? = nil
    ) -> ProviderFailure {
        let requestID = response.flatMap { self.requestID($0.headers) }
        var reason = reason
        // It was accepted, and nobody knows what came of it.
        if case .unreadable(let words) = reason, endpoint.repetition != .read {
            reason = .inDoubt("its answer makes no sense: \(words)")
        }
        return ProviderFailure(
            call: Self.name(endpoint), reason: reason, requestID: requestID, attempts: response?.attempts ?? 1)
    }
}

extension EndpointTable {
    /// The endpoint as plans name it.
    var label: String { "\(method) \(template)" }
}
