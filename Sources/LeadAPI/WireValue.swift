public import LeadJSON

/// A value that is read from JSON.
public protocol WireInput: Hashable, Sendable {
    /// Reads the value.
    init(_ source: JSONCursor) throws(APIDecodingError)
}

/// A value that is written as JSON.
public protocol WireOutput: Hashable, Sendable {
    /// The value as it is written.
    var json: JSON { get }
}

/// A value that goes over the wire as JSON, the same on both ends.
public protocol WireValue: WireInput, WireOutput {}

extension WireInput {
    /// Reads the value from the bytes of a body; bytes that are no JSON are an error without a path.
    public init(body: [UInt8]) throws(APIDecodingError) {
        try self.init(JSONCursor(parsing: body))
    }
}

extension WireOutput {
    /// The bytes of a body that holds the value.
    public var body: [UInt8] { json.bytes }
}

/// A bare JSON list of wire values.
///
/// Lance's list endpoints answer so, without paging (lance.md, section 1.4).
public struct WireList<Element: WireValue>: WireValue {
    /// The values, in order.
    public var elements: [Element]

    /// Makes a list.
    public init(_ elements: [Element]) {
        self.elements = elements
    }

    /// Reads a bare list.
    public init(_ source: JSONCursor) throws(APIDecodingError) {
        elements = try source.values()
    }

    /// The list as it is written.
    public var json: JSON { .list(elements) }
}

extension JSON {
    static func text(_ text: String?) -> JSON {
        text.map(JSON.string) ?? .null
    }

    static func texts(_ texts: [String]) -> JSON {
        .array(texts.map(JSON.string))
    }

    static func list(_ values: [some WireOutput]) -> JSON {
        .array(values.map(\.json))
    }
}

extension JSONObject {
    /// Adds a member unless it has no value, for fields that are left out rather than null.
    mutating func add(_ name: String, _ text: String?) {
        if let text { self[name] = .string(text) }
    }

    mutating func add(_ name: String, _ number: Int?) {
        if let number { self[name] = .integer(number) }
    }

    mutating func add(_ name: String, _ texts: [String]) {
        if !texts.isEmpty { self[name] = .texts(texts) }
    }
}
