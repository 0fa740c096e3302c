import GRDB
import LeadModel

extension Transaction {
    // MARK: Making

    /// Makes a contact, and the company that it names where the workspace has none of that name.
    ///
    /// - Returns: The contact; nil where the organisation knows its e-mail address.
    public func make(_ draft: Contact, of organisation: String) throws -> Contact? {
        let key = draft.email.flatMap(EmailKey.init)?.text
        if let key, try contact(withAddress: key, of: organisation) != nil { return nil }
        var contact = draft
        // By the number, too, a contact is recognised.
        contact.phone = contact.phone?.trimmed
        contact.companyID = try contact.companyID ?? company(named: contact.companyName, of: organisation, at: draft.updatedAt)
        let values: [(any DatabaseValueConvertible)?] = [
            contact.id, organisation, contact.fullName, contact.firstName, contact.lastName, contact.email, key, contact.phone,
            contact.jobTitle, contact.companyName, contact.companyID, contact.linkedinURL, contact.priority,
            TextList.joined(contact.tags), contact.customFields, contact.createdAt, contact.updatedAt,
        ]
        try db.cachedStatement(
            sql: """
                INSERT INTO contacts (id, organisation, full_name, first_name, last_name, email, email_key, phone, job_title,
                    company_name, company, linkedin_url, priority, tags, custom_fields, created_at, updated_at)
                VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
                """
        ).execute(arguments: StatementArguments(values))
        return contact
    }

    /// The id of the organisation's contact with an address in the form of `EmailKey`.
    func contact(withAddress key: String, of organisation: String) throws -> String? {
        try String.fetchOne(
            try db.cachedStatement(sql: "SELECT id FROM contacts WHERE organisation = ? AND email_key = ?"),
            arguments: [organisation, key])
    }

    /// The contact of that id; nil where it is another organisation's.
    public func contact(_ id: String, of organisation: String) throws -> Contact? {
        try Row.fetchOne(
            try db.cachedStatement(sql: "SELECT * FROM contacts WHERE id = ? AND organisation = ?"),
            arguments: [id, organisation]
        ).map(Contact.init)
    }

    // MARK: Changing

    /// Changes a contact of the organisation.
    ///
    /// - Parameter body: Makes the changes; the id and the time of creation stay.
    public func change(
        contact id: String, of organisation: String, at time: String, _ body: (inout Contact) -> Void
    ) throws -> ContactChange {
        guard let before = try contact(id, of: organisation) else { return .unknown }
        var contact = before
        body(&contact)
        if contact.fullName != before.fullName, let name = ContactName(full: contact.fullName) {
            (contact.fullName, contact.firstName, contact.lastName) = (name.full, nil, nil)
        }
        if contact.companyName != before.companyName {
            contact.companyID = try company(named: contact.companyName, of: organisation, at: time)
        }
        contact.phone = contact.phone?.trimmed
        contact.updatedAt = time
        let key = contact.email.flatMap(EmailKey.init)?.text
        if let key, let other = try self.contact(withAddress: key, of: organisation), other != id { return .addressTaken }
        let values: [(any DatabaseValueConvertible)?] = [
            contact.fullName, contact.firstName, contact.lastName, contact.email, key, contact.phone, contact.jobTitle,
            contact.companyName, contact.companyID, contact.linkedinURL, contact.priority, TextList.joined(contact.tags),
            contact.customFields, contact.updatedAt, id, organisation,
        ]
        try db.cachedStatement(
            sql: """
                UPDATE contacts SET full_name = ?, first_name = ?, last_name = ?, email = ?, email_key = ?, phone = ?,
                    job_title = ?, company_name = ?, company = ?, linkedin_url = ?, priority = ?, tags = ?, custom_fields = ?,
                    updated_at = ? WHERE id = ? AND organisation = ?
                """
        ).execute(arguments: StatementArguments(values))
        return .changed(contact)
    }

    // MARK: Deleting

    /// Deletes a contact of the organisation; its notes stay without it.
    ///
    /// - Returns: Whether it was there.
    public func delete(contact id: String, of organisation: String) throws -> Bool {
        try db.cachedStatement(sql: "DELETE FROM contacts WHERE id = ? AND organisation = ?")
            .execute(arguments: [id, organisation])
        return db.changesCount > 0
    }

