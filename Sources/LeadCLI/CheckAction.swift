import LeadDiagnostics
import LeadJSON
import LeadModel
import LeadSemantics
import LeadSyntax

/// Does what `lead check` asks for.
struct CheckAction {
    private let invocation: Invocation
    private let console: Console
    private let options: TalkOptions

    init(_ invocation: Invocation, _ options: TalkOptions) {
        self.invocation = invocation
        self.options = options
        console = Console(invocation, options)
    }

    func run(_ command: CheckCommand) -> ExitCode {
        defer { console.finish() }
        guard let inputs = ScriptInput.all(files: command.files, commands: command.commands) else {
            console.complain("no script to check", help: "name one: `lead check campaign.lead`, or `-` for standard input")
            return .usage
        }
        var code = ExitCode.success
        var reports: [JSON] = []
        for input in inputs {
            let (result, report) = check(input, isReadOnly: command.isReadOnly)
            code = code.combined(with: result)
            reports.append(report)
        }
        if options.json { invocation.output.write(JSON.object(["files": .array(reports)]).pretty + "\n") }
        return code
    }

    private func check(_ input: ScriptInput, isReadOnly: Bool) -> (ExitCode, JSON) {
        switch input.read(in: invocation) {
        case .failure(let failure):
            console.show([failure.diagnostic], in: nil)
            return (.usage, diagnosticsReport([failure.diagnostic], in: Source(name: failure.path, text: "")))
        case .success(let source):
            let checked = invocation.check(source, isReadOnly: isReadOnly)
            let sources = checked.sources(with: source)
            console.show(checked.diagnostics, in: sources)
            let code: ExitCode = checked.diagnostics.hasErrors ? .invalidScript : .success
            if code == .success, !options.json { console.say("\(source.name): no mistakes found\n") }
            var report = diagnosticsReport(checked.diagnostics, in: source, including: sources).object ?? [:]
            report["parameters"] = .array(checked.program.parameters.map(\.json))
            return (code, .object(report))
        }
    }
}

extension Program.Parameter {
    /// The parameter as a caller wants to know it.
    fileprivate var json: JSON {
        var object: JSONObject = [
            "name": .string(name), "type": .string(type.rawValue), "required": .bool(value == nil),
        ]
        object["documentation"] = documentation.map(JSON.string)
        return .object(object)
    }
}
