import GRDB
import LeadModel

/// A company of an organisation's CRM.
public struct CRMCompany: Hashable, Sendable {
    /// The id.
    public let id: String
    /// The name, unique in the organisation but for case.
    public let name: String
    /// The industry.
    public let industry: String?
    /// The website.
    public let website: String?
    /// The LinkedIn page.
    public let linkedinURL: String?
    /// The headcount as a band.
    public let size: String?
    /// The web domain.
    public let domain: String?
    /// The city.
    public let city: String?
    /// The country.
    public let country: String?
    /// When it was made, ISO 8601.
    public let createdAt: String
    /// When it was last changed, ISO 8601.
    public let updatedAt: String
}

extension Store {
    /// The companies of an organisation, oldest first.
    ///
    /// - Parameters:
    ///   - search: A part of the name.
    ///   - industry: A part of the industry.
    public func crmCompanies(
        of organisation: String, search: String?, industry: String?, offset: Int, limit: Int
    ) throws(Failure) -> Found<CRMCompany> {
        try read { db in
            let from = """
                FROM crm_companies WHERE organisation = ? AND (? IS NULL OR instr(name_key, ?) > 0)
                    AND (? IS NULL OR instr(swiftLowercaseString(coalesce(industry, '')), ?) > 0)
                """
            let (search, industry) = (search?.lowercased(), industry?.lowercased())
            let arguments: StatementArguments = [organisation, search, search, industry, industry]
            let total = try Int.fetchOne(db, sql: "SELECT count(*) \(from)", arguments: arguments) ?? 0
            let rows = try Row.fetchAll(
                db, sql: "SELECT * \(from) ORDER BY position LIMIT ? OFFSET ?", arguments: arguments + [limit, offset])
            return Found(items: try rows.map(CRMCompany.init), total: total)
        }
    }

    /// The company of that id; nil where it is another organisation's.
    public func crmCompany(_ id: String, of organisation: String) throws(Failure) -> CRMCompany? {
        try read { db in
            try Row.fetchOne(
                db, sql: "SELECT * FROM crm_companies WHERE id = ? AND organisation = ?", arguments: [id, organisation]
            ).map(CRMCompany.init)
        }
    }
}

extension Transaction {
    /// The id of the organisation's company of a name, which is made where there is none; nil without a name.
    func company(named name: String?, of organisation: String, at time: String) throws -> String? {
        guard let name = name?.trimmed, !name.isEmpty else { return nil }
        let key = Words.key(name)
        let find = try db.cachedStatement(sql: "SELECT id FROM crm_companies WHERE organisation = ? AND name_key = ?")
        if let id = try String.fetchOne(find, arguments: [organisation, key]) { return id }
        try db.cachedStatement(
            sql: """
                INSERT INTO crm_companies (id, organisation, name, name_key, created_at, updated_at)
                VALUES (lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a'
                    || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))), ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [organisation, name, key, time, time])
        return try String.fetchOne(find, arguments: [organisation, key])
    }
}

extension CRMCompany {
    init(_ row: Row) throws {
        id = try row.value("id")
        name = try row.value("name")
        industry = try row.value("industry")
        website = try row.value("website")
        linkedinURL = try row.value("linkedin_url")
        size = try row.value("size")
        domain = try row.value("domain")
        city = try row.value("city")
        country = try row.value("country")
        createdAt = try row.value("created_at")
        updatedAt = try row.value("updated_at")
    }
}
