import LeadDiagnostics
import LeadJSON
import LeadModel
import LeadReport
import Synchronization

/// Where talk goes, with its form and colours decided once.
final class Console: Sendable {
    private let errors: any ByteSink
    private let renderer: DiagnosticRenderer
    private let isQuiet: Bool
    /// What was shown so far, where it is to be one JSON document.
    private let document = Mutex(DiagnosticDocument())

    convenience init(_ invocation: Invocation, _ options: TalkOptions) {
        self.init(invocation, color: options.color, form: options.diagnostics, isQuiet: options.quiet)
        show(invocation.warnings, in: nil)
    }

    init(_ invocation: Invocation, color: ColorChoice, form: DiagnosticForm?, isQuiet: Bool) {
        errors = invocation.errors
        let isTerminal = invocation.errors.isTerminal
        let isStyled = Style(choice: color, isTerminal: isTerminal, environment: invocation.environment).isColored
        let form =
            form
            ?? DiagnosticForm(isTerminal: isTerminal, isStyled: isStyled, environment: invocation.environment)
        renderer = DiagnosticRenderer(
            form: form, isStyled: isStyled, columns: isTerminal ? invocation.errors.columns : nil)
        self.isQuiet = isQuiet || form == .json
    }

    /// Whether nothing is said but what is wrong: under `--quiet`, and where standard error holds a JSON document.
    var saysNothingElse: Bool { isQuiet }

    /// Says something that a person may like to know.
    func say(_ text: String) {
        if !isQuiet { errors.write(text) }
    }

    /// Tells of calls that have to wait, where nothing else of a run is told.
    func delays(_ invocation: Invocation) -> any EventSink {
        RunReport(
            output: nil, talk: invocation.errors.textSink, isQuiet: isQuiet, isLive: false, width: nil)
    }

    /// Shows diagnostics, whatever the flags; as JSON they are shown at the end, all in one document.
    func show(_ diagnostics: [Diagnostic], in source: Source?) {
        show(diagnostics, in: SourceSet(source))
    }

    /// Shows diagnostics of a script and the files that it includes.
    func show(_ diagnostics: [Diagnostic], in sources: SourceSet) {
        if renderer.form == .json {
            document.withLock { $0.add(diagnostics, in: sources) }
        } else if !diagnostics.isEmpty {
            errors.write(renderer.render(diagnostics, in: sources))
        }
    }

    /// Says what is wrong with the way in which the program was called.
    func complain(_ message: String, help: String) {
        if renderer.form == .json {
            document.withLock { $0.add(complaint: message, help: help) }
        } else {
            errors.write("error: \(message)\nhelp: \(help)\n")
        }
    }

    /// Writes what was kept for the end.
    func finish() {
        if renderer.form == .json { errors.write(document.withLock { $0.json }.pretty + "\n") }
    }
}

/// A script's diagnostics in the document of `--json`.
func diagnosticsReport(_ diagnostics: [Diagnostic], in source: Source, including sources: SourceSet? = nil) -> JSON {
    var document = DiagnosticDocument()
    document.add(diagnostics, in: sources ?? SourceSet(source))
    var report: JSONObject = ["file": .string(source.name)]
    for member in document.json.object?.members ?? [] { report[member.name] = member.value }
    return .object(report)
}
