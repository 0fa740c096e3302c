import LeadDiagnostics
import LeadJSON
import LeadModel
import LeadReport
import LeadRuntime

/// Does what `lead apply` asks for: carries out a plan that was kept, if it still holds.
struct ApplyAction {
    private let invocation: Invocation
    private let path: String
    private let options: RunOptions
    private let console: Console

    /// - Parameter options: The flags and the environment; what the plan was made under goes before them.
    init(_ invocation: Invocation, _ path: String, _ options: RunOptions) {
        self.init(invocation, path, options, Console(invocation, options.talk))
    }

    private init(_ invocation: Invocation, _ path: String, _ options: RunOptions, _ console: Console) {
        self.invocation = invocation
        self.path = path
        self.options = options
        self.console = console
    }

    func run() async -> ExitCode {
        defer { console.finish() }
        let saved: SavedPlan
        switch readPlan() {
        case .success(let plan): saved = plan
        case .failure(let refusal): return refuse([refusal.diagnostic], .usage)
        }
        let configured: Invocation
        switch invocation.configured(choosing: saved.conditions.profile, replaying: options.network.replay) {
        case .success(let found): configured = found
        case .failure(let refusal):
            invocation.tell(refusal, on: console)
            return finish([], .usage)
        }
        console.show(configured.warnings, in: nil)
        return await ApplyAction(configured, path, options, console).run(saved)
    }

    private func run(_ saved: SavedPlan) async -> ExitCode {
        let access: AccountAccess
        switch invocation.accounts(options, needed: saved.place.accounts) {
        case .success(let found):
            let place = found.place.limited(to: saved.place.accounts)
            guard place == saved.place else { return refuse([.planFor(saved.place, path, not: place)], .usage) }
            access = found
        case .failure(.diagnostic(_, .unauthorized)) where saved.place.accounts.isEmpty && !options.namesSandbox:
            return refuse([.planForSandbox(saved.place, path)], .unauthorized)
        case .failure(.diagnostic(let diagnostic, let code)): return refuse([diagnostic], code)
        case .failure(.complaint(let message, let help)):
            console.complain(message, help: help)
            return finish([], .usage)
        }
        guard saved.isUnedited else { return refuse([.editedPlan(path)], .usage) }
        let changes = saved.changedFiles(in: invocation)
        if !changes.isEmpty {
            return refuse(
                .outdated(saved, at: path, changes, "nothing was sent", missing: saved.missingFiles(in: invocation)), .usage)
        }
        let ready: ReadyScript
        switch Preparation(invocation, options, console).prepare(saved.source, parameters: saved.conditions.parameters) {
        case .success(let script): ready = script
        case .failure(let refusal): return finish(refusal.reports, refusal.code)
        }
        // Of what the names stand for the configuration may think otherwise now.
        if case .accounts = saved.place, ready.script.accounts != saved.place.accounts {
            let used = ready.script.accounts.sorted().map { "`\($0)`" }.joined(separator: ", ")
            let meant = saved.place.accounts.sorted().map { "`\($0)`" }.joined(separator: ", ")
            return refuse(
                .outdated(saved, at: path, ["the script means the accounts \(used) now, and not \(meant)"], "nothing was sent"),
                .usage)
        }
        let limit = TimeLimit(options.network.timeout, invocation.waiting.clock)
        return await limit.running { await apply(saved, ready, on: access, within: limit) }
    }

    private struct Refusal: Error {
        let diagnostic: Diagnostic
    }

    private func readPlan() -> Result<SavedPlan, Refusal> {
        switch readFile(invocation.resolved(path)) {
        case .failure(let failure): return .failure(Refusal(diagnostic: .unreadablePlan(path, failure.reason)))
        case .success(let bytes):
            do throws(SavedPlan.Flaw) {
                return .success(try SavedPlan(reading: bytes))
            } catch {
                return .failure(Refusal(diagnostic: .flawedPlan(path, error)))
            }
        }
    }

    private func apply(_ saved: SavedPlan, _ ready: ReadyScript, on access: AccountAccess, within limit: TimeLimit) async
        -> ExitCode
    {
        let readers = access.readers(telling: console.delays(invocation))
        let (planned, files) = await ready.plan(on: readers, in: invocation, under: saved.conditions)
        if let failure = planned.failure, [.interrupted, .unauthorized, .exhausted, .budget].contains(failure.kind) {
            let told = limit.told(failure)
            if told.code == .interrupted { return finish([], .interrupted) }
            console.show([told.diagnostic], in: ready.script.sources)
            return finish([diagnosticsReport([told.diagnostic], in: ready.script.source)], told.code)
        }
        // What was read just now decides: a file may have changed since the first look.
        let now = SavedPlan(planned, of: ready.script, at: access.place, read: files.all, under: saved.conditions)
        let changes = saved.changes(of: now.files) + saved.differences(from: planned)
        if !changes.isEmpty { return refuse(.outdated(saved, at: path, changes, "nothing was changed"), .failed) }
        // The file is the approval.
        var agreed = options
        agreed.saysYes = true
        agreed.maxRows = saved.conditions.maxRows
        let approved = RunAction.Approved(conditions: saved.conditions, planned: planned, files: files)
        return await RunAction(invocation, agreed, console).run([ready], on: access, within: limit, as: approved)
    }

