import LeadDiagnostics
public import LeadSyntax

/// Lays out a script anew; nil where it has mistakes, since what cannot be read is left as it is.
///
/// One statement stands on a line, its block indented by four; every comment and every blank line, at most one in a
/// row, stays. Line breaks inside a statement are decided by `width` alone: one that fits stands on one line, another
/// is broken at its outermost places first. What is written means the same, and formatting it again changes nothing.
///
/// - Parameter width: how many columns a line should have at most; a text or a comment may be longer.
public func format(_ tree: Tree, width: Int = Limits.width) -> String? {
    guard !tree.diagnostics.hasErrors else { return nil }
    var layout = ScriptLayout(tree, width: width)
    let text = layout.text()
    // What would be too long to be read again is better left as it is.
    return text.utf8.count > Limits.scriptBytes ? tree.source.text(of: Span(0..<tree.source.bytes.count)) : text
}
