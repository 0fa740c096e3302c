import LeadAPI
import LeadHTTP
import LeadJSON
import LeadStore
import LeadTestSupport
import Testing

/// Bulk selections against a slow reference: all pages of the search, the places of the range, less the exclusions.
struct LanceBulkTests {
    /// A search, a range and people to leave out, drawn from a seed.
    struct Draw: Sendable, CustomTestStringConvertible {
        let seed: UInt64
        let filters: JSON
        let places: Range<Int>
        /// Of the people in the range, every so many is left out; and one who is not in it.
        let step: Int

        init(seed: UInt64) {
            self.seed = seed
            var random = SeededGenerator(seed: seed)
            var contact: JSONObject = [:]
            var account: JSONObject = [:]
            let seniority = ["vp", "c_suite", "director", "manager"].shuffled(using: &random).prefix(
                Int.random(in: 1...2, using: &random))
            contact["seniority"] = ["any": ["include": .texts(Array(seniority))]]
            if Bool.random(using: &random) {
                let countries = ["Germany", "United States", "Japan", "France"].shuffled(using: &random).prefix(2)
                contact["location"] = ["any": [Bool.random(using: &random) ? "include" : "exclude": .texts(Array(countries))]]
            }
            if Bool.random(using: &random) {
                let start = [1, 51, 201].randomElement(using: &random) ?? 1
                account["employeeSize"] = ["type": "RANGE", "range": [["start": .integer(start), "end": 1000]]]
            }
            filters = ["contact": .object(contact), "account": .object(account), "page": 3, "size": 7]
            let start = Int.random(in: 0...400, using: &random)
            places = start..<start + [1, 10, 80, 1_000][Int.random(in: 0...3, using: &random)]
            step = Int.random(in: 2...9, using: &random)
        }

        var testDescription: String { "seed \(seed): \(places)" }
    }

    private static let world = Result { try World(people: 2_000) }

    /// The ids of all that the search finds, page by page.
    private func download(_ filters: JSON, from world: World) throws -> [String] {
        var (ids, number) = ([String](), 0)
        while true {
            var body = try #require(filters.object)
            body["page"] = .integer(number)
            body["size"] = 100
            let page = try world.people(.object(body))
            ids += page.content.compactMap(\.id)
            number += 1
            if number >= page.totalPages { return ids }
        }
    }

    @Test(arguments: (1...20).map { Draw(seed: $0) })
    func aRangeIsThePlacesLessTheExclusions(_ draw: Draw) throws {
        let world = try Self.world.get()
        let all = try download(draw.filters, from: world)
        try #require(Set(all).count == all.count && !all.isEmpty)
        let range = all[draw.places.clamped(to: all.indices)]
        var excluded = range.enumerated().filter { $0.offset % draw.step == 0 }.map(\.element)
        let expected = range.filter { !excluded.contains($0) }
        excluded.append(all.indices.contains(draw.places.upperBound) ? all[draw.places.upperBound] : "nobody")

        let list = try world.makeLeadList("\(draw.seed)")
        let body: JSON = [
            "selection": [
                "mode": "bulk", "startIndex": .integer(draw.places.lowerBound), "targetCount": .integer(draw.places.count),
                "excludedIds": .texts(excluded.map { $0.uppercased() }), "filters": draw.filters,
            ]
        ]
        #expect(try world.add(body, to: list) == expected.count)
        #expect(try world.leadList(list).personIds == expected)
        #expect(try world.add(body, to: list) == 0)
    }

    @Test func theDrawsReachEveryCase() throws {
        let draws = (1...20).map { Draw(seed: $0) }
        let world = try Self.world.get()
        let totals = try draws.map { try world.people($0.filters).totalElements }
        let pairs = zip(draws, totals)
        #expect(pairs.contains { $0.places.upperBound <= $1 && $0.places.count > 1 })
        #expect(pairs.contains { $0.places.lowerBound < $1 && $0.places.upperBound > $1 })
        #expect(pairs.contains { $0.places.lowerBound >= $1 })
    }

    @Test func theFiltersOfThePageAreTaken() throws {
        let world = try Self.world.get()
        let filters: JSON = [
            "account": [
                "industry": ["any": ["include": ["software development", "it services and it consulting"]]],
                "employeeSize": ["type": "RANGE", "range": [["start": 50, "end": 500]]],
            ],
            "contact": [
                "seniority": ["any": ["include": ["director", "vp", "c_suite"]]],
                "departmentAndFunction": ["any": ["include": ["sales", "marketing"]]],
            ],
            "page": 0, "size": 100,
        ]
        let all = try download(filters, from: world)
        try #require(!all.isEmpty)
        let list = try world.makeLeadList()
        let selection: JSON = [
            "mode": "bulk", "startIndex": 0, "targetCount": 100, "excludedIds": ["550e8400-e29b-41d4-a716-446655440005"],
            "filters": filters,
        ]
        #expect(try world.add(["selection": selection], to: list) == min(100, all.count))
        #expect(try world.leadList(list).personIds == Array(all.prefix(100)))
    }

    @Test func aBulkSelectionSkipsThoseWhoAreThere() throws {
        let world = try World(people: 60)
        let ids = try world.ids(60)
        let list = try world.makeLeadList(people: [ids[4], ids[6]])
        let body: JSON = ["selection": ["mode": "bulk", "startIndex": 3, "targetCount": 5, "filters": [:]]]
        #expect(try world.add(body, to: list) == 3)
        #expect(try world.leadList(list).personIds == [ids[4], ids[6], ids[3], ids[5], ids[7]])
        let fromTheStart: JSON = ["selection": ["mode": "bulk", "targetCount": 2, "filters": [:]]]
        #expect(try world.add(fromTheStart, to: list) == 2)
        let past: JSON = ["selection": ["mode": "bulk", "startIndex": 2147483647, "targetCount": 1000, "filters": [:]]]
        #expect(try world.add(past, to: list) == 0)
    }
}
