import LeadDiagnostics
import LeadText

/// A diagnostic for a person at a terminal.
struct FancyDiagnostic {
    private let diagnostic: Diagnostic
    private let source: Source?
    private let style: Style
    private let columns: Int

    init(_ diagnostic: Diagnostic, in source: Source?, style: Style, columns: Int) {
        self.diagnostic = diagnostic
        self.source = source
        self.style = style
        self.columns = columns
    }

    /// Title, frame and ways to mend it, a line each.
    var text: String {
        let title = "\(style(role, diagnostic.title)): \(style(.heading, scrubbed(diagnostic.message)))\n"
        guard let span = diagnostic.span, let source else { return title + remedies(margin: " ") }
        let excerpt = Excerpt(of: span, in: source, columns: columns)
        let margin = String(repeating: " ", count: excerpt.number.count)
        let marks = excerpt.line.marks.drop { $0 == " " } + (diagnostic.label.map { " " + scrubbed($0) } ?? "")
        let bar = style(.faint, "│")
        return title + """
            \(margin) \(style(.faint, "╭─")) \(excerpt.place)
            \(style(.faint, excerpt.number)) \(bar) \(excerpt.line.text)
            \(margin) \(bar) \(String(repeating: " ", count: excerpt.line.column))\(style(role, String(marks)))
            \(remedies(margin: margin))
            """
    }

    private var role: Role {
        switch diagnostic.severity {
        case .error: .failure
        case .warning: .warning
        case .note: .accent
        }
    }

    /// The lines that close the frame: help, and the line as it would be.
    private func remedies(margin: String) -> String {
        var lines = diagnostic.help.map { ("help", scrubbed($0)) }
        if let mended = source.flatMap({ diagnostic.mendedLine(of: $0, columns: columns) }) { lines.append(("fix", mended)) }
        guard !lines.isEmpty else { return diagnostic.span == nil || source == nil ? "" : "\(margin) \(style(.faint, "╵"))\n" }
        return lines.enumerated().map { index, line in
            let corner = index == lines.count - 1 ? "╰─" : "├─"
            return "\(margin) \(style(.faint, corner)) \(style(.accent, line.0)): \(line.1)\n"
        }.joined()
    }
}

extension Diagnostic {
    /// The line as it is after the fixes, nil where they do not all lie in one line.
    func mendedLine(of source: Source, columns: Int) -> String? {
        let fixes = fixes.sorted { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
        guard let first = fixes.first, first.span.end <= source.bytes.count else { return nil }
        let line = source.span(ofLine: source.lines.line(at: first.span.start))
        var position = first.span.start
        var mended = ""
        for fix in fixes {
            guard fix.span.start >= position, fix.span.end <= line.end, !fix.replacement.contains(where: \.isNewline)
            else { return nil }
            mended += source.text(of: Span(position..<fix.span.start)) + fix.replacement
            position = fix.span.end
        }
        let window = source.window(around: first.span, in: line)
        let before = source.text(of: Span(window.start..<first.span.start)).drop(while: \.isWhitespace)
        let after = source.text(of: Span(position..<max(position, window.end)))
        return MarkedLine(before: String(before), marked: mended, after: after, columns: columns).text
    }
}
