import HTTPTypes
import LeadAPI
import LeadHTTP
import LeadJSON
import LeadSandbox
import LeadStore
import Synchronization
import Testing

/// How many requests a key may make (leadlex.md, section 1.4).
struct LeadLexLimitTests {
    private final class Clock: Sendable {
        let now = Mutex("2026-01-31T09:30:00.000Z")

        func set(_ text: String) { now.withLock { $0 = text } }
    }

    private let clock = Clock()
    private let sandbox: Sandbox

    init() throws {
        let store = try Store.inMemory()
        try store.reset(people: 10)
        let clock = clock
        let ids = Mutex(0)
        sandbox = Sandbox(
            store: store, now: { clock.now.withLock { $0 } },
            makeID: {
                ids.withLock { count in
                    count += 1
                    return Store.identifier(seed: 3, position: count)
                }
            }, plan: .starter)
    }

    private func send(_ endpoint: LeadLexAPI.Endpoint, _ body: JSON? = nil, token: String) -> Response {
        sandbox.respond(
            to: Request(endpoint.method, endpoint.path, headers: [.authorization: "Bearer \(token)"], body: body?.bytes))
    }

    private func key(tier: String) throws -> String {
        let body: JSON = ["name": "Limited", "permissions": ["read", "write"], "rate_limit_tier": .string(tier)]
        return try #require(
            try send(.createAPIKey, body, token: Tenants.demo.token(at: .leadlex)).json["data"]?["key"]?.string)
    }

    private func header(_ name: String, in response: Response) -> Int? {
        HTTPField.Name(name).flatMap { response.headers[$0] }.flatMap { Int($0) }
    }

    @Test func theMinutesWindowEndsWithTheMinute() throws {
        let token = try key(tier: "standard")
        for used in 1...10 {
            let answer = send(.lists, token: token)
            #expect(answer.status == 200)
            #expect(header("X-RateLimit-Limit", in: answer) == 100)
            #expect(header("X-RateLimit-Remaining", in: answer) == 100 - used)
            // 2026-02-01T00:00:00Z.
            #expect(header("X-RateLimit-Reset", in: answer) == 1_769_904_000)
            #expect(header("X-RateLimit-Remaining-Minute", in: answer) == 10 - used)
        }
        clock.set("2026-01-31T09:30:42.500Z")
        let refused = send(.lists, token: token)
        #expect(refused.status == 429)
        #expect(try refused.code == "rate_limited")
        #expect(refused.headers[.retryAfter] == "18")
        // What is refused is not counted.
        clock.set("2026-01-31T09:31:00.000Z")
        #expect(header("X-RateLimit-Remaining", in: send(.lists, token: token)) == 89)
    }

    @Test func theDaysWindowEndsAtMidnight() throws {
        let token = try key(tier: "standard")
        for minute in 10..<20 {
            clock.set("2026-01-31T09:\(minute):00.000Z")
            for _ in 1...10 { #expect(send(.lists, token: token).status == 200) }
        }
        clock.set("2026-01-31T23:59:59.000Z")
        let refused = send(.lists, token: token)
        #expect(refused.status == 429 && refused.headers[.retryAfter] == "1")
        #expect(header("X-RateLimit-Remaining", in: refused) == 0)
        clock.set("2026-02-01T00:00:00.000Z")
        #expect(send(.lists, token: token).status == 200)
    }

    @Test func eachKeyHasItsOwnAndATierItsLimit() throws {
        let (first, second, high) = (try key(tier: "standard"), try key(tier: "standard"), try key(tier: "high"))
        for _ in 1...10 { _ = send(.lists, token: first) }
        #expect(send(.lists, token: first).status == 429)
        #expect(send(.lists, token: second).status == 200)
        for _ in 1...200 { #expect(send(.lists, token: high).status == 200) }
        #expect(send(.lists, token: high).status == 429)
        let unmetered = send(.lists, token: try key(tier: "unmetered"))
        #expect(unmetered.status == 200 && header("X-RateLimit-Limit", in: unmetered) == nil)
    }

    @Test func aWorkspaceHasTenExportsAnHour() throws {
        let tokens = try (1...2).map { _ in try key(tier: "high") }
        for count in 1...10 { #expect(send(.exportContacts, token: tokens[count % 2]).status == 200) }
        let refused = send(.exportContacts, token: tokens[0])
        #expect(refused.status == 429 && refused.headers[.retryAfter] == "1800")
        #expect(send(.exportContacts, token: Tenants.demo.token(at: .leadlex)).status == 200)
        clock.set("2026-01-31T10:00:00.000Z")
        #expect(send(.exportContacts, token: tokens[0]).status == 200)
    }
}
