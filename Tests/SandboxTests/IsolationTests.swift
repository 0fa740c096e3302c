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

    /// Every route, with every id of the first organisation in its path, in its body and in its query.
    @Test(arguments: [World.Who.other, .otherMember])
    func leadlexShowsAndChangesNothing(_ who: World.Who) throws {
        let held = try Holdings(in: world, named: "Secretive")
        let before = try owned() + everything(of: held)
        let ids = [held.list, held.contact, held.duplicate, held.campaign, held.task, held.key]
        let bodies: [JSON?] = [
            nil, ["prospects": [["name": "X", "email": "secret@x.example"]], "list_id": .string(held.list)],
            ["contact_ids": .texts([held.contact])], ["contact_ids": .texts([held.contact]), "dry_run": true],
            ["primary_id": .string(held.contact), "duplicate_ids": .texts([held.duplicate])],
            ["full_name": "X", "related_company_id": .string(held.contact)], ["full_name": "Changed"],
        ]
        let queries: [KeyValuePairs<String, String>] = [
            [:], ["list_id": held.list], ["search": "secret"], ["include": "*"], ["status": "pending"],
            ["include_revoked": "true"],
        ]
        for endpoint in held.endpoints {
            for body in bodies + [held.body(of: endpoint)] {
                for query in queries {
                    let answer = world.leadlex(endpoint, body, query: query, as: who)
                    if endpoint.id != nil { #expect([403, 404].contains(answer.status), "\(endpoint) \(answer.text)") }
                    // A count of deleted contacts says nothing, as long as it is that of none.
                    if answer.status == 200 {
                        #expect(!answer.text.contains("Secretive") && !ids.contains(where: answer.text.contains), "\(endpoint)")
                        #expect(try answer.contentIsCSV || (answer.json["data"]?["deleted_count"]?.integer ?? 0) == 0)
                    }
                }
            }
        }
        for query in queries where query.contains(where: { $0.key == "list_id" }) {
            #expect(world.leadlex(.contacts, query: query, as: who).status == 404)
            #expect(world.leadlex(.exportContacts, query: query, as: who).status == 404)
        }
        #expect(try owned() + everything(of: held) == before)
    }

    /// What the first organisation's admin sees of all that it has.
    private func everything(of held: Holdings) throws -> [JSON] {
        try held.endpoints.filter { $0.method == .get && $0 != .exportContacts }.map { try world.leadlex($0).json }
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

extension Response {
    fileprivate var contentIsCSV: Bool { headers[.contentType]?.hasPrefix("text/csv") == true }
}
