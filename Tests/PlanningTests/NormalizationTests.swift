import LeadModel
import LeadPlanner
import LeadProviders
import LeadSyntax
import LeadTestSupport
import Testing

@testable import LeadRuntime
@testable import LeadSemantics

/// The form that conditions are brought to before they are placed.
struct NormalizationTests {
    /// Conditions, and what they become.
    private static let table: [(String, String)] = [
        // Negation.
        ("not not title is \"a\"", "title is \"a\""), ("not not not title is \"a\"", "title is not \"a\""),
        ("not (title is not \"a\")", "title is \"a\""), ("not title is \"a\"", "title is not \"a\""),
        ("not (title is \"a\" and city is \"b\")", "title is not \"a\" or city is not \"b\""),
        ("not (title is \"a\" or city is \"b\")", "title is not \"a\" and city is not \"b\""),
        (
            "not (title is \"a\" and (city is \"b\" or not email is empty))",
            "title is not \"a\" or (city is not \"b\" and email is empty)"
        ),
        ("not (title is \"a\" or title is \"b\")", "title not in (\"a\", \"b\")"),
        ("not (title is not \"a\" and title is not \"b\")", "title in (\"a\", \"b\")"),
        ("not company.employees < 5", "not company.employees < 5"),
        ("not company.employees between 5 and 9", "company.employees not between 5 and 9"),
        ("not (company.employees >= 5 and company.employees <= 9)", "not company.employees >= 5 or not company.employees <= 9"),
        ("not email is empty", "email is not empty"),
        // Nesting and repeats.
        ("(title is \"a\" and city is \"b\") and email is empty", "title is \"a\" and city is \"b\" and email is empty"),
        ("title is \"a\" or (city is \"b\" or email is empty)", "title is \"a\" or city is \"b\" or email is empty"),
        ("title is \"a\" and title is \"a\"", "title is \"a\""), ("title is \"a\" or title is \"a\"", "title is \"a\""),
        ("title is \"a\" and city is \"b\" and not not title is \"a\"", "title is \"a\" and city is \"b\""),
        // Alternatives of one field.
        ("title is \"a\" or title is \"b\"", "title in (\"a\", \"b\")"),
        ("title in (\"a\", \"b\") or title is \"c\"", "title in (\"a\", \"b\", \"c\")"),
        ("title in (\"a\", \"b\") or title in (\"b\", \"c\")", "title in (\"a\", \"b\", \"c\")"),
        ("title like \"a\" or title like \"b\"", "title like (\"a\", \"b\")"),
        ("title contains \"a\" or title contains (\"b\", \"c\")", "title contains (\"a\", \"b\", \"c\")"),
        ("skills contains \"a\" or skills contains \"b\"", "skills contains (\"a\", \"b\")"),
        ("title is \"a\" or city is \"x\" or title is \"b\"", "title in (\"a\", \"b\") or city is \"x\""),
        ("title is exactly \"a\" or title is exactly \"b\"", "title in exactly (\"a\", \"b\")"),
        ("title is exactly \"a\" or title is \"b\"", "title is exactly \"a\" or title is \"b\""),
        ("title contains \"a\" or title is \"b\"", "title contains \"a\" or title is \"b\""),
        ("title is \"a\" or city is \"b\"", "title is \"a\" or city is \"b\""),
        ("title is \"a\" and title is \"b\"", "title is \"a\" and title is \"b\""),
        ("title starts with \"a\" or title starts with \"b\"", "title starts with \"a\" or title starts with \"b\""),
        ("title is \"a\" or title is \"\"", "title is \"a\" or title is \"\""),
        ("title is \"a\" or title is \"b\" or title is \"\"", "title in (\"a\", \"b\") or title is \"\""),
        ("title is \"a\" or title is city", "title is \"a\" or title is city"),
        ("title is \"a\" or title is empty", "title is \"a\" or title is empty"),
        ("title is \"a\" or title is not \"b\"", "title is \"a\" or title is not \"b\""),
        // What is left out.
        ("title is not \"a\" and title is not \"b\"", "title not in (\"a\", \"b\")"),
        ("title not in (\"a\", \"b\") and title is not \"c\"", "title not in (\"a\", \"b\", \"c\")"),
        ("title does not contain \"a\" and title does not contain \"b\"", "title does not contain (\"a\", \"b\")"),
        ("title not like \"a\" and title not like \"b\"", "title not like (\"a\", \"b\")"),
        ("title is not \"a\" or title is not \"b\"", "title is not \"a\" or title is not \"b\""),
        ("title is not \"a\" and title is not \"b\" and title is not \"\"", "title not in (\"a\", \"b\") and title is not \"\""),
        // Bounds.
        ("company.employees >= 50 and company.employees <= 500", "company.employees between 50 and 500"),
        (
            "company.employees <= 500 and title is \"a\" and company.employees >= 50",
            "company.employees between 50 and 500 and title is \"a\""
        ),
        ("company.employees >= 50 and company.employees < 500", "company.employees >= 50 and company.employees < 500"),
        (
            "company.employees < 500 and title is \"a\" and company.employees >= 50",
            "company.employees >= 50 and company.employees < 500 and title is \"a\""
        ),
        ("company.employees >= 50 and company.employees > 50", "company.employees > 50"),
        ("company.employees >= 50 and company.employees >= 60", "company.employees >= 60"),
        ("company.employees <= 50 and company.employees < 60", "company.employees <= 50"),
        ("company.employees between 10 and 500 and company.employees between 50 and 900", "company.employees between 50 and 500"),
        (
            "company.employees between 10 and 500 and company.employees < 500",
            "company.employees >= 10 and company.employees < 500"
        ),
        ("company.employees >= 50 and company.revenue >= 1M", "company.employees >= 50 and company.revenue >= 1M"),
        ("company.employees >= 50 or company.employees <= 500", "company.employees >= 50 or company.employees <= 500"),
        ("company.employees >= 50 and not company.employees > 500", "company.employees >= 50 and not company.employees > 500"),
        // What all branches share.
        ("(title is \"a\" and city is \"b\") or (title is \"a\" and city is \"c\")", "title is \"a\" and city in (\"b\", \"c\")"),
        (
            "(title is \"a\" and city is \"b\") or (email is empty and title is \"a\")",
            "title is \"a\" and (city is \"b\" or email is empty)"
        ),
        ("title is \"a\" or (title is \"a\" and city is \"c\")", "title is \"a\""),
        ("(title is \"a\" and city is \"b\") or (city is \"b\" and title is \"a\")", "title is \"a\" and city is \"b\""),
        ("title is \"a\" and (title is \"a\" or city is \"c\")", "title is \"a\""),
        ("(title is \"a\" and city is \"b\") or email is empty", "(title is \"a\" and city is \"b\") or email is empty"),
        // What can fail stays behind what guards it.
        (
            "(title is \"a\" or city is \"b\") and 1 / company.revenue > 2 and city is \"b\"",
            "(title is \"a\" or city is \"b\") and 1 / company.revenue > 2 and city is \"b\""
        ),
        (
            "(title is \"a\" and 1 / company.revenue > 2) or (title is \"a\" and city is \"b\")",
            "title is \"a\" and (1 / company.revenue > 2 or city is \"b\")"
        ),
        (
            "(title is \"a\" and 1 / company.revenue > 2) or (city is \"b\" and 1 / company.revenue > 2)",
            "(title is \"a\" and 1 / company.revenue > 2) or (city is \"b\" and 1 / company.revenue > 2)"
        ),
    ]

