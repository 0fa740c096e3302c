import LeadDiagnostics
import LeadProviders
import LeadSemantics
import LeadSyntax
import Testing

/// What is proposed at places of a script; `|` is the cursor.
struct CompletionTests {
    /// Completes a script with a `|` in it.
    private func completion(_ marked: String, lists: [String] = [], account: String = "lance") -> Completion {
        let parts = marked.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        let source = Source(name: "test.lead", text: parts.joined())
        let sources = CompletionSources(
            lists: { $0 == "lance" ? lists : [] },
            files: { prefix in
                ["people.csv", "shared.lead", "notes.txt", "data/", "out.md"].filter { $0.hasPrefix(prefix) }
            }, topics: ["ranges", "select", "seniority"])
        return complete(
            source, at: parts[0].utf8.count, in: Catalog(providers: [.lance, .leadLex]), scope: Scope(account: account),
            sources: sources)
    }

    private func texts(_ marked: String, lists: [String] = []) -> [String] {
        completion(marked, lists: lists).candidates.map(\.text)
    }

    private func likely(_ marked: String, lists: [String] = []) -> [String] {
        completion(marked, lists: lists).candidates.filter(\.isLikely).map(\.text)
    }

    @Test(
        arguments: [
            ("sea|", ["search "]), ("SEA|", ["search "]), ("search |", ["people", "companies"]),
            ("search people|", ["people"]), ("search pe|", ["people"]),
            ("search people where sen|", ["seniority"]), ("search people where company.na|", ["company.name"]),
            ("search people where seniority in (\"vp|", ["\"vp\""]), ("search people where seniority in (vp|", ["\"vp\""]),
            ("search people where seniority in ('c|", ["'c_suite'"]),
            ("search people where country is \"Irel|", ["\"Ireland\""]),
            ("search people where seniority is not |e", ["empty", "one of ", "exactly "]),
            ("search people where seniority is \"vp\" an|", ["and "]),
            ("search people where seniority is \"vp\"|", [" and ", " or "]),
            ("search people\nselect f|", ["first "]),
            ("search people\nselect |f", ["rows ", "first ", "all", "where ", "sample ", "id "]),
            ("search people\norder by company.em|", ["company.employees"]), ("search people order by title des|", ["desc"]),
            ("search people\ndedupe |", ["by "]), ("add to |", ["list "]), ("open |", ["list ", "contacts"]),
            ("add to list \"Q|", ["\"Q1 \\\"law\\\" firms\"", "\"Q2\""]), ("add to list q2|", ["\"Q2\""]),
            ("use |", ["lance", "leadlex"]), ("use lead|", ["leadlex"]), ("open list \"x\" at l|", ["lance", "leadlex"]),
            ("let x = 1\nprint $|", ["$x"]), ("let total = 1\nprint to|", ["total"]),
            ("search people\nexport to \"|", ["\"out.md\"", "\"people.csv\"", "\"data/"]),
            ("load \"p|", ["\"people.csv\""]), ("include \"|", ["\"shared.lead\"", "\"data/"]),
            ("help sel|", ["select"]), ("explain l2003|", ["L2003"]), ("lead |", ["1"]), ("param x: n|", ["number"]),
            ("budget 5 c|", ["calls", "credits"]), ("load stdin format |", ["csv", "tsv", "json", "ndjson"]),
        ] as [(String, [String])])
    func proposes(_ marked: String, _ expected: [String]) {
        let found = texts(marked, lists: ["Q1 \"law\" firms", "Q2"])
        #expect(expected.allSatisfy(found.contains), "\(marked): \(found)")
        if marked.hasSuffix("|"), !marked.hasSuffix("vp\"|") {
            #expect(likely(marked, lists: ["Q1 \"law\" firms", "Q2"]).sorted() == expected.sorted(), "\(marked): \(found)")
        }
    }

    @Test(arguments: [
        "# sea|", "search people # wh|", "let |", "as |", "search people as |", "searhc|", "x.|",
        "search bogus |",
        "search bogus where |", "email|", "print \"a|", "add to list \"Nothing|", "for |", "",
    ])
    func proposesNothing(_ marked: String) {
        #expect(marked.isEmpty || texts(marked).isEmpty, "\(marked): \(texts(marked))")
    }

    @Test func beginsStatements() {
        let start = texts("|")
        #expect(["search ", "use ", "param ", "define ", "stop", "where "].allSatisfy(start.contains))
        #expect(!start.contains { ["enrich", "email", "start", "pause", "else"].contains($0.filter(\.isLetter)) })
        #expect(!texts("print 1\n|").contains("param "))
        #expect(!texts("step \"a\" { |").contains("define "))
        #expect(texts("step \"a\" { |").contains("}"))
        #expect(texts("print 1 |").allSatisfy { $0 != "search " }, "a statement needs a line of its own")
        #expect(texts("print 1; sea|") == ["search "])
        #expect(texts("plan sea|") == ["search "])
    }

