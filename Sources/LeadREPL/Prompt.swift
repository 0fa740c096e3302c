import LeadDiagnostics
import LeadModel
public import LeadReport
public import LeadRuntime
public import LeadSemantics
import LeadSyntax
public import LeadTerminal

/// The prompt: reads statements, runs each on a copy of the session, and keeps the copy where it succeeded.
public struct Prompt {
    let terminal: any Terminal
    let catalog: Catalog
    private let renderer: DiagnosticRenderer
    private let name: @Sendable (_ account: String) -> String
    let files: ScriptFiles?
    let surroundings: PromptSurroundings
    let lists: ListNames
    private(set) var session: Session
    private(set) var scope: Scope
    /// Whether each line is planned before it runs.
    private var isPlanning = false
    /// The entries that have defined commands, and the files that entries have included: messages may speak of them later.
    private var sources: [String: Source] = [:]

    /// Makes a prompt.
    ///
    /// - Parameters:
    ///   - terminal: Where lines are typed and answers shown.
    ///   - catalog: What scripts can name.
    ///   - session: The state in which it begins; its events are shown on the same terminal.
    ///   - scope: What is known at the beginning.
    ///   - files: Reads the files that statements name.
    ///   - surroundings: What the Tab key is answered from besides.
    ///   - renderer: The form of messages.
    ///   - name: What stands before `> ` for an account.
    public init(
        terminal: any Terminal, catalog: Catalog, session: Session, scope: Scope, files: ScriptFiles? = nil,
        surroundings: PromptSurroundings, renderer: DiagnosticRenderer,
        name: @escaping @Sendable (_ account: String) -> String
    ) {
        self.terminal = terminal
        self.catalog = catalog
        self.session = session
        self.scope = scope
        self.files = files
        self.surroundings = surroundings
        lists = ListNames(read: surroundings.lists)
        self.name = name
        self.renderer = renderer
    }

    /// Reads and runs until the user leaves.
    public mutating func run() async {
        while let entry = await readEntry() {
            let text = entry.drop(while: \.isWhitespace)
            if text.isEmpty { continue }
            switch PromptCommand(String(text)) {
            case .exit: return
            case .help(nil): terminal.write(PromptCommand.helpText)
            case .help(let topic?): await run("help \(topic)")
            case .plan(let isOn): setPlanning(isOn)
            case .pager(let isOn): setPaging(isOn)
            // Read as Ctrl-O is, since what comes of it may have to go on.
            case .edit: continue
            case .unknown(let command): explainUnknown(command)
            case nil: await run(entry)
            }
        }
        terminal.write("\n")
    }

    // MARK: Reading

    /// A whole statement, over as many lines as it needs; nil at the end of the input.
    ///
    /// Ctrl-C drops what was typed. An empty line ends a statement that the parser would have go on, so that one slip
    /// does not hold the prompt.
    private func readEntry() async -> String? {
        var entry = ""
        while true {
            let prompt = entry.isEmpty ? "\(shownName)> " : " ...> "
            var input = await terminal.readLine(prompt: prompt, completer: completer(behind: entry))
            if entry.isEmpty, case .line(let line) = input, PromptCommand(line) == .edit { input = .edit("") }
            if case .edit(let line) = input {
                input = await edited(entry, line).map { .line($0) } ?? .interrupted
                entry = ""
            }
            switch input {
            case .interrupted, .edit: entry = ""
            case .end: return entry.isEmpty ? nil : remembered(entry)
            case .line(let line):
                if entry.isEmpty, PromptCommand(line) != nil { return remembered(line) }
                let isGivenUp = !entry.isEmpty && line.allSatisfy(\.isWhitespace)
                entry += entry.isEmpty ? line : "\n" + line
                if isGivenUp || !parse(source(of: entry)).needsMoreInput { return remembered(entry) }
            }
        }
    }

    private func remembered(_ entry: String) -> String {
        if entry.contains(where: { !$0.isWhitespace }) { terminal.remember(entry) }
        return entry
    }

    /// What stands before `> `.
    var shownName: String { name(scope.account) }

    private func source(of entry: String) -> Source {
        Source(name: "<prompt>", text: entry)
    }

    // MARK: Running

