public import LeadModel

/// How the vocabulary's fields are called at LeadLex (leadlex.md, sections 2.1 to 2.4).
enum LeadLexFields {
    private static func list(
        _ name: String, _ tests: [Filter.Form: ProviderSignature.Precision] = [.equals: .exact]
    ) -> FieldMapping.Filter {
        FieldMapping.Filter(place: [name], leaf: .list, tests: tests)
    }

    /// The fields of a prospect that a search answers.
    ///
    /// The page of the search's answer is not available (leadlex.md, G13): the names are those that `prospects/save`
    /// takes, since the documented workflow passes the objects on unchanged. Filters beyond the five documented ones
    /// are inferences.
    static let people: [FieldMapping] = [
        FieldMapping("id", .text(["id"]), isConfirmed: false),
        FieldMapping("name", .text(["name"])),
        FieldMapping("first_name", .firstWords(["name"])),
        FieldMapping("last_name", .lastWord(["name"])),
        FieldMapping("title", filter: list("titles", [.contains: .exact, .like: .exact, .equals: .wider]), .text(["title"])),
        FieldMapping("seniority", filter: list("seniority"), .closed(["seniority"], ClosedValues.seniority), isConfirmed: false),
        FieldMapping(
            "department", filter: list("departments"), .closedList(["departments"], ClosedValues.department), isConfirmed: false),
        FieldMapping("email", .text(["email"])),
        FieldMapping("emails", .collected([["email"]])),
        FieldMapping("phone", .text(["phone"]), isConfirmed: false),
        FieldMapping("city", filter: list("location", [.equals: .wider]), .text(["city"]), isConfirmed: false),
        FieldMapping(
            "country",
            filter: FieldMapping.Filter(
                place: ["location"], leaf: .list, tests: [.equals: .exact], exactValues: ClosedValues.plainCountries),
            .text(["country"]), isConfirmed: false),
        FieldMapping("location", filter: list("location"), .collected([["city"], ["country"]]), isConfirmed: false),
        FieldMapping("linkedin_url", .text(["linkedin_url"])),
        FieldMapping("company.name", .text(["company_name"])),
        FieldMapping("company.domain", filter: list("company_domains"), .text(["company_domain"]), isConfirmed: false),
        FieldMapping("company.industry", filter: list("industry"), .text(["industry"])),
        FieldMapping(
            "company.employees", filter: FieldMapping.Filter(place: ["headcount"], leaf: .bands, tests: [.between: .wider]),
            .band(["headcount"])),
    ]

    /// The fields of a contact in the CRM; its list takes no condition.
    static let contacts: [FieldMapping] = [
        FieldMapping("id", .text(["id"])),
        FieldMapping("name", .text(["full_name"])),
        FieldMapping("first_name", .firstWords(["full_name"])),
        FieldMapping("last_name", .lastWord(["full_name"])),
        FieldMapping("title", .text(["job_title"])),
        FieldMapping("email", .text(["email"])),
        FieldMapping("emails", .collected([["email"]])),
        FieldMapping("phone", .text(["phone"])),
        FieldMapping("linkedin_url", .text(["linkedin_url"])),
        FieldMapping("company.name", .text(["company_name"])),
        FieldMapping("tags", .list(["tags"])),
    ]

    /// The fields of a contact that can be changed (leadlex.md, section 2.7); the address is what it is found by.
    static let changeable = ["name", "title", "phone", "linkedin_url", "company.name"]

    /// What a change of a contact calls a field where its name is another (leadlex.md, section 2.7).
    static let changeNames = ["name": "full_name", "title": "job_title", "company.name": "company_name"]

    /// The columns of an export (leadlex.md, section 2.12): all that a page of contacts answers, under the same names.
    static let exportColumns = [
        "id", "full_name", "email", "phone", "job_title", "company_name", "linkedin_url", "tags", "created_at",
    ]
}

extension ProviderSignature {
    /// What LeadLex can do (leadlex.md; limits from sections 2.4, 2.9, 2.12 and 2.16).
    ///
    /// `prospects/save` names no largest number of prospects; `lead` sends as many as `contacts/bulk` takes. An update is
    /// one call for each contact, so its limit is `lead`'s own.
    public static func leadLex(assuming names: AssumedNames) -> ProviderSignature {
        ProviderSignature(
            name: "leadlex", title: "LeadLex",
            capabilities: [.searchPeople, .contacts, .save, .listDescription, .removeMembers, .deleteList, .updateContacts],
            fields: [.people: names.fields[.people]?.support ?? [:], .contacts: LeadLexFields.contacts.support],
            limits: Limits(
                searchPage: 100, contactPage: 100, selection: 0, records: 500, join: 100, export: 50_000, mostByPages: 300,
                update: 500),
            recordFields: ["name", "first_name", "last_name", "email", "title", "company.name", "linkedin_url"],
            contactFields: [
                "name", "first_name", "last_name", "email", "title", "company.name", "linkedin_url", "phone", "tags",
            ],
            updateFields: [
                "name", "first_name", "last_name", "email", "emails", "title", "phone", "linkedin_url", "company.name",
            ],
            // Section 1.4.
            callLimits: [
                CallLimit("Starter", perMinute: 10, perDay: 100), CallLimit("Pro", perMinute: 50, perDay: 1_000),
                CallLimit("Org", perMinute: 200, perDay: 10_000),
            ])
    }

    /// What LeadLex can do, by the names that are assumed.
    public static let leadLex = leadLex(assuming: .leadLex)
}
