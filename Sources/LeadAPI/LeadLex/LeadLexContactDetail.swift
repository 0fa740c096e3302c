public import LeadHTTP
public import LeadJSON

extension LeadLexAPI {
    /// What is said of a contact that is made by itself or imported (pages api-reference/contacts/create, import/contacts).
    ///
    /// The schema of the endpoint says which names must be there; what a row of an import lacks is that row's error.
    public struct ContactDraft: WireInput {
        /// The whole name.
        public let fullName: String?
        /// The first name.
        public let firstName: String?
        /// The last name.
        public let lastName: String?
        /// The e-mail address.
        public let email: String?
        /// The telephone number.
        public let phone: String?
        /// The job title.
        public let jobTitle: String?
        /// The company's name; `company` here and `company_name` elsewhere (G2).
        public let company: String?
        /// The id of the company; `company_id` is an alias (G6).
        public let companyID: String?
        /// The profile's address.
        public let linkedinURL: String?
        /// 1 for high to 3 for low.
        public let priority: Int?
        /// Tags.
        public let tags: [String]
        /// Free members.
        public let customFields: JSONObject?
        /// When it shall have been made.
        public let createdDate: String?

        /// Reads a draft.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            fullName = try source.optionalString("full_name", "name")
            firstName = try source.optionalString("first_name")
            lastName = try source.optionalString("last_name")
            email = try source.optionalString("email")
            phone = try source.optionalString("phone")
            jobTitle = try source.optionalString("job_title")
            company = try source.optionalString("company", "company_name")
            companyID = try source.optionalString("related_company_id", "company_id")
            linkedinURL = try source.optionalString("linkedin_url")
            priority = try source.find("priority").map(Self.priority)
            tags = try source.strings("tags")
            customFields = try source.find("custom_fields")?.object()
            createdDate = try source.optionalString("created_date")
        }

