public import LeadJSON

/// A JSON value together with the way to it, from which typed values are read.
///
/// Reading is strict: a wrong type is an error that carries the path. Members that nobody asks for are ignored.
public struct JSONCursor: Sendable {
    /// The value here.
    public let value: JSON
    /// The way from the document to here.
    public let path: [APIDecodingError.Step]

    /// Makes a cursor at the root of a document.
    public init(_ value: JSON) {
        self.init(value, path: [])
    }

    /// Makes a cursor at the root of the bytes of a body; bytes that are no JSON are an error without a path.
    ///
    /// U+0000 in a text or a name is an error as well: what stands behind the services cannot keep it.
    public init(parsing body: [UInt8]) throws(APIDecodingError) {
        let document: JSON
        do {
            document = try JSON(parsing: body)
        } catch {
            throw APIDecodingError(path: [], message: "Invalid JSON at byte \(error.offset)")
        }
        self.init(document)
        if document.holdsNull { throw failure("U+0000 cannot be kept") }
    }

    init(_ value: JSON, path: [APIDecodingError.Step]) {
        self.value = value
        self.path = path
    }

    /// A cursor at the member of that name.
    func child(_ name: String, _ member: JSON) -> JSONCursor {
        JSONCursor(member, path: path + [.name(name)])
    }

    /// An error about the value here.
    public func failure(_ message: String) -> APIDecodingError {
        APIDecodingError(path: path, message: message)
    }

    /// An error about the member of that name.
    public func failure(at name: String, _ message: String) -> APIDecodingError {
        APIDecodingError(path: path + [.name(name)], message: message)
    }

    /// The members of the object here.
    public func object() throws(APIDecodingError) -> JSONObject {
        guard case .object(let object) = value else { throw mismatch("object") }
        return object
    }

    /// The member of that name, nil where it is absent or null.
    public func find(_ name: String) throws(APIDecodingError) -> JSONCursor? {
        guard let member = try object()[name], !member.isNull else { return nil }
        return JSONCursor(member, path: path + [.name(name)])
    }

    /// The member of that name; its absence is the error `Required`.
    public func require(_ name: String) throws(APIDecodingError) -> JSONCursor {
        guard let member = try object()[name] else { throw failure(at: name, "Required") }
        return JSONCursor(member, path: path + [.name(name)])
    }

    /// The elements of the list here, at most `limit` of them.
    public func elements(atMost limit: Int = .max) throws(APIDecodingError) -> [JSONCursor] {
        guard case .array(let values) = value else { throw mismatch("array") }
        guard values.count <= limit else { throw failure("Array must contain at most \(limit) element(s)") }
        return values.enumerated().map { JSONCursor($0.element, path: path + [.index($0.offset)]) }
    }

    /// The text here.
    public func string() throws(APIDecodingError) -> String {
        guard case .string(let text) = value else { throw mismatch("string") }
        return text
    }

    /// The whole number here, within `range`.
    public func integer(in range: ClosedRange<Int> = Int.min...Int.max) throws(APIDecodingError) -> Int {
        guard let number = value.integer else { throw mismatch("integer") }
        if number < range.lowerBound { throw failure("Number must be greater than or equal to \(range.lowerBound)") }
        if number > range.upperBound { throw failure("Number must be less than or equal to \(range.upperBound)") }
        return number
    }

    /// The truth value here.
    public func bool() throws(APIDecodingError) -> Bool {
        guard case .bool(let value) = value else { throw mismatch("boolean") }
        return value
    }

    /// Every element of the list here, as text.
    public func strings(atMost limit: Int = .max) throws(APIDecodingError) -> [String] {
        var texts: [String] = []
        for element in try elements(atMost: limit) { texts.append(try element.string()) }
        return texts
    }

    /// Every element of the list here, as wire values.
    public func values<Value: WireInput>(
        of type: Value.Type = Value.self, atMost limit: Int = .max
    ) throws(APIDecodingError) -> [Value] {
        var values: [Value] = []
        for element in try elements(atMost: limit) { values.append(try Value(element)) }
        return values
    }

    private func mismatch(_ expected: String) -> APIDecodingError {
        let received =
            switch value {
            case .null: "null"
            case .bool: "boolean"
            case .integer, .double: "number"
            case .string: "string"
            case .array: "array"
            case .object: "object"
            }
        return failure("Expected \(expected), received \(received)")
    }
}

extension JSONCursor {
    /// The text of a member that must be there.
    public func string(_ name: String) throws(APIDecodingError) -> String {
        try require(name).string()
    }

    /// The text of the first of these members that is there and not null.
    ///
    /// Several names serve where pages of one service disagree (leadlex.md, G1, G2, G7).
    public func optionalString(_ names: String...) throws(APIDecodingError) -> String? {
        for name in names {
            if let text = try find(name)?.string() { return text }
        }
        return nil
    }

    /// The whole number of a member that may be absent.
    public func optionalInteger(
        _ name: String, in range: ClosedRange<Int> = Int.min...Int.max
    ) throws(APIDecodingError) -> Int? {
        try find(name)?.integer(in: range)
    }

    /// The texts of a member; none where it is absent.
    public func strings(_ name: String, atMost limit: Int = .max) throws(APIDecodingError) -> [String] {
        try find(name)?.strings(atMost: limit) ?? []
    }

    /// The wire values of a member; none where it is absent.
    public func values<Value: WireInput>(
        _ name: String, of type: Value.Type = Value.self, atMost limit: Int = .max
    ) throws(APIDecodingError) -> [Value] {
        try find(name)?.values(of: type, atMost: limit) ?? []
    }
}

extension JSON {
    /// Whether a text or a name holds U+0000.
    fileprivate var holdsNull: Bool {
        switch self {
        case .null, .bool, .integer, .double: false
        case .string(let text): text.utf8.contains(0)
        case .array(let values): values.contains(where: \.holdsNull)
        case .object(let object): object.members.contains { $0.name.utf8.contains(0) || $0.value.holdsNull }
        }
    }
}
