import LeadAPI
import LeadHTTP
import LeadJSON
import Testing

/// `prospects/save` (seeds 000 and 001) and `contacts/bulk` (seed 004).
struct LeadLexSaveTests {
    private let world: World

    init() throws {
        world = try World(people: 20)
    }

    private func names(_ query: KeyValuePairs<String, String> = [:]) throws -> [String] {
        try world.contacts(query).map(\.fullName)
    }

    private func expectRefusal(_ endpoint: LeadLexAPI.Endpoint, _ body: JSON, _ fields: [String]) throws {
        let before = try world.contacts().count
        let answer = world.leadlex(endpoint, body)
        #expect(answer.status == 400)
        let error = try LeadLexAPI.ErrorEnvelope(body: answer.body)
        #expect(error.code == "validation_error")
        #expect(error.fields.map(\.name) == fields)
        #expect(try world.contacts().count == before)
    }

    // MARK: Saving prospects

    @Test func theExampleOfThePageIsSaved() throws {
        let list = try world.makeList()
        let prospect: JSON = [
            "name": "John Smith", "email": "john@example.com", "title": "CEO", "company_name": "Acme Legal Corp",
            "linkedin_url": "https://linkedin.com/in/johnsmith",
        ]
        let answer = world.leadlex(.saveProspects, ["prospects": [prospect], "list_id": .string(list)])
        let json = try answer.json
        let contact = try #require(json["data"]?["contacts"]?.array?.first)
        let id = try #require(contact["id"]?.string)
        #expect(
            json == [
                "data": [
                    "created": 1,
                    "contacts": [
                        [
                            "id": .string(id), "full_name": "John Smith", "email": "john@example.com", "job_title": "CEO",
                            "company_name": "Acme Legal Corp",
                        ]
                    ],
                ]
            ])
        let kept = try #require(try world.contacts(["list_id": list]).first)
        #expect(kept.id == id)
        #expect(kept.linkedinURL == "https://linkedin.com/in/johnsmith")
        #expect(kept.createdAt != nil && kept.createdAt == kept.updatedDate)
    }

    @Test func oneAddressIsSavedOnce() throws {
        let first = try world.save([
            ["name": "Ann", "email": "ann@x.example"], ["name": "Ann again", "email": " ANN@X.example "],
            ["name": "Bo", "email": "bo@x.example"],
        ])
        #expect(first.created == 2)
        #expect(first.contacts.map(\.fullName) == ["Ann", "Bo"])
        let second = try world.save([["name": "Annie", "email": "Ann@x.Example"], ["name": "Cy", "email": "cy@x.example"]])
        #expect(second.created == 1)
        #expect(second.contacts.map(\.fullName) == ["Cy"])
        #expect(try names() == ["Ann", "Bo", "Cy"])
        #expect(try world.save([["name": "Bo", "email": "bo@x.example"]]) == LeadLexAPI.Created(created: 0, contacts: []))
    }

    @Test func addressesAreComparedByUnicodesLetters() throws {
        let created = try world.save([
            ["name": "Jürgen", "email": "jürgen@x.example"], ["name": "J", "email": "JÜRGEN@X.EXAMPLE"],
        ])
        #expect(created.created == 1)
    }

    @Test func thoseWithoutAddressAreAlwaysNew() throws {
        let rows: [JSON] = [
            ["name": "Ann"], ["name": "Ann", "email": .null], ["name": "Ann", "email": ""], ["name": "Ann", "email": "  "],
        ]
        #expect(try world.save(rows).created == 4)
        #expect(try world.save(rows).created == 4)
    }

    @Test func onlyNewContactsJoinTheList() throws {
        _ = try world.save([["name": "Ann", "email": "ann@x.example"]])
        let list = try world.makeList()
        let created = try world.save([["name": "Ann", "email": "ann@x.example"], ["name": "Bo"]], list: list)
        #expect(created.created == 1)
        #expect(try names(["list_id": list]) == ["Bo"])
        let lists = try world.leadlex(.lists).data(LeadLexAPI.ContactLists.self).lists
        #expect(lists.map(\.contactCount) == [1])
    }

    @Test(arguments: ["abc-123", "", "550e8400-e29b-41d4-a716-446655440000"])
    func anUnknownListKeepsEverythingOut(_ list: String) throws {
        let answer = world.leadlex(.saveProspects, ["prospects": [["name": "Ann"]], "list_id": .string(list)])
        #expect(answer.status == 404)
        #expect(try answer.code == "not_found")
        #expect(try names().isEmpty)
    }

    @Test func oneBadRowKeepsAllOut() throws {
        let good: JSON = ["name": "Ann", "email": "ann@x.example"]
        try expectRefusal(.saveProspects, ["prospects": [good, ["email": "bo@x.example"]]], ["prospects[1].name"])
        try expectRefusal(.saveProspects, ["prospects": [good, ["name": " "]]], ["prospects[1].name"])
        try expectRefusal(.saveProspects, ["prospects": [good, ["name": "Bo", "email": 7]]], ["prospects[1].email"])
        try expectRefusal(.saveProspects, ["prospects": [good, "Bo"]], ["prospects[1]"])
        try expectRefusal(.saveProspects, ["prospects": [good], "list_id": 7], ["list_id"])
        try expectRefusal(.saveProspects, ["prospects": .object([:])], ["prospects"])
        try expectRefusal(.saveProspects, ["list_id": "x"], ["prospects"])
    }

    @Test func nobodyIsSavedFromAnEmptyList() throws {
        #expect(try world.save([]) == LeadLexAPI.Created(created: 0, contacts: []))
    }

    // MARK: Many contacts at once

    private func rows(_ count: Int) -> JSON {
        .array((0..<count).map { ["full_name": .string("P\($0)"), "email": .string("p\($0)@x.example")] })
    }

    @Test func fiveHundredContactsAreMadeAndNoMore() throws {
        try expectRefusal(.bulkContacts, ["contacts": rows(501)], ["contacts"])
        let created = try world.leadlex(.bulkContacts, ["contacts": rows(500)]).data(LeadLexAPI.Created.self)
        #expect(created.created == 500)
        #expect(created.contacts.map(\.fullName) == (0..<500).map { "P\($0)" })
        #expect(try world.leadlex(.bulkContacts, ["contacts": rows(500)]).data(LeadLexAPI.Created.self).created == 0)
    }

    @Test func aBulkRowIsKeptWithAllItsMembers() throws {
        let row: JSON = [
            "full_name": "Zoë O'Hara", "email": "zoe@x.example", "phone": "+1", "job_title": "CEO", "company": "Acme Inc",
            "linkedin_url": "https://linkedin.com/in/zoe", "tags": ["a", "b"], "custom_fields": ["size": 3],
        ]
        let answer = try world.leadlex(.bulkContacts, ["contacts": [row]]).json
        let created = try #require(answer["data"]?["contacts"]?.array?.first?.object)
        #expect(created.names == ["id", "full_name", "email"])
        let contact = try #require(try world.contacts().first)
        #expect(contact.id == created["id"]?.string)
        #expect(
            [contact.phone, contact.jobTitle, contact.companyName, contact.linkedinURL] == [
                "+1", "CEO", "Acme Inc", "https://linkedin.com/in/zoe",
            ])
    }

    @Test func aBadBulkRowKeepsAllOut() throws {
        let good: JSON = ["full_name": "Ann"]
        try expectRefusal(.bulkContacts, ["contacts": [good, ["email": "x@y.example"]]], ["contacts[1].full_name"])
        try expectRefusal(.bulkContacts, ["contacts": [good, ["full_name": "Bo", "tags": "x"]]], ["contacts[1].tags"])
        try expectRefusal(
            .bulkContacts, ["contacts": [good, ["full_name": "Bo", "custom_fields": [1]]]], ["contacts[1].custom_fields"])
        try expectRefusal(.bulkContacts, [:], ["contacts"])
    }
}
