/// How many requests go to one endpoint.
public struct RequestCount: Hashable, Sendable {
    /// The endpoint, such as `POST /api/v1/entities/persons/search`, ids as `{id}`.
    public let endpoint: String
    /// Whether it changes something at the service.
    public let isWrite: Bool
    /// How many.
    public var count: Bounds

    /// Counts requests.
    public init(_ endpoint: String, isWrite: Bool, count: Bounds = Bounds(1)) {
        self.endpoint = endpoint
        self.isWrite = isWrite
        self.count = count
    }
}

/// What a write would send, and what is known of its effect before it is sent.
public struct Foreseen: Hashable, Sendable {
    /// The requests.
    public let requests: [RequestCount]
    /// The contacts that it would change, each by its id with its new values; nil where it changes none, or nobody knows.
    public let contacts: Batch?

    /// Describes a write that is not made.
    public init(_ requests: [RequestCount], contacts: Batch? = nil) {
        self.requests = requests
        self.contacts = contacts
    }
}

/// A read whose answer follows from what is known already, so that only its requests count.
public enum KnownRead: Hashable, Sendable {
    /// Of all lists, of which there are so many.
    case lists(Int)
    /// Of a page of a list's members.
    case members
    /// Of a page of contacts.
    case contacts
    /// Of all contacts of the CRM, or of a list, in one export.
    case export
    /// Of all contacts, of which there are so many.
    case allContacts(Int)
    /// Of a page of a search, or of how many rows it has.
    case search(RecordKind)
    /// Of all lists, of which nobody knows how many there are.
    case anyLists
    /// Of all contacts, of which nobody knows how many there are.
    case anyContacts
}
