extension LanceAPI.Endpoint {
    /// What the endpoint takes and answers.
    public var contract: EndpointContract {
        var contract = pageContract
        var codes: [LanceAPI.Code] = [.unauthorized]
        if contract.body != nil { codes += [.badRequest, .payloadTooLarge] }
        if id != nil { codes += [.forbidden, .notFound] }
        for code in codes { contract.failures[code.status, default: []].append(code.rawValue) }
        return contract
    }

    private var pageContract: EndpointContract {
        switch self {
        case .searchPeople:
            EndpointContract("Search people", body: .lanceSearch, answer: .json(.page(ofLance: .lancePerson)))
        case .searchCompanies:
            EndpointContract("Search companies", body: .lanceSearch, answer: .json(.page(ofLance: .lanceCompany)))
        case .leadLists: EndpointContract("List the lead lists", answer: .json(.list(.leadList)))
        case .createLeadList: EndpointContract("Make a lead list", body: .newLeadList, answer: .json(.leadList))
        case .leadList: EndpointContract("Get a lead list", answer: .json(.leadList))
        case .updateLeadList: EndpointContract("Change a lead list", body: .leadListChange, answer: .json(.leadList))
        case .deleteLeadList: EndpointContract("Delete a lead list", answer: .empty)
        case .addProspects:
            EndpointContract(
                "Add people to a lead list", body: .newProspects, answer: .json(.object([.required("addedCount", .count)])))
        }
    }
}

extension JSONSchema {
    /// A page of rows (lance.md, section 1.4).
    fileprivate static func page(ofLance row: JSONSchema) -> JSONSchema {
        .object(
            [.required("content", .list(row))]
                + ["totalElements", "totalPages", "number", "size", "numberOfElements"].map { .required($0, .count) }
                + ["first", "last", "empty"].map { .required($0, .boolean) })
    }

    fileprivate static func texts(_ names: String...) -> [Member] { names.map { .optional($0, .text) } }
    fileprivate static func lists(_ names: String...) -> [Member] { names.map { .optional($0, .list(.text)) } }

    fileprivate static let lanceCompany = JSONSchema.named(
        "Company",
        .object(
            [.required("id", .text), .required("name", .text), .optional("foundedYear", .integer(Int.min...Int.max))]
                + texts(
                    "createdAt", "updatedAt", "description", "headcount", "industry", "linkedinUrl", "websiteUrl", "domain",
                    "city",
                    "country", "revenue")))

    private static let personMembers: [Member] =
        [.required("firstName", .text), .required("lastName", .text)]
        + texts("jobTitle", "city", "country", "linkedinUrl", "companyId", "seniority", "industry", "createdAt", "updatedAt")
        + lists("phones", "emails", "departments", "functions", "skills")
        + [
            .optional("languages", .list(.object([.required("language", .text), .optional("level", .text)]))),
            .optional("company", .lanceCompany),
        ]

    fileprivate static let lancePerson = JSONSchema.named("Person", .object([.optional("id", .text)] + personMembers))

    fileprivate static let leadList = JSONSchema.named(
        "LeadList",
        .object(
            [
                .required("id", .text), .required("name", .text), .required("type", .closed(["person", "company"])),
                .optional("persons", .list(.lancePerson)), .optional("companies", .list(.lanceCompany)),
            ] + texts("icpId", "startDate", "endDate", "createdAt", "updatedAt") + lists("personIds", "companyIds", "userIds")))

    fileprivate static let newLeadList = JSONSchema.object([
        .required("name", .name), .optional("type", .closed(["person", "company"])), .required("icpId", .nullable(.text)),
        .required("startDate", .text), .required("endDate", .text), .required("personIds", .list(.text)),
        .optional("companyIds", .list(.text)),
    ])

    fileprivate static let leadListChange = JSONSchema.object([
        .optional("name", .name), .optional("personIds", .list(.text)), .optional("companyIds", .list(.uuid)),
    ])

    /// The body of a search; a filter of no table is refused, since to ignore it would find more than was asked for.
    fileprivate static let lanceSearch = JSONSchema.named(
        "Search",
        .object([
            .optional("url", .list(.text)), .optional("page", .integer(0...Int(Int32.max))),
            .optional("size", .integer(0...LanceAPI.Limits.pageSize)),
            .optional("contact", filters(LanceAPI.ContactFilter.allCases.map { ($0.rawValue, $0.kind) })),
            .optional("account", filters(LanceAPI.AccountFilter.allCases.map { ($0.rawValue, $0.kind) })),
        ]))

    /// The tree of the filters' dotted places.
    private static func filters(_ places: [(place: String, kind: LanceAPI.Filter.Kind)]) -> JSONSchema {
        var members: [Member] = []
        var names: [String] = []
        for (place, kind) in places {
            guard let dot = place.firstIndex(of: ".") else {
                members.append(.optional(place, filter(kind)))
                continue
            }
            let name = String(place[..<dot])
            guard !names.contains(name) else { continue }
            names.append(name)
            let inner = places.filter { $0.place.hasPrefix(name + ".") }.map {
                (String($0.place.dropFirst(name.count + 1)), $0.kind)
            }
            members.append(.optional(name, filters(inner)))
        }
        return .closedObject(members)
    }

    private static func filter(_ kind: LanceAPI.Filter.Kind) -> JSONSchema {
        let leaf: JSONSchema
        let name: String
        switch kind {
        case .plain:
            name = "PlainFilter"
            leaf = .list(.text)
        case .matched:
            name = "MatchedFilter"
            leaf = .object([
                .optional("mode", .closed(LanceAPI.MatchMode.allCases.map(\.rawValue))), .optional("content", .list(.text)),
            ])
        case .keyword:
            name = "KeywordFilter"
            leaf = .object([.optional("content", .list(.text))])
        case .range:
            let whole = JSONSchema.integer(-1_000_000_000_000...1_000_000_000_000)
            return .named(
                "RangeFilter",
                .object([
                    .required("type", .closed(["RANGE"])),
                    .required("range", .list(.object([.optional("start", whole), .optional("end", whole)]))),
                ]))
        }
        let sides = JSONSchema.object([.optional("include", leaf), .optional("exclude", leaf)])
        return .named(name, .object([.optional("all", sides), .optional("any", sides)]))
    }

    /// Prospects or a selection, not both (page entities/leadlists-add-prospects).
    fileprivate static let newProspects = JSONSchema.either([
        .closedObject([
            .required(
                "prospects",
                .list(.object([.optional("id", .uuid)] + personMembers), count: 0...LanceAPI.Limits.selection))
        ]),
        .closedObject([
            .required(
                "selection",
                .either([
                    .object([
                        .required("mode", .closed(["bulk"])), .optional("startIndex", .integer(0...Int(Int32.max))),
                        .required("targetCount", .integer(LanceAPI.Limits.smallestTarget...LanceAPI.Limits.selection)),
                        .optional("excludedIds", .list(.text)), .required("filters", .lanceSearch),
                    ]),
                    .object([
                        .required("mode", .closed(["manual"])),
                        .required("includedIds", .list(.text, count: 0...LanceAPI.Limits.selection)),
                    ]),
                ]))
        ]),
    ])

    /// The body of every failure (lance.md, section 1.3).
    static let lanceError = JSONSchema.object([
        .required(
            "error",
            .object([
                .required("code", .text), .required("message", .text),
                .optional("details", .list(.object([.required("path", .list(.anything)), .required("message", .text)]))),
            ]))
    ])
}
