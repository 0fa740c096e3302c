import LeadDiagnostics
import LeadFormat
import LeadPromises
import LeadSyntax
import LeadTestSupport
import Testing

/// What formatting promises for every script: the same tokens, tree and comments, and no change the second time.
struct GuaranteeTests {
    static let widths = [20, 40, 80, 100, 200]

    @Test(arguments: widths)
    func everyScriptOfTheRepositoryKeepsItsMeaning(_ width: Int) {
        for script in Corpus.scripts {
            let formatting = Formatting(script.text, width: width)
            #expect(formatting != nil && formatting?.flaw == nil, "\(script.name): \(formatting?.flaw ?? "not formatted")")
        }
        #expect(Corpus.scripts.count > 40)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func scrambledScriptsKeepTheirMeaning(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for script in Corpus.scripts + Corpus.generated(60, from: seed * 1_000) {
            let tree = parse(Source(name: script.name, text: script.text))
            #expect(tree.diagnostics.isEmpty, "\(script.name): \(tree.diagnostics.first?.message ?? "")\n\(script.text)")
            let scrambled = Scrambler.scramble(tree, seed: random.next())
            let scrambledTree = parse(Source(name: script.name, text: scrambled))
            #expect(scrambledTree.diagnostics.isEmpty, "\(script.name): \(scrambledTree.diagnostics)\n\(scrambled)")
            #expect(shape(of: scrambledTree.statements) == shape(of: tree.statements), "\(script.name)\n\(scrambled)")
            let width = Self.widths[Int(random.next() % UInt64(Self.widths.count))]
            let formatting = Formatting(scrambled, width: width)
            #expect(
                formatting != nil && formatting?.flaw == nil,
                "\(script.name) at \(width): \(formatting?.flaw ?? "")\n\(scrambled)\n----\n\(formatting?.text ?? "")")
        }
    }

    /// Without comments, which force line breaks, neither line breaks nor blanks of the user decide on the layout.
    @Test func onlyTheWidthDecidesOnLineBreaks() {
        for script in Corpus.generated(100, from: 5_000_000) {
            guard !parse(Source(name: script.name, text: script.text)).tokens.contains(where: { $0.kind == .comment }) else {
                continue
            }
            let wide = Formatting(script.text, width: 100)
            let narrow = Formatting(script.text, width: 30)
            #expect(narrow.flatMap { Formatting($0.text, width: 100)?.text } == wide?.text, "\(script.text)")
        }
    }

    /// The comparison that these tests rest on sees what differs, and nothing else.
    @Test func treesAreComparedByMeaning() {
        func shape(_ script: String) -> String {
            LeadPromises.shape(of: parse(Source(name: "test.lead", text: script)).statements)
        }
        #expect(shape("print  1; print a.b") == shape("PRINT 1\n# c\nprint a.b\n"))
        #expect(shape("print not a is 1") != shape("print a is 1"))
        #expect(shape("print a is not 1") != shape("print a is 1"))
        #expect(shape("print f(1)") != shape("print f(2)"))
        #expect(shape("select rows 0..1") != shape("select rows 0..2"))
        #expect(shape("print 'a'") != shape("print 'b'"))
    }
}
