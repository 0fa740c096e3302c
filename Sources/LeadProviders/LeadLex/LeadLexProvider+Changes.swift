import LeadAPI
import LeadJSON
import LeadModel
import LeadRuntime

/// Removal from a list, deletion of a list, and changes of contacts.
extension LeadLexProvider {
    /// Takes contacts out of a list, one call for each (leadlex.md, section 2.17); who is no member is passed over.
    func remove(_ ids: [String], from list: String) async throws(ProviderFailure) -> WriteResult {
        var removed = 0
        for (row, id) in ids.enumerated() {
            let endpoint = LeadLexAPI.Endpoint.removeContact(list: list, contact: id)
            do throws(ProviderFailure) {
                let answer = try await client.json(endpoint)
                guard answer["data"]?["removed"] == true else {
                    throw client.failure(endpoint, .unreadable("it has no `data.removed`"))
                }
                removed += 1
            } catch {
                // A list that is not there is refused with another code, and so is anything else.
                if error.isRefused(status: 404, code: names.text("error.no_member")) { continue }
                throw error.after(
                    .init(WriteResult(added: removed), rows: row), "\(removed) of \(ids.count) rows were taken out of the list")
            }
        }
        return WriteResult(added: removed)
    }

    /// Deletes a list (leadlex.md, section 2.18); its contacts stay.
    func deleteList(_ id: String) async throws(ProviderFailure) -> WriteResult {
        let endpoint = LeadLexAPI.Endpoint.deleteList(id: id)
        let answer = try await client.json(endpoint)
        guard answer["data"]?["deleted"] == true else {
            throw client.failure(endpoint, .unreadable("it has no `data.deleted`"))
        }
        return WriteResult()
    }

    /// Changes the contacts that have the rows' e-mail addresses.
    ///
    /// Each contact is changed by its id with `PATCH /v1/contacts/:id` (leadlex.md, section 2.7): it leaves fields that are
    /// not sent as they are, and answers 404 rather than make a contact; both are documented. An import with
    /// `update_existing` (section 7.1) would take 500 rows in one call, but it matches by telephone number as well, which
    /// colleagues share, makes a contact of a row that matches none, and is silent about fields that are left out.
    ///
    /// `contacts` are those that were read before: their ids and what they hold are found there, so a row that would change
    /// nothing costs no call. How LeadLex compares addresses is not documented (section 9, item 3); `EmailKey` does it here.
    /// Of contacts that share an address the oldest is meant. Nobody can rule out that a field is filled by others between
    /// reading and writing: no call takes a condition.
    func update(
        _ contacts: Batch, by rows: Batch, fillsEmptyOnly: Bool
    ) async throws(ProviderFailure) -> WriteResult {
        let changes = Self.changes(of: contacts, by: rows, fillsEmptyOnly: fillsEmptyOnly)
        var changed = Batch(kind: .contacts)
        var isKnown = true
        for (place, change) in changes.enumerated() {
            let endpoint = LeadLexAPI.Endpoint.updateContact(id: change.id)
            do throws(ProviderFailure) {
                let answer = try await client.json(endpoint, body: .object(change.body))
                guard answer["data"]?["id"]?.string != nil else {
                    throw client.failure(endpoint, .unreadable("it has no `data.id`"))
                }
                changed.append(change.values.mapValues(LeadModel.Value.text))
            } catch {
                // Somebody deleted the contact since it was read.
                if error.isRefused(status: 404) {
                    isKnown = false
                    continue
                }
                let done = ProviderFailure.Done(WriteResult(added: changed.count), rows: rows.count - (changes.count - place))
                throw error.after(done, "\(changed.count) of \(changes.count) contacts were changed")
            }
        }
        return WriteResult(added: changed.count, contacts: isKnown ? changed : nil)
    }

    /// What has to be sent: for each contact that the rows change, in the order of the contacts, the fields that differ.
    ///
    /// Of several rows with one address the last one's values count, or with `fillsEmptyOnly` the first one's.
    static func changes(
        of contacts: Batch, by rows: Batch, fillsEmptyOnly: Bool
    ) -> [(id: String, values: [String: String], body: JSONObject)] {
        var places: [EmailKey: Int] = [:]
        for place in (0..<contacts.count).reversed() {
            if let key = EmailKey(contacts["email", place].description) { places[key] = place }
        }
        var wanted: [Int: [String: String]] = [:]
        for row in 0..<rows.count {
            guard let key = rows["email", row].texts.first.flatMap(EmailKey.init), let place = places[key] else { continue }
            for field in LeadLexFields.changeable {
                guard let text = text(of: field, in: rows, row: row) else { continue }
                if fillsEmptyOnly, !contacts[field, place].isEmpty || wanted[place]?[field] != nil { continue }
                wanted[place, default: [:]][field] = text
            }
        }
        return wanted.sorted { $0.key < $1.key }.compactMap { place, values in
            var body: JSONObject = [:]
            for field in LeadLexFields.changeable {
                guard let text = values[field], text != contacts[field, place].description else { continue }
                body[LeadLexFields.changeNames[field] ?? field] = .string(text)
            }
            let id = contacts["id", place].description
            return body.members.isEmpty ? nil : (id, values.merging(["id": id]) { $1 }, body)
        }
    }

    /// A row's text for a contact's field, nil for blank text; rows that have no whole name have its parts.
    private static func text(of field: String, in rows: Batch, row: Int) -> String? {
        func known(_ field: String) -> String? { rows[field, row].isEmpty ? nil : rows[field, row].texts.first }
        if let text = known(field) { return text }
        guard field == "name" else { return nil }
        let parts = ["first_name", "last_name"].compactMap(known)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}
