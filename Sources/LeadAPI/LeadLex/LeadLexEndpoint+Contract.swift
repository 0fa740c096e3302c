extension LeadLexAPI.Endpoint {
    /// What the endpoint takes and answers.
    public var contract: EndpointContract {
        var contract = pagesContract
        var codes: [LeadLexAPI.Code] = [.invalidKey, .insufficientPermissions, .rateLimited]
        if contract.body != nil || !contract.query.isEmpty || contract.isIdempotent { codes.append(.validationError) }
        codes += refusals
        if contract.isIdempotent { codes.append(.idempotencyConflict) }
        if contract.body != nil { codes.append(.payloadTooLarge) }
        for code in Set(codes) { contract.failures[code.status, default: []].append(code.rawValue) }
        contract.failures = contract.failures.mapValues { $0.sorted() }
        return contract
    }

    /// The codes of this endpoint's own, beside those that every endpoint has.
    private var refusals: [LeadLexAPI.Code] {
        switch self {
        case .saveProspects, .addContacts, .contacts, .exportContacts, .contact, .updateContact, .deleteContact, .contactNotes,
            .createContactNote, .mergeContacts, .revokeAPIKey:
            [.notFound]
        case .list, .deleteList: [.listNotFound]
        case .removeContact: [.listNotFound, .membershipNotFound]
        case .startCampaign, .approveLexiTask: [.notFound, .validationError]
        case .pauseCampaign: [.campaignNotFound, .validationError]
        case .createCampaignStep: [.campaignNotFound, .missingRequiredField, .invalidSendCondition]
        case .campaign, .deleteCampaign, .campaignSteps, .enrolContacts, .campaignStats: [.campaignNotFound]
        case .searchProspector, .searchProspects, .createContact, .bulkContacts, .deleteContacts, .lists, .createList, .campaigns,
            .createCampaign, .lexiTasks, .companies, .importContacts, .apiKeys, .createAPIKey:
            []
        }
    }

    private var pagesContract: EndpointContract {
        switch self {
        case .searchProspector, .searchProspects, .saveProspects: prospectContract
        case .contacts, .createContact, .bulkContacts, .deleteContacts, .mergeContacts, .exportContacts, .contact, .updateContact,
            .deleteContact, .contactNotes, .createContactNote, .importContacts, .companies:
            contactContract
        case .lists, .createList, .list, .deleteList, .addContacts, .removeContact: listContract
        case .campaigns, .createCampaign, .campaign, .deleteCampaign, .campaignSteps, .createCampaignStep, .enrolContacts,
            .startCampaign, .pauseCampaign, .campaignStats, .lexiTasks, .approveLexiTask:
            campaignContract
        case .apiKeys, .createAPIKey, .revokeAPIKey: keyContract
        }
    }
}

// MARK: Shared by the families

extension EndpointContract.Parameter {
    /// Rows a page, 1 to 100.
    static let perPage = EndpointContract.Parameter("per_page", .integer(1...LeadLexAPI.Limits.pageSize))
}

extension JSONSchema {
    /// A successful answer with this in `data` (leadlex.md, section 1.1).
    static func data(_ schema: JSONSchema) -> JSONSchema { .object([.required("data", schema)]) }

    /// A page of rows, which stand under this name in `data`.
    static func page(of row: JSONSchema, as name: String) -> JSONSchema {
        .object([
            .required("data", .object([.required(name, .list(row))])),
            .required(
                "meta", .object([.required("page", .count), .required("per_page", .count), .required("total", .count)])),
        ])
    }

    /// Ids, at least one of them.
    static func ids(atMost limit: Int) -> JSONSchema { .list(.text(length: 1...200), count: 1...limit) }

    /// The body of every failure of LeadLex (leadlex.md, section 1.6).
    public static let errorOfLeadLex = JSONSchema.object([
        .required(
            "error",
            .object([
                .required("code", .text), .required("message", .text),
                .optional("details", .object([.optional("fields", .object([])), .optional("candidates", .list(.text))])),
            ]))
    ])
}
