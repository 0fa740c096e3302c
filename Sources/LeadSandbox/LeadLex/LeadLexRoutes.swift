import HTTPTypes
import LeadAPI
import LeadHTTP
import LeadJSON
import LeadModel
import LeadStore

/// LeadLex's routes.
struct LeadLexRoutes {
    let sandbox: Sandbox
    /// What the endpoint takes that is being answered.
    private var contract: EndpointContract?

    init(_ sandbox: Sandbox) {
        self.sandbox = sandbox
    }

    var store: Store { sandbox.store }

    /// The time of the request.
    var time: Instant { Instant(sandbox.now()) ?? Instant(milliseconds: 0) }

    /// Why a request is refused.
    struct Refusal: Error {
        let envelope: LeadLexAPI.ErrorEnvelope
        let status: Int
        var headers: HTTPFields = [:]

        init(_ code: LeadLexAPI.Code, _ message: String, fields: [LeadLexAPI.ErrorEnvelope.Field] = []) {
            envelope = LeadLexAPI.ErrorEnvelope(code: code, message: message, fields: fields)
            status = code.status
        }

        init(_ error: APIDecodingError) {
            self.init(.validationError, "Invalid request", fields: [.init(error.field, error.message)])
        }

        init(methodNotAllowed allowed: [HTTPRequest.Method]) {
            self.init(.methodNotAllowed, "Method not allowed")
            headers[.allow] = Set(allowed.map(\.rawValue)).sorted().joined(separator: ", ")
        }

        init(_ exceeded: RateWindows.Exceeded, at time: Instant) {
            self.init(.rateLimited, "Rate limit exceeded")
            headers.add(exceeded.window)
            let wait = (exceeded.window.reset.milliseconds - time.milliseconds + 999) / 1000
            headers[.retryAfter] = String(max(1, wait))
        }

        /// The store is not the caller's business.
        init(_ failure: Store.Failure) {
            self.init(.internalError, "An unexpected error occurred")
        }
    }

    func respond(to request: Request) -> Response {
        var headers = HTTPFields()
        var response: Response
        do {
            response = try answer(request, &headers)
        } catch {
            response = Response(status: error.status, json: error.envelope.json)
            for field in error.headers { response.headers[field.name] = field.value }
        }
        for field in headers { response.headers[field.name] = field.value }
        LeadLexAPI.setRequestID("req_\(sandbox.makeID())", in: &response.headers)
        return response
    }

    /// What a request is refused with whatever its body is.
    func refusal(of request: Request) -> Response? {
        if case .endpoint = LeadLexAPI.Endpoint.match(request.method, request.path), (try? caller(of: request)) != nil {
            return nil
        }
        var bare = request
        bare.body = nil
        return respond(to: bare)
    }

    /// Checks come in this order, which no page states: 404 for a path, 405, 401, 429, 403, 404 for an id, 400.
    private func answer(_ request: Request, _ headers: inout HTTPFields) throws(Refusal) -> Response {
        let endpoint: LeadLexAPI.Endpoint
        switch LeadLexAPI.Endpoint.match(request.method, request.path) {
        case .endpoint(let match): endpoint = match
        case .wrongMethod(let allowed): throw Refusal(methodNotAllowed: allowed)
        case .unknownPath: throw Refusal(.notFound, "Not found")
        }
        let caller = try caller(of: request)
        try count(request, of: caller, &headers)
        guard endpoint.permissions.contains(where: caller.permissions.contains) else {
            throw Refusal(.insufficientPermissions, "Missing `\(endpoint.permissions[0])` permission")
        }
        guard (request.body?.count ?? 0) <= LeadLexAPI.Limits.importBytes else {
            throw Refusal(.payloadTooLarge, "The body is longer than \(LeadLexAPI.Limits.importBytes) bytes")
        }
        var routes = self
        routes.contract = endpoint.sharedContract
        try read { () throws(APIDecodingError) in try routes.contract?.check(query: request.query) }
        return try routes.route(request, to: endpoint, of: caller)
    }

