public import LeadDiagnostics

extension Program {
    /// A statement that somebody must agree to before anything runs.
    public struct Deletion: Hashable, Sendable {
        /// Where it stands.
        public let span: Span
        /// The included file that it stands in; nil for the script itself.
        public let file: String?
    }

    /// The places where lists are deleted, in blocks, commands and included files, too; each once.
    public var deletions: [Deletion] {
        var found: [Deletion] = []
        var seen: Set<Deletion> = []
        visit { statement, file in
            guard case .deleteList = statement.kind else { return }
            let deletion = Deletion(span: statement.span, file: file)
            if seen.insert(deletion).inserted { found.append(deletion) }
        }
        return found
    }

    /// Whether it adds rows to a list, saves or updates them, in blocks, commands and included files, too.
    public var writesRows: Bool {
        var writesRows = false
        visit { statement, _ in
            switch statement.kind {
            case .add, .save, .update: writesRows = true
            default: break
            }
        }
        return writesRows
    }

    /// Whether it has a budget, or takes all rows of something: bounds that its plan can be held against.
    public var isBounded: Bool {
        var isBounded = false
        visit { statement, _ in
            if case .budget = statement.kind { isBounded = true }
            if case .rows(let rows) = statement.kind, rows.refinements.contains(where: \.kind.takesAll) { isBounded = true }
        }
        return isBounded
    }

    /// Whether it may change what a service holds.
    public var mayWrite: Bool {
        var mayWrite = false
        visit { statement, _ in mayWrite = mayWrite || statement.kind.writes }
        return mayWrite
    }

    /// Whether the statement at `span` may change what a service holds; where none is known there, whether any may.
    public func mayWrite(at span: Span) -> Bool {
        var found: Statement?
        visit { statement, file in
            guard file == nil, statement.span.range.contains(span.start) else { return }
            if found.map({ statement.span.range.count < $0.span.range.count }) ?? true { found = statement }
        }
        guard let found, !found.kind.holdsOthers else { return mayWrite }
        return found.kind.writes
    }

    /// Goes over all statements that it may run, those in blocks, commands and included files, too.
    private func visit(_ note: (Statement, _ file: String?) -> Void) {
        var commands: Set<String> = []
        Self.visit(statements, in: nil, &commands, note)
    }

    /// - Parameter commands: The commands that have been looked at: each does the same whoever calls it.
    private static func visit(
        _ statements: [Statement], in file: String?, _ commands: inout Set<String>,
        _ note: (Statement, _ file: String?) -> Void
    ) {
        for statement in statements {
            note(statement, file)
            switch statement.kind {
            case .if(let branches, let otherwise):
                for block in branches.map(\.body) + [otherwise].compactMap(\.self) {
                    visit(block.statements, in: file, &commands, note)
                }
            case .for(_, _, let body), .step(_, let body): visit(body.statements, in: file, &commands, note)
            case .try(let body, let otherwise):
                visit(body.statements, in: file, &commands, note)
                visit(otherwise.statements, in: file, &commands, note)
            case .call(let call) where commands.insert(call.name).inserted:
                visit(call.body.statements, in: call.file, &commands, note)
            case .include(let file, let statements): visit(statements, in: file, &commands, note)
            case .call, .use, .param, .budget, .let, .print, .expect, .stop, .fail, .wait, .rows, .suppress, .makeList, .add,
                .save, .update, .remove, .deleteList, .show, .showLists, .count, .describe, .summarize, .export, .refresh, .plan,
                .explain, .help:
                continue
            }
        }
    }
}

extension Program.Kind {
    /// Whether it changes what a service holds by itself.
    fileprivate var writes: Bool {
        switch self {
        case .makeList, .add, .save, .update, .remove, .deleteList: true
        case .if, .for, .step, .try, .call, .include, .use, .param, .budget, .let, .print, .expect, .stop, .fail, .wait, .rows,
            .suppress, .show, .showLists, .count, .describe, .summarize, .export, .refresh, .plan, .explain, .help:
            false
        }
    }

    /// Whether it runs other statements.
    fileprivate var holdsOthers: Bool {
        switch self {
        case .if, .for, .step, .try, .call, .include: true
        case .makeList, .add, .save, .update, .remove, .deleteList, .use, .param, .budget, .let, .print, .expect, .stop, .fail,
            .wait, .rows, .suppress, .show, .showLists, .count, .describe, .summarize, .export, .refresh, .plan, .explain,
            .help:
            false
        }
    }
}

extension Program.Refinement.Kind {
    /// Whether this is `select all`.
    fileprivate var takesAll: Bool {
        if case .all = self { true } else { false }
    }
}
