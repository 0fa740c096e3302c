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

    init(_ invocation: Invocation, _ options: RunOptions, _ console: Console? = nil) {
        self.invocation = invocation
        self.options = options
        self.console = console ?? Console(invocation, options.talk)
    }

    func run(_ command: RunCommand) async -> ExitCode {
        defer { console.finish() }
        guard let inputs = ScriptInput.all(files: command.files, commands: command.commands) else {
            console.complain("no script to run", help: "name one: `lead run campaign.lead`, or `-` for standard input")
            return .usage
        }
        let preparation = Preparation(invocation, options, console)
        let ready: [ReadyScript]
        switch preparation.prepare(inputs) {
        case .success(let scripts): ready = scripts
        case .failure(let refusal): return finish(refusal.reports, refusal.code)
        }
        let needed = ready.reduce(into: Set<String>()) { $0.formUnion($1.script.accounts) }
        switch invocation.accounts(options, needed: needed) {
        case .success(let access):
            let limit = TimeLimit(options.network.timeout, invocation.waiting.clock)
            return await limit.running { await run(ready, on: access, within: limit) }
        case .failure(.complaint(let message, let help)):
            console.complain(message, help: help)
            return finish([], .usage)
        case .failure(.diagnostic(let diagnostic, let code)):
            console.show([diagnostic], in: nil)
            return finish(ready.map { diagnosticsReport([diagnostic], in: $0.script.source) }, code)
        }
    }

    // MARK: Running

    /// What a run is held to that carries out a kept plan.
    struct Approved {
        /// What it was planned under.
        let conditions: SavedPlan.Conditions
        /// The plan, made anew just now.
        let planned: Planned
        /// The files that it was made from.
        let files: ReadFiles
    }

    /// Runs scripts that may run.
    ///
    /// - Parameter approved: The plan that is carried out; nil where there is none.
    func run(
        _ scripts: [ReadyScript], on access: AccountAccess, within limit: TimeLimit, as approved: Approved? = nil
    ) async -> ExitCode {
        var reports: [JSON] = []
        var code = ExitCode.success
        let trace: Trace?
        switch openTrace(scripts.map(\.script.source.name), secrets: invocation.secrets.values) {
        case .success(let opened): trace = opened
        case .failure(let failure):
            console.complain(failure.reason, help: "choose another path for --trace")
            return finish([], .usage)
        }
        for script in scripts where code != .interrupted {
            let (result, report) = await run(script, on: access, within: limit, as: approved, trace: trace)
            reports.append(report)
            code = code.combined(with: result)
        }
        if let trace, trace.hasFailed {
            console.complain("the trace could not be written to its end", help: "choose another path for --trace")
            code = code.combined(with: .failed)
        }
        if let reason = access.recorder?.whatFailed {
            console.complain("the recording is not whole: \(reason)", help: "choose another folder for --record")
            code = code.combined(with: .failed)
        }
        return finish(reports, code)
    }

    struct TraceFailure: Error {
        let reason: String
    }

    /// Opens the file of `--trace`, which must be none of the scripts.
    func openTrace(_ scripts: [String], secrets: [String]) -> Result<Trace?, TraceFailure> {
        guard let path = options.trace else { return .success(nil) }
        if path == "-" { return .success(Trace(to: invocation.output, secrets: secrets)) }
        if scripts.contains(where: { invocation.resolved($0) == invocation.resolved(path) }) {
            return .failure(TraceFailure(reason: "`\(path)` is a script, and a trace would replace it"))
        }
        switch DescriptorSink.creating(invocation.resolved(path)) {
        case .success(let sink): return .success(Trace(to: sink, secrets: secrets))
        case .failure(let failure): return .failure(TraceFailure(reason: "`\(path)` could not be written: \(failure.reason)"))
        }
    }

    private func run(
        _ ready: ReadyScript, on access: AccountAccess, within limit: TimeLimit, as approved: Approved?, trace: Trace?
    ) async -> (ExitCode, JSON) {
        let report = RunReport(
            output: options.talk.json ? nil : invocation.output.textSink, talk: invocation.errors.textSink,
            isQuiet: console.saysNothingElse,
            isLive: invocation.errors.isTerminal && !options.talk.json,
            width: invocation.output.isTerminal ? invocation.output.columns : nil)
        var session = Session(
            accounts: approved.hold(access.accounts(trace, telling: report)), account: invocation.directory.chosen,
            parameters: ready.parameters,
            surroundings: surroundings(for: ready.script, on: access, as: approved), events: report)
        var (diagnostics, code): ([Diagnostic], ExitCode) = ([], .success)
        if let approved {
            session.reuse(approved.planned)
        } else {
            (diagnostics, code) = await refusal(of: ready.script, in: &session, within: limit)
        }
        if diagnostics.isEmpty {
            do {
                try await session.run(ready.script.program)
                if session.hasFailedRows { code = .partial }
            } catch {
                let told = limit.told(error)
                (diagnostics, code) = ([told.diagnostic], told.code)
            }
        }
        if !diagnostics.isEmpty {
            report.endLine()
            console.show(diagnostics, in: ready.script.sources)
        }
        report.endLine()
        let told = ready.script.warnings + diagnostics
        var document = diagnosticsReport(told, in: ready.script.source, including: ready.script.sources).object ?? [:]
        document["exit"] = .integer(Int(code.rawValue))
        document["events"] = .array(report.json)
        return (code, .object(document))
    }

    /// Why a script that is bounded must not begin: its plan passes the bound.
    ///
    /// What was read for the plan is at hand in the run, so that it costs no call twice.
    private func refusal(
        of script: CheckedScript, in session: inout Session, within limit: TimeLimit
    ) async -> ([Diagnostic], ExitCode) {
        guard script.program.isBounded || options.maxRows != nil else { return ([], .success) }
        let planned = await session.plan(script.program, isCheck: true) {
            $0.map { script.sources.included[$0] } ?? script.source
        }
        session.reuse(planned)
        let excesses = planned.excesses.map(Diagnostic.planOverBudget)
        if !excesses.isEmpty { return (excesses, .overBudget) }
        guard let failure = planned.failure, failure.diagnostic.code == .tooManyRows || failure.kind == .interrupted else {
            return ([], .success)
        }
        let told = limit.told(failure)
        return ([told.diagnostic], told.code)
    }

    private func surroundings(for script: CheckedScript, on access: AccountAccess, as approved: Approved?) -> Surroundings {
        let ask: @Sendable (Question) async -> Answer
        if options.saysYes {
            ask = { _ in .yes }
        } else if Preparation(invocation, options, console).isSomebodyThere(for: script) {
            ask = { [invocation] in invocation.ask($0) }
        } else {
            ask = { _ in .nobody }
        }
        let surroundings = invocation.surroundings(
            maxRows: options.maxRows, standardInputIsTaken: script.source.name == "<stdin>",
            beginning: approved?.conditions.beginning ?? access.beginning, ask: ask)
        return approved.map { surroundings.asRead($0.files) } ?? surroundings
    }

    private func finish(_ reports: [JSON], _ code: ExitCode) -> ExitCode {
        if options.talk.json {
            let document: JSON = ["lead": .string(version), "scripts": .array(reports), "exit": .integer(Int(code.rawValue))]
            invocation.output.write(document.pretty + "\n")
        }
        return code
    }
}

