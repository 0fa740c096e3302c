import LeadModel

/// Text made searchable by words.
enum Words {
    /// The words of a text in small letters with one blank between them.
    static func normalized(_ text: String) -> String {
        let utf8 = text.utf8
        guard utf8.allSatisfy({ $0 < 0x80 }) else {
            return text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
        }
        // ASCII, by far the most of it, needs no Unicode tables.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        for byte in utf8 {
            switch byte {
            case 0x41...0x5A: bytes.append(byte | 0x20)
            case 0x61...0x7A, 0x30...0x39: bytes.append(byte)
            default: if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
            }
        }
        if bytes.last == 0x20 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Items as `| first item | second item |`.
    static func column(_ items: [String]) -> String {
        items.isEmpty ? "" : "| " + items.map(normalized).joined(separator: " | ") + " |"
    }

    /// Text by which two whole texts are the same: small letters, no surrounding space.
    static func key(_ text: String) -> String {
        text.trimmed.lowercased()
    }

    /// What SMART takes for the same: the word, or one of the phrases beside it.
    static let synonyms: [String: [String]] = [
        "ceo": ["chief executive officer"], "cfo": ["chief financial officer"], "cto": ["chief technology officer"],
        "coo": ["chief operating officer"], "cmo": ["chief marketing officer"], "vp": ["vice president"],
        "hr": ["human resources"], "gc": ["general counsel"],
    ]
}
