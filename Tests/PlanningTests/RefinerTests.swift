import LeadDiagnostics
import LeadModel
import LeadPlanner
import LeadSyntax
import LeadTestSupport
import Testing

@testable import LeadRuntime
@testable import LeadSemantics

/// Steps that choose, sort and change rows, against slow ones that are plainly right, over random rows.
struct RefinerTests {
    private static let time = RunTime(today: "2026-01-31", now: "2026-01-31T09:30:00Z")

    /// Rows with few different values, a third of them empty; `id` is the row's place.
    private func rows(_ count: Int, seed: UInt64) -> Batch {
        var generator = SeededGenerator(seed: seed)
        func pick(_ values: [Value]) -> Value { values.randomElement(using: &generator) ?? .empty }
        var batch = Batch(kind: .people)
        for place in 0..<count {
            batch.append([
                "id": .text("\(place)"), "country": pick([.text("France"), .text(" france "), .text("Spain"), .empty]),
                "email": pick([.text("a@x.example"), .text("B@x.example"), .text("b@X.example "), .empty, .text(" ")]),
                "company.domain": pick([.text("x.example"), .text("https://www.x.example/y"), .text("y.example"), .empty]),
                "company.employees": pick([
                    .number(3), .band(lower: 3, upper: 9), .band(lower: 11, upper: 50), .number(200), .empty,
                ]),
            ])
        }
        return batch
    }

    /// What comes of rows that come in pages of a size.
    private func refined(_ batch: Batch, _ steps: [Recipe.Refinement], page size: Int) throws -> Batch {
        var refiner = try Refiner(steps, kind: .people, time: Self.time, seed: 7)
        var result = Batch(kind: .people)
        for range in (0..<batch.count).chunks(of: size) where !refiner.isDone {
            result.append(try refiner.apply(to: batch.rows(at: Array(range))))
        }
        result.append(try refiner.finish())
        return result
    }

    private func ids(_ batch: Batch, _ steps: [Recipe.Refinement]) throws -> [String] {
        try refined(batch, steps, page: 1000).ids
    }

    private func text(_ value: Value) -> String { value.description.trimmed.lowercased() }

    // MARK: One step

    @Test(arguments: 0..<20) func dedupeKeepsTheFirst(_ seed: UInt64) throws {
        let batch = rows(40, seed: seed)
        var expected: [String] = []
        for row in 0..<batch.count {
            let key = (text(batch["email", row]), text(batch["country", row]))
            let isRepeat = (0..<row).contains { earlier in
                (text(batch["email", earlier]), text(batch["country", earlier])) == key
            }
            if key.0.isEmpty || key.1.isEmpty || !isRepeat { expected.append("\(row)") }
        }
        #expect(try ids(batch, [.dedupe(["email", "country"])]) == expected)
    }

    @Test(arguments: 0..<20) func limitPerKeepsTheFirstOfEachValue(_ seed: UInt64) throws {
        let batch = rows(40, seed: seed)
        let expected = (0..<batch.count).filter { row in
            (0..<row).filter { text(batch["country", $0]) == text(batch["country", row]) }.count < 3
        }
        #expect(try ids(batch, [.limit(3, per: "country")]) == expected.map(String.init))
    }

    @Test(arguments: 0..<20, [false, true]) func sortingIsStableAndEmptiesComeLast(_ seed: UInt64, _ isDescending: Bool) throws {
        let batch = rows(40, seed: seed)
        func key(_ row: Int) -> Double? {
            switch batch["company.employees", row] {
            case .number(let number): number
            case .band(let lower, _): lower
            default: nil
            }
        }
        // One value after another, each with its rows in their own order.
        let values = Set((0..<batch.count).compactMap(key)).sorted { isDescending ? $0 > $1 : $0 < $1 }
        let expected =
            values.flatMap { value in (0..<batch.count).filter { key($0) == value } }
            + (0..<batch.count).filter { key($0) == nil }
        let order = Recipe.Refinement.order([.init(field: "company.employees", isDescending: isDescending)])
        #expect(try ids(batch, [order]) == expected.map(String.init))
    }

    @Test func numbersInTextAreSortedBySize() throws {
        let scores = ["10", "9", " 2.5 ", "abc", "", "-3", "B", "1a"].enumerated().map { place, score in
            ["id": Value.text("\(place)"), "custom.score": Value(text: score)]
        }
        let batch = Batch(kind: .people, rows: scores)
        let order = Recipe.Refinement.order([.init(field: "custom.score", isDescending: false)])
        #expect(try ids(batch, [order]) == ["5", "2", "1", "0", "7", "3", "6", "4"])
    }

