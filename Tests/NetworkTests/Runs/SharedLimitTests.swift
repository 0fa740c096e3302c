import Foundation
import HTTPTypes
import LeadHTTP
import LeadStore
import LeadTestSupport
import Synchronization
import Testing

/// Two processes of one user on one account.
struct SharedLimitTests {
    /// What the service lets an account ask within a minute.
    private static let cap = 200

    /// Each of two runs needs 150 calls, and together they never make more than 200 within a minute: a prompt and a cron job
    /// at once do not burn the account's calls.
    @Test(.timeLimit(.minutes(20))) func twoProcessesShareTheCalls() async throws {
        let arrivals = Mutex<[ContinuousClock.Instant]>([])
        let server = try FaultServer(.none) { request in
            let count = arrivals.withLock { arrivals in
                arrivals.append(.now)
                return arrivals.count
            }
            return Self.page(answering: request, used: count)
        }
        let program = try #require(LeadBinary.path)
        let folder = try TemporaryFolder()
        try ServedSandbox.writeTokens(in: folder)
        let runs = try (0..<2).map { number in
            try PseudoTerminal(
                program,
                [
                    "run", "--sandbox-url", server.base, "-c",
                    "search people where seniority is \"vp\"\nselect rows 0..15000\nexport to \"\(number).csv\"",
                ],
                environment: ServedSandbox.environment(in: folder), workingDirectory: folder.path, columns: 120,
                patience: .seconds(600))
        }
        for run in runs { _ = try await run.read(until: "for the rate limit (200 calls a minute at Lance)") }
        // What had a call when the other one found none is still on its way.
        while arrivals.withLock({ $0.count }) < Self.cap { await Task.yield() }
        for run in runs { run.send("\u{3}") }
        for run in runs { _ = try await run.readToEnd() }
        server.close()
        let times = arrivals.withLock { $0 }
        #expect(times.count >= Self.cap)
        // A call arrives a little later than it is counted, the earlier ones perhaps more so than the later ones.
        for (early, late) in zip(times, times.dropFirst(Self.cap)) { #expect(late - early > .seconds(50)) }
    }

    /// A page of a search that has more pages than anybody reads, with what the account may ask within a minute, but not what is
    /// left of that: only the runs' own count can keep them from asking more.
    private static func page(answering request: Request, used: Int) -> Response {
        let rows = (0..<100).map { row in
            #"{"id":"\#(Store.identifier(seed: UInt64(used), position: row))","firstName":"Ada","lastName":"Byron"}"#
        }
        let headers = [
            ("X-RateLimit-Limit", "\(cap)"), ("X-RateLimit-Remaining", "\(cap - 1)"),
            ("X-RateLimit-Reset", "\(Int(Date.now.timeIntervalSince1970) + 60)"),
        ]
        var response = Response(
            status: 200, headers: [.contentType: "application/json"],
            body: Array(#"{"content":[\#(rows.joined(separator: ","))],"totalElements":100000}"#.utf8))
        for (name, value) in headers { HTTPField.Name(name).map { response.headers[$0] = value } }
        return response
    }
}
