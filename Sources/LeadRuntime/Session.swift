public import LeadModel
import LeadPlanner
public import LeadSemantics

/// The state of a run: variables, sets, `it`, the rows read so far.
///
/// A value: a prompt runs a line on a copy and keeps the copy only if the line succeeds.
public struct Session: Sendable {
    var accounts: [String: any Provider]
    var surroundings: Surroundings
    /// What it tells of what happens.
    public var events: any EventSink
    /// Where a plan is written down; nil in a run.
    var planning: PlanRecorder?
    /// What a plan has read so far, by account; empty in a run.
    var memories: [String: PlanMemory] = [:]
    /// What the run will have read by now; nil in a run, and in a plan that reads.
    var offline: OfflineReads?
    /// The variables whose values only the run can know.
    var unforeseen: Set<String> = []
    var account: String
    var variables: [String: Value]
    /// The variables that hold the default of a parameter.
    var defaulted: Set<String> = []
    var sets: [String: Recipe] = [:]
    var it: Recipe?
    var pages: [PageSource: FetchedRows] = [:]
    var totals: [PageSource: Int] = [:]
    /// The first rows of searches that were previewed, and are not all.
    var firstRows: [PageSource: Batch] = [:]
    /// The rows that were previewed last, and where they came from; the same ones are not shown again.
    var previewed: (origin: Recipe.Origin, rows: Batch)?
    var lists: [String: [ListSummary]] = [:]
    /// The accounts in which a list has other members than its entry said when the lists were read.
    var accountsWithChangedLists: Set<String> = []
    /// The contacts of each account, read once a run and kept up with what the run saves and changes.
    var contacts: [String: Batch] = [:]
    /// How many writes have been made: lists and contacts opened after one are read anew, those opened before keep their rows.
    var writes = 0
    /// The sets whose echo has been told; a second use of the same rows says nothing new.
    private var told: Set<Recipe> = []
    /// The rows of files.
    var loads: [LoadedRows] = []
    /// Who must not be written.
    var suppressions: [Suppression] = []
    /// What the run may spend.
    var budget = Budget()
    /// The variables of `for` that hold a row; a field of such a row that has no value is empty.
    var rowNames: Set<String> = []
    /// The failure that a `try` has caught last.
    var caught: RunFailure?
    /// The included file that the statements at hand stand in.
    var file: String?
    /// How many calls had been made before the statement at hand, so that its reads count as its own.
    var callsBefore = 0
    /// The outcome of the last doing statement.
    public internal(set) var outcome: Outcome?
    /// Whether a doing statement had to leave rows out.
    public internal(set) var hasFailedRows = false

    /// Begins a run.
    ///
    /// - Parameters:
    ///   - accounts: The providers by the names of their accounts.
    ///   - account: The account that is talked to before the first `use`.
    ///   - parameters: The values that the caller has set.
    public init(
        accounts: [String: any Provider], account: String, parameters: [String: Value] = [:], surroundings: Surroundings,
        events: any EventSink
    ) {
        self.accounts = accounts
        self.account = account
        self.surroundings = surroundings
        self.events = events
        variables = parameters
    }

    /// Runs a program, statement by statement, up to its end, a `stop`, or the first statement that fails.
    public mutating func run(_ program: Program) async throws(RunFailure) {
        do {
            try await run(program.statements)
        } catch  where error.kind == .stopped {
            return
        }
    }

    mutating func run(_ statements: [Program.Statement]) async throws(RunFailure) {
        for statement in statements {
            do {
                try checkInterrupt()
                callsBefore = calls
                guard let planning else {
                    try await execute(statement)
                    continue
                }
                planning.begin(statement.span, in: file, account: account)
                defer { planning.end() }
                try await plan(statement)
            } catch {
                throw error.explained(at: statement.span, in: file)
            }
        }
    }

