public import LeadJSON

extension LeadLexAPI {
    /// The body of a prospect search (page api-reference/prospects/search; leadlex.md, sections 2.2 and 2.3).
    ///
    /// All filters must hold; of one filter's values, any may.
    public struct SearchBody: WireValue {
        /// The names of the body's members; the one table of them.
        ///
        /// Those marked INFER stand for filters that the page counts ("15+ filter types") but whose names are cut off.
        public enum Name: String, CaseIterable, Sendable {
            /// Job titles.
            case titles
            /// The person's country or city.
            case location
            /// The company's industry, such as `Legal Services` or `Technology`.
            case industry
            /// Bands such as `51-200`.
            case headcount
            /// INFER. Values such as `vp`.
            case seniority
            /// INFER. Values such as `sales`.
            case departments
            /// INFER. Bare domains.
            case companyDomains = "company_domains"
            /// INFER. A part of the person's name.
            case name
            /// The page, from 1.
            case page
            /// Rows a page; sent by the workflow of page api-reference/prospects/save, not documented (G12).
            case perPage = "per_page"
        }

        /// Job titles.
        public var titles: [String] = []
        /// Countries or cities.
        public var location: [String] = []
        /// Industries.
        public var industry: [String] = []
        /// Bands such as `51-200`.
        public var headcount: [String] = []
        /// Seniority levels.
        public var seniority: [String] = []
        /// Departments.
        public var departments: [String] = []
        /// Bare domains.
        public var companyDomains: [String] = []
        /// A part of the person's name.
        public var name: String?
        /// The page, from 1.
        public var page: Int = 1
        /// Rows a page, 1 to 100.
        public var perPage: Int = Limits.defaultProspectPageSize

        /// Makes a search for everything.
        public init() {}

        /// Makes a search by the documented filters.
        public init(
            titles: [String] = [], location: [String] = [], industry: [String] = [], headcount: [String] = [], page: Int = 1,
            perPage: Int = Limits.defaultProspectPageSize
        ) {
            self.titles = titles
            self.location = location
            self.industry = industry
            self.headcount = headcount
            self.page = page
            self.perPage = perPage
        }

        /// Reads a body, in its new form or one of the older ones.
        ///
        /// Older: `query` as a string and `jobTitles` are titles (page api-reference/prospects/search); `query` as an object
        /// has `person_titles` and `organization_industries` (page api-reference/prospects/save, its workflow; G11).
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            titles = try source.strings(.titles) + source.strings("jobTitles")
            location = try source.strings(.location)
            industry = try source.strings(.industry)
            headcount = try source.strings(.headcount)
            seniority = try source.strings(.seniority)
            departments = try source.strings(.departments)
            companyDomains = try source.strings(.companyDomains)
            name = try source.optionalString(Name.name.rawValue)
            page = try source.optionalInteger(Name.page.rawValue, in: 1...Int(Int32.max)) ?? 1
            perPage = try source.optionalInteger(Name.perPage.rawValue, in: 1...Limits.pageSize) ?? Limits.defaultProspectPageSize
            guard let query = try source.find("query") else { return }
            if query.value.object != nil {
                titles += try query.strings("person_titles")
                industry += try query.strings("organization_industries")
            } else {
                titles.append(try query.string())
            }
        }

        /// The body as it is written, in the new form.
        public var json: JSON {
            var object = JSONObject()
            object.add(Name.titles.rawValue, titles)
            object.add(Name.location.rawValue, location)
            object.add(Name.industry.rawValue, industry)
            object.add(Name.headcount.rawValue, headcount)
            object.add(Name.seniority.rawValue, seniority)
            object.add(Name.departments.rawValue, departments)
            object.add(Name.companyDomains.rawValue, companyDomains)
            object.add(Name.name.rawValue, name)
            object.add(Name.page.rawValue, page)
            object.add(Name.perPage.rawValue, perPage)
            return .object(object)
        }
    }
}

extension JSONCursor {
    fileprivate func strings(_ name: LeadLexAPI.SearchBody.Name) throws(APIDecodingError) -> [String] {
        try strings(name.rawValue)
    }
}
