/// One call that changes something at a provider; the closed set of what `lead` ever writes.
public enum WriteCall: Hashable, Sendable {
    /// Makes a list.
    case createList(ListDraft)
    /// Adds the rows at these places of a search to a list, less those with the excluded ids.
    case addPlaces(list: String, filter: Filter, places: Range<Int>, excluding: [String])
    /// Adds rows of the provider's own database to a list by their ids.
    case addIDs(list: String, ids: [String])
    /// Adds rows to a list with all that is known of them.
    case addRecords(list: String, rows: Batch)
    /// Saves rows as contacts, and into a list where one is named.
    case saveProspects(rows: Batch, list: String?)
    /// Makes contacts of rows with more fields than a prospect has; they join no list.
    case createContacts(rows: Batch)
    /// Lets contacts join a list.
    case joinList(list: String, contacts: [String])
    /// Takes rows out of a list by their ids; the rows themselves stay where they are.
    case removeMembers(list: String, ids: [String])
    /// Deletes a list; what was in it stays where it is.
    case deleteList(id: String)
    /// Changes those of `contacts` that have the rows' e-mail addresses, and makes none.
    ///
    /// A row's empty field changes nothing; with `fillsEmptyOnly`, neither does one for which the contact has a value.
    case updateContacts(rows: Batch, contacts: Batch, fillsEmptyOnly: Bool)

    /// The id of the list that it changes; nil where it makes one, or changes none.
    public var list: String? {
        switch self {
        case .addPlaces(let list, _, _, _), .addIDs(let list, _), .addRecords(let list, _), .joinList(let list, _),
            .removeMembers(let list, _), .deleteList(let list):
            list
        case .saveProspects(_, let list): list
        case .createList, .createContacts, .updateContacts: nil
        }
    }
}

/// What a write answered.
public struct WriteResult: Hashable, Sendable {
    /// How many rows the call made a difference to: those newly added, really taken out, or really changed.
    public var added: Int
    /// How many contacts the CRM did not have before.
    public var created: Int
    /// The list that was made.
    public var list: ListSummary?
    /// The contacts that were made or changed, each by its id with its new values; nil where that is not known.
    public var contacts: Batch?
    /// Whether `added` is what was answered; in a plan it may be the most that can be.
    public var isCertain = true

    /// Makes a result.
    public init(added: Int = 0, created: Int = 0, list: ListSummary? = nil, contacts: Batch? = nil) {
        self.added = added
        self.created = created
        self.list = list
        self.contacts = contacts
    }
}

/// A list to be made.
public struct ListDraft: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// What it is for.
    public var description: String?
    /// Its first and last day as `YYYY-MM-DD`, where the provider keeps them.
    public var firstDay: String
    /// Its last day.
    public var lastDay: String

    /// Drafts a list.
    public init(name: String, description: String? = nil, firstDay: String, lastDay: String) {
        self.name = name
        self.description = description
        self.firstDay = firstDay
        self.lastDay = lastDay
    }
}

/// A list at a provider.
public struct ListSummary: Hashable, Sendable {
    /// The provider's id.
    public let id: String
    /// The name.
    public let name: String
    /// What its members are.
    public let kind: RecordKind
    /// The ids of its members where the provider says them with the list, else nil.
    public let memberIDs: [String]?
    /// The day, `YYYY-MM-DD`, on which the provider says that the list was made; nil where it says none.
    public let created: String?

    /// Describes a list.
    public init(id: String, name: String, kind: RecordKind, memberIDs: [String]? = nil, created: String? = nil) {
        self.id = id
        self.name = name
        self.kind = kind
        self.memberIDs = memberIDs
        self.created = created
    }
}

/// A page of rows.
public struct RowPage: Hashable, Sendable {
    /// The rows.
    public let rows: Batch
    /// How many rows there are on all pages.
    public let total: Int

    /// Makes a page.
    public init(rows: Batch, total: Int) {
        self.rows = rows
        self.total = total
    }
}

/// What a contact is recognised by.
public struct ContactKey: Hashable, Sendable {
    /// The contact's id.
    public let id: String
    /// Its e-mail address.
    public let email: EmailKey?
    /// Its LinkedIn profile, folded.
    public let profile: ProfileKey?

    /// Makes a key.
    public init(id: String, email: EmailKey?, profile: ProfileKey?) {
        self.id = id
        self.email = email
        self.profile = profile
    }
}

/// The form of a LinkedIn URL by which two of them are the same profile.
///
/// No scheme, no `www.` or country before the host, nothing behind the path, no trailing `/`, small letters.
public struct ProfileKey: Hashable, Sendable {
    /// The folded URL; never empty.
    public let text: String

    /// Folds `url`; nil for blank text.
    public init?(_ url: String) {
        var text = url.lowercased().filter { !$0.isWhitespace }
        for prefix in ["https://", "http://", "www."] where text.hasPrefix(prefix) { text = String(text.dropFirst(prefix.count)) }
        if let end = text.firstIndex(where: { $0 == "?" || $0 == "#" }) { text = String(text[..<end]) }
        // `de.linkedin.com/in/ann` is `linkedin.com/in/ann`.
        if let dot = text.firstIndex(of: "."), text[..<dot].count == 2, text[dot...].hasPrefix(".linkedin.com") {
            text = String(text[text.index(after: dot)...])
        }
        while text.hasSuffix("/") { text.removeLast() }
        guard !text.isEmpty else { return nil }
        self.text = text
    }
}
