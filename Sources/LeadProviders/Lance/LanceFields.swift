public import LeadModel

/// How the vocabulary's fields are called at Lance (lance.md, sections 3.1, 3.2 and 4).
enum LanceFields {
    private typealias Tests = [Filter.Form: ProviderSignature.Precision]

    /// Lance's three modes: STRICT, WORD and SMART.
    private static let matching: Tests = [.equals: .exact, .contains: .exact, .like: .exact]
    private static let nearly: Tests = [.equals: .wider, .contains: .wider, .like: .wider]
    private static let equality: Tests = [.equals: .exact]

    private static func plain(_ place: String..., tests: Tests = equality) -> FieldMapping.Filter {
        FieldMapping.Filter(place: place, leaf: .plain, tests: tests)
    }

    private static func matched(_ place: String..., tests: Tests = matching) -> FieldMapping.Filter {
        FieldMapping.Filter(place: place, leaf: .matched, tests: tests)
    }

    /// A location filter that is asked for a country: exact for names that are no city's.
    private static func country(_ object: String) -> FieldMapping.Filter {
        FieldMapping.Filter(
            place: [object, "location"], leaf: .plain, tests: equality, exactValues: ClosedValues.plainCountries)
    }

    /// The fields of a person.
    ///
    /// `contact.location` holds cities and countries alike: a country's full name selects the country (the value that
    /// Lance's own examples use) unless a city bears it, too; every other name is checked again. The title filter's
    /// place is inferred from the upstream provider (lance.md, appendix B).
    static let people: [FieldMapping] =
        [
            FieldMapping("id", .text(["id"])),
            FieldMapping("name", filter: matched("contact", "fullName"), .joined([["firstName"], ["lastName"]])),
            FieldMapping("first_name", .text(["firstName"])),
            FieldMapping("last_name", .text(["lastName"])),
            FieldMapping(
                "title", filter: matched("contact", "experience", "current", "title"), .text(["jobTitle"]), isConfirmed: false),
            FieldMapping("seniority", filter: plain("contact", "seniority"), .closed(["seniority"], ClosedValues.seniority)),
            // Lance's filter takes departments and functions together, so they are read together, too: the condition then
            // keeps the same people here and there.
            FieldMapping(
                "department", filter: plain("contact", "departmentAndFunction"),
                .united([["departments"], ["functions"]], ClosedValues.department)),
            FieldMapping(
                "function", filter: plain("contact", "departmentAndFunction", tests: [.equals: .wider]),
                .closedList(["functions"], ClosedValues.department)),
            FieldMapping("email", .first(["emails"])),
            FieldMapping("emails", .list(["emails"])),
            FieldMapping("phone", .first(["phones"])),
            FieldMapping("city", filter: plain("contact", "location", tests: [.equals: .wider]), .text(["city"])),
            FieldMapping("country", filter: country("contact"), .text(["country"])),
            FieldMapping("location", filter: plain("contact", "location"), .collected([["city"], ["country"]])),
            FieldMapping("linkedin_url", .text(["linkedinUrl"])),
            FieldMapping("skills", filter: matched("contact", "skill"), .list(["skills"])),
            FieldMapping("language", filter: matched("contact", "language"), .members(["languages"], name: "language")),
        ] + company(under: ["company"], id: ["companyId"])

    /// The fields of a company.
    static let companies: [FieldMapping] = [FieldMapping("id", .text(["id"]))] + company(under: [], id: ["id"])

    private static func company(under path: [String], id: [String]) -> [FieldMapping] {
        [
            FieldMapping("company.id", .text(id)),
            FieldMapping("company.name", filter: matched("account", "nameOrDomain", tests: nearly), .text(path + ["name"])),
            FieldMapping("company.domain", filter: matched("account", "nameOrDomain", tests: nearly), .text(path + ["domain"])),
            FieldMapping("company.industry", filter: plain("account", "industry"), .text(path + ["industry"])),
            FieldMapping(
                "company.employees",
                filter: FieldMapping.Filter(place: ["account", "employeeSize"], leaf: .range, tests: [.between: .exact]),
                .band(path + ["headcount"])),
            FieldMapping("company.revenue", .band(path + ["revenue"])),
            FieldMapping("company.country", filter: country("account"), .text(path + ["country"])),
            FieldMapping("company.city", filter: plain("account", "location", tests: [.equals: .wider]), .text(path + ["city"])),
            FieldMapping("company.linkedin_url", .text(path + ["linkedinUrl"])),
        ]
    }
}

extension ProviderSignature {
    /// What Lance can do (lance.md; limits from section 1.5 and the complete page of add-prospects).
    public static func lance(assuming names: AssumedNames) -> ProviderSignature {
        ProviderSignature(
            name: "lance", title: "Lance",
            capabilities: [
                .searchPeople, .searchCompanies, .listDates, .placeSelection, .idSelection, .removeMembers, .deleteList,
            ],
            fields: names.fields.mapValues(\.support),
            limits: Limits(
                searchPage: 100, contactPage: 0, selection: 1000, records: 1000, join: 0, export: 0, mostByPages: 0, update: 0),
            recordFields: [
                "name", "first_name", "last_name", "title", "city", "country", "location", "linkedin_url", "seniority", "email",
                "emails", "phone", "department", "function",
            ])
    }

    /// What Lance can do, by the names that are assumed.
    public static let lance = lance(assuming: .lance)
}
