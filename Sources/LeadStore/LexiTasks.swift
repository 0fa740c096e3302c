import GRDB

/// What somebody must approve before it is done.
public struct LexiTask: Hashable, Sendable {
    /// Where a task stands.
    public enum Status: String, Hashable, Sendable {
        /// Waits for approval.
        case pending
        /// Approved, and done at once.
        case approved
        /// Turned down.
        case dismissed
        /// Done.
        case completed
        /// Could not be done.
        case failed
    }

    /// The id, a UUID.
    public let id: String
    /// What shall be done, in the service's words; the sandbox makes `campaign_start` only.
    public let type: String
    /// Where it stands.
    public let status: Status
    /// What shall be done, in words for people.
    public let title: String
    /// The id of the campaign that it is about.
    public let campaign: String?
    /// When it was made, ISO 8601.
    public let createdAt: String
}

/// What came of starting a campaign.
public enum CampaignStart: Hashable, Sendable {
    /// It is active.
    case started
    /// It starts when the task of that id is approved.
    case waiting(task: String)
    /// The organisation has no such campaign.
    case unknown
    /// There is nothing to send.
    case withoutSteps
    /// There is nobody to send to.
    case withoutContacts
    /// It was active before.
    case alreadyActive
}

/// What came of pausing a campaign.
public enum CampaignPause: Hashable, Sendable {
    /// It is paused.
    case paused
    /// The organisation has no such campaign.
    case unknown
    /// It was not active.
    case notActive
}

/// What came of approving a task.
public enum TaskApproval: Hashable, Sendable {
    /// It is approved, and what it asked for is done.
    case approved
    /// The organisation has no such task.
    case unknown
    /// It did not wait for approval.
    case notPending
}

extension Store {
    // MARK: Starting and pausing

    /// Starts a campaign, or asks for approval where it would write to too many.
    ///
    /// What counts is whom this start would write to: the enrolled contacts with an e-mail address to whom the campaign has sent
    /// nothing. Those to whom it has sent something have been approved, or were few; so a paused campaign goes on without being
    /// approved again, unless too many have joined it meanwhile.
    ///
    /// - Parameters:
    ///   - limit: To how many it may write without approval.
    ///   - task: The id of the task that asks for approval, should there have to be one.
    public func start(
        campaign id: String, of organisation: String, unapproved limit: Int, task: String, at time: String
    ) throws(Failure) -> CampaignStart {
        try write { db in
            guard let campaign = try Campaign.find(id, of: organisation, in: db) else { return .unknown }
            switch campaign.status {
            case .active: return .alreadyActive
            case .pendingApproval:
                if let waiting = try campaign.waitingTask(of: organisation, in: db) { return .waiting(task: waiting) }
            case .draft, .paused, .completed: break
            }
            guard try campaign.hasSteps(in: db) else { return .withoutSteps }
            guard try campaign.hasContacts(in: db) else { return .withoutContacts }
            let recipients = try campaign.recipients(of: organisation, in: db)
            guard recipients > limit else {
                try campaign.activate(of: organisation, in: db)
                return .started
            }
            try db.execute(
                sql: """
                    INSERT INTO lexi_tasks (id, organisation, type, status, title, campaign, created_at)
                    VALUES (?, ?, 'campaign_start', 'pending', ?, ?, ?)
                    """, arguments: [task, organisation, campaign.startTitle(recipients), id, time])
            try campaign.move(to: .pendingApproval, of: organisation, in: db)
            return .waiting(task: task)
        }
    }

    /// Pauses a campaign, which sends no more until it is started again.
    public func pause(campaign id: String, of organisation: String, at time: String) throws(Failure) -> CampaignPause {
        try write { db in
            guard let campaign = try Campaign.find(id, of: organisation, in: db) else { return .unknown }
            guard campaign.status == .active else { return .notActive }
            try campaign.move(to: .paused, pausedAt: time, of: organisation, in: db)
            return .paused
        }
    }

    /// To how many contacts a campaign has sent; nil where the organisation has no such campaign.
    ///
    /// Contacts that have been deleted since are not counted, as their enrolments went with them.
    public func sentCount(ofCampaign id: String, of organisation: String) throws(Failure) -> Int? {
        try read { db in
            guard try Campaign.find(id, of: organisation, in: db) != nil else { return nil }
            return try Int.fetchOne(
                db, sql: "SELECT count(*) FROM campaign_contacts WHERE campaign = ? AND is_sent = 1", arguments: [id])
        }
    }

