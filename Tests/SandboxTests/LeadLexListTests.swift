import LeadAPI
import LeadHTTP
import LeadJSON
import Testing

/// Lists of contacts and the page of contacts (leadlex.md, sections 1.5 and 3).
struct LeadLexListTests {
    private let world: World

    init() throws {
        world = try World(people: 20)
    }

    private func names(_ query: KeyValuePairs<String, String>) throws -> [String] {
        try world.contacts(query).map(\.fullName)
    }

    private func add(_ ids: [String], to list: String) -> Response {
        world.leadlex(.addContacts(list: list), ["contact_ids": .texts(ids)])
    }

    // MARK: Lists

    @Test func aNewListIsAnsweredAndListed() throws {
        let answer = world.leadlex(.createList, ["name": "Law Firm CEOs", "description": "Q1 Campaign"])
        let list = try answer.data(LeadLexAPI.ContactList.self)
        #expect([list.name, list.description] == ["Law Firm CEOs", "Q1 Campaign"])
        #expect(list.contactCount == 0 && list.createdAt != nil)
        let second = try world.makeList("Second")
        let lists = try world.leadlex(.lists).value(LeadLexAPI.Answer<LeadLexAPI.ContactLists>.self)
        #expect(lists.data.lists.map(\.id) == [list.id, second])
        #expect(lists.meta == LeadLexAPI.Meta(page: 1, perPage: 50, total: 2))
        let page = try world.leadlex(.lists, query: ["per_page": "1", "page": "2"]).value(
            LeadLexAPI.Answer<LeadLexAPI.ContactLists>.self)
        #expect(page.data.lists.map(\.id) == [second])
        #expect(page.meta == LeadLexAPI.Meta(page: 2, perPage: 1, total: 2))
    }

    @Test func aNameIsTakenOnceAnOrganisation() throws {
        _ = try world.makeList("Prospects")
        let answer = world.leadlex(.createList, ["name": "Prospects"])
        #expect(answer.status == 400)
        let error = try #require(try answer.json["error"])
        #expect(error["code"] == "validation_error")
        #expect(error["details"]?["fields"]?.object?.names == ["name"])
        #expect(try world.leadlex(.lists).json["meta"]?["total"] == 1)
        _ = try world.makeList("Prospects", as: .other)
    }

    @Test(arguments: [[:], ["name": .null], ["name": ""], ["name": " "], ["name": 3]] as [JSON])
    func aListNeedsAName(_ body: JSON) throws {
        let answer = world.leadlex(.createList, body)
        #expect(answer.status == 400)
        #expect(try LeadLexAPI.ErrorEnvelope(body: answer.body).fields.map(\.name) == ["name"])
        #expect(try world.leadlex(.lists).json["meta"]?["total"] == 0)
    }

    // MARK: Adding to a list

