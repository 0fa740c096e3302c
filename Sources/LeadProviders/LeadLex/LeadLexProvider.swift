import LeadAPI
public import LeadHTTP
import LeadJSON
public import LeadModel
public import LeadRuntime

/// LeadLex over any transport: prospect search, contacts, lists.
public struct LeadLexProvider: ProviderReader, ProviderWriter {
    /// What LeadLex can do.
    public let signature: ProviderSignature
    let client: Client
    let names: AssumedNames
    /// How many pages it may be asked for at once.
    public let readWidth: Int

    /// How many requests it has made to each endpoint.
    public var requestsMade: [String: Int] { client.requestsMade }

    /// Asks a meter before each request from here on, or none.
    public func meter(by meter: CallMeter?) {
        client.meter(by: meter)
    }

    /// Talks to the workspace of `token`.
    ///
    /// - Parameters:
    ///   - decorate: Puts something around what counts the calls, such as what sends one again.
    ///   - readWidth: How many pages it may be asked for at once.
    ///   - names: What is assumed where the docs are silent.
    public init(
        transport: any Transport, decorating decorate: (any Transport) -> any Transport = { $0 }, token: String,
        readWidth: Int = 1, names: AssumedNames = .leadLex
    ) {
        self.readWidth = readWidth
        self.names = names
        signature = names.isMended ? .leadLex(assuming: names) : .leadLex
        client = Client(
            transport: transport, decorating: decorate, token: token, names: names, requestID: LeadLexAPI.requestID
        ) { body in
            guard let message = body.at(names.path("error.message"))?.string else { return nil }
            let details = body.at(names.path("error.details"))?.object?.members ?? []
            let fields = details.map { "\($0.name): \($0.value.string ?? "")" }
            let text = fields.isEmpty ? message : "\(message) (\(fields.joined(separator: "; ")))"
            return (body.at(names.path("error.code"))?.string ?? "no code", text)
        }
    }

    // MARK: Reading

    /// A page of a search (leadlex.md, sections 2.2 and 2.3); pages count from 1 there.
    public func search(
        _ kind: RecordKind, _ filter: Filter, page: Int, size: Int
    ) async throws(ProviderFailure) -> RowPage {
        let endpoint = LeadLexAPI.Endpoint.searchProspector
        let fields = names.fields[.people] ?? []
        var body = FilterBody(filter, fields: fields, names: names).json
        body["page"] = .integer(page + 1)
        body["per_page"] = .integer(size)
        let answer = try await client.json(endpoint, body: .object(body))
        // Every paged answer has `meta` (leadlex.md, section 1.5); without a total nobody knows where the rows end.
        guard let prospects = answer.at(names.path("search.rows"))?.array,
            let total = answer.at(names.path("search.total"))?.integer
        else { throw client.failure(endpoint, .unreadable(names.missing("search.rows", "search.total"))) }
        return RowPage(rows: fields.batch(of: prospects, kind: .people), total: total)
    }

    /// A page of a list's contacts.
    public func members(ofList id: String, page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        try await contacts([QueryItem("list_id", id)], page: page, size: size)
    }

    /// A page of the CRM's contacts.
    public func contacts(page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        try await contacts([], page: page, size: size)
    }

    func contacts(_ query: [QueryItem], page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        let endpoint = LeadLexAPI.Endpoint.contacts
        let paging = [QueryItem("page", "\(page + 1)"), QueryItem("per_page", "\(size)"), QueryItem("sort", "created_at")]
        let answer = try await client.json(endpoint, query: query + paging)
        guard let contacts = answer["data"]?["contacts"]?.array, let total = answer["meta"]?["total"]?.integer else {
            throw client.failure(endpoint, .unreadable("it has no `data.contacts` and `meta.total`"))
        }
        return RowPage(rows: LeadLexFields.contacts.batch(of: contacts, kind: .contacts), total: total)
    }

    /// All lists of the workspace.
    ///
    /// Only a mention of this call is documented (leadlex.md, section 2.15); the answer is read as its siblings' are.
    public func lists() async throws(ProviderFailure) -> [ListSummary] {
        let endpoint = LeadLexAPI.Endpoint.lists
        var lists: [ListSummary] = []
        var page = 1
        while true {
            let query = [QueryItem("page", "\(page)"), QueryItem("per_page", "100")]
            let answer = try await client.json(endpoint, query: query)
            guard let found = answer.at(names.path("lists.rows"))?.array ?? answer["data"]?.array else {
                throw client.failure(endpoint, .unreadable(names.missing("lists.rows")))
            }
            lists += found.compactMap(summary)
            // Where no total is said, a page that is not full is the end.
            let total = answer.at(names.path("lists.total"))?.integer
            guard !found.isEmpty, total.map({ lists.count < $0 }) ?? (found.count == 100) else { return lists }
            page += 1
        }
    }

    /// The day of making stands under `created_at` in the answer to a new list (leadlex.md, section 2.14), which its entry
    /// among all lists is taken to have as well; other pages say `created_date` (G7).
    private func summary(of list: JSON) -> ListSummary? {
        guard let id = list["id"]?.string, let name = list["name"]?.string else { return nil }
        return ListSummary(id: id, name: name, kind: .contacts, created: list.day("created_at") ?? list.day("created_date"))
    }

    // MARK: Writing

    /// Makes one call.
    public func write(_ call: WriteCall) async throws(ProviderFailure) -> WriteResult {
        switch call {
        case .createList(let draft): return try await create(draft)
        case .saveProspects(let rows, let list): return try await save(rows, to: list)
        case .createContacts(let rows): return try await createContacts(rows)
        case .joinList(let list, let contacts):
            let endpoint = LeadLexAPI.Endpoint.addContacts(list: list)
            let answer = try await client.json(endpoint, body: LeadLexAPI.AddContacts(contactIDs: contacts).json)
            return WriteResult(added: try count("added", in: answer, of: endpoint))
        case .removeMembers(let list, let ids): return try await remove(ids, from: list)
        case .deleteList(let id): return try await deleteList(id)
        case .updateContacts(let rows, let contacts, let fillsEmptyOnly):
            return try await update(contacts, by: rows, fillsEmptyOnly: fillsEmptyOnly)
        case .addPlaces, .addIDs, .addRecords:
            throw client.failure(LeadLexAPI.Endpoint.bulkContacts, .unsupported("it takes contacts only"))
        }
    }

    private func create(_ draft: ListDraft) async throws(ProviderFailure) -> WriteResult {
        let endpoint = LeadLexAPI.Endpoint.createList
        let body = LeadLexAPI.CreateList(name: draft.name, description: draft.description)
        let answer = try await client.json(endpoint, body: body.json)
        guard let list = answer["data"].flatMap(summary) else { throw client.failure(endpoint, .unreadable("it names no list")) }
        return WriteResult(list: list)
    }

    func count(_ name: String, in answer: JSON, of endpoint: LeadLexAPI.Endpoint) throws(ProviderFailure) -> Int {
        guard let count = answer["data"]?[name]?.integer, count >= 0 else {
            throw client.failure(endpoint, .unreadable("it has no `data.\(name)`"))
        }
        return count
    }
}
