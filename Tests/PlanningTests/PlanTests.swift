import LeadDiagnostics
import LeadModel
import LeadProviders
import LeadSemantics
import LeadSyntax
import Testing

@testable import LeadPlanner

/// What is pushed, and which way a set is written.
struct PlanTests {
    /// The recipe of conditions on people, with constants only, as the runtime binds them.
    func recipe(_ conditions: String..., at account: String = "lance", then rest: [Recipe.Refinement] = []) -> Recipe {
        var refinements: [Recipe.Refinement] = []
        for condition in conditions {
            let text = "use \(account)\nsearch people where \(condition)"
            let checked = check(
                parse(Source(name: "t", text: text)), in: Catalog(providers: [.lance, .leadLex]), scope: Scope(account: account))
            guard case .rows(let rows)? = checked.program.statements.last?.kind,
                case .where(let node)? = rows.refinements.first?.kind
            else { continue }
            refinements.append(.where(Self.folded(node)))
        }
        return Recipe(account: account, kind: .people, origin: .search, refinements: refinements + rest)
    }

    static func folded(_ node: TypedExpression) -> TypedExpression {
        node.mapped { part in
            guard case .list(let items) = part else { return nil }
            let values = items.compactMap { item -> Value? in if case .constant(let value) = item { value } else { nil } }
            return values.count == items.count ? .constant(.list(values)) : nil
        }
    }

    func golden(_ plan: SearchPlan) -> String {
        let terms = plan.filter.terms.map { term -> String in
            let test =
                switch term.test {
                case .equals(let texts): "is \(texts.joined(separator: "|"))"
                case .contains(let texts): "contains \(texts.joined(separator: "|"))"
                case .like(let texts): "like \(texts.joined(separator: "|"))"
                case .between(let lower, let upper): "\(lower.map { "\(Int($0))" } ?? "")..\(upper.map { "\(Int($0))" } ?? "")"
                }
            return "\(term.isNegated ? "not " : "")\(term.field) \(test)"
        }
        return terms.joined(separator: "; ") + (plan.remainder.isEmpty ? "" : " + \(plan.remainder.count) here")
    }

    @Test(arguments: [
        ("title contains \"CEO\" and seniority in (\"vp\", \"c_suite\")", "title contains CEO; seniority is vp|c_suite"),
        ("company.employees >= 50 and company.employees <= 500", "company.employees 50..500"),
        ("company.employees between 10 and 500 and company.employees between 50 and 900", "company.employees 50..500"),
        ("company.employees > 50", "company.employees 51.."), ("title is exactly \"CEO\"", "title is CEO + 1 here"),
        ("title is \"CEO\" and title contains \"x\"", "title is CEO + 1 here"),
        ("title is \"CEO\" and title is not \"CTO\"", "title is CEO; not title is CTO"),
        ("department is \"sales\" and function is \"sales\"", "department is sales + 1 here"),
        ("country is \"Germany\" and location is \"Berlin\"", "country is Germany + 1 here"),
        ("lower(title) is \"ceo\" and seniority is \"vp\" and title starts with \"a\"", "seniority is vp + 1 here"),
    ]) func searchesSplit(_ condition: String, _ expected: String) {
        #expect(golden(SearchPlan(recipe(condition), at: .lance)) == expected)
    }

