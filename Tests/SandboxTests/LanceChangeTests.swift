import HTTPTypes
import LeadAPI
import LeadHTTP
import LeadJSON
import LeadStore
import Testing

/// Lead lists: update and delete (lance.md, sections 5.9 and 5.10).
struct LanceChangeTests {
    private let world: World

    init() throws {
        world = try World(people: 50)
    }

    private func expectRefusal(_ answer: Response, at path: [APIDecodingError.Step]) throws {
        #expect(answer.status == 400, "\(answer.text)")
        let error = try LanceAPI.ErrorEnvelope(body: answer.body)
        #expect(error.code == "BAD_REQUEST")
        #expect(error.details?.map(\.path) == [path])
    }

    // MARK: Update

    @Test func thePeopleAreReplacedByThoseThatAreSent() throws {
        let ids = try world.ids(6)
        let list = try world.makeLeadList(people: Array(ids.prefix(4)))
        let before = try world.leadList(list)
        let body: JSON = ["personIds": [.string(ids[5]), .string(ids[1].uppercased()), .string(ids[5])]]
        let answer = try world.lance(.updateLeadList(id: list), body).value(LanceAPI.LeadList.self)
        #expect(answer.personIds == [ids[5], ids[1]])
        #expect(answer.persons?.map(\.id) == [ids[5], ids[1]])
        #expect(answer.companies == nil)
        #expect(answer.updatedAt != before.updatedAt)
        #expect([answer.createdAt, answer.name, answer.startDate] == [before.createdAt, before.name, before.startDate])
        #expect(try world.leadList(list) == answer)
        #expect(try world.lance(.updateLeadList(id: list), ["personIds": []]).value(LanceAPI.LeadList.self).personIds.isEmpty)
    }

    @Test func peopleWhomTheCallerDescribedStayMembers() throws {
        let list = try world.makeLeadList(people: try world.ids(1))
        _ = try world.add(["prospects": [["firstName": "Ann", "lastName": "Lee"]]], to: list)
        let described = try #require(try world.leadList(list).personIds.last)
        let body: JSON = ["personIds": [.string(described), "550e8400-e29b-41d4-a716-446655440000", "x"]]
        let answer = try world.lance(.updateLeadList(id: list), body).value(LanceAPI.LeadList.self)
        #expect(answer.persons?.map(\.firstName) == ["Ann"])
    }

    @Test func whatIsLeftOutStays() throws {
        let ids = try world.ids(2)
        let list = try world.makeLeadList(people: ids)
        let renamed = try world.lance(.updateLeadList(id: list), ["name": "Other", "personIds": .null]).value(
            LanceAPI.LeadList.self)
        #expect(renamed.name == "Other" && renamed.personIds == ids)
        let same = try world.lance(.updateLeadList(id: list), ["type": "company", "icpId": "x", "userIds": []]).value(
            LanceAPI.LeadList.self)
        #expect(same.name == "Other" && same.personIds == ids && same.type == .person && same.userIds == ["user_demo_admin"])
    }

    @Test func aCompanyListTakesCompanies() throws {
        let ids = try world.companyIDs(4)
        let list = try world.makeLeadList(type: .company, companies: Array(ids.prefix(3)))
        #expect(try world.leadList(list).companyIds == Array(ids.prefix(3)))
        let answer = try world.lance(.updateLeadList(id: list), ["companyIds": [.string(ids[3]), .string(ids[0])]]).value(
            LanceAPI.LeadList.self)
        #expect(answer.companyIds == [ids[3], ids[0]])
        #expect(answer.companies?.map(\.id) == [ids[3], ids[0]])
        #expect(answer.personIds.isEmpty && answer.persons == nil)
    }

    @Test func theIDsOfTheOtherTypeAreRefused() throws {
        let (people, companies) = (try world.ids(2), try world.companyIDs(2))
        let personList = try world.makeLeadList(people: people)
        let companyList = try world.makeLeadList(type: .company, companies: companies)
        for ids in [.texts(companies), []] as [JSON] {
            try expectRefusal(world.lance(.updateLeadList(id: personList), ["companyIds": ids]), at: ["companyIds"])
        }
        for ids in [.texts(people), []] as [JSON] {
            try expectRefusal(world.lance(.updateLeadList(id: companyList), ["personIds": ids]), at: ["personIds"])
        }
        #expect(try world.leadList(personList).personIds == people)
        #expect(try world.leadList(companyList).companyIds == companies)
    }

    @Test(
        arguments: [
            (["name": ""], ["name"]), (["name": 3], ["name"]), (["personIds": "x"], ["personIds"]),
            (["personIds": ["a", 3]], ["personIds", 1]), (["companyIds": ["x"]], ["companyIds", 0]), ([], []),
        ] as [(JSON, [APIDecodingError.Step])])
    func badValuesChangeNothing(_ body: JSON, _ path: [APIDecodingError.Step]) throws {
        let list = try world.makeLeadList(people: try world.ids(2))
        let before = try world.leadList(list)
        try expectRefusal(world.lance(.updateLeadList(id: list), body), at: path)
        #expect(try world.leadList(list) == before)
    }

    // MARK: Delete

    @Test func aDeletedListIsGoneAndItsPeopleStay() throws {
        let ids = try world.ids(2)
        let (list, other) = (try world.makeLeadList(people: ids), try world.makeLeadList("Other", people: ids))
        let answer = world.lance(.deleteLeadList(id: list.uppercased()))
        #expect(answer.status == 204)
        #expect(answer.body.isEmpty)
        #expect(world.lance(.leadList(id: list)).status == 404)
        #expect(try world.lance(.leadLists).value(WireList<LanceAPI.LeadList>.self).elements.map(\.id) == [other])
        #expect(try world.leadList(other).persons?.map(\.id) == ids)
        let again = world.lance(.deleteLeadList(id: list))
        #expect(again.status == 404)
        #expect(
            try again.json == ["error": ["code": "NOT_FOUND", "message": .string("LeadList with id '\(list)' not found")]])
    }

    // MARK: Access

    @Test func onlyTheListsUsersAndAdminsMayChangeIt() throws {
        let ofAdmin = try world.makeLeadList(people: try world.ids(2))
        let before = try world.leadList(ofAdmin)
        for endpoint in [LanceAPI.Endpoint.updateLeadList(id: ofAdmin), .deleteLeadList(id: ofAdmin)] {
            // Access is looked at before the body is.
            for body in [["personIds": []], ["name": 3]] as [JSON] {
                let answer = world.lance(endpoint, body, as: .member)
                #expect(answer.status == 403)
                #expect(
                    try answer.json == ["error": ["code": "FORBIDDEN", "message": "You do not have access to this lead list"]])
                #expect(world.lance(endpoint, body, as: .other).status == 404)
            }
        }
        #expect(try world.leadList(ofAdmin) == before)
        let ofMember = try world.makeLeadList(as: .member)
        #expect(world.lance(.updateLeadList(id: ofMember), ["name": "B"], as: .member).status == 200)
        #expect(world.lance(.updateLeadList(id: ofMember), ["name": "C"]).status == 200)
        #expect(world.lance(.deleteLeadList(id: ofMember), as: .member).status == 204)
    }

    @Test func anUnknownListIsNamedInTheAnswer() throws {
        let answer = world.lance(.updateLeadList(id: "lead_abc123"), ["name": "A"])
        #expect(answer.status == 404)
        #expect(try answer.json == ["error": ["code": "NOT_FOUND", "message": "LeadList not found: lead_abc123"]])
    }
}
