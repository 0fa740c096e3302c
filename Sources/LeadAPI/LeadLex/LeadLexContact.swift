public import LeadJSON

extension LeadLexAPI {
    /// A contact of the CRM, as it is answered (pages api-reference/contacts/list, contacts/bulk-create, prospects/save).
    public struct Contact: WireValue {
        /// The UUID.
        public var id: String
        /// The full name.
        public var fullName: String
        /// The e-mail address.
        public var email: String?
        /// The telephone number.
        public var phone: String?
        /// The job title.
        public var jobTitle: String?
        /// The company's name.
        public var companyName: String?
        /// The profile's address.
        public var linkedinURL: String?
        /// ISO 8601; `created_at` or, on other pages, `created_date` (G7).
        public var createdAt: String?
        /// ISO 8601.
        public var updatedDate: String?

        /// Makes a contact without the optional members.
        public init(id: String, fullName: String, email: String? = nil) {
            self.id = id
            self.fullName = fullName
            self.email = email
        }

        /// Reads a contact; only the id and the name are required.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            id = try source.string("id")
            fullName = try source.string("full_name")
            email = try source.optionalString("email")
            phone = try source.optionalString("phone")
            jobTitle = try source.optionalString("job_title", "title")
            companyName = try source.optionalString("company_name", "company")
            linkedinURL = try source.optionalString("linkedin_url")
            createdAt = try source.optionalString("created_at", "created_date")
            updatedDate = try source.optionalString("updated_date")
        }

        /// The contact as it is written; what is not known is left out.
        public var json: JSON {
            var object: JSONObject = ["id": .string(id), "full_name": .string(fullName)]
            object.add("email", email)
            object.add("phone", phone)
            object.add("job_title", jobTitle)
            object.add("company_name", companyName)
            object.add("linkedin_url", linkedinURL)
            object.add("created_at", createdAt)
            object.add("updated_date", updatedDate)
            return .object(object)
        }
    }

    /// A row of a bulk call (page api-reference/contacts/bulk-create).
    public struct NewContact: WireValue {
        /// The full name; required.
        public var fullName: String
        /// The e-mail address.
        public var email: String?
        /// The telephone number.
        public var phone: String?
        /// The job title.
        public var jobTitle: String?
        /// The company's name; `company` here and `company_name` elsewhere (G2).
        public var company: String?
        /// The profile's address.
        public var linkedinURL: String?
        /// Tags.
        public var tags: [String] = []
        /// Free members.
        public var customFields: JSONObject?
        /// When the contact shall have been made (page data-integrity).
        public var createdDate: String?

        /// Makes a row without the optional members.
        public init(fullName: String, email: String? = nil) {
            self.fullName = fullName
            self.email = email
        }

        /// Reads a row.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            fullName = try source.string("full_name")
            guard !fullName.allSatisfy(\.isWhitespace) else { throw source.failure(at: "full_name", "Required") }
            email = try source.optionalString("email")
            phone = try source.optionalString("phone")
            jobTitle = try source.optionalString("job_title")
            company = try source.optionalString("company", "company_name")
            linkedinURL = try source.optionalString("linkedin_url")
            tags = try source.strings("tags")
            customFields = try source.find("custom_fields")?.object()
            createdDate = try source.optionalString("created_date")
        }

        /// The row as it is written; what is not known is left out.
        public var json: JSON {
            var object: JSONObject = ["full_name": .string(fullName)]
            object.add("email", email)
            object.add("phone", phone)
            object.add("job_title", jobTitle)
            object.add("company", company)
            object.add("linkedin_url", linkedinURL)
            object.add("tags", tags)
            if let customFields { object["custom_fields"] = .object(customFields) }
            object.add("created_date", createdDate)
            return .object(object)
        }
    }

    /// The body that makes many contacts, at most 500 (page api-reference/contacts/bulk-create).
    public struct BulkBody: WireValue {
        /// The rows.
        public var contacts: [NewContact]

        /// Makes a body.
        public init(contacts: [NewContact]) { self.contacts = contacts }
        /// Reads a body.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            contacts = try source.require("contacts").values(atMost: Limits.bulkContacts)
        }
        /// The body as it is written.
        public var json: JSON { ["contacts": .list(contacts)] }
    }

    /// The answer to saved prospects and to a bulk call: the new contacts only.
    public struct Created: WireValue {
        /// How many contacts are new.
        public var created: Int
        /// The new contacts.
        public var contacts: [Contact]

        /// Makes an answer.
        public init(created: Int, contacts: [Contact]) {
            self.created = created
            self.contacts = contacts
        }

        /// Reads an answer.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            created = try source.require("created").integer(in: 0...Int.max)
            contacts = try source.values("contacts")
        }

        /// The answer as it is written.
        public var json: JSON { ["created": .integer(created), "contacts": .list(contacts)] }
    }

    /// The rows of a page of contacts (page api-reference/contacts/list).
    public struct Contacts: WireValue {
        /// The rows.
        public var contacts: [Contact]

        /// Makes an answer.
        public init(_ contacts: [Contact]) { self.contacts = contacts }
        /// Reads an answer.
        public init(_ source: JSONCursor) throws(APIDecodingError) { contacts = try source.require("contacts").values() }
        /// The answer as it is written.
        public var json: JSON { ["contacts": .list(contacts)] }
    }

    /// The body that changes a contact; what is left out stays (page api-reference/contacts/update).
    public struct UpdateContact: WireValue {
        /// The full name.
        public var fullName: String?
        /// The e-mail address.
        public var email: String?
        /// The telephone number.
        public var phone: String?
        /// The job title.
        public var jobTitle: String?
        /// The company's name.
        public var companyName: String?
        /// The profile's address.
        public var linkedinURL: String?
        /// Text that is put behind the contact's notes, which no answer shows (G10).
        public var notes: String?

        /// Makes a body that changes nothing.
        public init() {}

        /// Reads a body; the page refuses a bad format without saying which, so that is a blank name or no e-mail address.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            fullName = try source.optionalString("full_name")
            if let fullName, fullName.allSatisfy(\.isWhitespace) { throw source.failure(at: "full_name", "Required") }
            email = try source.optionalString("email")
            if let email, !email.contains("@") { throw source.failure(at: "email", "Invalid email") }
            phone = try source.optionalString("phone")
            jobTitle = try source.optionalString("job_title")
            companyName = try source.optionalString("company_name")
            linkedinURL = try source.optionalString("linkedin_url")
            notes = try source.optionalString("notes")
        }

        /// The body as it is written; what stays is left out.
        public var json: JSON {
            var object: JSONObject = [:]
            object.add("full_name", fullName)
            object.add("email", email)
            object.add("phone", phone)
            object.add("job_title", jobTitle)
            object.add("company_name", companyName)
            object.add("linkedin_url", linkedinURL)
            object.add("notes", notes)
            return .object(object)
        }
    }
}
