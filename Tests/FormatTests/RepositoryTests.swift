import LeadDiagnostics
import LeadFormat
import LeadSyntax
import Testing

/// The scripts that people read first are laid out as `lead fmt` does it.
struct RepositoryTests {
    @Test func examplesAndDocsAreFormatted() {
        for script in Corpus.examples + Corpus.blocks {
            let tree = parse(Source(name: script.name, text: script.text))
            #expect(format(tree) == script.text, "\(script.name) is not formatted")
        }
        #expect(!Corpus.examples.isEmpty)
        #expect(Corpus.blocks.count > 6)
    }
}
