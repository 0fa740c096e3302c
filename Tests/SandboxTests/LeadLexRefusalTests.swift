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

    /// A body that each endpoint takes.
    private static let body: JSON = [
        "name": "New", "prospects": [["name": "Ann"]], "contacts": [["full_name": "Bo"]], "contact_ids": [],
    ]

    @Test func aKeyThatMayOnlyReadWritesNothing() throws {
        let list = try world.makeList()
        for endpoint in LeadLexAPI.Endpoint.all(id: list) {
            let body = endpoint.method == .get || !endpoint.permissions.contains("read") ? Self.body : [:]
            let answer = world.leadlex(endpoint, body, as: .reader)
            if endpoint.permissions.contains("read") {
                #expect(answer.status == 200, "\(endpoint): \(answer.text)")
            } else {
                #expect(answer.status == 403)
                #expect(try answer.code == "insufficient_permissions")
            }
        }
        let writes = LeadLexAPI.Endpoint.all(id: list).filter { !$0.permissions.contains("read") }
        #expect(
            writes == [
                .saveProspects, .bulkContacts, .createList, .addContacts(list: list), .removeContact(list: list, contact: list),
                .deleteList(id: list), .updateContact(id: list),
            ])
        #expect(try world.contacts().isEmpty)
        #expect(try world.leadlex(.lists).json["meta"]?["total"] == 1)
    }

    @Test func aMemberMayWrite() throws {
        let list = try world.makeList()
        let contact = try #require(try world.save([["name": "Cy"]], list: list).contacts.first).id
        let endpoints = LeadLexAPI.Endpoint.all(id: list, member: contact).map { endpoint -> LeadLexAPI.Endpoint in
            if case .updateContact = endpoint { .updateContact(id: contact) } else { endpoint }
        }
        for endpoint in endpoints where !endpoint.permissions.contains("read") {
            #expect(
                world.leadlex(endpoint, endpoint.method == .patch ? [:] : Self.body, as: .member).status == 200, "\(endpoint)")
        }
    }

    @Test(arguments: [nil, "", "wbk_nobody", Tenants.demo.token(at: .lance)] as [String?])
    func withoutAKeyNothingIsAnswered(_ token: String?) throws {
        let list = try world.makeList()
        for endpoint in LeadLexAPI.Endpoint.all(id: list) {
            let answer = world.send(endpoint.method, endpoint.path, body: Self.body.bytes, token: token)
            #expect(answer.status == 401)
            #expect(try answer.code == "invalid_key")
        }
        #expect(try world.contacts().isEmpty)
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
        let list = try world.makeList()
        for endpoint in LeadLexAPI.Endpoint.all(id: list) where endpoint.method == .post {
            let answer = world.send(.post, endpoint.path, body: Array(text.utf8), token: Tenants.demo.token(at: .leadlex))
            #expect(answer.status == 400, "\(endpoint): \(answer.text)")
            #expect(try LeadLexAPI.ErrorEnvelope(body: answer.body).fields.map(\.name) == ["body"])
        }
    }

    @Test func everyAnswerHasARequestIDOfItsOwn() throws {
        let list = try world.makeList()
        let token = Tenants.demo.token(at: .leadlex)
        var answers = LeadLexAPI.Endpoint.all(id: list).flatMap { endpoint in
            [token, nil, Tenants.demo.readOnlyToken(at: .leadlex)].map {
                world.send(endpoint.method, endpoint.path, body: Self.body.bytes, token: $0)
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
