public import LeadJSON

extension LanceAPI {
    /// The body of every failure (lance.md, section 1.3).
    public struct ErrorEnvelope: WireValue {
        /// Such as `BAD_REQUEST`.
        public var code: String
        /// A sentence.
        public var message: String
        /// What was wrong with the request; nil for other failures.
        public var details: [Detail]?

        /// One thing that was wrong with a request.
        public struct Detail: WireValue {
            /// Where, in names and indices.
            public var path: [APIDecodingError.Step]
            /// What.
            public var message: String

            /// Makes a detail.
            public init(path: [APIDecodingError.Step], message: String) {
                self.path = path
                self.message = message
            }

            /// Reads a detail.
            public init(_ source: JSONCursor) throws(APIDecodingError) {
                message = try source.string("message")
                path = []
                for step in try source.find("path")?.elements() ?? [] {
                    if let index = step.value.integer {
                        path.append(.index(index))
                    } else {
                        path.append(.name(try step.string()))
                    }
                }
            }

            /// The detail as it is written.
            public var json: JSON { ["path": .array(path.map(\.json)), "message": .string(message)] }
        }

        /// Makes a body.
        public init(code: Code, message: String, details: [Detail]? = nil) {
            self.code = code.rawValue
            self.message = message
            self.details = details
        }

        /// Reads a body.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            let error = try source.require("error")
            code = try error.string("code")
            message = try error.string("message")
            details = try error.find("details")?.values()
        }

        /// The body as it is written.
        public var json: JSON {
            var error: JSONObject = ["code": .string(code), "message": .string(message)]
            if let details { error["details"] = .list(details) }
            return ["error": .object(error)]
        }
    }

    /// The error codes of Lance's pages, each with its status.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The body is not valid (entities pages).
        case badRequest = "BAD_REQUEST"
        /// The body is not valid (operations pages; lance.md, G2).
        case validationError = "VALIDATION_ERROR"
        /// Not signed in.
        case unauthorized = "UNAUTHORIZED"
        /// No credits left.
        case insufficientCredits = "INSUFFICIENT_CREDITS"
        /// No access to the record.
        case forbidden = "FORBIDDEN"
        /// No such record.
        case notFound = "NOT_FOUND"
        /// The path has other methods only; on no page, the sandbox's own.
        case methodNotAllowed = "METHOD_NOT_ALLOWED"
        /// The body is too long; on no page, the sandbox's own.
        case payloadTooLarge = "PAYLOAD_TOO_LARGE"
        /// Unexpected.
        case internalError = "INTERNAL_ERROR"

        /// The HTTP status that goes with the code.
        public var status: Int {
            switch self {
            case .badRequest, .validationError: 400
            case .unauthorized: 401
            case .insufficientCredits: 402
            case .forbidden: 403
            case .notFound: 404
            case .methodNotAllowed: 405
            case .payloadTooLarge: 413
            case .internalError: 500
            }
        }
    }
}
