/// The words of the language and what each is for.
public enum Keywords {
    /// Words after which a line goes on in the next one; all are reserved.
    public static let continuing: Set<String> = [
        "and", "or", "not", "is", "in", "contains", "like", "matches", "between", "with", "exactly", "starts", "ends", "except",
        "where", "by", "to", "of",
    ]

    /// Statements about words of the language: behind them, no word or mark but `\` makes a line go on.
    public static let questions: Set<String> = ["help", "explain"]

    /// Words that no field, variable or set may bear without backticks.
    public static let reserved: Set<String> = continuing.union(["it", "true", "false", "empty"])

    /// The units of a duration, each with its length in seconds.
    public static let durationUnits: [String: Double] = [
        "ms": 0.001, "s": 1, "second": 1, "seconds": 1, "m": 60, "minute": 60, "minutes": 60, "h": 3600, "hour": 3600,
        "hours": 3600, "d": 86_400, "day": 86_400, "days": 86_400, "w": 604_800, "week": 604_800, "weeks": 604_800,
    ]
}

/// The word that a statement or a clause begins with.
public enum StatementWord: String, Hashable, Sendable, CaseIterable {
    case lead, use, param, budget, `let`, `if`, `else`, `for`, define, include, `try`, print, expect, stop, fail, wait, step
    case search, open, load, with
    case `where`, select, except, suppress, dedupe, order, limit, set, rename, drop, `as`
    case create, ensure, add, save, update, remove, delete
    case show, count, describe, summarize, export, refresh, plan, explain, help

    // The rest of the language; each answers "not in this version" until its issue brings it.
    case enrich, email, start, pause

    private static let later: Set<StatementWord> = [.enrich, .email, .start, .pause]
    private static let clauses: Set<StatementWord> = [
        .where, .select, .except, .dedupe, .order, .limit, .set, .rename, .drop,
    ]

    /// Whether this version understands it.
    public var isAvailable: Bool { !Self.later.contains(self) }

    /// The words that begin a statement in this version.
    public static let available = allCases.filter { $0.isAvailable && $0 != .else }

    /// Whether it narrows or changes the rows at hand, so that it may follow others in one statement.
    public var isClause: Bool { Self.clauses.contains(self) }
}