    @Test func goesOnOverLines() {
        #expect(texts("search people where country is \"x\" and\n  sen|") == ["seniority"])
        #expect(texts("search people where seniority in (\n  \"vp\",\n  \"c_|") == ["\"c_suite\""])
        #expect(texts("search people\nwhe|") == ["where "])
        #expect(texts("search people\nwhere sen|") == ["seniority"])
        #expect(texts("search people where title is \"x\" order b|") == ["by "])
    }

    @Test func knowsMistakesBefore() {
        #expect(texts("search bogus\nlet = 3\nselect (\nsearch pe|") == ["people"])
        #expect(texts("if bogus bogus {\n  sea|") == ["search "])
        #expect(texts("print (\"a\"\nsearch people where sen|") == ["seniority"])
        #expect(texts("let x = \"open\nsea|") == ["search "])
    }

    @Test func proposesFieldsOfTheRows() {
        #expect(!texts("search people where |").contains("tags"))
        #expect(texts("use leadlex\nopen contacts\nwhere ta|") == ["tags"])
        #expect(!texts("search companies where |").contains("title"))
        #expect(likely("search people where |").contains("company.employees"))
        #expect(texts("search people\ndrop title\nwhere tit|").filter { $0 == "title" }.isEmpty)
        #expect(texts("search people as leaders\nsearch companies\nshow leaders columns tit|") == ["title"])
        #expect(texts("search people\nset custom.tier = 1\norder by cus|") == ["custom.tier"])
        #expect(texts("search people\nupdate contacts by |") == ["email"])
        #expect(texts("suppress list \"x\" by dom|") == ["domain"])
        #expect(texts("load \"people.csv\" columns (em|") == ["email", "emails"])
    }

    @Test func proposesOperatorsThatFit() {
        let number = texts("search people where company.employees |")
        #expect(number.contains("between ") && !number.contains("contains "))
        let text = texts("search people where title |")
        #expect(text.contains("contains ") && !text.contains("< "))
        #expect(texts("search people where title does not |") == ["contain ", "start ", "end ", "match "])
        #expect(texts("search people where title starts |") == ["with "])
    }

    @Test func looksIntoTexts() {
        #expect(texts("let quarter = 1\nprint \"${qu|") == ["quarter"])
        #expect(texts("let quarter = 1\nprint \"Of ${quarter} and ${lower(\"${qu|") == ["quarter"])
        #expect(texts("search people\nset custom.x = \"Hello ${first|") == ["first_name"])
        #expect(texts("let quarter = 1\nadd to list \"${quarter |").contains("}"))
        #expect(texts("print \"${tri|") == ["trim("])
        #expect(texts("print '${tri|").isEmpty)
        #expect(texts("print \"\\${tri|").isEmpty)
    }

    @Test func knowsBlocks() {
        #expect(texts("search people\nselect first 3\nfor person in it {\n  print person.ti|") == ["person.title"])
        #expect(texts("search people\nselect first 3\nfor person in it {\n  where title is $person.ti|") == ["$person.title"])
        #expect(texts("if 1 is 1 {\n  let inner = 1\n  print inn|") == ["inner"])
        #expect(texts("if 1 is 1 {\n  let inner = 1\n}\nprint inn|").isEmpty)
        #expect(texts("define f(size, other = 1) {\n  print si|") == ["size"])
        #expect(texts("if 1 is 1 {\n} el|") == ["else "])
        #expect(texts("if 1 is 1 {\n} else |") == ["if ", "{ "])
        #expect(texts("try {\n} else {\n  print error.m|") == ["error.message"])
        #expect(texts("step \"a\" {\n  search people as le\n}\nwith l|") == ["le"])
    }

    @Test func knowsCommands() {
        let define = "define leaders_of(country, size = 5) {\n}\n"
        #expect(texts(define + "lea|") == ["lead", "leaders_of("].filter { $0 != "lead" })
        #expect(texts(define + "leaders_of(si|") == ["size: "])
        #expect(likely(define + "leaders_of(|").contains("country: "))
        #expect(likely(define + "let x = 1\nleaders_of(size: |").contains("x"))
        #expect(texts("print to|") == ["today()"])
        #expect(texts("print repl|") == ["replace("])
    }

    @Test func completesTheEndOfALongEntry() {
        let lines = (0..<2000).map { "let name_\($0) = \($0)\n" }.joined()
        #expect(texts(lines + "print name_1999|") == ["name_1999"])
        let block =
            "if 1 is 1 {\n" + (0..<1000).map { "  search people where title is \"t\($0)\"\n  select rows 0..\($0)\n" }.joined()
        #expect(texts(block + "  where sen|") == ["seniority"])
        let list = "let x = (" + (0..<2000).map { "\"v\($0)\",\n" }.joined()
        #expect(texts(list + "low|") == ["lower("])
    }
}
