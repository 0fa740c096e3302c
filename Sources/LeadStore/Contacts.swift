import GRDB
import LeadModel

/// A contact of one organisation's CRM.
public struct Contact: Hashable, Sendable {
    /// The id, a UUID.
    public var id: String
    /// The whole name.
    public var fullName: String
    /// The first name, where it is not what the whole name says.
    public var firstName: String?
    /// The last name, where it is not what the whole name says.
    public var lastName: String?
    /// The e-mail address.
    public var email: String?
    /// The phone number.
    public var phone: String?
    /// The job title.
    public var jobTitle: String?
    /// The company's name.
    public var companyName: String?
    /// The id of the workspace's company of that name.
    public internal(set) var companyID: String?
    /// How much it matters: 1 is high, 3 low.
    public var priority: Int?
    /// The LinkedIn profile.
    public var linkedinURL: String?
    /// Tags.
    public var tags: [String]
    /// Fields of the user's own, as JSON.
    public var customFields: String
    /// When it was made, ISO 8601.
    public var createdAt: String
    /// When it was last changed, ISO 8601.
    public var updatedAt: String

    /// Drafts a contact.
    public init(id: String, fullName: String, createdAt: String) {
        self.id = id
        self.fullName = fullName
        self.createdAt = createdAt
        updatedAt = createdAt
        tags = []
        customFields = "{}"
    }

    /// The whole name and its parts; parts that were not kept are found.
    public var name: ContactName? {
        if let firstName, let lastName { return ContactName(first: firstName, last: lastName, full: fullName) }
        return ContactName(full: fullName)
    }
}

/// A list of contacts.
public struct ContactList: Hashable, Sendable {
    /// The id, a UUID.
    public let id: String
    /// The name, unique in the organisation.
    public let name: String
    /// What it is for.
    public let description: String?
    /// How many contacts it has.
    public let count: Int
    /// When it was made, ISO 8601.
    public let createdAt: String
}

/// Which contacts are asked for.
public struct ContactQuery: Hashable, Sendable {
    /// The columns by which contacts can be sorted.
    public enum Order: String, Hashable, Sendable, CaseIterable {
        /// When they were made.
        case created = "created_at"
        /// When they were last changed.
        case updated = "updated_at"
        /// By name.
        case name = "full_name"
    }

    /// The list whose members are asked for.
    public var list: String?
    /// A part of the name or the e-mail address.
    public var search: String?
    /// Made after this time, ISO 8601.
    public var createdAfter: String?
    /// Made before this time, ISO 8601.
    public var createdBefore: String?
    /// Tags that a contact must have, all of them.
    public var tags: [String] = []
    /// How they are sorted.
    public var order = Order.created
    /// Whether the last comes first.
    public var isDescending = false

    /// Asks for all contacts.
    public init() {}
}

extension Store {
    // MARK: Lists

    /// Makes a list; nil where the organisation has one of that name.
    public func makeContactList(
        id: String, name: String, description: String?, of organisation: String, at time: String
    ) throws(Failure) -> ContactList? {
        try write { db in
            try db.execute(
                sql:
                    "INSERT OR IGNORE INTO contact_lists (id, organisation, name, description, created_at) VALUES (?, ?, ?, ?, ?)",
                arguments: [id, organisation, name, description, time])
            return db.changesCount == 0 ? nil : try ContactList.find(id, of: organisation, in: db)
        }
    }

    /// A list of the organisation; nil where it has none of that id.
    public func contactList(_ id: String, of organisation: String) throws(Failure) -> ContactList? {
        try read { db in try ContactList.find(id, of: organisation, in: db) }
    }

    /// The lists of the organisation, oldest first.
    public func contactLists(of organisation: String, offset: Int, limit: Int) throws(Failure) -> Found<ContactList> {
        try read { db in
            let count = try db.cachedStatement(sql: "SELECT count(*) FROM contact_lists WHERE organisation = ?")
            let total = try Int.fetchOne(count, arguments: [organisation]) ?? 0
            let page = try db.cachedStatement(
                sql: "\(ContactList.select) WHERE organisation = ? ORDER BY position LIMIT ? OFFSET ?")
            let rows = try Row.fetchAll(page, arguments: [organisation, limit, offset])
            return Found(items: try rows.map(ContactList.init), total: total)
        }
    }

    /// Lets contacts join a list of the organisation.
    ///
    /// - Returns: How many were no members before; nil where one of the ids is no contact of the organisation, or the list is gone.
    public func join(_ contacts: [String], list: String, of organisation: String) throws(Failure) -> Int? {
        try write { db in
            guard try ContactList.find(list, of: organisation, in: db) != nil else { return nil }
            let known = try db.cachedStatement(sql: "SELECT 1 FROM contacts WHERE organisation = ? AND id = ?")
            for id in contacts where try Int.fetchOne(known, arguments: [organisation, id]) == nil { return nil }
            return try contacts.reduce(0) { try $0 + Self.insert($1, into: list, in: db) }
        }
    }