    mutating func execute(_ statement: Program.Statement) async throws(StatementFailure) {
        // What fails before its first call must not be judged by the outcome of the statement before it.
        if statement.hasOutcome { outcome = nil }
        if offline != nil, try await imagine(statement) { return }
        switch statement.kind {
        case .use(let account): self.account = account
        case .param(let parameter): try await declare(parameter)
        case .budget(let caps): try await cap(caps)
        case .let(let name, let value):
            unforeseen.remove(name)
            defaulted.remove(name)
            variables[name] = try await evaluate(value)
            sets[name] = nil
        case .print(let values): try await speak(values)
        case .expect(let condition, let message): try await expect(condition, message)
        case .if(let branches, let otherwise): try await choose(branches, otherwise)
        case .for(let name, let source, let body): try await loop(name, over: source, body)
        case .call(let call): try await perform(call)
        case .include(let file, let statements): try await include(statements, of: file)
        case .try(let body, let otherwise): try await attempt(body, otherwise)
        case .stop: throw .stopped
        case .fail(let message): throw .failed(try await evaluate(message).description)
        case .wait(let duration): try await wait(duration)
        case .step(let name, let body):
            events.receive(.stepBegan(try await evaluate(name).description))
            try await run(part: body)
        case .rows(let rows): try await define(rows)
        case .suppress(let suppression): try await suppress(suppression)
        case .makeList(let makeList): try await make(makeList)
        case .add(let set, let list): try await add(set, to: list)
        case .save(let set, let list, let allowsNoKey): try await save(set, to: list, allowsNoKey: allowsNoKey)
        case .update(let set, let fillsEmptyOnly): try await update(set, fillsEmptyOnly: fillsEmptyOnly)
        case .remove(let set, let list): try await remove(set, from: list)
        case .deleteList(let list): try await delete(list)
        case .show(let set, let places, let columns): try await show(set, places, columns)
        case .showLists: events.receive(.listed(try await listsWithMembers(), account: account))
        case .count(let set): events.receive(.counted(try await counted(set)))
        case .describe(let set): try await describe(set)
        case .summarize(let set, let fields): try await summarize(set, by: fields)
        case .export(let set, let file, let columns): try await export(set, file, columns)
        case .refresh:
            try endCheck(because: "what the services hold after `refresh`")
            forgetRows()
        case .plan(let statement, let source): try await tellPlan(of: statement, in: source)
        case .explain(let code): explain(code)
        case .help(let topic): help(topic)
        }
    }

    /// Says what the steps that narrow a set took: once for each set, and only where every row of it was seen.
    mutating func tell(_ taken: TakenRows, of recipe: Recipe) {
        guard taken.isComplete, told.insert(recipe).inserted else { return }
        // A set that grew out of one whose steps have been told tells the steps behind them.
        var known = recipe
        var new = 0
        while new < taken.echoes.count, known.refinements.popLast() != nil {
            new += 1
            if told.contains(known) { break }
        }
        for echo in taken.echoes.suffix(told.contains(known) ? new : taken.echoes.count) {
            if let echo { events.receive(.took(echo)) }
        }
    }

    // MARK: Providers

    /// How many calls all providers have made.
    var calls: Int {
        accounts.values.map(\.callsMade).reduce(0, +)
    }

    /// Forgets what was read from the services, so that the next statement sees what they hold now.
    ///
    /// For a prompt, between lines: other people change lists, and a line that failed may have changed them, too.
    public mutating func forgetLists() {
        lists = [:]
        contacts = [:]
        writes += 1
    }

    /// Forgets every row that was read from a service, so that later uses read it anew.
    mutating func forgetRows() {
        pages = [:]
        totals = [:]
        (firstRows, previewed) = ([:], nil)
        if let known = offline { offline = OfflineReads(knowsOutcome: known.knowsOutcome) }
        told = []
        forgetPlans()
        forgetLists()
    }

    /// Takes over from a session whose last line failed what must not be lost with it: that it has written.
    public mutating func noteWrites(of failed: Session) {
        writes = failed.writes
        budget.noteSpending(of: failed.budget)
        // A budget that the line has set ends with it.
        meterCalls()
        lists = [:]
        contacts = [:]
    }

    func provider(_ account: String) throws(StatementFailure) -> any Provider {
        guard let provider = accounts[account] else {
            throw .wrongValue("there is no account `\(account)`", help: "name one with `use`")
        }
        return provider
    }

    func checkInterrupt() throws(StatementFailure) {
        if Task.isCancelled { throw .interrupted }
    }
}

extension Program.Statement {
    /// Whether `outcome` tells of it.
    fileprivate var hasOutcome: Bool {
        switch kind {
        case .add, .save, .update, .remove: true
        case .use, .param, .budget, .let, .if, .for, .call, .include, .try, .stop, .fail, .wait, .print, .expect, .step, .rows,
            .suppress, .makeList, .deleteList, .show, .showLists, .count, .describe, .summarize, .export, .refresh,
            .plan, .explain, .help:
            false
        }
    }
}
