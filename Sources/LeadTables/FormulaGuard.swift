/// The `'` that keeps a spreadsheet from running a cell's text as a formula.
public enum FormulaGuard {
    /// The `'`.
    static let mark = UInt8(ascii: "'")

    /// Whether the text is a formula to a spreadsheet, or would be one without the marks before it.
    static func isNeeded(_ text: some Sequence<UInt8>) -> Bool {
        guard let first = text.first(where: { $0 != mark }) else { return false }
        switch first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: return true
        default: return false
        }
    }

    /// The text as a cell of a table for spreadsheets holds it.
    public static func added(to text: String) -> String {
        isNeeded(text.utf8) ? "'" + text : text
    }

    /// The text without the mark that was put before it.
    public static func removed(from text: String) -> String {
        guard text.utf8.first == mark, isNeeded(text.utf8) else { return text }
        return String(decoding: text.utf8.dropFirst(), as: UTF8.self)
    }
}
