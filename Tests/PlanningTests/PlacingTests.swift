import LeadDiagnostics
import LeadModel
import LeadProviders
import LeadSemantics
import LeadStore
import LeadSyntax
import LeadTestSupport
import Testing

@testable import LeadPlanner
@testable import LeadRuntime

/// What a search's filter takes over of conditions that have been brought into form.
struct PlacingTests {
    private let plans = PlanTests()

    @Test(arguments: [
        ("country is \"Germany\" or country is \"France\"", "country is Germany|France"),
        ("country in (\"Germany\", \"Italy\") or country is \"France\"", "country is Germany|Italy|France"),
        ("not (country is not \"Germany\" and country is not \"France\")", "country is Germany|France"),
        ("country is not \"Germany\" and country is not \"France\"", "not country is Germany|France"),
        ("not (country is \"Germany\" or country is \"France\")", "not country is Germany|France"),
        ("title like \"a\" or title like \"b\"", "title like a|b"),
        ("not (title contains \"a\" or title contains \"b\")", "not title contains a|b"),
        ("country is \"Germany\" or country is \"Singapore\"", "country is Germany|Singapore + 1 here"),
        ("country is not \"Germany\" and country is not \"Singapore\"", "not country is Germany + 1 here"),
        ("country not in (\"Germany\", \"Singapore\", \"France\")", "not country is Germany|France + 1 here"),
        ("country is not \"Singapore\"", " + 1 here"),
        ("company.employees >= 50 and company.employees < 500", "company.employees 50..499"),
        ("company.employees >= -5 and company.employees <= 500", "company.employees ..500 + 1 here"),
        ("company.employees between -5 and 500", "company.employees ..500 + 1 here"),
        ("company.employees >= -5", " + 1 here"),
        (
            "(seniority is \"vp\" and country is \"Germany\") or (seniority is \"vp\" and country is \"France\")",
            "seniority is vp; country is Germany|France"
        ),
        ("(seniority is \"vp\" and title is \"a\") or (seniority is \"vp\" and email is empty)", "seniority is vp + 1 here"),
        ("title is \"a\" or country is \"Germany\"", " + 1 here"),
        ("title is \"a\" or title contains \"b\"", " + 1 here"),
        ("title is \"a\" or title is \"\"", " + 1 here"),
    ]) func lanceFilters(_ condition: String, _ expected: String) {
        #expect(plans.golden(SearchPlan(plans.recipe(condition), at: .lance)) == expected)
    }

    @Test(arguments: [
        ("country is \"Germany\" or country is \"France\"", "country is Germany|France"),
        ("title is \"a\" or title is \"b\"", "title is a|b + 1 here"),
        ("country is not \"Germany\" and country is not \"France\"", " + 1 here"),
        ("company.employees >= 50 and company.employees < 500", "company.employees 50..499 + 1 here"),
    ]) func leadLexFilters(_ condition: String, _ expected: String) {
        #expect(plans.golden(SearchPlan(plans.recipe(condition, at: "leadlex"), at: .leadLex)) == expected)
    }

    @Test func whatTwoClausesLeaveOutIsOneTerm() {
        let recipe = plans.recipe("country is not \"Germany\"", "country is not \"France\"")
        #expect(plans.golden(SearchPlan(recipe, at: .lance)) == "not country is Germany|France")
    }

    // MARK: Searches in place of one

    private func alternatives(_ recipe: Recipe, at provider: ProviderSignature = .lance) -> [String] {
        SearchPlan.alternatives(recipe, at: provider).map { filter in
            filter.terms.map { "\($0.isNegated ? "not " : "")\($0.field)" }.joined(separator: "; ")
        }
    }

    @Test(arguments: [
        ("title is \"a\" or country is \"Germany\"", ["title", "country"]),
        ("title is \"a\" or country is \"Germany\" or title is \"b\"", ["title", "country"]),
        ("seniority is \"vp\" and (title is \"a\" or country is \"Germany\")", ["seniority; title", "seniority; country"]),
        ("title is \"a\" or (country is \"Germany\" and email is not empty)", ["title", "country"]),
        ("title is \"a\" or city is \"Berlin\"", ["title", "city"]),
        ("title is \"a\" or title contains \"b\"", ["title", "title"]),
        ("title is not \"a\" or country is not \"Germany\"", ["not title", "not country"]),
        ("title is exactly \"c\" and (seniority is \"vp\" or country is \"Germany\")", ["title; seniority", "title; country"]),
        // A branch that no filter says anything of, or an obstacle beside the `or`.
        ("title is \"a\" or email is empty", []), ("(title is \"a\" or country is \"Germany\") and email is empty", []),
        ("title is \"a\" and country is \"Germany\"", []), ("email is empty", []),
        ("country is \"Germany\" and (title is \"a\" or city is \"Berlin\")", []),
        ("(title is \"a\" or country is \"Germany\") and (seniority is \"vp\" or skills contains \"c\")", []),
    ]) func anOrIsOfferedAsSearches(_ condition: String, _ expected: [String]) {
        #expect(alternatives(plans.recipe(condition)) == expected)
    }

    @Test func atMostFiveSearchesAreOffered() {
        let branches = [
            "title is \"a\"", "country is \"Germany\"", "seniority is \"vp\"", "skills contains \"c\"", "language is \"d\"",
        ]
        #expect(alternatives(plans.recipe(branches.joined(separator: " or "))).count == 5)
        #expect(alternatives(plans.recipe((branches + ["name is \"e\""]).joined(separator: " or "))).isEmpty)
    }

