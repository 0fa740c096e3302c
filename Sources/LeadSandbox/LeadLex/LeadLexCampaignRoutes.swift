import LeadAPI
import LeadHTTP
import LeadJSON
import LeadStore

/// `campaigns` and `lexi/tasks`: campaigns with their steps and recipients, and the approval of their starts.
///
/// An unknown campaign is told before a bad body.
extension LeadLexRoutes {
    // MARK: Campaigns

    func campaigns(_ request: Request, of caller: Caller) throws(Refusal) -> Response {
        let query = try read { () throws(APIDecodingError) in try LeadLexAPI.ListsQuery(request.query) }
        let found = try attempt { store throws(Store.Failure) in
            try store.campaigns(of: caller.organisation, offset: (query.page - 1) * query.perPage, limit: query.perPage)
        }
        return answer(
            LeadLexAPI.Campaigns(found.items.map { LeadLexAPI.Campaign($0) }),
            meta: LeadLexAPI.Meta(page: query.page, perPage: query.perPage, total: found.total))
    }

    func makeCampaign(_ request: Request, of caller: Caller) throws(Refusal) -> Response {
        let body = try decode(LeadLexAPI.CreateCampaign.self, from: request)
        let campaign = Campaign(body, id: sandbox.makeID(), createdAt: created(body.createdDate, else: sandbox.now()))
        try attempt { store throws(Store.Failure) in try store.make(campaign, of: caller.organisation) }
        return answer(LeadLexAPI.CampaignMade(LeadLexAPI.Campaign(campaign)))
    }

    func campaign(_ id: String, of caller: Caller) throws(Refusal) -> Response {
        let detail = try attempt { store throws(Store.Failure) in try store.campaignDetail(id, of: caller.organisation) }
        guard let detail else { throw Refusal.unknownCampaign }
        // The page shows no more of a contact than who it is.
        let contacts = detail.contacts.map { LeadLexAPI.Contact(id: $0.id, fullName: $0.fullName, email: $0.email) }
        return answer(
            LeadLexAPI.CampaignDetail(
                LeadLexAPI.Campaign(detail.campaign), steps: detail.steps.map { LeadLexAPI.CampaignStep($0) },
                contacts: contacts))
    }

    func deleteCampaign(_ id: String, of caller: Caller) throws(Refusal) -> Response {
        let wasThere = try attempt { store throws(Store.Failure) in
            try store.deleteCampaign(id, of: caller.organisation)
        }
        guard wasThere else { throw Refusal.unknownCampaign }
        return answer(LeadLexAPI.CampaignDeleted(id: id))
    }

    // MARK: Steps

    func campaignSteps(_ id: String, of caller: Caller) throws(Refusal) -> Response {
        let steps = try attempt { store throws(Store.Failure) in try store.steps(ofCampaign: id, of: caller.organisation) }
        guard let steps else { throw Refusal.unknownCampaign }
        return answer(LeadLexAPI.CampaignSteps(steps.map { LeadLexAPI.CampaignStep($0) }))
    }

    /// Puts a step behind the others, in whatever state the campaign is (no page restricts it).
    func makeCampaignStep(_ request: Request, of id: String, by caller: Caller) throws(Refusal) -> Response {
        try requireCampaign(id, of: caller)
        let body = try newStep(in: request)
        let draft = CampaignStep(body, id: sandbox.makeID(), createdAt: sandbox.now())
        let step = try attempt { store throws(Store.Failure) in
            try store.append(draft, toCampaign: id, of: caller.organisation)
        }
        guard let step else { throw Refusal.unknownCampaign }
        return answer(LeadLexAPI.CampaignStepMade(LeadLexAPI.CampaignStep(step)))
    }

    /// Reads a new step, of which the page refuses a missing member and an unknown condition with codes of their own (G19).
    private func newStep(in request: Request) throws(Refusal) -> LeadLexAPI.CreateCampaignStep {
        let source = try read { () throws(APIDecodingError) in try JSONCursor(parsing: request.body ?? []) }
        if let object = source.value.object {
            let missing = ["subject", "body"].filter { Self.isMissing(object[$0]) }
            guard missing.isEmpty else {
                throw Refusal(
                    .missingRequiredField, "Missing required fields: \(missing.joined(separator: ", "))",
                    fields: missing.map { .init($0, "Required") })
            }
            if let condition = object["send_condition"], !condition.isNull, !Self.isSendCondition(condition) {
                let words = LeadLexAPI.SendCondition.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refusal(
                    .invalidSendCondition, "Unknown send condition", fields: [.init("send_condition", "Must be one of \(words)")])
            }
        }
        return try decode(LeadLexAPI.CreateCampaignStep.self, from: request)
    }

