extension LeadLexAPI.Endpoint {
    /// The contracts of lists.
    var listContract: EndpointContract {
        switch self {
        case .createList:
            EndpointContract(
                "Make a list",
                body: .object([.required("name", .name), .optional("description", .text), .optional("created_date", .text)]),
                answer: .json(.data(.contactList)))
        case .list: EndpointContract("Get a list", answer: .json(.data(.contactList)))
        case .deleteList:
            EndpointContract(
                "Delete a list",
                answer: .json(
                    .data(
                        .object([
                            .required("deleted", .boolean), .required("id", .text), .required("memberships_removed", .count),
                        ]))))
        case .addContacts:
            EndpointContract(
                "Add contacts to a list",
                body: .object([.required("contact_ids", .list(.text, count: 0...LeadLexAPI.Limits.listAdd))]),
                answer: .json(
                    .data(
                        .object([.required("added", .count), .required("list_id", .text), .required("contact_count", .count)]))))
        case .removeContact:
            EndpointContract(
                "Take a contact out of a list",
                answer: .json(
                    .data(
                        .object([.required("removed", .boolean), .required("list_id", .text), .required("contact_id", .text)]))))
        default:
            EndpointContract("List the lists", query: [.page, .perPage], answer: .json(.page(of: .contactList, as: "lists")))
        }
    }

    /// The contracts of campaigns, and of the tasks that wait for approval.
    var campaignContract: EndpointContract {
        switch self {
        case .createCampaign:
            EndpointContract(
                "Make a campaign",
                body: .object([.required("name", .name), .optional("created_date", .text)] + JSONSchema.campaignSettings),
                answer: .json(.data(.object([.required("campaign", .campaign)]))))
        case .campaign:
            EndpointContract("Get a campaign", answer: .json(.data(.object([.required("campaign", .campaignDetail)]))))
        case .deleteCampaign:
            EndpointContract(
                "Delete a campaign",
                answer: .json(.data(.object([.required("deleted", .boolean), .required("id", .text)]))))
        case .campaignSteps:
            EndpointContract("List a campaign's steps", answer: .json(.data(.object([.required("steps", .list(.campaignStep))]))))
        case .createCampaignStep:
            EndpointContract(
                "Put a step behind a campaign's others", body: .newCampaignStep,
                answer: .json(.data(.object([.required("step", .campaignStep)]))))
        case .enrolContacts:
            EndpointContract(
                "Enrol contacts in a campaign",
                body: .object([
                    .required("contact_ids", .ids(atMost: LeadLexAPI.Limits.bulkContacts)), .optional("source", .text),
                ]),
                answer: .json(
                    .data(
                        .object([
                            .required("added", .count), .required("skipped", .count), .required("contact_ids", .list(.text)),
                        ]))))
        case .startCampaign:
            EndpointContract(
                "Start a campaign",
                answer: .json(
                    .data(
                        .object([
                            .required("campaign_id", .text), .required("status", .closed(["pending_approval", "active"])),
                            .required("task_id", .nullable(.text)),
                        ]))))
        case .pauseCampaign:
            EndpointContract(
                "Pause a campaign",
                answer: .json(
                    .data(
                        .object([
                            .required(
                                "campaign",
                                .object([
                                    .required("id", .text), .required("status", .closed(["paused"])),
                                    .required("paused_at", .time),
                                ]))
                        ]))))
        case .campaignStats:
            EndpointContract(
                "What a campaign has sent and got back",
                answer: .json(.data(.object([.required("stats", .campaignStats)]))))
        case .lexiTasks:
            EndpointContract(
                "List the tasks that wait for approval",
                query: [.init("status", .closed(LeadLexAPI.TaskStatus.allCases.map(\.rawValue)))],
                answer: .json(.data(.object([.required("tasks", .list(.lexiTask))]))))
        case .approveLexiTask:
            EndpointContract(
                "Approve a task",
                answer: .json(
                    .data(
                        .object([
                            .required("task_id", .text), .required("status", .closed(["approved"])),
                            .required("execution_started", .boolean),
                        ]))))
        default:
            EndpointContract(
                "List the campaigns", query: [.page, .perPage], answer: .json(.page(of: .campaign, as: "campaigns")))
        }
    }