    private mutating func run(_ entry: String) async {
        var source = source(of: entry)
        var tree = parse(source)
        if tree.statements.contains(where: { if case .define = $0.kind { true } else { false } }) {
            source = Source(name: "<prompt:\(sources.count + 1)>", text: entry)
            tree = parse(source)
            sources[source.name] = source
        }
        let checked = check(tree, in: catalog, scope: scope, options: CheckOptions(isWhole: false, files: files))
        sources.merge(checked.included) { $1 }
        show(checked.diagnostics, in: source)
        guard !checked.diagnostics.hasErrors else { return }
        session.forgetLists()
        if isPlanning, !checked.program.isPlan, await !agrees(to: checked.program, in: source) { return }
        guard let (next, failure) = await execute(checked.program) else { return tellLeft(checked.program) }
        if let failure {
            session.noteWrites(of: next)
            show([failure.diagnostic], in: source)
            if failure.kind == .interrupted, checked.program.mayWrite { tellDoubt() }
        } else {
            session = next
            scope = checked.scope
            // Parameters may stand at the prompt at any time.
            scope.allowsDeclarations = true
        }
    }

    // MARK: Planning

    private mutating func setPlanning(_ isOn: Bool?) {
        guard let isOn else {
            terminal.write("planning is \(isPlanning ? "on" : "off"); `.plan on` and `.plan off` change it\n")
            return
        }
        isPlanning = isOn
        terminal.write(
            isOn
                ? "each line is planned first; where it changes something or writes a file, it runs once you agree\n"
                : "planning is off\n")
    }

    /// Says what a line would do, and asks whether it shall where it changes something.
    private mutating func agrees(to program: Program, in source: Source) async -> Bool {
        let planned = await interruptible { [session, sources] in
            await session.plan(program) { file in file.map { sources[$0] } ?? source }
        }
        guard let planned else {
            terminal.write("interrupted: the call under way was left behind; nothing is run\n")
            return false
        }
        if let failure = planned.failure {
            show([failure.diagnostic.ofPlan], in: source)
            return false
        }
        session.reuse(planned, onlySearches: true)
        guard planned.plan.calls != .zero || planned.plan.leavesSomething else { return true }
        guard planned.plan.leavesSomething else {
            // The rows come next; what they cost is all that is worth a line.
            terminal.write("only reads: \(PlanText(planned.plan).calls)\n")
            return true
        }
        terminal.write(PlanText(planned.plan).text(width: terminal.width))
        switch await terminal.readLine(prompt: "run it? [y/N] ") {
        case .line(let answer) where ["y", "yes"].contains(answer.lowercased().filter { !$0.isWhitespace }): return true
        case .line, .interrupted, .edit: terminal.write("not run\n")
        // Ctrl-D ends no line by itself.
        case .end: terminal.write("\nnot run\n")
        }
        return false
    }

    /// Runs a program on a copy of the session; nil where it was left behind.
    private func execute(_ program: Program) async -> (Session, RunFailure?)? {
        let isFinding = program.statements.last.map { if case .rows = $0.kind { true } else { false } } ?? false
        return await interruptible { [session] in await Self.execute(program, on: session, tellsSize: isFinding) }
    }

    private static func execute(
        _ program: Program, on session: Session, tellsSize: Bool
    ) async -> (Session, RunFailure?) {
        var next = session
        do throws(RunFailure) {
            try await next.run(program)
            if tellsSize { try await next.tellSize() }
            return (next, nil)
        } catch {
            return (next, error)
        }
    }

    private func show(_ diagnostics: [Diagnostic], in source: Source) {
        if !diagnostics.isEmpty { terminal.write(renderer.render(diagnostics, in: SourceSet(source, included: sources))) }
    }

    private func explainUnknown(_ command: String) {
        let word = String(command.dropFirst())
        let help =
            StatementWord(rawValue: word)?.isAvailable == true
            ? "write `\(word)`, without the dot" : "`.help` says what the prompt understands"
        terminal.write("error: `\(command)` is not in this version of lead\nhelp: \(help)\n")
    }
}

extension Program {
    /// Whether it only says what statements would do.
    fileprivate var isPlan: Bool {
        statements.allSatisfy { if case .plan = $0.kind { true } else { false } }
    }
}
