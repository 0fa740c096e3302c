import GRDB

/// The services that the sandbox speaks for.
public enum Service: String, Hashable, Sendable, CaseIterable {
    /// Search, lead lists, bulk selection.
    case lance
    /// Prospects, contacts, lists.
    case leadlex
}

/// Who calls: what an API key stands for.
public struct Caller: Hashable, Sendable {
    /// The organisation whose data the key sees.
    public let organisation: String
    /// The user whose key it is.
    public let user: String
    /// Whether the user sees every list of the organisation.
    public let isAdmin: Bool
    /// What the key may do, in any of the services' three spellings.
    public let permissions: Set<String>
    /// The key's id, which is no secret.
    public let key: String
    /// How many requests the key may make, in LeadLex's words (page api-reference/api-keys/create).
    public let tier: String
    /// When the key ends, ISO 8601 in UTC; nil for one that does not.
    public let expiresAt: String?
}

/// The two organisations that every sandbox has.
public enum Tenants {
    /// An organisation with its users and keys.
    public struct Organisation: Hashable, Sendable {
        /// The id.
        public let id: String
        /// The name.
        public let name: String

        /// The token of this organisation's admin at a service.
        public func token(at service: Service) -> String {
            token(at: service, user: "admin")
        }

        /// The token of a user who is no admin.
        public func memberToken(at service: Service) -> String {
            token(at: service, user: "member")
        }

        /// The token of an admin who may only read.
        public func readOnlyToken(at service: Service) -> String {
            token(at: service, user: "reader")
        }

        func user(_ role: String) -> String { "user_\(id.dropFirst(4))_\(role)" }

        func token(at service: Service, user: String) -> String {
            let prefix = service == .leadlex ? "wbk_" : "lance_"
            return "\(prefix)sandbox\(id.dropFirst(4))\(user)0123456789abcdef"
        }

        /// Whether keys and users belong to an admin, by role, with what the keys may do.
        static let roles: [(name: String, isAdmin: Bool, permissions: [String])] = [
            ("admin", true, ["read", "write", "lexi", "admin:api_keys"]), ("member", false, ["read", "write"]),
            ("reader", true, ["read"]),
        ]
    }

    /// The one that the embedded sandbox works in.
    public static let demo = Organisation(id: "org_demo", name: "Demo Sales")
    /// Another, which must never see the first one's data.
    public static let other = Organisation(id: "org_other", name: "Other Sales")

    /// Who each of the organisations' own tokens belongs to, by service and token.
    ///
    /// They are known to everybody who can read this, so that only a sandbox that nobody else can reach may heed them.
    static let wellKnown: [Service: [String: Caller]] = {
        var callers: [Service: [String: Caller]] = [:]
        for organisation in [demo, other] {
            for role in Organisation.roles {
                for service in Service.allCases {
                    let caller = Caller(
                        organisation: organisation.id, user: organisation.user(role.name), isAdmin: role.isAdmin,
                        permissions: Set(role.permissions), key: "\(organisation.id) \(role.name)", tier: "unmetered",
                        expiresAt: nil)
                    callers[service, default: [:]][organisation.token(at: service, user: role.name)] = caller
                }
            }
        }
        return callers
    }()

    /// The list that the examples of page api-reference/prospects/save add to.
    static func writeExampleList(_ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO contact_lists (id, organisation, name, created_at) VALUES ('abc-123', ?, ?, ?)",
            arguments: [demo.id, "The examples' list", "2026-01-01T00:00:00.000Z"])
    }

    static func write(_ db: Database) throws {
        for organisation in [demo, other] {
            try db.execute(
                sql: "INSERT INTO organisations (id, name) VALUES (?, ?)", arguments: [organisation.id, organisation.name])
            for role in Organisation.roles {
                try db.execute(
                    sql: "INSERT INTO users (id, organisation, is_admin) VALUES (?, ?, ?)",
                    arguments: [organisation.user(role.name), organisation.id, role.isAdmin])
            }
        }
    }
}
