import LeadModel
import LeadSemantics
import LeadSyntax

/// What a run may spend, and what it has spent.
struct Budget: Sendable {
    /// The most calls; nil for no cap.
    var calls: Int?
    /// The most rows that are written.
    var rows: Int?
    /// What counts the calls at the providers.
    var meter: CallMeter?
    /// How many rows have been sent so far.
    private(set) var rowsSent = 0

    mutating func note(rows: Int) {
        rowsSent += rows
    }

    /// Takes over what a line at the prompt has sent that failed later.
    mutating func noteSpending(of other: Budget) {
        rowsSent = other.rowsSent
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
        if let planning {
            for cap in caps {
                let amount = try await capAmount(cap)
                planning.note(cap: cap.unit.rawValue, at: amount)
                guard planning.purpose == .checking, cap.unit == .calls else { continue }
                let meter = CallMeter(cap: amount, made: 0)
                budget.meter = meter
                for account in accounts.values { account.meter(by: meter) }
            }
            return
        }
        // At a prompt a second budget takes the place of the first.
        (budget.calls, budget.rows, budget.meter) = (nil, nil, nil)
        defer { meterCalls() }
        for cap in caps {
            let amount = try await capAmount(cap)
            switch cap.unit {
            case .calls:
                budget.calls = amount
                budget.meter = CallMeter(cap: amount, made: calls)
            case .rows: budget.rows = amount
            case .credits: continue
            }
        }
    }

    private mutating func capAmount(_ cap: Program.Cap) async throws(StatementFailure) -> Int {
        let amount = try await wholeNumber(cap.amount)
        guard amount >= 0 else {
            throw .wrongValue("a budget of \(amount) \(cap.unit.rawValue) allows nothing", help: "count from 0")
        }
        return amount
    }

    /// Lets the providers ask this session's meter.
    func meterCalls() {
        for account in accounts.values { account.meter(by: budget.meter) }
    }

    /// Refuses what would pass the budget, before it is sent.
    func allow(calls needed: Int = 1, rows: Int = 0) throws(StatementFailure) {
        // A plan goes on past a budget, so that it can say what would do.
        if planning != nil { return }
        if let excess = budget.excess(calls: needed, made: calls, rows: rows) { throw .overBudget(excess) }
    }
}
