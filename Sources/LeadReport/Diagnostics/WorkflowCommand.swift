import LeadDiagnostics
import LeadText

/// A workflow command of GitHub Actions that puts a message beside a line.
///
/// Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
struct WorkflowCommand {
    /// GitHub shows ten of a kind for each step and fifty for each job.
    static let limit = 50

    private let name: String
    private let properties: [(name: String, value: String)]
    private let message: String

    init(_ diagnostic: Diagnostic, in sources: SourceSet) {
        name =
            switch diagnostic.severity {
            case .error: "error"
            case .warning: "warning"
            case .note: "notice"
            }
        var properties: [(String, String)] = []
        let source = sources.source(of: diagnostic)
        if let file = source?.name ?? diagnostic.file { properties.append(("file", file)) }
        if let span = diagnostic.span, let source {
            let (start, end) = (source.position(at: span.start), source.position(at: span.end))
            // GitHub refuses columns of a place over several lines.
            properties +=
                start.line == end.line
                ? [
                    ("line", "\(start.line)"), ("col", "\(start.column)"), ("endLine", "\(end.line)"),
                    ("endColumn", "\(end.column)"),
                ]
                : [("line", "\(start.line)"), ("endLine", "\(end.line)")]
        }
        self.properties = properties + [("title", diagnostic.code.rawValue)]
        let label = diagnostic.label.map { [$0] } ?? []
        message = ([diagnostic.message] + label + diagnostic.help.map { "help: \($0)" }).map { scrubbed($0) }
            .joined(separator: "\n")
    }

    private init(name: String, title: String, message: String) {
        self.name = name
        properties = [("title", title)]
        self.message = message
    }

    /// Says how many diagnostics have no command of their own.
    static func leftOut(_ count: Int) -> WorkflowCommand {
        WorkflowCommand(name: "notice", title: "lead", message: "… and \(count) more")
    }

    /// The command with its line end.
    var text: String {
        let properties = properties.map { "\($0.name)=\(Self.escaped($0.value, isProperty: true))" }.joined(separator: ",")
        return "::\(name) \(properties)::\(Self.escaped(message, isProperty: false))\n"
    }

    private static func escaped(_ text: String, isProperty: Bool) -> String {
        let text = scrubbed(text, keeping: .newline)
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": result += "%25"
            case "\r": result += "%0D"
            case "\n": result += "%0A"
            case ":" where isProperty: result += "%3A"
            case "," where isProperty: result += "%2C"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
