import LeadAPI
import LeadHTTP
import LeadJSON
public import LeadModel
public import LeadRuntime
import LeadTables

/// Reading all contacts at once.
extension LeadLexProvider {
    /// All contacts: a few pages where there are few, else one export.
    public func allContacts() async throws(ProviderFailure) -> Batch {
        var rows = Batch(kind: .contacts)
        var page = 0
        while true {
            let answer = try await contacts(page: page, size: signature.limits.contactPage)
            let isLarge = page == 0 && answer.total > signature.limits.mostByPages
            if isLarge, let exported = try await export(ofList: nil), exported.count >= answer.total { return exported }
            rows.append(answer.rows)
            page += 1
            guard rows.count < answer.total, answer.rows.count > 0 else { return rows }
        }
    }

    /// All contacts of the CRM, or of a list, from one export (leadlex.md, section 2.12), in the order of the pages.
    ///
    /// The tags of a contact are joined by commas there: a tag that has a comma itself comes back as two.
    ///
    /// - Returns: nil where the service refuses, since of exports there are ten an hour and they need a permission of their own.
    public func export(ofList id: String?) async throws(ProviderFailure) -> Batch? {
        let endpoint = LeadLexAPI.Endpoint.exportContacts
        let columns = LeadLexFields.exportColumns
        var query = [QueryItem("limit", "\(signature.limits.export)"), QueryItem("fields", columns.joined(separator: ","))]
        if let id { query.append(QueryItem("list_id", id)) }
        let response: Response
        do {
            response = try await client.send(endpoint, query: query)
        } catch {
            switch error.reason {
            case .refused, .unauthorized: return nil
            case .unsupported, .unreadable, .unreachable, .unanswered, .inDoubt, .overLimit, .unrecorded, .interrupted,
                .overBudget,
                .unapproved,
                .unforeseen:
                throw error
            }
        }
        let table = try table(in: response)
        // As the pages are asked for: the oldest first.
        let contacts = table.sorted { $0["created_at"]?.string ?? "" < $1["created_at"]?.string ?? "" }
        return LeadLexFields.contacts.batch(of: contacts, kind: .contacts)
    }

    /// The rows of an export, as the objects that a page of contacts has.
    private func table(in response: Response) throws(ProviderFailure) -> [JSON] {
        let endpoint = LeadLexAPI.Endpoint.exportContacts
        let columns = LeadLexFields.exportColumns
        let rows: [[String]]
        do {
            // An export for spreadsheets has a `'` before what these would run as a formula.
            rows = try CSVReader.rows(of: response.body).map { $0.map(FormulaGuard.removed) }
        } catch {
            throw client.failure(endpoint, .unreadable("it is no CSV"), response)
        }
        let places = columns.compactMap { rows.first?.firstIndex(of: $0) }
        guard let header = rows.first, places.count == columns.count else {
            throw client.failure(
                endpoint, .unreadable("its first row does not name \(columns.joined(separator: ", "))"), response)
        }
        if rows.count > signature.limits.export {
            throw client.failure(endpoint, .unreadable("the CRM has more contacts than one export holds"), response)
        }
        guard rows.allSatisfy({ $0.count == header.count }) else {
            throw client.failure(endpoint, .unreadable("its rows are not as wide as its first one"), response)
        }
        return rows.dropFirst().map { row in
            var contact: JSONObject = [:]
            for (column, place) in zip(columns, places) where !row[place].isEmpty {
                let isList = column == "tags"
                contact[column] =
                    isList ? .array(row[place].split(separator: ",").map { .string(String($0)) }) : .string(row[place])
            }
            return .object(contact)
        }
    }
}
