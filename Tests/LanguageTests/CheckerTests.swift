import LeadDiagnostics
import LeadModel
import LeadSemantics
import LeadTestSupport
import Testing

/// What is wrong with names and types, and the place that is blamed.
struct CheckerTests {
    /// Scripts, each with its one marked place and the code of the one message that it gets there.
    private static let blamed: [(String, DiagnosticCode)] = [
        ("search people where «emial» is \"x\"", .unknownField), ("search people where «company.size» > 5", .unknownField),
        ("search people where «tags» is \"x\"", .unknownField), ("search companies where «title» is \"x\"", .unknownField),
        ("let min = 5\nsearch people where company.employees >= «min»", .unknownField),
        ("search people; show columns name, «titel»", .unknownField),
        ("use leadlex\nsearch people where «skills» is \"x\"", .unknownField),
        ("search people where seniority is «\"boss\"»", .unknownValue),
        ("search people where seniority in (\"vp\", «\"boss\"»)", .unknownValue),
        ("search people where department is «\"magic\"»", .unknownValue),
        ("search people; select rows «9..3»", .reversedRange),
        ("search people where company.employees between «500 and 50»", .reversedRange),
        ("search people; select rows «1..100»", .firstRowLeftOut), ("search people; select rows 0, «1..9»", .firstRowLeftOut),
        ("«where title is \"x\"»", .noRows), ("«show»", .noRows), ("«count»", .noRows), ("«add to list \"Q1\"»", .noRows),
        ("«as ceos»", .noRows), ("«select all»", .noRows),
        ("search people; «add to list \"Q1\"»", .unboundedRows),
        ("use leadlex; search people; «save to contacts»", .unboundedRows),
        ("search people; «export to \"a.csv\"»", .unboundedRows),
        ("search people where «lower(name) is \"x\"»\ncount", .unboundedRows),
        ("use «lanse»", .unknownAccount), ("use «nobody»", .unknownAccount),
        ("search people where company.employees > «\"5\"»", .wrongType), ("search people where title > «5»", .wrongType),
        ("search people where «title»", .wrongType), ("print «\"a\"» + 1", .wrongType),
        ("let x = 1\nsearch people; select first «\"5\"»", .wrongType),
        ("search people; select rows «0.5»..9", .wrongType), ("print lower(«5»)", .wrongType), ("expect «5»", .wrongType),
        ("search people; select first 5; export to «\"a.doc\"»", .wrongType), ("open list «5»", .expected),
        ("param n: number = «\"x\"»", .wrongType), ("ensure list \"a\" from «1» to 2026-01-31", .wrongType),
        ("print «title»", .fieldWithoutRow), ("let x = «seniority»", .fieldWithoutRow), ("print «nothing»", .unknownName),
        ("with «ceos»", .unknownName), ("search people; except «olds»", .unknownName),
        ("add «ceos» to list \"Q1\"", .unknownName),
        ("search people where email «like» \"x\"", .notSupported),
        ("search people where company.employees > 5 and emails «like» \"x\"", .notSupported),
        ("search people; select first 5; «save to contacts»", .notSupported), ("use leadlex\n«search companies»", .notSupported),
        ("«open contacts»", .notSupported), ("ensure list \"a\" description «\"b\"»", .notSupported),
        ("use leadlex\nensure list \"a\" from «2026-01-01 to 2026-01-31»", .notSupported),
        ("expect «outcome.failed» is 0", .noOutcome), ("print «outcome.addde»", .unknownName),
        ("print 1\n«param a = 1»", .misplacedDeclaration), ("param a = 1\nparam «a» = 2", .duplicateName),
        ("step \"a\" { let x = 1 }\nprint «x»", .unknownName),
        ("step \"a\" { let x = 1; step \"b\" { let y = 2 }; print «y» }", .unknownName),
        ("print «lowr»(\"a\")", .unknownFunction), ("print «lower()»", .wrongArguments), ("print «coalesce(1)»", .wrongArguments),
        ("search companies; select first 5; «add to list \"a\"»", .notInThisVersion),
        ("search people as a\nsearch people as b\n«with a, b»\ncount", .unboundedRows),
        ("search people\nexcept «list \"A\"»\ncount", .unboundedRows), ("print 1 / «0»", .wrongType),
        ("search people\nselect first 5\ndrop «id»", .unknownField), ("print today() + «1»", .wrongType),
        ("search people as a\nuse leadlex\nsearch people as b\n«with a, b»", .wrongKind),
        ("use leadlex; search people; select first 5; «save to list \"X\" at lance»", .notSupported),
        ("search people\nselect first 5\nrename «id» to custom.x", .unknownField),
    ]

