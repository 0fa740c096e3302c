import LeadReport
import LeadText
import Testing

struct TextTableTests {
    let table = TextTable(
        columns: [.init("name"), .init("employees", .right), .init("title")],
        rows: [["Müller", "1,200", "Partner"], ["株式会社", "7", ""], ["x\u{1B}[31m\ny", "", "CEO"]])

    @Test func columnsStandUnderEachOther() {
        #expect(
            table.rendered() == """
                 name     │ employees │ title
                ──────────┼───────────┼─────────
                 Müller   │     1,200 │ Partner
                 株式会社 │         7 │
                 x y      │           │ CEO

                """)
    }

    @Test func theWidestColumnIsCutFirst() {
        let table = TextTable(columns: [.init("id"), .init("text")], rows: [["1", "a rather long text"]])
        #expect(table.rendered(width: 18) == " id │ text\n────┼─────────────\n 1  │ a rather l…\n")
    }

    @Test func columnsThatDoNotFitAreCounted() {
        let table = TextTable(columns: (1...5).map { .init("column \($0)") }, rows: [])
        #expect(table.rendered(width: 22).hasSuffix("+3 columns\n"))
    }

    @Test(arguments: 1...60)
    func noLineIsWiderThanAsked(_ width: Int) {
        let lines = table.rendered(width: width).split(separator: "\n").filter { !$0.hasPrefix("+") }
        #expect(lines.allSatisfy { displayWidth(of: $0) <= max(width, 3) })
    }
}

struct WordingTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567"), (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func thousands(_ number: Int, _ text: String) {
        #expect(grouped(number) == text)
    }

    @Test func nouns() {
        #expect(counted(1, "row") == "1 row")
        #expect(counted(0, "row") == "0 rows")
        #expect(counted(2000, "company", plural: "companies") == "2,000 companies")
    }

    @Test func progressSaysWhatIsKnown() {
        var line = ProgressLine("add to list", rows: 3412, of: 11_500)
        line.batch = (7, 23)
        line.wait = "waiting 12 s for the rate limit"
        line.timeLeft = .seconds(185)
        let whole = "add to list: batch 7 of 23, 3,412 of 11,500 rows, waiting 12 s for the rate limit, 3 min 5 s left"
        #expect(line.rendered(width: 120) == whole)
        #expect(displayWidth(of: line.rendered(width: 40)) == 40)
        #expect(ProgressLine("find", rows: 1).rendered(width: 80) == "find: 1 row")
    }

    @Test(
        arguments: [
            (ColorChoice.auto, true, [:], true), (.auto, false, [:], false), (.auto, true, ["NO_COLOR": "1"], false),
            (.auto, true, ["NO_COLOR": ""], true), (.auto, true, ["TERM": "dumb"], false),
            (.auto, true, ["CLICOLOR": "0"], false),
            (.auto, false, ["FORCE_COLOR": "1"], true), (.auto, false, ["CLICOLOR_FORCE": "1"], true),
            (.auto, false, ["FORCE_COLOR": "0"], false), (.auto, false, ["FORCE_COLOR": "1", "NO_COLOR": "1"], false),
            (.always, false, ["NO_COLOR": "1"], true), (.never, true, ["FORCE_COLOR": "1"], false),
        ] as [(ColorChoice, Bool, [String: String], Bool)])
    func colours(_ choice: ColorChoice, _ isTerminal: Bool, _ environment: [String: String], _ isColored: Bool) {
        #expect(Style(choice: choice, isTerminal: isTerminal, environment: environment).isColored == isColored)
    }
}
