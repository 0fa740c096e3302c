/// Text made searchable by words.
enum Words {
    /// The words of a text in small letters with one blank between them.
    static func normalized(_ text: String) -> String {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }

    /// Items as `| first item | second item |`.
    static func column(_ items: [String]) -> String {
        items.isEmpty ? "" : "| " + items.map(normalized).joined(separator: " | ") + " |"
    }

    /// Text by which two whole texts are the same: small letters, no surrounding space.
    static func key(_ text: String) -> String {
        let trimmed = text.drop(while: \.isWhitespace)
        return trimmed.lastIndex { !$0.isWhitespace }.map { trimmed[...$0].lowercased() } ?? ""
    }

    /// What SMART takes for the same: the word, or one of the phrases beside it.
    static let synonyms: [String: [String]] = [
        "ceo": ["chief executive officer"], "cfo": ["chief financial officer"], "cto": ["chief technology officer"],
        "coo": ["chief operating officer"], "cmo": ["chief marketing officer"], "vp": ["vice president"],
        "hr": ["human resources"], "gc": ["general counsel"],
    ]
}
