import GRDB
import LeadModel

/// What came of changing a contact.
public enum ContactChange: Hashable, Sendable {
    /// The contact as it is now.
    case changed(Contact)
    /// The organisation has no such contact.
    case unknown
    /// The new e-mail address is another contact's.
    case addressTaken
}

extension Store {
    /// Takes a contact out of a list; the contact stays.
    ///
    /// - Returns: Whether it was a member.
    public func leave(_ contact: String, list: String) throws(Failure) -> Bool {
        try write { db in
            try db.execute(
                sql: "DELETE FROM contact_list_members WHERE list = ? AND contact = ?", arguments: [list, contact])
            return db.changesCount > 0
        }
    }

    /// Deletes a list of the organisation; its contacts stay.
    ///
    /// - Returns: How many members it had; nil where there is no such list.
    public func deleteContactList(_ id: String, of organisation: String) throws(Failure) -> Int? {
        try write { db in
            guard let list = try ContactList.find(id, of: organisation, in: db) else { return nil }
            try db.execute(sql: "DELETE FROM contact_lists WHERE id = ?", arguments: [list.id])
            return list.count
        }
    }

    /// Whether the organisation has a contact of that id.
    public func hasContact(_ id: String, of organisation: String) throws(Failure) -> Bool {
        try read { db in
            try Int.fetchOne(
                db, sql: "SELECT 1 FROM contacts WHERE id = ? AND organisation = ?", arguments: [id, organisation]) != nil
        }
    }

    /// Changes a contact of the organisation.
    ///
    /// - Parameter body: Makes the changes; the id and the time of creation stay.
    public func change(
        contact id: String, of organisation: String, at time: String, _ body: (inout Contact) -> Void
    ) throws(Failure) -> ContactChange {
        try write { db in
            try Transaction(db: db).change(contact: id, of: organisation, at: time, body)
        }
    }
}