    @Test func contactsJoinOnce() throws {
        let ids = try world.save([["name": "Ann"], ["name": "Bo"], ["name": "Cy"]]).contacts.map(\.id)
        let list = try world.makeList()
        #expect(
            try add([ids[1], ids[0], ids[1]], to: list).data(LeadLexAPI.ContactsAdded.self)
                == LeadLexAPI.ContactsAdded(added: 2, listID: list, contactCount: 2))
        #expect(
            try add(ids, to: list).data(LeadLexAPI.ContactsAdded.self)
                == LeadLexAPI.ContactsAdded(added: 1, listID: list, contactCount: 3))
        #expect(try add([], to: list).data(LeadLexAPI.ContactsAdded.self).added == 0)
        #expect(try names(["list_id": list]) == ["Ann", "Bo", "Cy"])
    }

    @Test func aHundredContactsCanBeAddedAndNoMore() throws {
        let ids = try world.save((0..<101).map { ["name": .string("P\($0)")] }).contacts.map(\.id)
        let list = try world.makeList()
        let refused = add(ids, to: list)
        #expect(refused.status == 400)
        #expect(try LeadLexAPI.ErrorEnvelope(body: refused.body).fields.map(\.name) == ["contact_ids"])
        #expect(try names(["list_id": list]).isEmpty)
        #expect(try add(Array(ids.prefix(100)), to: list).data(LeadLexAPI.ContactsAdded.self).added == 100)
    }

    @Test func unknownAndForeignContactsKeepAllOut() throws {
        let mine = try world.save([["name": "Ann"]]).contacts.map(\.id)
        let theirs = try world.save([["name": "Theirs"]], as: .other).contacts.map(\.id)
        let list = try world.makeList()
        for strangers in [theirs, ["550e8400-e29b-41d4-a716-446655440000"], [""]] {
            let answer = add(mine + strangers, to: list)
            #expect(answer.status == 400)
            #expect(try LeadLexAPI.ErrorEnvelope(body: answer.body).fields.map(\.name) == ["contact_ids"])
        }
        #expect(try names(["list_id": list]).isEmpty)
        let nowhere = add(mine, to: "abc-123")
        #expect(nowhere.status == 404)
        #expect(try nowhere.code == "not_found")
    }

    // MARK: The page of contacts

    @Test func contactsAreAnsweredByPage() throws {
        _ = try world.save((0..<60).map { ["name": .string("P\($0)")] })
        let all = (0..<60).map { "P\($0)" }
        let first = try world.leadlex(.contacts).value(LeadLexAPI.Answer<LeadLexAPI.Contacts>.self)
        #expect(first.meta == LeadLexAPI.Meta(page: 1, perPage: 50, total: 60))
        #expect(first.data.contacts.map(\.fullName) == Array(all.prefix(50)))
        #expect(try names(["per_page": "25", "page": "3"]) == Array(all.suffix(10)))
        #expect(try names(["per_page": "100"]) == all)
        #expect(try names(["page": "3"]).isEmpty)
    }

    @Test(arguments: [
        ("per_page", "0"), ("per_page", "101"), ("page", "0"), ("page", "x"), ("sort", "email"), ("sort", "--created_at"),
    ])
    func badQueriesAreRefused(_ name: String, _ value: String) throws {
        let answer = world.leadlex(.contacts, query: [name: value])
        #expect(answer.status == 400)
        #expect(try LeadLexAPI.ErrorEnvelope(body: answer.body).fields.map(\.name) == [name])
    }

    @Test func contactsAreSearchedByNameAndAddressInAnyCase() throws {
        _ = try world.save([
            ["name": "Élodie Lefèvre", "email": "el@x.example"], ["name": "ÅSE Berg", "email": "ASE@Y.example"],
            ["name": "Ann O'Brien"],
            ["name": "100%_real"],
        ])
        #expect(try names(["search": "élodie"]) == ["Élodie Lefèvre"])
        #expect(try names(["search": "Élodie"]) == ["Élodie Lefèvre"])
        #expect(try names(["search": "åse b"]) == ["ÅSE Berg"])
        #expect(try names(["search": "ase@y"]) == ["ÅSE Berg"])
        #expect(try names(["search": "o'b"]) == ["Ann O'Brien"])
        #expect(try names(["search": "%_"]) == ["100%_real"])
        #expect(try names(["search": "' OR 1=1 --"]).isEmpty)
        #expect(try world.leadlex(.contacts, query: ["search": "x.example"]).json["meta"]?["total"] == 1)
    }

    @Test func contactsAreSortedBothWays() throws {
        _ = try world.save([["name": "Cy"], ["name": "Ann"]])
        _ = try world.save([["name": "Bo"]])
        #expect(try names([:]) == ["Cy", "Ann", "Bo"])
        #expect(try names(["sort": "created_at"]) == ["Cy", "Ann", "Bo"])
        #expect(try names(["sort": "-created_at"]) == ["Bo", "Ann", "Cy"])
        #expect(try names(["sort": "full_name"]) == ["Ann", "Bo", "Cy"])
        #expect(try names(["sort": "-full_name"]) == ["Cy", "Bo", "Ann"])
        #expect(try names(["sort": "-updated_date"]) == ["Bo", "Ann", "Cy"])
    }

    @Test func contactsAreFoundByListAndTime() throws {
        let list = try world.makeList()
        _ = try world.save([["name": "Ann"]])
        _ = try world.save([["name": "Bo"]], list: list)
        let time = try #require(try world.contacts().first?.createdAt)
        #expect(try names(["created_after": time]) == ["Bo"])
        #expect(try names(["list_id": list]) == ["Bo"])
        #expect(try names(["list_id": list, "search": "ann"]).isEmpty)
        #expect(world.leadlex(.contacts, query: ["list_id": "abc-123"]).status == 404)
    }
}
