import Foundation
import LeadDiagnostics
import LeadFormat
import LeadModel
import LeadProviders
import LeadSemantics
import LeadSyntax

/// What libFuzzer calls with each input: reads, lays out and checks it as a script, and aborts where a promise is broken.
///
/// The promises hold for any bytes: nothing crashes or hangs, every byte is in a token, every place that is named lies in the
/// text, and a script without a mistake means the same when it is laid out anew.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let flaw = flaw(of: bytes) {
        FileHandle.standardError.write(Data("broken promise: \(flaw)\n".utf8))
        abort()
    }
    return 0
}

private let catalog = Catalog(providers: [.lance, .leadLex])

private func flaw(of bytes: [UInt8]) -> String? {
    let tree = parse(Source(name: "fuzz.lead", bytes: bytes))
    let checked = check(tree, in: catalog, scope: Scope(account: "lance"), options: CheckOptions())
    return flawOfTokens(in: tree)
        ?? flawOfPlaces(in: tree.diagnostics + checked.diagnostics, of: tree.source)
        ?? flawOfLayout(of: tree)
}

private func flawOfTokens(in tree: Tree) -> String? {
    var end = 0
    for token in tree.tokens {
        if token.span.start != end { return "the byte \(end) is in no token or in two" }
        end = token.span.end
    }
    return end == tree.source.bytes.count ? nil : "the bytes from \(end) on are in no token"
}

private func flawOfPlaces(in diagnostics: [Diagnostic], of source: Source) -> String? {
    for diagnostic in diagnostics {
        let spans = [diagnostic.span].compactMap(\.self) + diagnostic.fixes.map(\.span)
        if spans.contains(where: { $0.end > source.bytes.count }) {
            return "a place of `\(diagnostic.message)` is not in the text"
        }
    }
    return nil
}

private func flawOfLayout(of tree: Tree) -> String? {
    guard let text = format(tree) else { return nil }
    let after = parse(Source(name: "after.lead", text: text))
    if let diagnostic = after.diagnostics.first { return "laid out anew it has a mistake: \(diagnostic.message)" }
    if after.statements.count != tree.statements.count { return "laid out anew it has another number of statements" }
    return format(after) == text ? nil : "laid out twice it is not the same"
}
