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
        Self.collect(from: statements, in: nil) { if seen.insert($0).inserted { found.append($0) } }
        return found
    }

    private static func collect(from statements: [Statement], in file: String?, _ note: (Deletion) -> Void) {
        for statement in statements {
            switch statement.kind {
            case .deleteList: note(Deletion(span: statement.span, file: file))
            case .if(let branches, let otherwise):
                for block in branches.map(\.body) + [otherwise].compactMap(\.self) {
                    collect(from: block.statements, in: file, note)
                }
            case .for(_, _, let body), .step(_, let body): collect(from: body.statements, in: file, note)
            case .try(let body, let otherwise):
                collect(from: body.statements, in: file, note)
                collect(from: otherwise.statements, in: file, note)
            case .call(let call): collect(from: call.body.statements, in: call.file, note)
            case .include(let file, let statements): collect(from: statements, in: file, note)
            case .use, .param, .budget, .let, .print, .expect, .stop, .fail, .wait, .rows, .suppress, .makeList, .add, .save,
                .update, .remove, .show, .showLists, .count, .describe, .summarize, .export, .refresh, .help:
                continue
            }
        }
    }
}
