public import LeadDiagnostics
import LeadModel
public import LeadSyntax

/// What checking a script gives.
public struct Checked: Sendable {
    /// The program; complete only where there is no error.
    public let program: Program
    /// What is wrong with the script, its form included, in the order of the text.
    public let diagnostics: [Diagnostic]
    /// What is known behind the last statement.
    public let scope: Scope
    /// The files that it includes, by the names under which diagnostics speak of them.
    public let included: [String: Source]
    /// The accounts that its statements need.
    public let accounts: Set<String>
}

/// Resolves every name in `tree` and checks every type, given what `scope` knows already.
///
/// Nothing is sent, and nothing is read but what `options.files` reads: included scripts and the headers of tables. Where
/// the form of a statement is wrong already, what follows from that is not reported a second time.
public func check(_ tree: Tree, in catalog: Catalog, scope: Scope, options: CheckOptions = CheckOptions()) -> Checked {
    var checker = Checker(tree: tree, catalog: catalog, scope: scope, options: options)
    let statements = checker.statements(tree.statements)
    checker.checkUncalledCommands()
    // Where something could not be read or understood, it may be what would have used a name.
    let hasErrors = tree.diagnostics.hasErrors || checker.findings.contains { $0.1.severity == .error }
    if options.isWhole, !hasErrors { checker.reportUnusedNames() }
    let forms = tree.diagnostics.map { (anchor: $0.span?.start ?? 0, $0) }
    let diagnostics = (forms + checker.findings).enumerated().sorted {
        ($0.element.anchor, $0.offset) < ($1.element.anchor, $1.offset)
    }
    return Checked(
        program: Program(statements: statements), diagnostics: diagnostics.map(\.element.1), scope: checker.scope,
        included: checker.included, accounts: checker.reached)
}

/// Walks the tree once, in order, keeping what is known at each point.
struct Checker {
    let catalog: Catalog
    let options: CheckOptions
    var scope: Scope
    /// The text that the spans at hand count in.
    var place: Place
    /// What is wrong, each with the place in the script itself under which it is told.
    private(set) var findings: [(anchor: Int, Diagnostic)] = []
    private var reported: Set<Diagnostic> = []
    /// The names that are missing.
    private var missing: Set<String> = []
    /// How many errors have been found, and how many remarks that are none.
    private var counts: [Bool: Int] = [:]
    /// Whether the right side of a comparison is being checked.
    var isComparedWith = false
    /// Whether a statement is being checked that is planned only.
    var isPlanned = false
    /// The accounts that statements need.
    private(set) var reached: Set<String> = []
    /// What is known at the place that a `Statement.marksCursor` marks.
    private(set) var scopeAtCursor: Scope?
    /// The blocks that are open, innermost last.
    var frames: [Frame] = []
    /// Which names are read somewhere.
    var usage = Usage()
    /// The commands that have been checked, each with what it was called with.
    var checkedCalls: [CallContext: CheckedCall] = [:]
    /// The commands that are being checked, outermost first.
    var openCalls: [OpenCall] = []
    /// The files that have been included.
    var included: [String: Source] = [:]
    /// The included files that are being checked, outermost first.
    var openFiles: [String] = []
    /// The script's own name.
    let mainName: String
    /// The commands that are called somewhere in the script or in a file that it includes.
    var callees: Set<String>
    /// Whether a command is being checked that nothing calls, so that the account in use is not known.
    var isAccountUnknown = false
    /// The commands that have been defined, each with the place under which it is told what is wrong with it.
    var uncalled: [(Scope.Command, anchor: Int?)] = []
    /// Where the parameters are declared.
    var parameters: Set<String> = []
    /// The names of the parameters and commands that the text itself declares; a prompt's line may declare others anew.
    var declared: Set<String> = []
    /// How many `include` statements have been followed.
    var inclusions = 0

    /// How many names have been compared with misspelt ones.
    private var comparisons = 0
    private static let comparisonLimit = 200_000
    /// What checking the bodies of commands has taken, in names hidden from them.
    var bodyWork = 0
    /// Whether that was too much.
    var hasTooManyCalls = false
    /// Commands that call each other can be called in more ways than could ever be checked.
    static let bodyWorkLimit = 2_000_000
    private static let statementWork = 20

