extension LeadLexAPI.Endpoint {
    /// The contracts of the prospects family; of another endpoint, that of a search.
    var prospectContract: EndpointContract {
        switch self {
        case .saveProspects:
            EndpointContract(
                "Save prospects as contacts",
                body: .object([.required("prospects", .list(.prospect)), .optional("list_id", .text)]), answer: .json(.made))
        default:
            EndpointContract("Search prospects", body: .search, answer: .json(.page(of: .prospect, as: "prospects")))
        }
    }

    /// The contracts of contacts, of what is imported as such, and of the companies where they work.
    var contactContract: EndpointContract {
        switch self {
        case .createContact:
            EndpointContract("Make a contact", body: .newContact, answer: .json(.data(.contactDetail)))
        case .bulkContacts:
            EndpointContract(
                "Make many contacts",
                body: .object([.required("contacts", .list(.bulkContact, count: 0...LeadLexAPI.Limits.bulkContacts))]),
                answer: .json(.made))
        case .deleteContacts:
            EndpointContract(
                "Delete many contacts", isIdempotent: true,
                body: .object([
                    .required("contact_ids", .ids(atMost: LeadLexAPI.Limits.bulkContacts)), .optional("dry_run", .boolean),
                ]), answer: .json(.data(.deletedMany)))
        case .mergeContacts:
            EndpointContract(
                "Make one contact of several", isIdempotent: true,
                body: .object([
                    .required("primary_id", .text(length: 1...200)),
                    .required("duplicate_ids", .ids(atMost: LeadLexAPI.Limits.mergedContacts)), .optional("overwrite", .boolean),
                    .optional("dry_run", .boolean),
                ]), answer: .json(.data(.merged)))
        case .exportContacts:
            EndpointContract("Export the contacts", query: Self.exportQuery, answer: .csv)
        case .contact:
            EndpointContract(
                "Get a contact",
                query: [.init("include", .closed(LeadLexAPI.Inclusion.allCases.map(\.rawValue) + ["*"]), .commaSeparated)],
                answer: .json(.data(.contactDetail)))
        case .updateContact:
            EndpointContract("Change a contact", body: .contactChange, answer: .json(.data(.contact)))
        case .deleteContact: EndpointContract("Delete a contact", answer: .json(.data(.deleted)))
        case .contactNotes:
            EndpointContract("List a contact's notes", query: [.page, .perPage], answer: .json(.page(of: .note, as: "notes")))
        case .createContactNote:
            EndpointContract(
                "Make a note on a contact",
                body: .object([
                    .required("title", .name), .optional("content", .text(length: 0...LeadLexAPI.Limits.contactNote)),
                    .optional("created_date", .text),
                ]),
                answer: .json(
                    .data(
                        .object([
                            .required("id", .text), .required("title", .text), .optional("content", .text),
                            .required("created_date", .time),
                        ]))))
        case .importContacts:
            EndpointContract("Import contacts", isIdempotent: true, body: .importBody, answer: .json(.data(.imported)))
        case .companies:
            EndpointContract(
                "List the companies",
                query: [
                    .page, .perPage, .init("search", .text(length: 1...Int.max)), .init("industry", .text(length: 1...Int.max)),
                ],
                answer: .json(.page(of: .company, as: "companies")))
        default:
            EndpointContract(
                "List the contacts",
                query: [
                    .page, .perPage, .init("search", .text), .init("list_id", .text), .init("created_after", .text),
                    .init("sort", .closed(LeadLexAPI.ContactsQuery.Sort.allCases.flatMap { [$0.rawValue, "-" + $0.rawValue] })),
                ], answer: .json(.page(of: .contact, as: "contacts")))
        }
    }

    private static var exportQuery: [EndpointContract.Parameter] {
        [
            .init("limit", .integer(1...LeadLexAPI.Limits.exportRows)), .init("list_id", .text), .init("created_after", .text),
            .init("created_before", .text), .init("tag", .text, .repeated),
            .init("fields", .closed(LeadLexAPI.ExportQuery.Field.allCases.map(\.rawValue)), .commaSeparated),
        ]
    }
}

extension JSONSchema {
    /// A prospect, in a search's answer and in a save's body (page api-reference/prospects/save).
    static let prospect = JSONSchema.named(
        "Prospect",
        .object([
            .required("name", .name), .optional("id", .text), .optional("email", .text), .optional("title", .text),
            .optional("company_name", .text), .optional("linkedin_url", .text), .optional("phone", .text),
            .optional("seniority", .text), .optional("departments", .list(.text)), .optional("city", .text),
            .optional("country", .text), .optional("industry", .text), .optional("headcount", .text),
            .optional("company_domain", .text), .optional("created_date", .text),
        ]))

    /// The body of a prospect search, in its new form and both older ones (G11).
    static let search = JSONSchema.named(
        "Search",
        .object([
            .optional("titles", .list(.text)), .optional("location", .list(.text)), .optional("industry", .list(.text)),
            .optional("headcount", .list(.text)), .optional("seniority", .list(.text)), .optional("departments", .list(.text)),
            .optional("company_domains", .list(.text)), .optional("name", .text), .optional("page", .integer(1...Int(Int32.max))),
            .optional("per_page", .integer(1...LeadLexAPI.Limits.pageSize)), .optional("jobTitles", .list(.text)),
            .optional(
                "query",
                .either([
                    .text,
                    .object([
                        .optional("person_titles", .list(.text)), .optional("organization_industries", .list(.text)),
                    ]),
                ])),
        ]))

