public import LeadJSON

extension LeadLexAPI {
    /// A prospect: a row of a search's answer, which passes unchanged to `prospects/save`.
    ///
    /// Save documents the name, e-mail, title, company name and LinkedIn address (page api-reference/prospects/save);
    /// the rest of a search's row is INFER (leadlex.md, G13).
    public struct Prospect: WireValue {
        /// The service's id; not read by save.
        public var id: String?
        /// The full name.
        public var name: String
        /// The e-mail address, by which save finds duplicates.
        public var email: String?
        /// The job title.
        public var title: String?
        /// The company's name.
        public var companyName: String?
        /// The profile's address.
        public var linkedinURL: String?
        /// The telephone number; INFER.
        public var phone: String?
        /// A level such as `c_suite`; INFER.
        public var seniority: String?
        /// Departments such as `sales`; INFER.
        public var departments: [String] = []
        /// The city; INFER.
        public var city: String?
        /// The country's full English name; INFER.
        public var country: String?
        /// The company's industry, such as `Legal`; INFER.
        public var industry: String?
        /// The company's band, such as `51-200`; INFER.
        public var headcount: String?
        /// The company's bare domain; INFER.
        public var companyDomain: String?
        /// When the contact that is saved shall have been made (page data-integrity).
        public var createdDate: String?

        /// Makes a prospect from what save documents.
        public init(
            name: String, email: String? = nil, title: String? = nil, companyName: String? = nil, linkedinURL: String? = nil
        ) {
            self.name = name
            self.email = email
            self.title = title
            self.companyName = companyName
            self.linkedinURL = linkedinURL
        }

        /// Reads a prospect; only the name is required.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            id = try source.optionalString("id")
            name = try source.string("name")
            email = try source.optionalString("email")
            title = try source.optionalString("title", "job_title")
            companyName = try source.optionalString("company_name", "company")
            linkedinURL = try source.optionalString("linkedin_url")
            phone = try source.optionalString("phone")
            seniority = try source.optionalString("seniority")
            departments = try source.strings("departments")
            city = try source.optionalString("city")
            country = try source.optionalString("country")
            industry = try source.optionalString("industry")
            headcount = try source.optionalString("headcount")
            companyDomain = try source.optionalString("company_domain")
            createdDate = try source.optionalString("created_date")
        }

        /// The prospect as it is written; what is not known is left out.
        public var json: JSON {
            var object = JSONObject()
            object.add("id", id)
            object["name"] = .string(name)
            object.add("email", email)
            object.add("title", title)
            object.add("company_name", companyName)
            object.add("linkedin_url", linkedinURL)
            object.add("phone", phone)
            object.add("seniority", seniority)
            object.add("departments", departments)
            object.add("city", city)
            object.add("country", country)
            object.add("industry", industry)
            object.add("headcount", headcount)
            object.add("company_domain", companyDomain)
            object.add("created_date", createdDate)
            return .object(object)
        }
    }

    /// The rows of a search's answer (page api-reference/prospects/save, its workflow reads `data.prospects`).
    public struct Prospects: WireValue {
        /// The rows.
        public var prospects: [Prospect]

        /// Makes an answer.
        public init(_ prospects: [Prospect]) { self.prospects = prospects }
        /// Reads an answer.
        public init(_ source: JSONCursor) throws(APIDecodingError) { prospects = try source.require("prospects").values() }
        /// The answer as it is written.
        public var json: JSON { ["prospects": .list(prospects)] }
    }

    /// The body that saves prospects as contacts (page api-reference/prospects/save).
    public struct SaveBody: WireValue {
        /// The prospects; no maximum is documented.
        public var prospects: [Prospect]
        /// The list that the new contacts join.
        public var listID: String?

        /// Makes a body.
        public init(prospects: [Prospect], listID: String? = nil) {
            self.prospects = prospects
            self.listID = listID
        }

        /// Reads a body; a prospect without a name is an error.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            let rows = try source.require("prospects")
            prospects = try rows.values()
            for (index, prospect) in prospects.enumerated() where prospect.name.allSatisfy(\.isWhitespace) {
                throw APIDecodingError(path: rows.path + [.index(index), "name"], message: "Required")
            }
            listID = try source.optionalString("list_id")
        }

        /// The body as it is written.
        public var json: JSON {
            var object: JSONObject = ["prospects": .list(prospects)]
            object.add("list_id", listID)
            return .object(object)
        }
    }
}