extension RunAction.Approved? {
    /// The accounts, which make the calls of the plan only, where it knows all of them.
    fileprivate func hold(_ accounts: [String: any Provider]) -> [String: any Provider] {
        self?.planned.facts.writes.map { Approval($0).holding(accounts) } ?? accounts
    }
}

extension ExitCode {
    init(_ kind: RunFailure.Kind) {
        switch kind {
        case .failed, .declined: self = .failed
        case .expectation: self = .expectationFailed
        case .unauthorized: self = .unauthorized
        case .interrupted: self = .interrupted
        case .budget, .exhausted: self = .overBudget
        case .unapproved: self = .usage
        case .stopped, .unforeseen: self = .success
        }
    }
}

extension Diagnostic {
    /// A list would be deleted, and nobody can be asked.
    static func unapprovedDeletion(_ deletion: Program.Deletion) -> Diagnostic {
        let diagnostic = Diagnostic(
            .needsApproval, "this deletes a list for good, and nobody can be asked here", at: deletion.span,
            help: ["nothing was sent; `--yes` agrees to it beforehand"])
        return deletion.file.map(diagnostic.located) ?? diagnostic
    }
}

extension ByteSink {
    /// The sink as a report uses it.
    var textSink: @Sendable (String) -> Void {
        { write(Array($0.utf8)) }
    }
}