    private func condition(_ text: String) throws -> TypedExpression {
        guard case .where(let found)? = PlanTests().recipe(text).refinements.first else { throw Unreadable(text: text) }
        return found
    }

    private struct Unreadable: Error {
        let text: String
    }

    @Test(arguments: table) func conditionsAreNormalized(_ text: String, _ expected: String) throws {
        #expect(NormalizedCondition(try condition(text)).expression == (try condition(expected)))
        #expect(NormalizedCondition(try condition(expected)).expression == (try condition(expected)), "it stays as it is")
    }

    @Test func constantsThatDecideNothingGo() throws {
        let (title, city) = (try condition("title is \"a\""), try condition("city is \"b\""))
        let division = try condition("1 / company.revenue > 2")
        let yes = TypedExpression.constant(.bool(true))
        let no = TypedExpression.constant(.bool(false))
        #expect(NormalizedCondition(.all([yes, title])).expression == title)
        #expect(NormalizedCondition(.any([no, title, city])).expression == .any([title, city]))
        #expect(NormalizedCondition(.all([title, .not(yes), city])).expression == no)
        #expect(NormalizedCondition(.any([title, yes])).expression == yes)
        #expect(NormalizedCondition(.all([division, no, city])).expression == .all([division, no]))
        #expect(NormalizedCondition(.not(.constant(.empty))).expression == yes)
        #expect(NormalizedCondition(.all([])).expression == yes)
        #expect(NormalizedCondition(.any([])).expression == no)
    }

