import LeadDiagnostics
import LeadModel
import LeadProviders
import LeadSemantics
import LeadSyntax
import Testing

/// Scripts that are checked against accounts of a user's own.
struct AccountTests {
    private static let catalog = Catalog(
        accounts: ["work": .lance, "second": .lance, "crm": .leadLex, "kept": .leadLex], readOnly: ["kept"],
        aliases: ["lance": ["second", "work"], "leadlex": ["crm"]])

    private func check(_ text: String) -> Checked {
        LeadSemantics.check(parse(Source(name: "a.lead", text: text)), in: Self.catalog, scope: Scope(account: "work"))
    }

    @Test func aServicesNameMeansItsOnlyAccount() {
        let checked = check("use LeadLex\nopen contacts\ncount")
        #expect(checked.diagnostics.isEmpty && checked.accounts == ["crm"] && checked.scope.account == "crm")
    }

    @Test func aServicesNameIsNotOneOfSeveral() {
        for script in ["use lance", "open list \"Q1\" at lance\ncount"] {
            let checked = check(script)
            #expect(checked.diagnostics.map(\.code) == [.unknownAccount], "\(checked.diagnostics)")
            #expect(checked.diagnostics.first?.message == "`lance` may be any of 2 accounts: `second`, `work`")
        }
    }

    @Test(arguments: [
        ("print 1", []), ("search people\ncount", ["work"]), ("use crm\nopen contacts\ncount", ["crm"]),
        ("use second", []), ("show lists\nuse second\nshow lists", ["work", "second"]),
        ("search people\nselect first 3\nadd to list \"Q1\" at second", ["work", "second"]),
        ("search people\nselect first 3\nexcept list \"old\" at second\nexport to \"a.csv\"", ["work", "second"]),
        ("define x() { search people; count }\nuse second\nx()", ["second"]),
        ("if 1 is 1 { use crm; show lists } else { show lists }", ["crm", "work"]),
    ])
    func theAccountsThatAScriptNeedsAreKnown(_ script: String, _ accounts: [String]) {
        let checked = check(script)
        #expect(!checked.diagnostics.hasErrors && checked.accounts == Set(accounts), "\(checked.accounts) \(checked.diagnostics)")
    }

    @Test(arguments: [
        "use kept\ncreate list \"x\"", "use kept\ndelete list \"x\"", "search people\nselect first 3\nsave to list \"x\" at kept",
        "open contacts\nselect first 3\nremove from list \"x\" at kept", "use kept\nload \"a.csv\"\nupdate contacts by email",
    ])
    func aReadOnlyAccountIsNotWrittenTo(_ script: String) {
        let codes = check(script).diagnostics.map(\.code)
        #expect(codes.contains(.writeWhileReadOnly), "\(codes)")
    }

    /// What a command was planned to do does not make it allowed.
    @Test func aPlannedCommandIsCheckedAgain() {
        let script = "define x() { create list \"a\" }\nuse kept\nplan x()\nx()"
        #expect(check(script).diagnostics.map(\.code) == [.writeWhileReadOnly])
    }

    /// Where nobody has chosen among several accounts, only what needs one is a mistake.
    @Test(arguments: [
        ("print 1", 0), ("use work\nsearch people\ncount", 0), ("search people\ncount\nshow lists", 1), ("show lists", 1),
    ])
    func withoutAChoiceAnAccountMustBeNamed(_ script: String, _ mistakes: Int) {
        let checked = LeadSemantics.check(
            parse(Source(name: "a.lead", text: script)), in: Self.catalog, scope: Scope(account: "lance"))
        #expect(
            checked.diagnostics.filter { $0.severity == .error }.map(\.code) == Array(repeating: .unknownAccount, count: mistakes)
        )
    }

    @Test func whatOnlyReadsMayUseIt() {
        #expect(check("use kept\nopen contacts\ncount\nshow lists\nplan create list \"x\"").diagnostics.isEmpty)
    }
}