    init(tree: Tree, catalog: Catalog, scope: Scope, options: CheckOptions) {
        self.catalog = catalog
        self.options = options
        self.scope = scope
        place = Place(tree: tree, file: nil, anchor: nil)
        mainName = tree.source.name
        callees = tree.statements.callees
    }

    /// What the account in use can do.
    var provider: ProviderSignature? {
        catalog.accounts[scope.account]
    }

    func text(of span: Span) -> String {
        place.source.text(of: span)
    }

    // MARK: Reporting

    mutating func report(_ diagnostic: Diagnostic) {
        let located = place.file.map(diagnostic.located) ?? diagnostic
        let isError = diagnostic.severity == .error
        let known = counts[isError, default: 0]
        guard known <= Limits.mistakes, reported.insert(located).inserted else { return }
        counts[isError] = known + 1
        if known == Limits.mistakes, let span = diagnostic.span {
            let last = Diagnostic.tooManyMistakes(Limits.mistakes, severity: diagnostic.severity, at: span)
            findings.append((place.anchor ?? span.start, place.file.map(last.located) ?? last))
            return
        }
        findings.append((place.anchor ?? diagnostic.span?.start ?? 0, withCall(located)))
    }

    /// Reports that a name is missing, unless a statement that could not be read speaks of it; once for each name.
    mutating func reportMissing(_ name: String, _ diagnostic: Diagnostic, at span: Span) {
        let isNew = missing.insert(name).inserted
        if isNew, !place.losses.mayHaveSet(name, before: span.start) { report(diagnostic) }
    }

    /// Reports that there is no row or no outcome, unless a statement that could not be read may have brought it.
    mutating func reportIfDoingIsCertain(_ diagnostic: Diagnostic, at span: Span) {
        if !place.losses.mayHaveDone(since: 0, before: span.start) { report(diagnostic) }
    }

    /// Reports what is only certain if every statement since the rows were found could be read that may do something to them.
    mutating func reportIfRowsAreCertain(_ diagnostic: Diagnostic, at span: Span) {
        if !place.losses.mayHaveDone(since: place.lastFinding, before: span.start) { report(diagnostic) }
    }

    mutating func noteFinding(at span: Span) {
        place.lastFinding = span.start
    }

    /// Reports each name that the script sets and never reads.
    mutating func reportUnusedNames() {
        for declaration in usage.unread {
            place.file = declaration.file
            place.anchor = declaration.file == nil ? nil : .max
            report(.unusedName(declaration.name, declaration.kind, at: declaration.span))
        }
    }

    /// Names to look for the nearest one among; none where that has taken too long already.
    mutating func candidates(_ names: (Scope) -> [String]) -> [String] {
        guard comparisons < Self.comparisonLimit else { return [] }
        let names = names(scope)
        comparisons += names.count
        return names
    }

    // MARK: Statements

    mutating func statements(_ statements: [Statement]) -> [Program.Statement] {
        if !openCalls.isEmpty { bodyWork += Self.statementWork * statements.count }
        return statements.compactMap { statement in
            if statement.marksCursor {
                scopeAtCursor = scopeAtCursor ?? scope
                return nil
            }
            return kind(of: statement).map { Program.Statement(kind: $0, span: statement.span) }
        }
    }

