import LeadDiagnostics
import LeadProviders
import LeadSemantics
import LeadSyntax
import Synchronization
import Testing

/// Commands of the user's own, and included files, where checking each use anew would never end: a hang is a failure.
struct CommandTests {
    /// Commands that each call the one before twice: a thousand million calls in all.
    private func doubling(_ innermost: String, _ call: String = "c%()") -> String {
        var lines = ["let kept = 1", "define c0() { \(innermost) }"]
        for number in 1...30 {
            let inner = call.replacing("%", with: "\(number - 1)")
            lines.append("define c\(number)() { \(inner); \(inner) }")
        }
        return (lines + ["c30()", "print kept"]).joined(separator: "\n")
    }

    @Test(
        arguments: [
            "print 1", "if true { let kept = 2 }", "let kept = \"a\"; let kept = 2", "let kept = \"a\"; let kept = today()",
            "try { let kept = 2 } else { let kept = 3 }", "for n in 0..2 { let kept = n }",
            "search people; select first 1 as kept; let kept = 1", "use leadlex; search people",
        ])
    func aChainIsCheckedOnce(_ innermost: String) {
        let checked = Script(doubling(innermost)).checked()
        #expect(checked.diagnostics.allSatisfy { $0.severity == .warning })
        #expect(checked.program.deletions.isEmpty)
    }

    @Test func deletionsOfAChainAreFoundOnce() {
        #expect(Script(doubling("delete list \"a\"")).checked().program.deletions.count == 1)
    }

    /// A result that is shared must leave behind what a check of its own would have left.
    @Test func aSecondCallChangesWhatTheFirstOneChanged() {
        let text = """
            let kind = 1
            define asText() { let kind = "a" }
            asText()
            let kind = 2
            asText()
            print kind + 1
            """
        let diagnostics = Script(text).checked().diagnostics
        #expect(diagnostics.map(\.code) == [.wrongType])
    }

    /// Commands that nobody calls are checked on their own, and leave nothing behind.
    @Test(arguments: [
        "define a() { b() }\ndefine b() { print 1 }",
        "let kept = 1\ndefine f() { let kept = \"a\" }\nprint kept + 1",
    ])
    func aCommandThatIsNotCalledDoesNoHarm(_ text: String) {
        #expect(Script(text).checked().diagnostics.filter { $0.severity == .error }.map(\.message) == [])
    }

    @Test func aCaughtFailureIsNotKnownToALaterCall() {
        let text = "define tell() { print error.message }\ntry { fail \"x\" } else { tell() }\ntell()"
        #expect(Script(text).checked().diagnostics.map(\.code) == [.noOutcome])
    }

    @Test func nestingOfCallsHasALimit() {
        let chain = (1...250).map { "define c\($0)() { c\($0 - 1)() }" }
        let text = (["define c0() { print 1 }"] + chain + ["c250()"]).joined(separator: "\n")
        let codes = Script(text).checked().diagnostics.map(\.code)
        #expect(codes == [.tooDeep])
    }

    // MARK: Included files

    /// Checks a script whose files come out of a function.
    private func check(_ text: String, files: @escaping @Sendable (String) -> String?) -> Checked {
        LeadSemantics.check(
            parse(Source(name: "main.lead", text: text)), in: Catalog(providers: [.lance, .leadLex]),
            scope: Scope(account: "lance"),
            options: CheckOptions(
                files: ScriptFiles(
                    script: { path, _ in
                        files(path).map { .success(Source(name: path, text: $0)) } ?? .failure(.init("is not there", help: "-"))
                    }, header: { _, _ in nil })))
    }

    /// A mistake in a default stands where the command is defined, whoever calls it.
    @Test(arguments: ["", "\nf()", "\nf(1)\nf()"]) func aWrongDefaultIsBlamedAtTheDefinition(_ calls: String) {
        let own = Script("define f(a = nothing) { print a }" + calls).checked().diagnostics.filter { $0.severity == .error }
        #expect(own.map(\.code) == [.unknownName])
        #expect(own.first?.span?.start == 13)
        let included = check("include \"lib\"" + calls) { _ in "define f(a = nothing) { print a }" }.diagnostics
            .filter { $0.severity == .error }
        #expect(included.map(\.code) == [.unknownName])
        #expect(included.map(\.file) == ["lib"])
        #expect(included.first?.span?.start == 13)
    }

    @Test func parametersOfAFileThatABlockIncludesAreRefused() {
        #expect(check("if true { include \"lib\" }") { _ in "param a = 1" }.diagnostics.map(\.code) == [.misplacedDeclaration])
        #expect(check("include \"lib\"") { _ in "param a = 1" }.diagnostics.allSatisfy { $0.severity == .warning })
    }

    /// Each file includes the next one; `last` includes nothing.
    private func chain(to last: Int) -> Checked {
        check("include \"1\"") { path in
            Int(path).map { $0 < last ? "include \"\($0 + 1)\"" : "print \(last)" }
        }
    }

    @Test func filesIncludeEachOtherToADepth() {
        #expect(chain(to: Limits.includes).diagnostics.isEmpty)
        let diagnostics = chain(to: Limits.includes + 1).diagnostics
        #expect(diagnostics.map(\.code) == [.includeCycle])
        #expect(diagnostics.first?.file == "\(Limits.includes)")
    }

    @Test func soManyFilesAreIncludedAndNoMore() {
        let all = (0..<Limits.includedFiles).map { "include \"\($0)\"\n" }.joined()
        #expect(check(all) { _ in "print 1" }.diagnostics.isEmpty)
        #expect(check(all + "include \"more\"") { _ in "print 1" }.diagnostics.map(\.code) == [.includeCycle])
    }

    /// Twenty files that each include the next one twice would be a million.
    @Test func doublingFilesEnd() {
        let checked = check("include \"1\"") { path in
            Int(path).map { $0 < 20 ? "include \"\($0 + 1)\"\ninclude \"\($0 + 1)\"" : "print 1" }
        }
        #expect(!checked.diagnostics.isEmpty)
        #expect(checked.diagnostics.allSatisfy { $0.code == .includeCycle })
    }

    @Test func aCommandIncludesFromItsOwnFolder() {
        let asked = Asked()
        let checked = LeadSemantics.check(
            parse(Source(name: "main.lead", text: "include \"lib/a\"\ninclude \"other/b\"")),
            in: Catalog(providers: [.lance, .leadLex]), scope: Scope(account: "lance"),
            options: CheckOptions(
                files: ScriptFiles(
                    script: { path, includer in
                        asked.note("\(path) from \(includer)")
                        let texts = ["lib/a": "define f() { include \"c\" }", "other/b": "f()"]
                        return .success(Source(name: path, text: texts[path] ?? "print 1"))
                    }, header: { _, _ in nil })))
        #expect(checked.diagnostics.isEmpty)
        #expect(asked.all == ["lib/a from main.lead", "other/b from main.lead", "c from lib/a"])
    }
}

/// What was asked for, in order.
private final class Asked: Sendable {
    private let notes = Mutex<[String]>([])

    func note(_ text: String) {
        notes.withLock { $0.append(text) }
    }

    var all: [String] {
        notes.withLock { $0 }
    }
}
