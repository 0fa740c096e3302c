import LeadDiagnostics
import LeadJSON
import LeadModel
import LeadReport
import LeadSemantics
import LeadSyntax

/// A script without a mistake.
struct CheckedScript {
    let source: Source
    let program: Program
    let warnings: [Diagnostic]
    let sources: SourceSet
    /// The accounts that its statements need.
    let accounts: Set<String>
}

/// A script that may run.
struct ReadyScript {
    let script: CheckedScript
    let parameters: [String: Value]
}

/// Checks the scripts of a command, and gives them their parameters; nothing is sent while any of them has a mistake.
struct Preparation {
    private let invocation: Invocation
    private let options: RunOptions
    private let console: Console

    init(_ invocation: Invocation, _ options: RunOptions, _ console: Console) {
        self.invocation = invocation
        self.options = options
        self.console = console
    }

    /// Why none of the scripts may run; it has been said.
    struct Refusal: Error {
        let reports: [JSON]
        let code: ExitCode
    }

    private struct Mistake: Error {
        let code: ExitCode
        let report: JSON
    }

    func prepare(_ inputs: [ScriptInput]) -> Result<[ReadyScript], Refusal> {
        let assignments: Assignments
        switch Assignments.all(of: options, in: invocation) {
        case .success(let read): assignments = read
        case .failure(let failure):
            console.complain(failure.message, help: failure.help)
            return .failure(Refusal(reports: [], code: .usage))
        }
        let checked = inputs.map(checkScript)
        let names = Set(checked.compactMap { try? $0.get() }.flatMap { $0.program.parameters.map(\.name) })
        let preparation = checked.map { $0.flatMap { script in prepare(script, assignments, sharing: names) } }
        let refused = preparation.compactMap { if case .failure(let mistake) = $0 { mistake } else { nil } }
        let ready = preparation.compactMap { try? $0.get() }
        guard refused.isEmpty else {
            let others = ready.map { "`\($0.script.source.name)`" }
            if !others.isEmpty {
                console.say("nothing has run, \(others.joined(separator: ", ")) neither: scripts of one run are checked first\n")
            }
            let code = refused.map(\.code).reduce(ExitCode.success) { $0.combined(with: $1) }
            return .failure(Refusal(reports: refused.map(\.report), code: code))
        }
        return .success(ready)
    }

    /// Checks a script whose parameters have been given before.
    func prepare(_ source: Source, parameters: [String: Value]) -> Result<ReadyScript, Refusal> {
        check(source).map { ReadyScript(script: $0, parameters: parameters) }
            .mapError { Refusal(reports: [$0.report], code: $0.code) }
    }

    private func checkScript(_ input: ScriptInput) -> Result<CheckedScript, Mistake> {
        switch input.read(in: invocation) {
        case .failure(let failure):
            console.show([failure.diagnostic], in: nil)
            let report = diagnosticsReport([failure.diagnostic], in: Source(name: failure.path, text: ""))
            return .failure(Mistake(code: .usage, report: report))
        case .success(let source): return check(source)
        }
    }

    private func check(_ source: Source) -> Result<CheckedScript, Mistake> {
        let checked = invocation.check(source, isReadOnly: options.isReadOnly)
        let sources = checked.sources(with: source)
        console.show(checked.diagnostics, in: sources)
        guard !checked.diagnostics.hasErrors else {
            let report = diagnosticsReport(checked.diagnostics, in: source, including: sources)
            return .failure(Mistake(code: .invalidScript, report: report))
        }
        return .success(
            CheckedScript(
                source: source, program: checked.program, warnings: checked.diagnostics, sources: sources,
                accounts: checked.accounts))
    }

    /// Gives a script its parameters; all scripts of a run share the assignments.
    private func prepare(
        _ script: CheckedScript, _ assignments: Assignments, sharing names: Set<String>
    ) -> Result<ReadyScript, Mistake> {
        let parameters = Parameters(assignments, for: script.program, others: names)
        let unapproved =
            options.saysYes || isSomebodyThere(for: script) ? [] : script.program.deletions.map(Diagnostic.unapprovedDeletion)
        let diagnostics = parameters.diagnostics + unapproved
        guard diagnostics.isEmpty else {
            console.show(diagnostics, in: script.sources)
            let report = diagnosticsReport(diagnostics, in: script.source, including: script.sources)
            return .failure(Mistake(code: .usage, report: report))
        }
        return .success(ReadyScript(script: script, parameters: parameters.values))
    }

    /// Whether a person can be asked while the script runs.
    func isSomebodyThere(for script: CheckedScript) -> Bool {
        invocation.canAsk && script.source.name != "<stdin>"
    }
}
