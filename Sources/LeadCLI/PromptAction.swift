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
        let (terminal, isEditing, close) = openTerminal()
        defer { close() }
        let sandbox = SandboxAccess.opening(invocation)
        let isAlone = invocation.environment.isOn("LEAD_NO_INPUT")
        terminal.write("lead \(version) · embedded sandbox, no account · .help for help, .exit to leave\n")
        let pages = PagedOutput(terminal)
        let report = PromptReport(pages, files: invocation.promptFiles, isLive: isEditing)
        let session = Session(
            accounts: sandbox.accounts(nil), account: Providers.defaultAccount,
            surroundings: invocation.surroundings(maxRows: options.maxRows, standardInputIsTaken: true) { [isAlone] question in
                if isAlone { return .nobody }
                report.endLine()
                return await terminal.ask(question)
            },
            events: report)
        var prompt = Prompt(
            terminal: terminal, catalog: Providers.catalog, session: session, report: report,
            scope: Scope(account: Providers.defaultAccount), files: invocation.scriptFiles(of: "<prompt>"),
            surroundings: promptSurroundings(of: sandbox, beginning: beginning(terminal)),
            renderer: { [self] in renderer(columns: isEditing ? terminal.width : nil) }, name: { "sandbox:\($0)" })
        await prompt.run()
        return .success
    }

    /// What the Tab key is answered from; its calls are not counted among those of the session.
    private func promptSurroundings(
        of sandbox: SandboxAccess, beginning: Source?
    ) -> PromptSurroundings {
        let readers = sandbox.readers
        let isAlone = invocation.environment.isOn("LEAD_NO_INPUT")
        return PromptSurroundings(
            lists: { account in try? await readers[account]?.lists().map(\.name) },
            paths: { [folder = invocation.workingDirectory] prefix in paths(beginningWith: prefix, in: folder) },
            topics: Manual(providers: Array(Providers.catalog.accounts.values)).topics,
            files: invocation.promptFiles, clock: invocation.clock, secrets: sandbox.secrets, beginning: beginning,
            isReadOnly: options.isReadOnly, isAlone: isAlone, patience: { try? await Task.sleep(for: .milliseconds(60)) })
    }

    /// `$XDG_CONFIG_HOME/lead/init.lead`, whose lines the prompt runs first; nil where there is none, or none is wanted.
    private func beginning(_ terminal: any Terminal) -> Source? {
        let given = invocation.environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        guard options.readsBeginning, let folder = given ?? home.map({ $0 + "/.config" }) else { return nil }
        let path = folder + "/lead/init.lead"
        guard access(path, F_OK) == 0 else { return nil }
        let name = given == nil ? "~/.config/lead/init.lead" : path
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

    /// Where this person's files are; nothing of somebody else's is read in its place.
    private var home: String? {
        invocation.environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
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
        let given = invocation.environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        guard let state = given ?? home.map({ $0 + "/.local/state" }) else { return nil }
        return makeFolder(state + "/lead") == nil ? HistoryFile(path: state + "/lead/history") : nil
    }
}