    @Test(arguments: blamed) func blamesThePlace(_ marked: String, _ code: DiagnosticCode) {
        let expected = MarkedText(marked)
        let diagnostics = Script(expected.text).checked().diagnostics
        let places = diagnostics.compactMap { $0.span?.range }
        #expect(MarkedText.marking(places, in: expected.text) == marked)
        #expect(diagnostics.map(\.code) == [code])
    }

    @Test(arguments: [
        "search people where title is \"x\" and company.employees between 50 and 500\nselect rows 0..100\nadd to list \"a\"\nexpect outcome.failed is 0",
        "param n: number = 5\nlet m = n + 1\nsearch people where company.employees >= $m\nselect first n\ncount",
        "step \"a\" { let x = 1; print x }\nlet x = \"b\"\nprint lower(x)", "let x = 1\nstep \"a\" { let x = 2 }\nprint x",
        "search people as a\nsearch people as b\nwith a, b\nselect first 5\nexport to \"a.csv\" columns name, email",
        "use leadlex\nopen contacts where tags contains \"x\" and custom.score is \"5\"\nsave to list \"a\" allow no key",
        "search people where seniority is \"C-Suite\"; count", "USE Lance", "search people select rows 1..1; count",
        "print today() + 3 days",
        "use lance; search people; select first 5; save to list \"X\" at leadlex",
        "search people select rows 5.. where title is \"x\"; count",
        "open list \"a\"; except where email is empty; count; show rows 1.. columns name",
    ]) func saysNothing(_ text: String) {
        #expect(Script(text).checked().diagnostics.map(\.message) == [])
    }

    @Test(arguments: [
        ("search people where emial is \"x\"", "email"), ("let min = 5\nsearch people where company.employees >= min", "$min"),
        ("search people where seniority is \"directr\"", "\"director\""), ("use lanse", "lance"),
        ("search people; select rows 9..3", "3..9"),
        ("search people where company.employees between 500 and 50", "50 and 500"), ("print lowr(\"a\")", "lower"),
    ]) func offersTheNearest(_ text: String, _ replacement: String) throws {
        let diagnostic = try #require(Script(text).checked().diagnostics.first)
        #expect(diagnostic.fixes.map(\.replacement) == [replacement])
    }

    @Test(arguments: [
        ("search people where department is \"magic\"", Diagnostic.Severity.warning), ("search people; select rows 1..9", .note),
        ("search people where seniority is \"boss\"", .error), ("print nothing", .error),
    ]) func knowsHowBadItIs(_ text: String, _ severity: Diagnostic.Severity) {
        #expect(Script(text).checked().diagnostics.map(\.severity) == [severity])
    }

    /// What follows from a statement that could not be read is not said again.
    @Test(arguments: [
        "serch people\nwhere title is \"x\"\nselect first 5\nadd to list \"a\"\nexpect outcome.failed is 0",
        "let x 5\nprint x\nprint $x & \"a\"",
        "search peple where title is \"x\" as ceos\nadd ceos to list \"a\"\nwith ceos", "print (\nparam a = 1",
        "search people\nselect frist 5\nadd to list \"a\"",
        "add to lst \"a\"\nprint outcome.added",
    ]) func oneMistakeGetsOneMessage(_ text: String) {
        #expect(Script(text).checked().diagnostics.count == 1)
    }

    @Test func severalMistakesGetSeveralMessagesInOrder() {
        let checked = Script("print nothing\nsearch people where emial is \"x\" and titel is \"y\"\npront 1\nuse nobody")
            .checked()
        #expect(
            checked.diagnostics.map(\.code) == [.unknownName, .unknownField, .unknownField, .unknownStatement, .unknownAccount])
    }

    @Test func theScopeBehindAScriptIsKnown() throws {
        let scope = Script("use leadlex\nlet n = 1\nsearch people as a\nstep \"s\" { let inner = 2 }").checked().scope
        #expect(scope.account == "leadlex")
        #expect(scope.visibleNames == ["a", "n"])
        #expect(!scope.allowsDeclarations)
        #expect(try #require(scope.it).isBounded == false)
    }
}
