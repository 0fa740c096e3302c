public import LeadDiagnostics
import LeadFormat
import LeadProviders
public import LeadSemantics
public import LeadSyntax

/// What lead promises of any bytes that are given to it as a script.
///
/// Reading, checking and laying out end; every byte lies in one token; each diagnostic has a place in the text and says what to
/// do, and none is said twice; a fix mends what it is for; a script without a mistake means the same once it is laid out anew.
public struct Promises: Sendable {
    private let files: ScriptFiles?

    /// Promises of scripts that find these files.
    public init(files: ScriptFiles? = nil) {
        self.files = files
    }

    /// The promise that is broken; nil where all are kept.
    ///
    /// - Parameter comparesTrees: Whether trees are compared in full, which takes by far the longest.
    public func flaw(of tree: Tree, comparesTrees: Bool = false) -> String? {
        if let flaw = flawOfTokens(in: tree) { return flaw }
        let said = checked(tree)
        if let flaw = flaw(of: said, in: tree.source) ?? flawOfFixes(of: said, in: tree) { return flaw }
        guard let formatting = Formatting(tree) else { return nil }
        return formatting.flaw(comparesTrees: comparesTrees).map { "\($0)\n\(formatting.text)\n----" }
    }

    /// All that is said of a script.
    public func checked(_ tree: Tree) -> [Diagnostic] {
        check(
            tree, in: Self.catalog, scope: Scope(account: "lance"), options: CheckOptions(files: files)
        ).diagnostics
    }

    private static let catalog = Catalog(providers: [.lance, .leadLex])

    /// Each byte lies in one token, in order, and the end is a token of its own.
    private func flawOfTokens(in tree: Tree) -> String? {
        var end = 0
        for token in tree.tokens {
            if token.span.start != end { return "the byte \(end) is in no token or in two" }
            end = token.span.end
        }
        if end != tree.source.bytes.count { return "the bytes from \(end) on are in no token" }
        return tree.tokens.last?.kind == .end ? nil : "there is no end"
    }

    /// What is wrong with what is said; nil where nothing is.
    private func flaw(of diagnostics: [Diagnostic], in source: Source) -> String? {
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
    private func flawOfFixes(of diagnostics: [Diagnostic], in tree: Tree) -> String? {
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

    private func applied(_ fixes: [Diagnostic.Fix], to bytes: [UInt8]) -> [UInt8] {
        var mended = bytes
        for fix in fixes.sorted(by: { $0.span.start > $1.span.start }) {
            mended.replaceSubrange(fix.span.range, with: Array(fix.replacement.utf8))
        }
        return mended
    }
}
