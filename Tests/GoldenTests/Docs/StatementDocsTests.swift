import Foundation
import LeadCLI
import LeadDiagnostics
import LeadModel
import LeadReference
import LeadReport
import LeadSyntax
import LeadTestSupport
import Testing

/// `docs/statements.md`, made from what `help` says of each statement, with every example run.
struct StatementDocsTests {
    private static let introduction = """
        # Statements

        What `help` says of each statement and clause, with what the examples print on the sandbox. In a form, words in small
        letters are the language's own, words in capitals stand for something, `[…]` may be left out, `|` stands between
        choices. SET is `it` (also where nothing is written) or a kept set. LIST is `"name"`, `id "abc-123"`, a UUID or `$x`,
        with `at NAME` for another account.


        """

    @Test func clausesAreWhatChoosesAndChangesRows() {
        let grouped = StatementReference.all.filter { $0.group == .choosing || $0.group == .changing }.map(\.word)
        #expect(Set(grouped) == Set(StatementWord.allCases.filter(\.isClause)))
    }

    @Test func thePageSaysWhatHelpSays() async throws {
        var sections: [String: String] = [:]
        try await withThrowingTaskGroup(of: (String, String).self) { group in
            for reference in StatementReference.all where reference.word.isAvailable {
                group.addTask { (reference.word.rawValue, try await Self.section(on: reference)) }
            }
            for try await (word, section) in group { sections[word] = section }
        }
        let groups = StatementReference.Group.allCases.filter { $0 != .later }.map { group in
            let words = StatementReference.all.filter { $0.group == group }.map(\.word.rawValue)
            return "## \(group.rawValue)\n\n" + words.compactMap { sections[$0] }.joined(separator: "\n")
        }
        let text = Self.introduction + groups.joined(separator: "\n")
        try DocsPage(path: "docs/statements.md", text: text).expectInRepository()
    }

    /// The statement's part of the page, its examples run.
    private static func section(on reference: StatementReference) async throws -> String {
        var page = DocsPage(path: "docs/\(reference.word.rawValue).md", text: reference.page.markdown(level: 3))
        for result in try await page.run(addsOutputs: true) {
            #expect(result.run.code == 0, "\(reference.word): \(result.text)\(result.run.errors)")
            #expect(!result.run.errors.contains("warning["), "\(reference.word): \(result.text)\(result.run.errors)")
        }
        return page.text
    }

    @Test(arguments: StatementWord.allCases.filter { $0 != .else })
    func everyStatementIsToldOfOnce(_ word: StatementWord) {
        let references = StatementReference.all.filter { $0.word == word }
        #expect(references.count == 1)
        #expect(references.first?.forms.isEmpty == !word.isAvailable)
    }

    /// A form that no example shows is one that nobody has tried.
    @Test(arguments: StatementReference.all.filter { !$0.forms.isEmpty })
    func theExamplesShowEveryWordOfTheForms(_ reference: StatementReference) {
        let shown = Set(reference.examples.flatMap { words(of: $0.text) })
        for form in reference.forms {
            let missing = words(of: form.syntax).filter { $0 == $0.lowercased() && !shown.contains($0) }
            #expect(missing.isEmpty, "no example of `\(reference.word.rawValue)` shows \(missing) of `\(form.syntax)`")
        }
    }

    /// Whoever writes what a form says has written a statement.
    @Test(arguments: StatementReference.all.flatMap(\.forms).map(\.syntax))
    func everyFormCanBeRead(_ form: String) {
        var notations = [FormNotation(form)]
        // SET and LIST are whatever the page's introduction says.
        if form.contains("SET") { notations.append(FormNotation(form, samples: ["SET": ["it"]])) }
        if form.contains(" list LIST") {
            let lists = ["\"Q1\"", "id \"abc-123\"", "550e8400-e29b-41d4-a716-446655440005", "$x"]
            notations += (lists + lists.map { $0 + " at leadlex" }).map { FormNotation(form, samples: ["LIST": [$0]]) }
        }
        for way in notations.flatMap(\.expansions) {
            let tree = parse(Source(name: "form.lead", text: way))
            let told: Comment = "`\(way)`: \(tree.diagnostics.map(\.message))"
            #expect(tree.diagnostics.allSatisfy { !$0.code.rawValue.hasPrefix("L1") }, told)
            #expect(tree.statements.count == 1, told)
        }
    }

    /// What a later version brings is answered so, rather than as a mistake.
    @Test(arguments: StatementReference.all.flatMap(\.later))
    func everyLaterFormIsToldOfAsSuch(_ form: String) async {
        for way in FormNotation(form).expansions {
            let errors = MemorySink()
            let code = await LeadCLI.run(
                Invocation(
                    arguments: ["check", "-c", way], environment: [:], workingDirectory: "/", input: MemorySource(bytes: []),
                    output: MemorySink(), errors: errors))
            #expect(code == .invalidScript && errors.text.contains("error[L1013]"), "`\(way)`: \(errors.text)")
        }
    }

    @Test func aFormIsReadByItsWords() {
        #expect(
            words(of: "save [SET] to list LIST [allow no key]") == ["save", "SET", "to", "list", "LIST", "allow", "no", "key"])
    }

    private func words(of text: String) -> [String] {
        text.split { !$0.isLetter && $0 != "_" }.map(String.init)
    }

    /// The last example is there to be pasted, so that it needs nothing that a fresh prompt does not have.
    @Test(arguments: StatementReference.all.filter { !$0.forms.isEmpty })
    func theLastExampleIsAScript(_ reference: StatementReference) throws {
        guard case .script = try #require(reference.examples.last).kind else {
            Issue.record("the last example of `\(reference.word.rawValue)` is no script")
            return
        }
    }
}
