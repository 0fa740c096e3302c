import LeadModel
import LeadProviders

/// What a program that is being written knows of a set of rows.
struct KnownRows: Hashable {
    /// The account that it was found in; empty for the rows of a file.
    let account: String
    let kind: RecordKind
    /// Whether the number of rows has an end.
    var isBounded: Bool
    /// Whether a condition may have to be tested here, so that the service cannot count the rows.
    var isTestedHere = false
    /// The fields of a file whose header is known.
    var columns: [String]?
    private var added: [String] = []
    private var dropped: Set<String> = []

    init(account: String, kind: RecordKind, isBounded: Bool, columns: [String]? = nil) {
        self.account = account
        self.kind = kind
        self.isBounded = isBounded
        self.columns = columns
    }

    /// Whether what is done with these rows can be done with the other ones, too.
    func isLike(_ other: KnownRows) -> Bool {
        account == other.account && kind == other.kind && isBounded && other.isBounded && !isChanged && !other.isChanged
    }

    var isCountable: Bool { isBounded || !isTestedHere }
    var isChanged: Bool { !added.isEmpty || !dropped.isEmpty }

    /// The fields that they have.
    var fields: [Field] {
        let base = columns?.compactMap { Vocabulary.field($0) } ?? Self.fields(of: kind, in: account)
        if !isChanged { return base }
        return base.filter { !dropped.contains($0.name) && !added.contains($0.name) } + added.compactMap { Vocabulary.field($0) }
    }

    mutating func add(_ field: String) {
        dropped.remove(field)
        if !added.contains(field) { added.append(field) }
    }

    mutating func take(_ field: String) {
        dropped.insert(field)
        added.removeAll { $0 == field }
    }

    /// What is known where one of two ways was taken; nil where nothing can be done with them any more.
    func merged(with other: KnownRows) -> KnownRows? {
        guard account == other.account, kind == other.kind, columns == other.columns else { return nil }
        var result = self
        result.isBounded = isBounded && other.isBounded
        result.isTestedHere = isTestedHere || other.isTestedHere
        result.added = added.filter(other.added.contains)
        result.dropped = dropped.union(other.dropped)
        return result
    }

    // MARK: Fields

    private static let own = ["custom.note", "custom.by", "custom.Job Level"].compactMap { Vocabulary.field($0) }
    private static let lancePeople = read(.people, .lance)
    private static let lanceCompanies = read(.companies, .lance)
    private static let leadLexPeople = read(.people, .leadLex)
    private static let leadLexContacts = read(.contacts, .leadLex) + own
    private static let filePeople = Vocabulary.fields.filter { $0.kinds.contains(.people) }
    private static let fileCompanies = Vocabulary.fields.filter { $0.kinds.contains(.companies) }

    private static func read(_ kind: RecordKind, _ provider: ProviderSignature) -> [Field] {
        Vocabulary.fields.filter { $0.kinds.contains(kind) && provider.support(of: $0.name, in: kind) != nil }
    }

    private static func fields(of kind: RecordKind, in account: String) -> [Field] {
        switch (account, kind) {
        case ("lance", .companies): lanceCompanies
        case ("lance", _): lancePeople
        case ("leadlex", .contacts): leadLexContacts
        case ("leadlex", _): leadLexPeople
        case (_, .companies): fileCompanies
        default: filePeople
        }
    }
}
