import GRDB
import LeadModel

/// A lead list of one organisation.
public struct LeadList: Hashable, Sendable {
    /// The id, a UUID.
    public let id: String
    /// The name.
    public let name: String
    /// `person` or `company`.
    public let type: String
    /// The profile that it was made from.
    public let icp: String?
    /// The first day, ISO 8601.
    public let startDate: String
    /// The last day, ISO 8601.
    public let endDate: String
    /// The users who may use it.
    public let users: [String]
    /// The ids of its members, in the order in which they were added.
    public let members: [String]
    /// When it was made, ISO 8601.
    public let createdAt: String
    /// When it was last changed, ISO 8601.
    public let updatedAt: String
}

/// A lead list to be made.
public struct NewLeadList: Hashable, Sendable {
    /// The id.
    public let id: String
    /// The name.
    public let name: String
    /// `person` or `company`.
    public let type: String
    /// The profile that it is made from.
    public let icp: String?
    /// The first day, ISO 8601.
    public let startDate: String
    /// The last day, ISO 8601.
    public let endDate: String

    /// Drafts a list.
    public init(id: String, name: String, type: String, icp: String?, startDate: String, endDate: String) {
        self.id = id
        self.name = name
        self.type = type
        self.icp = icp
        self.startDate = startDate
        self.endDate = endDate
    }
}