    @Test func variablesTakePart() throws {
        func comparison(_ value: TypedExpression) -> TypedExpression {
            .comparison(.init(left: .field("title"), symbol: .equal, isExact: false, right: value))
        }
        let merged = NormalizedCondition(.any([comparison(.variable("x")), comparison(.constant(.text("a")))])).expression
        #expect(merged == .comparison("title", .in, isExact: false, [.variable("x"), .constant(.text("a"))]))
        let failing = comparison(.call(.lower, [.variable("x")]))
        #expect(NormalizedCondition(.any([failing, comparison(.constant(.text("a")))])).conjuncts.count == 1)
    }

    /// The two forms hold for the same rows, and the new one fails for no row for which the old one does not.
    @Test(arguments: 0..<20) func bothFormsHoldForTheSameRows(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let rows = RandomCondition.rows(60, using: &generator)
        let time = RunTime(today: "2026-01-31", now: "2026-01-31T09:30:00Z")
        for _ in 0..<50 {
            let condition = RandomCondition.make(depth: 4, using: &generator)
            let normalized = NormalizedCondition(condition).expression
            let (before, after) = (try Kernel(condition, time: time), try Kernel(normalized, time: time))
            if let expected = try? before.mask(rows) {
                let found = try? after.mask(rows)
                #expect(found == expected, "\(condition) became \(normalized)")
                continue
            }
            for place in 0..<rows.count {
                let row = rows.rows(at: [place])
                guard let expected = try? before.mask(row) else { continue }
                let found = try? after.mask(row)
                #expect(found == expected, "\(condition) became \(normalized)")
            }
        }
    }
}

/// Conditions and rows by lot, with few different values, so that they often meet.
private enum RandomCondition {
    static func rows(_ count: Int, using generator: inout SeededGenerator) -> Batch {
        func pick(_ values: [Value]) -> Value { values.randomElement(using: &generator) ?? .empty }
        var batch = Batch(kind: .people)
        for _ in 0..<count {
            batch.append([
                "title": pick([.text("a"), .text(" A "), .text("b"), .text("a b"), .empty, .text(" ")]),
                "skills": pick([.list([.text("a"), .text("b")]), .list([.text("c b")]), .list([]), .empty, .list([.empty])]),
                "company.employees": pick([
                    .number(5), .number(10), .band(lower: 5, upper: 10), .band(lower: 1, upper: 50), .empty, .text("many"),
                    .band(lower: 10, upper: .infinity),
                ]),
                "company.revenue": pick([.number(0), .number(5), .empty]),
            ])
        }
        return batch
    }

    static func make(depth: Int, using generator: inout SeededGenerator) -> TypedExpression {
        guard depth > 0 else { return leaf(using: &generator) }
        let parts = (0..<Int.random(in: 1...3, using: &generator)).map { _ in make(depth: depth - 1, using: &generator) }
        switch Int.random(in: 0..<8, using: &generator) {
        case 0, 1: return .not(parts[0])
        case 2, 3, 4: return .all(parts)
        default: return .any(parts)
        }
    }

    private static func leaf(using generator: inout SeededGenerator) -> TypedExpression {
        func pick<T>(_ values: [T], or other: T) -> T { values.randomElement(using: &generator) ?? other }
        switch Int.random(in: 0..<20, using: &generator) {
        case 0: return .constant(pick([.bool(true), .bool(false), .empty], or: .empty))
        case 1: return .isEmpty(.field(pick(["title", "skills", "company.employees"], or: "title")))
        case 2:
            let quotient = TypedExpression.chain(
                .constant(.number(10)), [.init(symbol: .divide, operand: .field("company.revenue"))])
            return .comparison(.init(left: quotient, symbol: .greater, isExact: false, right: .constant(.number(1))))
        case 3: return .between(.field("company.employees"), lower: .constant(.number(5)), upper: .constant(.number(10)))
        case 4, 5, 6, 7, 8:
            let symbol = pick([.less, .lessOrEqual, .greater, .greaterOrEqual, .equal], or: ComparisonExpression.Operator.equal)
            let bound = Value.number(pick([1, 5, 7, 10, 50], or: 5))
            return .comparison(
                .init(left: .field("company.employees"), symbol: symbol, isExact: false, right: .constant(bound)))
        default:
            let values: [Value] = [.text("a"), .text("b"), .text("A"), .text("c"), .empty, .text("")]
            let value = pick(
                values + [.list([.text("a"), .text("b")]), .list([.text("b"), .empty]), .list([])], or: .text("a"))
            let symbol = pick(
                [.equal, .equal, .in, .contains, .contains, .like, .startsWith], or: ComparisonExpression.Operator.equal)
            return .comparison(
                .init(
                    left: .field(pick(["title", "skills"], or: "title")), symbol: symbol,
                    isExact: pick([true, false, false], or: false), right: .constant(value)))
        }
    }
}
