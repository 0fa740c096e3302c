import LeadAPI
import LeadHTTP
import LeadJSON
import LeadModel
import LeadStore

/// `api-keys`.
extension LeadLexRoutes {
    func keys(_ request: Request, of caller: Caller) throws(Refusal) -> Response {
        let query = try read { () throws(APIDecodingError) in
            try LeadLexAPI.ListsQuery(request.query, defaultPerPage: LeadLexAPI.Limits.defaultKeyPageSize)
        }
        func text(_ name: String) -> String? { request.query.first { $0.name == name }?.value }
        let search = text("search").flatMap { $0.isEmpty ? nil : $0 }
        let found = try attempt { store throws(Store.Failure) in
            try store.apiKeys(
                of: caller.organisation, includingRevoked: text("include_revoked") == "true", search: search,
                offset: (query.page - 1) * query.perPage, limit: query.perPage)
        }
        return answer(
            Rows("api_keys", found.items.map(LeadLexAPI.Key.init)),
            meta: LeadLexAPI.Meta(page: query.page, perPage: query.perPage, total: found.total))
    }

    /// Makes a key, whose secret is answered once; a repeated request gets the same one (leadlex.md, section 1.7).
    func makeKey(_ request: Request, of caller: Caller) throws(Refusal) -> Response {
        let body = try decode(LeadLexAPI.CreateKey.self, from: request)
        let token = LeadLexAPI.keyPrefix + "live_" + Store.randomToken()
        var key = APIKey(
            id: sandbox.makeID(), name: body.name, token: token, permissions: body.permissions, tier: body.tier.rawValue,
            createdAt: sandbox.now())
        // In UTC, so that it can be compared as text.
        (key.description, key.expiresAt) = (body.description, body.expiresAt.flatMap(Instant.init)?.text)
        return try once(request, of: caller) { [key] transaction in
            try transaction.make(key, token: token, by: caller)
            var answer = LeadLexAPI.Key(key)
            answer.secret = token
            return .success(answer)
        }
    }

    func revokeKey(_ id: String, _ request: Request, of caller: Caller) throws(Refusal) -> Response {
        let time = sandbox.now()
        defer { sandbox.callers.forget() }
        return try once(request, of: caller) { transaction in
            switch try transaction.revokeKey(id, of: caller.organisation, at: time) {
            case .revoked: .success(nil)
            case .unknown: .failure(Refusal(.notFound, "API key not found"))
            case .lastAdmin:
                .failure(
                    Refusal(.insufficientPermissions, "The last active key with `admin:api_keys` cannot be revoked"))
            }
        }
    }
}

extension LeadLexAPI.Key {
    /// A key as it is answered.
    init(_ key: APIKey) {
        self.init(
            id: key.id, name: key.name, prefix: key.prefix, permissions: key.permissions, tier: key.tier,
            createdAt: key.createdAt)
        (description, expiresAt, revokedAt) = (key.description, key.expiresAt, key.revokedAt)
    }
}
