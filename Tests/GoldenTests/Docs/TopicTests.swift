import Foundation
import LeadCLI
import LeadDiagnostics
import LeadModel
import LeadReference
import LeadReport
import LeadSemantics
import LeadSyntax
import LeadTestSupport
import LeadText
import Testing

/// What `help` says of everything that is neither a statement nor a code.
struct TopicTests {
    private static let manual = Manual(providers: Providers.signatures)
    private static let others = manual.topics.filter {
        StatementWord(rawValue: $0) == nil && Vocabulary.field($0) == nil && Function(rawValue: $0) == nil
    }

    @Test(arguments: others)
    func theTopicEndsInAnExampleThatRuns(_ topic: String) async throws {
        try await runExample(of: #require(Self.manual.page(on: topic)))
    }

    @Test func theOverviewEndsInAnExampleThatRuns() async throws {
        try await runExample(of: Self.manual.overview)
    }

    /// A field whose name is a statement's, too, has its page as all fields have.
    @Test(arguments: Vocabulary.fields)
    func everyFieldIsToldOf(_ field: Field) async throws {
        let page = try #require(Self.manual.page(on: field.name))
        #expect(page.told.lowercased().contains(field.summary.lowercased()), "the page on \(field.name) is of something else")
        try await runExample(of: page)
    }

    @Test(arguments: Function.allCases)
    func everyFunctionIsToldOf(_ function: Function) async throws {
        let page = try #require(Self.manual.page(on: function.rawValue))
        #expect(page.told.contains("`\(function.signature.form)`"), "the page on \(function.rawValue) is of something else")
        try await runExample(of: page)
    }

    /// Runs the script that a page ends in.
    private func runExample(of page: ManualPage) async throws {
        guard case .code(let code) = page.blocks.last, case .script = code.kind else {
            Issue.record("the page on \(page.title) does not end in a script")
            return
        }
        var docs = DocsPage(path: "docs/topic.md", text: page.markdown())
        for result in try await docs.run() {
            let told: Comment = "\(page.title): \(result.text)\(result.run.errors)"
            #expect(result.run.code == 0, told)
            #expect(!result.run.errors.contains("warning["), told)
        }
    }

    /// Every page at every width: nothing but text to type, and a word that fits on no line, is wider.
    @Test(arguments: [40, 60, 80, 100])
    func pagesKeepToTheWidth(_ width: Int) throws {
        let pages = try (Self.manual.topics + DiagnosticCode.allCases.map(\.rawValue)).map {
            try #require(Self.manual.page(on: $0), "there is no page on \($0)")
        }
        for page in pages + [Self.manual.overview] {
            let typed = Set(page.blocks.flatMap(\.typedLines))
            for line in page.text(width: width).split(separator: "\n") where displayWidth(of: line) > width {
                let isOneWord = line.split(separator: " ").count == 1
                let isTerm = page.blocks.contains { $0.terms.contains { $0.filter { $0 != "`" } == line } }
                #expect(typed.contains(String(line.dropFirst(4))) || isOneWord || isTerm, "\(page.title) at \(width): \(line)")
            }
        }
    }

    @Test(arguments: ["RANGES", " ranges ", "operators", "add to list", "company.Name", "l2003", "else", ".plan on", ". plan"])
    func aTopicIsFoundHoweverItIsWritten(_ topic: String) {
        #expect(Self.manual.page(on: topic) != nil)
    }

    @Test func anUnknownTopicNamesTheNearest() {
        #expect(Self.manual.page(on: "serch") == nil)
        #expect(Self.manual.page(insteadOf: "serch").text(width: 80).contains("`help search`"))
    }
}

extension ManualPage {
    /// The paragraphs.
    fileprivate var told: String {
        blocks.compactMap { if case .paragraph(let text) = $0 { text } else { nil } }.joined(separator: "\n")
    }
}

extension ManualPage.Block {
    fileprivate var typedLines: [String] {
        if case .code(let code) = self { code.text.split(separator: "\n").map(String.init) } else { [] }
    }

    fileprivate var terms: [String] {
        if case .table(let table) = self { table.rows.compactMap(\.first) } else { [] }
    }
}
