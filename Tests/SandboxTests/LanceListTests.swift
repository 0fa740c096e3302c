import HTTPTypes
import LeadAPI
import LeadHTTP
import LeadJSON
import LeadStore
import Testing

/// Lead lists: list, create, get; and who may see what (lance.md, sections 3.3 and 5.6 to 5.8).
struct LanceListTests {
    private let draft: JSONObject = [
        "name": "Q1", "icpId": .null, "startDate": "2026-01-01T00:00:00.000Z", "endDate": "2026-03-31T00:00:00.000Z",
        "personIds": [],
    ]

    @Test func aNewListIsAnsweredWholeAndKept() throws {
        let world = try World(people: 50)
        let answer = world.lance(.createLeadList, .object(draft), as: .member)
        let list = try answer.value(LanceAPI.LeadList.self)
        #expect(
            try answer.json.object.map { Set($0.names) } == [
                "id", "icpId", "name", "type", "startDate", "endDate", "personIds", "companyIds", "userIds", "createdAt",
                "updatedAt",
            ])
        #expect(list.name == "Q1" && list.type == .person && list.icpId == nil)
        #expect([list.startDate, list.endDate] == ["2026-01-01T00:00:00.000Z", "2026-03-31T00:00:00.000Z"])
        #expect(list.userIds == ["user_demo_member"])
        #expect(list.createdAt == list.updatedAt && list.createdAt != nil)
        #expect(try world.lance(.leadLists).json == [list.json])
    }

    @Test func aListCanBeMadeWithItsPeople() throws {
        let world = try World(people: 50)
        let ids = try world.ids(3)
        let list = try world.leadList(try world.makeLeadList(people: [ids[2].uppercased(), ids[0], ids[2]]))
        #expect(list.personIds == [ids[2], ids[0]])
        #expect(list.persons?.map(\.id) == [ids[2], ids[0]])
        #expect(list.companies == nil)
        #expect(list.persons?.allSatisfy { $0.company?.name.isEmpty == false } == true)
    }

    @Test func aCompanyListIsPopulatedWithCompanies() throws {
        let world = try World(people: 50)
        let id = try world.makeLeadList(type: .company)
        let json = try world.lance(.leadList(id: id)).json
        #expect(json["type"] == "company")
        #expect(json["companies"] == [])
        #expect(json["persons"] == nil)
        var body = draft
        body["type"] = "company"
        body["personIds"] = .texts(try world.ids(1))
        #expect(world.lance(.createLeadList, .object(body)).status == 400)
        #expect(try world.lance(.leadLists).json.array?.count == 1)
    }

    @Test(arguments: ["name", "icpId", "startDate", "endDate", "personIds"])
    func whatIsRequiredIsNamed(_ name: String) throws {
        let world = try World(people: 10)
        var body = draft
        body[name] = nil
        let answer = world.lance(.createLeadList, .object(body))
        #expect(answer.status == 400)
        #expect(
            try answer.json == [
                "error": [
                    "code": "BAD_REQUEST", "message": "Invalid request body",
                    "details": [["path": [.string(name)], "message": "Required"]],
                ]
            ])
        #expect(try world.lance(.leadLists).json == [])
    }

    @Test(
        arguments: [
            ("name", ""), ("name", "  "), ("name", 3), ("type", "people"), ("startDate", .null), ("personIds", "x"), ("icpId", 1),
        ] as [(String, JSON)])
    func badValuesAreRefused(_ name: String, _ value: JSON) throws {
        let world = try World(people: 10)
        var body = draft
        body[name] = value
        let answer = world.lance(.createLeadList, .object(body))
        #expect(answer.status == 400)
        #expect(try LanceAPI.ErrorEnvelope(body: answer.body).details?.map(\.path) == [[.name(name)]])
    }

    @Test func anAdminSeesAllListsAndAMemberTheirOwn() throws {
        let world = try World(people: 10)
        let ofAdmin = try world.makeLeadList("A")
        let ofMember = try world.makeLeadList("B", as: .member)
        func seen(by who: World.Who) throws -> [String] {
            try world.lance(.leadLists, as: who).value(WireList<LanceAPI.LeadList>.self).elements.map(\.id)
        }
        #expect(try seen(by: .admin) == [ofAdmin, ofMember])
        #expect(try seen(by: .reader) == [ofAdmin, ofMember])
        #expect(try seen(by: .member) == [ofMember])
        #expect(try seen(by: .other).isEmpty)
        #expect(try seen(by: .otherMember).isEmpty)
        // Reading one list is open to every user of the organisation (lance.md, G7), but to no other's.
        #expect(world.lance(.leadList(id: ofAdmin), as: .member).status == 200)
        #expect(world.lance(.leadList(id: ofAdmin), as: .other).status == 404)
    }

    @Test func anUnknownListIsNamedInTheAnswer() throws {
        let world = try World(people: 10)
        let id = "550e8400-e29b-41d4-a716-446655440000"
        for answer in [world.lance(.leadList(id: id)), world.lance(.addProspects(list: id), ["prospects": []])] {
            #expect(answer.status == 404)
            #expect(
                try answer.json == [
                    "error": ["code": "NOT_FOUND", "message": "LeadList not found: 550e8400-e29b-41d4-a716-446655440000"]
                ])
        }
    }

    @Test func aListIsFoundByItsIDInAnyCase() throws {
        let world = try World(people: 10)
        let id = try world.makeLeadList()
        #expect(try world.leadList(id.uppercased()).id == id)
    }

    // MARK: Signing in

    @Test(arguments: [nil, "", "lance_nobody", Tenants.demo.token(at: .leadlex)] as [String?])
    func withoutALanceTokenNothingIsAnswered(_ token: String?) throws {
        let world = try World(people: 10)
        let list = try world.makeLeadList()
        for endpoint in LanceAPI.Endpoint.all(id: list) {
            let answer = world.send(endpoint.method, endpoint.path, body: JSON.object(draft).bytes, token: token)
            #expect(answer.status == 401)
            #expect(try answer.json == ["error": ["code": "UNAUTHORIZED", "message": "Organization ID required"]])
        }
        #expect(try world.lance(.leadLists).json.array?.count == 1)
    }

    @Test func unknownPathsAndMethodsAreRefusedInTheEnvelope() throws {
        let world = try World(people: 10)
        let token = Tenants.demo.token(at: .lance)
        let nowhere = world.send(.get, "/api/v1/entities/nothing", token: token)
        #expect(nowhere.status == 404)
        #expect(try nowhere.code == "NOT_FOUND")
        for path in ["/api/v1/entities/leadlists/x", "/api/v1/entities/leadlists", "/api/v1/entities/prospects/person"] {
            let answer = world.send(.put, path, token: token)
            #expect(answer.status == 405)
            #expect(try answer.code == "METHOD_NOT_ALLOWED")
        }
        #expect(world.send(.get, "", token: token).status == 404)
    }
}
