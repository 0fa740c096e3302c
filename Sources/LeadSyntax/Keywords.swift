/// The words of the language and what each is for.
public enum Keywords {
    /// Words after which a line goes on in the next one; all are reserved.
    public static let continuing: Set<String> = [
        "and", "or", "not", "is", "in", "contains", "like", "matches", "between", "with", "exactly", "starts", "ends", "except",
        "where", "by", "to", "of",
    ]

    /// Words that no field, variable or set may bear without backticks.
    public static let reserved: Set<String> = continuing.union(["it", "true", "false", "empty"])

    /// The units of a duration, each with its length in seconds.
    static let durationUnits: [String: Double] = [
        "ms": 0.001, "s": 1, "second": 1, "seconds": 1, "m": 60, "minute": 60, "minutes": 60, "h": 3600, "hour": 3600,
        "hours": 3600, "d": 86_400, "day": 86_400, "days": 86_400, "w": 604_800, "week": 604_800, "weeks": 604_800,
    ]
}

/// The word that a statement or a clause begins with.
public enum StatementWord: String, Hashable, Sendable, CaseIterable {
    case use, param, `let`, print, expect, step
    case search, open, with
    case `where`, select, except, `as`
    case create, ensure, add, save
    case show, count, export

    // The rest of the language; each answers "not in this version" until its issue brings it.
    case lead, budget, `if`, `else`, `for`, define, include, `try`, stop, fail, wait
    case load, suppress, dedupe, order, limit, set, rename, drop
    case update, remove, delete, enrich, email, start, pause
    case describe, summarize, plan, explain, help, refresh

    /// Whether this version understands it.
    public var isAvailable: Bool {
        switch self {
        case .use, .param, .let, .print, .expect, .step, .search, .open, .with, .where, .select, .except, .as, .create, .ensure,
            .add, .save, .show, .count, .export:
            true
        case .lead, .budget, .if, .else, .for, .define, .include, .try, .stop, .fail, .wait, .load, .suppress, .dedupe, .order,
            .limit, .set, .rename, .drop, .update, .remove, .delete, .enrich, .email, .start, .pause, .describe, .summarize,
            .plan, .explain, .help, .refresh:
            false
        }
    }

    /// The words that begin a statement in this version.
    public static let available = allCases.filter(\.isAvailable)
}
