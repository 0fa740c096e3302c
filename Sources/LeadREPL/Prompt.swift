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
    private let renderer: @Sendable () -> DiagnosticRenderer
    private let name: @Sendable (_ account: String) -> String
    let files: ScriptFiles?
    let surroundings: PromptSurroundings
    let lists: ListNames
    var session: Session
    var scope: Scope
    /// What is switched on.
    var switches: Set<PromptCommand.Switch> = [.preview, .pager] {
        didSet { report.isPaging = switches.contains(.pager) }
    }
    /// What has succeeded so far.
    var recording = Recording()
    /// The entries of a pasted block that are still to be run.
    private var waiting: [String] = []
    /// The lines of an entry that goes on.
    private var begun = ""
    /// Whether the entry at hand has failed.
    private var hasFailed = false
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
    ///   - renderer: The form of messages, which fits the width of now.
    ///   - name: What stands before `> ` for an account.
    public init(
        terminal: any Terminal, catalog: Catalog, session: Session, report: PromptReport, scope: Scope,
        files: ScriptFiles? = nil,
        surroundings: PromptSurroundings,
        renderer: @escaping @Sendable () -> DiagnosticRenderer,
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
            hasFailed = false
            guard await take(source(of: entry)) else { return }
            if hasFailed, !waiting.isEmpty || !begun.isEmpty {
                terminal.write("note: the rest of what was pasted has not been run\n")
                (waiting, begun) = ([], "")
            }
        }
        terminal.write("\n")
    }

    // MARK: Reading

    /// A whole statement, over as many lines as it needs; nil at the end of the input.
    ///
    /// Ctrl-C drops what was typed. An empty line ends a statement whose last line goes on, so that one slip does not hold the
    /// prompt; but nothing that is open: the rest of a block would run without what stands before it.
    private mutating func readEntry() async -> String? {
        while true {
            if !waiting.isEmpty { return remembered(waiting.removeFirst()) }
            let entry = begun
            begun = ""
            let prompt = entry.isEmpty ? "\(shownName)> " : " ...> "
            var input = await terminal.readLine(prompt: prompt, completer: completer(behind: entry))
            if entry.isEmpty, case .line(let line) = input, PromptCommand(line) == .edit { input = .edit("") }
            switch input {
            case .interrupted: continue
            case .end: return entry.isEmpty ? nil : remembered(entry)
            case .edit(let line):
                if let text = await edited(entry, line) { put(text, behind: "") }
            case .line(let line): put(line, behind: entry)
            }
        }
    }

    /// Puts what was typed behind what has begun: what is whole then waits to be run.
    private mutating func put(_ typed: String, behind entry: String) {
        if !typed.contains("\n"), let command = PromptCommand(typed) {
            if entry.isEmpty { return waiting.append(typed) }
            if command != .exit {
                // It would be lost with the statement that it stands in.
                begun = entry
                return complain(
                    "the prompt's own commands stand before a statement or behind it", help: "go on, or Ctrl-C drops it")
            }
        }
        let (whole, rest) = parts(of: entry.isEmpty ? typed : entry + "\n" + typed)
        waiting += whole
        let isGivenUp = typed.allSatisfy(\.isWhitespace)
        switch ending(of: source(of: rest)) {
        case .enclosed: begun = rest
        case .continued where !isGivenUp: begun = rest
        case .continued, .complete: if rest.contains(where: { !$0.isWhitespace }) { waiting.append(rest) }
        }
    }

    /// Splits a block of lines where the prompt's own commands stand on one: what is whole, and the rest.
    ///
    /// A block without any is one entry, which is carried out as a whole or not at all.
    private func parts(of block: String) -> (whole: [String], rest: String) {
        guard block.contains("\n") else { return ([], block) }
        var (whole, rest): ([String], String) = ([], "")
        for line in block.split(separator: "\n", omittingEmptySubsequences: false) {
            if PromptCommand(String(line)) != nil, ending(of: source(of: rest)) == .complete {
                if rest.contains(where: { !$0.isWhitespace }) { whole.append(rest) }
                whole.append(String(line))
                rest = ""
            } else {
                rest += (rest.isEmpty ? "" : "\n") + line
            }
        }
        return (whole, rest)
    }

    private func remembered(_ entry: String) -> String {
        remember(entry)
        return entry
    }

    /// Keeps an entry for later, unless it holds what must be kept nowhere.
    func remember(_ entry: String) {
        guard entry.contains(where: { !$0.isWhitespace }) else { return }
        if holdsSecret(entry) {
            terminal.write("note: this looks as if it held a key, so that the history does not keep it\n")
        } else {
            terminal.remember(entry)
        }
    }

    /// What stands before `> `.
    var shownName: String { name(scope.account) }

    func source(of entry: String) -> Source {
        Source(name: "<prompt>", text: entry)
    }

    // MARK: Running

    /// Checks and runs an entry, or a file, on a copy of the session.
    ///
    /// - Parameters:
    ///   - start: The byte with which it begins.
    ///   - whole: The text that messages quote, where the source is a part of it.
    mutating func run(_ given: Source, from start: Int = 0, in whole: Source? = nil) async {
        let began = (time: surroundings.clock(), calls: session.callsMade)
        var source = given
        var tree = parse(source, from: start)
        if tree.statements.contains(where: { if case .define = $0.kind { true } else { false } }) {
            if source.name == "<prompt>" {
                source = Source(name: "<prompt:\(sources.count + 1)>", bytes: given.bytes)
                tree = parse(source)
            }
            sources[source.name] = whole ?? source
        }
        let checked = check(tree, in: catalog, scope: scope, options: checkOptions)
        sources.merge(checked.included) { $1 }
        show(checked.diagnostics, in: whole ?? source)
        hasFailed = true
        guard !checked.diagnostics.hasErrors else { return }
        session.forgetLists()
        if !checked.program.isPlan, await !agrees(to: checked.program, in: source) { return }
        guard let (next, failure) = await execute(checked.program) else { return tellLeft(checked.program) }
        hasFailed = failure != nil
        if let failure {
            session.noteWrites(of: next)
            show([failure.diagnostic], in: whole ?? source)
            if failure.kind == .interrupted, checked.program.mayWrite(at: failure.diagnostic.span ?? Span(0..<0)) { tellDoubt() }
        } else {
            session = next
            scope = checked.scope
            // Parameters may stand at the prompt at any time.
            scope.allowsDeclarations = true
            recording.note(tree, isSecret: holdsSecret)
        }
        // What is run at the beginning is nobody's question.
        guard switches.contains(.timer), place == nil, !checked.program.statements.isEmpty else { return }
        let time = surroundings.clock() - began.time
        let spent = time < .seconds(1) ? "\(time.milliseconds) ms" : spoken(time)
        terminal.write("time: \(spent) · \(counted(session.callsMade - began.calls, "call"))\n")
    }

    /// Runs a program on a copy of the session; nil where it was left behind.
    private func execute(_ program: Program) async -> (Session, RunFailure?)? {
        let isFinding = program.statements.last.map { if case .rows = $0.kind { true } else { false } } ?? false
        let echo: Echo = !isFinding ? .none : switches.contains(.preview) ? .preview : .size
        return await interruptible { [session] events in
            var telling = session
            telling.events = events
            return await Self.execute(program, on: telling, echo)
        }
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

    /// How a line is checked.
    var checkOptions: CheckOptions {
        CheckOptions(isReadOnly: surroundings.isReadOnly, isWhole: false, files: files)
    }

    // MARK: Saying

    func show(_ diagnostics: [Diagnostic], in source: Source) {
        if !diagnostics.isEmpty { terminal.write(renderer().render(diagnostics, in: SourceSet(source, included: sources))) }
    }

    /// Says what is wrong with one of the prompt's own commands.
    func complain(_ message: String, help: String) {
        terminal.write("error: \(scrubbed(message))\n")
        if let place { terminal.write(" --> \(scrubbed(place))\n") }
        terminal.write("help: \(scrubbed(help))\n")
    }
}

extension Duration {
    fileprivate var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}

extension Program {
    /// Whether it only says what statements would do.
    fileprivate var isPlan: Bool {
        statements.allSatisfy { if case .plan = $0.kind { true } else { false } }
    }
}
