import LeadAPI
public import LeadHTTP
import LeadJSON
public import LeadModel
public import LeadRuntime
import LeadTables

/// LeadLex over any transport: prospect search, contacts, lists.
public struct LeadLexProvider: ProviderReader, ProviderWriter {
    /// What LeadLex can do.
    public let signature = ProviderSignature.leadLex
    private let client: Client

    /// How many calls it has made.
    public var callsMade: Int { client.callsMade }

    /// Talks to the workspace of `token`.
    public init(transport: any Transport, token: String) {
        client = Client(transport: transport, token: token, requestID: LeadLexAPI.requestID) { body in
            guard let error = body["error"], let message = error["message"]?.string else { return nil }
            let fields = (error["details"]?["fields"]?.object?.members ?? []).map { "\($0.name): \($0.value.string ?? "")" }
            let text = fields.isEmpty ? message : "\(message) (\(fields.joined(separator: "; ")))"
            return (error["code"]?.string ?? "no code", text)
        }
    }

    /// Up to this many contacts the pages of the contact list are read; past it, one export, of which there are ten an hour.
    private static let mostByPages = 300

    // MARK: Reading

    /// A page of a search (leadlex.md, sections 2.2 and 2.3); pages count from 1 there.
    public func search(
        _ kind: RecordKind, _ filter: Filter, page: Int, size: Int
    ) async throws(ProviderFailure) -> RowPage {
        let endpoint = LeadLexAPI.Endpoint.searchProspector
        var body = FilterBody(filter, fields: LeadLexFields.people).json
        body["page"] = .integer(page + 1)
        body["per_page"] = .integer(size)
        let answer = try await client.json(endpoint, body: .object(body))
        // Every paged answer has `meta` (leadlex.md, section 1.5); without a total nobody knows where the rows end.
        guard let prospects = answer["data"]?["prospects"]?.array, let total = answer["meta"]?["total"]?.integer else {
            throw client.failure(endpoint, .unreadable("it has no `data.prospects` and `meta.total`"))
        }
        return RowPage(rows: LeadLexFields.people.batch(of: prospects, kind: .people), total: total)
    }

    /// A page of a list's contacts.
    public func members(ofList id: String, page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        try await contacts([QueryItem("list_id", id)], page: page, size: size)
    }

    /// A page of the CRM's contacts.
    public func contacts(page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        try await contacts([], page: page, size: size)
    }

    private func contacts(_ query: [QueryItem], page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
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
            guard let found = answer["data"]?["lists"]?.array ?? answer["data"]?.array else {
                throw client.failure(endpoint, .unreadable("it has no `data.lists`"))
            }
            lists += found.compactMap(summary)
            // Where no total is said, a page that is not full is the end.
            let total = answer["meta"]?["total"]?.integer
            guard !found.isEmpty, total.map({ lists.count < $0 }) ?? (found.count == 100) else { return lists }
            page += 1
        }
    }

    private func summary(of list: JSON) -> ListSummary? {
        guard let id = list["id"]?.string, let name = list["name"]?.string else { return nil }
        return ListSummary(id: id, name: name, kind: .contacts)
    }

    /// What the contacts are recognised by: a few pages where there are few, else one export.
    public func contactKeys(inList id: String?) async throws(ProviderFailure) -> [ContactKey] {
        let query = id.map { [QueryItem("list_id", $0)] } ?? []
        let size = signature.limits.contactPage
        var rows = Batch(kind: .contacts)
        var page = 0
        while true {
            let answer = try await contacts(query, page: page, size: size)
            if answer.total > Self.mostByPages { return try await exportedKeys(query) }
            rows.append(answer.rows)
            page += 1
            guard rows.count < answer.total, answer.rows.count > 0 else { break }
        }
        return (0..<rows.count).map { row in
            key(
                id: rows["id", row].description, email: rows["email", row].description,
                profile: rows["linkedin_url", row].description)
        }
    }

    /// Reads the keys from one export (leadlex.md, section 2.12).
    private func exportedKeys(_ query: [QueryItem]) async throws(ProviderFailure) -> [ContactKey] {
        let endpoint = LeadLexAPI.Endpoint.exportContacts
        let options = [QueryItem("limit", "\(signature.limits.export)"), QueryItem("fields", "id,email,linkedin_url")]
        let response = try await client.send(endpoint, query: query + options)
        do {
            let rows = try CSVReader.rows(of: response.body)
            guard let header = rows.first, let id = header.firstIndex(of: "id"), let email = header.firstIndex(of: "email"),
                let profile = header.firstIndex(of: "linkedin_url")
            else {
                throw client.failure(endpoint, .unreadable("its first row does not name id, email and linkedin_url"), response)
            }
            if rows.count > signature.limits.export {
                throw client.failure(endpoint, .unreadable("the CRM has more contacts than one export holds"), response)
            }
            guard rows.allSatisfy({ $0.count == header.count }) else {
                throw client.failure(endpoint, .unreadable("its rows are not as wide as its first one"), response)
            }
            return rows.dropFirst().map {
                key(id: $0[id], email: $0[email], profile: $0[profile])
            }
        } catch let failure as ProviderFailure {
            throw failure
        } catch {
            throw client.failure(endpoint, .unreadable("it is no CSV"), response)
        }
    }

    private func key(id: String, email: String, profile: String) -> ContactKey {
        ContactKey(id: id, email: EmailKey(email), profile: ProfileKey(profile))
    }

    // MARK: Writing

    /// Makes one call.
    public func write(_ call: WriteCall) async throws(ProviderFailure) -> WriteResult {
        switch call {
        case .createList(let draft): return try await create(draft)
        case .saveProspects(let rows, let list): return try await save(rows, to: list)
        case .joinList(let list, let contacts):
            let endpoint = LeadLexAPI.Endpoint.addContacts(list: list)
            let answer = try await client.json(endpoint, body: LeadLexAPI.AddContacts(contactIDs: contacts).json)
            return WriteResult(added: try count("added", in: answer, of: endpoint))
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

    /// Saves prospects (the complete page of `prospects/save`).
    private func save(_ rows: Batch, to list: String?) async throws(ProviderFailure) -> WriteResult {
        let endpoint = LeadLexAPI.Endpoint.saveProspects
        let prospects = (0..<rows.count).map { row in
            func text(_ field: String) -> String? { rows[field, row].texts.first }
            return LeadLexAPI.Prospect(
                name: text("name") ?? "", email: text("email"), title: text("title"), companyName: text("company.name"),
                linkedinURL: text("linkedin_url"))
        }
        let answer = try await client.json(endpoint, body: LeadLexAPI.SaveBody(prospects: prospects, listID: list).json)
        let created = try count("created", in: answer, of: endpoint)
        return WriteResult(added: created, created: created)
    }

    private func count(_ name: String, in answer: JSON, of endpoint: LeadLexAPI.Endpoint) throws(ProviderFailure) -> Int {
        guard let count = answer["data"]?[name]?.integer, count >= 0 else {
            throw client.failure(endpoint, .unreadable("it has no `data.\(name)`"))
        }
        return count
    }
}