    private static func isMissing(_ value: JSON?) -> Bool {
        guard let value, !value.isNull else { return true }
        return value.string?.allSatisfy(\.isWhitespace) ?? false
    }

    private static func isSendCondition(_ value: JSON) -> Bool {
        value.string.flatMap { LeadLexAPI.SendCondition(rawValue: $0) } != nil
    }

    // MARK: Recipients

    func enrolContacts(_ request: Request, in id: String, of caller: Caller) throws(Refusal) -> Response {
        try requireCampaign(id, of: caller)
        let body = try decode(LeadLexAPI.EnrolContacts.self, from: request)
        let outcome = try attempt { store throws(Store.Failure) in
            try store.enrol(body.contactIDs, source: body.source, inCampaign: id, of: caller.organisation)
        }
        switch outcome {
        case .enrolled(let new):
            return answer(LeadLexAPI.ContactsEnrolled(contactIDs: new, skipped: body.contactIDs.count - new.count))
        case .unknownCampaign: throw Refusal.unknownCampaign
        case .unknownContacts:
            throw Refusal(
                .validationError, "Invalid contact ids",
                fields: [.init("contact_ids", "Not all of them are contacts of this workspace")])
        }
    }

    // MARK: Sending

    /// Starts a campaign; the page of this call alone says `not_found` of an unknown one (G18).
    func startCampaign(_ id: String, of caller: Caller) throws(Refusal) -> Response {
        let (task, time) = (sandbox.makeID(), sandbox.now())
        let outcome = try attempt { store throws(Store.Failure) in
            try store.start(
                campaign: id, of: caller.organisation, unapproved: LeadLexAPI.Limits.unapprovedRecipients, task: task, at: time)
        }
        switch outcome {
        case .started: return answer(LeadLexAPI.CampaignStarted(campaignID: id, taskID: nil))
        case .waiting(let task): return answer(LeadLexAPI.CampaignStarted(campaignID: id, taskID: task))
        case .unknown: throw Refusal(.notFound, "Campaign not found")
        case .withoutSteps: throw Refusal(.validationError, "The campaign has no steps")
        case .withoutContacts: throw Refusal(.validationError, "The campaign has no contacts")
        case .alreadyActive: throw Refusal(.validationError, "The campaign is active already")
        }
    }

    func pauseCampaign(_ id: String, of caller: Caller) throws(Refusal) -> Response {
        let time = sandbox.now()
        let outcome = try attempt { store throws(Store.Failure) in
            try store.pause(campaign: id, of: caller.organisation, at: time)
        }
        switch outcome {
        case .paused: return answer(LeadLexAPI.CampaignPaused(id: id, pausedAt: time))
        case .unknown: throw Refusal.unknownCampaign
        case .notActive: throw Refusal(.validationError, "Only an active campaign can be paused")
        }
    }

    /// What a campaign has sent; nobody opens, clicks or answers anything in a sandbox.
    func campaignStats(_ id: String, of caller: Caller) throws(Refusal) -> Response {
        let sent = try attempt { store throws(Store.Failure) in try store.sentCount(ofCampaign: id, of: caller.organisation) }
        guard let sent else { throw Refusal.unknownCampaign }
        return answer(LeadLexAPI.CampaignStats(sent: sent))
    }

    // MARK: Tasks

    func lexiTasks(_ request: Request, of caller: Caller) throws(Refusal) -> Response {
        let word = request.query("status") ?? LeadLexAPI.TaskStatus.pending.rawValue
        guard let status = LexiTask.Status(rawValue: word) else {
            throw Refusal(.validationError, "Invalid request", fields: [.init("status", "Unknown status '\(word)'")])
        }
        let tasks = try attempt { store throws(Store.Failure) in try store.lexiTasks(status, of: caller.organisation) }
        return answer(LeadLexAPI.LexiTasks(tasks.map { LeadLexAPI.LexiTask($0) }))
    }

