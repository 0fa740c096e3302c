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
        var commands: Set<String> = []
        Self.collect(from: statements, in: nil, &commands) { if seen.insert($0).inserted { found.append($0) } }
        return found
    }

    /// - Parameter commands: The commands that have been looked at: each deletes in the same places whoever calls it.
    private static func collect(
        from statements: [Statement], in file: String?, _ commands: inout Set<String>, _ note: (Deletion) -> Void
    ) {
        for statement in statements {
            switch statement.kind {
            case .deleteList: note(Deletion(span: statement.span, file: file))
            case .if(let branches, let otherwise):
                for block in branches.map(\.body) + [otherwise].compactMap(\.self) {
                    collect(from: block.statements, in: file, &commands, note)
                }
            case .for(_, _, let body), .step(_, let body): collect(from: body.statements, in: file, &commands, note)
            case .try(let body, let otherwise):
                collect(from: body.statements, in: file, &commands, note)
                collect(from: otherwise.statements, in: file, &commands, note)
            case .call(let call) where commands.insert(call.name).inserted:
                collect(from: call.body.statements, in: call.file, &commands, note)
            case .include(let file, let statements): collect(from: statements, in: file, &commands, note)
            case .call, .use, .param, .budget, .let, .print, .expect, .stop, .fail, .wait, .rows, .suppress, .makeList, .add,
                .save, .update, .remove, .show, .showLists, .count, .describe, .summarize, .export, .refresh, .plan,
                .explain, .help:
                continue
            }
        }
    }
}
