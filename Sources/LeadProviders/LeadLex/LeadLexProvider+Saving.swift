import LeadAPI
import LeadJSON
import LeadModel
import LeadRuntime

/// Making contacts of rows.
extension LeadLexProvider {
    /// Saves prospects (the complete page of `prospects/save`).
    func save(_ rows: Batch, to list: String?) async throws(ProviderFailure) -> WriteResult {
        let endpoint = LeadLexAPI.Endpoint.saveProspects
        let prospects = (0..<rows.count).map { row in
            func text(_ field: String) -> String? { rows[field, row].texts.first }
            return LeadLexAPI.Prospect(
                name: text("name") ?? "", email: text("email"), title: text("title"), companyName: text("company.name"),
                linkedinURL: text("linkedin_url"))
        }
        let answer = try await client.json(endpoint, body: LeadLexAPI.SaveBody(prospects: prospects, listID: list).json)
        let created = try count("created", in: answer, of: endpoint)
        return WriteResult(
            added: created, created: created, contacts: made(of: rows, by: answer, keeping: signature.recordFields))
    }

    /// Makes contacts (the complete page of `contacts/bulk`; leadlex.md, section 2.9).
    ///
    /// The page has no duplicate rule, so only rows that the CRM does not have are to be sent; who is left out all the same is
    /// seen from the number of those that were made.
    func createContacts(_ rows: Batch) async throws(ProviderFailure) -> WriteResult {
        let endpoint = LeadLexAPI.Endpoint.bulkContacts
        let contacts = (0..<rows.count).map { row in
            func text(_ field: String) -> String? { rows[field, row].texts.first }
            var contact = LeadLexAPI.NewContact(fullName: text("name") ?? "", email: text("email"))
            contact.phone = text("phone")
            contact.jobTitle = text("title")
            contact.company = text("company.name")
            contact.linkedinURL = text("linkedin_url")
            contact.tags = rows["tags", row].texts
            return contact
        }
        let answer = try await client.json(endpoint, body: LeadLexAPI.BulkBody(contacts: contacts).json)
        let created = try count("created", in: answer, of: endpoint)
        return WriteResult(
            added: created, created: created, contacts: made(of: rows, by: answer, keeping: signature.contactFields))
    }

    /// The contacts that the answer says were made of the rows; nil unless it plainly names one for each row.
    ///
    /// Every field of a contact but its id is what was sent: the answer leaves some out.
    private func made(of rows: Batch, by answer: JSON, keeping fields: Set<String>) -> Batch? {
        guard let answers = answer["data"]?["contacts"]?.array, answers.count == rows.count else { return nil }
        var contacts = Batch(kind: .contacts)
        for (row, contact) in answers.enumerated() {
            guard let id = contact["id"]?.string, contact["full_name"]?.string == rows["name", row].texts.first,
                contact["email"]?.string.flatMap({ EmailKey($0) }) == rows["email", row].texts.first.flatMap({ EmailKey($0) })
            else { return nil }
            var values = ["id": LeadModel.Value.text(id)]
            for field in fields where !rows[field, row].isEmpty { values[field] = rows[field, row] }
            contacts.append(values)
        }
        return contacts
    }
}
