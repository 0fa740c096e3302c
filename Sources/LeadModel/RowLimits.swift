/// How many rows a statement acts on at most, where nobody says otherwise.
public enum RowLimits {
    /// How many rows a statement without a number of its own writes, unless more are asked for.
    public static let written = 1_000
    /// How many rows are read in search of those that pass a condition, unless more are asked for.
    public static let read = 10_000
    /// How many rows are removed from a list without asking.
    public static let removed = 100
    /// How many rows are shown where a statement does not say which.
    public static let shown = 20
}

/// What holds where a script does not say.
public enum Defaults {
    /// How many days behind its first one a list ends, where lists have a time.
    public static let listDays = 90
    /// The number that samples and the sandbox's data are drawn from.
    public static let seed: UInt64 = 42
    /// How many people the sandbox holds.
    public static let people = 20_000
}
