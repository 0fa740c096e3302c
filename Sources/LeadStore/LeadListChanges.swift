import GRDB

extension Store {
    /// Gives a list of the organisation another name or other members; what is nil stays.
    ///
    /// - Parameter members: People for a person list, companies for a company list, in their order. They take the place of
    ///   all members; ids that nobody has are passed over, and each counts once.
    public func change(
        leadList list: LeadList, name: String?, members: [String]?, of organisation: String, at time: String
    ) throws(Failure) {
        try write { db in
            if let name {
                try db.execute(
                    sql: "UPDATE lead_lists SET name = ? WHERE id = ? AND organisation = ?",
                    arguments: [name, list.id, organisation])
            }
            if let members {
                try db.execute(sql: "DELETE FROM lead_list_members WHERE list = ?", arguments: [list.id])
                if list.type == "company" {
                    try Self.insert(companies: members, intoLeadList: list.id, in: db)
                } else {
                    _ = try Self.add(members, toLeadList: list.id, of: organisation, at: time, in: db)
                }
            }
            try db.execute(sql: "UPDATE lead_lists SET updated_at = ? WHERE id = ?", arguments: [time, list.id])
        }
    }

    private static func insert(companies: [String], intoLeadList list: String, in db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO lead_list_members (list, person) SELECT ?, id FROM companies WHERE id = ?")
        for id in companies { try statement.execute(arguments: [list, id]) }
    }

    /// The companies of a company list, in the order in which they were added.
    public func companies(ofLeadList id: String) throws(Failure) -> [Company] {
        try read { db in
            let sql = """
                SELECT \(Company.columns) FROM lead_list_members JOIN companies ON companies.id = person
                WHERE list = ? ORDER BY lead_list_members.position
                """
            return try Row.fetchAll(db, sql: sql, arguments: [id]).map { try Company($0, from: 0) }
        }
    }

    /// Deletes a list of the organisation; its people and companies stay.
    ///
    /// - Returns: Whether it was there.
    public func deleteLeadList(_ id: String, of organisation: String) throws(Failure) -> Bool {
        try write { db in
            try db.execute(sql: "DELETE FROM lead_lists WHERE id = ? AND organisation = ?", arguments: [id, organisation])
            return db.changesCount > 0
        }
    }
}
