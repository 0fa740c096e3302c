import LeadDiagnostics
import LeadFormat
import LeadPromises
import LeadSyntax
import Testing

/// How scripts look when they are laid out; golden cases show more.
struct LayoutTests {
    private func formatted(_ script: String, width: Int = 100) -> String? {
        format(parse(Source(name: "test.lead", text: script)), width: width)
    }

    @Test(arguments: [
        ("", ""), ("\n\n", ""), (";;", ""), ("\u{FEFF}print 1", "print 1\n"),
        ("print 1\r\n\r\n\r\nprint 2", "print 1\n\nprint 2\n"),
        ("print 1\t \n\n\n\n# c \t\r\n\n", "print 1\n\n# c\n"), ("#!x\nprint 1", "#!x\nprint 1\n"),
        ("step \"a\" {\n\n\nprint 1\n\n\n}", "step \"a\" {\n    print 1\n}\n"), ("step \"a\" { ;\n\n }", "step \"a\" {}\n"),
    ]) func linesAndBlankLines(_ script: String, _ expected: String) {
        #expect(formatted(script) == expected)
    }

    @Test(arguments: [
        ("print(1)", "print (1)"), ("print lower(1)", "print lower(1)"), ("print lower( lower( 1 ) )", "print lower(lower(1))"),
        ("print 1-2", "print 1 - 2"), ("print -1-  -2", "print -1 - -2"), ("print a -1", "print a - 1"),
        ("print 5 minutes -1", "print 5 minutes - 1"), ("print (- a,- (b))", "print (-a, -(b))"),
        ("print today()-1", "print today() - 1"),
        ("print a IN(1,2,)", "print a in (1, 2,)"), ("print company. name", "print company.name"),
        ("select rows 1 .. 2,3 ..", "select rows 1..2, 3.."), ("select rows 3.. as x", "select rows 3.. as x"),
        ("param a :text", "param a: text"), ("print TRUE And NOT Title", "print true and not Title"),
        ("print a not contains 1", "print a does not contain 1"), ("print a == 1 or a <> 2", "print a = 1 or a != 2"),
        ("print '\\', \"${LOWER( x )}\"", "print '\\', \"${LOWER( x )}\""),
    ]) func spacesAndWords(_ script: String, _ expected: String) {
        #expect(formatted(script) == expected + "\n")
    }

    /// A line that ends in a name such as `custom.by` goes on, so that only `;` ends it.
    @Test func aNameThatAsksForMoreKeepsItsSemicolon() {
        #expect(formatted("print custom.by; print 2") == "print custom.by;\nprint 2\n")
        #expect(formatted("step \"a\" { print custom.by }") == "step \"a\" {\n    print custom.by;\n}\n")
        #expect(formatted("print custom.by \\ # c\n; print 2") == "print custom.by;  # c\n\nprint 2\n")
    }

    @Test func aTextKeepsItsLinesAndItsLineEnds() {
        #expect(formatted("print   \"\"\"\r\n  a \r\n    b\n  \"\"\" , 1") == "print \"\"\"\r\n  a \r\n    b\n  \"\"\", 1\n")
        #expect(formatted("step \"a\" { print \"\"\"\n  a\n  \"\"\" }") == "step \"a\" {\n    print \"\"\"\n  a\n  \"\"\"\n}\n")
    }

    @Test func aCommentInsideANearFormKeepsItsSpelling() {
        #expect(formatted("where a not # c\n contains 1") == "where a not  # c\n    contains 1\n")
    }

    /// What stands above a `define` or a `param` documents it, and nothing else may come to stand there.
    @Test func aSemicolonPartsACommentFromWhatFollows() {
        #expect(formatted("## a\n;param x") == "## a\n\nparam x\n")
        #expect(formatted("print 1 ## a\n;param x") == "print 1  ## a\n\nparam x\n")
        #expect(formatted("## a\nparam x") == "## a\nparam x\n")
    }

    @Test func mistakesAreLeftAlone() {
        #expect(formatted("print (1") == nil)
        #expect(formatted("print 1 \\\n") == "print 1\n")
    }

    @Test func theWidthIsKept() {
        let script = "print aaaa, bbbb, cccc"
        #expect(formatted(script, width: 22) == "print aaaa, bbbb, cccc\n")
        #expect(formatted(script, width: 21) == "print aaaa,\n    bbbb,\n    cccc\n")
        // Two columns are left for a `\`, one for a `;` that is needed; letters of two columns count as such.
        #expect(formatted("search people where a is 1", width: 20) == "search people \\\n    where a is 1\n")
        #expect(formatted("print 漢字, 漢字", width: 15) == "print 漢字,\n    漢字\n")
        #expect(formatted("print 漢字, 漢字", width: 16) == "print 漢字, 漢字\n")
    }

    @Test func longChainsBreakBehindWhatBindsLeast() {
        #expect(formatted("let x = aaaa & bbbb * cccc", width: 20) == "let x =\n    aaaa &\n        bbbb * cccc\n")
        #expect(
            formatted("where a is bbbb + cccc and d between 1 and 2", width: 26)
                == "where a is bbbb + cccc and\n    d between 1 and 2\n")
    }

    // MARK: Size

    @Test func deepNestingIsLaidOut() throws {
        let blocks = String(repeating: "step \"a\" { ", count: 190) + "print 1" + String(repeating: "}", count: 190)
        #expect(Formatting(blocks)?.flaw == nil)
        #expect(Formatting(blocks)?.text.split(separator: "\n").count == 381)
        for bracket in ["(", "f(", "f(1, ", "(1 + "] {
            let script = "print " + String(repeating: bracket, count: 150) + "1" + String(repeating: ")", count: 150)
            let formatting = Formatting(script)
            #expect(formatting != nil && formatting?.flaw == nil, "\(bracket)")
        }
    }

    @Test(arguments: [(", ", 100_000), (" and ", 3_000), (" & ", 3_000), (", # c\n", 3_000)])
    func longListsAreLaidOut(_ separator: String, _ count: Int) throws {
        let items = (0..<count).map { "item\($0)" }.joined(separator: separator)
        let text = try #require(formatted("print (\(items))"))
        #expect(text.utf8.filter { $0 == 0x0A }.count == count + 2)
    }
}
