import LeadAPI
public import LeadHTTP
import LeadJSON
public import LeadModel
public import LeadRuntime

/// Lance over any transport: person and company search, lead lists, bulk selection.
public struct LanceProvider: ProviderReader, ProviderWriter {
    /// What Lance can do.
    public let signature = ProviderSignature.lance
    private let client: Client

    /// How many calls it has made.
    public var callsMade: Int { client.callsMade }

    /// Talks to the account of `token`.
    public init(transport: any Transport, token: String) {
        client = Client(transport: transport, token: token) { body in
            guard let error = body["error"], let message = error["message"]?.string else { return nil }
            let details = (error["details"]?.array ?? []).map { detail in
                let path = (detail["path"]?.array ?? []).map { $0.string ?? $0.integer.map(String.init) ?? "" }
                return "\(path.joined(separator: ".")): \(detail["message"]?.string ?? "")"
            }
            let text = details.isEmpty ? message : "\(message) (\(details.joined(separator: "; ")))"
            return (error["code"]?.string ?? "no code", text)
        }
    }

    // MARK: Reading

    /// A page of a search (lance.md, sections 5.1 and 5.3).
    public func search(
        _ kind: RecordKind, _ filter: Filter, page: Int, size: Int
    ) async throws(ProviderFailure) -> RowPage {
        let fields = kind == .companies ? LanceFields.companies : LanceFields.people
        let endpoint: LanceAPI.Endpoint = kind == .companies ? .searchCompanies : .searchPeople
        var body = FilterBody(filter, fields: fields).json
        body["page"] = .integer(page)
        body["size"] = .integer(size)
        let answer = try await client.json(endpoint, body: .object(body))
        guard let content = answer["content"]?.array, let total = answer["totalElements"]?.integer else {
            throw client.failure(endpoint, .unreadable("it has no `content` and `totalElements`"))
        }
        return RowPage(rows: fields.batch(of: content, kind: kind), total: total)
    }

    /// The members of a lead list; Lance answers all of them at once (lance.md, section 5.8).
    public func members(ofList id: String, page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        let endpoint = LanceAPI.Endpoint.leadList(id: id)
        let answer = try await client.json(endpoint)
        let isCompanies = answer["type"]?.string == "company"
        guard let content = answer[isCompanies ? "companies" : "persons"]?.array else {
            throw client.failure(endpoint, .unreadable("it names no members"))
        }
        let rows =
            isCompanies
            ? LanceFields.companies.batch(of: content, kind: .companies) : LanceFields.people.batch(of: content, kind: .people)
        let places = (page * size..<max(page * size, (page + 1) * size)).clamped(to: 0..<rows.count)
        return RowPage(rows: rows.rows(at: Array(places)), total: rows.count)
    }

    /// Lance keeps no contacts.
    public func contacts(page: Int, size: Int) async throws(ProviderFailure) -> RowPage {
        RowPage(rows: Batch(kind: .contacts), total: 0)
    }

    /// Lance keeps no contacts.
    public func contactKeys(inList id: String?) async throws(ProviderFailure) -> [ContactKey] {
        []
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
        return ListSummary(id: id, name: name, kind: isCompanies ? .companies : .people, memberIDs: ids)
    }

    // MARK: Writing

    /// Makes one call.
    public func write(_ call: WriteCall) async throws(ProviderFailure) -> WriteResult {
        switch call {
        case .createList(let draft): return try await create(draft)
        case .addPlaces(let list, let filter, let places, let excluded):
            return try await add(to: list, ["selection": .object(bulk(filter, places, excluding: excluded))])
        case .addIDs(let list, let ids):
            let selection: JSON = ["mode": "manual", "includedIds": .array(ids.map(JSON.string))]
            return try await add(to: list, ["selection": selection])
        case .addRecords(let list, let rows):
            return try await add(to: list, ["prospects": .array((0..<rows.count).map { person(rows, $0) })])
        case .saveProspects, .joinList:
            throw client.failure(LanceAPI.Endpoint.createLeadList, .unreadable("Lance keeps no contacts"))
        }
    }

    /// The bulk form of a selection (the complete page of add-prospects).
    private func bulk(_ filter: Filter, _ places: Range<Int>, excluding excluded: [String]) -> JSONObject {
        var filters = FilterBody(filter, fields: LanceFields.people).json
        filters["page"] = 0
        filters["size"] = .integer(signature.limits.searchPage)
        return [
            "mode": "bulk", "startIndex": .integer(places.lowerBound), "targetCount": .integer(places.count),
            "excludedIds": .array(excluded.map(JSON.string)), "filters": .object(filters),
        ]
    }

    /// A person with all that Lance has a place for (lance.md, section 3.1, person input object).
    ///
    /// The id is left out: it is another provider's.
    private func person(_ rows: Batch, _ row: Int) -> JSON {
        var person: JSONObject = [:]
        let texts = [
            "firstName": "first_name", "lastName": "last_name", "jobTitle": "title", "city": "city", "country": "country",
            "linkedinUrl": "linkedin_url", "seniority": "seniority",
        ]
        for (key, field) in texts.sorted(by: { $0.key < $1.key }) {
            person[key] = rows[field, row].texts.first.map(JSON.string)
        }
        let lists = [
            "emails": ["emails", "email"], "phones": ["phone"], "departments": ["department"], "functions": ["function"],
        ]
        for (key, fields) in lists.sorted(by: { $0.key < $1.key }) {
            let values = fields.lazy.map { rows[$0, row].texts }.first { !$0.isEmpty }
            person[key] = values.map { .array($0.map(JSON.string)) }
        }
        return .object(person)
    }

    private func add(to list: String, _ body: JSON) async throws(ProviderFailure) -> WriteResult {
        let endpoint = LanceAPI.Endpoint.addProspects(list: list)
        let answer = try await client.json(endpoint, body: body)
        guard let added = answer["addedCount"]?.integer, added >= 0 else {
            throw client.failure(endpoint, .unreadable("it has no `addedCount`"))
        }
        return WriteResult(added: added)
    }

    private func create(_ draft: ListDraft) async throws(ProviderFailure) -> WriteResult {
        let endpoint = LanceAPI.Endpoint.createLeadList
        let body: JSON = [
            "name": .string(draft.name), "type": "person", "icpId": .null,
            "startDate": .string("\(draft.firstDay)T00:00:00.000Z"),
            "endDate": .string("\(draft.lastDay)T23:59:59.000Z"), "personIds": [], "companyIds": [],
        ]
        let answer = try await client.json(endpoint, body: body)
        guard let list = summary(of: answer) else { throw client.failure(endpoint, .unreadable("it names no list")) }
        return WriteResult(list: list)
    }
}
