import LeadDiagnostics
import LeadModel
public import LeadReport
public import LeadRuntime
public import LeadSemantics
import LeadSyntax
public import LeadTerminal
import LeadText

/// The prompt: reads statements, runs each on a copy of the session, and keeps the copy where it succeeded.
public struct Prompt {
    let terminal: any Terminal
    let report: PromptReport
    let catalog: Catalog
    private let renderer: DiagnosticRenderer
    private let name: @Sendable (_ account: String) -> String
    let files: ScriptFiles?
    let surroundings: PromptSurroundings
    let lists: ListNames
    var session: Session
    var scope: Scope
    /// What is switched on.
    var switches: Set<PromptCommand.Switch> = [.preview, .pager]
    /// What has succeeded so far.
    var recording = Recording()
    /// Where the line at hand stands in the file that is run at the beginning.
    var place: String?
    /// The account in which it began.
    let firstAccount: String
    /// The entries that have defined commands, and the files that entries have included: messages may speak of them later.
    var sources: [String: Source] = [:]

    /// Makes a prompt.
    ///
    /// - Parameters:
    ///   - terminal: Where lines are typed and answers shown.
    ///   - catalog: What scripts can name.
    ///   - session: The state in which it begins.
    ///   - report: What the session tells its events to.
    ///   - scope: What is known at the beginning.
    ///   - files: Reads the files that statements name.
    ///   - surroundings: What the Tab key is answered from besides.
    ///   - renderer: The form of messages.
    ///   - name: What stands before `> ` for an account.
    public init(
        terminal: any Terminal, catalog: Catalog, session: Session, report: PromptReport, scope: Scope,
        files: ScriptFiles? = nil,
        surroundings: PromptSurroundings,
        renderer: DiagnosticRenderer,
        name: @escaping @Sendable (_ account: String) -> String
    ) {
        self.terminal = terminal
        self.catalog = catalog
        self.session = session
        self.report = report
        firstAccount = scope.account
        self.scope = scope
        self.files = files
        self.surroundings = surroundings
        lists = ListNames(read: surroundings.lists)
        self.name = name
        self.renderer = renderer
    }

    /// Reads and runs until the user leaves.
    public mutating func run() async {
        guard await begin() else { return }
        while let entry = await readEntry() {
            guard await take(source(of: entry)) else { return }
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
        if entry.contains(where: { !$0.isWhitespace }) {
            if holdsSecret(entry) {
                terminal.write("note: this looks as if it held a key, so that the history does not keep it\n")
            } else {
                terminal.remember(entry)
            }
        }
        return entry
    }

    /// What stands before `> `.
    var shownName: String { name(scope.account) }

    func source(of entry: String) -> Source {
        Source(name: "<prompt>", text: entry)
    }

    // MARK: Running

    /// Checks and runs an entry, or a file, on a copy of the session.
    ///
    /// - Parameter whole: The text that messages quote, where the source is a part of it.
    mutating func run(_ given: Source, in whole: Source? = nil) async {
        let began = (time: surroundings.clock(), calls: session.callsMade)
        var source = given
        var tree = parse(source)
        if tree.statements.contains(where: { if case .define = $0.kind { true } else { false } }) {
            if source.name == "<prompt>" {
                source = Source(name: "<prompt:\(sources.count + 1)>", bytes: given.bytes)
                tree = parse(source)
            }
            sources[source.name] = whole ?? source
        }
        let checked = check(tree, in: catalog, scope: scope, options: CheckOptions(isWhole: false, files: files))
        sources.merge(checked.included) { $1 }
        show(checked.diagnostics, in: whole ?? source)
        guard !checked.diagnostics.hasErrors else { return }
        session.forgetLists()
        if !checked.program.isPlan, await !agrees(to: checked.program, in: source) { return }
        guard let (next, failure) = await execute(checked.program) else { return tellLeft(checked.program) }
        if let failure {
            session.noteWrites(of: next)
            show([failure.diagnostic], in: whole ?? source)
            if failure.kind == .interrupted, checked.program.mayWrite { tellDoubt() }
        } else {
            session = next
            scope = checked.scope
            // Parameters may stand at the prompt at any time.
            scope.allowsDeclarations = true
            recording.note(tree, isSecret: holdsSecret)
        }
        guard switches.contains(.timer) else { return }
        let calls = counted(session.callsMade - began.calls, "call")
        terminal.write("time: \(spoken(surroundings.clock() - began.time)) · \(calls)\n")
    }

    /// Runs a program on a copy of the session; nil where it was left behind.
    private func execute(_ program: Program) async -> (Session, RunFailure?)? {
        let isFinding = program.statements.last.map { if case .rows = $0.kind { true } else { false } } ?? false
        let echo: Echo = !isFinding ? .none : switches.contains(.preview) ? .preview : .size
        return await interruptible { [session] in await Self.execute(program, on: session, echo) }
    }

    /// What follows a line that has found rows.
    private enum Echo {
        case none, size, preview
    }

    /// How many rows are shown of what was found.
    private static let previewed = 10

    private static func execute(
        _ program: Program, on session: Session, _ echo: Echo
    ) async -> (Session, RunFailure?) {
        var next = session
        do throws(RunFailure) {
            try await next.run(program)
            switch echo {
            case .none: break
            case .size: try await next.tellSize()
            case .preview: try await next.preview(previewed)
            }
            return (next, nil)
        } catch {
            return (next, error)
        }
    }

    // MARK: Saying

    func show(_ diagnostics: [Diagnostic], in source: Source) {
        if !diagnostics.isEmpty { terminal.write(renderer.render(diagnostics, in: SourceSet(source, included: sources))) }
    }

    /// Says what is wrong with one of the prompt's own commands.
    func complain(_ message: String, help: String) {
        terminal.write("error: \(scrubbed(message))\n")
        if let place { terminal.write(" --> \(scrubbed(place))\n") }
        terminal.write("help: \(scrubbed(help))\n")
    }
}

extension Program {
    /// Whether it only says what statements would do.
    fileprivate var isPlan: Bool {
        statements.allSatisfy { if case .plan = $0.kind { true } else { false } }
    }
}
