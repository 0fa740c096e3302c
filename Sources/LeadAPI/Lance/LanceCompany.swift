public import LeadJSON

extension LanceAPI {
    /// A company (lance.md, section 3.2).
    public struct Company: WireValue {
        /// The UUID.
        public var id: String
        /// The name.
        public var name: String
        /// A sentence about the company.
        public var description: String?
        /// A band such as `51-200`.
        public var headcount: String?
        /// A lower-case name such as `software development`.
        public var industry: String?
        /// The profile's address.
        public var linkedinUrl: String?
        /// The web site's address.
        public var websiteUrl: String?
        /// The bare domain, such as `acmetech.com`.
        public var domain: String?
        /// The city.
        public var city: String?
        /// The country's full English name.
        public var country: String?
        /// The year of foundation.
        public var foundedYear: Int?
        /// A band such as `$10M - $50M`.
        public var revenue: String?
        /// ISO 8601.
        public var createdAt: String?
        /// ISO 8601.
        public var updatedAt: String?

        /// Makes a company without the optional members.
        public init(id: String, name: String) {
            self.id = id
            self.name = name
        }

        /// Reads a company; only the id and the name are required.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            id = try source.string("id")
            name = try source.string("name")
            description = try source.optionalString("description")
            headcount = try source.optionalString("headcount")
            industry = try source.optionalString("industry")
            linkedinUrl = try source.optionalString("linkedinUrl")
            websiteUrl = try source.optionalString("websiteUrl")
            domain = try source.optionalString("domain")
            city = try source.optionalString("city")
            country = try source.optionalString("country")
            foundedYear = try source.optionalInteger("foundedYear")
            revenue = try source.optionalString("revenue")
            createdAt = try source.optionalString("createdAt")
            updatedAt = try source.optionalString("updatedAt")
        }

        /// The company as it is written; what is not known is null.
        public var json: JSON {
            [
                "id": .string(id), "createdAt": .text(createdAt), "updatedAt": .text(updatedAt), "name": .string(name),
                "description": .text(description), "headcount": .text(headcount), "industry": .text(industry),
                "linkedinUrl": .text(linkedinUrl), "websiteUrl": .text(websiteUrl), "domain": .text(domain), "city": .text(city),
                "country": .text(country), "foundedYear": foundedYear.map(JSON.integer) ?? .null, "revenue": .text(revenue),
            ]
        }
    }
}
