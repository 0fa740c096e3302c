import LeadDiagnostics
import LeadJSON
import LeadReport

/// Where talk goes, with its colours decided once.
struct Console: Sendable {
    private let errors: any ByteSink
    private let renderer: TextRenderer
    private let isQuiet: Bool
    /// Whether messages have colours.
    let isStyled: Bool

    init(_ invocation: Invocation, _ options: TalkOptions) {
        errors = invocation.errors
        isQuiet = options.quiet
        isStyled =
            Style(choice: options.color, isTerminal: invocation.errors.isTerminal, environment: invocation.environment).isColored
        renderer = TextRenderer(isStyled: isStyled)
    }

    /// Says something that a person may like to know; nothing under `--quiet`.
    func say(_ text: String) {
        if !isQuiet { errors.write(text) }
    }

    /// Shows diagnostics, whatever the flags.
    func show(_ diagnostics: [Diagnostic], in source: Source?) {
        guard !diagnostics.isEmpty else { return }
        errors.write(renderer.render(diagnostics, in: source))
    }

    /// Says what is wrong with the way in which the program was called.
    func complain(_ message: String, help: String) {
        errors.write("error: \(message)\nhelp: \(help)\n")
    }
}

/// A script's diagnostics as JSON.
func diagnosticsReport(_ diagnostics: [Diagnostic], in source: Source) -> JSON {
    let items = diagnostics.map { diagnostic -> JSON in
        var object: JSONObject = [
            "code": .string(diagnostic.code.rawValue), "severity": .string(diagnostic.severity.rawValue),
            "message": .string(diagnostic.message), "help": .array(diagnostic.help.map(JSON.string)),
        ]
        if let span = diagnostic.span {
            let line = source.lines.line(at: span.start)
            let before = source.text(of: Span(source.lines.start(ofLine: line)..<span.start))
            object["line"] = .integer(line + 1)
            object["column"] = .integer(before.count + 1)
            object["start"] = .integer(span.start)
            object["end"] = .integer(span.end)
        }
        return .object(object)
    }
    return ["file": .string(source.name), "diagnostics": .array(items)]
}
