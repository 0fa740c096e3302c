import LeadModel
import LeadSemantics
import LeadSyntax

/// What a run may spend, and what it has spent.
struct Budget: Hashable, Sendable {
    /// The most calls; nil for no cap.
    var calls: Int?
    /// The most rows that are written.
    var rows: Int?
    /// How many rows have been sent so far.
    private(set) var rowsSent = 0

    mutating func note(rows: Int) {
        rowsSent += rows
    }

    /// What would pass a cap; nil where nothing would.
    func excess(calls: Int, made: Int, rows: Int) -> Excess? {
        if let cap = self.calls, made + calls > cap { return Excess(what: "calls", cap: cap, used: made, needed: calls) }
        if let cap = self.rows, rowsSent + rows > cap { return Excess(what: "rows", cap: cap, used: rowsSent, needed: rows) }
        return nil
    }

    /// A cap that would be passed.
    struct Excess: Hashable, Sendable {
        let what: String
        let cap: Int
        let used: Int
        let needed: Int
    }
}

extension Session {
    /// Caps what the run may spend.
    ///
    /// No call of this version costs credits, so that a cap on these always holds.
    mutating func cap(_ caps: [Program.Cap]) async throws(StatementFailure) {
        for cap in caps {
            let amount = try await wholeNumber(cap.amount)
            guard amount >= 0 else {
                throw .wrongValue("a budget of \(amount) \(cap.unit.rawValue) allows nothing", help: "count from 0")
            }
            switch cap.unit {
            case .calls:
                budget.calls = amount
                let accounts = accounts
                for account in accounts.values {
                    account.allowCalls { accounts.values.map(\.callsMade).reduce(0, +) < amount }
                }
            case .rows: budget.rows = amount
            case .credits: continue
            }
        }
    }

    /// Refuses what would pass the budget, before it is sent.
    func allow(calls needed: Int = 1, rows: Int = 0) throws(StatementFailure) {
        if let excess = budget.excess(calls: needed, made: calls, rows: rows) { throw .overBudget(excess) }
    }
}