    private func route(_ request: Request, to endpoint: LeadLexAPI.Endpoint, of caller: Caller) throws(Refusal) -> Response {
        switch endpoint {
        case .searchProspector, .searchProspects: try searchProspects(request)
        case .saveProspects: try saveProspects(request, of: caller)
        case .contacts: try contacts(request, of: caller)
        case .createContact: try makeContact(request, of: caller)
        case .bulkContacts: try makeContacts(request, of: caller)
        case .deleteContacts: try deleteContacts(request, of: caller)
        case .mergeContacts: try mergeContacts(request, of: caller)
        case .exportContacts: try exportContacts(request, of: caller)
        case .contact(let id): try contact(id, request, of: caller)
        case .updateContact(let id): try updateContact(id, request, of: caller)
        case .deleteContact(let id): try deleteContact(id, of: caller)
        case .contactNotes(let id): try notes(request, on: id, of: caller)
        case .createContactNote(let id): try makeNote(request, on: id, of: caller)
        case .lists: try lists(request, of: caller)
        case .createList: try makeList(request, of: caller)
        case .list(let id): answer(LeadLexAPI.ContactList(try list(id, of: caller, orRefuseAs: .listNotFound)))
        case .deleteList(let id): try deleteList(id, of: caller)
        case .addContacts(let id): try addContacts(request, to: id, of: caller)
        case .removeContact(let id, let contact): try removeContact(contact, from: id, of: caller)
        case .campaigns: try campaigns(request, of: caller)
        case .createCampaign: try makeCampaign(request, of: caller)
        case .campaign(let id): try campaign(id, of: caller)
        case .deleteCampaign(let id): try deleteCampaign(id, of: caller)
        case .campaignSteps(let id): try campaignSteps(id, of: caller)
        case .createCampaignStep(let id): try makeCampaignStep(request, of: id, by: caller)
        case .enrolContacts(let id): try enrolContacts(request, in: id, of: caller)
        case .startCampaign(let id): try startCampaign(id, of: caller)
        case .pauseCampaign(let id): try pauseCampaign(id, of: caller)
        case .campaignStats(let id): try campaignStats(id, of: caller)
        case .lexiTasks: try lexiTasks(request, of: caller)
        case .approveLexiTask(let id): try approveLexiTask(id, of: caller)
        case .companies: try companies(request, of: caller)
        case .importContacts: try importContacts(request, of: caller)
        case .apiKeys: try keys(request, of: caller)
        case .createAPIKey: try makeKey(request, of: caller)
        case .revokeAPIKey(let id): try revokeKey(id, request, of: caller)
        }
    }

    private func caller(of request: Request) throws(Refusal) -> Caller {
        guard let token = request.bearerToken else { throw Refusal(.invalidKey, "Missing Authorization header") }
        let caller = try attempt { _ throws(Store.Failure) in try sandbox.caller(token: token, at: .leadlex) }
        guard let caller else { throw Refusal(.invalidKey, "Invalid API key") }
        return caller
    }

    /// Counts the request in the windows of its key; the three documented headers tell of the day (leadlex.md, section 1.4),
    /// and the minute has headers of the sandbox's own.
    private func count(_ request: Request, of caller: Caller, _ headers: inout HTTPFields) throws(Refusal) {
        let plan: LeadLexAPI.RatePlan
        switch LeadLexAPI.RateLimitTier(rawValue: caller.tier) ?? .standard {
        case .standard: plan = sandbox.plan
        case .high: plan = .org
        case .unmetered: return
        }
        do throws(RateWindows.Exceeded) {
            let windows = try sandbox.windows.count(caller.key, plan, at: time)
            headers.add(windows.day)
            headers.add(windows.minute, suffix: "-Minute")
        } catch {
            throw Refusal(error, at: time)
        }
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

    /// Reads a body, which must be what the endpoint's contract says.
    func decode<Body: WireInput>(_ type: Body.Type, from request: Request) throws(Refusal) -> Body {
        try read { () throws(APIDecodingError) in
            let source = try JSONCursor(parsing: request.body ?? [])
            try contract?.body?.check(source)
            return try Body(source)
        }
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
    func answer(_ payload: some WireOutput, meta: LeadLexAPI.Meta? = nil) -> Response {
        Response(status: 200, json: LeadLexAPI.envelope(payload, meta: meta))
    }

    /// Does a request once, however often it comes with one `Idempotency-Key`, and answers the same each time.
    ///
    /// - Parameter body: Gives what is answered in `data`, or nothing for an answer without a body.
    func once(
        _ request: Request, of caller: Caller, _ body: (Transaction) throws -> Result<(any WireOutput)?, Refusal>
    ) throws(Refusal) -> Response {
        let repeatable = try repeatable(request, of: caller)
        let outcome = try attempt { store throws(Store.Failure) in
            try store.once(repeatable, keptFor: LeadLexAPI.Limits.idempotencyHours) { transaction in
                try body(transaction).map { payload in payload.map { LeadLexAPI.envelope($0).bytes } ?? [] }
            }
        }
        switch outcome {
        case .answered([]): return Response(status: 204, headers: [:], body: [])
        case .answered(let bytes): return Response(status: 200, headers: [.contentType: "application/json"], body: bytes)
        case .refused(let refusal): throw refusal
        case .conflict: throw Refusal(.idempotencyConflict, "This Idempotency-Key came with another request before")
        }
    }

    private func repeatable(_ request: Request, of caller: Caller) throws(Refusal) -> RepeatableRequest? {
        guard let name = HTTPField.Name("Idempotency-Key"), let key = request.headers[name] else { return nil }
        guard (1...255).contains(key.utf8.count) else {
            throw Refusal(
                .validationError, "Invalid request", fields: [.init("Idempotency-Key", "Must have 1 to 255 characters")])
        }
        return RepeatableRequest(
            scope: "\(caller.key) \(request.method) \(request.path)", key: key, content: request.body ?? [],
            secret: request.bearerToken ?? "", time: time)
    }

    /// The time of creation that a body asks for, where it may be: ISO 8601, at most a day ahead and five years back
    /// (page data-integrity); else now.
    func created(_ text: String?, else now: String) -> String {
        guard let text, let wanted = Instant(text), let present = Instant(now) else { return now }
        let day = 86_400_000
        let isNear = (present.milliseconds - (5 * 365 + 1) * day...present.milliseconds + day).contains(wanted.milliseconds)
        return isNear ? text : now
    }
}
