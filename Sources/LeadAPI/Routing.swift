public import HTTPTypes
public import LeadHTTP

/// The endpoints of one service: one table from which requests are built and by which they are recognised.
public protocol EndpointTable: Hashable, Sendable {
    /// The request method.
    var method: HTTPRequest.Method { get }
    /// The path, where `{id}` stands for `id` and `{member}` for `member`.
    var template: String { get }
    /// The id in the path, if the template has one.
    var id: String? { get }
    /// The id of a member of what `id` names, if the template has one.
    var member: String? { get }
    /// What becomes of a call that the service gets twice.
    var repetition: Repetition { get }
    /// What the endpoint takes and answers.
    var contract: EndpointContract { get }
    /// The table made ready for looking things up.
    static var index: EndpointIndex<Self> { get }
    /// Every endpoint, with `id` and `member` in those that take them; a path's own words stand before an id in its place.
    static func all(id: String, member: String) -> [Self]
}

/// What a method and a path mean to a service.
public enum EndpointMatch<Endpoint: EndpointTable>: Hashable, Sendable {
    /// An endpoint of the table.
    case endpoint(Endpoint)
    /// The path is known, but not with this method; the methods that are, in the table's order.
    case wrongMethod(allowed: [HTTPRequest.Method])
    /// No endpoint has this path.
    case unknownPath
}

extension EndpointTable {
    /// Most templates have no member.
    public var member: String? { nil }

    /// Every endpoint, with `id` wherever one takes an id.
    public static func all(id: String) -> [Self] {
        all(id: id, member: id)
    }

    /// The path with the ids in place, percent-encoded.
    public var path: String {
        template.split(separator: "/").map { segment in
            switch segment {
            case "{id}": "/" + PercentEncoding.encoded(id ?? "")
            case "{member}": "/" + PercentEncoding.encoded(member ?? "")
            default: "/" + segment
            }
        }.joined()
    }

    /// Recognises a request by its method and its percent-encoded path; one trailing slash is let pass.
    public static func match(_ method: HTTPRequest.Method, _ path: String) -> EndpointMatch<Self> {
        index.match(method, path)
    }

    /// `contract`, made once for all requests.
    public var sharedContract: EndpointContract? { Self.index.contracts["\(method) \(template)"] }
}

/// An endpoint table by what a request has: the number of its path's segments, and these.
public struct EndpointIndex<Endpoint: EndpointTable>: Sendable {
    fileprivate struct Entry: Sendable {
        /// The place in the table.
        let place: Int
        let method: HTTPRequest.Method
        let pattern: [String]

        /// The ids that the segments hold where the template has `{id}` and `{member}` (empty if it has none), nil if they do
        /// not fit.
        func captured(from segments: ArraySlice<Substring>) -> (id: String, member: String)? {
            var ids = (id: "", member: "")
            for (expected, actual) in zip(pattern, segments) where expected != actual {
                guard expected == "{id}" || expected == "{member}", let decoded = PercentEncoding.decoded(actual),
                    !decoded.isEmpty
                else { return nil }
                if expected == "{id}" { ids.id = decoded } else { ids.member = decoded }
            }
            return ids
        }
    }

    private var entries: [Int: [Entry]] = [:]
    /// The contracts, by method and template.
    let contracts: [String: EndpointContract]

    /// Makes the index of the table.
    public init() {
        var contracts: [String: EndpointContract] = [:]
        for (place, endpoint) in Endpoint.all(id: "").enumerated() {
            let pattern = endpoint.template.split(separator: "/").map(String.init)
            entries[pattern.count, default: []].append(Entry(place: place, method: endpoint.method, pattern: pattern))
            contracts["\(endpoint.method) \(endpoint.template)"] = endpoint.contract
        }
        self.contracts = contracts
    }

    /// Recognises a request.
    func match(_ method: HTTPRequest.Method, _ path: String) -> EndpointMatch<Endpoint> {
        var segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        if segments.last == "" { segments = segments.dropLast() }
        var allowed: [HTTPRequest.Method] = []
        var pattern: [String]?
        for entry in entries[segments.count] ?? [] {
            // A path's own words stand for no id: with another method, `contacts/bulk` is no contact.
            guard pattern == nil || pattern == entry.pattern, let ids = entry.captured(from: segments) else { continue }
            pattern = entry.pattern
            if entry.method == method { return .endpoint(Endpoint.all(id: ids.id, member: ids.member)[entry.place]) }
            allowed.append(entry.method)
        }
        return allowed.isEmpty ? .unknownPath : .wrongMethod(allowed: allowed)
    }
}

/// Percent-encoding of one path segment (RFC 3986).
public enum PercentEncoding {
    /// Writes everything but unreserved characters as `%XX`.
    public static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                bytes.append(contentsOf: ("%" + (hex.count == 1 ? "0" : "") + hex).utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads `%XX`; nil where an escape is broken or the bytes are no UTF-8.
    public static func decoded(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }
}
