import LeadModel
import LeadPlanner
import LeadTestSupport
import Testing

/// Values that plans are made of.
struct ModelTests {
    @Test func everyDayIsReadAsItIsWritten() {
        let wrong = (-50_000...100_000).filter { Day(Day(number: $0).text)?.number != $0 }
        #expect(wrong == [])
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("1970-01-02", 1), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
        ("2026-01-31", 20_484),
        ("1900-02-28", -25_509), ("1900-03-01", -25_508),
    ]) func daysAreCounted(_ text: String, _ number: Int) {
        #expect(Day(text)?.number == number)
        #expect(Day(number: number).text == text)
    }

    @Test func daysMove() {
        #expect(Day("2024-02-28")?.advanced(by: 2)?.text == "2024-03-01")
        #expect(Day("2026-01-31")?.advanced(by: 90)?.text == "2026-05-01")
        #expect(Day("2026-01-01")?.advanced(by: -1)?.text == "2025-12-31")
        #expect(Day("2026-02-30") == nil)
        #expect(Day("99999999999999999-01-01") == nil)
        #expect(Day("2026-01-01")?.advanced(by: 1e300) == nil)
    }

    @Test(arguments: [
        ("51-200", Value.band(lower: 51, upper: 200)), ("10001+", .band(lower: 10_001, upper: .infinity)), ("7", .number(7)),
        ("1,001-5,000", .band(lower: 1001, upper: 5000)), ("$10M - $50M", .band(lower: 10e6, upper: 50e6)),
        ("$1B+", .band(lower: 1e9, upper: .infinity)), ("500K-1M", .band(lower: 500e3, upper: 1e6)), ("many", .text("many")),
        ("", .empty),
        ("200-51", .text("200-51")), ("5-", .number(5)), ("a-b", .text("a-b")),
    ]) func bandsAreRead(_ text: String, _ value: Value) {
        #expect(Value(band: text) == value)
    }

    @Test(arguments: [
        (" Ann@Example.com\t", "ann@example.com"), ("MÜLLER@x.de", "müller@x.de"), ("a+b@x.de", "a+b@x.de"),
        ("a.b@x.de", "a.b@x.de"),
        ("  ", nil), ("", nil), ("\u{00A0}ä@x.de\u{00A0}", "ä@x.de"),
    ]) func addressesFold(_ address: String, _ key: String?) {
        #expect(EmailKey(address)?.text == key)
    }

    @Test(arguments: [
        ("https://www.LinkedIn.com/in/Ann/", "linkedin.com/in/ann"), ("http://linkedin.com/in/ann", "linkedin.com/in/ann"),
        ("www.linkedin.com/in/ann//", "linkedin.com/in/ann"), ("linkedin.com/in/ann ", "linkedin.com/in/ann"), ("", nil),
        (" / ", nil),
        ("https://", nil), ("https://de.linkedin.com/in/ann", "linkedin.com/in/ann"),
        ("https://www.linkedin.com/in/Ann/?trk=x&y=1#top", "linkedin.com/in/ann"),
        ("linkedin.com/in/ann#top", "linkedin.com/in/ann"),
        ("linkedin.com/in/ann-lee", "linkedin.com/in/ann-lee"), ("https://de.linkedin.com/in/bob", "linkedin.com/in/bob"),
        ("de.example.com/in/ann", "de.example.com/in/ann"),
    ]) func profilesFold(_ url: String, _ key: String?) {
        #expect(ProfileKey(url)?.text == key)
    }

    @Test func outcomesAccountForEveryRow() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<2000 {
            func draw() -> Int { Int.random(in: 0...50, using: &generator) }
            let (added, rejected, unsent) = (draw(), draw(), draw())
            let outcome = Outcome(requested: draw() + draw(), added: added, rejected: rejected, unsent: unsent)
            #expect(outcome.requested == outcome.added + outcome.skipped + outcome.rejected + outcome.unsent)
            #expect((outcome.added, outcome.rejected, outcome.unsent) == (added, rejected, unsent))
            #expect(outcome.skipped >= 0 && outcome.failed == rejected + unsent)
            #expect((0...1).contains(outcome.rate))
            for field in Outcome.fields { #expect(outcome[field.name] != nil) }
        }
        #expect(Outcome(requested: 0, added: 0).rate == 1)
        #expect(Outcome(requested: 10, added: 4)["skipped"] == .number(6))
        #expect(Outcome(requested: 10, added: 4)["sent"] == nil)
    }

    private let rows = Batch(
        kind: .people,
        rows: [
            [
                "id": .text("A1"), "email": .text("Ann@X.de"), "linkedin_url": .text("https://linkedin.com/in/ann"),
                "name": .text("Ann  B"),
            ],
            ["id": .text("a2"), "linkedin_url": .text("linkedin.com/in/bob/")],
            ["email": .text("  ")],
        ])

    @Test func rowsAreRecognisedByTheirKeys() {
        func keys(_ key: Members.Key) -> [[String]] { (0..<rows.count).map { Members.keys(of: $0, in: rows, by: key) } }
        #expect(keys(.id) == [["a1"], ["a2"], []])
        #expect(keys(.person) == [["ann@x.de", "linkedin.com/in/ann"], ["linkedin.com/in/bob"], []])
        #expect(keys(.anyOf(["name"])) == [["name\u{1F}annb"], [], []])
        #expect(keys(.anyOf(["name", "email"])) == [["name\u{1F}annb", "email\u{1F}ann@x.de"], [], []])
        #expect(keys(.anyOf(["domain"])) == [["domain\u{1F}x.de"], [], []])
    }

    /// One person of a file must not stand for everybody at the same host; a member of a list stands for the company.
    @Test func anAddressStandsForItsHostInListsOnly() {
        let known = Batch(
            kind: .people,
            rows: [["email": .text("ann@x.de")], ["email": .text("cy@z.de"), "company.domain": .text("https://www.y.de/a")]])
        let rows = Batch(
            kind: .people,
            rows: [
                ["email": .text("ANN@x.de")], ["email": .text("bob@x.de")], ["company.domain": .text("y.de")],
                ["email": .text("di@y.de")], ["email": .text("eve@z.de")], ["company.domain": .text("x.de")],
            ])
        let key = Members.Key.anyOf(["email", "domain"])
        func held(_ derivesDomains: Bool) -> [Int] {
            let members = Members(rows: known, key: key, label: "", derivesDomains: derivesDomains)
            return (0..<rows.count).filter { members.contains(row: $0, of: rows) }
        }
        #expect(held(false) == [0, 2, 3])
        #expect(held(true) == [0, 1, 2, 3, 5])
    }

    @Test func membersHoldRows() {
        #expect((0..<3).map { Members(ids: ["A2"], label: "").contains(row: $0, of: rows) } == [false, true, false])
        let ann = Batch(kind: .contacts, rows: [["id": .text("c9"), "email": .text("ANN@x.de")]])
        let members = Members(rows: ann, key: .person, label: "")
        #expect((0..<3).map { members.contains(row: $0, of: rows) } == [true, false, false])
    }
}