    @Test func aStepThatGoesByOrderKeepsOneSearch() {
        let condition = "title is \"a\" or country is \"Germany\""
        #expect(alternatives(plans.recipe(condition, then: [.all])).count == 2)
        #expect(alternatives(plans.recipe(condition, then: [.places([0..<10])])).isEmpty)
        #expect(alternatives(plans.recipe(condition, then: [.sample(5)])).isEmpty)
        let list = Recipe(
            account: "lance", kind: .people, origin: .list(id: "x", writes: 0), refinements: plans.recipe(condition).refinements)
        #expect(alternatives(list).isEmpty)
    }

    // MARK: Against the sandbox

    /// The bounds are those of bands: a service counts heads that its answers do not tell.
    private static let leaves = [
        "country is \"Germany\"", "country is \"france\"", "country is \"Singapore\"", "country in (\"Italy\", \"Germany\")",
        "seniority is \"vp\"", "seniority in (\"director\", \"manager\")", "title contains \"Manager\"",
        "title contains \"Sales\"",
        "title is \"CEO\"", "title is exactly \"CEO\"", "city is \"Berlin\"", "department is \"sales\"",
        "department is \"engineering\"",
        "company.employees >= 51", "company.employees < 51", "company.employees <= 500",
        "company.employees between 201 and 1000",
        "company.employees > 200", "email is empty", "title starts with \"c\"", "company.country is \"Germany\"", "title is \"\"",
    ]

    /// The service's filter and the local test after it keep the rows that the condition itself keeps, and the searches in
    /// place of one find them all.
    @Test(arguments: ["lance", "leadlex"]) func filterAndRemainderKeepTheSameRows(_ account: String) async throws {
        let world = try World(people: 300)
        let provider: any Provider = account == "lance" ? world.lance : world.leadLex
        // Many conditions leave the same filter.
        var pages: [Filter: Batch] = [:]
        func rows(_ filter: Filter) async throws -> Batch {
            if let known = pages[filter] { return known }
            let read = try await Self.rows(filter, at: provider)
            pages[filter] = read
            return read
        }
        let everyone = try await rows(Filter())
        #expect(everyone.count == 300)
        let known = Self.leaves.filter { account == "lance" || !$0.hasPrefix("company.country") }
        let leaves = known.flatMap { leaf in plans.recipe(leaf, at: account).refinements }
        #expect(leaves.count == known.count)
        var generator = SeededGenerator(seed: 11)
        var pushed = 0
        var offered = 0
        for _ in 0..<100 {
            let condition = Self.condition(of: leaves, depth: 2, using: &generator)
            let recipe = Recipe(account: account, kind: .people, origin: .search, refinements: [.where(condition)])
            let expected = try Self.ids(of: everyone, behind: recipe.refinements)
            let plan = SearchPlan(recipe, at: provider.signature)
            pushed += plan.filter.terms.isEmpty ? 0 : 1
            let found = try Self.ids(of: try await rows(plan.filter), behind: plan.remainder)
            #expect(found == expected, "\(condition)")
            let filters = SearchPlan.alternatives(recipe, at: provider.signature)
            offered += filters.isEmpty ? 0 : 1
            var together: Set<String> = []
            for filter in filters {
                together.formUnion(try Self.ids(of: try await rows(filter), behind: plan.remainder))
            }
            #expect(filters.isEmpty || together == Set(expected), "\(condition)")
        }
        #expect(pushed > 15)
        #expect(offered > 3)
    }

    private static func rows(_ filter: Filter, at provider: any Provider) async throws -> Batch {
        var result = Batch(kind: .people)
        for number in 0..<3 {
            let page = try await provider.search(.people, filter, page: number, size: 100)
            result.append(page.rows)
            if result.count >= page.total { break }
        }
        return result
    }

    private static func ids(of rows: Batch, behind refinements: [Recipe.Refinement]) throws -> [String] {
        let time = RunTime(today: "2026-01-31", now: "2026-01-31T09:30:00Z")
        var refiner = try Refiner(refinements, kind: .people, time: time, seed: 1)
        var result = try refiner.apply(to: rows)
        result.append(try refiner.finish())
        return result.ids.sorted()
    }

    private static func condition(
        of leaves: [Recipe.Refinement], depth: Int, using generator: inout SeededGenerator
    ) -> TypedExpression {
        guard depth > 0, case .where(let leaf)? = leaves.randomElement(using: &generator) else {
            if case .where(let leaf)? = leaves.randomElement(using: &generator) { return leaf }
            return .constant(.bool(true))
        }
        let parts = (0..<2).map { _ in condition(of: leaves, depth: depth - 1, using: &generator) }
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: return leaf
        case 1: return .not(parts[0])
        case 2, 3, 4: return .all(parts)
        default: return .any(parts)
        }
    }

    // MARK: Counting

    @Test(arguments: [
        "country is \"Germany\" or country is \"France\"", "country is not \"Germany\" and country is not \"France\"",
        "not (seniority is \"vp\" or seniority is \"director\")", "title contains \"Manager\" or title contains \"Sales\"",
        "(seniority is \"vp\" and country is \"Germany\") or (seniority is \"vp\" and country is \"France\")",
        "company.employees >= 51 and company.employees < 501", "country is $a or country is $b",
        "country != $a and country != $b",
    ]) func suchASearchIsCountedInOneCall(_ condition: String) async throws {
        let world = World(store: try SharedStore.people())
        let names = "let a = \"Germany\"\nlet b = \"France\"\n"
        let run = try await world.run("use lance\n\(names)search people where \(condition)\ncount\nselect all\ncount")
        #expect(run.failure == nil)
        let counted = try await world.run("use lance\n\(names)search people where \(condition)\ncount")
        #expect(counted.requests.count == 1)
        let read = try await world.run("use lance\n\(names)search people\nselect all\nwhere \(condition)\ncount")
        #expect(counted.counts == read.counts)
        #expect(counted.counts != [0])
    }
}