    /// A contact as pages of them, saves and updates answer it.
    static let contact = JSONSchema.named(
        "Contact",
        .object([
            .required("id", .text), .required("full_name", .text), .optional("email", .text), .optional("phone", .text),
            .optional("job_title", .text), .optional("company_name", .text), .optional("linkedin_url", .text),
            .optional("created_at", .time), .optional("updated_date", .time),
        ]))

    /// A contact by itself (pages api-reference/contacts/get and contacts/create).
    static let contactDetail = JSONSchema.named(
        "ContactDetail",
        .object([
            .required("id", .text), .required("first_name", .text), .required("last_name", .text), .required("full_name", .text),
            .optional("email", .text), .optional("phone", .text), .optional("job_title", .text), .optional("company", .text),
            .optional("related_company_id", .text), .optional("linkedin_url", .text), .optional("priority", .integer(1...3)),
            .required("tags", .list(.text)), .required("custom_fields", .object([])), .required("created_date", .time),
            .required("updated_date", .time), .optional("recent_notes", .list(.note)), .optional("open_tasks", .list(.anything)),
            .optional("open_deals", .list(.anything)),
        ]))

    static let made = JSONSchema.data(.object([.required("created", .count), .required("contacts", .list(.contact))]))

    static let deleted = JSONSchema.object([.required("deleted", .boolean), .required("id", .text)])

    static let bulkContact = JSONSchema.object([
        .required("full_name", .name), .optional("email", .text), .optional("phone", .text), .optional("job_title", .text),
        .optional("company", .text), .optional("linkedin_url", .text), .optional("tags", .list(.text)),
        .optional("custom_fields", .object([])), .optional("created_date", .text),
    ])

    /// What may be said of a new contact; one name or the address must be (leadlex.md, sections 1.8 and 2.5).
    static let newContact = JSONSchema.either(
        ["full_name", "first_name", "last_name", "email"].map { needed in
            .object(
                newContactMembers.map { member in
                    member.name == needed
                        ? .required(needed, needed == "email" ? .address : .name) : member
                })
        })

    static let newContactMembers: [Member] = [
        .optional("full_name", .name), .optional("first_name", .name), .optional("last_name", .name),
        .optional("email", .address), .optional("phone", .text), .optional("job_title", .text), .optional("company", .text),
        .optional("company_name", .text), .optional("related_company_id", .text), .optional("company_id", .text),
        .optional("linkedin_url", .text), .optional("priority", .either([.closed(["high", "medium", "low"]), .integer(1...3)])),
        .optional("tags", .list(.text)), .optional("custom_fields", .object([])), .optional("created_date", .text),
    ]

    static let contactChange = JSONSchema.object([
        .optional("full_name", .name), .optional("email", .address), .optional("phone", .text), .optional("job_title", .text),
        .optional("company_name", .text), .optional("linkedin_url", .text), .optional("notes", .text),
    ])

    static let deletedMany = JSONSchema.object([
        .required("deleted_count", .count), .required("not_found_count", .count),
        .required(
            "errors",
            .list(.object([.required("contact_id", .text), .required("code", .text), .required("message", .text)]))),
    ])

    static let merged = JSONSchema.object([
        .required("primary", .contactDetail), .required("merged_ids", .list(.text)),
        .required("fields_populated", .list(.text)),
        .required(
            "counts",
            .object(
                ["notes", "activities", "tasks", "emails", "documents", "list_memberships"].map { .required($0, .count) })),
    ])

    /// A note (page api-reference/contacts/list-notes).
    static let note = JSONSchema.named(
        "Note",
        .object([
            .required("id", .text), .required("title", .text), .optional("content", .text), .required("note_type", .text),
            .required("tags", .list(.text)), .required("is_pinned", .boolean), .required("created_date", .time),
            .required("updated_date", .time),
        ]))

    static let importBody = JSONSchema.either([
        .object([.required("rows", .list(.object([])))] + importMembers),
        .object([.required("csv", .text)] + importMembers),
    ])

    static let importMembers: [Member] = [
        .optional("has_header", .boolean), .optional("mapping", .map(.text)), .optional("update_existing", .boolean),
        .optional("tags", .list(.text)),
    ]

    static let imported = JSONSchema.object([
        .required("job_id", .text), .required("status", .closed(["completed", "queued"])), .required("created_count", .count),
        .required("updated_count", .count), .required("skipped_count", .count),
        .required(
            "errors",
            .list(.object([.required("row_number", .count), .required("code", .text), .required("message", .text)]))),
    ])

    /// A company of the workspace (page api-reference/companies/list).
    static let company = JSONSchema.named(
        "Company",
        .object(
            [.required("id", .text), .required("name", .text)]
                + ["industry", "website", "linkedin_url", "size", "domain", "city", "country"].map { .optional($0, .text) }
                + [.required("tags", .list(.text)), .required("created_date", .time), .required("updated_date", .time)]))
}
