import LeadDiagnostics
import LeadSemantics
import LeadSyntax
import Testing

/// The grammar of the reference and the parser say the same.
struct GrammarTests {
    private let grammar: Grammar

    init() throws {
        grammar = try Grammar.ofTheReference()
    }

    /// What the parser, and the rules on what stands where, find wrong with the form of a script; which numbers are editions
    /// is no question of form.
    private func mistakes(of script: Script) -> [Diagnostic] {
        script.checked().diagnostics.filter { $0.code.rawValue.hasPrefix("L1") && $0.code != .unknownEdition }
    }

    @Test func everyNameIsDefinedAndNeeded() {
        let defined = Set(grammar.names)
        #expect(grammar.references.subtracting(defined).isEmpty)
        #expect(defined.subtracting(grammar.reachable(from: "script")).isEmpty)
        #expect(grammar.terminals == GrammarToken.classes)
    }

    @Test func everyScriptIsInTheGrammarAndEveryBranchInAScript() throws {
        var used: Set<Int> = []
        var count = 0
        for script in try Repository.scripts() {
            let read = Script(script.text)
            guard mistakes(of: read).isEmpty else { continue }
            count += 1
            let tokens = GrammarToken.tokens(of: read.tree)
            var recognizer = GrammarRecognizer(grammar, tokens)
            let isAccepted = recognizer.accepts()
            let rest = tokens.dropFirst(recognizer.furthest).prefix(8).map(\.text).joined(separator: " ")
            #expect(isAccepted, "\(script.name): the grammar knows no way on at: \(rest)")
            used.formUnion(recognizer.used)
        }
        #expect(count > 60)
        let unused = grammar.choices.filter { !used.contains($0) }.map { grammar.nodes[$0] }
        #expect(unused.isEmpty, "\(unused.map { "\($0.production): \($0.text)" }.joined(separator: "\n"))")
    }

    @Test func theParserReadsWhatTheGrammarWrites() {
        var generator = GrammarGenerator(grammar, seed: 20_260_115)
        for _ in 0..<1_000 {
            let text = generator.script()
            guard let mistake = mistakes(of: Script(text)).first else { continue }
            Issue.record("\(mistake.message) at \(mistake.span?.start ?? 0):\n\(text)")
            return
        }
    }

    @Test(arguments: [
        "add", "print", "print 1 2", "let a 1", "select rows -1", "except list \"A\" by email, rows 1", "if true", "count a b",
        "print a (1)", "search people limit", "for a in", "try { stop }", "load \"a\" columns (b)", "suppress file \"a\"",
        "print 1 and 2 or 3", "where a is b c", "for a in 0.. { }", "{ print 1 }", "if true { print 1 } print 2",
        "use lance lead",
    ])
    func bothRefuse(_ text: String) {
        let script = Script(text)
        #expect(!script.codes.isEmpty)
        var recognizer = GrammarRecognizer(grammar, GrammarToken.tokens(of: script.tree))
        let isAccepted = recognizer.accepts()
        #expect(!isAccepted)
    }

    @Test func bothAgreeOnSpoiltScripts() {
        var generator = GrammarGenerator(grammar, seed: 7)
        var accepted = 0
        let count = 300
        for _ in 0..<count {
            let text = generator.spoiltScript()
            let script = Script(text)
            let mistake = mistakes(of: script).first
            var recognizer = GrammarRecognizer(grammar, GrammarToken.tokens(of: script.tree))
            let isAccepted = recognizer.accepts()
            #expect((mistake == nil) == isAccepted, "\(mistake?.message ?? "only the parser reads this"):\n\(text)")
            accepted += isAccepted ? 1 : 0
        }
        // Neither kind is an exception, so that the two have had something to disagree about.
        #expect((count / 10...count * 9 / 10).contains(accepted), "\(accepted)")
    }
}
