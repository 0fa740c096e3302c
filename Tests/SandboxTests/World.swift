import HTTPTypes
import LeadAPI
import LeadHTTP
import LeadJSON
import LeadSandbox
import LeadStore
import Synchronization
import Testing

/// A sandbox on demo data, with a clock and ids that count up.
struct World: Sendable {
    /// Whose token a request carries.
    enum Who: Sendable, CaseIterable {
        case admin, member, reader, other, otherMember

        func token(at service: Service) -> String {
            switch self {
            case .admin: Tenants.demo.token(at: service)
            case .member: Tenants.demo.memberToken(at: service)
            case .reader: Tenants.demo.readOnlyToken(at: service)
            case .other: Tenants.other.token(at: service)
            case .otherMember: Tenants.other.memberToken(at: service)
            }
        }
    }

    let store: Store
    let sandbox: Sandbox

    /// A sandbox on a store that is filled already.
    init(on store: Store) {
        self.store = store
        let counter = Counter()
        sandbox = Sandbox(
            store: store, now: { Self.time(counter.next()) },
            makeID: { Store.identifier(seed: 5, position: counter.next()) })
    }

    /// A sandbox of its own with a few people, for tests that change things.
    init(people: Int = 400, seed: UInt64 = 42) throws {
        let store = try Store.inMemory()
        try store.reset(people: people, seed: seed)
        self.init(on: store)
    }

    /// The one with the whole demo data, filled once; whoever makes a list there must not count on being alone.
    static func demo() throws -> World { try wholeDemo.get() }

    private static let wholeDemo = Result {
        let store = try Store.inMemory()
        try store.reset()
        return World(on: store)
    }

    /// All people of the demo data in the order of their places, read once.
    static func demoPeople() throws -> [Person] { try wholeDemoPeople.get() }

    private static let wholeDemoPeople = Result { try demo().store.people(.all([]), offset: 0, limit: 30_000).items }

    /// The time after so many seconds.
    private static func time(_ count: Int) -> String {
        func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hour, minute, second) = (count / 3600 % 24, count / 60 % 60, count % 60)
        return "2026-01-31T\(digits(hour)):\(digits(minute)):\(digits(second)).000Z"
    }

    private final class Counter: Sendable {
        private let value = Mutex(0)

        func next() -> Int {
            value.withLock { value in
                value += 1
                return value
            }
        }
    }
}

extension World {
    func lance(_ endpoint: LanceAPI.Endpoint, _ body: JSON? = nil, as who: Who = .admin) -> Response {
        send(endpoint.method, endpoint.path, body: body?.bytes, token: who.token(at: .lance))
    }

    func leadlex(
        _ endpoint: LeadLexAPI.Endpoint, _ body: JSON? = nil, query: KeyValuePairs<String, String> = [:], as who: Who = .admin
    ) -> Response {
        let items = query.map { QueryItem($0.key, $0.value) }
        return send(endpoint.method, endpoint.path, query: items, body: body?.bytes, token: who.token(at: .leadlex))
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, query: [QueryItem] = [], body: [UInt8]? = nil, token: String?
    ) -> Response {
        var headers: HTTPFields = [:]
        if let token { headers[.authorization] = "Bearer \(token)" }
        return sandbox.respond(to: Request(method, path, query: query, headers: headers, body: body))
    }

    // MARK: Things to test with

    /// Makes a lead list and gives its id.
    func makeLeadList(
        _ name: String = "Leads", type: LanceAPI.ListType = .person, people: [String] = [], companies: [String] = [],
        as who: Who = .admin
    ) throws -> String {
        let body = LanceAPI.CreateLeadList(
            name: name, type: type, startDate: "2026-01-01", endDate: "2026-12-31", personIds: people, companyIds: companies)
        return try lance(.createLeadList, body.json, as: who).value(LanceAPI.LeadList.self).id
    }

    /// Adds to a lead list and gives how many were new.
    func add(_ body: JSON, to list: String, as who: Who = .admin) throws -> Int {
        try lance(.addProspects(list: list), body, as: who).value(LanceAPI.Added.self).addedCount
    }

    func leadList(_ id: String, as who: Who = .admin) throws -> LanceAPI.LeadList {
        try lance(.leadList(id: id), as: who).value(LanceAPI.LeadList.self)
    }

    func people(_ body: JSON) throws -> LanceAPI.Page<LanceAPI.Person> {
        try lance(.searchPeople, body).value(LanceAPI.Page<LanceAPI.Person>.self)
    }

    /// The ids of the first people of the store.
    func ids(_ count: Int) throws -> [String] {
        try store.people(.all([]), offset: 0, limit: count).items.map(\.id)
    }

    /// The ids of the first companies of the store.
    func companyIDs(_ count: Int) throws -> [String] {
        try store.companies(.all([]), offset: 0, limit: count).items.map(\.id)
    }

    /// Makes a list of contacts and gives its id.
    func makeList(_ name: String = "Prospects", as who: Who = .admin) throws -> String {
        try leadlex(.createList, ["name": .string(name)], as: who).data(LeadLexAPI.ContactList.self).id
    }

    /// Saves prospects and gives the new contacts.
    func save(_ prospects: [JSON], list: String? = nil, as who: Who = .admin) throws -> LeadLexAPI.Created {
        var body: JSONObject = ["prospects": .array(prospects)]
        if let list { body["list_id"] = .string(list) }
        return try leadlex(.saveProspects, .object(body), as: who).data(LeadLexAPI.Created.self)
    }

    func contacts(_ query: KeyValuePairs<String, String> = [:], as who: Who = .admin) throws -> [LeadLexAPI.Contact] {
        try leadlex(.contacts, query: query, as: who).data(LeadLexAPI.Contacts.self).contacts
    }
}

extension Response {
    /// The body as JSON.
    var json: JSON {
        get throws { try JSON(parsing: body) }
    }

    /// The wire value of an answer that must be a success.
    func value<Value: WireValue>(_ type: Value.Type, sourceLocation: SourceLocation = #_sourceLocation) throws -> Value {
        try #require(status == 200, "\(text)", sourceLocation: sourceLocation)
        return try Value(body: body)
    }

    /// What a successful answer of LeadLex holds in `data`.
    func data<Value: WireValue>(_ type: Value.Type, sourceLocation: SourceLocation = #_sourceLocation) throws -> Value {
        try value(LeadLexAPI.Answer<Value>.self, sourceLocation: sourceLocation).data
    }

    /// The code of either service's error.
    var code: String? {
        get throws { try json["error"]?["code"]?.string }
    }

    var text: String { String(decoding: body, as: UTF8.self) }
}

extension JSON {
    static func texts(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }
}
