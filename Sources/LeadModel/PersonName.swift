/// A person's full name and its parts, where only the one is known: the last word is the last name.
public struct PersonName: Hashable, Sendable {
    /// Everything before the last word; empty for a name of one word.
    public let first: Value
    /// The last word of a name of several.
    public let last: Value

    /// Takes a full name apart.
    public init(parting name: Value) {
        let words = name.description.split(separator: " ").map(String.init)
        first = Value(text: words.dropLast().joined(separator: " "))
        last = Value(text: words.count > 1 ? words.last : nil)
    }

    /// The full name made of both parts; empty where both are.
    public static func joined(_ first: Value, _ last: Value) -> Value {
        Value(text: "\(first.description) \(last.description)".trimmed)
    }
}
