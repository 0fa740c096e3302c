import LeadAPI
import LeadHTTP
import LeadModel
import LeadStore

/// `prospects/search`, `prospector/search` and `prospects/save`.
extension LeadLexRoutes {
    func searchProspects(_ request: Request) throws(Refusal) -> Response {
        let body = try decode(LeadLexAPI.SearchBody.self, from: request)
        let condition = SearchCondition(body)
        let found = try attempt { store throws(Store.Failure) in
            try store.people(condition, offset: (body.page - 1) * body.perPage, limit: body.perPage)
        }
        return answer(
            LeadLexAPI.Prospects(found.items.map(LeadLexAPI.Prospect.init)),
            meta: LeadLexAPI.Meta(page: body.page, perPage: body.perPage, total: found.total))
    }

    /// Saves prospects as contacts.
    ///
    /// Where the page is silent (leadlex.md, section 9, items 3 and 4): addresses are compared without regard to case and
    /// surrounding space; the second of two prospects with one address is skipped; a prospect without an address is always
    /// new; a skipped contact does not join the list; nothing is saved where one prospect is not valid.
    func saveProspects(_ request: Request, of caller: Caller) throws(Refusal) -> Response {
        let body = try decode(LeadLexAPI.SaveBody.self, from: request)
        let list = try body.listID.map { id throws(Refusal) in try self.list(id, of: caller) }
        let time = sandbox.now()
        let drafts = body.prospects.map { prospect in
            let name = ContactName(full: prospect.name)?.full ?? prospect.name
            var contact = Contact(id: sandbox.makeID(), fullName: name, createdAt: created(prospect.createdDate, else: time))
            contact.updatedAt = time
            contact.email = prospect.email
            contact.jobTitle = prospect.title
            contact.companyName = prospect.companyName
            contact.linkedinURL = prospect.linkedinURL
            contact.phone = prospect.phone
            return contact
        }
        let made = try attempt { store throws(Store.Failure) in
            try store.make(drafts, of: caller.organisation, in: list?.id)
        }
        guard let made else { throw Refusal(.notFound, "List not found") }
        let contacts = made.map { contact in
            var answer = LeadLexAPI.Contact(id: contact.id, fullName: contact.fullName, email: contact.email)
            answer.jobTitle = contact.jobTitle
            answer.companyName = contact.companyName
            return answer
        }
        return answer(LeadLexAPI.Created(created: made.count, contacts: contacts))
    }
}

extension SearchCondition {
    /// What a prospect search asks of the shared database: every filter must hold, of its values any may.
    ///
    /// Titles are looked for by their words, and an industry is LeadLex's own name for a group or the industry itself.
    init(_ body: LeadLexAPI.SearchBody) {
        var parts: [SearchCondition] = []
        func any(_ values: [String], _ test: (String) -> SearchCondition) {
            if !values.isEmpty { parts.append(.any(values.map(test))) }
        }
        any(body.titles) { .words(.title, $0, .word) }
        any(body.location) { .any([.equals(.country, $0), .equals(.city, $0)]) }
        any(body.industry) { .any([.equals(.sector, $0), .equals(.industry, $0)]) }
        any(body.headcount, Self.headcount)
        any(body.seniority) { .equals(.seniority, ClosedValues.canonical($0, among: ClosedValues.seniority)) }
        any(body.departments) { .holds(.departments, ClosedValues.canonical($0, among: ClosedValues.department)) }
        any(body.companyDomains) { .equals(.domain, $0) }
        if let name = body.name { parts.append(.words(.name, name, .word)) }
        self = .all(parts)
    }

    /// A band such as `51-200` or `10001+`; text that is none fits no company.
    private static func headcount(_ band: String) -> SearchCondition {
        let bounds = band.split(separator: "-", omittingEmptySubsequences: false).map { Int($0.filter(\.isNumber)) }
        switch (bounds.first ?? nil, bounds.count) {
        case (let lower?, 2): return bounds[1].map { .employees(lower: lower, upper: $0) } ?? .any([])
        case (let lower?, 1): return .employees(lower: lower, upper: band.hasSuffix("+") ? nil : lower)
        default: return .any([])
        }
    }
}

extension LeadLexAPI.Prospect {
    /// A prospect as a search answers it.
    init(_ person: Person) {
        self.init(
            name: "\(person.firstName) \(person.lastName)", email: person.emails.first, title: person.title,
            companyName: person.company?.name, linkedinURL: person.linkedinURL)
        id = person.id
        phone = person.phones.first
        seniority = person.seniority
        departments = person.departments
        city = person.city
        country = person.country
        industry = person.company?.sector
        headcount = person.company?.headcount
        companyDomain = person.company?.domain
    }
}
