import LeadAPI
import LeadHTTP
public import LeadModel
public import LeadRuntime
import LeadTables

/// Reading all contacts at once.
extension LeadLexProvider {
    /// Up to this many contacts the pages of the contact list are read; past it, one export, of which there are ten an hour.
    static let mostByPages = 300

    /// All contacts: a few pages where there are few, else one export.
    public func allContacts() async throws(ProviderFailure) -> Batch {
        var rows = Batch(kind: .contacts)
        var page = 0
        while true {
            let answer = try await contacts(page: page, size: signature.limits.contactPage)
            if answer.total > Self.mostByPages { return try await exported(fields: ["id", "email"] + LeadLexFields.changeable) }
            rows.append(answer.rows)
            page += 1
            guard rows.count < answer.total, answer.rows.count > 0 else { return rows }
        }
    }

    /// Reads fields of contacts from one export (leadlex.md, section 2.12).
    private func exported(fields: [String]) async throws(ProviderFailure) -> Batch {
        let endpoint = LeadLexAPI.Endpoint.exportContacts
        let columns = fields.map { LeadLexFields.exportColumns[$0] ?? $0 }
        let options = [
            QueryItem("limit", "\(signature.limits.export)"), QueryItem("fields", columns.joined(separator: ",")),
        ]
        let response = try await client.send(endpoint, query: options)
        let rows: [[String]]
        do {
            rows = try CSVReader.rows(of: response.body)
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
        var batch = Batch(kind: .contacts)
        for row in rows.dropFirst() {
            let values = zip(fields, places).map { ($0, LeadModel.Value(text: row[$1])) }
            batch.append(Dictionary(values) { first, _ in first })
        }
        return batch
    }
}
