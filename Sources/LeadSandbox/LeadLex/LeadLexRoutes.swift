import HTTPTypes
import LeadAPI
import LeadHTTP
import LeadJSON
import LeadStore

/// LeadLex's routes.
struct LeadLexRoutes {
    let sandbox: Sandbox

    init(_ sandbox: Sandbox) {
        self.sandbox = sandbox
    }

    var store: Store { sandbox.store }

    /// Why a request is refused.
    struct Refusal: Error {
        let envelope: LeadLexAPI.ErrorEnvelope
        let status: Int

        init(_ code: LeadLexAPI.Code, _ message: String, fields: [LeadLexAPI.ErrorEnvelope.Field] = []) {
            envelope = LeadLexAPI.ErrorEnvelope(code: code, message: message, fields: fields)
            status = code.status
        }

        init(_ error: APIDecodingError) {
            self.init(.validationError, "Invalid request", fields: [.init(error.field, error.message)])
        }

        /// The store is not the caller's business.
        init(_ failure: Store.Failure) {
            self.init(.internalError, "An unexpected error occurred")
        }
    }

    func respond(to request: Request) -> Response {
        var response: Response
        do {
            response = try answer(request)
        } catch {
            response = Response(status: error.status, json: error.envelope.json)
        }
        LeadLexAPI.setRequestID("req_\(sandbox.makeID())", in: &response.headers)
        return response
    }

    private func answer(_ request: Request) throws(Refusal) -> Response {
        let endpoint: LeadLexAPI.Endpoint
        switch LeadLexAPI.Endpoint.match(request.method, request.path) {
        case .endpoint(let match): endpoint = match
        case .wrongMethod: throw Refusal(.methodNotAllowed, "Method not allowed")
        case .unknownPath: throw Refusal(.notFound, "Not found")
        }
        let caller = try caller(of: request)
        guard endpoint.permissions.contains(where: caller.permissions.contains) else {
            throw Refusal(.insufficientPermissions, "Missing `\(endpoint.permissions[0])` permission")
        }
        switch endpoint {
        case .searchProspector, .searchProspects: return try searchProspects(request)
        case .saveProspects: return try saveProspects(request, of: caller)
        case .contacts: return try contacts(request, of: caller)
        case .bulkContacts: return try makeContacts(request, of: caller)
        case .exportContacts: return try exportContacts(request, of: caller)
        case .lists: return try lists(request, of: caller)
        case .createList: return try makeList(request, of: caller)
        case .addContacts(let id): return try addContacts(request, to: id, of: caller)
        case .removeContact(let id, let contact): return try removeContact(contact, from: id, of: caller)
        case .deleteList(let id): return try deleteList(id, of: caller)
        case .updateContact(let id): return try updateContact(id, request, of: caller)
        }
    }

    private func caller(of request: Request) throws(Refusal) -> Caller {
        guard let token = request.bearerToken else { throw Refusal(.invalidKey, "Missing Authorization header") }
        let caller = try attempt { store throws(Store.Failure) in try store.caller(token: token, at: .leadlex) }
        guard let caller else { throw Refusal(.invalidKey, "Invalid API key") }
        return caller
    }

    // MARK: For the routes

    /// Uses the store; its failures are the service's.
    func attempt<Value>(_ body: (Store) throws(Store.Failure) -> Value) throws(Refusal) -> Value {
        do {
            return try body(store)
        } catch {
            throw Refusal(error)
        }
    }

    /// Reads something from a request; what cannot be read is the caller's mistake.
    func read<Value>(_ body: () throws(APIDecodingError) -> Value) throws(Refusal) -> Value {
        do {
            return try body()
        } catch {
            throw Refusal(error)
        }
    }

    func decode<Body: WireValue>(_ type: Body.Type, from request: Request) throws(Refusal) -> Body {
        try read { () throws(APIDecodingError) in try Body(body: request.body ?? []) }
    }

    /// The list of the caller's workspace; another workspace's counts as unknown.
    func list(
        _ id: String, of caller: Caller, orRefuseAs code: LeadLexAPI.Code = .notFound
    ) throws(Refusal) -> ContactList {
        let list = try attempt { store throws(Store.Failure) in try store.contactList(id, of: caller.organisation) }
        guard let list else { throw Refusal(code, "List not found") }
        return list
    }

    /// No page names the success status of a call that makes something; 200 is this sandbox's choice.
    func answer(_ payload: some WireValue, meta: LeadLexAPI.Meta? = nil) -> Response {
        Response(status: 200, json: LeadLexAPI.Answer(payload, meta: meta).json)
    }
}