    // MARK: Merging

    /// Makes one contact of several: what belongs to the others becomes the first one's, and they go.
    ///
    /// - Parameter overwriting: Whether what the others say takes the place of what the first one says; of several, the first
    ///   that says something. Without it, only what is empty is filled. A dry run only says what would be.
    /// - Returns: Nil where one of them is no contact of the organisation.
    public func merge(
        _ duplicates: [String], into primary: String, of organisation: String, overwriting: Bool, at time: String,
        isDryRun: Bool
    ) throws -> ContactMerge? {
        guard var contact = try contact(primary, of: organisation) else { return nil }
        var others: [Contact] = []
        for id in duplicates {
            guard let other = try self.contact(id, of: organisation) else { return nil }
            if !others.contains(where: { $0.id == id }) { others.append(other) }
        }
        let before = contact
        var populated: [String] = []
        for field in ContactMerge.fields {
            let own = contact[keyPath: field.path]
            guard own == nil || overwriting, let value = others.lazy.compactMap({ $0[keyPath: field.path] }).first, value != own
            else { continue }
            contact[keyPath: field.path] = value
            populated.append(field.name)
        }
        var merge = ContactMerge(primary: contact, merged: others.map(\.id), populated: populated)
        if isDryRun {
            let ids = Set(merge.merged)
            merge.notes = try count("notes", "contact", of: ids)
            merge.memberships = try newLists(of: ids, for: primary)
            return merge
        }
        merge.memberships = try newLists(of: Set(merge.merged), for: primary)
        for other in others {
            merge.notes += try move("notes", "contact", from: other.id, to: primary)
            _ = try move("contact_list_members", "contact", from: other.id, to: primary)
            // Whoever has been written to as the one has been written to as the other.
            try db.execute(
                sql: """
                    UPDATE campaign_contacts SET is_sent = 1 WHERE contact = ? AND campaign IN
                        (SELECT campaign FROM campaign_contacts WHERE contact = ? AND is_sent = 1)
                    """, arguments: [primary, other.id])
            _ = try move("campaign_contacts", "contact", from: other.id, to: primary)
            _ = try delete(contact: other.id, of: organisation)
        }
        // Only now are the others' addresses free.
        if contact != before {
            let change = try change(contact: primary, of: organisation, at: time) { $0 = contact }
            if case .changed(let changed) = change { merge.primary = changed }
        }
        return merge
    }

    /// How many lists have one of the contacts and not the other.
    private func newLists(of contacts: Set<String>, for other: String) throws -> Int {
        var lists: Set<String> = []
        let find = try db.cachedStatement(sql: "SELECT list FROM contact_list_members WHERE contact = ?")
        for contact in contacts { lists.formUnion(try String.fetchAll(find, arguments: [contact])) }
        return lists.subtracting(try String.fetchAll(find, arguments: [other])).count
    }

    private func count(_ table: String, _ column: String, of contacts: Set<String>) throws -> Int {
        try contacts.reduce(0) { sum, contact in
            try sum + (Int.fetchOne(db, sql: "SELECT count(*) FROM \(table) WHERE \(column) = ?", arguments: [contact]) ?? 0)
        }
    }

    /// Gives rows that name one contact to another; those that it has already go with the first one.
    private func move(_ table: String, _ column: String, from contact: String, to other: String) throws -> Int {
        try db.execute(sql: "UPDATE OR IGNORE \(table) SET \(column) = ? WHERE \(column) = ?", arguments: [other, contact])
        return db.changesCount
    }
}

/// What came of merging contacts.
public struct ContactMerge: Hashable, Sendable {
    /// The contact that stays.
    public var primary: Contact
    /// The ids of those that went.
    public let merged: [String]
    /// The fields of the contact that were filled from the others, in LeadLex's names.
    public let populated: [String]
    /// How many notes are now its own.
    public var notes = 0
    /// How many lists it has joined.
    public var memberships = 0

    static var fields: [(name: String, path: WritableKeyPath<Contact, String?>)] {
        [
            ("email", \.email), ("phone", \.phone), ("job_title", \.jobTitle), ("company_name", \.companyName),
            ("linkedin_url", \.linkedinURL),
        ]
    }
}
