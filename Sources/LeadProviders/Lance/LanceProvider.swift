import LeadAPI
public import LeadHTTP
import LeadJSON
public import LeadModel
public import LeadRuntime

/// Lance over any transport: person and company search, lead lists, bulk selection.
public struct LanceProvider: ProviderReader, ProviderWriter {
    /// What Lance can do.
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

    /// Talks to the account of `token`.
    ///
    /// - Parameters:
    ///   - decorate: Puts something around what counts the calls, such as what sends one again.
    ///   - readWidth: How many pages it may be asked for at once.
    ///   - names: What is assumed where the docs are silent.
    public init(
        transport: any Transport, decorating decorate: (any Transport) -> any Transport = { $0 }, token: String,
        readWidth: Int = 1, names: AssumedNames = .lance
    ) {
        self.readWidth = readWidth
        self.names = names
        signature = names.isMended ? .lance(assuming: names) : .lance
        client = Client(transport: transport, decorating: decorate, token: token, names: names) { body in
            guard let message = body.at(names.path("error.message"))?.string else { return nil }
            let details = (body.at(names.path("error.details"))?.array ?? []).map { detail in
                let path = (detail["path"]?.array ?? []).map { $0.string ?? $0.integer.map(String.init) ?? "" }
                return "\(path.joined(separator: ".")): \(detail["message"]?.string ?? "")"
            }
            let text = details.isEmpty ? message : "\(message) (\(details.joined(separator: "; ")))"
            return (body.at(names.path("error.code"))?.string ?? "no code", text)
        }
    }

    // MARK: Reading

    /// A page of a search (lance.md, sections 5.1 and 5.3).
    public func search(
        _ kind: RecordKind, _ filter: Filter, page: Int, size: Int
    ) async throws(ProviderFailure) -> RowPage {
        let fields = fields(of: kind)
        let endpoint: LanceAPI.Endpoint = kind == .companies ? .searchCompanies : .searchPeople
        var body = FilterBody(filter, fields: fields, names: names).json
        body["page"] = .integer(page)
        body["size"] = .integer(size)
        let answer = try await client.json(endpoint, body: .object(body))
        guard let content = answer.at(names.path("search.rows"))?.array,
            let total = answer.at(names.path("search.total"))?.integer
        else { throw client.failure(endpoint, .unreadable(names.missing("search.rows", "search.total"))) }
        return RowPage(rows: fields.batch(of: content, kind: kind), total: total)
    }

    private func fields(of kind: RecordKind) -> [FieldMapping] {
        names.fields[kind == .companies ? .companies : .people] ?? []
    }

    /// The members of a lead list; Lance answers all of them at once (lance.md, section 5.8).
    public func members(ofList id: String, page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        let endpoint = LanceAPI.Endpoint.leadList(id: id)
        let answer = try await client.json(endpoint)
        let isCompanies = answer["type"]?.string == "company"
        guard let content = answer[isCompanies ? "companies" : "persons"]?.array else {
            throw client.failure(endpoint, .unreadable("it names no members"))
        }
        let kind: RecordKind = isCompanies ? .companies : .people
        let rows = fields(of: kind).batch(of: content, kind: kind)
        let places = (page * size..<max(page * size, (page + 1) * size)).clamped(to: 0..<rows.count)
        return RowPage(rows: rows.rows(at: Array(places)), total: rows.count)
    }

    /// Lance keeps no contacts.
    public func contacts(page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        RowPage(rows: Batch(kind: .contacts), total: 0)
    }

    /// Lance exports nothing.
    public func export(ofList id: String?) async throws(ProviderFailure) -> Batch? { nil }

    /// Lance keeps no contacts.
    public func allContacts() async throws(ProviderFailure) -> Batch {
        Batch(kind: .contacts)
    }

    /// The lead lists that the account may see, with the ids of their members (lance.md, section 5.6).
    public func lists() async throws(ProviderFailure) -> [ListSummary] {
        let endpoint = LanceAPI.Endpoint.leadLists
        let answer = try await client.json(endpoint)
        guard let lists = answer.array else { throw client.failure(endpoint, .unreadable("it is no list")) }
        return lists.compactMap(summary)
    }

