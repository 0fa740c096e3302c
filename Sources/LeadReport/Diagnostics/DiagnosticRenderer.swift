public import LeadDiagnostics
import LeadJSON
import LeadText

/// Turns diagnostics into text, in one of five forms.
public struct DiagnosticRenderer: Sendable {
    /// How many diagnostics a report for people shows before it only counts the rest.
    public static let limit = 20
    /// How many columns of a script's line are shown at most; longer lines are cut around the place.
    static let lineColumns = 120

    /// The form.
    public let form: DiagnosticForm
    private let style: Style
    private let lineColumns: Int

    /// Makes a renderer.
    ///
    /// - Parameters:
    ///   - form: The form.
    ///   - isStyled: Whether the fancy form has colours; no other form ever has.
    ///   - columns: How many columns a terminal has, nil where it is none.
    public init(form: DiagnosticForm, isStyled: Bool = false, columns: Int? = nil) {
        self.form = form
        style = Style(isColored: isStyled && form == .fancy)
        // The margin takes the line's number and a bar; six columns hold those of most scripts.
        lineColumns = form == .fancy ? min(max((columns ?? .max) - 6, 20), Self.lineColumns) : Self.lineColumns
    }

    /// Renders diagnostics of one script.
    public func render(_ diagnostics: [Diagnostic], in source: Source?) -> String {
        render(diagnostics, in: SourceSet(source))
    }

    /// Renders diagnostics; where not all fit, errors come before all others and the rest is counted.
    public func render(_ diagnostics: [Diagnostic], in sources: SourceSet) -> String {
        switch form {
        case .json:
            var document = DiagnosticDocument()
            document.add(diagnostics, in: sources)
            return document.json.pretty + "\n"
        case .github:
            let shown = diagnostics.first(WorkflowCommand.limit)
            var text = shown.map { WorkflowCommand($0, in: sources).text }.joined()
            let left = diagnostics.count - shown.count
            if left > 0 { text += WorkflowCommand.leftOut(left).text }
            return text
        case .fancy, .plain, .short:
            let shown = diagnostics.first(Self.limit)
            var text = shown.map { render($0, in: sources.source(of: $0)) }.joined()
            if diagnostics.count > shown.count { text += "… and \(diagnostics.count - shown.count) more\n" }
            return text
        }
    }

    private func render(_ diagnostic: Diagnostic, in source: Source?) -> String {
        switch form {
        case .fancy: FancyDiagnostic(diagnostic, in: source, style: style, columns: lineColumns).text + "\n"
        case .plain: plain(diagnostic, in: source)
        default: short(diagnostic, in: source)
        }
    }

    // MARK: Plain

    private func plain(_ diagnostic: Diagnostic, in source: Source?) -> String {
        var text = "\(diagnostic.title): \(scrubbed(diagnostic.message))\n"
        if let span = diagnostic.span, let source {
            let excerpt = Excerpt(of: span, in: source, columns: lineColumns)
            let margin = String(repeating: " ", count: excerpt.number.count)
            let label = diagnostic.label.map { " " + scrubbed($0) } ?? ""
            text += """
                \(margin)--> \(excerpt.place)
                \(margin) |
                \(excerpt.number) | \(excerpt.line.text)
                \(margin) | \(excerpt.line.marks)\(label)

                """
        }
        return text + diagnostic.help.map { "help: \(scrubbed($0))\n" }.joined()
    }

    // MARK: Short

    private func short(_ diagnostic: Diagnostic, in source: Source?) -> String {
        var place = source?.name ?? diagnostic.file
        if let span = diagnostic.span, let source {
            let position = source.position(at: span.start)
            place = "\(source.name):\(position.line):\(position.column)"
        }
        let help = diagnostic.help.first.map { "; help: \($0)" } ?? ""
        return scrubbed("\(place.map { $0 + ": " } ?? "")\(diagnostic.title): \(diagnostic.message)\(help)") + "\n"
    }
}

extension Diagnostic {
    /// The head of a message: `error[L2003]`.
    var title: String {
        "\(severity.rawValue)[\(code.rawValue)]"
    }
}

extension [Diagnostic] {
    /// At most `limit` of them; where not all fit, errors come before all others, each in the order of the text.
    func first(_ limit: Int) -> [Diagnostic] {
        guard count > limit else { return self }
        let files = Dictionary(zip(map(\.file), indices), uniquingKeysWith: { first, _ in first })
        let sorted = enumerated().sorted { left, right in
            let key = { (item: (offset: Int, element: Diagnostic)) in
                (
                    item.element.severity == .error ? 0 : 1, files[item.element.file] ?? 0, item.element.span?.start ?? -1,
                    item.offset
                )
            }
            return key(left) < key(right)
        }
        return sorted.prefix(limit).map(\.element)
    }
}
