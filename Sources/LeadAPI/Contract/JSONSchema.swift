public import LeadJSON
import LeadModel

/// What a JSON value of an API must be: what a route holds a request's body to, and what its OpenAPI document says.
///
/// The part of JSON Schema (draft 2020-12) that the two services need. Members that no schema names are let pass.
public indirect enum JSONSchema: Hashable, Sendable {
    /// Any value.
    case anything
    /// A text of so many characters.
    case text(length: ClosedRange<Int>)
    /// A text that is no blank, of so many characters at most.
    case name(atMost: Int)
    /// One of these texts.
    case closed([String])
    /// An e-mail address, as far as it is looked at: something, `@`, something.
    case address
    /// A UUID.
    case uuid
    /// A time with its offset, such as `2026-01-31T09:30:00Z`; RFC 3339.
    case instant
    /// A whole number.
    case integer(ClosedRange<Int>)
    /// A number of any kind.
    case number(ClosedRange<Double>)
    /// A truth value.
    case boolean
    /// A list of so many values.
    case list(JSONSchema, count: ClosedRange<Int>)
    /// An object with these members.
    case object([Member])
    /// An object with these members and no others.
    case closedObject([Member])
    /// An object whose members have any name and this value.
    case map(JSONSchema)
    /// A value, or null.
    case nullable(JSONSchema)
    /// One of several.
    case either([JSONSchema])
    /// A schema that several places share, under the name that a document gives it.
    case named(String, JSONSchema)

    /// A member of an object.
    public struct Member: Hashable, Sendable {
        /// The name.
        public let name: String
        /// What its value must be.
        public let schema: JSONSchema
        /// Whether it must be there.
        public let isRequired: Bool

        /// A member that must be there.
        public static func required(_ name: String, _ schema: JSONSchema) -> Member {
            Member(name: name, schema: schema, isRequired: true)
        }

        /// A member that may be absent, or null, which means the same.
        public static func optional(_ name: String, _ schema: JSONSchema) -> Member {
            Member(name: name, schema: .nullable(schema), isRequired: false)
        }
    }

    /// A text of any length that is no blank.
    public static let name = JSONSchema.name(atMost: Int.max)
    /// A text of any length.
    public static let text = JSONSchema.text(length: 0...Int.max)
    /// A number from 0 up.
    public static let count = JSONSchema.integer(0...Int.max)
    /// A time as the services write it; ISO 8601.
    public static let time = JSONSchema.text(length: 1...40)

    /// A list of any length.
    public static func list(_ element: JSONSchema) -> JSONSchema { .list(element, count: 0...Int.max) }
}

// MARK: Writing

extension JSONSchema {
    /// The schema as an OpenAPI 3.1 document holds it.
    public var json: JSON {
        switch self {
        case .anything: [:]
        case .text(let length): Self.typed("string", ("minLength", length.lowerBound, 0), ("maxLength", length.upperBound, .max))
        case .name(let most):
            Self.typed("string", ("minLength", 1, 0), ("maxLength", most, .max), and: ["pattern": .string(Self.noBlank)])
        case .closed(let values): ["type": "string", "enum": .texts(values)]
        case .address: ["type": "string", "minLength": 3, "maxLength": 320, "pattern": "^[^@\\s]+@[^@\\s]+$"]
        case .uuid: ["type": "string", "format": "uuid"]
        case .instant: ["type": "string", "format": "date-time", "pattern": .string(Self.instantPattern)]
        case .integer(let range): Self.typed("integer", ("minimum", range.lowerBound, .min), ("maximum", range.upperBound, .max))
        case .number(let range):
            ["type": "number", "minimum": .double(range.lowerBound), "maximum": .double(range.upperBound)]
        case .boolean: ["type": "boolean"]
        case .list(let element, let count):
            Self.typed(
                "array", ("minItems", count.lowerBound, 0), ("maxItems", count.upperBound, .max), and: ["items": element.json])
        case .object(let members): Self.object(members, others: [:])
        case .closedObject(let members): Self.object(members, others: ["additionalProperties": .bool(false)])
        case .map(let schema): ["type": "object", "additionalProperties": schema.json]
        case .nullable(let schema): Self.nullable(schema)
        case .either(let schemas): ["anyOf": .array(schemas.map(\.json))]
        case .named(let name, _): ["$ref": .string("#/components/schemas/\(name)")]
        }
    }

    /// A text with a character that is no blank, as ECMA-262 has it.
    private static let noBlank = "\\S"

    /// As `Instant` reads it, but for days that a month does not have.
    private static let instantPattern =
        #"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"#

    private static func typed(_ type: String, _ limits: (String, Int, Int)..., and others: JSONObject = [:]) -> JSON {
        var object: JSONObject = ["type": .string(type)]
        for (name, limit, none) in limits where limit != none { object[name] = .integer(limit) }
        for member in others.members { object[member.name] = member.value }
        return .object(object)
    }

    private static func object(_ members: [Member], others: JSONObject) -> JSON {
        var properties = JSONObject()
        for member in members { properties[member.name] = member.schema.json }
        var object: JSONObject = ["type": "object", "properties": .object(properties)]
        let required = members.filter(\.isRequired).map(\.name)
        if !required.isEmpty { object["required"] = .texts(required) }
        for member in others.members { object[member.name] = member.value }
        return .object(object)
    }

