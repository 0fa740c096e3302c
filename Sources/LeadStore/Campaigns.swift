import GRDB

/// A campaign of one organisation: e-mails in steps to contacts that are enrolled in it.
public struct Campaign: Hashable, Sendable {
    /// Where a campaign stands.
    public enum Status: String, Hashable, Sendable {
        /// Never started.
        case draft
        /// Its start waits for approval.
        case pendingApproval = "pending_approval"
        /// Sends.
        case active
        /// Sends no more until it is started again.
        case paused
        /// Has sent everything, which no campaign of the sandbox ever has.
        case completed
    }

    /// The id, a UUID.
    public let id: String
    /// The name, which other campaigns may have, too.
    public let name: String
    /// What it is for.
    public var description: String?
    /// Where it stands.
    public internal(set) var status = Status.draft
    /// How many e-mails go out a day at most.
    public var dailySendLimit = 50
    /// Seconds between two e-mails.
    public var delayBetweenEmails = 60
    /// The IANA name of the time zone in which days are counted.
    public var sendingTimezone = "UTC"
    /// Whether e-mails go out on Saturdays and Sundays, too.
    public var isSendingOnWeekends = false
    /// Whether opened e-mails are counted.
    public var isTrackingOpens = true
    /// Whether clicked links are counted.
    public var isTrackingClicks = true
    /// When it was made, ISO 8601.
    public let createdAt: String

    /// Drafts a campaign; no page says how one sends of which only the name is told, so what it has then is our choice.
    public init(id: String, name: String, createdAt: String) {
        (self.id, self.name, self.createdAt) = (id, name, createdAt)
    }
}

/// A step of a campaign: one e-mail to everybody.
public struct CampaignStep: Hashable, Sendable {
    /// The id, a UUID.
    public let id: String
    /// The place among the steps, from 0; known when the step has joined its campaign.
    public internal(set) var index = 0
    /// The subject line.
    public let subject: String
    /// The e-mail's text.
    public let text: String
    /// Days after the step before.
    public var delayDays = 0
    /// Hours beside these days.
    public var delayHours = 0
    /// When it is sent, in the service's words, which the store does not read.
    public let sendCondition: String
    /// When it was made, ISO 8601.
    public let createdAt: String

    /// Drafts a step without a delay.
    public init(id: String, subject: String, text: String, sendCondition: String, createdAt: String) {
        (self.id, self.subject, self.text) = (id, subject, text)
        (self.sendCondition, self.createdAt) = (sendCondition, createdAt)
    }
}

/// A campaign with all that belongs to it.
public struct CampaignDetail: Hashable, Sendable {
    /// The campaign.
    public let campaign: Campaign
    /// Its steps in the order in which they are sent.
    public let steps: [CampaignStep]
    /// The contacts that are enrolled, in the order in which they were.
    public let contacts: [Contact]
}

/// What came of enrolling contacts in a campaign.
public enum Enrolment: Hashable, Sendable {
    /// All are enrolled; these were not before, in the order in which they were named.
    case enrolled(new: [String])
    /// The organisation has no such campaign.
    case unknownCampaign
    /// One of the ids is no contact of the organisation, so that nobody was enrolled.
    case unknownContacts
}

extension Store {
    // MARK: Campaigns

