public import LeadModel
import LeadPlanner
public import LeadSemantics

/// What a run takes from its surroundings; nothing in the runtime reads a clock or a file by itself.
public struct Surroundings: Sendable {
    /// The day on which the run began, as `YYYY-MM-DD`.
    public let time: RunTime
    /// The most rows that a statement with an open end writes.
    public let maxRowsWritten: Int
    /// The most rows that are read in search of matching ones.
    public let maxRowsRead: Int
    /// Writes a file whole, or not at all; gives back why it could not.
    public let writeFile: @Sendable (_ path: String, _ bytes: [UInt8]) -> String?

    /// Describes the surroundings.
    public init(
        today: String, maxRowsWritten: Int = 1000, maxRowsRead: Int = 10_000,
        writeFile: @escaping @Sendable (String, [UInt8]) -> String?
    ) {
        self.today = today
        self.maxRowsWritten = maxRowsWritten
        self.maxRowsRead = maxRowsRead
        self.writeFile = writeFile
    }
}

/// The state of a run: variables, sets, `it`, the rows read so far.
///
/// A value: a prompt runs a line on a copy and keeps the copy only if the line succeeds.
public struct Session: Sendable {
    let accounts: [String: any Provider]
    let surroundings: Surroundings
    let events: any EventSink
    var account: String
    var variables: [String: Value]
    var sets: [String: Recipe] = [:]
    var it: Recipe?
    var pages: [PageSource: FetchedRows] = [:]
    var totals: [PageSource: Int] = [:]
    var lists: [String: [ListSummary]] = [:]
    /// How many writes have been made: lists and contacts opened after one are read anew, those opened before keep their rows.
    var writes = 0
    /// The sets whose echo has been told; a second use of the same rows says nothing new.
    private var told: Set<Recipe> = []
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

    /// Runs a program, statement by statement, up to its end or the first that fails.
    public mutating func run(_ program: Program) async throws(RunFailure) {
        for statement in program.statements { try await run(statement) }
    }

    private mutating func run(_ statement: Program.Statement) async throws(RunFailure) {
        do {
            try checkInterrupt()
            callsBefore = calls
            try await execute(statement)
        } catch {
            throw error.explained(at: statement.span)
        }
    }

    private mutating func execute(_ statement: Program.Statement) async throws(StatementFailure) {
        switch statement.kind {
        case .use(let account): self.account = account
        case .param(let parameter): try declare(parameter)
        case .let(let name, let value):
            variables[name] = try evaluate(value)
            sets[name] = nil
        case .print(let values): try speak(values)
        case .expect(let condition, let message): try expect(condition, message)
        case .step(let name, let body, let locals): try await step(name, body, locals)
        case .rows(let rows): try await define(rows)
        case .makeList(let makeList): try await make(makeList)
        case .add(let set, let list): try await add(set, to: list)
        case .save(let set, let list, let allowsNoKey): try await save(set, to: list, allowsNoKey: allowsNoKey)
        case .show(let set, let places, let columns): try await show(set, places, columns)
        case .count(let set): try await count(set)
        case .export(let set, let file, let columns): try await export(set, file, columns)
        }
    }

    private mutating func step(
        _ name: TypedExpression, _ body: [Program.Statement], _ locals: [String]
    ) async throws(StatementFailure) {
        events.receive(.stepBegan(try evaluate(name).description))
        for statement in body {
            do {
                try await run(statement)
            } catch {
                throw .explained(error)
            }
        }
        for name in locals { variables[name] = nil }
    }

    // MARK: Values

    /// The expression with variables and the outcome's fields replaced by their values.
    func bound(_ expression: TypedExpression) throws(StatementFailure) -> TypedExpression {
        try expression.mapped { part throws(StatementFailure) -> TypedExpression? in
            switch part {
            case .variable(let name):
                guard let value = variables[name] else {
                    throw .wrongValue("`\(name)` has no value", help: "set it before this line")
                }
                return .constant(value)
            case .outcome(let field):
                guard let outcome else { throw .noOutcome }
                return outcome[field].map(TypedExpression.constant)
            case .constant, .field, .text, .call, .list, .chain, .comparison, .isEmpty, .between, .not, .all, .any: return nil
            }
        }
    }

    /// The value of an expression that needs no row.
    func evaluate(_ expression: TypedExpression) throws(StatementFailure) -> Value {
        let expression = try bound(expression)
        do {
            return try expression.value(time: surroundings.time)
        } catch {
            throw StatementFailure(error)
        }
    }

    /// A condition ready to be tested on rows: its parts that need no row are values.
    func condition(_ expression: TypedExpression) throws(StatementFailure) -> TypedExpression {
        let expression = try bound(expression)
        do {
            return try expression.mapped { part throws(EvaluationFailure) -> TypedExpression? in
                if case .comparison(let node) = part, let field = node.left.closedField, node.right.isRowIndependent {
                    return .comparison(try node.canonical(for: field, time: surroundings.time))
                }
                guard part.isRowIndependent else { return nil }
                return .constant(try part.value(time: surroundings.time))
            }
        } catch {
            throw StatementFailure(error)
        }
    }

    /// Says what the steps that narrow a set took: once for each set, and only where every row of it was seen.
    mutating func tell(_ taken: TakenRows, of recipe: Recipe) {
        guard taken.isComplete, told.insert(recipe).inserted else { return }
        for echo in taken.echoes { events.receive(.took(echo)) }
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
        writes += 1
    }

    /// Takes over from a session whose last line failed what must not be lost with it: that it has written.
    public mutating func noteWrites(of failed: Session) {
        writes = failed.writes
        lists = [:]
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
