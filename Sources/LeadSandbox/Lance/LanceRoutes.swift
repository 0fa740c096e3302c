import HTTPTypes
import LeadAPI
import LeadHTTP
import LeadJSON
import LeadStore

/// Lance's routes.
///
/// Checks come in this order, which no page states: 401, 404, 403, 400 (lance.md, appendix A, item 2).
struct LanceRoutes {
    let sandbox: Sandbox
    /// What the endpoint takes that is being answered.
    private var contract: EndpointContract?

    init(_ sandbox: Sandbox) {
        self.sandbox = sandbox
    }

    var store: Store { sandbox.store }

    /// Why a request is refused.
    struct Refusal: Error {
        let envelope: LanceAPI.ErrorEnvelope
        let status: Int
        var headers: HTTPFields = [:]

        init(_ code: LanceAPI.Code, _ message: String, details: [LanceAPI.ErrorEnvelope.Detail]? = nil) {
            envelope = LanceAPI.ErrorEnvelope(code: code, message: message, details: details)
            status = code.status
        }

        init(_ error: APIDecodingError) {
            self.init(.badRequest, "Invalid request body", details: [.init(path: error.path, message: error.message)])
        }

        /// The store is not the caller's business.
        init(_ failure: Store.Failure) {
            self.init(.internalError, "An unexpected error occurred")
        }
    }

    func respond(to request: Request) -> Response {
        do {
            return try answer(request)
        } catch {
            var response = Response(status: error.status, json: error.envelope.json)
            for field in error.headers { response.headers[field.name] = field.value }
            return response
        }
    }

    /// What a request is refused with whatever its body is.
    func refusal(of request: Request) -> Response? {
        if case .endpoint = LanceAPI.Endpoint.match(request.method, request.path), (try? caller(of: request)) != nil {
            return nil
        }
        var bare = request
        bare.body = nil
        return respond(to: bare)
    }

    private func answer(_ request: Request) throws(Refusal) -> Response {
        let endpoint: LanceAPI.Endpoint
        switch LanceAPI.Endpoint.match(request.method, request.path) {
        case .endpoint(let match): endpoint = match
        case .wrongMethod(let allowed):
            var refusal = Refusal(.methodNotAllowed, "Method not allowed")
            refusal.headers[.allow] = Set(allowed.map(\.rawValue)).sorted().joined(separator: ", ")
            throw refusal
        case .unknownPath: throw Refusal(.notFound, "Not found")
        }
        let caller = try caller(of: request)
        var routes = self
        routes.contract = endpoint.sharedContract
        return try routes.route(request, to: endpoint, of: caller)
    }

    private func route(_ request: Request, to endpoint: LanceAPI.Endpoint, of caller: Caller) throws(Refusal) -> Response {
        switch endpoint {
        case .searchPeople: return try searchPeople(request)
        case .searchCompanies: return try searchCompanies(request)
        case .leadLists: return try leadLists(of: caller)
        case .createLeadList: return try createLeadList(request, by: caller)
        case .leadList(let id): return try leadList(id, of: caller)
        case .updateLeadList(let id): return try updateLeadList(id, request, by: caller)
        case .deleteLeadList(let id): return try deleteLeadList(id, by: caller)
        case .addProspects(let id): return try addProspects(request, to: id, by: caller)
        }
    }

    /// Lance's pages name no permissions, so a key that may only read is one that signs in and sees what its user sees.
    private func caller(of request: Request) throws(Refusal) -> Caller {
        guard let token = request.bearerToken,
            let caller = try attempt({ _ throws(Store.Failure) in try sandbox.caller(token: token, at: .lance) })
        else { throw Refusal(.unauthorized, "Organization ID required") }
        return caller
    }

    /// Uses the store; its failures are the service's.
    func attempt<Value>(_ body: (Store) throws(Store.Failure) -> Value) throws(Refusal) -> Value {
        do {
            return try body(store)
        } catch {
            throw Refusal(error)
        }
    }

    /// Reads a body, which must be what the endpoint's contract says as well.
    func decode<Body: WireValue>(_ type: Body.Type, from request: Request) throws(Refusal) -> Body {
        do {
            let source = try JSONCursor(parsing: request.body ?? [])
            // The type's own words come first.
            let body = try Body(source)
            try contract?.body?.check(source)
            return body
        } catch {
            throw Refusal(error)
        }
    }
}
