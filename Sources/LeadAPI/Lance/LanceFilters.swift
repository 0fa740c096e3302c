public import LeadJSON

extension LanceAPI {
    /// The filters of a search: all of them must hold (lance.md, section 4.1).
    public struct Filters: WireValue {
        /// The filters on people.
        public var contact: [ContactFilter: Filter]
        /// The filters on companies.
        public var account: [AccountFilter: Filter]

        /// Makes filters; none at all finds everything.
        public init(contact: [ContactFilter: Filter] = [:], account: [AccountFilter: Filter] = [:]) {
            self.contact = contact
            self.account = account
        }

        /// Reads `{"contact": {…}, "account": {…}}`, both optional.
        ///
        /// A filter that is in neither table is an error, since to ignore it would quietly find more people than asked.
        public init(_ source: JSONCursor) throws(APIDecodingError) {
            contact = try source.find("contact").map(Self.filters(in:)) ?? [:]
            account = try source.find("account").map(Self.filters(in:)) ?? [:]
        }

        /// The filters as they are written, in the tables' order.
        public var json: JSON {
            var object = JSONObject()
            add(to: &object)
            return .object(object)
        }

        func add(to object: inout JSONObject) {
            if !account.isEmpty { object["account"] = Self.tree(of: account) }
            if !contact.isEmpty { object["contact"] = Self.tree(of: contact) }
        }

        private static func tree<Name: FilterName>(of filters: [Name: Filter]) -> JSON {
            var tree = JSON.object(JSONObject())
            for name in Name.allCases {
                guard let filter = filters[name] else { continue }
                tree.place(filter.json, at: name.steps[...])
            }
            return tree
        }

        private static func filters<Name: FilterName>(in source: JSONCursor) throws(APIDecodingError) -> [Name: Filter] {
            var filters: [Name: Filter] = [:]
            try collect(into: &filters, from: source, below: "")
            return filters
        }

        /// Walks down to the places of the table; an object that only leads to such places is walked through.
        private static func collect<Name: FilterName>(
            into filters: inout [Name: Filter], from source: JSONCursor, below prefix: String
        ) throws(APIDecodingError) {
            for name in try source.object().names {
                guard let member = try source.find(name) else { continue }
                let place = prefix + name
                if let known = Name(rawValue: place) {
                    filters[known] = try Filter(known.kind, member)
                } else if Name.allCases.contains(where: { $0.rawValue.hasPrefix(place + ".") }) {
                    try collect(into: &filters, from: member, below: place + ".")
                } else {
                    throw member.failure("Unknown filter")
                }
            }
        }
    }
}

/// A table of filter names whose raw values are dotted places.
protocol FilterName: Hashable, CaseIterable, RawRepresentable where RawValue == String {
    var kind: LanceAPI.Filter.Kind { get }
}

extension FilterName {
    var steps: [Substring] { rawValue.split(separator: ".") }
}

extension LanceAPI.ContactFilter: FilterName {}
extension LanceAPI.AccountFilter: FilterName {}

extension JSON {
    fileprivate mutating func place(_ value: JSON, at steps: ArraySlice<Substring>) {
        guard let first = steps.first else {
            self = value
            return
        }
        var object = self.object ?? JSONObject()
        var inner = object[String(first)] ?? .object(JSONObject())
        inner.place(value, at: steps.dropFirst())
        object[String(first)] = inner
        self = .object(object)
    }
}
