import LeadAPI
import LeadHTTP
import LeadJSON
import LeadModel
import LeadStore
import Testing

/// `POST entities/prospects/person` and `…/company` (lance.md, sections 1.4, 4 and 5).
struct LanceSearchTests {
    private func total(_ body: JSON) throws -> Int {
        try World.demo().people(body).totalElements
    }

    /// How many people of the store pass a test.
    private func count(_ test: (Person) -> Bool) throws -> Int {
        try World.demoPeople().count(where: test)
    }

    // MARK: Pages

    @Test func aPageHasNineMembers() throws {
        let body: JSON = ["page": 1, "size": 7, "contact": ["seniority": ["any": ["include": ["founder"]]]]]
        let json = try World.demo().lance(.searchPeople, body).json
        let total = try count { $0.seniority == "founder" }
        #expect(
            json.object.map { Set($0.names) } == [
                "content", "totalElements", "totalPages", "number", "size", "first", "last", "numberOfElements", "empty",
            ])
        #expect(json["content"]?.array?.count == 7)
        #expect(json["totalElements"]?.integer == total)
        #expect(json["totalPages"]?.integer == (total + 6) / 7)
        #expect([json["number"], json["size"], json["numberOfElements"]] == [1, 7, 7])
        #expect([json["first"], json["last"], json["empty"]] == [false, false, false])
    }

    @Test func theFirstAndTheLastPageSayThatTheyAre() throws {
        let filter: JSON = ["seniority": ["any": ["include": ["founder"]]]]
        let total = try count { $0.seniority == "founder" }
        let pages = (total + 99) / 100
        let first = try World.demo().lance(.searchPeople, ["size": 100, "contact": filter]).json
        let last = try World.demo().lance(.searchPeople, ["page": .integer(pages - 1), "size": 100, "contact": filter]).json
        #expect([first["first"], first["last"]] == [true, .bool(pages == 1)])
        #expect([last["first"], last["last"]] == [.bool(pages == 1), true])
        #expect(last["numberOfElements"]?.integer == total - (pages - 1) * 100)
    }

    @Test func aSizeOfNothingCountsOnly() throws {
        let json = try World.demo().lance(.searchPeople, ["size": 0]).json
        #expect([json["totalElements"], json["numberOfElements"], json["content"]] == [20_000, 0, []])
        #expect([json["empty"], json["size"], json["totalPages"]] == [true, 0, 0])
    }

    @Test func aPagePastTheEndIsEmpty() throws {
        for page in [2_000, Int(Int32.max)] {
            let json = try World.demo().lance(.searchPeople, ["page": .integer(page)]).json
            #expect([json["totalElements"], json["number"], json["content"]] == [20_000, .integer(page), []])
            #expect([json["first"], json["last"], json["empty"]] == [false, true, true])
        }
    }

    @Test func pagesFollowOneAnotherWithoutGapOrRepeat() throws {
        let world = try World.demo()
        let whole = try world.people(["size": 100]).content
        let parts = try (0..<4).flatMap { try world.people(["page": .integer($0), "size": 25]).content }
        #expect(parts == whole)
        #expect(whole.map(\.id) == (try world.ids(100)))
        #expect(try world.lance(.searchPeople, [:]).json["content"]?.array?.count == 10)
    }

    @Test(
        arguments: [
            (["size": 101], "size"), (["size": -1], "size"), (["page": -1], "page"), (["size": "10"], "size"),
            (["page": 0.5], "page"),
        ] as [(JSON, String)])
    func badPagesAreRefused(_ body: JSON, _ name: String) throws {
        for endpoint in [LanceAPI.Endpoint.searchPeople, .searchCompanies] {
            let answer = try World.demo().lance(endpoint, body)
            #expect(answer.status == 400)
            let error = try LanceAPI.ErrorEnvelope(body: answer.body)
            #expect(error.code == "BAD_REQUEST")
            #expect(error.details?.map(\.path) == [[.name(name)]])
        }
    }

    // MARK: Plain filters

    @Test func plainValuesIncludeAndExclude() throws {
        let vps: JSON = ["contact": ["seniority": ["any": ["include": ["vp", "director"]]]]]
        #expect(try total(vps) == count { $0.seniority == "vp" || $0.seniority == "director" })
        let others: JSON = ["contact": ["seniority": ["any": ["exclude": ["vp", "director"]]]]]
        #expect(try total(others) == count { $0.seniority != "vp" && $0.seniority != "director" })
        // Requests may use the spelling of the answers (lance.md, G9).
        #expect(try total(["contact": ["seniority": ["any": ["include": ["C-Suite"]]]]]) == count { $0.seniority == "c_suite" })
    }

    @Test func allMeansEveryValueAndAnyMeansOne() throws {
        let pair: JSON = ["operations", "entrepreneurship"]
        let either = try count { Set($0.departments + $0.functions).intersection(["operations", "entrepreneurship"]).count > 0 }
        let both = try count { Set($0.departments + $0.functions).isSuperset(of: ["operations", "entrepreneurship"]) }
        try #require(0 < both && both < either)
        #expect(try total(["contact": ["departmentAndFunction": ["any": ["include": pair]]]]) == either)
        #expect(try total(["contact": ["departmentAndFunction": ["all": ["include": pair]]]]) == both)
        #expect(try total(["contact": ["departmentAndFunction": ["any": ["exclude": pair]]]]) == 20_000 - either)
        let mixed: JSON = ["any": ["include": ["operations"]], "all": ["exclude": ["entrepreneurship"]]]
        let expected = try count { person in
            let values = Set(person.departments + person.functions)
            return values.contains("operations") && !values.contains("entrepreneurship")
        }
        #expect(try total(["contact": ["departmentAndFunction": mixed]]) == expected)
    }

    @Test(arguments: ["Germany", "germany", "Berlin", "Köln", "KÖLN"])
    func aLocationIsACountryOrACityInAnyCase(_ place: String) throws {
        let expected = try count { [$0.country, $0.city].contains { $0?.lowercased() == place.lowercased() } }
        try #require(expected > 0)
        #expect(try total(["contact": ["location": ["any": ["include": [.string(place)]]]]]) == expected)
        let companies = try count { [$0.company?.country, $0.company?.city].contains { $0?.lowercased() == place.lowercased() } }
        #expect(try total(["account": ["location": ["any": ["include": [.string(place)]]]]]) == companies)
    }

    @Test func filtersOfBothSidesMustAllHold() throws {
        let body: JSON = [
            "account": [
                "industry": ["any": ["include": ["law practice"]]],
                "employeeSize": ["type": "RANGE", "range": [["start": 11, "end": 50], ["start": 10_001]]],
            ],
            "contact": ["seniority": ["any": ["include": ["c_suite"]]], "location": ["any": ["include": ["United States"]]]],
        ]
        let expected = try count { person in
            guard let company = person.company else { return false }
            let isOfSize = (11...50).contains(company.employees) || company.employees >= 10_001
            return company.industry == "law practice" && isOfSize && person.seniority == "c_suite"
                && person.country == "United States"
        }
        try #require(expected > 0)
        #expect(try total(body) == expected)
    }

    @Test func aProfileAndACompanyAreFound() throws {
        let person = try #require(try World.demoPeople().dropFirst(77).first)
        let profile = try #require(person.linkedinURL)
        let page = try World.demo().people(["contact": ["socialMediaLink": ["any": ["include": [.string(profile)]]]]])
        #expect(page.content.map(\.id) == [person.id])
        let name = try #require(person.company?.name)
        let colleagues = try count { $0.company?.name == name }
        #expect(try total(["contact": ["company": ["current": ["any": ["include": [.string(name)]]]]]]) == colleagues)
    }

    // MARK: Ranges

    @Test(arguments: [(50, 500), (nil, 10), (10_001, nil), (51, 51), (500, 50), (nil, nil)] as [(Int?, Int?)])
    func rangesHoldBothBounds(_ start: Int?, _ end: Int?) throws {
        var bounds = JSONObject()
        if let start { bounds["start"] = .integer(start) }
        if let end { bounds["end"] = .integer(end) }
        let expected = try count { person in
            guard let employees = person.company?.employees else { return false }
            return employees >= start ?? 0 && employees <= end ?? .max
        }
        #expect(try total(["account": ["employeeSize": ["type": "RANGE", "range": [.object(bounds)]]]]) == expected)
    }

    // MARK: Filters that are refused

    @Test(
        arguments: [
            (["contact": ["senority": ["any": ["include": ["vp"]]]]], ["contact", "senority"], "Unknown filter"),
            (["account": ["size": [:]]], ["account", "size"], "Unknown filter"),
            (["contact": ["company": ["next": [:]]]], ["contact", "company", "next"], "Unknown filter"),
            (
                ["contact": ["seniority": ["any": ["include": ["vp", 3]]]]], ["contact", "seniority", "any", "include", 1],
                "Expected string, received number"
            ),
            (
                ["contact": ["fullName": ["any": ["include": ["mode": "EXACT", "content": ["x"]]]]]],
                ["contact", "fullName", "any", "include", "mode"],
                "Invalid enum value. Expected 'SMART' | 'WORD' | 'STRICT', received 'EXACT'"
            ),
            (["account": ["employeeSize": ["range": []]]], ["account", "employeeSize", "type"], "Required"),
            (["contact": []], ["contact"], "Expected object, received array"),
        ] as [(JSON, [APIDecodingError.Step], String)])
    func whatCannotBeReadIsNamed(_ body: JSON, _ path: [APIDecodingError.Step], _ message: String) throws {
        let answer = try World.demo().lance(.searchPeople, body)
        #expect(answer.status == 400)
        let expected = LanceAPI.ErrorEnvelope(
            code: .badRequest, message: "Invalid request body", details: [.init(path: path, message: message)])
        #expect(try LanceAPI.ErrorEnvelope(body: answer.body) == expected)
    }

    @Test(arguments: ["certification", "keyword", "socialMedia"])
    func aFilterWithoutDataIsRefusedRatherThanIgnored(_ name: String) throws {
        let answer = try World.demo().lance(.searchPeople, ["contact": .object([name: ["any": ["include": []]]])])
        #expect(answer.status == 400)
    }
}
