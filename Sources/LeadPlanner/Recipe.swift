public import LeadModel
public import LeadSemantics

/// A set whose every value is known, but of which no row need have been read.
public struct Recipe: Hashable, Sendable {
    /// Where the rows come from.
    public indirect enum Origin: Hashable, Sendable {
        /// The provider's database.
        case search
        /// The members of a list, by its id, as they were after so many writes of the run.
        case list(id: String, writes: Int)
        /// The CRM's contacts, as they were after so many writes of the run.
        case contacts(writes: Int)
        /// Other sets, one after another, without repeats.
        case union([Recipe])
    }

    /// What narrows the rows.
    public enum Refinement: Hashable, Sendable {
        /// Keeps the rows for which it is true.
        case `where`(TypedExpression)
        /// Takes away the rows for which it is true.
        case exceptWhere(TypedExpression)
        /// Keeps the rows at these places; an open end is `Int.max`.
        case places([Range<Int>])
        /// Takes away the rows at these places.
        case exceptPlaces([Range<Int>])
        /// Keeps all rows.
        case all
        /// Keeps the rows that are among these.
        case keep(Members)
        /// Takes away the rows that are among these.
        case except(Members)
    }

    /// The account that the rows are found in.
    public let account: String
    /// What the rows are.
    public let kind: RecordKind
    /// Where they come from.
    public let origin: Origin
    /// What narrows them, in order.
    public var refinements: [Refinement]

    /// Makes a recipe.
    public init(account: String, kind: RecordKind, origin: Origin, refinements: [Refinement] = []) {
        self.account = account
        self.kind = kind
        self.origin = origin
        self.refinements = refinements
    }
}

/// Rows that others are compared with: ids, a kept set, the members of lists.
public struct Members: Hashable, Sendable {
    /// By what a row is recognised.
    public enum Key: Hashable, Sendable {
        /// The provider's id.
        case id
        /// The e-mail address, else the LinkedIn profile.
        case person
        /// These fields, all of them.
        case fields([String])
    }

    /// By what a row is recognised.
    public let key: Key
    /// The folded keys.
    public let values: Set<String>
    /// What they are called in an echo, such as `list "Customers"`.
    public let label: String

    /// Makes members from folded keys.
    public init(key: Key, values: Set<String>, label: String) {
        self.key = key
        self.values = values
        self.label = label
    }

    /// Makes members from ids.
    public init(ids: [String], label: String) {
        self.init(key: .id, values: Set(ids.map { $0.lowercased() }), label: label)
    }

    /// Makes members from rows.
    public init(rows: Batch, key: Key, label: String) {
        var values: Set<String> = []
        for row in 0..<rows.count { values.formUnion(Self.keys(of: row, in: rows, by: key)) }
        self.init(key: key, values: values, label: label)
    }

    /// The folded keys of a row: none where it has none, several where it could be recognised by each of them.
    public static func keys(of row: Int, in rows: Batch, by key: Key) -> [String] {
        switch key {
        case .id: return rows["id", row].texts.map { $0.lowercased() }
        case .person:
            let email = rows["email", row].texts.first.flatMap(EmailKey.init)?.text
            let profile = rows["linkedin_url", row].texts.first.flatMap(ProfileKey.init)?.text
            return [email, profile].compactMap(\.self)
        case .fields(let fields):
            let parts = fields.map { rows[$0, row].texts.joined(separator: ",").lowercased().filter { !$0.isWhitespace } }
            return parts.contains("") ? [] : [parts.joined(separator: "\u{1F}")]
        }
    }

    /// Whether a row is among them.
    public func contains(row: Int, of rows: Batch) -> Bool {
        Self.keys(of: row, in: rows, by: key).contains { values.contains($0) }
    }
}
