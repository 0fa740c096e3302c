import LeadAPI
import LeadJSON
import LeadModel
import LeadRuntime

extension LanceProvider: CheckableProvider {
    /// Asks for the lead lists and for five people: neither costs credits (lance.md, sections 5.1 and 5.6).
    public func checkedReads() async -> [CheckedRead] {
        let (lists, search) = (LanceAPI.Endpoint.leadLists, LanceAPI.Endpoint.searchPeople)
        return [
            await .of(lists.label, names, rows: nil, total: nil) { () throws(ProviderFailure) in try await client.json(lists) },
            await .of(search.label, names, rows: "search.rows", total: "search.total", fields: .people) {
                () throws(ProviderFailure) in try await client.json(search, body: ["page": 0, "size": 5])
            },
        ]
    }
}