    mutating func kind(of statement: Statement) -> Program.Kind? {
        let span = statement.span
        note(statement)
        switch statement.kind {
        case .edition(let edition): return check(edition, at: span)
        case .param(let param): return check(param, at: span)
        case .budget(let budget): return check(budget, at: span)
        case .use(let use): return check(use)
        case .let(let binding): return check(binding)
        case .if(let branches): return check(branches)
        case .for(let loop): return check(loop)
        case .define(let definition): return check(definition)
        case .call(let call): return check(call, at: span)
        case .include(let include): return check(include, at: span)
        case .try(let attempt): return check(attempt)
        case .stop: return .stop
        case .fail(let message): return expression(message).map { .fail($0.node) }
        case .wait(let duration): return typed(duration, as: .duration).map { .wait($0) }
        case .print(let print): return check(print)
        case .expect(let expect): return check(expect)
        case .step(let step): return check(step)
        case .rows(let rows): return check(rows, at: span)
        case .suppress(let suppress): return check(suppress, at: span)
        case .makeList(let makeList): return check(makeList, at: span)
        case .add(let add): return check(add, at: span)
        case .save(let save): return check(save, at: span)
        case .update(let update): return check(update, at: span)
        case .remove(let remove): return check(remove, at: span)
        case .deleteList(let list): return checkDeletion(of: list, at: span)
        case .show(let show): return check(show, at: span)
        case .showLists: return .showLists
        case .count(let count): return check(count, at: span)
        case .describe(let set): return checkDescription(of: set, at: span)
        case .summarize(let summarize): return check(summarize, at: span)
        case .export(let export): return check(export, at: span)
        case .refresh: return .refresh
        case .plan(let planned): return check(planned: planned)
        case .explain(let code): return checkExplanation(of: code)
        case .help(let help): return .help(topic: help.topic?.text)
        }
    }

    /// Keeps in mind what a statement means for those behind it, and whether it may stand at all.
    private mutating func note(_ statement: Statement) {
        switch statement.kind {
        case .edition, .param, .budget: return
        case .makeList: noteWriting(to: scope.account, at: statement.span)
        case .add(let add): noteWriting(to: account(behind: add.list), at: statement.span)
        case .save(let save): noteWriting(to: account(behind: save.list), at: statement.span)
        case .update: noteWriting(to: scope.account, at: statement.span)
        case .remove(let remove): noteWriting(to: account(behind: remove.list), at: statement.span)
        case .deleteList(let list): noteWriting(to: account(behind: list), at: statement.span)
        case .showLists: reach(scope.account, at: statement.span)
        case .use, .let, .if, .for, .define, .call, .include, .try, .stop, .fail, .wait, .print, .expect, .step, .rows,
            .suppress, .show, .count, .describe, .summarize, .export, .refresh, .plan, .explain,
            .help:
            break
        }
        scope.allowsDeclarations = false
    }

    /// Reports a statement that writes where nothing may be written.
    private mutating func noteWriting(to account: String, at span: Span) {
        reach(account, at: span)
        if isPlanned { return }
        if options.isReadOnly {
            report(.writeWhileReadOnly(at: span))
        } else if catalog.readOnlyAccounts.contains(account), !isAccountUnknown {
            report(.writeToReadOnlyAccount(account, at: span))
        }
    }

    /// The account that a list is at; a name that is none is reported where the list is checked.
    private func account(behind list: ListReference?) -> String {
        list?.account.flatMap { catalog.accounts(named: $0.text).first } ?? scope.account
    }

    /// Notes that a statement needs an account, where it is known which.
    mutating func reach(_ account: String, at span: Span) {
        if isAccountUnknown { return }
        if catalog.accounts[account] == nil, let meant = catalog.aliases[account] {
            reportChoice(of: account, among: meant, at: span)
        } else {
            reached.insert(account)
        }
    }

    /// Reports that nobody can say which account a service's name means; once, since every further statement would say the same.
    mutating func reportChoice(of name: String, among accounts: [String], at span: Span) {
        if reached.insert(name.lowercased()).inserted { report(.severalAccounts(name, accounts, at: span)) }
    }
}

/// The text that is being checked.
struct Place {
    var source: Source
    /// The included file; nil for the script itself.
    var file: String?
    /// Where in the script itself this text was asked for; nil in the script itself.
    var anchor: Int?
    /// The statements that could not be read.
    var losses: Losses

    /// Where the statement stands that `it` was last found by; what was lost before it says nothing about the rows.
    var lastFinding = 0

    init(tree: Tree, file: String?, anchor: Int?) {
        source = tree.source
        self.file = file
        self.anchor = anchor
        losses = Losses(in: tree)
    }
}
