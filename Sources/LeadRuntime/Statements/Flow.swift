import LeadDiagnostics
import LeadModel
import LeadPlanner
import LeadSemantics

/// `if`, `for`, `try`, commands of the user's own, included files and `wait`.
extension Session {
    mutating func choose(_ branches: [Program.Branch], _ otherwise: Program.Block?) async throws(StatementFailure) {
        for branch in branches where try await holds(branch.condition) {
            try await run(branch.body)
            return
        }
        if let otherwise { try await run(otherwise) }
    }

    /// Whether a condition holds; in a plan one that only the run can know does both, one after the other.
    private mutating func holds(_ condition: TypedExpression) async throws(StatementFailure) -> Bool {
        do {
            return try await evaluate(condition) == .bool(true)
        } catch .unforeseen(let reason) {
            guard let planning else { throw .unforeseen(reason) }
            return try planning.decides(on: reason)
        }
    }

    /// Runs a block: the names first set inside end with it, and the account is given back.
    mutating func run(_ block: Program.Block) async throws(StatementFailure) {
        let account = self.account
        defer { self.account = account }
        try await run(part: block)
    }

    /// Runs a block that leaves the account as it is.
    mutating func run(part block: Program.Block) async throws(StatementFailure) {
        defer {
            for name in block.locals {
                variables[name] = nil
                sets[name] = nil
            }
        }
        do {
            try await run(block.statements)
        } catch {
            throw .explained(error)
        }
    }

    // MARK: for

    mutating func loop(_ name: String, over source: Program.Loop, _ body: Program.Block) async throws(StatementFailure) {
        let outer = it
        switch source {
        case .values(let list):
            let values = try await evaluate(list).items
            let taken = taken(name)
            defer { give(back: taken) }
            for value in values { try await pass(name, value, body, it: outer) }
        case .range(let lower, let upper):
            let bounds = (try await wholeNumber(lower), try await wholeNumber(upper))
            guard bounds.0 < bounds.1 else { return }
            let taken = taken(name)
            defer { give(back: taken) }
            for number in bounds.0..<bounds.1 { try await pass(name, .number(Double(number)), body, it: outer) }
        case .rows(let set): try await loop(name, over: set, body)
        }
    }

    /// A number of a range, or of a budget.
    mutating func wholeNumber(_ expression: TypedExpression) async throws(StatementFailure) -> Int {
        let value = try await evaluate(expression)
        guard case .number(let number) = value, abs(number) <= 1e12, let whole = Int(exactly: number) else {
            throw .wrongValue("`\(value.description)` is no whole number", help: "write one such as 3 or 100")
        }
        return whole
    }

    private mutating func pass(
        _ name: String, _ value: Value, _ body: Program.Block, it: Recipe?
    ) async throws(StatementFailure) {
        try checkInterrupt()
        variables[name] = value
        self.it = it
        defer { self.it = it }
        try await run(body)
    }

    private mutating func loop(
        _ name: String, over set: Program.SetReference, _ body: Program.Block
    ) async throws(StatementFailure) {
        let recipe = try self.recipe(of: set)
        let found = try await take(recipe)
        tell(found, of: recipe)
        let outer = (taken: taken(name), it: it)
        rowNames.insert(name)
        let names = found.rows.fields.map { (field: $0, variable: "\(name).\($0)") }
        defer {
            give(back: outer.taken)
            it = outer.it
        }
        for row in 0..<found.rows.count {
            for name in names { variables[name.variable] = found.rows[name.field, row] }
            it = outer.it
            try await run(body)
        }
    }

    // MARK: Names that mean something else for a while

    /// What a name stood for.
    private struct Taken {
        let name: String
        let variable: Value?
        let set: Recipe?
        /// The fields of the row that it was; nil where it was none.
        let row: [String: Value]?
        /// Whether only the run can know its value.
        let isUnforeseen: Bool
    }

    /// Takes a name's meaning away.
    private mutating func taken(_ name: String) -> Taken {
        var row: [String: Value]?
        if rowNames.remove(name) != nil {
            row = variables.filter { $0.key.hasPrefix(name + ".") }
            for field in row?.keys.map(\.self) ?? [] { variables[field] = nil }
        }
        defer { (variables[name], sets[name]) = (nil, nil) }
        let isUnforeseen = unforeseen.remove(name) != nil
        return Taken(name: name, variable: variables[name], set: sets[name], row: row, isUnforeseen: isUnforeseen)
    }

    private mutating func give(back taken: Taken) {
        _ = self.taken(taken.name)
        (variables[taken.name], sets[taken.name]) = (taken.variable, taken.set)
        if taken.isUnforeseen { unforeseen.insert(taken.name) }
        guard let row = taken.row else { return }
        rowNames.insert(taken.name)
        variables.merge(row) { _, field in field }
    }

    // MARK: Commands and files

    mutating func perform(_ call: Program.Call) async throws(StatementFailure) {
        var values: [(name: String, value: Value)] = []
        for argument in call.arguments { values.append((argument.name, try await evaluate(argument.value))) }
        let outer = Set(values.map(\.name) + call.hidden).map { taken($0) }
        let (outerFile, outerRows) = (file, it)
        file = call.file
        for (name, value) in values { variables[name] = value }
        defer {
            for taken in outer { give(back: taken) }
            (file, it) = (outerFile, outerRows)
        }
        try await run(call.body)
    }

    mutating func include(_ statements: [Program.Statement], of file: String) async throws(StatementFailure) {
        let outer = (file: self.file, it: it, account: account)
        self.file = file
        defer { (self.file, it, account) = outer }
        do {
            try await run(statements)
        } catch {
            throw .explained(error)
        }
    }

    // MARK: try, wait

    /// Runs a block, and another one if the first fails; what a script must not go on after is not caught.
    mutating func attempt(_ body: Program.Block, _ otherwise: Program.Block) async throws(StatementFailure) {
        if offline != nil, let planning, try !planning.decides(on: "whether the lines of `try` fail") {
            try await imagineFailing(body)
            return try await run(otherwise)
        }
        do {
            try await run(body)
        } catch .explained(let failure) where failure.isCatchable {
            let outer = caught
            caught = failure
            events.receive(.caught(failure.diagnostic.message))
            defer { caught = outer }
            try await run(otherwise)
        }
    }

    mutating func wait(_ duration: TypedExpression) async throws(StatementFailure) {
        guard case .duration(let seconds) = try await evaluate(duration), seconds >= 0 else {
            throw .wrongValue("this is no duration", help: "write `wait 30s` or `wait 5 minutes`")
        }
        events.receive(.waiting(seconds: seconds))
        try endCheck(because: "what the services hold after the `wait`")
        forgetPlans()
        if await !surroundings.pause(seconds) { throw .interrupted }
    }
}

extension Value {
    /// The items of a list; none for no value, the value itself for any other.
    var items: [Value] {
        switch self {
        case .empty: []
        case .list(let values): values
        case .bool, .number, .text, .date, .duration, .band: [self]
        }
    }
}

extension RunFailure {
    /// Whether `try` catches it: not a call in doubt, a budget, missing credits or credentials, an interrupt, an `expect`.
    var isCatchable: Bool {
        [.failed, .exhausted].contains(kind) && ![.inDoubt, .planOutdated, .notRecorded].contains(diagnostic.code)
            && status != 402
    }
}
