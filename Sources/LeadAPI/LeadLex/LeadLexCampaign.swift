public import LeadJSON

extension LeadLexAPI {
    // MARK: Campaigns

    /// How a campaign sends, as far as it is said (page api-reference/campaigns/get).
    public struct CampaignSettings: Hashable, Sendable {
        /// How many e-mails go out a day at most.
        public var dailySendLimit: Int?
        /// Seconds between two e-mails.
        public var delayBetweenEmails: Int?
        /// The IANA name of the time zone in which days are counted, which nobody checks.
        public var sendingTimezone: String?
        /// Whether e-mails go out on Saturdays and Sundays, too.
        public var isSendingOnWeekends: Bool?
        /// Whether opened e-mails are counted.
        public var isTrackingOpens: Bool?
        /// Whether clicked links are counted.
        public var isTrackingClicks: Bool?

        /// Settings that say nothing.
        public init() {}

        init(_ source: JSONCursor) throws(APIDecodingError) {
            dailySendLimit = try source.optionalInteger("daily_send_limit")
            delayBetweenEmails = try source.optionalInteger("delay_between_emails")
            sendingTimezone = try source.optionalString("sending_timezone")
            isSendingOnWeekends = try source.find("send_on_weekends")?.bool()
            isTrackingOpens = try source.find("track_opens")?.bool()
            isTrackingClicks = try source.find("track_clicks")?.bool()
        }

        func write(to object: inout JSONObject) {
            object.add("daily_send_limit", dailySendLimit)
            object.add("delay_between_emails", delayBetweenEmails)
            object.add("sending_timezone", sendingTimezone)
            object["send_on_weekends"] = isSendingOnWeekends.map(JSON.bool)
            object["track_opens"] = isTrackingOpens.map(JSON.bool)
            object["track_clicks"] = isTrackingClicks.map(JSON.bool)
        }
    }

    /// The body that makes a campaign; no page shows it, so its members are those of an answered campaign (INFER).
    public struct CreateCampaign: WireInput {
        /// The name.
        public let name: String
        /// What the campaign is for.
        public let description: String?
        /// How it shall send.
        public let settings: CampaignSettings
        /// When it shall have been made (page data-integrity).
        public let createdDate: String?

