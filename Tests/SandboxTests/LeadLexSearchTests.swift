import LeadAPI
import LeadHTTP
import LeadJSON
import LeadStore
import Testing

/// `prospector/search` and `prospects/search` in their three forms (leadlex.md, sections 2.2 and 2.3).
struct LeadLexSearchTests {
    private func search(_ body: JSON, at endpoint: LeadLexAPI.Endpoint = .searchProspects) throws
        -> LeadLexAPI.Answer<LeadLexAPI.Prospects>
    {
        try World.demo().leadlex(endpoint, body).value(LeadLexAPI.Answer<LeadLexAPI.Prospects>.self)
    }

    private func total(_ body: JSON) throws -> Int {
        try #require(try search(body).meta).total
    }

    private func count(_ test: (Person) -> Bool) throws -> Int {
        try World.demoPeople().count(where: test)
    }

    @Test func threeFormsOfOneMeaningFindTheSamePeople() throws {
        let new = try search(["titles": ["CEO"], "industry": ["Legal"], "per_page": 50])
        let old = try search(["query": "CEO", "industry": ["Legal"], "per_page": 50])
        let older = try search(["jobTitles": ["CEO"], "industry": ["Legal"], "per_page": 50])
        let workflow = try search(["query": ["person_titles": ["CEO"], "organization_industries": ["Legal"]], "per_page": 50])
        #expect(new.data.prospects.count == 50)
        #expect(new.data.prospects.allSatisfy { $0.title?.contains("CEO") == true && $0.industry == "Legal" })
        for answer in [old, older, workflow] { #expect(answer == new) }
        #expect(try search(["titles": ["CEO"], "industry": ["Legal"], "per_page": 50], at: .searchProspector) == new)
    }

    @Test func pagesFollowOneAnother() throws {
        let filter: JSONObject = ["titles": ["CEO"], "industry": ["Legal"]]
        func page(_ number: Int, of size: Int) throws -> LeadLexAPI.Answer<LeadLexAPI.Prospects> {
            var body = filter
            body["page"] = .integer(number)
            body["per_page"] = .integer(size)
            return try search(.object(body))
        }
        let whole = try page(1, of: 100)
        let parts = try (1...4).map { try page($0, of: 25) }
        #expect(parts.flatMap(\.data.prospects) == whole.data.prospects)
        let total = try #require(whole.meta).total
        #expect(parts.map(\.meta) == (1...4).map { LeadLexAPI.Meta(page: $0, perPage: 25, total: total) })
        let last = try page((total + 99) / 100, of: 100)
        #expect(last.data.prospects.count == total - (total - 1) / 100 * 100)
        let past = try page(100_000, of: 100)
        #expect(past.data.prospects.isEmpty)
        #expect(past.meta?.total == total)
    }

    @Test func withoutPageTheFirstTwentyFiveAreAnswered() throws {
        let json = try World.demo().leadlex(.searchProspects, [:]).json
        #expect(json["meta"] == ["page": 1, "per_page": 25, "total": 20_000])
        #expect(json["data"]?["prospects"]?.array?.count == 25)
        #expect(json["data"]?.object?.names == ["prospects"])
    }

    @Test func valuesOfOneFilterAreAlternativesAndFiltersMustAllHold() throws {
        let sizes = try count { person in
            person.company.map { (51...200).contains($0.employees) || $0.employees > 10_000 } ?? false
        }
        #expect(try total(["headcount": ["51-200", "10001+"]]) == sizes)
        let places = try count { $0.country == "Japan" || $0.city == "Paris" }
        #expect(try total(["location": ["japan", "Paris"]]) == places)
        let both = try count { person in
            person.seniority == "vp" && person.departments.contains("sales") && person.company?.sector == "Legal"
        }
        try #require(both > 0)
        #expect(try total(["seniority": ["VP"], "departments": ["Sales"], "industry": ["legal"]]) == both)
    }

    @Test func anIndustryIsAGroupOrItself() throws {
        let group = try count { $0.company?.sector == "Legal" }
        let itself = try count { $0.company?.industry == "law practice" }
        try #require(0 < itself && itself < group)
        #expect(try total(["industry": ["Legal"]]) == group)
        #expect(try total(["industry": ["Law Practice"]]) == itself)
    }

    @Test func titlesAndNamesAreLookedForByTheirWords() throws {
        func isWord(_ word: String, in text: String?) -> Bool {
            text?.lowercased().split { !$0.isLetter && !$0.isNumber }.contains { $0 == word } == true
        }
        #expect(try total(["titles": ["ceo"]]) == count { isWord("ceo", in: $0.title) })
        #expect(try total(["name": "müller"]) == count { $0.lastName == "Müller" })
        #expect(try total(["titles": ["CE"]]) == 0)
    }

    @Test func aDomainFindsItsCompany() throws {
        let company = try #require(try World.demoPeople().first?.company)
        let found = try search(["company_domains": [.string(company.domain)], "per_page": 100])
        #expect(found.meta?.total == (try count { $0.company?.domain == company.domain }))
        #expect(found.data.prospects.allSatisfy { $0.companyName == company.name && $0.companyDomain == company.domain })
    }

    @Test(arguments: ["many", "", "-", "10-", "20-10", "99999999999999999999+", "²"])
    func aHeadcountThatIsNoBandFitsNobody(_ band: String) throws {
        #expect(try total(["headcount": [.string(band)]]) == 0)
    }

    @Test(
        arguments: [
            (["titles": "CEO"], "titles"), (["titles": ["CEO", 1]], "titles[1]"), (["page": 0], "page"),
            (["per_page": 101], "per_page"),
            (["per_page": 0], "per_page"), (["query": 3], "query"), (["query": ["person_titles": "CEO"]], "query.person_titles"),
            ([], "body"),
        ] as [(JSON, String)])
    func whatCannotBeReadIsNamed(_ body: JSON, _ field: String) throws {
        let answer = try World.demo().leadlex(.searchProspects, body)
        #expect(answer.status == 400)
        let error = try LeadLexAPI.ErrorEnvelope(body: answer.body)
        #expect(error.code == "validation_error")
        #expect(error.fields.map(\.name) == [field])
    }

    @Test func aFoundProspectCanBeSavedAsItIs() throws {
        let world = try World(people: 100)
        let found = try world.leadlex(.searchProspects, ["per_page": 20]).json["data"]?["prospects"]?.array
        let prospects = try #require(found)
        let created = try world.save(prospects)
        #expect(created.contacts.map(\.fullName) == prospects.compactMap { $0["name"]?.string })
        #expect(try world.contacts().map(\.linkedinURL) == prospects.map { $0["linkedin_url"]?.string })
    }
}
