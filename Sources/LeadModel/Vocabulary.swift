/// What rows are made of.
public enum RecordKind: String, Hashable, Sendable, CaseIterable {
    /// Persons of a provider's search or of a lead list.
    case people
    /// Companies of a provider's search.
    case companies
    /// The CRM's own contacts.
    case contacts
}

/// A field of the one vocabulary that every provider is brought to.
public struct Field: Hashable, Sendable {
    /// What values a field takes.
    public enum Values: Hashable, Sendable {
        /// Any.
        case open
        /// The listed ones are common; others exist.
        case known([String])
        /// The listed ones and no others.
        case closed([String])
    }

    /// The name, such as `company.employees`.
    public let name: String
    /// The type of its values.
    public let type: ValueType
    /// Which values it takes.
    public let values: Values
    /// The kinds of rows that have it.
    public let kinds: Set<RecordKind>
    /// What it is, in a few words.
    public let summary: String
}

/// The fields of every kind of row (language.md, section 5).
public enum Vocabulary {
    private static func field(
        _ name: String, _ kinds: Set<RecordKind>, type: ValueType = .text, values: Field.Values = .open, _ summary: String
    ) -> Field {
        Field(name: name, type: type, values: values, kinds: kinds, summary: summary)
    }

    private static let everyone: Set<RecordKind> = [.people, .contacts]
    private static let withCompany: Set<RecordKind> = [.people, .companies, .contacts]

    /// All fields, in the order in which they are shown.
    public static let fields: [Field] = [
        field("id", withCompany, "the provider's id"),
        field("name", everyone, "first and last name"),
        field("first_name", everyone, "first name"),
        field("last_name", everyone, "last name"),
        field("title", everyone, "job title"),
        field("seniority", [.people], values: .closed(ClosedValues.seniority), "level, such as vp or c_suite"),
        field("department", [.people], type: .list, values: .known(ClosedValues.department), "departments"),
        field("function", [.people], type: .list, values: .known(ClosedValues.department), "job functions"),
        field("email", everyone, "first e-mail address"),
        field("emails", everyone, type: .list, "all e-mail addresses"),
        field("phone", everyone, "first phone number"),
        field("city", [.people], "city"),
        field("country", [.people], "country, in full"),
        field("location", [.people], type: .list, "city and country"),
        field("linkedin_url", everyone, "LinkedIn profile"),
        field("skills", [.people], type: .list, "skills"),
        field("language", [.people], type: .list, "languages"),
        field("tags", [.contacts], type: .list, "tags in the CRM"),
        field("company.id", [.people, .companies], "the company's id"),
        field("company.name", withCompany, "company"),
        field("company.domain", [.people, .companies], "web domain"),
        field(
            "company.industry", [.people, .companies],
            "industry, in the service's own words: LeadLex also takes groups, such as Legal"),
        field("company.employees", [.people, .companies], type: .number, "headcount, often a band such as 201-500"),
        field("company.revenue", [.people, .companies], type: .number, "revenue, a band"),
        field("company.country", [.people, .companies], "the company's country"),
        field("company.city", [.people, .companies], "the company's city"),
        field("company.linkedin_url", [.people, .companies], "the company's LinkedIn page"),
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0) })

    /// The field of that name, without regard to case; `custom.KEY` is one for contacts whatever its key.
    public static func field(_ name: String) -> Field? {
        let folded = name.lowercased()
        if folded.hasPrefix("custom."), folded.count > "custom.".count {
            return Field(name: name, type: .text, values: .open, kinds: [.contacts], summary: "a field of your own")
        }
        return byName[folded]
    }

    /// The names of the fields that rows of `kind` have.
    public static func names(of kind: RecordKind) -> [String] {
        fields.filter { $0.kinds.contains(kind) }.map(\.name)
    }

    /// The columns that `show` and `export` choose for rows of `kind`.
    public static func usualColumns(of kind: RecordKind) -> [String] {
        switch kind {
        case .people: ["id", "name", "title", "seniority", "email", "company.name", "country"]
        case .companies: ["id", "company.name", "company.domain", "company.industry", "company.employees", "company.country"]
        case .contacts: ["id", "name", "title", "email", "company.name"]
        }
    }
}
