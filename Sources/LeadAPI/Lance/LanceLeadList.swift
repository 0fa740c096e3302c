public import LeadJSON

extension LanceAPI {
    /// What a lead list holds.
    public enum ListType: String, Hashable, Sendable, CaseIterable {
        /// People.
        case person
        /// Companies.
        case company

        init?(_ source: JSONCursor?) throws(APIDecodingError) {
            guard let source else { return nil }
            let text = try source.string()
            guard let known = ListType(rawValue: text) else {
                throw source.failure("Invalid enum value. Expected 'person' | 'company', received '\(text)'")
            }
            self = known
        }
    }

    /// A lead list (lance.md, section 3.3).
    public struct LeadList: WireValue {
        /// The UUID.
        public var id: String
        /// The ideal customer profile that it was made from.
        public var icpId: String?
        /// The name.
        public var name: String
        /// What it holds.
        public var type: ListType
        /// ISO 8601.
        public var startDate: String?
        /// ISO 8601.
        public var endDate: String?
        /// The people, in the order in which they were added.
        public var personIds: [String] = []
        /// The companies, in the order in which they were added.
        public var companyIds: [String] = []
        /// The users who may use it.
        public var userIds: [String] = []
        /// ISO 8601.
        public var createdAt: String?
        /// ISO 8601.
        public var updatedAt: String?
        /// The people themselves; only in a populated answer of a person list.
        public var persons: [Person]?
        /// The companies themselves; only in a populated answer of a company list.
        public var companies: [Company]?

        /// Makes a list without members.
        public init(id: String, name: String, type: ListType = .person) {
            self.id = id
            self.name = name
            self.type = type
        }

        /// Reads a list; only the id and the name are required.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            id = try source.string("id")
            icpId = try source.optionalString("icpId")
            name = try source.string("name")
            type = try ListType(source.find("type")) ?? .person
            startDate = try source.optionalString("startDate")
            endDate = try source.optionalString("endDate")
            personIds = try source.strings("personIds")
            companyIds = try source.strings("companyIds")
            userIds = try source.strings("userIds")
            createdAt = try source.optionalString("createdAt")
            updatedAt = try source.optionalString("updatedAt")
            persons = try source.find("persons")?.values()
            companies = try source.find("companies")?.values()
        }

        /// The list as it is written; `persons` and `companies` only when populated.
        public var json: JSON {
            var object: JSONObject = [
                "id": .string(id), "icpId": .text(icpId), "name": .string(name), "type": .string(type.rawValue),
                "startDate": .text(startDate), "endDate": .text(endDate), "personIds": .texts(personIds),
                "companyIds": .texts(companyIds), "userIds": .texts(userIds), "createdAt": .text(createdAt),
                "updatedAt": .text(updatedAt),
            ]
            if let persons { object["persons"] = .list(persons) }
            if let companies { object["companies"] = .list(companies) }
            return .object(object)
        }
    }

    /// The body that makes a lead list (page entities/leadlists-create).
    public struct CreateLeadList: WireValue {
        /// The name; not empty.
        public var name: String
        /// What the list will hold.
        public var type: ListType
        /// The ideal customer profile, or null; the key itself is required.
        public var icpId: String?
        /// ISO 8601.
        public var startDate: String
        /// ISO 8601.
        public var endDate: String
        /// Required even for a company list (lance.md, G16).
        public var personIds: [String]
        /// Companies, for a company list.
        public var companyIds: [String]

        /// Makes a body.
        public init(
            name: String, type: ListType = .person, icpId: String? = nil, startDate: String, endDate: String,
            personIds: [String] = [], companyIds: [String] = []
        ) {
            self.name = name
            self.type = type
            self.icpId = icpId
            self.startDate = startDate
            self.endDate = endDate
            self.personIds = personIds
            self.companyIds = companyIds
        }

        /// Reads a body.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            name = try source.string("name")
            guard !name.allSatisfy(\.isWhitespace) else {
                throw source.failure(at: "name", "String must contain at least 1 character(s)")
            }
            type = try ListType(source.find("type")) ?? .person
            _ = try source.require("icpId")
            icpId = try source.optionalString("icpId")
            startDate = try source.string("startDate")
            endDate = try source.string("endDate")
            personIds = try source.require("personIds").strings()
            companyIds = try source.strings("companyIds")
        }

        /// The body as it is written.
        public var json: JSON {
            [
                "name": .string(name), "type": .string(type.rawValue), "icpId": .text(icpId), "startDate": .string(startDate),
                "endDate": .string(endDate), "personIds": .texts(personIds), "companyIds": .texts(companyIds),
            ]
        }
    }

    /// The body that changes a lead list; what is left out stays (page entities/leadlists-update).
    public struct UpdateLeadList: WireValue {
        /// A new name.
        public var name: String?
        /// The people that take the place of all others; for a person list only.
        public var personIds: [String]?
        /// The companies that take the place of all others; for a company list only, and UUIDs.
        public var companyIds: [String]?

        /// Makes a body.
        public init(name: String? = nil, personIds: [String]? = nil, companyIds: [String]? = nil) {
            self.name = name
            self.personIds = personIds
            self.companyIds = companyIds
        }

        /// Reads a body.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            name = try source.optionalString("name")
            if let name, name.allSatisfy(\.isWhitespace) {
                throw source.failure(at: "name", "String must contain at least 1 character(s)")
            }
            personIds = try source.find("personIds")?.strings()
            companyIds = try source.find("companyIds")?.strings()
            for (index, id) in (companyIds ?? []).enumerated() where !AddProspects.isUUID(id) {
                throw APIDecodingError(path: source.path + ["companyIds", .index(index)], message: "Invalid uuid")
            }
        }

        /// The body as it is written.
        public var json: JSON {
            var object: JSONObject = [:]
            object.add("name", name)
            object["personIds"] = personIds.map(JSON.texts)
            object["companyIds"] = companyIds.map(JSON.texts)
            return .object(object)
        }
    }
}