    @Test func leadLexSearchesAreWider() {
        #expect(
            golden(SearchPlan(recipe("company.employees between 50 and 500", at: "leadlex"), at: .leadLex))
                == "company.employees 50..500 + 1 here")
        #expect(golden(SearchPlan(recipe("title contains (\"a\", \"b\")", at: "leadlex"), at: .leadLex)) == "title contains a|b")
        #expect(golden(SearchPlan(recipe("title is not \"a\"", at: "leadlex"), at: .leadLex)) == " + 1 here")
    }

    @Test func aConditionBehindAChoiceIsTestedHere() {
        let later = recipe("title is \"CEO\"").refinements
        let plan = SearchPlan(recipe("seniority is \"vp\"", then: [.places([0..<10])] + later), at: .lance)
        #expect(golden(plan) == "seniority is vp + 2 here")
        #expect(plan.remainder == [.places([0..<10])] + later)
    }

    /// The name of the way that is chosen.
    private func way(_ recipe: Recipe, to account: String = "lance", hasRows: Bool = false) -> String {
        let signature = { (name: String) -> ProviderSignature in name == "lance" ? .lance : .leadLex }
        switch AddPlan(recipe, from: signature(recipe.account), to: signature(account), account: account, hasRows: hasRows) {
        case .places(let selection): return "places \(selection.ranges.map { "\($0.lowerBound)" }) less \(selection.excluded)"
        case .ids: return "ids"
        case .records: return "records"
        case .join: return "join"
        case .save: return "save"
        }
    }

    @Test func theCheapestWayIsChosen() {
        let ids = Recipe.Refinement.except(Members(ids: ["B", "a"], label: ""))
        let people = Recipe.Refinement.except(Members(key: .person, values: ["x"], label: ""))
        let first = Recipe.Refinement.places([0..<10])
        let tooMany = Recipe.Refinement.except(Members(ids: (0...1000).map(String.init), label: ""))
        #expect(way(recipe("title is \"a\"", then: [first])) == "places [\"0\"] less []")
        #expect(way(recipe("title is \"a\"", then: [first, ids])) == "places [\"0\"] less [\"a\", \"b\"]")
        #expect(way(recipe("title is \"a\"", then: [.all])) == "places [\"0\"] less []")
        #expect(way(recipe(then: [.places([5..<9, 20..<Int.max]), ids, .all])) == "places [\"5\", \"20\"] less [\"a\", \"b\"]")
        #expect(way(recipe("title is \"a\"", then: [first]), hasRows: true) == "ids")
        #expect(way(recipe("lower(title) is \"a\"", then: [first])) == "ids")
        #expect(way(recipe("function is \"sales\"", then: [first])) == "ids")
        #expect(way(recipe(then: [ids, first])) == "ids")
        #expect(way(recipe(then: [first, people])) == "ids")
        #expect(way(recipe(then: [first, tooMany])) == "ids")
        #expect(way(recipe(then: [first, .places([0..<5])])) == "ids")
        #expect(way(recipe(then: [first, .exceptPlaces([0..<5])])) == "ids")
        #expect(way(recipe(then: [.keep(Members(ids: ["a"], label: ""))])) == "ids")
        #expect(way(Recipe(account: "lance", kind: .people, origin: .list(id: "x", writes: 0))) == "ids")
        #expect(way(recipe("title contains \"a\"", at: "leadlex", then: [first])) == "records")
        #expect(way(Recipe(account: "leadlex", kind: .contacts, origin: .contacts(writes: 0))) == "records")
        #expect(way(Recipe(account: "leadlex", kind: .contacts, origin: .contacts(writes: 0)), to: "leadlex") == "join")
        #expect(way(recipe(at: "leadlex", then: [first]), to: "leadlex") == "save")
        #expect(way(recipe(then: [first]), to: "leadlex") == "save")
    }

    @Test(arguments: [
        ([0..<2500], 5000, [0..<1000, 1000..<2000, 2000..<2500]), ([0..<2500], 1200, [0..<1000, 1000..<1200]), ([0..<10], 0, []),
        ([5..<9, 20..<Int.max], 1500, [5..<9, 20..<1020, 1020..<1500]), ([100..<200], 50, []), ([0..<1000], 1000, [0..<1000]),
    ]) func placesAreTakenInParts(_ ranges: [Range<Int>], _ total: Int, _ calls: [Range<Int>]) {
        let selection = AddPlan.PlaceSelection(filter: Filter(), ranges: ranges, excluded: [])
        #expect(selection.calls(total: total, limit: 1000) == calls)
    }

    private func row(_ email: String?, _ profile: String?, _ name: String? = "Ann") -> [String: Value] {
        ["email": Value(text: email), "linkedin_url": Value(text: profile), "name": Value(text: name)]
    }

    private let contacts = [
        ContactKey(id: "c1", email: EmailKey("one@x.de"), profile: ProfileKey("in/one")),
        ContactKey(id: "c2", email: EmailKey("two@x.de"), profile: ProfileKey("in/two")),
        ContactKey(id: "c3", email: EmailKey("one@x.de"), profile: nil),
    ]

    @Test func savingMatchesByAddressThenByProfile() {
        let rows = Batch(
            kind: .people,
            rows: [
                row("ONE@x.de", "in/two"), row(nil, "https://in/two/"), row("two@x.de", nil), row("new@x.de", nil),
                row(" New@X.de", "in/other"),
                row("other@x.de", "in/other"), row("x@x.de", "in/new"), row("y@x.de", "in/new"), row(nil, nil),
                row("nameless@x.de", nil, nil),
                row("one@x.de", nil, nil),
            ])
        let plan = SavePlan(rows, contacts: contacts, allowsNoKey: false)
        #expect(plan.existing == ["c1", "c2"])
        #expect(plan.new == [3, 6])
        #expect(plan.repeats == 5)
        #expect(plan.keyless == [8])
        #expect(plan.nameless == [9])
        #expect(plan.new.count + plan.existing.count + plan.repeats + plan.keyless.count + plan.nameless.count == rows.count)
        let allowing = SavePlan(rows, contacts: contacts, allowsNoKey: true)
        #expect(allowing.keyless == [])
        #expect(allowing.new == [3, 6, 8])
    }
}