    private func refuse(_ diagnostics: [Diagnostic], _ code: ExitCode) -> ExitCode {
        console.show(diagnostics, in: nil)
        return finish([diagnosticsReport(diagnostics, in: Source(name: path, text: ""))], code)
    }

    private func finish(_ reports: [JSON], _ code: ExitCode) -> ExitCode {
        if options.talk.json {
            let document: JSON = ["lead": .string(version), "scripts": .array(reports), "exit": .integer(Int(code.rawValue))]
            invocation.output.write(document.pretty + "\n")
        }
        return code
    }
}

extension RunOptions {
    /// Whether a flag names a sandbox.
    fileprivate var namesSandbox: Bool { talk.sandbox || network.sandboxURL != nil }
}

extension [Diagnostic] {
    /// One for each thing that is no longer as it was planned; the last says what to do.
    ///
    /// - Parameters:
    ///   - assurance: What has not been done.
    ///   - missing: The files without which no plan can be made.
    fileprivate static func outdated(
        _ saved: SavedPlan, at path: String, _ changes: [String], _ assurance: String, missing: [String] = []
    ) -> [Diagnostic] {
        let again =
            missing.isEmpty
            ? "make the plan again: `\(saved.command(keptAt: path))`"
            : "put \(missing.map { "`\($0)`" }.joined(separator: " and ")) back, or plan a script that does without"
        let help = "\(assurance); \(again)"
        return changes.enumerated().map { .planOutdated($1, help: $0 == changes.count - 1 ? [help] : []) }
    }
}

extension Diagnostic {
    /// Something is no longer as it was planned.
    fileprivate static func planOutdated(_ change: String, help: [String]) -> Diagnostic {
        Diagnostic(.planOutdated, "the plan no longer holds: \(change)", help: help)
    }

    /// A plan would be carried out somewhere else than it was made.
    fileprivate static func planFor(_ place: SavedPlan.Place, _ path: String, not other: SavedPlan.Place) -> Diagnostic {
        let instead =
            switch (place.flags.isEmpty, other.flags.isEmpty) {
            case (true, true): "a profile has another address or another token now"
            case (true, false): "leave `\(other.flags[0])` out"
            case (false, _): "`\(place.flags.joined(separator: " "))` means it"
            }
        return Diagnostic(
            .planOutdated, "the plan `\(path)` was made for \(place.words), and not for \(other.words)",
            help: ["nothing was sent; \(instead), or make a plan for \(other.words)"])
    }

    /// A plan of a sandbox would be carried out without its flag.
    fileprivate static func planForSandbox(_ place: SavedPlan.Place, _ path: String) -> Diagnostic {
        let flags = place.flags.joined(separator: " ")
        return Diagnostic(
            .missingCredentials, "the plan `\(path)` was made for \(place.words), and there is no account to run it against",
            help: ["nothing was sent; `lead apply \(flags) \(path)` carries it out there"])
    }

    /// A plan file does not say what it said when it was made.
    fileprivate static func editedPlan(_ path: String) -> Diagnostic {
        Diagnostic(
            .planOutdated, "the plan `\(path)` does not say what it said when it was made",
            help: ["nothing was sent; make the plan again: `lead plan … -o \(path)`"])
    }

    /// The file of a plan cannot be read at all.
    fileprivate static func unreadablePlan(_ path: String, _ reason: String) -> Diagnostic {
        Diagnostic(
            .unreadableScript, "the plan `\(path)` cannot be read: \(reason)",
            help: ["`lead plan campaign.lead -o campaign.leadplan` makes one"])
    }

    /// A file is no plan, or none that this version may carry out.
    fileprivate static func flawedPlan(_ path: String, _ flaw: SavedPlan.Flaw) -> Diagnostic {
        switch flaw {
        case .noPlan(let reason):
            return Diagnostic(
                .unreadableScript, "`\(path)` is no plan: \(reason)",
                help: ["nothing was sent; `lead plan campaign.lead -o campaign.leadplan` makes one"])
        case .otherFormat(let format):
            return Diagnostic(
                .unreadableScript, "the plan `\(path)` has the format \(format); this lead reads the format \(SavedPlan.format)",
                help: ["nothing was sent; make the plan again: `lead plan … -o \(path)`"])
        case .newer(let newer):
            return Diagnostic(
                .unreadableScript, "the plan `\(path)` was made by lead \(newer), and this is \(version)",
                help: ["nothing was sent; carry it out with lead \(newer), or make it again with this one"])
        }
    }
}
