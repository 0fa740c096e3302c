import Crypto
import GRDB
import LeadModel

/// A key to one of the services, without its token: of that, only a digest is kept.
public struct APIKey: Hashable, Sendable {
    /// The id.
    public var id: String
    /// The name.
    public var name: String
    /// What it is for.
    public var description: String?
    /// How the token begins; enough to tell keys apart, and no secret.
    public var prefix: String
    /// What the key may do.
    public var permissions: [String]
    /// How many requests it may make, in LeadLex's words.
    public var tier: String
    /// When it ends, ISO 8601.
    public var expiresAt: String?
    /// When it was revoked, ISO 8601.
    public var revokedAt: String?
    /// When it was made, ISO 8601.
    public var createdAt: String

    /// Drafts a key.
    public init(id: String, name: String, token: String, permissions: [String], tier: String, createdAt: String) {
        (self.id, self.name, self.permissions, self.tier, self.createdAt) = (id, name, permissions, tier, createdAt)
        prefix = String(token.prefix(8))
    }
}

/// A token as it is kept: the digest, and a part of it by which rows are found.
///
/// Tokens are long and random, so that a fast digest is as good as a slow one.
public struct TokenDigest: Hashable, Sendable {
    let selector: String
    let digest: String

    /// Takes the digest (SHA-256) of a token.
    public init(of token: String) {
        digest = Hex.text(of: SHA256.hash(data: Array(token.utf8)))
        selector = String(digest.prefix(8))
    }

