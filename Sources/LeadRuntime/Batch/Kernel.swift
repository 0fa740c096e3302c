import LeadModel
import LeadPattern
import LeadSemantics
import LeadSyntax

/// Why an expression has no value.
struct EvaluationFailure: Error, Hashable, Sendable {
    let message: String
    let help: String
}

/// An expression made ready to be evaluated on whole columns.
///
/// Constants are folded and patterns compiled once; what is left for each row is a comparison.
struct Kernel: Sendable {
    /// Gives one value for each row of a batch.
    let values: @Sendable (Batch) throws(EvaluationFailure) -> [Value]

    /// Prepares `expression`, whose variables have been replaced by their values.
    init(_ expression: TypedExpression, time: RunTime) throws(EvaluationFailure) {
        values = try Self.compile(expression, time: time)
    }

    /// Whether the expression holds, row by row.
    func mask(_ batch: Batch) throws(EvaluationFailure) -> [Bool] {
        try values(batch).map { $0 == .bool(true) }
    }

    private typealias Column = @Sendable (Batch) throws(EvaluationFailure) -> [Value]

    private static func compile(_ expression: TypedExpression, time: RunTime) throws(EvaluationFailure) -> Column {
        switch expression {
        case .constant(let value): return { batch throws(EvaluationFailure) in Array(repeating: value, count: batch.count) }
        case .field(let name): return { batch throws(EvaluationFailure) in batch[name] }
        case .variable(let name), .outcome(let name), .failure(let name):
            throw EvaluationFailure(message: "`\(name)` has no value here", help: "set it before this line")
        case .count: throw EvaluationFailure(message: "the rows have not been counted", help: "count them before this line")
        case .text(let parts):
            return try row(parts, time: time) { .text($0.map(\.description).joined()) }
        case .list(let items):
            return try row(items, time: time) { .list($0) }
        case .call(let function, let arguments):
            return try row(arguments, time: time) { values throws(EvaluationFailure) in
                try function.apply(to: values, time: time)
            }
        case .chain(let first, let rest):
            let symbols = rest.map(\.symbol)
            return try row([first] + rest.map(\.operand), time: time) { values throws(EvaluationFailure) in
                var result = values[0]
                for (symbol, operand) in zip(symbols, values.dropFirst()) { result = try symbol.apply(result, operand) }
                return result
            }
        case .comparison(let node): return try comparison(node, time: time)
        case .isEmpty(let operand): return try row([operand], time: time) { .bool($0[0].isEmpty) }
        case .between(let operand, let lower, let upper):
            return try row([operand, lower, upper], time: time) {
                .bool($0[0].isOrdered(.greaterOrEqual, $0[1]) && $0[0].isOrdered(.lessOrEqual, $0[2]))
            }
        case .not(let operand): return try row([operand], time: time) { .bool($0[0] != .bool(true)) }
        case .all(let parts): return try logic(parts, deciding: false, time: time)
        case .any(let parts): return try logic(parts, deciding: true, time: time)
        }
    }

    /// Evaluates conditions from left to right, each only on the rows that those before it leave open.
    ///
    /// So `outcome.requested > 0 and outcome.added / outcome.requested > 0.5` never divides by 0.
    private static func logic(
        _ parts: [TypedExpression], deciding verdict: Bool, time: RunTime
    ) throws(EvaluationFailure) -> Column {
        var columns: [Column] = []
        for part in parts { columns.append(try compile(part, time: time)) }
        return { [columns] batch throws(EvaluationFailure) in
            var result = Array(repeating: Value.bool(!verdict), count: batch.count)
            var open = Array(0..<batch.count)
            for column in columns where !open.isEmpty {
                let values = try column(batch.rows(at: open))
                for (row, value) in zip(open, values) where (value == .bool(true)) == verdict { result[row] = .bool(verdict) }
                open = zip(open, values).filter { ($0.1 == .bool(true)) != verdict }.map(\.0)
            }
            return result
        }
    }

    /// Evaluates `operands` column by column, then combines them row by row.
    private static func row(
        _ operands: [TypedExpression], time: RunTime, _ combine: @escaping @Sendable ([Value]) throws(EvaluationFailure) -> Value
    ) throws(EvaluationFailure) -> Column {
        var columns: [Column] = []
        for operand in operands { columns.append(try compile(operand, time: time)) }
        return { [columns] batch throws(EvaluationFailure) in
            var evaluated: [[Value]] = []
            for column in columns { evaluated.append(try column(batch)) }
            var result: [Value] = []
            result.reserveCapacity(batch.count)
            for row in 0..<batch.count { result.append(try combine(evaluated.map { $0[row] })) }
            return result
        }
    }

    private static func comparison(_ node: TypedExpression.Comparison, time: RunTime) throws(EvaluationFailure) -> Column {
        let left = try compile(node.left, time: time)
        guard case .constant(let constant) = node.right else {
            let right = try compile(node.right, time: time)
            return { batch throws(EvaluationFailure) in
                let (lefts, rights) = (try left(batch), try right(batch))
                var result: [Value] = []
                for (value, other) in zip(lefts, rights) {
                    result.append(.bool(try Test(node.symbol, other, isExact: node.isExact).holds(for: value)))
                }
                return result
            }
        }
        let test = try Test(node.symbol, constant, isExact: node.isExact)
        return { batch throws(EvaluationFailure) in try left(batch).map { .bool(test.holds(for: $0)) } }
    }
}

extension TypedExpression {
    /// The value of an expression that needs no row.
    func value(time: RunTime) throws(EvaluationFailure) -> Value {
        var row = Batch(kind: .people)
        row.append([:])
        return try Kernel(self, time: time).values(row)[0]
    }
}
