import LeadDiagnostics
import LeadModel
import LeadReport
import LeadRuntime
import LeadSemantics
import LeadSyntax
import LeadTerminal

/// What is shown and asked before a line runs.
extension Prompt {
    /// Says what a line would do, and asks whether it shall where it changes something.
    ///
    /// Without `.plan on` only those lines are planned that delete a list, or may write more rows than a statement writes
    /// without a number. A deletion asks for the list's name by itself, and is not asked for twice.
    mutating func agrees(to program: Program, in source: Source) async -> Bool {
        let isPlanning = switches.contains(.plan)
        let mayWriteMany = session.mayWrite(moreThan: RowLimits.written, program)
        let deletes = !program.deletions.isEmpty
        guard isPlanning || mayWriteMany || deletes else { return true }
        guard let planned = await plan(program, in: source) else {
            terminal.write("interrupted: the call under way was left behind; nothing is run\n")
            return false
        }
        let most = planned.plan.rows.upper ?? .max
        let writesMany = mayWriteMany && most > RowLimits.written
        if let failure = planned.failure {
            // What the plan would have said, the run says by itself; but it must not write many rows before that.
            guard isPlanning || writesMany || failure.kind == .interrupted else { return true }
            show([failure.diagnostic.ofPlan], in: source)
            return false
        }
        session.reuse(planned, onlySearches: true)
        guard isPlanning || writesMany || deletes else { return true }
        guard planned.plan.calls != .zero || planned.plan.leavesSomething else { return true }
        guard planned.plan.leavesSomething else {
            // The rows come next; what they cost is all that is worth a line.
            if isPlanning { terminal.write("only reads: \(PlanText(planned.plan).calls)\n") }
            return true
        }
        terminal.write(PlanText(planned.plan).text(width: terminal.width))
        if program.isDeletion || !isPlanning && !writesMany { return true }
        return await isTold()
    }

    private func plan(_ program: Program, in source: Source) async -> Planned? {
        await interruptible { [session, sources] _ in
            await session.plan(program) { file in file.map { sources[$0] } ?? source }
        }
    }

    private func isTold() async -> Bool {
        if surroundings.isAlone {
            terminal.write("not run: nothing may be asked under LEAD_NO_INPUT\n")
            return false
        }
        switch await terminal.readAnswer(prompt: "run it? [y/N] ") {
        case .line(let answer) where ["y", "yes"].contains(answer.trimmed.lowercased()): return true
        case .line, .interrupted, .edit: terminal.write("not run\n")
        // Ctrl-D ends no line by itself.
        case .end: terminal.write("\nnot run\n")
        }
        return false
    }
}

extension Program {
    /// Whether it deletes a list, and does nothing else.
    fileprivate var isDeletion: Bool {
        guard statements.count == 1, case .deleteList? = statements.first?.kind else { return false }
        return true
    }
}
