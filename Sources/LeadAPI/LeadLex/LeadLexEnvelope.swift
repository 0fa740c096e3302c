public import LeadJSON

extension LeadLexAPI {
    /// A successful answer: `data`, and `meta` where it is a page (leadlex.md, section 1.1).
    public struct Answer<Payload: WireValue>: WireValue {
        /// What was asked for.
        public var data: Payload
        /// Which page it is.
        public var meta: Meta?

        /// Makes an answer.
        public init(_ data: Payload, meta: Meta? = nil) {
            self.data = data
            self.meta = meta
        }

        /// Reads an answer.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            data = try Payload(source.require("data"))
            meta = try source.find("meta").map(Meta.init)
        }

        /// The answer as it is written.
        public var json: JSON {
            envelope(data, meta: meta)
        }
    }

    /// A successful answer as it is written, where nobody reads it back here.
    public static func envelope(_ payload: any WireOutput, meta: Meta? = nil) -> JSON {
        var object: JSONObject = ["data": payload.json]
        if let meta { object["meta"] = meta.json }
        return .object(object)
    }

    /// Which page an answer is (leadlex.md, section 1.5).
    public struct Meta: WireValue {
        /// The page, from 1.
        public var page: Int
        /// Rows a page.
        public var perPage: Int
        /// Rows of the whole result.
        public var total: Int

        /// Makes a page's description.
        public init(page: Int, perPage: Int, total: Int) {
            self.page = page
            self.perPage = perPage
            self.total = total
        }

        /// Reads a page's description.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            page = try source.require("page").integer()
            perPage = try source.require("per_page").integer()
            total = try source.require("total").integer(in: 0...Int.max)
        }

        /// The description as it is written.
        public var json: JSON { ["page": .integer(page), "per_page": .integer(perPage), "total": .integer(total)] }
    }

    /// The body of every failure (leadlex.md, section 1.6).
    public struct ErrorEnvelope: WireValue {
        /// Such as `validation_error`.
        public var code: String
        /// A sentence.
        public var message: String
        /// What was wrong with which field, in order; empty for other failures.
        public var fields: [Field]

        /// What was wrong with one field.
        public struct Field: Hashable, Sendable {
            /// The field, such as `name` or `prospects[0].name`.
            public var name: String
            /// What was wrong.
            public var message: String

            /// Makes a pair.
            public init(_ name: String, _ message: String) {
                self.name = name
                self.message = message
            }
        }

        /// Makes a body.
        public init(code: Code, message: String, fields: [Field] = []) {
            self.code = code.rawValue
            self.message = message
            self.fields = fields
        }

        /// Reads a body.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            let error = try source.require("error")
            code = try error.string("code")
            message = try error.optionalString("message") ?? ""
            fields = []
            // The form of `details` is shown on one page only, so another form is not an error here.
            for member in error.value["details"]?["fields"]?.object?.members ?? [] {
                fields.append(Field(member.name, member.value.string ?? ""))
            }
        }

        /// The body as it is written.
        public var json: JSON {
            var error: JSONObject = ["code": .string(code), "message": .string(message)]
            if !fields.isEmpty {
                var names = JSONObject()
                for field in fields { names[field.name] = .string(field.message) }
                error["details"] = ["fields": .object(names)]
            }
            return ["error": .object(error)]
        }
    }

    /// The error codes of the endpoints that lead speaks, each with its status (leadlex.md, section 1.6).
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The request is not valid.
        case validationError = "validation_error"
        /// The key is missing, unknown, revoked or expired.
        case invalidKey = "invalid_key"
        /// The key lacks a permission.
        case insufficientPermissions = "insufficient_permissions"
        /// No such record.
        case notFound = "not_found"
        /// No such list (pages api-reference/lists/remove-contact and lists/delete; other list pages say `not_found`, G18).
        case listNotFound = "list_not_found"
        /// The contact is not in the list (page api-reference/lists/remove-contact).
        case membershipNotFound = "membership_not_found"
        /// The path has other methods only; on no page, the sandbox's own.
        case methodNotAllowed = "method_not_allowed"
        /// Too many requests.
        case rateLimited = "rate_limited"
        /// No such campaign (pages of campaigns but `start`, which says `not_found`; G18).
        case campaignNotFound = "campaign_not_found"
        /// A member is missing (page api-reference/campaigns/create-step; elsewhere `validation_error`, G19).
        case missingRequiredField = "missing_required_field"
        /// A condition that no page names (page api-reference/campaigns/create-step).
        case invalidSendCondition = "invalid_send_condition"
        /// An `Idempotency-Key` came with another request before (leadlex.md, section 1.7).
        case idempotencyConflict = "idempotency_conflict"
        /// The body is too long (leadlex.md, section 1.6).
        case payloadTooLarge = "payload_too_large"
        /// Unexpected; on no page.
        case internalError = "internal_error"

        /// The HTTP status that goes with the code.
        public var status: Int {
            switch self {
            case .validationError, .missingRequiredField, .invalidSendCondition: 400
            case .invalidKey: 401
            case .insufficientPermissions: 403
            case .notFound, .listNotFound, .membershipNotFound, .campaignNotFound: 404
            case .methodNotAllowed: 405
            case .idempotencyConflict: 409
            case .payloadTooLarge: 413
            case .rateLimited: 429
            case .internalError: 500
            }
        }
    }
}
