import GRDB

/// A note on a contact.
public struct Note: Hashable, Sendable {
    /// The id.
    public let id: String
    /// The title.
    public let title: String
    /// The text.
    public let content: String?
    /// When it was made, ISO 8601.
    public let createdAt: String
    /// When it was last changed, ISO 8601.
    public let updatedAt: String

    /// Drafts a note.
    public init(id: String, title: String, content: String?, createdAt: String) {
        (self.id, self.title, self.content, self.createdAt, updatedAt) = (id, title, content, createdAt, createdAt)
    }
}

extension Store {
    /// A contact's notes, newest first; nil where the organisation has no such contact.
    public func notes(on contact: String, of organisation: String, offset: Int, limit: Int) throws(Failure) -> Found<Note>? {
        try read { db in
            guard try Transaction(db: db).contact(contact, of: organisation) != nil else { return nil }
            let total =
                try Int.fetchOne(db, sql: "SELECT count(*) FROM notes WHERE contact = ?", arguments: [contact]) ?? 0
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM notes WHERE contact = ? ORDER BY position DESC LIMIT ? OFFSET ?",
                arguments: [contact, limit, offset])
            return Found(items: try rows.map(Note.init), total: total)
        }
    }

    /// Makes a note on a contact.
    ///
    /// - Returns: Whether the organisation has that contact.
    public func make(_ note: Note, on contact: String, of organisation: String) throws(Failure) -> Bool {
        try write { db in
            try db.execute(
                sql: """
                    INSERT INTO notes (id, organisation, contact, title, content, created_at, updated_at)
                    SELECT ?, organisation, id, ?, ?, ?, ? FROM contacts WHERE id = ? AND organisation = ?
                    """,
                arguments: [note.id, note.title, note.content, note.createdAt, note.updatedAt, contact, organisation])
            return db.changesCount > 0
        }
    }

    /// A contact by itself; nil where it is another organisation's.
    public func contact(_ id: String, of organisation: String) throws(Failure) -> Contact? {
        try read { db in try Transaction(db: db).contact(id, of: organisation) }
    }

    /// Does something to the organisation's data in one transaction.
    public func transact<Value>(_ body: (Transaction) throws -> Value) throws(Failure) -> Value {
        try write { db in try body(Transaction(db: db)) }
    }
}

extension Note {
    init(_ row: Row) throws {
        try self.init(
            id: row.value("id"), title: row.value("title"), content: row.value("content"), createdAt: row.value("created_at"))
    }
}
