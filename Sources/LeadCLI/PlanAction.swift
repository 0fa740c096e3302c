import LeadConfig
import LeadDiagnostics
import LeadJSON
import LeadModel
import LeadReport
import LeadRuntime
import LeadSemantics
import LeadText

/// Does what `lead plan` asks for: finds out what scripts would do, and changes nothing.
struct PlanAction {
    private let invocation: Invocation
    private let command: PlanCommand
    private let options: RunOptions
    private let console: Console

    init(_ invocation: Invocation, _ command: PlanCommand, _ options: RunOptions) {
        self.invocation = invocation
        self.command = command
        self.options = options
        console = Console(invocation, options.talk)
    }

    func run() async -> ExitCode {
        defer { console.finish() }
        guard let inputs = ScriptInput.all(files: command.files, commands: command.commands) else {
            console.complain("no script to plan", help: "name one: `lead plan campaign.lead`, or `-` for standard input")
            return .usage
        }
        if let complaint = complaint(about: inputs) {
            console.complain(complaint.message, help: complaint.help)
            return .usage
        }
        // A plan deletes nothing, so that nobody has to agree to it.
        var agreed = options
        agreed.saysYes = true
        let ready: [ReadyScript]
        switch Preparation(invocation, agreed, console).prepare(inputs) {
        case .success(let scripts): ready = scripts
        case .failure(let refusal): return finish(refusal.reports, refusal.code)
        }
        if let file = planFile, let complaint = ready.first.flatMap({ file.complaint(about: $0.script, trace: options.trace) }) {
            console.complain(complaint.message, help: complaint.help)
            return finish([], .usage)
        }
        if command.isOffline {
            return await plan(ready, at: .accounts([:])) { _ in
                OfflineAccess.readers(invocation.directory)
            }
        }
        let needed = ready.reduce(into: Set<String>()) { $0.formUnion($1.script.accounts) }
        switch invocation.accounts(options, needed: needed) {
        case .success(let access):
            return await plan(ready, at: access.place, from: access.beginning) {
                access.readers($0, telling: console.delays(invocation))
            }
        case .failure(.complaint(let message, let help)):
            console.complain(message, help: help)
            return finish([], .usage)
        case .failure(.diagnostic(let diagnostic, let code)):
            let told = diagnostic == .noAccount() ? .noAccountToPlan() : diagnostic
            console.show([told], in: nil)
            return finish(ready.map { diagnosticsReport([told], in: $0.script.source) }, code)
        }
    }

    private var planFile: PlanFile? { command.out.map { PlanFile(path: $0, invocation: invocation) } }

    /// Plans the scripts, tracing what is read for that.
    private func plan(
        _ ready: [ReadyScript], at place: SavedPlan.Place, from beginning: RunBeginning? = nil,
        on makeReaders: (Trace?) -> [String: any ProviderReader]
    ) async -> ExitCode {
        let trace: Trace?
        let names = ready.flatMap { [$0.script.source.name] + $0.script.sources.included.keys.sorted() }
        switch RunAction(invocation, options, console).openTrace(names, secrets: invocation.secrets.values) {
        case .success(let opened): trace = opened
        case .failure(let failure):
            console.complain(failure.reason, help: "choose another path for --trace")
            return finish([], .usage)
        }
        let readers = makeReaders(trace)
        var code = ExitCode.success
        var reports: [JSON] = []
        if ready.count > 1 { console.say("each script is planned as if the others had not run\n") }
        let limit = TimeLimit(options.network.timeout, invocation.waiting.clock)
        let planned = await limit.running {
            var planned: [(ExitCode, JSON)] = []
            for script in ready { planned.append(await plan(script, at: place, from: beginning, on: readers, within: limit)) }
            return planned
        }
        for (result, report) in planned {
            code = code.combined(with: result)
            reports.append(report)
        }
        if let trace, trace.hasFailed {
            console.complain("the trace could not be written to its end", help: "choose another path for --trace")
            code = code.combined(with: .failed)
        }
        return finish(reports, code)
    }

