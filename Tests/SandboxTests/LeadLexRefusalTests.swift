import HTTPTypes
import LeadAPI
import LeadHTTP
import LeadJSON
import LeadSandbox
import LeadStore
import Testing

/// Keys, permissions, unknown routes and what every answer has in common (leadlex.md, sections 1.2 to 1.6).
struct LeadLexRefusalTests {
    private let world: World

    init() throws {
        world = try World(people: 20)
    }

    @Test func aKeyThatMayOnlyReadWritesNothing() throws {
        let held = try Holdings(in: world)
        let before = try (world.contacts().count, world.leadlex(.lists).json["meta"])
        for endpoint in held.endpoints {
            let answer = world.leadlex(endpoint, held.body(of: endpoint), as: .reader)
            if endpoint.permissions.contains("read") {
                #expect(answer.status == 200, "\(endpoint): \(answer.text)")
            } else {
                #expect(answer.status == 403)
                #expect(try answer.code == "insufficient_permissions")
            }
        }
        for endpoint in held.endpoints where !endpoint.permissions.contains("read") {
            #expect(endpoint.repetition != .read || endpoint == .lexiTasks || endpoint == .apiKeys, "\(endpoint)")
        }
        #expect(try world.contacts().count == before.0)
        #expect(try world.leadlex(.lists).json["meta"] == before.1)
    }

    @Test func aMemberMayWriteAndDoesWhatThePagesSay() throws {
        for place in LeadLexAPI.Endpoint.all(id: "").indices {
            let world = try World(people: 20)
            let held = try Holdings(in: world)
            let endpoint = held.endpoints[place]
            held.prepare(for: endpoint, in: world)
            let answer = world.leadlex(endpoint, held.body(of: endpoint), as: .member)
            let isAllowed = !Set(endpoint.permissions).isDisjoint(with: ["read", "write"])
            #expect(answer.status == (isAllowed ? 200 : 403), "\(endpoint) \(answer.text)")
        }
    }

    @Test func whatIsAnsweredIsWhatTheContractSays() throws {
        for place in LeadLexAPI.Endpoint.all(id: "").indices {
            let world = try World(people: 20)
            let held = try Holdings(in: world)
            let endpoint = held.endpoints[place]
            held.prepare(for: endpoint, in: world)
            let answer = world.leadlex(endpoint, held.body(of: endpoint))
            #expect(answer.status == endpoint.contract.answer.status, "\(endpoint) \(answer.text)")
            guard case .json(let schema) = endpoint.contract.answer else { continue }
            try schema.check(JSONCursor(answer.json))
        }
    }

    /// Every way to be refused that a contract has, and none that it has not.
    @Test func whatIsRefusedIsInTheContract() throws {
        let held = try Holdings(in: world)
        let broken: [JSON?] = [nil, [], ["name": 1, "contact_ids": "x", "prospects": [[:]]], held.body(of: .createList)]
        for endpoint in held.endpoints + LeadLexAPI.Endpoint.all(id: "nobody's", member: "nobody's") {
            for body in broken + [held.body(of: endpoint)] {
                for who in [World.Who.admin, .reader, .other] {
                    let answer = world.leadlex(endpoint, body, query: ["page": "x", "per_page": "0"], as: who)
                    guard answer.status >= 400 else { continue }
                    let code = try #require(try answer.code)
                    #expect(endpoint.contract.failures[answer.status]?.contains(code) == true, "\(endpoint) \(answer.text)")
                    try JSONSchema.errorOfLeadLex.check(JSONCursor(answer.json))
                }
            }
        }
    }

    @Test(arguments: [nil, "", "wbk_nobody", Tenants.demo.token(at: .lance)] as [String?])
    func withoutAKeyNothingIsAnswered(_ token: String?) throws {
        let held = try Holdings(in: world)
        let before = try world.contacts().count
        for endpoint in held.endpoints {
            let answer = world.send(endpoint.method, endpoint.path, body: held.body(of: endpoint)?.bytes, token: token)
            #expect(answer.status == 401)
            #expect(try answer.code == "invalid_key")
        }
        #expect(try world.contacts().count == before)
    }

    @Test func theTokenMustBeABearersOne() {
        let token = Tenants.demo.token(at: .leadlex)
        for (value, status) in [
            ("bearer \(token)", 200), ("Basic \(token)", 401), (token, 401), ("Bearer", 401), ("Bearer \(token)x", 401),
        ] {
            let request = Request(.get, LeadLexAPI.Endpoint.lists.path, headers: [.authorization: value])
            #expect(world.sandbox.respond(to: request).status == status, "\(value)")
        }
    }

    @Test func unknownPathsAndMethodsAreRefusedInTheEnvelope() throws {
        let token = Tenants.demo.token(at: .leadlex)
        for path in ["", "/v1", "/v1/nothing", "/v1/lists//contacts", "/v1/contacts/bulk/more", "/v2/contacts"] {
            let answer = world.send(.get, LeadLexAPI.basePath + path, token: token)
            #expect(answer.status == 404, "\(path)")
            #expect(try answer.code == "not_found")
        }
        for endpoint in LeadLexAPI.Endpoint.all(id: "x") {
            let answer = world.send(.put, endpoint.path, token: token)
            #expect(answer.status == 405)
            #expect(try answer.code == "method_not_allowed")
        }
    }

    @Test(arguments: [
        "", "{", "nonsense", "[1,]", "{\"name\":\"a\"} x", "{\"a\":1,\"a\":2}", "\u{FEFF}{}", "{\"name\":\"\\ud800\"}",
    ])
    func whatIsNoJSONIsRefused(_ text: String) throws {
        let held = try Holdings(in: world)
        for endpoint in held.endpoints where endpoint.contract.body != nil {
            let answer = world.send(
                endpoint.method, endpoint.path, body: Array(text.utf8), token: Tenants.demo.token(at: .leadlex))
            #expect(answer.status == 400, "\(endpoint): \(answer.text)")
            #expect(try LeadLexAPI.ErrorEnvelope(body: answer.body).fields.map(\.name) == ["body"])
        }
    }

    @Test func everyAnswerHasARequestIDOfItsOwn() throws {
        let held = try Holdings(in: world)
        let token = Tenants.demo.token(at: .leadlex)
        var answers = held.endpoints.flatMap { endpoint in
            [token, nil, Tenants.demo.readOnlyToken(at: .leadlex)].map {
                world.send(endpoint.method, endpoint.path, body: held.body(of: endpoint)?.bytes, token: $0)
            }
        }
        answers.append(world.send(.get, LeadLexAPI.basePath + "/nothing", token: token))
        answers.append(world.send(.delete, LeadLexAPI.Endpoint.lists.path, token: token))
        answers.append(world.send(.post, LeadLexAPI.Endpoint.createList.path, body: [0xFF], token: token))
        #expect(Set(answers.map(\.status)).isSuperset(of: [200, 400, 401, 403, 404, 405]))
        let ids = answers.compactMap { LeadLexAPI.requestID(in: $0.headers) }
        #expect(ids.count == answers.count)
        #expect(ids.allSatisfy { $0.hasPrefix("req_") })
        #expect(Set(ids).count == ids.count)
    }
}