extension Store {
    /// The lead lists that a caller may see: all of the organisation for an admin, else those that name the user.
    public func leadLists(of caller: Caller) throws(Failure) -> [LeadList] {
        try read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM lead_lists WHERE organisation = ?
                    AND (? OR id IN (SELECT list FROM lead_list_users WHERE user = ?)) ORDER BY created_at, rowid
                    """, arguments: [caller.organisation, caller.isAdmin, caller.user])
            return try rows.map { try LeadList($0, in: db) }
        }
    }

    /// A lead list of the organisation; nil where it has none of that id.
    public func leadList(_ id: String, of organisation: String) throws(Failure) -> LeadList? {
        try read { db in try LeadList.find(id, of: organisation, in: db) }
    }

    /// Makes a list whose only user is its maker.
    public func makeLeadList(_ draft: NewLeadList, by caller: Caller, at time: String) throws(Failure) -> LeadList {
        try write { db in
            try db.execute(
                sql: "INSERT INTO lead_lists VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    draft.id, caller.organisation, draft.name, draft.type, draft.icp, draft.startDate, draft.endDate, time, time,
                ])
            try db.execute(sql: "INSERT INTO lead_list_users (list, user) VALUES (?, ?)", arguments: [draft.id, caller.user])
            guard let list = try LeadList.find(draft.id, of: caller.organisation, in: db) else {
                throw DatabaseError(message: "the list is gone")
            }
            return list
        }
    }

    /// The members of a lead list, in the order in which they were added.
    public func members(ofLeadList id: String, of organisation: String) throws(Failure) -> [Person] {
        try read { db in
            let sql = """
                SELECT tenant_people.id, first_name, last_name, title, seniority, departments, functions, tenant_people.city,
                    tenant_people.country, tenant_people.linkedin_url, emails, phones, skills, languages, company, \(Company.columns)
                FROM lead_list_members JOIN tenant_people ON tenant_people.id = person AND tenant_people.organisation = ?
                LEFT JOIN companies ON companies.position = tenant_people.company
                WHERE list = ? ORDER BY lead_list_members.position
                """
            return try Row.fetchAll(db, sql: sql, arguments: [organisation, id]).map { try Person(tenant: $0) }
        }
    }

    // MARK: Adding

    /// Adds the people at these places of a search, less those with the excluded ids; no others take their places.
    ///
    /// - Returns: How many are new in the list.
    public func add(
        places: Range<Int>, of condition: SearchCondition, excluding excluded: Set<String>, toLeadList list: String,
        of organisation: String, at time: String
    ) throws(Failure) -> Int {
        try write { db in
            var arguments: [any DatabaseValueConvertible] = []
            let test = condition.sql(&arguments)
            let ids = try String.fetchAll(
                db,
                sql: """
                    SELECT people.id FROM people JOIN companies ON companies.position = people.company
                    WHERE \(test) ORDER BY people.position LIMIT ? OFFSET ?
                    """, arguments: StatementArguments(arguments + [places.count, places.lowerBound]))
            return try Self.add(ids.filter { !excluded.contains($0) }, toLeadList: list, of: organisation, at: time, in: db)
        }
    }

    /// Adds people of the shared database by their ids; ids that it does not know are passed over.
    ///
    /// - Returns: How many are new in the list.
    public func add(ids: [String], toLeadList list: String, of organisation: String, at time: String) throws(Failure) -> Int {
        try write { db in try Self.add(ids, toLeadList: list, of: organisation, at: time, in: db) }
    }

    /// Copies shared people to the organisation, then lists them.
    static func add(
        _ ids: [String], toLeadList list: String, of organisation: String, at time: String, in db: Database
    ) throws -> Int {
        let copy = try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO tenant_people
                SELECT ?, id, first_name, last_name, title, seniority, departments, functions, city, country, linkedin_url,
                    replace(lower(linkedin_url), 'https://www.', ''), coalesce(email, ''), lower(email), coalesce(phone, ''), skills, languages, company
                FROM people WHERE id = ?
                """)
        var added = 0
        for id in ids {
            try copy.execute(arguments: [organisation, id])
            added += try insert(person: id, intoLeadList: list, of: organisation, in: db)
        }
        try touch(list, at: time, if: added > 0, in: db)
        return added
    }

    private static func insert(person: String, intoLeadList list: String, of organisation: String, in db: Database) throws -> Int
    {
        let statement = try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO lead_list_members (list, person)
                SELECT ?, id FROM tenant_people WHERE organisation = ? AND id = ?
                """)
        try statement.execute(arguments: [list, organisation, person])
        return db.changesCount
    }

    private static func touch(_ list: String, at time: String, if isChanged: Bool, in db: Database) throws {
        guard isChanged else { return }
        try db.execute(sql: "UPDATE lead_lists SET updated_at = ? WHERE id = ?", arguments: [time, list])
    }

    /// Adds people with all that is said of them.
    ///
    /// A person is one that the organisation or the shared database knows by id, else by LinkedIn URL, else by e-mail;
    /// anybody else is new.
    ///
    /// - Parameter makeID: Gives a new person's id.
    /// - Returns: How many are new in the list.
    public func add(
        people: [Person], toLeadList list: String, of organisation: String, at time: String, makeID: () -> String
    ) throws(Failure) -> Int {
        try write { db in
            var added = 0
            for person in people {
                if let id = try Self.known(person, by: organisation, in: db) {
                    added += try Self.add([id], toLeadList: list, of: organisation, at: time, in: db)
                    continue
                }
                let id = person.id.isEmpty ? makeID() : person.id
                try Self.insert(person, as: id, of: organisation, in: db)
                added += try Self.insert(person: id, intoLeadList: list, of: organisation, in: db)
            }
            try Self.touch(list, at: time, if: added > 0, in: db)
            return added
        }
    }

    private static func known(_ person: Person, by organisation: String, in db: Database) throws -> String? {
        let profile = person.linkedinURL.flatMap(ProfileKey.init)
        let email = person.emails.first.flatMap(EmailKey.init)
        let lookups: [(sql: String, key: String?, isTenant: Bool)] = [
            ("SELECT id FROM tenant_people WHERE organisation = ? AND id = ?", person.id.isEmpty ? nil : person.id, true),
            ("SELECT id FROM people WHERE id = ?", person.id.isEmpty ? nil : person.id, false),
            ("SELECT id FROM tenant_people WHERE organisation = ? AND profile_key = ?", profile?.text, true),
            ("SELECT id FROM people WHERE linkedin_url = 'https://www.' || ?", profile?.text, false),
            ("SELECT id FROM tenant_people WHERE organisation = ? AND email_key = ?", email?.text, true),
            ("SELECT id FROM people WHERE email = ? ORDER BY position LIMIT 1", email?.text, false),
        ]
        for lookup in lookups {
            guard let key = lookup.key else { continue }
            let arguments: StatementArguments = lookup.isTenant ? [organisation, key] : [key]
            if let id = try String.fetchOne(db, sql: lookup.sql, arguments: arguments) { return id }
        }
        return nil
    }

    private static func insert(_ person: Person, as id: String, of organisation: String, in db: Database) throws {
        let values: [(any DatabaseValueConvertible)?] = [
            organisation, id, person.firstName, person.lastName, person.title, person.seniority,
            TextList.joined(person.departments),
            TextList.joined(person.functions), person.city, person.country, person.linkedinURL,
            person.linkedinURL.flatMap(ProfileKey.init)?.text, TextList.joined(person.emails),
            person.emails.first.flatMap(EmailKey.init)?.text, TextList.joined(person.phones), "", "", nil as Int64?,
        ]
        try db.execute(
            sql: "INSERT INTO tenant_people VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", arguments: StatementArguments(values))
    }
}

extension LeadList {
    static func find(_ id: String, of organisation: String, in db: Database) throws -> LeadList? {
        try Row.fetchOne(db, sql: "SELECT * FROM lead_lists WHERE id = ? AND organisation = ?", arguments: [id, organisation])
            .map { try LeadList($0, in: db) }
    }

    init(_ row: Row, in db: Database) throws {
        id = try row.value("id")
        name = try row.value("name")
        type = try row.value("type")
        icp = try row.value("icp")
        startDate = try row.value("start_date")
        endDate = try row.value("end_date")
        createdAt = try row.value("created_at")
        updatedAt = try row.value("updated_at")
        users = try String.fetchAll(db, sql: "SELECT user FROM lead_list_users WHERE list = ? ORDER BY user", arguments: [id])
        members = try String.fetchAll(
            db, sql: "SELECT person FROM lead_list_members WHERE list = ? ORDER BY position", arguments: [id])
    }
}

extension Person {
    /// Reads an organisation's copy of a person.
    fileprivate init(tenant row: Row) throws {
        try self.init(id: row.value(0), firstName: row.value(1), lastName: row.value(2))
        title = try row.value(3)
        seniority = try row.value(4)
        departments = try TextList.split(row.value(5))
        functions = try TextList.split(row.value(6))
        city = try row.value(7)
        country = try row.value(8)
        linkedinURL = try row.value(9)
        emails = try TextList.split(row.value(10))
        phones = try TextList.split(row.value(11))
        skills = try TextList.split(row.value(12))
        languages = try TextList.split(row.value(13))
        companyPosition = try row.value(14)
        if companyPosition != nil { company = try Company(row, from: 15) }
    }
}
