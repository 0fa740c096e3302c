/// What a script may at most be.
public enum Limits {
    /// The newest edition of the language that is understood.
    public static let edition = 1
    /// How deep files may include each other.
    public static let includes = 32
    /// How many files one script may include in all.
    public static let includedFiles = 1000
    /// How deep the nodes of a script may be nested.
    public static let nesting = 200
    /// How many mistakes of a kind are listed before the rest of a script is left alone.
    public static let mistakes = 10_000
    /// How long a text literal may be, in bytes.
    public static let textBytes = 1 << 20
    /// How long a script may be, in bytes.
    public static let scriptBytes = 16 << 20
    /// The widths that a script can be laid out to, in columns.
    public static let widths = 20...1_000
    /// The width that a script is laid out to where none is asked for.
    public static let width = 100
}
