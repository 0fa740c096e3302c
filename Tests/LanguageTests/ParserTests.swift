import LeadDiagnostics
import LeadSyntax
import Testing

/// How conditions, clauses and statements are read.
struct ParserTests {
    @Test(arguments: [
        ("1 + 2 * 3 - 4", "(1 + (2 * 3) - 4)"), ("(1 + 2) * 3", "((1 + 2) * 3)"), ("a & b & 1 + 2", "(a & b & 1 + 2)"),
        ("not a is 1 and b is 2", "((not (a is 1)) and (b is 2))"),
        ("a is 1 or b is 2 or c is 3", "((a is 1) or (b is 2) or (c is 3))"),
        ("a is 1 and (b is 2 or c is 3)", "((a is 1) and ((b is 2) or (c is 3)))"), ("a + 1 > b * 2", "((a + 1) > (b * 2))"),
        ("a between 1 and 2 and b is 3", "((a between 1 2) and (b is 3))"),
        ("a not between 1 + 1 and 2", "(a not-between (1 + 1) 2)"),
        ("a is not in (1, 2)", "(a not-in [1, 2])"), ("a not in (1, 2)", "(a not-in [1, 2])"), ("a in (1, 2,)", "(a in [1, 2])"),
        ("a is one of (1, 2)", "(a in [1, 2])"), ("a is not one of (1, 2)", "(a not-in [1, 2])"), ("a == 1", "(a is 1)"),
        ("a = 1", "(a is 1)"),
        ("a != 1", "(a not-is 1)"), ("a <> 1", "(a not-is 1)"), ("a is not 1", "(a not-is 1)"),
        ("a not contains 'x'", "(a not-contains 'x')"),
        ("a does not contain 'x'", "(a not-contains 'x')"), ("a contains 'x'", "(a contains 'x')"),
        ("a is like 'x'", "(a like 'x')"),
        ("a starts with 'x'", "(a starts with 'x')"), ("a does not start with 'x'", "(a not-starts with 'x')"),
        ("a not ends with 'x'", "(a not-ends with 'x')"), ("a matches 'x'", "(a matches 'x')"),
        ("a does not match 'x'", "(a not-matches 'x')"),
        ("a is exactly 'x'", "(a is exactly 'x')"), ("a contains exactly 'x'", "(a contains exactly 'x')"),
        ("a is empty", "(a empty)"),
        ("a is not empty", "(a not-empty)"), ("a is not exactly 'x'", "(a not-is exactly 'x')"),
        ("f(a, 1) & 'x'", "(f(a, 1) & 'x')"),
        ("company.name IS NOT 'x' AND b", "((company.name not-is 'x') and b)"), ("$a is $b", "($a is $b)"),
        ("`from` is 1", "(from is 1)"),
        ("-a", "(0 - a)"), ("a <= 1", "(a <= 1)"), ("f()", "f()"), ("(1)", "1"), ("(1,)", "[1]"),
        ("a is not between 1 and 2", "(a not-between 1 2)"),
    ]) func readsACondition(_ text: String, _ shape: String) {
        let script = Script("print \(text)")
        #expect(script.codes.isEmpty)
        #expect(script.value?.shape == shape)
        #expect(script.statements == ["print \(text)"])
    }

    @Test func mixedLogicShowsBothReadings() throws {
        let script = Script("print a and b or c\nprint 1")
        #expect(script.codes == [.mixedLogic])
        let help = try #require(script.tree.diagnostics.first).help
        #expect(help.count == 2)
        #expect(help.contains { $0.contains("(a and b) or …") })
        #expect(help.contains { $0.contains("a and (b or …)") })
        #expect(script.statements == ["print 1"])
    }