    private func plan(
        _ ready: ReadyScript, at place: SavedPlan.Place, from beginning: RunBeginning?, on readers: [String: any ProviderReader],
        within limit: TimeLimit
    ) async -> (ExitCode, JSON) {
        let script = ready.script
        let conditions = SavedPlan.Conditions(
            profile: invocation.directory.chosen, parameters: ready.parameters, beginning: beginning ?? invocation.beginning,
            maxRows: options.maxRows)
        let (planned, files) = await ready.plan(
            on: readers, in: invocation, under: conditions, isOffline: command.isOffline)
        var diagnostics: [Diagnostic] = []
        var code = ExitCode.success
        if let failure = planned.failure {
            let told = limit.told(failure)
            diagnostics.append(told.diagnostic.ofPlan)
            code = told.code
        }
        if planned.failure == nil, planned.hasFailedRows { code = .partial }
        diagnostics += planned.excesses.map { .planOverBudget($0) }
        if !planned.excesses.isEmpty { code = code.combined(with: .overBudget) }
        if !options.talk.json { invocation.output.write(text(of: planned.plan, name: script.source.name)) }
        console.show(diagnostics, in: script.sources)
        if [.success, .partial].contains(code), let file = planFile {
            if let complaint = file.complaint(about: planned.plan, reading: files.all) {
                console.complain(complaint.message, help: complaint.help)
                code = .usage
            } else {
                code = code.combined(
                    with: keep(SavedPlan(planned, of: script, at: place, read: files.all, under: conditions), at: file.path))
            }
        }
        if code == .success, command.isDetailed, planned.plan.leavesSomething { code = .changes }
        let told = script.warnings + diagnostics
        var document = diagnosticsReport(told, in: script.source, including: script.sources).object ?? [:]
        document["plan"] = planned.plan.json
        document["exit"] = .integer(Int(code.rawValue))
        return (code, .object(document))
    }

    /// Why the plan cannot be kept in the file that `--out` names.
    private func complaint(about inputs: [ScriptInput]) -> (message: String, help: String)? {
        guard let path = command.out else { return nil }
        if command.isOffline {
            return ("a plan that reads nothing cannot be kept", "`apply` compares what was read: leave out --offline or --out")
        }
        if inputs.count > 1 {
            return ("a plan file holds the plan of one script, not of \(inputs.count)", "plan them one by one")
        }
        if path == "-" { return ("a plan is kept in a file", "name one: `-o campaign.leadplan`; `--json` prints the plan") }
        return nil
    }

    private func keep(_ saved: SavedPlan, at path: String) -> ExitCode {
        let bytes = Array((saved.json.pretty + "\n").utf8)
        // The script stands in a plan as it is, and with something else in place of the token it would be another one.
        guard invocation.secrets.redactor.redact(bytes) == bytes else {
            console.complain(
                "the plan is not kept: the script holds a token, and a plan holds the script",
                help: "take it out of the script; make it invalid at the service if the script has been shared")
            return .usage
        }
        if let reason = writeFile(invocation.resolved(path), bytes) {
            console.complain("`\(path)` could not be written: \(reason)", help: "choose another path for --out")
            return .failed
        }
        let rest = saved.writes == nil ? "; only the run can know all that it writes, so that `apply` compares what was read" : ""
        console.say("the plan is kept in \(path)\(rest)\n")
        return .success
    }

    private func text(of plan: Plan, name: String) -> String {
        let directory = invocation.directory
        let limits = directory.accounts.mapValues { account in
            account.profile.plan.map { [$0] } ?? directory.catalog.accounts[account.name]?.callLimits ?? []
        }
        let width = invocation.output.isTerminal ? invocation.output.columns : nil
        return "\(name)\n"
            + PlanText(
                plan, limits: limits.filter { !$0.value.isEmpty }, prices: directory.accounts.compactMapValues(\.profile.price),
                timeZone: directory.timeZone
            ).text(width: width)
    }

    private func finish(_ reports: [JSON], _ code: ExitCode) -> ExitCode {
        if options.talk.json {
            let document: JSON = ["lead": .string(version), "scripts": .array(reports), "exit": .integer(Int(code.rawValue))]
            invocation.output.write(document.pretty + "\n")
        }
        return code
    }
}

extension Diagnostic {
    /// No account can be read, and nothing falls back to the sandbox by itself.
    fileprivate static func noAccountToPlan() -> Diagnostic {
        Diagnostic(
            .missingCredentials, "there is no account to plan this for",
            help: [
                "`--sandbox` plans it on the embedded sandbox; `--offline` reads nothing, and says the least and the most",
                "`lead auth login lance` or `lead auth login leadlex` makes an account known",
            ])
    }

    /// A script needs more than its budget; the message says what would do.
    static func planOverBudget(_ excess: Planned.Excess) -> Diagnostic {
        let needed = excess.needed
        func unit(_ number: Int) -> String { number == 1 ? String(excess.unit.dropLast()) : excess.unit }
        let most = needed.upper.map { $0 == needed.lower ? "\($0)" : "\(needed.lower) to \($0)" } ?? "\(needed.lower) or more"
        let diagnostic = Diagnostic(
            .overBudget, "the budget of \(excess.cap) \(unit(excess.cap)) is too small: the script needs \(most)",
            at: excess.span,
            help: [
                needed.upper.map { "`budget \($0) \(unit($0))` would do" }
                    ?? (excess.isCutShort
                        ? "`lead plan` says what would do; finding it out takes more calls than the budget has"
                        : "nobody knows what would do: part of the script depends on what only the run can know")
            ])
        return excess.file.map(diagnostic.located) ?? diagnostic
    }
}