    private static func insert(_ contact: String, into list: String, in db: Database) throws -> Int {
        let statement = try db.cachedStatement(sql: "INSERT OR IGNORE INTO contact_list_members (list, contact) VALUES (?, ?)")
        try statement.execute(arguments: [list, contact])
        return db.changesCount
    }

    // MARK: Contacts

    /// Makes contacts, and members of a list where one is named; those whose e-mail the organisation knows are passed over.
    ///
    /// - Returns: The contacts that were made, in order; nil where the list is gone.
    public func make(_ drafts: [Contact], of organisation: String, in list: String?) throws(Failure) -> [Contact]? {
        try write { db in
            if let list, try ContactList.find(list, of: organisation, in: db) == nil { return nil }
            let transaction = Transaction(db: db)
            var made: [Contact] = []
            for draft in drafts {
                guard let contact = try transaction.make(draft, of: organisation) else { continue }
                if let list { _ = try Self.insert(contact.id, into: list, in: db) }
                made.append(contact)
            }
            return made
        }
    }

    /// A time in UTC, since times of creation are kept as they were sent, with any offset.
    private static func moment(_ value: String) -> String { "strftime('%Y-%m-%dT%H:%M:%fZ', \(value))" }

    /// Finds contacts of the organisation; contacts made at one time keep the order in which they were made.
    public func contacts(
        _ query: ContactQuery, of organisation: String, offset: Int, limit: Int
    ) throws(Failure) -> Found<Contact> {
        try read { db in
            var tests = ["organisation = ?"]
            var arguments: [any DatabaseValueConvertible] = [organisation]
            if let list = query.list {
                tests.append("id IN (SELECT contact FROM contact_list_members WHERE list = ?)")
                arguments.append(list)
            }
            if let search = query.search {
                tests.append("(instr(swiftLowercaseString(full_name), ?) > 0 OR instr(coalesce(email_key, ''), ?) > 0)")
                arguments += [search.lowercased(), search.lowercased()]
            }
            if let time = query.createdAfter {
                tests.append("\(Self.moment("created_at")) > coalesce(\(Self.moment("?")), ?)")
                arguments += [time, time]
            }
            if let time = query.createdBefore {
                tests.append("\(Self.moment("created_at")) < coalesce(\(Self.moment("?")), ?)")
                arguments += [time, time]
            }
            for tag in query.tags {
                tests.append("instr('|' || tags || '|', ?) > 0")
                arguments.append("|\(tag)|")
            }
            let from = "FROM contacts WHERE \(tests.joined(separator: " AND "))"
            let order = query.order == .created ? Self.moment("created_at") : query.order.rawValue
            let direction = query.isDescending ? "DESC" : "ASC"
            let total = try Int.fetchOne(db, sql: "SELECT count(*) \(from)", arguments: StatementArguments(arguments)) ?? 0
            let rows = try Row.fetchAll(
                db, sql: "SELECT * \(from) ORDER BY \(order) \(direction), position \(direction) LIMIT ? OFFSET ?",
                arguments: StatementArguments(arguments + [limit, offset]))
            return Found(items: try rows.map(Contact.init), total: total)
        }
    }
}

extension ContactList {
    static let select = """
        SELECT id, name, description, (SELECT count(*) FROM contact_list_members WHERE list = contact_lists.id), created_at FROM contact_lists
        """

    static func find(_ id: String, of organisation: String, in db: Database) throws -> ContactList? {
        try Row.fetchOne(db, sql: "\(select) WHERE id = ? AND organisation = ?", arguments: [id, organisation]).map(
            ContactList.init)
    }

    init(_ row: Row) throws {
        id = try row.value(0)
        name = try row.value(1)
        description = try row.value(2)
        count = try row.value(3)
        createdAt = try row.value(4)
    }
}

extension Contact {
    init(_ row: Row) throws {
        try self.init(id: row.value("id"), fullName: row.value("full_name"), createdAt: row.value("created_at"))
        firstName = try row.value("first_name")
        lastName = try row.value("last_name")
        priority = try row.value("priority")
        companyID = try row.value("company")
        email = try row.value("email")
        phone = try row.value("phone")
        jobTitle = try row.value("job_title")
        companyName = try row.value("company_name")
        linkedinURL = try row.value("linkedin_url")
        tags = try TextList.split(row.value("tags"))
        customFields = try row.value("custom_fields")
        updatedAt = try row.value("updated_at")
    }
}
