import HTTPTypes
import LeadAPI
import LeadHTTP
import LeadJSON
import Testing

/// Removal from a list, deletion of a list, and changes of a contact (leadlex.md, sections 2.7, 2.17 and 2.18).
struct LeadLexChangeTests {
    private let world: World
    private let list: String
    /// Ann and Bo are in the list; Cy is not.
    private let ids: [String]

    init() throws {
        world = try World(people: 20)
        list = try world.makeList()
        ids = try world.save([
            ["name": "Ann", "email": "ann@x.example", "title": "CEO", "company_name": "Acme"], ["name": "Bo"],
            ["name": "Cy", "email": "cy@x.example"],
        ]).contacts.map(\.id)
        try #require(
            world.leadlex(.addContacts(list: list), ["contact_ids": .texts(Array(ids.prefix(2)))]).status == 200)
    }

    private func names(_ query: KeyValuePairs<String, String> = [:]) throws -> [String] {
        try world.contacts(query).map(\.fullName)
    }

    private func expectRefusal(_ answer: Response, _ status: Int, _ code: String) throws {
        #expect(answer.status == status, "\(answer.text)")
        #expect(try answer.code == code)
    }

    // MARK: Removal

    @Test func aRemovedContactLivesOn() throws {
        let answer = world.leadlex(.removeContact(list: list, contact: ids[0]))
        #expect(answer.status == 200)
        #expect(
            try answer.json == ["data": ["removed": true, "list_id": .string(list), "contact_id": .string(ids[0])]])
        #expect(try names(["list_id": list]) == ["Bo"])
        #expect(try names() == ["Ann", "Bo", "Cy"])
        try expectRefusal(world.leadlex(.removeContact(list: list, contact: ids[0])), 404, "membership_not_found")
    }

    @Test func whoIsNoMemberIsNotFound() throws {
        let theirs = try world.save([["name": "Theirs"]], as: .other).contacts.map(\.id)
        for contact in [ids[2], "abc-123"] + theirs {
            try expectRefusal(world.leadlex(.removeContact(list: list, contact: contact)), 404, "membership_not_found")
        }
        try expectRefusal(world.leadlex(.removeContact(list: "abc-123", contact: ids[0])), 404, "list_not_found")
        try expectRefusal(world.leadlex(.removeContact(list: list, contact: ids[0]), as: .other), 404, "list_not_found")
        try expectRefusal(
            world.leadlex(.removeContact(list: list, contact: ids[0]), as: .reader), 403, "insufficient_permissions")
        #expect(try names(["list_id": list]) == ["Ann", "Bo"])
    }

    // MARK: Deletion

    @Test func aDeletedListLeavesItsContacts() throws {
        let other = try world.makeList("Other")
        let answer = world.leadlex(.deleteList(id: list))
        #expect(answer.status == 200)
        #expect(try answer.json == ["data": ["deleted": true, "id": .string(list), "memberships_removed": 2]])
        #expect(try names() == ["Ann", "Bo", "Cy"])
        #expect(try world.leadlex(.lists).data(LeadLexAPI.ContactLists.self).lists.map(\.id) == [other])
        try expectRefusal(world.leadlex(.deleteList(id: list)), 404, "list_not_found")
        // The name is free again.
        _ = try world.makeList()
    }

    @Test func nobodyElseDeletesAList() throws {
        try expectRefusal(world.leadlex(.deleteList(id: list), as: .other), 404, "list_not_found")
        try expectRefusal(world.leadlex(.deleteList(id: list), as: .reader), 403, "insufficient_permissions")
        #expect(try names(["list_id": list]) == ["Ann", "Bo"])
    }

    // MARK: Changes

    @Test func aChangeLeavesTheOtherFields() throws {
        let before = try #require(try world.contacts().first)
        let body: JSON = ["job_title": "CFO", "phone": "+1", "linkedin_url": "https://l", "company_name": .null, "notes": "met"]
        let answer = try world.leadlex(.updateContact(id: ids[0]), body).data(LeadLexAPI.Contact.self)
        #expect([answer.id, answer.fullName] == [ids[0], "Ann"])
        #expect([answer.jobTitle, answer.phone, answer.linkedinURL] == ["CFO", "+1", "https://l"])
        #expect([answer.email, answer.companyName, answer.createdAt] == [before.email, "Acme", before.createdAt])
        #expect(answer.updatedDate != before.updatedDate && answer.updatedDate != nil)
        #expect(try world.contacts().first == answer)
        #expect(try names(["list_id": list]) == ["Ann", "Bo"])
    }

    @Test func aNewAddressIsTheOneThatCounts() throws {
        #expect(world.leadlex(.updateContact(id: ids[0]), ["email": "New@x.example"]).status == 200)
        #expect(try world.save([["name": "Again", "email": "new@X.example"]]).created == 0)
        #expect(try world.save([["name": "Free", "email": "ann@x.example"]]).created == 1)
        // Its own address in other letters is no other contact's.
        #expect(world.leadlex(.updateContact(id: ids[0]), ["email": "NEW@x.example"]).status == 200)
    }

    @Test(
        arguments: [
            (["email": "CY@x.example"], "email"), (["email": "nobody"], "email"), (["email": ""], "email"),
            (["full_name": " "], "full_name"), (["phone": 7], "phone"), (["job_title": ["x"]], "job_title"), ([], "body"),
        ] as [(JSON, String)])
    func badChangesAreRefused(_ body: JSON, _ field: String) throws {
        let before = try world.contacts()
        let answer = world.leadlex(.updateContact(id: ids[0]), body)
        try expectRefusal(answer, 400, "validation_error")
        #expect(try LeadLexAPI.ErrorEnvelope(body: answer.body).fields.map(\.name) == [field])
        #expect(try world.contacts() == before)
    }

    @Test func onlyTheWorkspacesContactsCanBeChanged() throws {
        let before = try world.contacts()
        let change: JSON = ["full_name": "Changed"]
        try expectRefusal(world.leadlex(.updateContact(id: ids[0]), change, as: .other), 404, "not_found")
        try expectRefusal(world.leadlex(.updateContact(id: ids[0]), change, as: .reader), 403, "insufficient_permissions")
        // An unknown contact is said before a bad body, and never made.
        for body in [change, ["phone": 7]] { try expectRefusal(world.leadlex(.updateContact(id: "x"), body), 404, "not_found") }
        #expect(try world.contacts() == before)
    }
}
