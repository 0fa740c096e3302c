import LeadAPI
import LeadHTTP
import LeadJSON
import LeadStore
import Testing

/// `add-prospects` (lance.md, section 5.11; seeds 002 and 003).
struct LanceAddTests {
    private func manual(_ ids: [String]) -> JSON {
        ["selection": ["mode": "manual", "includedIds": .texts(ids)]]
    }

    private func bulk(_ members: JSONObject) -> JSON {
        var selection: JSONObject = ["mode": "bulk", "startIndex": 0, "targetCount": 5, "filters": [:]]
        for member in members.members { selection[member.name] = member.value }
        return ["selection": .object(selection)]
    }

    private func expectRefusal(_ body: JSON, at path: [APIDecodingError.Step], _ message: String? = nil) throws {
        let world = try World(people: 20)
        let list = try world.makeLeadList()
        let answer = world.lance(.addProspects(list: list), body)
        #expect(answer.status == 400, "\(answer.text)")
        let error = try LanceAPI.ErrorEnvelope(body: answer.body)
        #expect(error.code == "BAD_REQUEST" && error.message == "Invalid request body")
        #expect(error.details?.map(\.path) == [path])
        if let message { #expect(error.details?.first?.message == message) }
        #expect(try world.leadList(list).personIds.isEmpty)
    }

    // MARK: What is refused

    @Test func exactlyOneFormIsTaken() throws {
        try expectRefusal([:], at: [])
        try expectRefusal(["prospects": .null, "selection": .null], at: [])
        try expectRefusal(["prospects": [], "selection": ["mode": "manual", "includedIds": []]], at: [])
        try expectRefusal([], at: [])
    }

    @Test func aMissingFirstNameGivesTheBodyOfThePage() throws {
        let world = try World(people: 20)
        let list = try world.makeLeadList()
        let answer = world.lance(.addProspects(list: list), ["prospects": [["lastName": "Smith"]]])
        #expect(answer.status == 400)
        #expect(
            answer.text
                == #"{"error":{"code":"BAD_REQUEST","message":"Invalid request body","details":[{"path":["prospects",0,"firstName"],"message":"Required"}]}}"#
        )
    }

    @Test func oneBadProspectKeepsAllOut() throws {
        let good: JSON = ["firstName": "Ann", "lastName": "Lee"]
        try expectRefusal(["prospects": [good, ["firstName": "Bo"]]], at: ["prospects", 1, "lastName"], "Required")
        try expectRefusal(
            ["prospects": [good, ["firstName": "Bo", "lastName": "Ek", "id": "7"]]], at: ["prospects", 1, "id"], "Invalid uuid")
        try expectRefusal(
            ["prospects": [good, ["firstName": "Bo", "lastName": "Ek", "emails": "x"]]], at: ["prospects", 1, "emails"])
        try expectRefusal(["prospects": [["firstName": .null, "lastName": "Ek"]]], at: ["prospects", 0, "firstName"])
    }

    @Test func selectionsMustBeComplete() throws {
        try expectRefusal(["selection": [:]], at: ["selection", "mode"], "Required")
        try expectRefusal(["selection": ["mode": "all"]], at: ["selection", "mode"])
        try expectRefusal(["selection": ["mode": "manual"]], at: ["selection", "includedIds"], "Required")
        try expectRefusal(["selection": ["mode": "bulk", "filters": [:]]], at: ["selection", "targetCount"], "Required")
        try expectRefusal(["selection": ["mode": "bulk", "targetCount": 5]], at: ["selection", "filters"], "Required")
    }

    @Test(
        arguments: [("targetCount", 0), ("targetCount", 1_001), ("startIndex", -1), ("targetCount", "5"), ("startIndex", 0.5)]
            as [(String, JSON)])
    func numbersOutOfRangeAreRefused(_ name: String, _ value: JSON) throws {
        try expectRefusal(bulk([name: value]), at: ["selection", .name(name)])
    }

    @Test func filtersOfASelectionAreReadLikeASearch() throws {
        try expectRefusal(
            bulk(["filters": ["contact": ["nope": [:]]]]), at: ["selection", "filters", "contact", "nope"], "Unknown filter")
        try expectRefusal(bulk(["filters": ["size": 101]]), at: ["selection", "filters", "size"])
    }

    @Test func aThousandCanBeSelectedAndNoMore() throws {
        let world = try World(people: 1_200)
        let ids = try world.ids(1_001)
        let list = try world.makeLeadList()
        #expect(world.lance(.addProspects(list: list), manual(ids)).status == 400)
        #expect(try world.leadList(list).personIds.isEmpty)
        #expect(try world.add(manual(Array(ids.prefix(1_000))), to: list) == 1_000)
        let other = try world.makeLeadList()
        #expect(try world.add(bulk(["targetCount": 1]), to: other) == 1)
        #expect(try world.add(bulk(["targetCount": 1_000]), to: other) == 999)
        #expect(try world.leadList(other).personIds == Array(ids.prefix(1_000)))
    }

    @Test func companyListsTakeNoPeople() throws {
        let world = try World(people: 20)
        let list = try world.makeLeadList(type: .company)
        for body in [manual(try world.ids(2)), ["prospects": [["firstName": "Ann", "lastName": "Lee"]]], bulk([:])] {
            let answer = world.lance(.addProspects(list: list), body)
            #expect(answer.status == 400)
            #expect(try answer.code == "BAD_REQUEST")
        }
        #expect(try world.leadList(list).companyIds.isEmpty)
    }

    @Test func aMemberWhomTheListDoesNotNameIsRefused() throws {
        let world = try World(people: 20)
        let ofAdmin = try world.makeLeadList()
        let answer = world.lance(.addProspects(list: ofAdmin), manual(try world.ids(2)), as: .member)
        #expect(answer.status == 403)
        #expect(try answer.json == ["error": ["code": "FORBIDDEN", "message": "You do not have access to this lead list"]])
        #expect(try world.leadList(ofAdmin).personIds.isEmpty)
        // A list's own user may add, and so may an admin whom it does not name.
        let ofMember = try world.makeLeadList(as: .member)
        #expect(try world.add(manual(try world.ids(2)), to: ofMember, as: .member) == 2)
        #expect(try world.add(manual(try world.ids(3)), to: ofMember) == 1)
    }

    // MARK: What is added

    @Test func repeatsAreSkippedInTheRequestAndInTheList() throws {
        let world = try World(people: 20)
        let ids = try world.ids(6)
        let list = try world.makeLeadList()
        let before = try world.leadList(list).updatedAt
        #expect(try world.add(manual([ids[3], ids[1], ids[3].uppercased()]), to: list) == 2)
        let changed = try world.leadList(list).updatedAt
        #expect(changed != before)
        #expect(try world.add(manual([ids[1], ids[3]]), to: list) == 0)
        #expect(try world.leadList(list).updatedAt == changed)
        #expect(try world.add(manual([ids[1], ids[5]]), to: list) == 1)
        #expect(try world.leadList(list).personIds == [ids[3], ids[1], ids[5]])
    }

    @Test func unknownIDsArePassedOver() throws {
        let world = try World(people: 20)
        let list = try world.makeLeadList()
        let known = try world.ids(1)
        #expect(try world.add(manual(["550e8400-e29b-41d4-a716-446655440000", "x"] + known), to: list) == 1)
        #expect(try world.leadList(list).personIds == known)
    }
}
