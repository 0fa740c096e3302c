import LeadAPI
import LeadHTTP
import LeadJSON
import LeadStore
import Testing

/// One contact: its names, times, notes, company, and what becomes of it (leadlex.md, sections 1.8 and 2.5 to 2.13).
struct LeadLexSingleTests {
    private let world: World

    init() throws {
        world = try World(people: 20)
    }

    private func make(_ body: JSON) throws -> JSON {
        let answer = world.leadlex(.createContact, body)
        try #require(answer.status == 200, "\(answer.text)")
        return try #require(try answer.json["data"])
    }

    private func id(_ body: JSON) throws -> String { try #require(try make(body)["id"]?.string) }

    // MARK: Names

    @Test(
        arguments: [
            (["full_name": "Jane Doe"], "Jane", "Doe", "Jane Doe"),
            // The page calls it support for surnames of several words, and parts it so (leadlex.md, section 1.8).
            (["full_name": "Jean-Claude van Damme"], "Jean-Claude van", "Damme", "Jean-Claude van Damme"),
            (["full_name": "Doe, Jane"], "Jane", "Doe", "Jane Doe"),
            (["full_name": "van der Berg, Jan Peter"], "Jan Peter", "van der Berg", "Jan Peter van der Berg"),
            (["full_name": "Madonna"], "Madonna", "", "Madonna"), (["full_name": "Doe,"], "Doe,", "", "Doe,"),
            (["first_name": "Jane", "last_name": "Doe"], "Jane", "Doe", "Jane Doe"),
            (["last_name": "Doe"], "", "Doe", "Doe"),
            (["full_name": "Jane Doe", "last_name": "Roe"], "Jane", "Roe", "Jane Doe"),
            (["email": "jane.doe@x.example"], "Jane", "Doe", "Jane Doe"), (["email": "jane@x.example"], "Jane", "", "Jane"),
            (["email": "jane_van-doe@x.example"], "Jane Van", "Doe", "Jane Van Doe"),
            (["full_name": "山田 太郎"], "山田", "太郎", "山田 太郎"),
        ] as [(JSON, String, String, String)])
    func theRestOfANameIsFound(_ body: JSON, _ first: String, _ last: String, _ full: String) throws {
        let made = try make(body)
        let got = try world.leadlex(.contact(id: try #require(made["id"]?.string))).json["data"]
        for contact in [made, try #require(got)] {
            #expect(contact["first_name"]?.string == first && contact["last_name"]?.string == last)
            #expect(contact["full_name"]?.string == full)
        }
    }

    @Test(
        arguments: [
            [:], ["phone": "+49 30 1"], ["full_name": " "], ["email": "nobody"], ["email": "a@b@c"], ["full_name": 7],
            ["full_name": "A", "priority": "urgent"], ["full_name": "A", "priority": 4], ["full_name": "A", "tags": "x"],
            ["full_name": "A", "related_company_id": "nobody's"], ["full_name": "A\u{0}"],
        ] as [JSON])
    func whatIsNoContactIsRefused(_ body: JSON) throws {
        let answer = world.leadlex(.createContact, body)
        #expect(answer.status == 400, "\(answer.text)")
        #expect(try answer.code == "validation_error")
        #expect(try world.contacts().isEmpty)
    }

    @Test func aKnownAddressIsRefused() throws {
        _ = try make(["full_name": "Ann", "email": "ann@x.example"])
        let answer = world.leadlex(.createContact, ["full_name": "Anna", "email": " Ann@X.example".trimmingSpace])
        #expect(answer.status == 400)
        #expect(try LeadLexAPI.ErrorEnvelope(body: answer.body).fields.map(\.name) == ["email"])
        #expect(try world.contacts().count == 1)
    }

    @Test func priorityIsAWordOrANumber() throws {
        for (priority, number) in [("high", 1), ("medium", 2), ("low", 3), (2, 2)] as [(JSON, Int)] {
            #expect(try make(["full_name": "A", "priority": priority])["priority"]?.integer == number)
        }
    }

    // MARK: Times

    /// Kept as sent where it is ISO 8601, at most a day ahead and five years back; never an error (page data-integrity).
    @Test(arguments: [
        ("2025-06-01T08:00:00Z", true), ("2025-06-01", true), ("2026-01-31T20:00:00+02:00", true), ("2026-02-01T00:00:00Z", true),
        ("2026-02-02T00:00:00Z", false), ("2020-12-01", false), ("yesterday", false), ("", false), ("2025-13-01", false),
        ("2025-06-01T08:00:00", false),
    ])
    func theTimeOfCreationIsKeptWhereItMayBe(_ time: String, _ isKept: Bool) throws {
        let contact = try make(["full_name": "Ann", "created_date": .string(time)])
        #expect((contact["created_date"]?.string == time) == isKept)
        let note = world.leadlex(
            .createContactNote(contact: try #require(contact["id"]?.string)), ["title": "N", "created_date": .string(time)])
        #expect((try note.json["data"]?["created_date"]?.string == time) == isKept)
        let list = world.leadlex(.createList, ["name": .string("L \(time)"), "created_date": .string(time)])
        #expect((try list.json["data"]?["created_at"]?.string == time) == isKept)
    }

    // MARK: Notes and companies

    @Test func notesComeNewestFirst() throws {
        let contact = try id(["full_name": "Ann"])
        for number in 1...5 {
            let note: JSON = ["title": .string("Note \(number)"), "content": "Text"]
            #expect(world.leadlex(.createContactNote(contact: contact), note).status == 200)
        }
        let page = try world.leadlex(.contactNotes(contact: contact), query: ["page": "2", "per_page": "2"]).json
        #expect(page["data"]?["notes"]?.array?.map { $0["title"]?.string } == ["Note 3", "Note 2"])
        #expect(page["meta"]?["total"] == 5)
        let detail = try world.leadlex(.contact(id: contact), query: ["include": "notes,deals"]).json["data"]
        #expect(detail?["recent_notes"]?.array?.map { $0["title"]?.string } == ["Note 5", "Note 4", "Note 3"])
        #expect(detail?["open_deals"]?.array?.isEmpty == true && detail?["open_tasks"] == nil)
        #expect(try world.leadlex(.contact(id: contact)).json["data"]?["recent_notes"] == nil)
    }

    @Test func aNoteIsNotTooLong() throws {
        let contact = try id(["full_name": "Ann"])
        for (length, status) in [(10_000, 200), (10_001, 400)] {
            let note: JSON = ["title": "N", "content": .string(String(repeating: "é", count: length))]
            #expect(world.leadlex(.createContactNote(contact: contact), note).status == status)
        }
    }

    @Test func companiesComeFromTheirContacts() throws {
        let first = try make(["full_name": "Ann", "company": "Acme Legal"])
        let second = try make(["full_name": "Bo", "company_name": " acme LEGAL "])
        #expect(first["related_company_id"] == second["related_company_id"])
        _ = try world.save([["name": "Cy", "company_name": "Other"]])
        let companies = try world.leadlex(.companies).json
        #expect(companies["data"]?["companies"]?.array?.map { $0["name"]?.string } == ["Acme Legal", "Other"])
        #expect(try world.leadlex(.companies, query: ["search": "ACME"]).json["meta"]?["total"] == 1)
        #expect(try world.leadlex(.companies, query: ["industry": "law"]).json["meta"]?["total"] == 0)
        let third = try make(["full_name": "Di", "company_id": try #require(first["related_company_id"])])
        #expect(third["company"] == "Acme Legal")
        #expect(try world.leadlex(.companies, as: .other).json["meta"]?["total"] == 0)
    }

    // MARK: Deleting and merging

    @Test func whoIsDeletedIsGoneEverywhere() throws {
        let held = try Holdings(in: world)
        _ = world.leadlex(.createContactNote(contact: held.contact), ["title": "N"])
        #expect(world.leadlex(.deleteContact(id: held.contact)).status == 200)
        #expect(world.leadlex(.contact(id: held.contact)).status == 404)
        #expect(world.leadlex(.contactNotes(contact: held.contact)).status == 404)
        #expect(try world.contacts(["list_id": held.list]).isEmpty)
        #expect(world.leadlex(.deleteContact(id: held.contact)).status == 404)
    }

    @Test func manyAreDeletedOnceEach() throws {
        let ids = try ["Ann", "Bo", "Cy"].map { try id(["full_name": .string($0)]) }
        let body = JSON.texts([ids[0], ids[1], ids[0], "nobody's"])
        for (isDry, deleted, missing) in [(true, 2, 1), (false, 2, 1), (false, 0, 3)] {
            let answer = try world.leadlex(.deleteContacts, ["contact_ids": body, "dry_run": .bool(isDry)]).json["data"]
            #expect(answer?["deleted_count"]?.integer == deleted && answer?["not_found_count"]?.integer == missing)
        }
        #expect(try world.contacts().map(\.fullName) == ["Cy"])
        for count in [0, 501] {
            let many = JSON.texts((0..<count).map { "\($0)" })
            #expect(world.leadlex(.deleteContacts, ["contact_ids": many]).status == 400)
        }
    }

    @Test(arguments: [false, true]) func ofSeveralContactsOneIsMade(_ isOverwriting: Bool) throws {
        let list = try world.makeList()
        let primary = try id(["full_name": "Ann Lee", "job_title": "CEO"])
        let others = try [
            id(["full_name": "A. Lee", "email": "ann@x.example", "job_title": "Chief"]),
            id(["full_name": "Lee", "email": "lee@x.example", "phone": "+49 1"]),
        ]
        for other in others {
            _ = world.leadlex(.addContacts(list: list), ["contact_ids": [.string(other)]])
            _ = world.leadlex(.createContactNote(contact: other), ["title": "N"])
        }
        let body: JSONObject = [
            "primary_id": .string(primary), "duplicate_ids": .texts(others), "overwrite": .bool(isOverwriting),
        ]
        var dry = body
        dry["dry_run"] = true
        let before = try world.contacts()
        let foreseen = try world.leadlex(.mergeContacts, .object(dry)).json["data"]
        #expect(try world.contacts() == before)
        let merged = try world.leadlex(.mergeContacts, .object(body)).json["data"]
        #expect(foreseen?["counts"] == merged?["counts"] && foreseen?["fields_populated"] == merged?["fields_populated"])
        #expect(merged?["counts"]?["notes"] == 2 && merged?["counts"]?["list_memberships"] == 1)
        let fields = isOverwriting ? ["email", "phone", "job_title"] : ["email", "phone"]
        #expect(merged?["fields_populated"] == .texts(fields))
        let kept = try #require(try world.contacts().first)
        #expect(try world.contacts().count == 1)
        #expect((kept.id, kept.email, kept.phone) == (primary, "ann@x.example", "+49 1"))
        #expect(kept.jobTitle == (isOverwriting ? "Chief" : "CEO"))
        #expect(try world.contacts(["list_id": list]).map(\.id) == [primary])
        // Its new address is its own.
        #expect(world.leadlex(.createContact, ["full_name": "X", "email": "ann@x.example"]).status == 400)
        #expect(world.leadlex(.createContact, ["full_name": "X", "email": "lee@x.example"]).status == 200)
    }

    /// Whoever was written to as a double is not written to again as the contact that stays.
    @Test func whoWasWrittenToStaysSo() throws {
        let held = try Holdings(in: world)
        let others = try ["q@x.example", "p@x.example"].map { try id(["full_name": "Quinn", "email": .string($0)]) }
        let made = try world.leadlex(.createCampaign, ["name": "C"]).json["data"]?["campaign"]?["id"]?.string
        let campaign = try #require(made)
        func send(_ endpoint: LeadLexAPI.Endpoint, _ body: JSON? = nil) { #expect(world.leadlex(endpoint, body).status == 200) }
        send(.createCampaignStep(campaign: campaign), held.body(of: .createCampaignStep(campaign: "")))
        send(.enrolContacts(campaign: campaign), ["contact_ids": .texts([others[0]])])
        send(.startCampaign(id: campaign))
        send(.pauseCampaign(id: campaign))
        send(.enrolContacts(campaign: campaign), ["contact_ids": .texts([others[1]])])
        send(.mergeContacts, ["primary_id": .string(others[1]), "duplicate_ids": .texts([others[0]])])
        func sent() throws -> JSON? {
            try world.leadlex(.campaignStats(campaign: campaign)).json["data"]?["stats"]?["sent_count"]
        }
        #expect(try sent() == 1)
        send(.startCampaign(id: campaign))
        #expect(try sent() == 1)
    }

    @Test func timesAreComparedAsMoments() throws {
        for (name, time) in [("West", "2026-01-30T23:00:00-10:00"), ("East", "2026-01-31T06:00:00+09:00"), ("Day", "2026-01-30")]
        {
            _ = try make(["full_name": .string(name), "created_date": .string(time)])
        }
        #expect(try world.contacts().map(\.fullName) == ["Day", "East", "West"])
        #expect(try world.contacts(["created_after": "2026-01-30T22:00:00Z"]).map(\.fullName) == ["West"])
        #expect(try world.contacts(["created_after": "2026-01-31T07:00:00+14:00"]).map(\.fullName) == ["East", "West"])
    }

    @Test func aMergeThatCannotBeChangesNothing() throws {
        let ids = try ["Ann", "Bo"].map { try id(["full_name": .string($0)]) }
        func merge(_ duplicates: [String]) -> Response {
            world.leadlex(.mergeContacts, ["primary_id": .string(ids[0]), "duplicate_ids": .texts(duplicates)])
        }
        #expect(merge([ids[1], "nobody's"]).status == 404)
        #expect(merge([ids[1], ids[0]]).status == 400)
        #expect(merge((0...20).map { "\($0)" }).status == 400)
        #expect(merge([]).status == 400)
        #expect(try world.contacts().count == 2)
    }
}

extension String {
    fileprivate var trimmingSpace: JSON { .string(filter { $0 != " " }) }
}
