import LeadDiagnostics
import LeadJSON
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
            let (result, report) = check(input)
            code = code.combined(with: result)
            reports.append(report)
        }
        if options.json { invocation.output.write(JSON.object(["files": .array(reports)]).pretty + "\n") }
        return code
    }

    private func check(_ input: ScriptInput) -> (ExitCode, JSON) {
        switch input.read(in: invocation) {
        case .failure(let failure):
            console.show([failure.diagnostic], in: nil)
            return (.usage, diagnosticsReport([failure.diagnostic], in: Source(name: failure.path, text: "")))
        case .success(let source):
            let checked = LeadSemantics.check(
                parse(source), in: Providers.catalog, scope: Scope(account: Providers.defaultAccount))
            console.show(checked.diagnostics, in: source)
            let code: ExitCode = checked.diagnostics.hasErrors ? .invalidScript : .success
            if code == .success, !options.json { console.say("\(source.name): no mistakes found\n") }
            return (code, diagnosticsReport(checked.diagnostics, in: source))
        }
    }
}
