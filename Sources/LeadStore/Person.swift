import GRDB

/// A person as the shared database knows them.
public struct Person: Hashable, Sendable {
    /// The id, a UUID in small letters.
    public var id: String
    /// The first name.
    public var firstName: String
    /// The last name.
    public var lastName: String
    /// The job title.
    public var title: String?
    /// The level in the vocabulary's spelling.
    public var seniority: String?
    /// Departments in the vocabulary's spelling.
    public var departments: [String]
    /// Functions in the vocabulary's spelling.
    public var functions: [String]
    /// The city.
    public var city: String?
    /// The country, in full.
    public var country: String?
    /// The LinkedIn profile.
    public var linkedinURL: String?
    /// E-mail addresses, the main one first.
    public var emails: [String]
    /// Phone numbers.
    public var phones: [String]
    /// Skills.
    public var skills: [String]
    /// Languages.
    public var languages: [String]
    /// The place of the company in the shared database.
    public var companyPosition: Int64?
    /// The company.
    public var company: Company?

    /// Describes a person.
    public init(id: String, firstName: String, lastName: String) {
        self.id = id
        self.firstName = firstName
        self.lastName = lastName
        (departments, functions, emails, phones, skills, languages) = ([], [], [], [], [], [])
    }
}

/// A company as the shared database knows it.
public struct Company: Hashable, Sendable {
    /// The id, a UUID in small letters.
    public let id: String
    /// The name.
    public let name: String
    /// The web domain.
    public let domain: String
    /// The industry in LinkedIn's spelling, such as `law practice`.
    public let industry: String
    /// The industry's group in LeadLex's spelling, such as `Legal`.
    public let sector: String
    /// How many people work there.
    public let employees: Int
    /// The revenue as a band.
    public let revenue: String
    /// The country, in full.
    public let country: String
    /// The city.
    public let city: String
    /// The LinkedIn page.
    public let linkedinURL: String

    /// The headcount as the services answer it (lance.md, section 3.2).
    public var headcount: String {
        let bands = [
            (10, "1-10"), (50, "11-50"), (200, "51-200"), (500, "201-500"), (1000, "501-1000"), (5000, "1001-5000"),
            (10_000, "5001-10000"),
        ]
        return bands.first { employees <= $0.0 }?.1 ?? "10001+"
    }
}

extension Company {
    static let columns =
        "companies.id, companies.name, domain, industry, sector, employees, revenue, companies.country, companies.city, companies.linkedin_url"

    /// Reads `columns` from a row, from an index on.
    init(_ row: Row, from index: Int) throws {
        id = try row.value(index)
        name = try row.value(index + 1)
        domain = try row.value(index + 2)
        industry = try row.value(index + 3)
        sector = try row.value(index + 4)
        employees = try row.value(index + 5)
        revenue = try row.value(index + 6)
        country = try row.value(index + 7)
        city = try row.value(index + 8)
        linkedinURL = try row.value(index + 9)
    }
}

/// Several texts in one column, `|` between them.
enum TextList {
    static func joined(_ texts: [String]) -> String {
        texts.map { $0.utf8.contains(UInt8(ascii: "|")) ? $0.replacing("|", with: "/") : $0 }.joined(separator: "|")
    }

    static func split(_ column: String) -> [String] {
        column.split(separator: "|").map(String.init)
    }
}