    private func summary(of list: JSON) -> ListSummary? {
        guard let id = list["id"]?.string, let name = list["name"]?.string else { return nil }
        let isCompanies = list["type"]?.string == "company"
        let ids = list[isCompanies ? "companyIds" : "personIds"]?.array?.compactMap(\.string)
        return ListSummary(
            id: id, name: name, kind: isCompanies ? .companies : .people, memberIDs: ids, created: list.day("createdAt"))
    }

    // MARK: Writing

    /// Makes one call.
    public func write(_ call: WriteCall) async throws(ProviderFailure) -> WriteResult {
        switch call {
        case .createList(let draft): return try await create(draft)
        case .addPlaces(let list, let filter, let places, let excluded):
            return try await add(
                to: list, ["selection": .object(bulk(filter, places, excluding: excluded))], rows: places.count)
        case .addIDs(let list, let ids):
            return try await add(to: list, LanceAPI.AddProspects.selection(.manual(includedIds: ids)).json, rows: ids.count)
        case .addRecords(let list, let rows):
            let people = (0..<rows.count).map { LanceAPI.Person(rows, row: $0) }
            return try await add(to: list, LanceAPI.AddProspects.prospects(people).json, rows: rows.count)
        case .removeMembers(let list, let ids): return try await remove(ids, from: list)
        case .deleteList(let id):
            _ = try await client.send(LanceAPI.Endpoint.deleteLeadList(id: id))
            return WriteResult()
        case .saveProspects, .createContacts, .joinList, .updateContacts:
            throw client.failure(LanceAPI.Endpoint.createLeadList, .unsupported("it keeps no contacts"))
        }
    }

    /// The bulk form of a selection (the complete page of add-prospects).
    private func bulk(_ filter: Filter, _ places: Range<Int>, excluding excluded: [String]) -> JSONObject {
        var filters = FilterBody(filter, fields: fields(of: .people), names: names).json
        filters["page"] = 0
        filters["size"] = .integer(signature.limits.searchPage)
        return [
            "mode": "bulk", "startIndex": .integer(places.lowerBound), "targetCount": .integer(places.count),
            "excludedIds": .array(excluded.map(JSON.string)), "filters": .object(filters),
        ]
    }

    private func add(to list: String, _ body: JSON, rows: Int) async throws(ProviderFailure) -> WriteResult {
        let endpoint = LanceAPI.Endpoint.addProspects(list: list)
        let answer = try await client.json(endpoint, body: body)
        guard let added = answer["addedCount"]?.integer, added >= 0 else {
            throw client.failure(endpoint, .unreadable("it has no `addedCount`"))
        }
        guard added <= rows else {
            throw client.failure(endpoint, .unreadable("it says that \(added) of \(rows) rows were added"))
        }
        return WriteResult(added: added)
    }

    private func create(_ draft: ListDraft) async throws(ProviderFailure) -> WriteResult {
        let endpoint = LanceAPI.Endpoint.createLeadList
        let body = LanceAPI.CreateLeadList(
            name: draft.name, startDate: "\(draft.firstDay)T00:00:00.000Z", endDate: "\(draft.lastDay)T23:59:59.000Z")
        let answer = try await client.json(endpoint, body: body.json)
        guard let list = summary(of: answer) else { throw client.failure(endpoint, .unreadable("it names no list")) }
        return WriteResult(list: list)
    }
}

extension LanceAPI.Person {
    /// A person with all that Lance has a place for (lance.md, section 3.1, person input object).
    ///
    /// The id is left out: it is another provider's.
    fileprivate init(_ rows: Batch, row: Int) {
        func text(_ field: String) -> String? { rows[field, row].texts.first }
        self.init(firstName: text("first_name") ?? "", lastName: text("last_name") ?? "")
        jobTitle = text("title")
        city = text("city")
        country = text("country")
        linkedinUrl = text("linkedin_url")
        seniority = text("seniority")
        let addresses = rows["emails", row].texts
        emails = addresses.isEmpty ? rows["email", row].texts : addresses
        phones = rows["phone", row].texts
        departments = rows["department", row].texts
        functions = rows["function", row].texts
    }
}
