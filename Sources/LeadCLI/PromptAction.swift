import LeadDiagnostics
import LeadModel
import LeadREPL
import LeadReference
import LeadReport
import LeadRuntime
import LeadSemantics
import LeadTerminal
import LeadText

#if canImport(Glibc)
    import Glibc
#endif

/// `lead` at a terminal.
struct PromptAction {
    private let invocation: Invocation
    private let options: Options

    /// What the prompt can be asked for.
    struct Options {
        var readsBeginning = true
        var isReadOnly = false
        var maxRows: Int?
        var color = ColorChoice.auto
        var diagnostics: DiagnosticForm?
        var isOnSandbox = false
        var network: NetworkArguments?
    }

    init(_ invocation: Invocation, _ options: Options) {
        self.invocation = invocation
        self.options = options
    }

    func run() async -> ExitCode {
        guard invocation.input.isTerminal || invocation.terminal != nil else {
            invocation.errors.write(
                "error: the prompt needs a terminal\nhelp: give a script: `lead run FILE`, or `lead < FILE`\n")
            return .usage
        }
        let access: AccountAccess
        switch accounts {
        case .success(let found): access = options.isReadOnly ? found.readOnly() : found
        case .failure(let refusal): return refuse(refusal)
        }
        invocation.secrets.add(access.secrets)
        if !invocation.warnings.isEmpty {
            invocation.errors.write(renderer(columns: nil).render(invocation.warnings, in: SourceSet(nil)))
        }
        let (opened, isEditing, close) = openTerminal()
        defer { close() }
        let terminal = RedactingTerminal(opened, invocation.secrets)
        let isAlone = invocation.environment.isOn("LEAD_NO_INPUT")
        terminal.write("lead \(version) · \(words(for: access.place)) · .help for help, .exit to leave\n")
        let pages = PagedOutput(terminal)
        let report = PromptReport(pages, files: invocation.promptFiles, isLive: isEditing)
        let session = Session(
            accounts: access.accounts(telling: report), account: invocation.directory.chosen,
            surroundings: invocation.surroundings(maxRows: options.maxRows, standardInputIsTaken: true) { [isAlone] question in
                if isAlone { return .nobody }
                report.endLine()
                return await terminal.ask(question)
            },
            events: report)
        let isSandbox = access.place.accounts.isEmpty
        var prompt = Prompt(
            terminal: terminal, catalog: invocation.directory.catalog, session: session, report: report,
            scope: Scope(account: invocation.directory.chosen), files: invocation.scriptFiles(of: "<prompt>"),
            surroundings: promptSurroundings(of: access, beginning: beginning(terminal)),
            renderer: { [self] in renderer(columns: isEditing ? terminal.width : nil) },
            name: { isSandbox ? "sandbox:\($0)" : $0 })
        await prompt.run()
        return .success
    }

    /// What the prompt is on: the accounts of the configuration, or a sandbox; without any account the embedded one, and the prompt
    /// says so.
    private var accounts: Result<AccountAccess, AccessRefusal> {
        let network = options.network
        let access: Result<AccountAccess, AccessRefusal>
        if let address = network?.sandboxURL {
            access = NetworkAccess.open(sandboxAt: address, invocation)
        } else if options.isOnSandbox || !invocation.directory.hasProfiles {
            access = .success(SandboxAccess.opening(invocation))
        } else {
            access = NetworkAccess.open(invocation, needed: [invocation.directory.chosen])
        }
        return network?.debugsHTTP == true ? access.map(invocation.debugged) : access
    }

    private func words(for place: SavedPlan.Place) -> String {
        switch place {
        case .server(let address): return "sandbox at \(scrubbed(address))"
        case .accounts:
            let chosen = invocation.directory.chosen
            let account = invocation.directory.accounts[chosen]
            return "\(chosen)\(account.map { ", \($0.service.title) at \(scrubbed($0.address))" } ?? "")"
        case .sandbox, .recording:
            return invocation.directory.hasProfiles ? "embedded sandbox" : "embedded sandbox, no account"
        }
    }

    private func refuse(_ refusal: AccessRefusal) -> ExitCode {
        switch refusal {
        case .complaint(let message, let help):
            invocation.errors.write("error: \(message)\nhelp: \(help)\n")
            return .usage
        case .diagnostic(let diagnostic, let code):
            invocation.errors.write(renderer(columns: nil).render([diagnostic], in: SourceSet(nil)))
            return code
        }
    }

    /// What the Tab key is answered from; its calls are not counted among those of the session.
    private func promptSurroundings(
        of access: AccountAccess, beginning: Source?
    ) -> PromptSurroundings {
        let readers = access.readers(telling: NoEvents())
        let isAlone = invocation.environment.isOn("LEAD_NO_INPUT")
        return PromptSurroundings(
            lists: { account in try? await readers[account]?.lists().map(\.name) },
            paths: { [folder = invocation.workingDirectory] prefix in paths(beginningWith: prefix, in: folder) },
            topics: Manual(providers: Providers.signatures).topics,
            files: invocation.promptFiles, clock: invocation.clock, secrets: invocation.secrets.values, beginning: beginning,
            isReadOnly: options.isReadOnly, isAlone: isAlone, isOnAccounts: invocation.directory.hasProfiles,
            patience: { try? await Task.sleep(for: .milliseconds(60)) })
    }

    /// `$XDG_CONFIG_HOME/lead/init.lead`, whose lines the prompt runs first; nil where there is none, or none is wanted.
    private func beginning(_ terminal: any Terminal) -> Source? {
        guard options.readsBeginning, let folder = invocation.configurationFolder else { return nil }
        let path = folder + "/init.lead"
        guard access(path, F_OK) == 0 else { return nil }
        let name = invocation.shown(path)
        switch readFile(path) {
        case .success(let bytes):
            let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
            return Source(name: name, bytes: bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes)
        case .failure(let failure):
            terminal.write("error: \(scrubbed(name)) cannot be read: \(failure.reason)\n")
            terminal.write("help: mend it, or start with `lead --no-init`\n")
            return nil
        }
    }

    /// Frames are drawn where lines are edited: nothing is known of what shows the others.
    private func renderer(columns: Int?) -> DiagnosticRenderer {
        let isStyled = Style(
            choice: options.color, isTerminal: columns != nil, environment: invocation.environment)
        return DiagnosticRenderer(
            form: options.diagnostics ?? (columns == nil ? .plain : .fancy), isStyled: isStyled.isColored, columns: columns)
    }

    /// A terminal, whether lines are edited there, and how to give it back.
    private func openTerminal() -> (any Terminal, isEditing: Bool, close: () -> Void) {
        if let given = invocation.terminal { return (given, false, {}) }
        let history = historyFile()
        let type = invocation.environment["TERM"]
        let programs = TerminalPrograms(environment: invocation.environment)
        let editor = EditLineTerminal(
            input: STDIN_FILENO, output: STDOUT_FILENO, type: type, history: history, programs: programs)
        if let editor { return (editor, true, editor.close) }
        let plain = PlainTerminal(input: STDIN_FILENO, output: STDOUT_FILENO, history: history, programs: programs)
        return (plain, false, plain.close)
    }

    /// `$XDG_STATE_HOME/lead/history`; none where the folder cannot be made.
    private func historyFile() -> HistoryFile? {
        invocation.stateFolder.map { HistoryFile(path: $0 + "/history") }
    }
}