    /// The items of an `except` as short names.
    private func items(_ text: String) -> [String] {
        let clause = Script("search people; except \(text)").tree.statements.last.flatMap { statement -> Clause? in
            if case .rows(let rows) = statement.kind { rows.clauses.first } else { nil }
        }
        guard case .except(let items)? = clause?.kind else { return [] }
        return items.map { item in
            switch item.kind {
            case .id(let id): "id \(id.shape)"
            case .named(let name): "named \(name.text)"
            case .rows(let rows): "rows \(rows.count)"
            case .lists(let lists, let keys): "lists \(lists.count) by \(keys.map(\.text))"
            case .anyList(let since): "any list\(since.map { " since \($0.shape)" } ?? "")"
            case .file(let file, let keys): "file \(file.shape) by \(keys.map(\.text))"
            case .where(let condition): "where \(condition.shape)"
            }
        }
    }

    @Test(arguments: [
        ("550e8400-e29b-41d4-a716-446655440005", ["id 550e8400-e29b-41d4-a716-446655440005"]), ("id \"x\"", ["id 'x'"]),
        ("id", ["named id"]),
        ("$ids, old", ["named ids", "named old"]), ("rows 0, 3, 7..9, old", ["rows 4"]),
        ("rows 0..3, rows 5..", ["rows 1", "rows 1"]),
        ("rows 0, list \"A\"", ["rows 1", "lists 1 by []"]), ("list \"A\", \"B\"", ["lists 2 by []"]),
        ("list \"A\", $b, id \"c\"", ["lists 3 by []"]),
        ("list \"A\" by email, name", ["lists 1 by [\"email\", \"name\"]"]),
        ("list \"A\", rows 1..2", ["lists 1 by []", "rows 1"]),
        ("list \"A\", list \"B\"", ["lists 1 by []", "lists 1 by []"]), ("list \"A\", old", ["lists 1 by []", "named old"]),
        ("any list, old", ["any list", "named old"]), ("any list since 2026-01-31", ["any list since 2026-01-31"]),
        ("any", ["named any"]), ("file", ["named file"]),
        ("file \"x.csv\" by email, domain", ["file 'x.csv' by [\"email\", \"domain\"]"]),
        ("list \"A\" at leadlex, \"B\"", ["lists 2 by []"]), ("where a is 1, rows 2", ["where (a is 1)", "rows 1"]),
        ("id \"x\", id \"y\"", ["id 'x'", "id 'y'"]),
    ]) func exceptTakes(_ text: String, _ expected: [String]) {
        #expect(items(text) == expected)
    }

    @Test(arguments: ["\"A\"", "any lists", "file \"x.csv\"", "", "1", "list A", "rows"]) func exceptRefuses(
        _ text: String
    ) {
        let script = Script("search people\nexcept \(text)\nprint 1")
        #expect(script.codes.count == 1)
        #expect(script.statements == ["search people", "print 1"] || text.isEmpty)
    }

    @Test func doingStatementsNameTheirSet() {
        guard case .add(let add)? = Script("add ceos to list \"Q1\"").tree.statements.first?.kind,
            case .add(let addIt)? = Script("add it to list $x").tree.statements.first?.kind,
            case .save(let save)? = Script("save ceos to list \"Q1\" allow no key").tree.statements.first?.kind,
            case .save(let contacts)? = Script("save to contacts").tree.statements.first?.kind
        else {
            Issue.record("not read")
            return
        }
        #expect(add.set?.text == "ceos")
        #expect(addIt.set == nil)
        #expect(save.set?.text == "ceos" && save.allowsNoKey && save.list != nil)
        #expect(contacts.set == nil && !contacts.allowsNoKey && contacts.list == nil)
    }

    @Test func clausesMayStandOnOneLine() {
        let script = Script("search people where a is 1 select rows 0..10, 20 except id \"x\" as ceos")
        #expect(script.codes.isEmpty)
        #expect(script.clauses.count == 3)
        #expect(script.tree.statements.count == 1)
        guard case .select(.rows(let spans))? = script.clauses.dropFirst().first?.kind else {
            Issue.record("no rows")
            return
        }
        #expect(spans.count == 2)
    }

