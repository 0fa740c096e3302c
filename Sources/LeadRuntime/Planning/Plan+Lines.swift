import LeadDiagnostics
import LeadModel
import LeadSyntax
import LeadText

extension Plan {
    /// A statement on one line, without its comments and without what stands in its block.
    ///
    /// Read by tokens: a text may hold braces and `#`, too.
    static func line(of span: Span, in source: Source) -> String {
        let statement = Source(name: source.name, text: source.text(of: span))
        var line = ""
        for token in parse(statement).tokens {
            switch token.kind {
            case .mark(.openBrace): return line.trimmed + " { … }"
            case .comment, .mark(.lineJoin): continue
            case .space, .lineEnd: if !line.hasSuffix(" ") { line += " " }
            case .word, .quotedWord, .variable, .text, .number, .duration, .date, .uuid, .mark, .invalid, .end:
                line += statement.text(of: token.span).split(whereSeparator: \.isNewline).map { String($0).trimmed }
                    .joined(separator: " ")
            }
        }
        return line.trimmed
    }
}
