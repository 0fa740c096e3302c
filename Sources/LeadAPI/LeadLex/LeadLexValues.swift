extension LeadLexAPI {
    /// What a contact can be answered with (page api-reference/contacts/get).
    public enum Inclusion: String, Hashable, Sendable, CaseIterable {
        /// The three newest notes, as `recent_notes`.
        case notes
        /// Three open tasks, as `open_tasks`.
        case tasks
        /// Three deals, as `open_deals`.
        case deals
    }

    /// Where a campaign stands (page api-reference/campaigns/get; `pending_approval` from campaigns/start, G36).
    public enum CampaignStatus: String, Hashable, Sendable, CaseIterable {
        /// Never started.
        case draft
        /// Waits for approval.
        case pendingApproval = "pending_approval"
        /// Sends.
        case active
        /// Sends no more until it is started again.
        case paused
        /// Has sent everything.
        case completed
    }

    /// When a step is sent (page api-reference/campaigns/create-step).
    public enum SendCondition: String, Hashable, Sendable, CaseIterable {
        /// To everybody; the default.
        case always
        /// To those who have not answered.
        case ifNoReply = "if_no_reply"
        /// To those who have opened nothing.
        case ifNoOpen = "if_no_open"
        /// To those who have opened something.
        case ifOpened = "if_opened"
        /// To those who have clicked something.
        case ifClicked = "if_clicked"
    }

    /// Where a Lexi task stands (page api-reference/lexi/tasks).
    public enum TaskStatus: String, Hashable, Sendable, CaseIterable {
        /// Waits for approval; the default of a list of them.
        case pending
        /// Approved.
        case approved
        /// Turned down.
        case dismissed
        /// Done.
        case completed
        /// Could not be done.
        case failed
    }

    /// How many requests a key may make (page api-reference/api-keys/create).
    public enum RateLimitTier: String, Hashable, Sendable, CaseIterable {
        /// What the workspace's plan has; the default.
        case standard
        /// What the largest plan has.
        case high
        /// As many as it likes.
        case unmetered
    }

    /// The plans of a workspace, with what the keys of each may do (page authentication; leadlex.md, section 1.4).
    public enum RatePlan: String, Hashable, Sendable, CaseIterable {
        /// 100 requests a day, 10 a minute.
        case starter
        /// 1,000 requests a day, 50 a minute.
        case pro
        /// 10,000 requests a day, 200 a minute.
        case org

        /// Requests a day, which begins at 00:00 UTC.
        public var perDay: Int {
            switch self {
            case .starter: 100
            case .pro: 1000
            case .org: 10_000
            }
        }

        /// Requests a minute.
        public var perMinute: Int {
            switch self {
            case .starter: 10
            case .pro: 50
            case .org: 200
            }
        }
    }

    /// The permissions that a key can have, in all three spellings (leadlex.md, section 1.3).
    public enum Permission {
        /// Those of the dashboard: each GET, each other method, the Lexi endpoints.
        public static let coarse = ["read", "write", "lexi"]

        /// Spelled `resource:action`.
        public static let resourceFirst = ["contacts", "companies", "deals", "campaigns", "activities", "webhooks"].flatMap {
            ["\($0):read", "\($0):write"]
        }

        /// Spelled `action:resource` (page api-reference/api-keys/create).
        public static let actionFirst =
            ["contacts", "deals", "documents", "email", "channels", "ai"].flatMap { ["read:\($0)", "write:\($0)"] }
            + [
                "read:companies", "write:companies", "read:campaigns", "write:campaigns", "write:enrich", "admin:api_keys",
                "admin:webhooks",
            ]

        /// All of them.
        public static let all = coarse + resourceFirst + actionFirst
    }
}
