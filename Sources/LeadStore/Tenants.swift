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

        private func token(at service: Service, user: String) -> String {
            let prefix = service == .leadlex ? "wbk_" : "lance_"
            return "\(prefix)sandbox\(id.dropFirst(4))\(user)0123456789abcdef"
        }

        /// Whether keys and users belong to an admin, by role, with what the keys may do.
        static let roles: [(name: String, isAdmin: Bool, permissions: String)] = [
            ("admin", true, "read,write,lexi"), ("member", false, "read,write"), ("reader", true, "read"),
        ]
    }

    /// The one that the embedded sandbox works in.
    public static let demo = Organisation(id: "org_demo", name: "Demo Sales")
    /// Another, which must never see the first one's data.
    public static let other = Organisation(id: "org_other", name: "Other Sales")

    static func write(_ db: Database) throws {
        for organisation in [demo, other] {
            try db.execute(
                sql: "INSERT INTO organisations (id, name) VALUES (?, ?)", arguments: [organisation.id, organisation.name])
            for role in Organisation.roles {
                let user = organisation.user(role.name)
                try db.execute(
                    sql: "INSERT INTO users (id, organisation, is_admin) VALUES (?, ?, ?)",
                    arguments: [user, organisation.id, role.isAdmin])
                for service in Service.allCases {
                    let token =
                        switch role.name {
                        case "admin": organisation.token(at: service)
                        case "member": organisation.memberToken(at: service)
                        default: organisation.readOnlyToken(at: service)
                        }
                    try db.execute(
                        sql: "INSERT INTO api_keys (token, service, organisation, user, permissions) VALUES (?, ?, ?, ?, ?)",
                        arguments: [token, service.rawValue, organisation.id, user, role.permissions])
                }
            }
        }
    }
}

extension Store {
    /// Who a token belongs to at a service; nil for a token that it does not know.
    public func caller(token: String, at service: Service) throws(Failure) -> Caller? {
        try read { db in
            let sql = """
                SELECT api_keys.organisation, api_keys.user, users.is_admin, api_keys.permissions
                FROM api_keys JOIN users ON users.id = api_keys.user WHERE token = ? AND service = ?
                """
            guard let row = try Row.fetchOne(db, sql: sql, arguments: [token, service.rawValue]) else { return nil }
            return Caller(
                organisation: try row.value(0), user: try row.value(1), isAdmin: try row.value(2),
                permissions: Set((try row.value(3) as String).split(separator: ",").map(String.init)))
        }
    }
}
