import LeadModel

/// What a contact is called: the whole name and its parts, of which those that were not said are found.
///
/// The rules of page data-integrity, in their order (leadlex.md, section 1.8): "Last, First" is turned around; else the last
/// word is the last name, whatever words a surname has; else the parts make the whole; else the e-mail address tells.
public struct ContactName: Hashable, Sendable {
    /// The first name; empty where the name is one word.
    public let first: String
    /// The last name; empty where the name is one word.
    public let last: String
    /// The whole name.
    public let full: String

    /// Finds the name; nil where nothing is said from which it could be.
    public init?(full: String?, first: String? = nil, last: String? = nil, email: String? = nil) {
        let (first, last) = (first?.trimmed ?? "", last?.trimmed ?? "")
        if let full = full?.trimmed, !full.isEmpty {
            let parts = Self.parts(of: full)
            self.init(
                first: first.isEmpty ? parts.first : first, last: last.isEmpty ? parts.last : last, full: parts.full)
        } else if !(first + last).isEmpty {
            self.init(first: first, last: last, full: "\(first) \(last)".trimmed)
        } else if let name = email.flatMap(Self.derived) {
            let parts = Self.parts(of: name)
            self.init(first: parts.first, last: parts.last, full: name)
        } else {
            return nil
        }
    }

    init(first: String, last: String, full: String) {
        (self.first, self.last, self.full) = (first, last, full)
    }

    private static func parts(of full: String) -> (first: String, last: String, full: String) {
        let sides = full.split(separator: ",", maxSplits: 1).map { String($0).trimmed }
        if sides.count == 2, sides.allSatisfy({ !$0.isEmpty }) { return (sides[1], sides[0], "\(sides[1]) \(sides[0])") }
        let words = full.split(whereSeparator: \.isWhitespace)
        guard let last = words.last, words.count > 1 else { return (full, "", full) }
        return (words.dropLast().joined(separator: " "), String(last), full)
    }

    /// `jane.doe@example.com` is Jane Doe.
    private static func derived(from email: String) -> String? {
        let local = email.prefix { $0 != "@" }
        let words = local.split { "._-+".contains($0) || $0.isWhitespace }
        return words.isEmpty ? nil : words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }
}
