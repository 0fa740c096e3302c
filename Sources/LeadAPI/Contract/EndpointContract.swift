public import LeadHTTP
import LeadJSON

/// What an endpoint takes and answers: what its OpenAPI operation says, and what its route holds requests to.
public struct EndpointContract: Hashable, Sendable {
    /// What it does, in a few words.
    public let summary: String
    /// What may stand in the query.
    public var query: [Parameter]
    /// Whether `Idempotency-Key` is heeded.
    public var isIdempotent: Bool
    /// What the body must be; nil for an endpoint without one.
    public var body: JSONSchema?
    /// What a success answers.
    public let answer: Answer
    /// What else is answered: each status with the codes that go with it, from the lowest on.
    public var failures: [Int: [String]]

    /// The answer to a successful call.
    public enum Answer: Hashable, Sendable {
        /// JSON with status 200.
        case json(JSONSchema)
        /// CSV with status 200.
        case csv
        /// Nothing, with status 204.
        case empty

        /// The status.
        public var status: Int { self == .empty ? 204 : 200 }
    }

    /// One value of a query.
    public struct Parameter: Hashable, Sendable {
        /// The name.
        public let name: String
        /// What the value must be.
        public let schema: JSONSchema
        /// How often.
        public let form: Form

        /// How values stand in the query.
        public enum Form: Hashable, Sendable {
            /// One value.
            case single
            /// Any number of them, each with the name.
            case repeated
            /// Several, with commas between them.
            case commaSeparated
        }

        /// Describes a parameter, which no endpoint requires.
        public init(_ name: String, _ schema: JSONSchema, _ form: Form = .single) {
            self.name = name
            self.schema = schema
            self.form = form
        }
    }

    /// Describes an endpoint.
    public init(
        _ summary: String, query: [Parameter] = [], isIdempotent: Bool = false, body: JSONSchema? = nil, answer: Answer,
        failures: [Int: [String]] = [:]
    ) {
        self.summary = summary
        self.query = query
        self.isIdempotent = isIdempotent
        self.body = body
        self.answer = answer
        self.failures = failures
    }
}

extension EndpointContract {
    /// Holds a query to the contract; names that are not in it are let pass.
    public func check(query items: [QueryItem]) throws(APIDecodingError) {
        for parameter in query {
            let values = items.filter { $0.name == parameter.name }.map(\.value)
            let place = JSONCursor(.null, path: [.name(parameter.name)])
            switch parameter.form {
            case .repeated: break
            case .single, .commaSeparated: if values.count > 1 { throw place.failure("Must stand there once") }
            }
            for value in values { try parameter.check(value, at: place) }
        }
    }
}

extension EndpointContract.Parameter {
    fileprivate func check(_ text: String, at place: JSONCursor) throws(APIDecodingError) {
        let texts: [String]
        switch form {
        case .commaSeparated: texts = text.split(separator: ",").map { String($0.filter { $0 != " " }) }
        case .single, .repeated: texts = [text]
        }
        for text in texts {
            var value = JSON.string(text)
            if case .integer(let range) = schema {
                guard let number = Int(text), range.contains(number) else {
                    throw place.failure("Must be a whole number from \(range.lowerBound) to \(range.upperBound)")
                }
                value = .integer(number)
            }
            try schema.check(JSONCursor(value, path: place.path))
        }
    }
}

extension EndpointContract.Parameter {
    /// The page, from 1.
    public static let page = EndpointContract.Parameter("page", .integer(1...Int(Int32.max)))
}