        /// Reads a body.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            name = try source.string("name")
            createdDate = try source.optionalString("created_date")
            description = try source.optionalString("description")
            settings = try CampaignSettings(source)
        }
    }

    /// A campaign (page api-reference/campaigns/get).
    public struct Campaign: WireOutput {
        /// The UUID.
        public let id: String
        /// The name.
        public let name: String
        /// What it is for.
        public let description: String?
        /// Where it stands.
        public let status: CampaignStatus
        /// How it sends.
        public let settings: CampaignSettings
        /// ISO 8601.
        public let createdAt: String

        /// Makes a campaign.
        public init(
            id: String, name: String, description: String?, status: CampaignStatus, settings: CampaignSettings, createdAt: String
        ) {
            (self.id, self.name, self.description) = (id, name, description)
            (self.status, self.settings, self.createdAt) = (status, settings, createdAt)
        }

        /// The campaign as it is written.
        public var json: JSON { .object(members) }

        var members: JSONObject {
            var object: JSONObject = [
                "id": .string(id), "name": .string(name), "description": .text(description), "status": .string(status.rawValue),
            ]
            settings.write(to: &object)
            object["created_at"] = .string(createdAt)
            return object
        }
    }

    /// The rows of a page of campaigns; INFER from the other families.
    public struct Campaigns: WireOutput {
        /// The rows.
        public let campaigns: [Campaign]

        /// Makes an answer.
        public init(_ campaigns: [Campaign]) { self.campaigns = campaigns }
        /// The answer as it is written.
        public var json: JSON { ["campaigns": .list(campaigns)] }
    }

    /// The answer to a new campaign; INFER from the page of one campaign.
    public struct CampaignMade: WireOutput {
        /// The campaign.
        public let campaign: Campaign

        /// Makes an answer.
        public init(_ campaign: Campaign) { self.campaign = campaign }
        /// The answer as it is written.
        public var json: JSON { ["campaign": campaign.json] }
    }

    /// A campaign with its steps and recipients (page api-reference/campaigns/get).
    public struct CampaignDetail: WireOutput {
        /// The campaign.
        public let campaign: Campaign
        /// The steps in the order in which they are sent.
        public let steps: [CampaignStep]
        /// The enrolled contacts, in the order in which they were enrolled.
        public let contacts: [Contact]

        /// Makes an answer.
        public init(_ campaign: Campaign, steps: [CampaignStep], contacts: [Contact]) {
            (self.campaign, self.steps, self.contacts) = (campaign, steps, contacts)
        }

        /// The answer as it is written.
        public var json: JSON {
            var object = campaign.members
            object["steps"] = .list(steps)
            object["contacts"] = .list(contacts)
            return ["campaign": .object(object)]
        }
    }

    /// The answer to a deleted campaign; INFER from the page of a deleted list.
    public struct CampaignDeleted: WireOutput {
        /// The campaign.
        public let id: String

        /// Makes an answer.
        public init(id: String) { self.id = id }
        /// The answer as it is written.
        public var json: JSON { ["deleted": true, "id": .string(id)] }
    }

    // MARK: Steps

    /// The body that puts a step behind the others (page api-reference/campaigns/create-step).
    public struct CreateCampaignStep: WireInput {
        /// The subject line; merge fields such as `{{first_name}}` stay as they are.
        public let subject: String
        /// The e-mail's text.
        public let text: String
        /// Days after the step before.
        public let delayDays: Int
        /// Hours beside these days, 0 to 23.
        public let delayHours: Int
        /// When it is sent.
        public let sendCondition: SendCondition

        /// Reads a body.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            subject = try source.string("subject")
            text = try source.string("body")
            delayDays = try source.optionalInteger("delay_days", in: 0...3650) ?? 0
            delayHours = try source.optionalInteger("delay_hours", in: 0...23) ?? 0
            let word = try source.optionalString("send_condition") ?? SendCondition.always.rawValue
            guard let known = SendCondition(rawValue: word) else {
                throw source.failure(at: "send_condition", "Unknown condition '\(word)'")
            }
            sendCondition = known
        }
    }

    /// A step of a campaign (page api-reference/campaigns/steps).
    public struct CampaignStep: WireOutput {
        /// The UUID.
        public let id: String
        /// The place among the steps, from 0.
        public let index: Int
        /// The subject line.
        public let subject: String
        /// The e-mail's text.
        public let text: String
        /// Days after the step before.
        public let delayDays: Int
        /// Hours beside these days, 0 to 23.
        public let delayHours: Int
        /// When it is sent.
        public let sendCondition: SendCondition
        /// ISO 8601.
        public let createdAt: String

        /// Makes a step.
        public init(
            id: String, index: Int, subject: String, text: String, delayDays: Int, delayHours: Int, sendCondition: SendCondition,
            createdAt: String
        ) {
            (self.id, self.index, self.subject, self.text) = (id, index, subject, text)
            (self.delayDays, self.delayHours) = (delayDays, delayHours)
            (self.sendCondition, self.createdAt) = (sendCondition, createdAt)
        }

        /// The step as it is written.
        public var json: JSON {
            [
                "id": .string(id), "index": .integer(index), "subject": .string(subject), "body": .string(text),
                "delay_days": .integer(delayDays), "delay_hours": .integer(delayHours),
                "send_condition": .string(sendCondition.rawValue), "created_at": .string(createdAt),
            ]
        }
    }

    /// The steps of a campaign in the order in which they are sent, without pages (page api-reference/campaigns/steps).
    public struct CampaignSteps: WireOutput {
        /// The steps.
        public let steps: [CampaignStep]

        /// Makes an answer.
        public init(_ steps: [CampaignStep]) { self.steps = steps }
        /// The answer as it is written.
        public var json: JSON { ["steps": .list(steps)] }
    }

    /// The answer to a new step (page api-reference/campaigns/create-step).
    public struct CampaignStepMade: WireOutput {
        /// The step.
        public let step: CampaignStep

        /// Makes an answer.
        public init(_ step: CampaignStep) { self.step = step }
        /// The answer as it is written.
        public var json: JSON { ["step": step.json] }
    }

    // MARK: Recipients

    /// The body that enrols contacts in a campaign, at most 500 (page api-reference/campaigns/add-contacts).
    public struct EnrolContacts: WireInput {
        /// The contacts.
        public let contactIDs: [String]
        /// A free tag that says where they come from; no answer shows it.
        public let source: String?

        /// Reads a body.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            contactIDs = try source.require("contact_ids").strings(atMost: Limits.bulkContacts)
            self.source = try source.optionalString("source")
        }
    }

    /// The answer to enrolled contacts (page api-reference/campaigns/add-contacts).
    public struct ContactsEnrolled: WireOutput {
        /// Those that are newly enrolled, in the order in which they were named.
        public let contactIDs: [String]
        /// How many of those that were named had been enrolled before.
        public let skipped: Int

        /// Makes an answer.
        public init(contactIDs: [String], skipped: Int) {
            (self.contactIDs, self.skipped) = (contactIDs, skipped)
        }

        /// The answer as it is written.
        public var json: JSON {
            ["added": .integer(contactIDs.count), "skipped": .integer(skipped), "contact_ids": .texts(contactIDs)]
        }
    }

    // MARK: Sending

    /// The answer to a campaign's start (page api-reference/campaigns/start).
    public struct CampaignStarted: WireOutput {
        /// The campaign.
        public let campaignID: String
        /// The task that must be approved first; nil for a campaign that is active.
        public let taskID: String?

        /// Makes an answer.
        public init(campaignID: String, taskID: String?) {
            (self.campaignID, self.taskID) = (campaignID, taskID)
        }

        /// The answer as it is written.
        public var json: JSON {
            let status: CampaignStatus = taskID == nil ? .active : .pendingApproval
            return ["campaign_id": .string(campaignID), "status": .string(status.rawValue), "task_id": .text(taskID)]
        }
    }

    /// The answer to a paused campaign (page api-reference/campaigns/pause).
    public struct CampaignPaused: WireOutput {
        /// The campaign.
        public let id: String
        /// ISO 8601.
        public let pausedAt: String

        /// Makes an answer.
        public init(id: String, pausedAt: String) {
            (self.id, self.pausedAt) = (id, pausedAt)
        }

        /// The answer as it is written.
        public var json: JSON {
            let status = CampaignStatus.paused.rawValue
            return ["campaign": ["id": .string(id), "status": .string(status), "paused_at": .string(pausedAt)]]
        }
    }

    /// What a campaign has sent and got back (page api-reference/campaigns/stats).
    public struct CampaignStats: WireOutput {
        /// E-mails sent.
        public let sent: Int
        /// Those that were opened.
        public var opened = 0
        /// Those with a link that was clicked.
        public var clicked = 0
        /// Those that were answered.
        public var replied = 0
        /// Those that could not be delivered.
        public var bounced = 0
        /// Those whose recipients want no more.
        public var unsubscribed = 0

        /// The numbers of a campaign to which nobody has reacted.
        public init(sent: Int) { self.sent = sent }

        /// The numbers as they are written; each rate is a count divided by those sent, and 0 where nothing was sent.
        public var json: JSON {
            func rate(_ count: Int) -> JSON { .double(sent == 0 ? 0 : Double(count) / Double(sent)) }
            let stats: JSONObject = [
                "sent_count": .integer(sent), "opened_count": .integer(opened), "clicked_count": .integer(clicked),
                "replied_count": .integer(replied), "bounced_count": .integer(bounced),
                "unsubscribed_count": .integer(unsubscribed), "open_rate": rate(opened), "click_rate": rate(clicked),
                "reply_rate": rate(replied),
            ]
            return ["stats": .object(stats)]
        }
    }

    // MARK: Tasks

    /// What waits for approval, or waited (page api-reference/lexi/tasks).
    public struct LexiTask: WireOutput {
        /// The UUID.
        public let id: String
        /// What shall be done, such as `campaign_start`.
        public let type: String
        /// Where it stands.
        public let status: TaskStatus
        /// What shall be done, in words.
        public let title: String
        /// The campaign that it is about.
        public let campaignID: String?
        /// ISO 8601.
        public let createdAt: String

        /// Makes a task.
        public init(id: String, type: String, status: TaskStatus, title: String, campaignID: String?, createdAt: String) {
            (self.id, self.type, self.status) = (id, type, status)
            (self.title, self.campaignID, self.createdAt) = (title, campaignID, createdAt)
        }

        /// The task as it is written.
        public var json: JSON {
            var metadata = JSONObject()
            metadata.add("campaign_id", campaignID)
            return [
                "id": .string(id), "type": .string(type), "status": .string(status.rawValue), "title": .string(title),
                "metadata": .object(metadata), "created_at": .string(createdAt),
            ]
        }
    }

    /// The tasks of one status, oldest first, without pages (page api-reference/lexi/tasks).
    public struct LexiTasks: WireOutput {
        /// The tasks.
        public let tasks: [LexiTask]

        /// Makes an answer.
        public init(_ tasks: [LexiTask]) { self.tasks = tasks }
        /// The answer as it is written.
        public var json: JSON { ["tasks": .list(tasks)] }
    }

    /// The answer to an approved task, whose doing begins at once (page api-reference/lexi/approve).
    public struct LexiTaskApproved: WireOutput {
        /// The task.
        public let id: String

        /// Makes an answer.
        public init(id: String) { self.id = id }

        /// The answer as it is written.
        public var json: JSON {
            ["task_id": .string(id), "status": .string(TaskStatus.approved.rawValue), "execution_started": true]
        }
    }
}
