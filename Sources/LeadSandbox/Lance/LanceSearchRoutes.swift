import LeadAPI
import LeadHTTP
import LeadJSON
import LeadModel
import LeadStore

/// `POST entities/prospects/person` and `POST entities/prospects/company`.
extension LanceRoutes {
    func searchPeople(_ request: Request) throws(Refusal) -> Response {
        let body = try decode(LanceAPI.SearchBody.self, from: request)
        let condition = try SearchCondition(body.filters)
        let found = try attempt { store throws(Store.Failure) in
            try store.people(condition, offset: body.page * body.size, limit: body.size)
        }
        let page = LanceAPI.Page(
            content: found.items.map(LanceAPI.Person.init), totalElements: found.total, number: body.page, size: body.size)
        return Response(status: 200, json: page.json)
    }

    func searchCompanies(_ request: Request) throws(Refusal) -> Response {
        let body = try decode(LanceAPI.SearchBody.self, from: request)
        guard body.filters.contact.isEmpty else {
            throw Refusal(APIDecodingError(path: ["contact"], message: "Company search takes account filters only"))
        }
        var condition = try SearchCondition(body.filters)
        if !body.urls.isEmpty { condition = .all([condition, .any(body.urls.flatMap(Self.addresses))]) }
        let found = try attempt { [condition] store throws(Store.Failure) in
            try store.companies(condition, offset: body.page * body.size, limit: body.size)
        }
        let page = LanceAPI.Page(
            content: found.items.map(LanceAPI.Company.init), totalElements: found.total, number: body.page, size: body.size)
        return Response(status: 200, json: page.json)
    }

    /// A company by its LinkedIn page or its web site.
    private static func addresses(_ url: String) -> [SearchCondition] {
        var host = url.lowercased()
        for prefix in ["https://", "http://", "www."] where host.hasPrefix(prefix) { host = String(host.dropFirst(prefix.count)) }
        return [.equals(.companyProfile, "https://www.\(host)"), .equals(.domain, String(host.prefix { $0 != "/" }))]
    }
}

extension SearchCondition {
    /// What a search's filters ask of the shared database.
    ///
    /// A filter whose values the sandbox has no data for is refused, since to ignore it would find more people than asked.
    init(_ filters: LanceAPI.Filters) throws(LanceRoutes.Refusal) {
        var parts: [SearchCondition] = []
        for name in LanceAPI.ContactFilter.allCases {
            guard let filter = filters.contact[name] else { continue }
            guard let test = Self.test(of: name) else {
                throw .init(.badRequest, "The sandbox cannot filter by contact.\(name.rawValue)")
            }
            parts.append(Self.condition(filter, test))
        }
        for name in LanceAPI.AccountFilter.allCases {
            guard let filter = filters.account[name] else { continue }
            guard let test = Self.test(of: name) else {
                throw .init(.badRequest, "The sandbox cannot filter by account.\(name.rawValue)")
            }
            parts.append(Self.condition(filter, test))
        }
        self = .all(parts)
    }

    private typealias Test = (_ text: String, _ mode: Mode) -> SearchCondition

    private static func test(of name: LanceAPI.ContactFilter) -> Test? {
        switch name {
        case .fullName: { .words(.name, $0, $1) }
        case .title: { .words(.title, $0, $1) }
        case .skill: { .words(.skills, $0, $1) }
        case .language: { .words(.languages, $0, $1) }
        case .seniority: { text, _ in .equals(.seniority, ClosedValues.canonical(text, among: ClosedValues.seniority)) }
        case .location: { text, _ in .any([.equals(.country, text), .equals(.city, text)]) }
        case .departmentAndFunction:
            { text, _ in
                let value = ClosedValues.canonical(text, among: ClosedValues.department)
                return .any([.holds(.departments, value), .holds(.functions, value)])
            }
        case .socialMediaLink: { text, _ in .equals(.profile, text) }
        case .currentCompany: { text, _ in .words(.company, text, .strict) }
        case .previousCompany, .certification, .keyword, .socialMedia: nil
        }
    }

    private static func test(of name: LanceAPI.AccountFilter) -> Test? {
        switch name {
        case .nameOrDomain: { .any([.words(.company, $0, $1), .equals(.domain, $0)]) }
        case .industry: { text, _ in .equals(.industry, text) }
        case .location: { text, _ in .any([.equals(.companyCountry, text), .equals(.companyCity, text)]) }
        // The values of a range do not pass here; see `condition`.
        case .employeeSize: { _, _ in .all([]) }
        case .revenue: nil
        }
    }

    private static func condition(_ filter: LanceAPI.Filter, _ test: Test) -> SearchCondition {
        switch filter {
        case .plain(let clauses): return condition(clauses, values: { $0.values }, mode: { _ in .strict }, test)
        // No mode leaves the choice to the service; upstream it is SMART (lance.md, appendix B).
        case .matched(let clauses):
            return condition(
                clauses, values: { $0.content }, mode: { $0.mode.flatMap { Mode(rawValue: $0.rawValue) } ?? .smart }, test)
        case .keyword(let clauses): return condition(clauses, values: { $0.content }, mode: { _ in .word }, test)
        case .range(let bounds): return .any(bounds.map { .employees(lower: $0.start, upper: $0.end) })
        }
    }

    /// `all` means every value, `any` at least one; what is excluded must not hold for any of its values.
    private static func condition<Leaf: WireValue>(
        _ clauses: LanceAPI.Clauses<Leaf>, values: (Leaf) -> [String], mode: (Leaf) -> Mode, _ test: Test
    ) -> SearchCondition {
        func tests(_ leaf: Leaf) -> [SearchCondition] { values(leaf).map { test($0, mode(leaf)) } }
        var parts: [SearchCondition] = []
        if let leaf = clauses.all.include { parts.append(.all(tests(leaf))) }
        if let leaf = clauses.any.include { parts.append(.any(tests(leaf))) }
        if let leaf = clauses.all.exclude { parts.append(.not(.any(tests(leaf)))) }
        if let leaf = clauses.any.exclude { parts.append(.not(.any(tests(leaf)))) }
        return .all(parts)
    }
}

extension LanceAPI.Person {
    /// A person as Lance answers it; seniority and departments in the spelling of its answers (lance.md, G9).
    init(_ person: Person) {
        self.init(id: person.id, firstName: person.firstName, lastName: person.lastName)
        jobTitle = person.title
        seniority = person.seniority.map(Self.answered)
        departments = person.departments.map(Self.answered)
        functions = person.functions.map(Self.answered)
        city = person.city
        country = person.country
        linkedinUrl = person.linkedinURL
        emails = person.emails
        phones = person.phones
        skills = person.skills
        languages = person.languages.enumerated().map {
            LanceAPI.Language($0.element, level: $0.offset == 0 ? "Native" : "Professional")
        }
        company = person.company.map(LanceAPI.Company.init)
        companyId = company?.id
        industry = company?.industry
    }

    /// `c_suite` as `C-Suite`, `human_resources` as `Human Resources`.
    private static func answered(_ value: String) -> String {
        switch value {
        case "c_suite": "C-Suite"
        case "vp": "VP"
        default: value.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
        }
    }
}

extension LanceAPI.Company {
    /// A company as Lance answers it.
    init(_ company: Company) {
        self.init(id: company.id, name: company.name)
        headcount = company.headcount
        industry = company.industry
        linkedinUrl = company.linkedinURL
        websiteUrl = "https://\(company.domain)"
        domain = company.domain
        city = company.city
        country = company.country
        revenue = company.revenue
    }
}
