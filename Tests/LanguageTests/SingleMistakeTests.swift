import LeadDiagnostics
import LeadSemantics
import LeadSyntax
import Testing

/// One mistake gets one message, wherever it stands, and hides no other one.
struct SingleMistakeTests {
    private static let valid = """
        ## How many people each list may get.
        param most: number = 200
        param quarter = "Q3"
        budget 500 calls, 5000 rows
        let countries = ("Germany", "Austria")
        let customers = "Customers of ${quarter}"
        ## Puts the rows at hand on a list.
        define fill(list_name, size = 50) {
            select first size
            ensure list $list_name
            add to list $list_name
            expect outcome.failed is 0, "somebody is lost"
        }
        use lance
        step "Leaders" {
            search people where seniority in ("vp", "c_suite") and company.employees between 50 and 500
            select first most
            dedupe by company.domain
            as leaders
            for country in countries {
                with leaders
                where company.country is country and not title contains "Assistant"
                fill("${quarter} leaders in ${country}", size: 20)
            }
        }
        if count(leaders) > 0 {
            with leaders
            except list $customers
            limit 3 per company.domain
            order by company.employees desc, name
            set custom.wave = "first"
        } else if most > 10 {
            print upper(quarter), "is empty"
        } else {
            print "nobody"
        }
        use leadlex
        try {
            open list "Newsletter"
            where email ends with ".example" and title is not empty
            save to contacts
            print outcome.added, "contacts"
        } else {
            print error.message
        }
        load people "people.csv" columns (email from "E-Mail", country = "Germany")
        dedupe by email
        export to "people.csv" columns name, email
        show rows 0..10 columns name, email
        summarize by country
        print most + 1 & " people", customers

        """

    @Test func theScriptItselfHasNone() {
        #expect(Script(Self.valid).checked(isWhole: true).diagnostics.map(\.message) == [])
    }

    private static let mistakes: [(String, String)] = [
        ("most: number", "most: nmber"), ("= 200", "= two hundred"), ("= 200", "= \"200\""), ("\"Q3\"", "“Q3”"),
        ("\"Q3\"", "\"Q3"),
        ("500 calls", "500 cals"), ("budget 500", "budgt 500"), ("(\"Germany\", \"Austria\")", "(\"Germany\" \"Austria\")"),
        ("(\"Germany\", \"Austria\")", "(\"Germany\", \"Austria\""), ("let countries =", "let countries"),
        ("let countries", "lt countries"), ("let customers", "let customers in"), ("${quarter}\"", "${quartr}\""),
        ("define fill(", "define fill ("), ("size = 50)", "size = 50"), ("list_name, size", "list_name size"),
        ("define fill(", "define fill["), ("select first size", "select frist size"), ("select first size", "select first sise"),
        ("to list $list_name", "to list list_name"), ("outcome.failed", "outcome.faild"),
        ("outcome.failed is 0", "outcome.failed"),
        ("use lance", "use lanse"), ("step \"Leaders\" {", "step Leaders {"), ("step \"Leaders\" {", "step \"Leaders\""),
        ("search people where", "serch people where"), ("search people where", "search peple where"),
        ("seniority in", "senority in"), ("\"c_suite\"", "\"c_sweet\""), ("between 50 and 500", "between 500 and 50"),
        ("between 50 and 500", "between 50 to 500"), ("between 50 and", "between \"50\" and"),
        ("and company.employees", "or title is \"CEO\" and company.employees"),
        ("    select first most\n", ""), ("first most", "first 1,000"), ("first most", "rows 100..0"), ("dedupe by", "dedupe"),
        ("as leaders", "as \"leaders\""), ("as leaders", "as laeders"), ("for country in", "for country of"),
        ("in countries", "in contries"), ("in countries {", "in 5 {"),
        ("with leaders\n        where", "with leaderz\n        where"),
        ("is country", "is contry"), ("is country and", "is country and and"), ("not title contains", "not title contain"),
        ("size: 20", "sice: 20"), ("size: 20", "size: 20, size: 30"), ("fill(\"${", "fil(\"${"),
        ("fill(\"${quarter} leaders in ${country}\", size: 20)", "fill(size: 20)"),
        ("count(leaders) > 0", "count(leaders) > \"0\""),
        ("count(leaders)", "count(leadres)"), ("count(leaders)", "cuont(leaders)"), ("> 0 {", "> 0"), ("} else if", "}\nelse if"),
        ("except list $customers", "except list \"A\" by"), ("limit 3 per", "limit three per"), ("limit 3 per", "limit 3 pro"),
        ("order by", "ordr by"), ("employees desc", "employes desc"), ("set custom.wave", "set wave"),
        ("\"first\"", "\"fir\\st\""),
        ("upper(quarter)", "uper(quarter)"), ("upper(quarter)", "upper(quarter, 1)"), ("upper(quarter)", "upper(quarter"),
        ("print \"nobody\"", "print nobody"), ("print \"nobody\"", "print email"), ("use leadlex", "use lead lex"),
        ("use leadlex", "use leadlex }"), ("try {", "tri {"), ("open list \"Newsletter\"", "open list Newsletter"),
        ("email ends with", "email ends"), ("email ends with", "email ends wiht"), ("is not empty", "is no empty"),
        ("title is not empty", "title"), ("save to contacts", "save contacts"), ("save to contacts", "search companies"),
        ("outcome.added", "outcom.added"), ("error.message", "error.mesage"), ("load people", "load persons"),
        ("email from \"E-Mail\"", "emial from \"E-Mail\""), ("columns (email", "columns email"),
        ("dedupe by email", "dedupe by emial"),
        ("\"people.csv\" columns name", "\"people.doc\" columns name"), ("rows 0..10", "rows 10..0"),
        ("rows 0..10", "rows 0...10"),
        ("summarize by", "summarise by"), ("most + 1", "most + \"1\""), ("most + 1", "$mst + 1"),
        ("& \" people\"", "&& \" people\""),
    ]

    @Test(arguments: mistakes) func oneMistakeGetsOneMessage(_ right: String, _ wrong: String) {
        #expect(Self.valid.contains(right), "the script does not say `\(right)`")
        let text = Self.valid.replacing(right, with: wrong, maxReplacements: 1)
        let diagnostics = Script(text).checked(isWhole: true).diagnostics
        #expect(diagnostics.count == 1, "\(wrong): \(diagnostics.map { "\($0.span?.start ?? -1) \($0.message)" })")
        #expect(diagnostics.allSatisfy { !$0.help.isEmpty && $0.help.allSatisfy { !$0.isEmpty } })
    }

    /// A missing name is told of unless a statement that could not be read speaks of it.
    @Test(arguments: [
        ("print \"a\nwith founders", 2), ("print (\nprint nothing", 2), ("expect “a”\nadd to list \"Q1\"", 2),
        ("let nothing 5\nprint nothing", 1), ("serch people as a\nwith a", 1), ("serch people as a\nwith b", 2),
        ("add to lst \"a\"\nexpect outcome.failed is 0", 1), ("print 1 2\nexpect outcome.failed is 0", 2),
        ("define greet name { print name }\ngreet(\"a\")\nwave(\"a\")", 2),
        ("if a b {\nlet x = 1\nsearch people as y }\nwith y", 1),
        ("open lst \"a\"\nselect first 1\nadd to list \"b\"", 1), ("let a = ’x’\nfor a in b { print a }", 2),
    ]) func nothingIsHiddenByAnotherMistake(_ text: String, _ count: Int) {
        #expect(Script(text).checked().diagnostics.count == count)
    }
}