    @Test(arguments: [
        "pront 1", "print", "let = 1", "select rows", "add x", "use", "search dogs", "show credits", "expect", "print 1 2",
        "print (1", "print \"a",
        "except 5", "open", "create list Q1", "let where = 1", "export x", "print a and b or c", "}", "step x { print 1 }",
    ]) func aBadStatementCostsOnlyItself(_ bad: String) {
        let script = Script("print 1\n\(bad)\nprint 2\n\(bad)\nprint 3\n\(bad)\nprint 4")
        #expect(script.statements == ["print 1", "print 2", "print 3", "print 4"])
        #expect(script.codes.count == 3)
    }

    @Test func aBadStatementInsideABlockKeepsTheOthers() throws {
        let script = Script("step \"a\" {\nprint 1\npront 2\nprint 3; prant 4; print 5\n}\nprint 6")
        #expect(script.codes == [.unknownStatement, .unknownStatement])
        guard case .step(let step)? = script.tree.statements.first?.kind else {
            Issue.record("no step")
            return
        }
        #expect(step.body.statements.count == 3)
        #expect(script.tree.statements.count == 2)
    }

    @Test(arguments: StatementWord.allCases.filter { !$0.isAvailable && $0 != .else }) func laterStatementsAnswerSo(
        _ word: StatementWord
    ) {
        let script = Script("print 1\n\(word.rawValue) x\nprint 2")
        #expect(script.codes == [.notInThisVersion])
        #expect(script.statements == ["print 1", "print 2"])
    }

    @Test(arguments: [
        "create campaign \"a\" { email }", "show campaigns", "show campaign \"a\"", "show credits",
        "show limits", "load rejects",
        "add to campaign \"a\"",
        "save to contacts tagged \"a\"",
    ]) func laterFormsAnswerSo(_ text: String) {
        #expect(Script("\(text)\nprint 1").codes == [.notInThisVersion])
    }

    @Test func nearStatementsAreOffered() throws {
        let diagnostic = try #require(Script("serch people").tree.diagnostics.first)
        #expect(diagnostic.code == .unknownStatement)
        #expect(diagnostic.fixes.map(\.replacement) == ["search"])
        #expect(Script("open list Customers").tree.diagnostics.first?.fixes.map(\.replacement) == ["\"Customers\""])
        #expect(Script("let in = 1").tree.diagnostics.first?.fixes.map(\.replacement) == ["`in`"])
    }

    /// A line that ends in an operator joins the next one, which may begin with a name that is a statement's word, too.
    @Test(arguments: [
        "search people where\nemail do not contain \"x\"", "search people where name is\nemail as same",
        "let set = 1\nprint 1 + \\\nset, 2", "for x in split(\"a\", \\\nstep) { print x }", "if 1 = \\\ncount { stop }",
    ]) func aNameOnALineThatWasJoinedIsNoStatement(_ text: String) {
        #expect(Script(text).codes.isEmpty)
    }

    @Test func aTopicIsTheSameHoweverItIsSpaced() {
        func topic(_ text: String) -> String? {
            guard case .help(let help)? = Script(text).tree.statements.first?.kind else { return nil }
            return help.topic?.text
        }
        #expect(topic("help  File \t formats") == "File formats")
        #expect(topic("help \"x\",3") == topic("help \"x\" , 3"))
        #expect(topic("help") == nil)
        #expect(Script("help try {\nprint 1\n}").codes == [.expected])
    }

    /// A word is put at the end of the line before only where it makes sense there.
    @Test(arguments: ["", "# note\n", "print 1 # note\n", "step \"a\" {\n", "print 1;\n"])
    func aLeadingWordIsNotPutBehindNothing(_ before: String) throws {
        let diagnostic = try #require(Script(before + "and x is 1").tree.diagnostics.first { $0.code == .leadingWord })
        #expect(diagnostic.fixes.isEmpty)
    }
}