    /// Makes a campaign.
    public func make(_ campaign: Campaign, of organisation: String) throws(Failure) {
        try write { db in
            try db.execute(
                sql: """
                    INSERT INTO campaigns (id, organisation, name, description, status, daily_send_limit, delay_between_emails,
                        sending_timezone, send_on_weekends, track_opens, track_clicks, created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    campaign.id, organisation, campaign.name, campaign.description, campaign.status.rawValue,
                    campaign.dailySendLimit, campaign.delayBetweenEmails, campaign.sendingTimezone,
                    campaign.isSendingOnWeekends, campaign.isTrackingOpens, campaign.isTrackingClicks, campaign.createdAt,
                ])
        }
    }

    /// The campaigns of the organisation, oldest first.
    public func campaigns(of organisation: String, offset: Int, limit: Int) throws(Failure) -> Found<Campaign> {
        try read { db in
            let total =
                try Int.fetchOne(db, sql: "SELECT count(*) FROM campaigns WHERE organisation = ?", arguments: [organisation])
                ?? 0
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM campaigns WHERE organisation = ? ORDER BY position LIMIT ? OFFSET ?",
                arguments: [organisation, limit, offset])
            return Found(items: try rows.map(Campaign.init), total: total)
        }
    }

    /// A campaign of the organisation; nil where it has none of that id.
    public func campaign(_ id: String, of organisation: String) throws(Failure) -> Campaign? {
        try read { db in try Campaign.find(id, of: organisation, in: db) }
    }

    /// A campaign of the organisation with all that belongs to it; nil where it has none of that id.
    public func campaignDetail(_ id: String, of organisation: String) throws(Failure) -> CampaignDetail? {
        try read { db in
            guard let campaign = try Campaign.find(id, of: organisation, in: db) else { return nil }
            let sql = """
                SELECT contacts.* FROM campaign_contacts JOIN contacts ON contacts.id = campaign_contacts.contact
                WHERE campaign_contacts.campaign = ? AND contacts.organisation = ? ORDER BY campaign_contacts.position
                """
            let rows = try Row.fetchAll(db, sql: sql, arguments: [id, organisation])
            return CampaignDetail(
                campaign: campaign, steps: try CampaignStep.all(of: id, in: db), contacts: try rows.map(Contact.init))
        }
    }

    /// Deletes a campaign of the organisation with its steps, enrolments and tasks; its contacts stay.
    ///
    /// - Returns: Whether it was there.
    public func deleteCampaign(_ id: String, of organisation: String) throws(Failure) -> Bool {
        try write { db in
            try db.execute(sql: "DELETE FROM campaigns WHERE id = ? AND organisation = ?", arguments: [id, organisation])
            return db.changesCount > 0
        }
    }

    // MARK: Steps

    /// The steps of a campaign in the order in which they are sent; nil where the organisation has no such campaign.
    public func steps(ofCampaign id: String, of organisation: String) throws(Failure) -> [CampaignStep]? {
        try read { db in
            guard try Campaign.find(id, of: organisation, in: db) != nil else { return nil }
            return try CampaignStep.all(of: id, in: db)
        }
    }

    /// Puts a step behind the others of a campaign.
    ///
    /// - Returns: The step with its place; nil where the organisation has no such campaign.
    public func append(
        _ draft: CampaignStep, toCampaign id: String, of organisation: String
    ) throws(Failure) -> CampaignStep? {
        try write { db in
            guard try Campaign.find(id, of: organisation, in: db) != nil else { return nil }
            var step = draft
            step.index =
                try Int.fetchOne(db, sql: "SELECT count(*) FROM campaign_steps WHERE campaign = ?", arguments: [id]) ?? 0
            try db.execute(
                sql: """
                    INSERT INTO campaign_steps (id, campaign, subject, body, delay_days, delay_hours, send_condition, created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    step.id, id, step.subject, step.text, step.delayDays, step.delayHours, step.sendCondition, step.createdAt,
                ])
            return step
        }
    }

    // MARK: Recipients

    /// Enrols contacts in a campaign, which sends to them at once where it is active.
    ///
    /// - Parameter source: A tag that says where they come from; contacts that were enrolled before keep theirs.
    public func enrol(
        _ contacts: [String], source: String?, inCampaign id: String, of organisation: String
    ) throws(Failure) -> Enrolment {
        try write { db in
            guard let campaign = try Campaign.find(id, of: organisation, in: db) else { return .unknownCampaign }
            let known = try db.cachedStatement(sql: "SELECT 1 FROM contacts WHERE organisation = ? AND id = ?")
            for contact in contacts where try Int.fetchOne(known, arguments: [organisation, contact]) == nil {
                return .unknownContacts
            }
            let insert = try db.cachedStatement(
                sql: "INSERT OR IGNORE INTO campaign_contacts (campaign, contact, source) VALUES (?, ?, ?)")
            var new: [String] = []
            for contact in contacts {
                try insert.execute(arguments: [id, contact, source])
                if db.changesCount > 0 { new.append(contact) }
            }
            switch campaign.status {
            case .active: try campaign.send(of: organisation, in: db)
            case .pendingApproval: try campaign.retitleTask(of: organisation, in: db)
            case .draft, .paused, .completed: break
            }
            return .enrolled(new: new)
        }
    }
}

extension Campaign {
    static func find(_ id: String, of organisation: String, in db: Database) throws -> Campaign? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM campaigns WHERE id = ? AND organisation = ?", arguments: [id, organisation]
        ).map(Campaign.init)
    }

    init(_ row: Row) throws {
        try self.init(id: row.value("id"), name: row.value("name"), createdAt: row.value("created_at"))
        description = try row.value("description")
        status = try row.word("status")
        dailySendLimit = try row.value("daily_send_limit")
        delayBetweenEmails = try row.value("delay_between_emails")
        sendingTimezone = try row.value("sending_timezone")
        isSendingOnWeekends = try row.value("send_on_weekends")
        isTrackingOpens = try row.value("track_opens")
        isTrackingClicks = try row.value("track_clicks")
    }
}

extension CampaignStep {
    /// The steps of a campaign that is known to be the organisation's.
    static func all(of campaign: String, in db: Database) throws -> [CampaignStep] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM campaign_steps WHERE campaign = ? ORDER BY position", arguments: [campaign])
        return try rows.enumerated().map { try CampaignStep($0.element, at: $0.offset) }
    }

    init(_ row: Row, at index: Int) throws {
        try self.init(
            id: row.value("id"), subject: row.value("subject"), text: row.value("body"),
            sendCondition: row.value("send_condition"), createdAt: row.value("created_at"))
        self.index = index
        delayDays = try row.value("delay_days")
        delayHours = try row.value("delay_hours")
    }
}

extension Row {
    /// The value of a column that holds one of a closed set of words; an error where the file holds another.
    func word<Word: RawRepresentable>(_ column: String) throws -> Word where Word.RawValue == String {
        let text: String = try value(column)
        guard let word = Word(rawValue: text) else { throw DatabaseError(message: "\(column) is '\(text)'") }
        return word
    }
}
