import LeadAPI
import LeadHTTP
import LeadJSON
import LeadStore
import Testing

/// Matched filters and company search.
struct LanceMatchTests {
    private func people(_ filter: String, _ mode: String?, _ text: String) throws -> [LanceAPI.Person] {
        var leaf: JSONObject = ["content": [.string(text)]]
        if let mode { leaf["mode"] = .string(mode) }
        let clauses: JSON = ["any": ["include": .object(leaf)]]
        let contact: JSON = filter == "title" ? ["experience": ["current": ["title": clauses]]] : .object([filter: clauses])
        return try World.demo().people(["size": 100, "contact": contact]).content
    }

    private func titles(_ mode: String?, _ text: String) throws -> Set<String> {
        Set(try people("title", mode, text).compactMap(\.jobTitle))
    }

    @Test func strictIsTheWholeTextInAnyCase() throws {
        #expect(try titles("STRICT", "ceo") == ["CEO"])
        #expect(try titles("STRICT", " CEO ") == ["CEO"])
        #expect(try titles("STRICT", "Founder & CEO") == ["Founder & CEO"])
        #expect(try titles("STRICT", "Founder CEO").isEmpty)
        #expect(try titles("STRICT", "chief").isEmpty)
    }

    @Test func wordIsAPhraseOfWholeWords() throws {
        let found = try titles("WORD", "ceo")
        #expect(found.isSuperset(of: ["CEO", "Founder & CEO"]))
        #expect(found.allSatisfy { $0.contains("CEO") })
        #expect(try titles("WORD", "Executive Chief").isEmpty)
        #expect(try titles("WORD", "CE").isEmpty)
        #expect(try titles("WORD", "chief executive").isSubset(of: ["Chief Executive Officer", "Chief Executive Officer (CEO)"]))
        #expect(try !titles("WORD", "chief executive").isEmpty)
    }

    @Test func smartIsWordsInAnyOrderOrSynonymsAndTheDefault() throws {
        let found = try titles("SMART", "ceo")
        #expect(found.isSuperset(of: ["CEO", "Chief Executive Officer"]))
        #expect(try titles("SMART", "executive chief").contains("Chief Executive Officer"))
        #expect(try titles(nil, "ceo") == found)
        #expect(try titles("SMART", "sales vp").isSuperset(of: ["VP of Sales", "Vice President Sales"]))
    }

    @Test(arguments: ["WORD", "SMART"])
    func textWithoutWordsFindsNobody(_ mode: String) throws {
        #expect(try titles(mode, " -- ").isEmpty)
        #expect(try titles(mode, "").isEmpty)
    }

    @Test func namesAreFoundWithTheirAccentsAndApostrophes() throws {
        for name in ["O'Brien", "Müller", "山田", "MÜLLER"] {
            let found = try people("fullName", "WORD", name)
            try #require(!found.isEmpty, "\(name)")
            #expect(found.allSatisfy { $0.lastName.lowercased() == name.lowercased() })
        }
        let person = try #require(try people("fullName", "WORD", "Élodie").first)
        let whole = "\(person.firstName) \(person.lastName)"
        let same = try people("fullName", "STRICT", whole.uppercased())
        #expect(same.contains(person))
        #expect(same.allSatisfy { "\($0.firstName) \($0.lastName)" == whole })
    }

    @Test func skillsAndLanguagesAreComparedOneByOne() throws {
        let skilled = try people("skill", "STRICT", "Contract Law")
        #expect(!skilled.isEmpty && skilled.allSatisfy { $0.skills.contains("contract law") })
        #expect(try people("skill", "STRICT", "contract").isEmpty)
        #expect(try !people("skill", "WORD", "contract").isEmpty)
        let speakers = try people("language", "WORD", "japanese")
        #expect(!speakers.isEmpty && speakers.allSatisfy { $0.languages.contains { $0.language == "Japanese" } })
    }

    @Test func excludedTextsMustNotMatch() throws {
        let clauses: JSON = [
            "any": ["include": ["mode": "WORD", "content": ["ceo"]], "exclude": ["mode": "STRICT", "content": ["CEO"]]]
        ]
        let found = try World.demo().people(["size": 100, "contact": ["experience": ["current": ["title": clauses]]]]).content
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.jobTitle?.contains("CEO") == true && $0.jobTitle != "CEO" })
    }

    // MARK: Companies

    private func companies(_ body: JSON) throws -> LanceAPI.Page<LanceAPI.Company> {
        try World.demo().lance(.searchCompanies, body).value(LanceAPI.Page<LanceAPI.Company>.self)
    }

    @Test func companiesAreFoundByTheirFilters() throws {
        let all = try World.demo().store.companies(.all([]), offset: 0, limit: 5_000).items
        let lawyers = try companies(["size": 100, "account": ["industry": ["any": ["include": ["Law Practice"]]]]])
        #expect(lawyers.totalElements == all.count { $0.industry == "law practice" })
        #expect(lawyers.content.allSatisfy { $0.industry == "law practice" })
        let large = try companies(["size": 100, "account": ["employeeSize": ["type": "RANGE", "range": [["start": 10_001]]]]])
        #expect(large.totalElements == all.count { $0.employees > 10_000 })
        #expect(large.content.allSatisfy { $0.headcount == "10001+" })
    }

    @Test func companiesAreFoundByNameDomainAndAddress() throws {
        let company = try #require(try World.demo().store.companies(.all([]), offset: 123, limit: 1).items.first)
        func named(_ text: String, _ mode: String) throws -> [String] {
            let clauses: JSON = ["any": ["include": ["mode": .string(mode), "content": [.string(text)]]]]
            return try companies(["size": 100, "account": ["nameOrDomain": clauses]]).content.map(\.id)
        }
        #expect(try named(company.domain, "STRICT") == [company.id])
        #expect(try named(company.name, "STRICT").contains(company.id))
        for url in ["https://\(company.domain)", "http://www.\(company.domain)/about", company.domain, company.linkedinURL] {
            #expect(try companies(["url": [.string(url)]]).content.map(\.id) == [company.id], "\(url)")
        }
        #expect(try companies(["url": ["https://nobody.example"]]).totalElements == 0)
    }

    @Test func companySearchHasThePeopleSearchesEnvelope() throws {
        let json = try World.demo().lance(.searchCompanies, ["size": 3, "page": 2]).json
        #expect([json["totalElements"], json["totalPages"], json["number"], json["size"]] == [2_000, 667, 2, 3])
        #expect([json["first"], json["last"], json["empty"], json["numberOfElements"]] == [false, false, false, 3])
        #expect(try World.demo().lance(.searchCompanies, ["contact": ["seniority": ["any": ["include": ["vp"]]]]]).status == 400)
    }
}
