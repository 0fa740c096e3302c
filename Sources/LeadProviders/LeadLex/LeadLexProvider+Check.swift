import LeadAPI
import LeadHTTP
import LeadJSON
import LeadModel
import LeadRuntime

extension LeadLexProvider: CheckableProvider {
    /// Asks for a page of lists and of prospects: no page says that either costs credits (leadlex.md, section 1.10).
    public func checkedReads() async -> [CheckedRead] {
        let (lists, search) = (LeadLexAPI.Endpoint.lists, LeadLexAPI.Endpoint.searchProspector)
        return [
            await .of(lists.label, names, rows: "lists.rows", total: "lists.total") {
                () throws(ProviderFailure) in
                try await client.json(lists, query: [QueryItem("page", "1"), QueryItem("per_page", "5")])
            },
            await .of(search.label, names, rows: "search.rows", total: "search.total", fields: .people) {
                () throws(ProviderFailure) in try await client.json(search, body: ["page": 1, "per_page": 5])
            },
        ]
    }
}
