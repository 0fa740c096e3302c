public import LeadJSON

extension LanceAPI {
    /// A person, as Lance answers it and as `add-prospects` takes it (lance.md, section 3.1).
    ///
    /// The input object has the same names; there only the first and the last name are required.
    public struct Person: WireValue {
        /// The UUID; nil only in input.
        public var id: String?
        /// The given name.
        public var firstName: String
        /// The family name.
        public var lastName: String
        /// The present job title.
        public var jobTitle: String?
        /// The city.
        public var city: String?
        /// The country's full English name.
        public var country: String?
        /// The profile's address.
        public var linkedinUrl: String?
        /// Telephone numbers.
        public var phones: [String] = []
        /// E-mail addresses.
        public var emails: [String] = []
        /// The id of the present company.
        public var companyId: String?
        /// `vp` in requests, `VP` in answers (lance.md, G9).
        public var seniority: String?
        /// The company's industry.
        public var industry: String?
        /// Departments, in requests such as `sales`.
        public var departments: [String] = []
        /// Functions, in requests such as `business_development`.
        public var functions: [String] = []
        /// Skills; answers only.
        public var skills: [String] = []
        /// Languages with a level; answers only.
        public var languages: [Language] = []
        /// The present company; answers only.
        public var company: Company?
        /// ISO 8601; answers only.
        public var createdAt: String?
        /// ISO 8601; answers only.
        public var updatedAt: String?

        /// Makes a person without the optional members.
        public init(id: String? = nil, firstName: String, lastName: String) {
            self.id = id
            self.firstName = firstName
            self.lastName = lastName
        }

        /// Reads a person; only the two names are required.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            id = try source.optionalString("id")
            firstName = try source.string("firstName")
            lastName = try source.string("lastName")
            jobTitle = try source.optionalString("jobTitle")
            city = try source.optionalString("city")
            country = try source.optionalString("country")
            linkedinUrl = try source.optionalString("linkedinUrl")
            phones = try source.strings("phones")
            emails = try source.strings("emails")
            companyId = try source.optionalString("companyId")
            seniority = try source.optionalString("seniority")
            industry = try source.optionalString("industry")
            departments = try source.strings("departments")
            functions = try source.strings("functions")
            skills = try source.strings("skills")
            languages = try source.values("languages")
            company = try source.find("company").map(Company.init)
            createdAt = try source.optionalString("createdAt")
            updatedAt = try source.optionalString("updatedAt")
        }

        /// The person as an answer holds it; what is not known is null or an empty list.
        public var json: JSON {
            [
                "id": .text(id), "createdAt": .text(createdAt), "updatedAt": .text(updatedAt), "firstName": .string(firstName),
                "lastName": .string(lastName), "jobTitle": .text(jobTitle), "city": .text(city), "country": .text(country),
                "linkedinUrl": .text(linkedinUrl), "phones": .texts(phones), "emails": .texts(emails),
                "companyId": .text(companyId),
                "seniority": .text(seniority), "industry": .text(industry), "departments": .texts(departments),
                "subDepartments": [],
                "functions": .texts(functions), "skills": .texts(skills), "languages": .list(languages),
                "company": company?.json ?? .null,
            ]
        }

        /// The person as `add-prospects` takes it: the twelve documented names, and none without a value.
        public var inputJSON: JSON {
            var object = JSONObject()
            object.add("id", id)
            object["firstName"] = .string(firstName)
            object["lastName"] = .string(lastName)
            object.add("jobTitle", jobTitle)
            object.add("city", city)
            object.add("country", country)
            object.add("linkedinUrl", linkedinUrl)
            object.add("emails", emails)
            object.add("phones", phones)
            object.add("companyId", companyId)
            object.add("seniority", seniority)
            object.add("departments", departments)
            object.add("functions", functions)
            return .object(object)
        }
    }

    /// A language that a person speaks.
    public struct Language: WireValue {
        /// The language, such as `German`.
        public var language: String
        /// `Native`, `Professional`, `Intermediate` or another.
        public var level: String?

        /// Makes a language.
        public init(_ language: String, level: String?) {
            self.language = language
            self.level = level
        }

        /// Reads a language.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            language = try source.string("language")
            level = try source.optionalString("level")
        }

        /// The language as it is written.
        public var json: JSON { ["language": .string(language), "level": .text(level)] }
    }
}