    // MARK: Tasks

    /// The organisation's tasks of a status, oldest first.
    public func lexiTasks(_ status: LexiTask.Status, of organisation: String) throws(Failure) -> [LexiTask] {
        try read { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM lexi_tasks WHERE organisation = ? AND status = ? ORDER BY position",
                arguments: [organisation, status.rawValue])
            return try rows.map(LexiTask.init)
        }
    }

    /// Approves a task and does what it asks for: its campaign becomes active, whoever has joined it since.
    public func approve(task id: String, of organisation: String) throws(Failure) -> TaskApproval {
        try write { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM lexi_tasks WHERE id = ? AND organisation = ?", arguments: [id, organisation])
            guard let row else { return .unknown }
            let task = try LexiTask(row)
            guard task.status == .pending else { return .notPending }
            try db.execute(
                sql: "UPDATE lexi_tasks SET status = ? WHERE id = ? AND organisation = ?",
                arguments: [LexiTask.Status.approved.rawValue, id, organisation])
            if let id = task.campaign, let campaign = try Campaign.find(id, of: organisation, in: db) {
                try campaign.activate(of: organisation, in: db)
            }
            return .approved
        }
    }
}

extension Campaign {
    /// Lets the campaign send.
    func activate(of organisation: String, in db: Database) throws {
        try move(to: .active, of: organisation, in: db)
        try send(of: organisation, in: db)
    }

    /// Sends step 0 to everybody to whom nothing was sent; time does not pass in a sandbox, so no other step is ever due.
    func send(of organisation: String, in db: Database) throws {
        try db.execute(
            sql: """
                UPDATE campaign_contacts SET is_sent = 1 WHERE campaign = ? AND is_sent = 0 AND EXISTS (
                    SELECT 1 FROM contacts
                    WHERE contacts.id = campaign_contacts.contact AND organisation = ? AND email_key IS NOT NULL)
                """, arguments: [id, organisation])
    }

    /// Tells in the waiting task's title how many the campaign would write to now: nobody shall approve a number that has grown.
    func retitleTask(of organisation: String, in db: Database) throws {
        try db.execute(
            sql: "UPDATE lexi_tasks SET title = ? WHERE campaign = ? AND organisation = ? AND status = 'pending'",
            arguments: [startTitle(try recipients(of: organisation, in: db)), id, organisation])
    }

    fileprivate func startTitle(_ recipients: Int) -> String {
        "Start campaign \"\(name)\" for \(recipients) recipients"
    }

    fileprivate func move(to status: Status, pausedAt time: String? = nil, of organisation: String, in db: Database) throws {
        try db.execute(
            sql: "UPDATE campaigns SET status = ?, paused_at = ? WHERE id = ? AND organisation = ?",
            arguments: [status.rawValue, time, id, organisation])
    }

    /// The id of the task that asks to start the campaign.
    fileprivate func waitingTask(of organisation: String, in db: Database) throws -> String? {
        try String.fetchOne(
            db, sql: "SELECT id FROM lexi_tasks WHERE campaign = ? AND organisation = ? AND status = 'pending'",
            arguments: [id, organisation])
    }

    fileprivate func hasSteps(in db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: "SELECT 1 FROM campaign_steps WHERE campaign = ? LIMIT 1", arguments: [id]) != nil
    }

    fileprivate func hasContacts(in db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: "SELECT 1 FROM campaign_contacts WHERE campaign = ? LIMIT 1", arguments: [id]) != nil
    }

    /// How many the campaign would write to.
    fileprivate func recipients(of organisation: String, in db: Database) throws -> Int {
        let sql = """
            SELECT count(*) FROM campaign_contacts JOIN contacts ON contacts.id = campaign_contacts.contact
            WHERE campaign = ? AND is_sent = 0 AND organisation = ? AND email_key IS NOT NULL
            """
        return try Int.fetchOne(db, sql: sql, arguments: [id, organisation]) ?? 0
    }
}

extension LexiTask {
    init(_ row: Row) throws {
        id = try row.value("id")
        type = try row.value("type")
        status = try row.word("status")
        title = try row.value("title")
        campaign = try row.value("campaign")
        createdAt = try row.value("created_at")
    }
}