    /// Compares all bytes, whichever differ, so that the time says nothing of how many fit.
    func matches(_ other: String) -> Bool {
        guard digest.utf8.count == other.utf8.count else { return false }
        return zip(digest.utf8, other.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// What came of revoking a key.
public enum KeyRevocation: Error, Hashable, Sendable {
    /// It is revoked.
    case revoked
    /// The organisation has no such key.
    case unknown
    /// It is the last one that may make keys.
    case lastAdmin
}

extension Store {
    /// A new secret: 32 characters that nobody can guess.
    public static func randomToken() -> String {
        var generator = SystemRandomNumberGenerator()
        return Hex.text(of: (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }

    /// Who one of the organisations' own tokens belongs to at a service; see `Tenants`.
    public static func wellKnownCaller(token: String, at service: Service) -> Caller? {
        Tenants.wellKnown[service]?[token]
    }

    /// Who a token belongs to at a service; nil for a token that it does not know, and for one that has ended.
    public func caller(_ wanted: TokenDigest, at service: Service, now: String) throws(Failure) -> Caller? {
        try read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT api_keys.organisation, api_keys.user, users.is_admin, permissions, api_keys.id, tier, digest, expires_at
                    FROM api_keys JOIN users ON users.id = api_keys.user
                    WHERE selector = ? AND service = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)
                    """)
            for row in try Row.fetchAll(statement, arguments: [wanted.selector, service.rawValue, now])
            where wanted.matches(try row.value(6)) {
                return Caller(
                    organisation: try row.value(0), user: try row.value(1), isAdmin: try row.value(2),
                    permissions: Set(try TextList.split(row.value(3))), key: try row.value(4), tier: try row.value(5),
                    expiresAt: try row.value(7))
            }
            return nil
        }
    }

    /// The ids of all organisations, the one that scripts run in first.
    public func organisations() throws(Failure) -> [String] {
        try read { db in try String.fetchAll(db, sql: "SELECT id FROM organisations ORDER BY id <> 'org_demo', id") }
    }

    /// Makes sure that a token opens an organisation to its admin, as the file that holds it says.
    public func admit(token: String, to organisation: String, at service: Service, as id: String, time: String) throws(Failure) {
        let wanted = TokenDigest(of: token)
        try write { db in
            try db.execute(sql: "DELETE FROM api_keys WHERE id = ? AND digest <> ?", arguments: [id, wanted.digest])
            let role = Tenants.Organisation.roles[0]
            let user = try String.fetchOne(
                db, sql: "SELECT id FROM users WHERE organisation = ? AND is_admin ORDER BY id LIMIT 1", arguments: [organisation]
            )
            var key = APIKey(
                id: id, name: "The token file's", token: token, permissions: role.permissions, tier: "unmetered", createdAt: time)
            key.description = "Made by `lead serve`"
            try Transaction(db: db).insert(key, digest: wanted, of: organisation, user: user ?? "", at: service, orIgnore: true)
            // What is in the file opens, whatever was done to it meanwhile.
            try db.execute(sql: "UPDATE api_keys SET revoked_at = NULL, expires_at = NULL WHERE id = ?", arguments: [id])
        }
    }

    /// The keys of an organisation at LeadLex, oldest first.
    ///
    /// - Parameter search: A part of the name.
    public func apiKeys(
        of organisation: String, includingRevoked: Bool, search: String?, offset: Int, limit: Int
    ) throws(Failure) -> Found<APIKey> {
        try read { db in
            let from = """
                FROM api_keys WHERE organisation = ? AND service = 'leadlex' AND (? OR revoked_at IS NULL)
                    AND (? IS NULL OR instr(swiftLowercaseString(name), ?) > 0)
                """
            let words = search?.lowercased()
            let arguments: StatementArguments = [organisation, includingRevoked, words, words]
            let total = try Int.fetchOne(db, sql: "SELECT count(*) \(from)", arguments: arguments) ?? 0
            let rows = try Row.fetchAll(
                db, sql: "SELECT * \(from) ORDER BY position LIMIT ? OFFSET ?", arguments: arguments + [limit, offset])
            return Found(items: try rows.map(APIKey.init), total: total)
        }
    }
}

extension Transaction {
    /// Keeps a key of the caller's organisation, of whose token only the digest stays.
    public func make(_ key: APIKey, token: String, by caller: Caller) throws {
        try insert(
            key, digest: TokenDigest(of: token), of: caller.organisation, user: caller.user, at: .leadlex, orIgnore: false)
    }

    func insert(
        _ key: APIKey, digest: TokenDigest, of organisation: String, user: String, at service: Service, orIgnore: Bool
    ) throws {
        let values: [(any DatabaseValueConvertible)?] = [
            key.id, service.rawValue, organisation, user, key.name, key.description, key.prefix, digest.selector, digest.digest,
            TextList.joined(key.permissions), key.tier, key.expiresAt, key.createdAt,
        ]
        try db.execute(
            sql: """
                INSERT \(orIgnore ? "OR IGNORE" : "") INTO api_keys (id, service, organisation, user, name, description, prefix,
                    selector, digest, permissions, tier, expires_at, created_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)
                """, arguments: StatementArguments(values))
    }

    /// Revokes a key of the organisation; one that is revoked already counts as unknown.
    public func revokeKey(_ id: String, of organisation: String, at time: String) throws -> KeyRevocation {
        let admins = try String.fetchAll(
            db,
            sql: """
                SELECT id FROM api_keys WHERE organisation = ? AND service = 'leadlex' AND revoked_at IS NULL
                    AND (expires_at IS NULL OR expires_at > ?) AND instr('|' || permissions || '|', '|admin:api_keys|') > 0
                """, arguments: [organisation, time])
        if admins == [id] { return .lastAdmin }
        try db.execute(
            sql: """
                UPDATE api_keys SET revoked_at = ?
                WHERE id = ? AND organisation = ? AND service = 'leadlex' AND revoked_at IS NULL
                """, arguments: [time, id, organisation])
        return db.changesCount > 0 ? .revoked : .unknown
    }
}

extension APIKey {
    init(_ row: Row) throws {
        id = try row.value("id")
        name = try row.value("name")
        description = try row.value("description")
        prefix = try row.value("prefix")
        permissions = try TextList.split(row.value("permissions"))
        tier = try row.value("tier")
        expiresAt = try row.value("expires_at")
        revokedAt = try row.value("revoked_at")
        createdAt = try row.value("created_at")
    }
}