    private static func nullable(_ schema: JSONSchema) -> JSON {
        guard var object = schema.json.object, let type = object["type"]?.string else {
            return schema == .anything ? schema.json : ["anyOf": [schema.json, ["type": "null"]]]
        }
        object["type"] = [.string(type), "null"]
        if let values = object["enum"]?.array { object["enum"] = .array(values + [.null]) }
        return .object(object)
    }
}

extension JSONSchema {
    /// The named schemas in this one, however deep.
    func collectNamed(into names: inout [String: JSONSchema]) {
        switch self {
        case .anything, .text, .name, .closed, .address, .uuid, .instant, .integer, .number, .boolean: return
        case .list(let schema, _), .nullable(let schema), .map(let schema): schema.collectNamed(into: &names)
        case .object(let members), .closedObject(let members):
            for member in members { member.schema.collectNamed(into: &names) }
        case .either(let schemas): for schema in schemas { schema.collectNamed(into: &names) }
        case .named(let name, let schema):
            guard names.updateValue(schema, forKey: name) == nil else { return }
            schema.collectNamed(into: &names)
        }
    }
}

// MARK: Checking

extension JSONSchema {
    /// Holds a value to the schema; what does not fit is an error that carries the path.
    ///
    /// The words are those of Lance's example (`Required`; page entities/leadlists-add-prospects) and its kin.
    public func check(_ source: JSONCursor) throws(APIDecodingError) {
        switch self {
        case .anything: return
        case .text(let length): try Self.check(try source.string(), length, in: source)
        case .name(let most):
            let text = try source.string()
            try Self.check(text, 0...most, in: source)
            if text.allSatisfy(\.isWhitespace) { throw source.failure("Required") }
        case .closed(let values):
            let text = try source.string()
            guard values.contains(text) else {
                let expected = values.map { "'\($0)'" }.joined(separator: " | ")
                throw source.failure("Invalid enum value. Expected \(expected), received '\(text)'")
            }
        case .address:
            let text = try source.string()
            try Self.check(text, 3...320, in: source)
            let sides = text.split(separator: "@", omittingEmptySubsequences: false)
            guard sides.count == 2, sides.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isWhitespace) }) else {
                throw source.failure("Invalid email")
            }
        case .uuid: if !LanceAPI.AddProspects.isUUID(try source.string()) { throw source.failure("Invalid uuid") }
        case .instant:
            let text = try source.string()
            let separator = text.utf8.dropFirst(10).first
            guard separator == UInt8(ascii: "T") || separator == UInt8(ascii: "t"), Instant(text) != nil else {
                throw source.failure("Invalid date")
            }
        case .integer(let range): _ = try source.integer(in: range)
        case .number(let range): try Self.check(number: source, range)
        case .boolean: _ = try source.bool()
        case .list(let element, let count):
            let values = try source.elements(atMost: count.upperBound)
            guard values.count >= count.lowerBound else {
                throw source.failure("Array must contain at least \(count.lowerBound) element(s)")
            }
            for value in values { try element.check(value) }
        case .object(let members): try Self.check(members, in: source)
        case .closedObject(let members):
            try Self.check(members, in: source)
            for name in try source.object().names where !members.contains(where: { $0.name == name }) {
                throw source.failure(at: name, "Unknown member")
            }
        case .map(let schema):
            for member in try source.object().members { try schema.check(source.child(member.name, member.value)) }
        case .nullable(let schema): if !source.value.isNull { try schema.check(source) }
        case .either(let schemas): try Self.check(source, against: schemas)
        case .named(_, let schema): try schema.check(source)
        }
    }

    private static func check(_ text: String, _ length: ClosedRange<Int>, in source: JSONCursor) throws(APIDecodingError) {
        // JSON Schema counts code points, of which there are no more than bytes.
        if length.lowerBound == 0, text.utf8.count <= length.upperBound { return }
        let count = text.unicodeScalars.count
        if count < length.lowerBound { throw source.failure("String must contain at least \(length.lowerBound) character(s)") }
        if count > length.upperBound { throw source.failure("String must contain at most \(length.upperBound) character(s)") }
    }

    private static func check(number source: JSONCursor, _ range: ClosedRange<Double>) throws(APIDecodingError) {
        let number: Double
        switch source.value {
        case .integer(let whole): number = Double(whole)
        case .double(let broken): number = broken
        default: throw source.failure("Expected number")
        }
        guard range.contains(number) else {
            throw source.failure("Number must be from \(range.lowerBound) to \(range.upperBound)")
        }
    }

    private static func check(_ members: [Member], in source: JSONCursor) throws(APIDecodingError) {
        let object = try source.object()
        for member in members {
            guard let value = object[member.name] else {
                if member.isRequired { throw source.failure(at: member.name, "Required") }
                continue
            }
            try member.schema.check(source.child(member.name, value))
        }
    }

    /// What no schema fits is told in the words of the one that fits the furthest.
    private static func check(_ source: JSONCursor, against schemas: [JSONSchema]) throws(APIDecodingError) {
        var nearest: APIDecodingError?
        for schema in schemas {
            do throws(APIDecodingError) {
                return try schema.check(source)
            } catch {
                if error.path.count > (nearest?.path.count ?? -1) { nearest = error }
            }
        }
        if let nearest { throw nearest }
    }
}