    @Test(arguments: 0..<10) func aSampleIsDrawnOnce(_ seed: UInt64) throws {
        let batch = rows(40, seed: seed)
        for count in [0, 1, 7, 40, 100] {
            let drawn = try ids(batch, [.sample(count)]).compactMap { Int($0) }
            #expect(drawn.count == min(count, 40) && drawn == Set(drawn).sorted())
            #expect(try ids(batch, [.sample(count)]).compactMap { Int($0) } == drawn)
        }
        #expect(batch.sample(of: 7, seed: 1) != batch.sample(of: 7, seed: 2))
    }

    @Test(
        arguments: [
            ("first_name", "Bea", ["Bea Lee", "Bea", "Lee"]), ("last_name", "Ng", ["Ann Ng", "Ann", "Ng"]),
            ("name", "Cy van Moss", ["Cy van Moss", "Cy van", "Moss"]), ("city", "Rome", ["Ann Lee", "Ann", "Lee"]),
        ] as [(String, String, [String])])
    func aNameAndItsPartsChangeTogether(_ field: String, _ value: String, _ names: [String]) throws {
        let ann: [String: Value] = ["name": .text("Ann Lee"), "first_name": .text("Ann"), "last_name": .text("Lee")]
        let changed = try refined(
            Batch(kind: .people, rows: [ann]), [.set(field, .constant(.text(value)))], page: 1)
        #expect(["name", "first_name", "last_name"].map { changed[$0, 0].description } == names)
    }

    // MARK: Several steps

    private static let steps: [Recipe.Refinement] = [
        .dedupe(["email"]), .dedupe(["company.domain", "country"]), .limit(2, per: "country"),
        .order([.init(field: "country", isDescending: false), .init(field: "company.employees", isDescending: true)]),
        .sample(9), .sample(0), .places([3..<8, 10..<30]), .places([0..<Int.max]), .places([]), .exceptPlaces([0..<2, 5..<6]),
        .all,
        .where(.comparison(.init(left: .field("country"), symbol: .equal, isExact: false, right: .constant(.text("france"))))),
        .exceptWhere(.isEmpty(.field("email"))), .set("country", .constant(.text("Peru"))), .drop(["company.employees"]),
        .rename("country", to: "city"), .keep(Members(ids: ["1", "5", "30"], label: "")),
        .except(Members(key: .anyOf(["email"]), values: ["email\u{1F}a@x.example"], label: "")),
    ]

    @Test(arguments: 0..<150) func pagesGiveTheSameAsAllAtOnce(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let batch = rows(Int.random(in: 0...45, using: &generator), seed: seed)
        let steps = (0..<Int.random(in: 1...5, using: &generator)).compactMap { _ in Self.steps.randomElement(using: &generator) }
        // Each step on its own has seen every row before the next one begins.
        let expected = try steps.reduce(batch) { try refined($0, [$1], page: 1000) }
        for size in [1, 4, 10, 1000] {
            #expect(try refined(batch, steps, page: size).ids == expected.ids, "\(steps) in pages of \(size)")
        }
    }

    // MARK: Keys

    @Test(
        arguments: [
            (["email": "Ann@X.example "], ["email"], true), (["emails": "ann@x.example"], ["email"], true),
            (["email": "ann@y.example"], ["email"], false), ([:], ["email"], false), (["email": " "], ["email"], false),
            (["email": "bob@x.example"], ["domain"], true), (["company.domain": "https://www.X.example/a"], ["domain"], true),
            (["company.domain": "sub.x.example"], ["domain"], false), (["custom.domain": "x.example"], ["domain"], true),
            (["email": "bob@y.example", "company.domain": "x.example"], ["email", "domain"], true),
            (["email": "bob@y.example", "company.domain": "y.example"], ["email", "domain"], false),
            (["linkedin_url": "linkedin.com/in/ann/"], ["linkedin_url"], true), (["name": "ANN  LEE"], ["name"], true),
            (["name": "ann@x.example"], ["name"], false),
        ] as [([String: String], [String], Bool)])
    func anyOfTheKeysIsEnough(_ row: [String: String], _ keys: [String], _ isFound: Bool) {
        let known = Batch(
            kind: .people,
            rows: [
                [
                    "email": .text("ann@x.example"), "company.domain": .text("x.example"), "name": .text("Ann Lee"),
                    "linkedin_url": .text("https://www.linkedin.com/in/ann"),
                ]
            ])
        let members = Members(rows: known, key: .anyOf(keys), label: "")
        #expect(members.contains(row: 0, of: Batch(kind: .people, rows: [row.mapValues { .text($0) }])) == isFound)
    }
}
