import HTTPTypes
import LeadAPI
import LeadHTTP
import LeadJSON
import LeadSandbox
import LeadStore
import Testing

/// API keys: what is kept of them, who may do what, and what a repeated request gets.
struct LeadLexKeyTests {
    private let world: World

    init() throws {
        world = try World(people: 20)
    }

    private func make(
        _ permissions: [String], _ others: JSONObject = [:], repeated key: String? = nil
    ) throws -> (id: String, token: String) {
        var body: JSONObject = ["name": "Made", "permissions": .texts(permissions)]
        for member in others.members { body[member.name] = member.value }
        let answer = world.send(.createAPIKey, .object(body), repeated: key)
        try #require(answer.status == 200, "\(answer.text)")
        let data = try answer.json["data"]
        return (try #require(data?["id"]?.string), try #require(data?["key"]?.string))
    }

    @Test func aMadeKeyDoesWhatItMayAndNoMore() throws {
        let key = try make(["contacts:write"])
        #expect(key.token.hasPrefix("wbk_"))
        #expect(world.send(.bulkContacts, ["contacts": [["full_name": "Ann"]]], token: key.token).status == 200)
        #expect(world.send(.contacts, token: key.token).status == 403)
        #expect(world.send(.createList, ["name": "A"], token: key.token).status == 403)
        #expect(world.send(.apiKeys, token: key.token).status == 403)
    }

    /// Each of the three spellings opens the endpoint (leadlex.md, section 1.3), and none of another resource does.
    @Test func allThreeSpellingsAreOne() throws {
        let held = try Holdings(in: world)
        for endpoint in [LeadLexAPI.Endpoint.bulkContacts, .deleteContacts, .createContactNote(contact: held.contact)] {
            for (permission, status) in [("write", 200), ("contacts:write", 200), ("write:contacts", 200), ("deals:write", 403)] {
                let key = try make([permission])
                let answer = world.send(endpoint, held.body(of: endpoint), token: key.token)
                #expect(answer.status == status, "\(permission) \(endpoint) \(answer.text)")
            }
        }
        for (permission, status) in [("read", 200), ("campaigns:read", 200), ("read:campaigns", 200), ("contacts:read", 403)] {
            #expect(world.send(.campaigns, token: try make([permission]).token).status == status)
        }
    }

    @Test func theSecretIsAnsweredOnceAndKeptNowhere() throws {
        let key = try make(["read"], ["description": "For reading", "rate_limit_tier": "high"])
        let listed = try world.leadlex(.apiKeys).json
        #expect(!listed.text.contains(key.token))
        let row = listed["data"]?["api_keys"]?.array?.last
        #expect(row?["prefix"]?.string == String(key.token.prefix(8)))
        #expect(row?["rate_limit_tier"]?.string == "high" && row?["description"]?.string == "For reading")
        #expect(row?["key"] == nil)
    }

    @Test func aRevokedKeyOpensNothing() throws {
        let key = try make(["read"])
        #expect(world.send(.lists, token: key.token).status == 200)
        let answer = world.leadlex(.revokeAPIKey(id: key.id))
        #expect(answer.status == 204 && answer.body.isEmpty)
        #expect(world.send(.lists, token: key.token).status == 401)
        #expect(world.leadlex(.revokeAPIKey(id: key.id)).status == 404)
        #expect(try world.leadlex(.apiKeys).json["data"]?["api_keys"]?.array?.isEmpty == true)
        let all = try world.leadlex(.apiKeys, query: ["include_revoked": "true"]).json
        #expect(all["data"]?["api_keys"]?.array?.first?["revoked_at"]?.string != nil)
    }

    @Test func aKeyThatHasEndedOpensNothing() throws {
        #expect(world.send(.lists, token: try make(["read"], ["expires_at": "2027-01-01T00:00:00Z"]).token).status == 200)
        #expect(world.send(.lists, token: try make(["read"], ["expires_at": "2026-01-30T23:00:00-02:00"]).token).status == 200)
        #expect(world.send(.lists, token: try make(["read"], ["expires_at": "2026-01-30T00:00:00Z"]).token).status == 401)
        #expect(world.send(.lists, token: try make(["read"], ["expires_at": "2026-01-31T02:00:00+09:00"]).token).status == 401)
    }

    @Test func theLastKeyThatMakesKeysStays() throws {
        let first = try make(["admin:api_keys", "read"])
        #expect(world.leadlex(.revokeAPIKey(id: first.id)).status == 403)
        let second = try make(["admin:api_keys"])
        #expect(world.leadlex(.revokeAPIKey(id: first.id)).status == 204)
        #expect(try world.leadlex(.revokeAPIKey(id: second.id)).code == "insufficient_permissions")
    }

    @Test(
        arguments: [
            ["permissions": ["read"]], ["name": " ", "permissions": ["read"]], ["name": "x", "permissions": []],
            ["name": "x", "permissions": ["contacts:delete"]], ["name": "x", "permissions": ["read"], "rate_limit_tier": "none"],
            ["name": "x", "permissions": ["read"], "expires_at": "tomorrow"],
            ["name": .string(String(repeating: "x", count: 121)), "permissions": ["read"]],
        ] as [JSON])
    func aBadKeyIsRefused(_ body: JSON) throws {
        let answer = world.leadlex(.createAPIKey, body)
        #expect(answer.status == 400)
        #expect(try answer.code == "validation_error")
    }

    // MARK: Repeated requests

    @Test func aRepeatedRequestMakesOneKeyAndShowsItAgain() throws {
        let first = try make(["read"], repeated: "abc")
        #expect(try make(["read"], repeated: "abc") == first)
        #expect(try world.leadlex(.apiKeys).json["meta"]?["total"] == 1)
        #expect(try make(["read"], repeated: "abd") != first)
        let other = world.send(.createAPIKey, ["name": "Other", "permissions": ["read"]], repeated: "abc")
        #expect(other.status == 409)
        #expect(try other.code == "idempotency_conflict")
    }

    @Test func anotherKeysRequestIsAnother() throws {
        let keys = try [make(["write"]), make(["write"])]
        let contact = try #require(try world.save([["name": "Ann"]]).contacts.first).id
        let body: JSON = ["contact_ids": [.string(contact)]]
        for (key, deleted) in zip(keys, [1, 0]) {
            for _ in 1...2 {
                let answer = world.send(.deleteContacts, body, token: key.token, repeated: "one")
                #expect(try answer.json["data"]?["deleted_count"]?.integer == deleted)
            }
        }
    }

    /// A token file that is made anew keeps its keys' ids, but not their tokens.
    @Test func anotherTokenOfAKeyIsAnotherSender() throws {
        let store = try Store.inMemory()
        try store.reset(people: 10)
        let served = Sandbox(
            store: store, now: { "2026-01-31T09:30:00.000Z" }, makeID: { Store.randomToken() }, admission: .stored)
        for token in ["wbk_0123456789abcdef", "wbk_fedcba9876543210"] {
            try store.admit(token: token, to: "org_demo", at: .leadlex, as: "key", time: "2026-01-31T09:30:00.000Z")
            var request = Request(.post, LeadLexAPI.Endpoint.createAPIKey.path)
            request.body = Array(#"{"name":"x","permissions":["admin:api_keys"]}"#.utf8)
            request.headers[.authorization] = "Bearer \(token)"
            if let name = HTTPField.Name("Idempotency-Key") { request.headers[name] = "K" }
            #expect(served.respond(to: request).status == 200)
            // Revoked over the API, it opens again where the file is read again.
            var revocation = Request(.delete, LeadLexAPI.Endpoint.revokeAPIKey(id: "key").path)
            revocation.headers[.authorization] = "Bearer \(token)"
            #expect(served.respond(to: revocation).status == 204)
            #expect(served.respond(to: request).status == 401)
            try store.admit(token: token, to: "org_demo", at: .leadlex, as: "key", time: "2026-01-31T09:30:00.000Z")
            #expect(served.respond(to: request).status == 200)
        }
    }

    @Test func whatWasRefusedIsTriedAgain() throws {
        let body: JSON = ["primary_id": "nobody", "duplicate_ids": ["nobody either"]]
        for _ in 1...2 { #expect(world.send(.mergeContacts, body, repeated: "again").status == 404) }
        #expect(world.send(.mergeContacts, body, repeated: "").status == 400)
    }
}

extension World {
    /// Sends a request with a token of its own, and a key by which it may come again.
    func send(
        _ endpoint: LeadLexAPI.Endpoint, _ body: JSON? = nil, token: String = Tenants.demo.token(at: .leadlex),
        repeated key: String? = nil
    ) -> Response {
        var request = Request(endpoint.method, endpoint.path, body: body?.bytes)
        request.headers[.authorization] = "Bearer \(token)"
        if let key, let name = HTTPField.Name("Idempotency-Key") { request.headers[name] = key }
        return sandbox.respond(to: request)
    }
}

extension JSON {
    fileprivate var text: String { String(decoding: bytes, as: UTF8.self) }
}
