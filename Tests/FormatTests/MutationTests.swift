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
    private static let scriptsPerBlock: UInt64 = 500
    private static let catalog = Catalog(providers: [.lance, .leadLex])

    @Test(.timeLimit(.minutes(15)), arguments: 0..<20 as Range<UInt64>)
    func damagedScriptsAreAnswered(_ block: UInt64) async {
        var clean = 0
        for seed in block * Self.scriptsPerBlock..<(block + 1) * Self.scriptsPerBlock {
            // Tests that wait for a terminal have their turn in between.
            await Task.yield()
            let bytes = Mutator.script(seed: seed)
            let tree = parse(Source(name: "damaged.lead", bytes: bytes))
            if let flaw = Self.flaw(of: tree, comparesTrees: seed % 20 == 0) {
                Issue.record("seed \(seed): \(flaw)\n\(String(decoding: bytes, as: UTF8.self))")
            }
            if tree.diagnostics.isEmpty { clean += 1 }
        }
        // Some of them are still scripts without a mistake, or nothing would have been formatted.
        #expect(clean > 50)
    }

    private static func flaw(of tree: Tree, comparesTrees: Bool) -> String? {
        if let flaw = flawOfTokens(in: tree) { return flaw }
        let said = checked(tree)
        if let flaw = flaw(of: said, in: tree.source) ?? flawOfFixes(of: said, in: tree) { return flaw }
        guard let formatting = Formatting(tree) else { return nil }
        return formatting.flaw(comparesTrees: comparesTrees).map { "\($0)\n\(formatting.text)\n----" }
    }

    private static func checked(_ tree: Tree) -> [Diagnostic] {
        let options = CheckOptions(files: ProgramFiles.asScriptFiles)
        return check(tree, in: catalog, scope: Scope(account: "lance"), options: options).diagnostics
    }

    /// Each byte lies in one token, in order, and the end is a token of its own.
    private static func flawOfTokens(in tree: Tree) -> String? {
        var end = 0
        for token in tree.tokens {
            if token.span.start != end { return "the byte \(end) is in no token or in two" }
            end = token.span.end
        }
        if end != tree.source.bytes.count { return "the bytes from \(end) on are in no token" }
        return tree.tokens.last?.kind == .end ? nil : "there is no end"
    }

    /// What is wrong with what is said; nil where nothing is.
    private static func flaw(of diagnostics: [Diagnostic], in source: Source) -> String? {
        if Set(diagnostics).count < diagnostics.count { return "something is said twice" }
        for diagnostic in diagnostics {
            if diagnostic.help.isEmpty || diagnostic.help.contains("") { return "`\(diagnostic.message)` is of no help" }
            guard let span = diagnostic.span else { return "`\(diagnostic.message)` has no place" }
            // The places of an included file are not in this text.
            guard diagnostic.file == nil else { continue }
            if ([span] + diagnostic.fixes.map(\.span)).contains(where: { $0.end > source.bytes.count }) {
                return "`\(diagnostic.message)` lies outside"
            }
        }
        return nil
    }

    // MARK: Fixes

    /// What is wrong with the text that the fixes give; nil where nothing is.
    private static func flawOfFixes(of diagnostics: [Diagnostic], in tree: Tree) -> String? {
        let fixable = diagnostics.filter { !$0.fixes.isEmpty && $0.file == nil }
        for diagnostic in fixable.prefix(2) {
            let mended = parse(Source(name: "mended.lead", bytes: applied(diagnostic.fixes, to: tree.source.bytes)))
            if let flaw = flawOfTokens(in: mended) { return "mended after `\(diagnostic.message)`: \(flaw)" }
            guard diagnostics.count == 1 else { continue }
            let left = checked(mended).filter { $0.severity == .error }
            if left.contains(where: {
                // The same mistake may stand further down, too: it was said once, at its first place.
                $0.code == diagnostic.code && $0.message == diagnostic.message && $0.span?.start == diagnostic.span?.start
            }) {
                return
                    "the fix of `\(diagnostic.message)` mends nothing:\n\(String(decoding: mended.source.bytes, as: UTF8.self))\n----"
            }
        }
        return nil
    }

    private static func applied(_ fixes: [Diagnostic.Fix], to bytes: [UInt8]) -> [UInt8] {
        var mended = bytes
        for fix in fixes.sorted(by: { $0.span.start > $1.span.start }) {
            mended.replaceSubrange(fix.span.range, with: Array(fix.replacement.utf8))
        }
        return mended
    }
}
