import LeadText

/// Turns diagnostics into text for people: the message, the line with a caret, and how to mend it.
public struct TextRenderer: Sendable {
    /// How many diagnostics one report shows before it only counts the rest.
    public static let limit = 20
    /// How many columns of a line are shown; longer lines are cut around the place.
    private static let lineColumns = 120

    private let isStyled: Bool

    /// Makes a renderer; a styled one uses ANSI colours.
    public init(isStyled: Bool) {
        self.isStyled = isStyled
    }

    /// Renders at most `limit` diagnostics, errors before all others where not all fit, and counts the rest.
    public func render(_ diagnostics: [Diagnostic], in source: Source?) -> String {
        var shown = diagnostics
        if shown.count > Self.limit {
            shown = Array((shown.filter { $0.severity == .error } + shown.filter { $0.severity != .error }).prefix(Self.limit))
        }
        var text = shown.map { render($0, in: source) }.joined()
        if diagnostics.count > shown.count { text += "… and \(diagnostics.count - shown.count) more\n" }
        return text
    }

    /// Renders one diagnostic.
    public func render(_ diagnostic: Diagnostic, in source: Source?) -> String {
        let title = "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]"
        var text = "\(styled(title, colour(of: diagnostic.severity))): \(styled(clean(diagnostic.message), "1"))\n"
        if let span = diagnostic.span, let source {
            text += excerpt(of: span, label: diagnostic.label, in: source, diagnostic.severity)
        }
        for help in diagnostic.help { text += "\(styled("help", "36")): \(clean(help))\n" }
        return text
    }

    private func excerpt(of span: Span, label: String?, in source: Source, _ severity: Diagnostic.Severity) -> String {
        let line = source.lines.line(at: span.start)
        let lineStart = source.lines.start(ofLine: line)
        let lineText = source.text(ofLine: line)
        let before = source.text(of: Span(lineStart..<max(lineStart, span.start)))
        let lineEnd = lineStart + lineText.utf8.count
        let marked = source.text(of: Span(span.start..<max(span.start, min(span.end, lineEnd))))
        let number = "\(line + 1)"
        let margin = String(repeating: " ", count: number.count)
        let (shown, column) = window(lineText, before: before, marked: marked)
        let width = max(1, min(displayWidth(of: clean(marked)), Self.lineColumns - column))
        let caret =
            String(repeating: " ", count: column)
            + styled(String(repeating: "^", count: width) + (label.map { " " + $0 } ?? ""), colour(of: severity))
        let place = "\(source.name):\(line + 1):\(before.count + 1)"
        let bar = styled("|", "34")
        return """
            \(margin)\(styled("-->", "34")) \(clean(place))
            \(margin) \(bar)
            \(styled(number, "34")) \(bar) \(shown)
            \(margin) \(bar) \(caret)

            """
    }

    /// The part of a line that is shown, and the column of the place in it.
    private func window(_ line: String, before: String, marked: String) -> (text: String, column: Int) {
        let text = clean(line)
        let column = displayWidth(of: clean(before))
        guard displayWidth(of: text) > Self.lineColumns else { return (text, column) }
        let start = max(0, column - Self.lineColumns / 3)
        var result = start > 0 ? "…" : ""
        var position = 0
        var shownColumn = column
        for character in text {
            let width = displayWidth(of: String(character))
            if position < start {
                if position + width >= start { shownColumn = column - (position + width) + 1 }
            } else if position - start < Self.lineColumns - 2 {
                result.append(character)
            } else {
                result += "…"
                break
            }
            position += width
        }
        return (result, shownColumn)
    }

    /// Text from a script or a service never steers the terminal; a tab takes one column, as the caret assumes.
    private func clean(_ text: String) -> String {
        scrubbed(String(text.map { $0 == "\t" ? " " : $0 }))
    }

    private func colour(of severity: Diagnostic.Severity) -> String {
        switch severity {
        case .error: "1;31"
        case .warning: "1;33"
        case .note: "1;36"
        }
    }

    private func styled(_ text: String, _ code: String) -> String {
        isStyled ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