    func approveLexiTask(_ id: String, of caller: Caller) throws(Refusal) -> Response {
        let outcome = try attempt { store throws(Store.Failure) in try store.approve(task: id, of: caller.organisation) }
        switch outcome {
        case .approved: return answer(LeadLexAPI.LexiTaskApproved(id: id))
        case .unknown: throw Refusal(.notFound, "Task not found")
        case .notPending: throw Refusal(.validationError, "The task does not wait for approval")
        }
    }

    /// Refuses a call about a campaign that is not the caller's workspace's, before anything else is said of the call.
    private func requireCampaign(_ id: String, of caller: Caller) throws(Refusal) {
        let campaign = try attempt { store throws(Store.Failure) in try store.campaign(id, of: caller.organisation) }
        guard campaign != nil else { throw Refusal.unknownCampaign }
    }
}

extension LeadLexRoutes.Refusal {
    fileprivate static var unknownCampaign: Self { Self(.campaignNotFound, "Campaign not found") }
}

// MARK: Between the wire and the store

extension Campaign {
    /// What a body asks for; what it does not say, the store chooses.
    fileprivate init(_ body: LeadLexAPI.CreateCampaign, id: String, createdAt: String) {
        self.init(id: id, name: body.name, createdAt: createdAt)
        description = body.description
        dailySendLimit = body.settings.dailySendLimit ?? dailySendLimit
        delayBetweenEmails = body.settings.delayBetweenEmails ?? delayBetweenEmails
        sendingTimezone = body.settings.sendingTimezone ?? sendingTimezone
        isSendingOnWeekends = body.settings.isSendingOnWeekends ?? isSendingOnWeekends
        isTrackingOpens = body.settings.isTrackingOpens ?? isTrackingOpens
        isTrackingClicks = body.settings.isTrackingClicks ?? isTrackingClicks
    }
}

extension CampaignStep {
    fileprivate init(_ body: LeadLexAPI.CreateCampaignStep, id: String, createdAt: String) {
        self.init(
            id: id, subject: body.subject, text: body.text, sendCondition: body.sendCondition.rawValue, createdAt: createdAt)
        delayDays = body.delayDays
        delayHours = body.delayHours
    }
}

extension LeadLexAPI.Campaign {
    /// A campaign as LeadLex answers it.
    init(_ campaign: Campaign) {
        var settings = LeadLexAPI.CampaignSettings()
        settings.dailySendLimit = campaign.dailySendLimit
        settings.delayBetweenEmails = campaign.delayBetweenEmails
        settings.sendingTimezone = campaign.sendingTimezone
        settings.isSendingOnWeekends = campaign.isSendingOnWeekends
        settings.isTrackingOpens = campaign.isTrackingOpens
        settings.isTrackingClicks = campaign.isTrackingClicks
        self.init(
            id: campaign.id, name: campaign.name, description: campaign.description,
            status: LeadLexAPI.CampaignStatus(campaign.status), settings: settings, createdAt: campaign.createdAt)
    }
}

extension LeadLexAPI.CampaignStatus {
    /// Where a campaign stands, in LeadLex's words.
    init(_ status: Campaign.Status) {
        switch status {
        case .draft: self = .draft
        case .pendingApproval: self = .pendingApproval
        case .active: self = .active
        case .paused: self = .paused
        case .completed: self = .completed
        }
    }
}

extension LeadLexAPI.CampaignStep {
    /// A step as LeadLex answers it; the routes let no other condition into the store than those that LeadLex knows.
    init(_ step: CampaignStep) {
        self.init(
            id: step.id, index: step.index, subject: step.subject, text: step.text, delayDays: step.delayDays,
            delayHours: step.delayHours, sendCondition: LeadLexAPI.SendCondition(rawValue: step.sendCondition) ?? .always,
            createdAt: step.createdAt)
    }
}

extension LeadLexAPI.LexiTask {
    /// A task as LeadLex answers it.
    init(_ task: LexiTask) {
        self.init(
            id: task.id, type: task.type, status: LeadLexAPI.TaskStatus(task.status), title: task.title,
            campaignID: task.campaign, createdAt: task.createdAt)
    }
}

extension LeadLexAPI.TaskStatus {
    /// Where a task stands, in LeadLex's words.
    init(_ status: LexiTask.Status) {
        switch status {
        case .pending: self = .pending
        case .approved: self = .approved
        case .dismissed: self = .dismissed
        case .completed: self = .completed
        case .failed: self = .failed
        }
    }
}