    /// The contracts of API keys.
    var keyContract: EndpointContract {
        switch self {
        case .createAPIKey:
            EndpointContract(
                "Make an API key", isIdempotent: true,
                body: .object([
                    .required("name", .name(atMost: LeadLexAPI.Limits.keyName)),
                    .required(
                        "permissions",
                        .list(.closed(LeadLexAPI.Permission.all), count: 1...LeadLexAPI.Permission.all.count)),
                    .optional("description", .text),
                    .optional("rate_limit_tier", .closed(LeadLexAPI.RateLimitTier.allCases.map(\.rawValue))),
                    .optional("expires_at", .instant),
                ]), answer: .json(.data(.object(JSONSchema.keyMembers + [.required("key", .text)]))))
        case .revokeAPIKey: EndpointContract("Revoke an API key", isIdempotent: true, answer: .empty)
        default:
            EndpointContract(
                "List the API keys",
                query: [.page, .perPage, .init("include_revoked", .closed(["true", "false"])), .init("search", .text)],
                answer: .json(.page(of: .object(JSONSchema.keyMembers), as: "api_keys")))
        }
    }
}

extension JSONSchema {
    /// A list (page api-reference/lists/create).
    static let contactList = JSONSchema.named(
        "List",
        .object([
            .required("id", .text), .required("name", .text), .optional("description", .text), .required("contact_count", .count),
            .optional("created_at", .time),
        ]))

    /// How a campaign sends (page api-reference/campaigns/get).
    static let campaignSettings: [Member] = [
        .optional("description", .text), .optional("daily_send_limit", .integer(1...100_000)),
        .optional("delay_between_emails", .integer(0...86_400)), .optional("sending_timezone", .name(atMost: 100)),
        .optional("send_on_weekends", .boolean), .optional("track_opens", .boolean), .optional("track_clicks", .boolean),
    ]

    static let campaignMembers: [Member] =
        [
            .required("id", .text), .required("name", .text),
            .required("status", .closed(LeadLexAPI.CampaignStatus.allCases.map(\.rawValue))), .required("created_at", .time),
        ] + campaignSettings

    static let campaign = JSONSchema.named("Campaign", .object(campaignMembers))

    static let campaignDetail = JSONSchema.object(
        campaignMembers + [
            .required("steps", .list(.campaignStep)),
            .required(
                "contacts",
                .list(.object([.required("id", .text), .required("full_name", .text), .optional("email", .text)]))),
        ])

    static let campaignStep = JSONSchema.named(
        "CampaignStep",
        .object([
            .required("id", .text), .required("index", .count), .required("subject", .text), .required("body", .text),
            .required("delay_days", .count), .required("delay_hours", .integer(0...23)),
            .required("send_condition", .closed(LeadLexAPI.SendCondition.allCases.map(\.rawValue))),
            .required("created_at", .time),
        ]))

    static let newCampaignStep = JSONSchema.object([
        .required("subject", .name), .required("body", .name), .optional("delay_days", .integer(0...3650)),
        .optional("delay_hours", .integer(0...23)),
        .optional("send_condition", .closed(LeadLexAPI.SendCondition.allCases.map(\.rawValue))),
    ])

    static let campaignStats = JSONSchema.object(
        ["sent_count", "opened_count", "clicked_count", "replied_count", "bounced_count", "unsubscribed_count"].map {
            .required($0, .count)
        } + ["open_rate", "click_rate", "reply_rate"].map { .required($0, .number(0...1)) })

    static let lexiTask = JSONSchema.named(
        "LexiTask",
        .object([
            .required("id", .text),
            .required("type", .closed(["prospect_search", "campaign_start", "contact_update", "list_operation"])),
            .required("status", .closed(LeadLexAPI.TaskStatus.allCases.map(\.rawValue))), .required("title", .text),
            .required("metadata", .object([.optional("campaign_id", .text)])), .required("created_at", .time),
        ]))

    /// What is said of a key, its secret aside.
    static let keyMembers: [Member] = [
        .required("id", .text), .required("name", .text), .optional("description", .text), .required("prefix", .text),
        .required("permissions", .list(.text)),
        .required("rate_limit_tier", .closed(LeadLexAPI.RateLimitTier.allCases.map(\.rawValue))),
        .optional("expires_at", .time), .optional("revoked_at", .time), .required("created_at", .time),
    ]
}
