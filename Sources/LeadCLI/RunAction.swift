import LeadDiagnostics
import LeadJSON
import LeadModel
import LeadReport
import LeadRuntime
import LeadSemantics
import LeadSyntax

/// Does what `lead run` asks for.
struct RunAction {
    private let invocation: Invocation
    private let options: RunOptions
    private let console: Console

    init(_ invocation: Invocation, _ options: RunOptions) {
        self.invocation = invocation
        self.options = options
        console = Console(invocation, options)
    }

    /// A script that may run.
    private struct Ready {
        let source: Source
        let program: Program
        let parameters: [String: Value]
    }

    func run(_ command: RunCommand) async -> ExitCode {
        guard let inputs = ScriptInput.all(files: command.files, command: command.command) else {
            console.complain("no script to run", help: "name one: `lead run campaign.lead`, or `-` for standard input")
            return .usage
        }
        let preparation = inputs.map(prepare)
        let refused = preparation.compactMap { if case .failure(let refusal) = $0 { refusal } else { nil } }
        let ready = preparation.compactMap { try? $0.get() }
        // Nothing is sent while any script of the run has a mistake.
        guard refused.isEmpty else {
            return finish(refused.map(\.report), refused.map(\.code).reduce(.success) { $0.combined(with: $1) })
        }
        guard options.sandbox else { return withoutAccount(ready.map(\.source)) }
        switch SandboxAccess.open(invocation) {
        case .failure(let failure):
            console.show([failure.diagnostic], in: nil)
            return finish([], .failed)
        case .success(let sandbox): return await run(ready, on: sandbox)
        }
    }

    // MARK: Before

    private struct Refusal: Error {
        let code: ExitCode
        let report: JSON
    }

    private func prepare(_ input: ScriptInput) -> Result<Ready, Refusal> {
        switch input.read(in: invocation) {
        case .failure(let failure):
            console.show([failure.diagnostic], in: nil)
            let report = diagnosticsReport([failure.diagnostic], in: Source(name: failure.path, text: ""))
            return .failure(Refusal(code: .usage, report: report))
        case .success(let source):
            let checked = check(parse(source), in: Providers.catalog, scope: Scope(account: Providers.defaultAccount))
            console.show(checked.diagnostics, in: source)
            guard !checked.diagnostics.hasErrors else {
                return .failure(Refusal(code: .invalidScript, report: diagnosticsReport(checked.diagnostics, in: source)))
            }
            let parameters = Parameters(options.variables, for: checked.program)
            guard parameters.diagnostics.isEmpty else {
                console.show(parameters.diagnostics, in: source)
                return .failure(Refusal(code: .usage, report: diagnosticsReport(parameters.diagnostics, in: source)))
            }
            return .success(Ready(source: source, program: checked.program, parameters: parameters.values))
        }
    }

    private func withoutAccount(_ sources: [Source]) -> ExitCode {
        let diagnostic = Diagnostic.noAccount()
        console.show([diagnostic], in: nil)
        return finish(sources.map { diagnosticsReport([diagnostic], in: $0) }, .unauthorized)
    }

    // MARK: Running

    private func run(_ scripts: [Ready], on sandbox: SandboxAccess) async -> ExitCode {
        var reports: [JSON] = []
        var code = ExitCode.success
        let trace = options.trace.map { _ in Trace(secrets: sandbox.secrets) }
        for script in scripts where code != .interrupted {
            let (result, report) = await run(script, on: sandbox, trace: trace)
            reports.append(report)
            code = code.combined(with: result)
        }
        if let path = options.trace, let trace, let reason = writeFile(invocation.resolved(path), trace.bytes) {
            console.complain("`\(path)` could not be written: \(reason)", help: "choose another path for --trace")
            code = code.combined(with: .failed)
        }
        return finish(reports, code)
    }

    private func run(_ script: Ready, on sandbox: SandboxAccess, trace: Trace?) async -> (ExitCode, JSON) {
        let report = RunReport(
            output: options.json ? nil : invocation.output.textSink, talk: invocation.errors.textSink, isQuiet: options.quiet,
            isLive: invocation.errors.isTerminal && !options.json,
            width: invocation.output.isTerminal ? invocation.output.columns : nil)
        var session = Session(
            accounts: sandbox.accounts(trace), account: Providers.defaultAccount, parameters: script.parameters,
            surroundings: invocation.surroundings(maxRows: options.maxRows), events: report)
        var diagnostics: [Diagnostic] = []
        var code = ExitCode.success
        do {
            try await session.run(script.program)
            if session.hasFailedRows { code = .partial }
        } catch {
            diagnostics = [error.diagnostic]
            code = ExitCode(error.kind)
            report.endLine()
            console.show(diagnostics, in: script.source)
        }
        report.endLine()
        var document = diagnosticsReport(diagnostics, in: script.source).object ?? [:]
        document["exit"] = .integer(Int(code.rawValue))
        document["events"] = .array(report.json)
        return (code, .object(document))
    }

    private func finish(_ reports: [JSON], _ code: ExitCode) -> ExitCode {
        if options.json {
            let document: JSON = ["lead": .string(version), "scripts": .array(reports), "exit": .integer(Int(code.rawValue))]
            invocation.output.write(document.pretty + "\n")
        }
        return code
    }
}

extension ExitCode {
    init(_ kind: RunFailure.Kind) {
        switch kind {
        case .failed: self = .failed
        case .expectation: self = .expectationFailed
        case .unauthorized: self = .unauthorized
        case .interrupted: self = .interrupted
        }
    }
}

extension Diagnostic {
    /// No account can be reached: this version has no network, and nothing falls back to the sandbox by itself.
    static func noAccount() -> Diagnostic {
        Diagnostic(
            .missingCredentials, "there is no account to run this against",
            help: ["`--sandbox` runs it on the embedded sandbox", "accounts of your own come with a later version"])
    }
}

extension ByteSink {
    /// The sink as a report uses it.
    var textSink: @Sendable (String) -> Void {
        { write(Array($0.utf8)) }
    }
}
