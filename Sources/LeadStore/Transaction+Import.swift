import GRDB
import LeadModel

/// What came of importing a contact.
public enum ContactImport: Hashable, Sendable {
    /// It is new.
    case created
    /// It was known, and has been changed.
    case updated
    /// It was known, and stays as it is.
    case skipped
}

extension Transaction {
    /// Imports a contact, which is known by its e-mail address, else by its telephone number.
    ///
    /// - Parameter isUpdating: Whether what is said of a known one takes the place of what was.
    public func importContact(_ draft: Contact, updating isUpdating: Bool, of organisation: String) throws -> ContactImport {
        var known = try draft.email.flatMap(EmailKey.init).flatMap { try contact(withAddress: $0.text, of: organisation) }
        if known == nil, let phone = draft.phone?.trimmed, !phone.isEmpty {
            known = try String.fetchOne(
                try db.cachedStatement(sql: "SELECT id FROM contacts WHERE organisation = ? AND phone = ? ORDER BY position"),
                arguments: [organisation, phone])
        }
        guard let known else { return try make(draft, of: organisation) == nil ? .skipped : .created }
        guard isUpdating else { return .skipped }
        let change = try change(contact: known, of: organisation, at: draft.updatedAt) { contact in
            contact.fullName = draft.fullName
            contact.firstName = draft.firstName
            contact.lastName = draft.lastName
            for field in ContactMerge.fields {
                contact[keyPath: field.path] = draft[keyPath: field.path] ?? contact[keyPath: field.path]
            }
            contact.priority = draft.priority ?? contact.priority
            contact.tags += draft.tags.filter { !contact.tags.contains($0) }
        }
        if case .changed = change { return .updated }
        return .skipped
    }
}
