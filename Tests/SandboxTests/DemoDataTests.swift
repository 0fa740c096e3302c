import LeadAPI
import LeadJSON
import LeadModel
import LeadStore
import Testing

/// What scripts and documents may count on in the demo data.
struct DemoDataTests {
    @Test func thereAreTwentyThousandPeopleInTwoThousandCompanies() throws {
        let store = try World.demo().store
        let info = try #require(try store.info())
        #expect(info.people == 20_000)
        #expect(info.companies == 2_000)
        #expect(info.seed == 42)
        #expect(try store.people(.all([]), offset: 0, limit: 0).total == 20_000)
        #expect(try store.companies(.all([]), offset: 0, limit: 0).total == 2_000)
    }

    @Test func leadersAreMany() throws {
        let page = try World.demo().people(["size": 0, "contact": ["seniority": ["any": ["include": ["vp", "c_suite"]]]]])
        #expect(page.totalElements >= 2_600)
        #expect(try World.demoPeople().count { $0.seniority == "vp" || $0.seniority == "c_suite" } == page.totalElements)
    }

    @Test func legalChiefsHaveThreeRepeatedAddressesAmongTheFirstHundred() throws {
        let body: JSON = ["titles": ["CEO"], "industry": ["Legal"], "per_page": 100]
        let answer = try World.demo().leadlex(.searchProspector, body).value(LeadLexAPI.Answer<LeadLexAPI.Prospects>.self)
        #expect(try #require(answer.meta).total >= 250)
        let prospects = answer.data.prospects
        try #require(prospects.count == 100)
        var seen: Set<EmailKey> = []
        let repeated = prospects.compactMap(\.email).compactMap(EmailKey.init).count { !seen.insert($0).inserted }
        #expect(repeated == 3)
        #expect(prospects.allSatisfy { $0.linkedinURL?.isEmpty == false })
    }

    @Test func someHaveNoAddressAndSomeShareOne() throws {
        let people = try World.demoPeople()
        let without = people.count { $0.emails.isEmpty }
        #expect((1_000...2_400).contains(without), "\(without)")
        let keys = people.compactMap { $0.emails.first }.compactMap(EmailKey.init)
        #expect(Set(keys).count < keys.count)
        #expect(keys.count == people.count - without)
    }

    @Test func namesAreOfManyScripts() throws {
        let names = try World.demoPeople().map { "\($0.firstName) \($0.lastName)" }
        func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }
        #expect(names.contains { $0.unicodeScalars.contains(where: isHan) })
        #expect(names.contains { $0.contains("ü") })
        #expect(names.contains { $0.contains("é") })
        #expect(names.contains { $0.contains("'") })
    }

    @Test func idsAreUniqueAndWellFormed() throws {
        let store = try World.demo().store
        let ids = try World.demoPeople().map(\.id) + store.companies(.all([]), offset: 0, limit: 5_000).items.map(\.id)
        #expect(ids.count == 22_000)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy(Self.isRandomUUID))
        #expect(!Self.isRandomUUID("550e8400-e29b-11d4-a716-446655440000"))
    }

    /// Version 4, small letters.
    private static func isRandomUUID(_ text: String) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12] && groups[2].hasPrefix("4")
            && groups[3].first.map { "89ab".contains($0) } == true
            && groups.joined().allSatisfy { "0123456789abcdef".contains($0) }
    }

    @Test func everyPersonIsCompleteEnoughToBeShown() throws {
        for person in try World.demoPeople() {
            try #require(!person.firstName.isEmpty && !person.lastName.isEmpty && person.title?.isEmpty == false, "\(person)")
            try #require(person.seniority.map(ClosedValues.seniority.contains) == true, "\(person)")
            try #require(person.departments.allSatisfy(ClosedValues.department.contains), "\(person)")
            try #require(person.functions.allSatisfy(ClosedValues.department.contains), "\(person)")
            try #require(
                person.company != nil && person.emails.allSatisfy { $0.contains("@") && $0.utf8.allSatisfy { $0 < 0x80 } })
        }
    }

    @Test(arguments: ["1-10", "11-50", "51-200", "201-500", "501-1000", "1001-5000", "5001-10000", "10001+"])
    func everyHeadcountOccurs(_ band: String) throws {
        let companies = try World.demo().store.companies(.all([]), offset: 0, limit: 5_000).items
        #expect(companies.contains { $0.headcount == band })
        let answer = try World.demo().leadlex(.searchProspects, ["headcount": [.string(band)], "per_page": 5])
        let found = try answer.data(LeadLexAPI.Prospects.self).prospects
        #expect(found.count == 5)
        #expect(found.allSatisfy { $0.headcount == band })
    }

    @Test func oneSeedGivesTheSameRowsAndAnotherOthers() throws {
        let (first, second, other) = (try World(people: 300), try World(people: 300), try World(people: 300, seed: 7))
        func rows(_ world: World) throws -> [Person] { try world.store.people(.all([]), offset: 0, limit: 1_000).items }
        let drawn = try rows(first)
        #expect(drawn.count == 300)
        #expect(drawn == (try rows(second)))
        let different = try rows(other)
        #expect(Set(drawn.map(\.id)).isDisjoint(with: different.map(\.id)))
        #expect(drawn.map(\.firstName) != different.map(\.firstName))
    }

    @Test func aResetDropsWhatWasThere() throws {
        let world = try World(people: 100)
        let list = try world.makeList()
        _ = try world.save([["name": "Ann"]], list: list)
        _ = try world.makeLeadList(people: try world.ids(3))
        #expect(try world.store.info().map { [$0.lists, $0.contacts] } == [2, 1])
        try world.store.reset(people: 200, seed: 3)
        let info = try #require(try world.store.info())
        #expect([info.people, info.companies, info.lists, info.contacts] == [200, 20, 0, 0])
        #expect(info.seed == 3)
        #expect(try world.contacts().isEmpty)
    }
}
