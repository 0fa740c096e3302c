public import LeadModel

/// Rows that others are compared with: ids, a kept set, the members of lists.
public struct Members: Hashable, Sendable {
    /// By what a row is recognised.
    public enum Key: Hashable, Sendable {
        /// The provider's id.
        case id
        /// The e-mail address, else the LinkedIn profile.
        case person
        /// Any of these fields, each on its own; `domain` is the company's or that of the e-mail address.
        case anyOf([String])
    }

    /// By what a row is recognised.
    public let key: Key
    /// The folded keys.
    public let values: Set<String>
    /// What they are called in an echo, such as `list "Customers"`.
    public let label: String
    /// Whether `values` are all of them; false in a plan that may not read who they are.
    public let isKnown: Bool

    /// Makes members from folded keys.
    public init(key: Key, values: Set<String>, label: String) {
        self.key = key
        self.values = values
        self.label = label
        isKnown = true
    }

    /// Members of whom nobody knows yet who they are.
    public init(unknownBy key: Key, label: String) {
        self.key = key
        values = []
        self.label = label
        isKnown = false
    }

    /// Makes members from ids.
    public init(ids: [String], label: String) {
        self.init(key: .id, values: Set(ids.map { $0.lowercased() }), label: label)
    }

    /// Makes members from rows.
    ///
    /// - Parameter derivesDomains: Whether the key `domain` of a row that names no domain is that of its e-mail address. In
    ///   a list it is; in a file that names people and companies, one person must not stand for everybody at one host.
    public init(rows: Batch, key: Key, label: String, derivesDomains: Bool = true) {
        var values: Set<String> = []
        for row in 0..<rows.count {
            let keys = Self.keys(of: row, in: rows, by: key)
            guard case .anyOf(let fields) = key, fields.contains("domain") else {
                values.formUnion(keys)
                continue
            }
            let own = Self.domains(of: row, in: rows)
            let hosts = own.isEmpty && derivesDomains ? Self.hosts(of: row, in: rows) : own
            values.formUnion(keys.filter { !$0.hasPrefix("domain\u{1F}") } + hosts.map { "domain\u{1F}\($0)" })
        }
        self.init(key: key, values: values, label: label)
    }

    /// The company's domains that a row names.
    private static func domains(of row: Int, in rows: Batch) -> [String] {
        (rows["company.domain", row].texts + rows["custom.domain", row].texts).map(webDomain).filter { !$0.isEmpty }
    }

    /// The domains of a row's e-mail addresses.
    private static func hosts(of row: Int, in rows: Batch) -> [String] {
        (rows["email", row].texts + rows["emails", row].texts).map(webDomain).filter { !$0.isEmpty }
    }

    /// The folded keys of a row: none where it has none, several where it could be recognised by each of them.
    public static func keys(of row: Int, in rows: Batch, by key: Key) -> [String] {
        switch key {
        case .id: return rows["id", row].texts.map { $0.lowercased() }
        case .person:
            let email = rows["email", row].texts.first.flatMap(EmailKey.init)?.text
            let profile = rows["linkedin_url", row].texts.first.flatMap(ProfileKey.init)?.text
            return [email, profile].compactMap(\.self)
        case .anyOf(let fields):
            return fields.flatMap { field in keys(of: row, in: rows, by: field).map { "\(field)\u{1F}\($0)" } }
        }
    }

    /// The folded values of one field that a row can be recognised by.
    private static func keys(of row: Int, in rows: Batch, by field: String) -> [String] {
        func texts(_ name: String) -> [String] { rows[name, row].texts }
        switch field {
        case "email", "emails": return (texts("email") + texts("emails")).compactMap { EmailKey($0)?.text }
        case "domain": return domains(of: row, in: rows) + hosts(of: row, in: rows)
        case "linkedin_url", "company.linkedin_url": return texts(field).compactMap { ProfileKey($0)?.text }
        case "company.domain": return texts(field).map(webDomain).filter { !$0.isEmpty }
        default:
            let folded = texts(field).joined(separator: ",").lowercased().filter { !$0.isWhitespace }
            return folded.isEmpty ? [] : [folded]
        }
    }

    /// Whether a row is among them.
    public func contains(row: Int, of rows: Batch) -> Bool {
        Self.keys(of: row, in: rows, by: key).contains { values.contains($0) }
    }
}
