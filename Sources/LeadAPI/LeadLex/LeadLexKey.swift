public import LeadJSON

extension LeadLexAPI {
    /// A key of the workspace, without its secret (page api-reference/api-keys/list).
    public struct Key: WireOutput {
        /// The id.
        public let id: String
        /// The name.
        public let name: String
        /// What it is for.
        public var description: String?
        /// How the secret begins.
        public let prefix: String
        /// What it may do.
        public let permissions: [String]
        /// How many requests it may make.
        public let tier: String
        /// ISO 8601.
        public var expiresAt: String?
        /// ISO 8601.
        public var revokedAt: String?
        /// ISO 8601.
        public let createdAt: String
        /// The secret, in the answer to its making alone.
        public var secret: String?

        /// Makes a key without the optional members.
        public init(id: String, name: String, prefix: String, permissions: [String], tier: String, createdAt: String) {
            (self.id, self.name, self.prefix) = (id, name, prefix)
            (self.permissions, self.tier, self.createdAt) = (permissions, tier, createdAt)
        }

        /// The key as it is written.
        public var json: JSON {
            var object: JSONObject = [
                "id": .string(id), "name": .string(name), "description": .text(description), "prefix": .string(prefix),
                "permissions": .texts(permissions), "rate_limit_tier": .string(tier), "expires_at": .text(expiresAt),
                "revoked_at": .text(revokedAt), "created_at": .string(createdAt),
            ]
            object.add("key", secret)
            return .object(object)
        }
    }

    /// The body that makes a key (page api-reference/api-keys/create).
    public struct CreateKey: WireInput {
        /// The name, 1 to 120 characters.
        public let name: String
        /// What it shall do; at least one.
        public let permissions: [String]
        /// What it is for.
        public let description: String?
        /// How many requests it may make.
        public let tier: RateLimitTier
        /// When it ends.
        public let expiresAt: String?

        /// Reads a body.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            name = try source.string("name")
            permissions = try source.require("permissions").strings()
            description = try source.optionalString("description")
            tier = try source.optionalString("rate_limit_tier").flatMap(RateLimitTier.init) ?? .standard
            expiresAt = try source.optionalString("expires_at")
        }
    }
}
