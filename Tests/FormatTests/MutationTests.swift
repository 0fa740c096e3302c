import LeadDiagnostics
import LeadFormat
import LeadModel
import LeadProviders
import LeadSemantics
import LeadSyntax
import LeadTestSupport
import Testing

/// Whatever is done to a script, reading, checking and formatting it end, and what they say is of use.
struct MutationTests {
    private static let corpus = Corpus.scripts.filter { $0.text.utf8.count < 4_000 }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func damagedScriptsAreAnswered(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var clean = 0
        for _ in 0..<150 {
            guard let script = Self.corpus.randomElement(using: &random) else { return }
            let text = Self.mutated(script.text, &random)
            let source = Source(name: script.name, text: text)
            let tree = parse(source)
            let checked = check(
                tree, in: Catalog(providers: [.lance, .leadLex]), scope: Scope(account: "lance"), options: CheckOptions())
            #expect(Self.flaw(of: checked.diagnostics, in: source) == nil, "\(script.name) of \(seed):\n\(text)")
            guard let formatting = Formatting(text) else { continue }
            clean += 1
            #expect(formatting.flaw == nil, "\(script.name) of \(seed):\n\(text)\n----\n\(formatting.text)")
        }
        // Some of them are still scripts without a mistake, or nothing would have been formatted.
        #expect(clean > 0)
    }

    /// What is wrong with what is said; nil where nothing is.
    private static func flaw(of diagnostics: [Diagnostic], in source: Source) -> String? {
        if Set(diagnostics).count < diagnostics.count { return "something is said twice" }
        for diagnostic in diagnostics {
            let spans = [diagnostic.span].compactMap(\.self) + diagnostic.fixes.map(\.span)
            if diagnostic.span == nil || spans.contains(where: { $0.end > source.bytes.count }) {
                return "`\(diagnostic.message)` has no place"
            }
            if diagnostic.help.isEmpty || diagnostic.help.contains("") { return "`\(diagnostic.message)` is of no help" }
        }
        return nil
    }

    /// Deletes, doubles, swaps or replaces up to three tokens.
    private static func mutated(_ text: String, _ random: inout SeededGenerator) -> String {
        let tree = parse(Source(name: "before.lead", text: text))
        var pieces = tree.tokens.map { tree.source.text(of: $0.span) }
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let solid = pieces.indices.filter { pieces[$0].contains { !$0.isWhitespace } }
            guard let index = solid.randomElement(using: &random), let other = solid.randomElement(using: &random) else { break }
            switch Int.random(in: 0..<6, using: &random) {
            case 0: pieces.remove(at: index)
            case 1: pieces.insert(pieces[index], at: index)
            case 2: pieces.swapAt(index, other)
            case 3: pieces[index] = pieces[other]
            case 4: pieces[index] = strange.randomElement(using: &random) ?? ""
            default: pieces[index] = String(pieces[index].dropLast())
            }
        }
        return pieces.joined()
    }

    private static let strange = [
        "(", ")", "[", "]", "{", "}", ",", ";", "..", "\\", "\"", "\"\"\"", "'", "`", "${", "$", "&&", "\n", "\u{0}", "\u{301}",
        "“",
        "#", "##", "1,000", "9e9", "-1", "0.5", "2026-02-30", "é", "👩‍👩‍👧", "where", "select", "rows", "all", "first", "per", "by",
        "empty", "not", "and", "or", "is", "in", "exactly", "it", "list", "to", "from", "at", "as", "define", "include \"x\"",
        "try {",
        "} else {", "if", "for x in it {", "search companies", "load \"x.csv\"", "outcome.added", "custom.x", "\u{200B}",
        "\u{2028}",
    ]
}
