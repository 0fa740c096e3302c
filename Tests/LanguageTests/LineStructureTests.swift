import LeadDiagnostics
import LeadSyntax
import Testing

/// Which line ends end a statement, and when a prompt asks for more (language.md, section 2).
struct LineStructureTests {
    /// How many line ends of a text end a statement.
    private func ends(_ text: String) -> Int {
        Script(text).tree.tokens.filter { $0.kind == .lineEnd }.count
    }

    @Test(arguments: [
        "and", "or", "not", "is", "in", "contains", "like", "matches", "between", "with", "exactly", "starts", "ends", "except",
        "where", "by",
        "to", "of", "AND", ",", "\\", "=", "==", "!=", "<>", "<", "<=", ">", ">=", "+", "-", "*", "/", "&",
    ]) func aLineGoesOnBehind(_ ending: String) {
        #expect(ends("a \(ending)\nb") == 0)
        #expect(ends("a \(ending) # note\n\n# another\nb\nc") == 1)
        #expect(Script("a \(ending)").tree.needsMoreInput)
        #expect(Script("a \(ending)\n").tree.needsMoreInput)
    }

    @Test(arguments: [
        "..", "x", "$x", "`and`", "\"and\"", "1", "90s", "2026-01-31", "it", "true", "empty", "rows", "list", "from", ":", ".",
        ")", "]", "}", ";",
        "550e8400-e29b-41d4-a716-446655440005",
    ]) func aLineEndsBehind(_ ending: String) {
        #expect(ends("a \(ending)\nb") == 1)
        #expect(!Script("a \(ending)").tree.needsMoreInput)
    }

    @Test(arguments: [
        ("a (\nb\n)\nc", 1), ("a [\nb]\nc", 1), ("a {\nb\n}\nc", 3), ("a (\n{\nb\n}\n)\nc", 3), ("a (\nb\nc\nd", 3),
        ("a )\nb", 1),
        ("{ ( \n }\nb", 2), ("a \"\"\"\nb\n\"\"\"\nc", 1), ("a\r\nb", 1), ("a,\r\nb", 0), ("a\n\n\nb", 3), ("# where\na", 1),
    ]) func lineEndsCount(_ text: String, _ count: Int) {
        #expect(ends(text) == count)
    }

    @Test(arguments: ["help where", "help (", "HELP [,", "explain L2003 and", "if true { help not", "print 1; help in ("])
    func aQuestionEndsWithItsLine(_ text: String) {
        #expect(ends("\(text)\nb)") == 1)
        #expect(ends("\(text) \\\nb") == 0)
        #expect(Script(text.replacing("if true { ", with: "")).tree.needsMoreInput == false)
    }

    @Test(arguments: ["print help in\nb", "print (\nhelp, in\n)", "where\nhelp in\nb"])
    func onlyTheFirstWordAsks(_ text: String) {
        #expect(ends(text) == 0)
    }

    @Test func anUnclosedBracketSwallowsNothing() {
        let script = Script("print (1\nprint 2\nprint 3")
        #expect(script.statements == ["print 2", "print 3"])
        #expect(script.codes == [.unclosedBracket])
    }

    @Test(arguments: [
        ("", false), ("print 1", false), ("search people where", true), ("search people where title is \"a\" and", true),
        ("print (1,", true),
        ("print (1", true), ("print (1)", false), ("step \"a\" {", true), ("step \"a\" {\nprint 1", true),
        ("step \"a\" {\nprint 1\n}", false),
        ("print \"\"\"\nabc", true), ("print \"\"\"\nabc\"\"\"", false), ("print \"abc", false), ("print 1 \\", true),
        ("print 1)", false),
        ("select rows 500..", false), ("# where", false), ("print 1 # and", false), ("print `where`", false),
    ]) func needsMoreInput(_ text: String, _ needsMore: Bool) {
        #expect(Script(text).tree.needsMoreInput == needsMore)
    }

    @Test func aLineCannotBeginWithAJoiningWord() throws {
        for word in ["and", "or", "else"] {
            let script = Script("print 1\n\(word) 2\nprint 3")
            #expect(script.codes == [.leadingWord])
            #expect(script.statements == ["print 1", "print 3"])
        }
        let tree = Script("search people where title is \"a\"\n  or title is \"b\"").tree
        let fix = try #require(tree.diagnostics.first?.fixes.first)
        var bytes = tree.source.bytes
        bytes.replaceSubrange(fix.span.range, with: Array(fix.replacement.utf8))
        let mended = Script(bytes: bytes)
        #expect(mended.codes.isEmpty)
        #expect(mended.tree.statements.count == 1)
    }
}
