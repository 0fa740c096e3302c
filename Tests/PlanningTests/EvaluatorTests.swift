import LeadDiagnostics
import LeadModel
import LeadProviders
import LeadSemantics
import LeadSyntax
import Testing

@testable import LeadRuntime

/// What conditions and values mean for a row.
struct EvaluatorTests {
    /// A contact whose fields show every case.
    private static let row: [String: Value] = [
        "name": .text("Dr. Ann-Marie O'Neil"), "title": .text("  Chief Executive Officer "), "email": .text("Ann@Example.com"),
        "country": .empty, "city": .text("  "), "skills": .list([.text("Swift"), .text("Machine Learning")]),
        "language": .list([]),
        "company.employees": .band(lower: 201, upper: 500), "company.revenue": .number(1000),
        "company.name": .text("Müller & Söhne"),
        "first_name": .text("Ann"), "company.domain": .text("example.com"),
    ]

    private func condition(_ text: String) -> TypedExpression? {
        let tree = parse(Source(name: "t", text: "search people where \(text)"))
        let checked = check(tree, in: Catalog(providers: [.lance]), scope: Scope(account: "lance"))
        guard case .rows(let rows)? = checked.program.statements.first?.kind,
            case .where(let node)? = rows.refinements.first?.kind
        else { return nil }
        return node
    }

    private func holds(_ text: String) throws -> Bool? {
        let kernel = try condition(text).map { try Kernel($0, time: RunTime(today: "2026-01-31", now: "2026-01-31T09:30:00Z")) }
        return try kernel?.mask(Batch(kind: .people, rows: [Self.row])).first
    }

    private static let positive = [
        "title is \"chief executive officer\"", "title is \"CHIEF EXECUTIVE OFFICER  \"", "title contains \"executive officer\"",
        "title contains \"CHIEF\"", "title contains (\"x\", \"officer\")", "name contains \"ann marie\"",
        "name contains \"o'neil\"",
        "company.name contains \"müller söhne\"", "title starts with \"chief\"", "title ends with (\"x\", \"OFFICER\")",
        "title matches 'Exec.*r'", "title contains exactly \"Executive\"", "email is exactly \"Ann@Example.com\"",
        "first_name is one of (\"bob\", \"ANN\")",
        "skills contains \"swift\"", "skills is \"machine learning\"", "skills contains \"machine\"", "country is empty",
        "city is empty", "language is empty",
        "title is not empty", "country is not \"Germany\"", "country does not contain \"x\"", "country not in (\"a\", \"b\")",
        "country is not \"\"",
        "company.employees > 200", "company.employees >= 201", "company.employees <= 500", "company.employees < 501",
        "company.employees between 201 and 500",
        "company.employees between 1 and 1k", "company.revenue is 1k", "company.revenue between 1000 and 1000",
        "company.revenue > 999",
        "company.employees not between 300 and 400", "length(skills) is 2", "length(country) is 0",
        "lower(email) is exactly \"ann@example.com\"",
        "domain(email) is company.domain", "domain(\"https://www.X.de/a?b\") is exactly \"x.de\"",
        "upper(first_name) is exactly \"ANN\"",
        "title_case(\"new-york o'neil\") is exactly \"New-York O'neil\"", "coalesce(country, city, first_name) is \"ann\"",
        "replace(first_name, \"n\", \"mm\") is \"Ammmm\"", "split(email, \"@\") contains \"ann\"",
        "trim(title) is exactly \"Chief Executive Officer\"",
        "first_name & \"-\" & country & 5 is \"ann-5\"", "\"${first_name}!\" is \"ann!\"", "today() is 2026-01-31",
        "today() + 1 day > today()",
        "2026-03-01 - 1 day is 2026-02-28", "today() between 2026-01-01 and 2026-01-31", "1 + 2 * 3 is 7", "10 / 4 is 2.5",
        "90s is 90s", "2 hours > 90s",
        "(country is \"x\" or first_name is \"Ann\") and not (email is empty)", "company.revenue + 1 is 1001",
        "first_name is \"Ann\" and company.employees > 5",
    ]

    private static let negative = [
        "title is exactly \"chief executive officer\"", "title contains \"exec\"", "title contains \"officer chief\"",
        "title contains \"\"",
        "title contains exactly \"executive\"", "title starts with \"executive\"", "title matches '^Exec'",
        "first_name is \"an\"",
        "country is \"Germany\"", "country is \"x\"", "country contains \"x\"", "country in (\"a\", \"b\")",
        "country starts with \"x\"", "country matches '.*'",
        "company.employees > 201", "company.employees > 300", "company.employees < 500", "company.employees <= 300",
        "company.employees between 250 and 1k",
        "company.employees is 300", "company.revenue > 1000", "company.revenue < 1000", "skills is \"learning\"",
        "language contains \"x\"",
        "country is not empty", "city is not empty", "length(title) is 0", "first_name is not \"ANN\"",
        "not first_name is \"ann\"",
        "country is \"x\" or city is \"x\"", "domain(country) is \"x\"",
    ]

    @Test(arguments: positive) func holdsFor(_ text: String) throws {
        #expect(try holds(text) == true)
    }

    @Test(arguments: negative) func holdsNotFor(_ text: String) throws {
        #expect(try holds(text) == false)
    }

    /// The negation of a condition is its exact opposite, whatever is empty.
    @Test(arguments: positive + negative) func negationIsTheOpposite(_ text: String) throws {
        guard let plain = try holds(text) else {
            Issue.record("not checked")
            return
        }
        #expect(try holds("not (\(text))") == !plain)
    }

    @Test(arguments: ["company.revenue / (1 - 1) is 1", "1 / (2 - 2) is 1", "company.revenue / (company.revenue - 1000) is 1"])
    func divisionByZeroFails(
        _ text: String
    ) throws {
        #expect(throws: EvaluationFailure.self) { try holds(text) }
    }

    @Test func calculatingWithABandFails() throws {
        #expect(throws: EvaluationFailure.self) { try holds("company.employees + 1 > 5") }
        #expect(try holds("company.country & \"x\" is \"x\"") == true)
    }

    @Test func aColumnIsEvaluatedRowByRow() throws {
        let rows = Batch(
            kind: .people,
            rows: [
                ["company.revenue": .number(5)], [:], ["company.revenue": .number(50)],
                ["company.revenue": .band(lower: 4, upper: 60)],
            ])
        let node = try #require(condition("company.revenue > 10"))
        #expect(
            try Kernel(node, time: RunTime(today: "2026-01-31", now: "2026-01-31T09:30:00Z")).mask(rows) == [
                false, false, true, false,
            ])
        #expect(
            try Kernel(.not(node), time: RunTime(today: "2026-01-31", now: "2026-01-31T09:30:00Z")).mask(rows) == [
                true, true, false, true,
            ])
        #expect(
            try Kernel(node, time: RunTime(today: "2026-01-31", now: "2026-01-31T09:30:00Z")).mask(Batch(kind: .people)) == [])
    }

    @Test func aNameWithoutAValueIsAFailure() {
        #expect(throws: EvaluationFailure.self) {
            try Kernel(.variable("x"), time: RunTime(today: "2026-01-31", now: "2026-01-31T09:30:00Z"))
        }
    }
}
