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
}

/// Resolves every name in `tree` and checks every type, given what `scope` knows already.
///
/// Nothing is read and nothing is sent. Where the form of a statement is wrong already, what follows from that is not
/// reported a second time.
public func check(_ tree: Tree, in catalog: Catalog, scope: Scope) -> Checked {
    var checker = Checker(tree: tree, catalog: catalog, scope: scope)
    let statements = checker.statements(tree.statements)
    let diagnostics = (tree.diagnostics + checker.diagnostics).enumerated().sorted {
        ($0.element.span?.start ?? 0, $0.offset) < ($1.element.span?.start ?? 0, $1.offset)
    }
    return Checked(program: Program(statements: statements), diagnostics: diagnostics.map(\.element), scope: checker.scope)
}

/// Walks the tree once, in order, keeping what is known at each point.
struct Checker {
    let source: Source
    let catalog: Catalog
    var scope: Scope
    private(set) var diagnostics: [Diagnostic] = []
    /// Whether the right side of a comparison is being checked.
    var isComparedWith = false
    /// Where statements could not be read: behind them, missing names and rows prove nothing.
    private let losses: [Int]
    /// Where the statement stands that `it` was last found by; what was lost before it says nothing about the rows.
    private var lastFinding = 0
    /// The names first set inside the blocks that are open, innermost last.
    private var localNames: [[String]] = []

    init(tree: Tree, catalog: Catalog, scope: Scope) {
        source = tree.source
        self.catalog = catalog
        self.scope = scope
        losses = tree.diagnostics.filter { $0.severity == .error }.compactMap(\.span?.start).sorted()
    }

    mutating func report(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
    }

    /// Reports what is only certain if everything before it could be read.
    mutating func reportIfCertain(_ diagnostic: Diagnostic, at span: Span) {
        if losses.first.map({ span.start < $0 }) ?? true { report(diagnostic) }
    }

    /// Reports what is only certain if everything since the rows were found could be read.
    mutating func reportIfRowsAreCertain(_ diagnostic: Diagnostic, at span: Span) {
        if !losses.contains(where: { (lastFinding..<max(lastFinding, span.start)).contains($0) }) { report(diagnostic) }
    }

    mutating func noteFinding(at span: Span) {
        lastFinding = span.start
    }

    /// What the account in use can do.
    var provider: ProviderSignature? {
        catalog.accounts[scope.account]
    }

    func text(of span: Span) -> String {
        source.text(of: span)
    }

    // MARK: Statements

    mutating func statements(_ statements: [Statement]) -> [Program.Statement] {
        statements.compactMap { statement in
            kind(of: statement).map { Program.Statement(kind: $0, span: statement.span) }
        }
    }

    private mutating func kind(of statement: Statement) -> Program.Kind? {
        if case .param = statement.kind {} else { scope.allowsDeclarations = false }
        switch statement.kind {
        case .use(let use): return check(use)
        case .param(let param): return check(param, at: statement.span)
        case .let(let binding): return check(binding)
        case .print(let print): return check(print)
        case .expect(let expect): return check(expect)
        case .step(let step): return check(step)
        case .rows(let rows): return check(rows, at: statement.span)
        case .makeList(let makeList): return check(makeList, at: statement.span)
        case .add(let add): return check(add, at: statement.span)
        case .save(let save): return check(save, at: statement.span)
        case .show(let show): return check(show, at: statement.span)
        case .count(let count): return check(count, at: statement.span)
        case .export(let export): return check(export, at: statement.span)
        }
    }

    // MARK: Names

    /// Runs `body` in a block of its own: variables first set inside end with it.
    mutating func inBlock<Result>(_ body: (inout Checker) -> Result) -> (result: Result, locals: [String]) {
        localNames.append([])
        let result = body(&self)
        let locals = localNames.popLast() ?? []
        for name in locals { scope.variables[name] = nil }
        return (result, locals)
    }

    mutating func declare(_ name: Name, as type: ValueType) {
        if scope.variables[name.text] == nil, !localNames.isEmpty { localNames[localNames.count - 1].append(name.text) }
        scope.variables[name.text] = type
        scope.sets[name.text] = nil
    }
}
