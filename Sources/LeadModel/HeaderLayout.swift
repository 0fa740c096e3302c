/// Which columns of a table become which fields: by their headers, unless a script says otherwise.
public struct HeaderLayout: Hashable, Sendable {
    /// The headers, in the file's order.
    public let headers: [String]
    /// The field that each header means by itself.
    public let fields: [String]
    private let kind: RecordKind
    private let byKey: [String: String]
    private let places: [String: Int]

    /// Lays out a table's headers.
    public init(_ headers: [String], kind: RecordKind) {
        self.headers = headers
        self.kind = kind
        fields = Headers.fields(for: headers, kind: kind)
        let names = zip(headers + fields, fields + fields)
        byKey = Dictionary(names.map { (Self.key($0), $1) }, uniquingKeysWith: { first, _ in first })
        places = Dictionary(headers.enumerated().map { (Self.key($1), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The place of a header, without regard to case, spaces and marks; nil where there is none.
    public func place(of header: String) -> Int? {
        headers.firstIndex(of: header) ?? places[Self.key(header)]
    }

    /// The field that a name means in an expression on the table's rows: a field of theirs, or what a header stands for.
    public func field(named name: String) -> String? {
        fields.contains(name) ? name : byKey[Self.key(name)]
    }

    /// A field that a script has given the column at a place; nil for the place where it gave a value of its own.
    public typealias Claim = (field: String, place: Int?)

    /// The columns that keep the field of their header.
    ///
    /// Who has given the field of a header another column has not said that this one is to be lost: it becomes
    /// `custom.HEADER`.
    public func columns(besides claims: [Claim]) -> [(place: Int, field: String)] {
        let claimed = Set(claims.compactMap(\.place))
        let said = Set(claims.map(\.field))
        return headers.indices.filter { !claimed.contains($0) }.map { place in
            let field = fields[place]
            return (place, said.contains(field) && !field.hasPrefix("custom.") ? "custom.\(headers[place].trimmed)" : field)
        }.filter { !said.contains($0.field) }
    }

    /// The headers that mean a field which another column has, and what they are called instead.
    public var displaced: [(header: String, field: String)] {
        zip(headers, fields).filter { header, field in
            field.hasPrefix("custom.") && Headers.fields(for: [header], kind: kind).first?.hasPrefix("custom.") == false
        }
    }

    /// The fields that rows with these fields have: a full name is made of first and last name, and these of it.
    public static func completed(_ fields: Set<String>) -> Set<String> {
        let parts: Set<String> = ["first_name", "last_name"]
        return fields.contains("name") || parts.isSubset(of: fields) ? fields.union(parts).union(["name"]) : fields
    }

    private static func key(_ text: String) -> String {
        let key = text.lowercased().filter { $0.isLetter || $0.isNumber }
        return key.isEmpty ? text : key
    }
}