        private static func priority(_ source: JSONCursor) throws(APIDecodingError) -> Int {
            let words = ["high": 1, "medium": 2, "low": 3, "1": 1, "2": 2, "3": 3]
            if let word = source.value.string {
                guard let number = words[word.lowercased()] else { throw source.failure("Must be high, medium, low or 1 to 3") }
                return number
            }
            return try source.integer(in: 1...3)
        }
    }

    /// A contact by itself (pages api-reference/contacts/get and contacts/create).
    public struct ContactDetail: WireOutput {
        /// The UUID.
        public var id: String
        /// The first name.
        public var firstName: String
        /// The last name.
        public var lastName: String
        /// The whole name.
        public var fullName: String
        /// The e-mail address.
        public var email: String?
        /// The telephone number.
        public var phone: String?
        /// The job title.
        public var jobTitle: String?
        /// The company's name; `company` here and `company_name` elsewhere (G2).
        public var company: String?
        /// The id of the company.
        public var companyID: String?
        /// The profile's address.
        public var linkedinURL: String?
        /// 1 for high to 3 for low.
        public var priority: Int?
        /// Tags.
        public var tags: [String] = []
        /// Free members.
        public var customFields: JSON = [:]
        /// ISO 8601; `created_at` on the page of contacts (G7).
        public var createdDate: String
        /// ISO 8601.
        public var updatedDate: String
        /// What was asked for with it, by the name of the member that holds it.
        public var inclusions: [Inclusion: [Note]] = [:]

        /// Makes a contact without the optional members.
        public init(
            id: String, firstName: String, lastName: String, fullName: String, createdDate: String, updatedDate: String
        ) {
            (self.id, self.firstName, self.lastName, self.fullName) = (id, firstName, lastName, fullName)
            (self.createdDate, self.updatedDate) = (createdDate, updatedDate)
        }

        /// The contact as it is written.
        public var json: JSON {
            var object: JSONObject = [
                "id": .string(id), "first_name": .string(firstName), "last_name": .string(lastName),
                "full_name": .string(fullName), "email": .text(email), "phone": .text(phone), "job_title": .text(jobTitle),
                "company": .text(company), "related_company_id": .text(companyID), "linkedin_url": .text(linkedinURL),
                "priority": priority.map(JSON.integer) ?? .null, "tags": .texts(tags), "custom_fields": customFields,
                "created_date": .string(createdDate), "updated_date": .string(updatedDate),
            ]
            for inclusion in Inclusion.allCases {
                if let notes = inclusions[inclusion] { object[Self.member(inclusion)] = .list(notes) }
            }
            return .object(object)
        }

        private static func member(_ inclusion: Inclusion) -> String {
            switch inclusion {
            case .notes: "recent_notes"
            case .tasks: "open_tasks"
            case .deals: "open_deals"
            }
        }
    }

    /// The query of one contact (page api-reference/contacts/get).
    public static func inclusions(in items: [QueryItem]) -> Set<Inclusion> {
        let words = items.first { $0.name == "include" }?.value.split(separator: ",").map(String.init) ?? []
        return words.contains("*") ? Set(Inclusion.allCases) : Set(words.compactMap(Inclusion.init(rawValue:)))
    }

    /// The body that deletes many contacts (page api-reference/bulk/contacts-delete).
    public struct DeleteContacts: WireInput {
        /// The contacts.
        public let ids: [String]
        /// Whether nothing shall be deleted, only counted.
        public let isDryRun: Bool

        /// Reads a body.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            ids = try source.require("contact_ids").strings(atMost: Limits.bulkContacts)
            isDryRun = try source.find("dry_run")?.bool() ?? false
        }
    }

    /// The body that makes one contact of several (page api-reference/bulk/contacts-merge).
    public struct MergeContacts: WireInput {
        /// The contact that stays.
        public let primary: String
        /// Those that go.
        public let duplicates: [String]
        /// Whether what the others say takes the place of what the first one says.
        public let isOverwriting: Bool
        /// Whether nothing shall be changed, only said.
        public let isDryRun: Bool

        /// Reads a body; the contact that stays cannot go.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            primary = try source.string("primary_id")
            duplicates = try source.require("duplicate_ids").strings(atMost: Limits.mergedContacts)
            isOverwriting = try source.find("overwrite")?.bool() ?? false
            isDryRun = try source.find("dry_run")?.bool() ?? false
            if duplicates.contains(primary) {
                throw source.failure(at: "duplicate_ids", "The primary contact cannot be among the duplicates")
            }
        }
    }

    /// A note (page api-reference/contacts/list-notes).
    public struct Note: WireOutput {
        /// The UUID.
        public let id: String
        /// The title.
        public let title: String
        /// The text.
        public let content: String?
        /// ISO 8601.
        public let createdDate: String
        /// ISO 8601.
        public let updatedDate: String

        /// Makes a note.
        public init(id: String, title: String, content: String?, createdDate: String, updatedDate: String) {
            (self.id, self.title, self.content) = (id, title, content)
            (self.createdDate, self.updatedDate) = (createdDate, updatedDate)
        }

        /// The note as it is written; those made on a contact have no tags, and their type is the default (page notes/create).
        public var json: JSON {
            [
                "id": .string(id), "title": .string(title), "content": .text(content), "note_type": "general", "tags": [],
                "is_pinned": false, "created_date": .string(createdDate), "updated_date": .string(updatedDate),
            ]
        }
    }

    /// The body that makes a note on a contact (page api-reference/contacts/create-note).
    public struct CreateNote: WireInput {
        /// The title.
        public let title: String
        /// The text.
        public let content: String?
        /// When it shall have been made.
        public let createdDate: String?

        /// Reads a body.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            title = try source.string("title")
            content = try source.optionalString("content")
            createdDate = try source.optionalString("created_date")
        }
    }

    /// A company of the workspace (page api-reference/companies/list).
    public struct Company: WireOutput {
        /// The members in their order.
        public let json: JSON

        /// Makes a company; the page's other members are told as null.
        public init(
            id: String, name: String, industry: String?, website: String?, linkedinURL: String?, size: String?, domain: String?,
            city: String?, country: String?, createdDate: String, updatedDate: String
        ) {
            json = [
                "id": .string(id), "name": .string(name), "industry": .text(industry), "website": .text(website),
                "linkedin_url": .text(linkedinURL), "size": .text(size), "domain": .text(domain), "city": .text(city),
                "country": .text(country), "tags": [], "created_date": .string(createdDate),
                "updated_date": .string(updatedDate),
            ]
        }
    }
}
