import HTTPTypes
import LeadAPI
import LeadHTTP
import LeadJSON
import LeadStore
import Testing

/// Nothing of one organisation shows up at, or is changed by, another.
struct IsolationTests {
    private let world: World
    private let leadList: String
    private let contactList: String
    private let contact: String
    /// Texts that only the first organisation's data hold.
    private let secrets: [String]

    init() throws {
        world = try World(people: 100)
        leadList = try world.makeLeadList("Secret leads", people: try world.ids(3))
        _ = try world.add(
            ["prospects": [["firstName": "Secretia", "lastName": "Hidden", "emails": ["secretia@x.example"]]]], to: leadList)
        contactList = try world.makeList("Secret list")
        contact = try #require(
            try world.save([["name": "Secret contact", "email": "secret@x.example"]], list: contactList).contacts.first
        ).id
        let described = try #require(try world.leadList(leadList).personIds.last)
        // A 404 repeats the id that it was asked for, so ids of lists are no secrets of an answer.
        secrets = ["Secret", described, contact, "user_demo"]
    }

    /// Everything that the first organisation can read of its own.
    private func owned() throws -> [JSON] {
        try [
            world.lance(.leadLists).json, world.lance(.leadList(id: leadList)).json, world.leadlex(.lists).json,
            world.leadlex(.contacts).json, world.leadlex(.contacts, query: ["list_id": contactList]).json,
            .string(world.leadlex(.exportContacts).text),
        ]
    }

    private func expectNoSecret(in answer: Response) {
        for secret in secrets { #expect(!answer.text.contains(secret), "\(answer.text)") }
    }

    /// Bodies that name what belongs to the first organisation.
    private func lanceBodies() throws -> [JSON] {
        let ids = JSON.texts(try world.leadList(leadList).personIds)
        return [
            ["prospects": [["firstName": "X", "lastName": "Y"]]],
            ["selection": ["mode": "manual", "includedIds": ids]],
            ["selection": ["mode": "bulk", "targetCount": 10, "filters": [:]]],
            ["name": "Theirs", "icpId": .null, "startDate": "2026-01-01", "endDate": "2026-02-01", "personIds": ids],
            ["personIds": []], ["contact": ["fullName": ["any": ["include": ["content": ["Secretia"]]]]]],
        ]
    }

    @Test(arguments: [World.Who.other, .otherMember])
    func lanceShowsAndChangesNothing(_ who: World.Who) throws {
        let before = try owned()
        for endpoint in LanceAPI.Endpoint.all(id: leadList) {
            for body in try lanceBodies() {
                let answer = world.lance(endpoint, body, as: who)
                if endpoint.id != nil {
                    #expect(answer.status == 404)
                    let message =
                        endpoint.method == .delete
                        ? "LeadList with id '\(leadList)' not found" : "LeadList not found: \(leadList)"
                    #expect(try answer.json == ["error": ["code": "NOT_FOUND", "message": .string(message)]])
                }
                expectNoSecret(in: answer)
            }
        }
        #expect(try owned() == before)
        // The other organisation's list took shared people only.
        let theirs = try world.lance(.leadLists, as: who).value(WireList<LanceAPI.LeadList>.self).elements
        #expect(theirs.count == 1)
        for list in theirs { #expect(list.personIds == (try world.ids(3))) }
    }

    @Test(arguments: [World.Who.other, .otherMember])
    func leadlexShowsAndChangesNothing(_ who: World.Who) throws {
        let before = try owned()
        let bodies: [JSON] = [
            ["name": "Secretia"], ["prospects": [["name": "X", "email": "secret@x.example"]], "list_id": .string(contactList)],
            ["contacts": [["full_name": "X", "email": "secret@x.example"]]], ["contact_ids": [.string(contact)]],
            ["full_name": "Changed"],
        ]
        let queries: [KeyValuePairs<String, String>] = [
            [:], ["list_id": contactList], ["search": "secret"], ["fields": "id,full_name,email"],
        ]
        for endpoint in LeadLexAPI.Endpoint.all(id: contactList, member: contact) + [.updateContact(id: contact)] {
            for body in bodies {
                for query in queries {
                    let answer = world.leadlex(endpoint, body, query: query, as: who)
                    if endpoint.id != nil { #expect(answer.status == 404) }
                    // What they made themselves may be answered.
                    if endpoint != .createList, answer.status == 200 {
                        #expect(
                            !answer.text.contains(contact) && !answer.text.contains("Secret contact")
                                && !answer.text.contains(contactList))
                    }
                }
            }
        }
        for query in queries where query.contains(where: { $0.key == "list_id" }) {
            #expect(world.leadlex(.contacts, query: query, as: who).status == 404)
            #expect(world.leadlex(.exportContacts, query: query, as: who).status == 404)
        }
        #expect(try owned() == before)
        // The address that the first organisation knows is new to them.
        #expect(try world.contacts(as: who).map(\.email) == ["secret@x.example"])
    }

    @Test func theirContactsDoNotJoinAnothersList() throws {
        let before = try owned()
        let theirs = try world.makeList("Theirs", as: .other)
        #expect(world.leadlex(.addContacts(list: theirs), ["contact_ids": [.string(contact)]], as: .other).status == 400)
        #expect(try world.contacts(["list_id": theirs], as: .other).isEmpty)
        #expect(try owned() == before)
    }

    @Test func idsOfDescribedPeopleMeanNothingToOthers() throws {
        let described = try #require(try world.leadList(leadList).personIds.last)
        let theirs = try world.makeLeadList("Theirs", as: .other)
        #expect(
            try world.add(["selection": ["mode": "manual", "includedIds": [.string(described)]]], to: theirs, as: .other) == 0)
        let body: JSON = ["prospects": [["firstName": "Own", "lastName": "Person", "id": .string(described)]]]
        #expect(try world.add(body, to: theirs, as: .other) == 1)
        #expect(try world.leadList(theirs, as: .other).persons?.map(\.firstName) == ["Own"])
        #expect(try world.leadList(leadList).persons?.last?.firstName == "Secretia")
    }
}
