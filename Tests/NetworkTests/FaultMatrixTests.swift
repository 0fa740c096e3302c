import HTTPTypes
import LeadHTTP
import LeadHTTPClient
import LeadTestSupport
import Testing

/// What comes of each kind of request at each fault, through all layers, and how often the service has read it.
///
/// Two attempts are made at most; the waits between them are over at once. What is no stall has an hour: a machine that is busy
/// with other tests must not make a difference.
struct FaultMatrixTests {
    /// What a caller gets.
    enum Outcome: Hashable {
        case answered(Int)
        case unreachable
        case inDoubt
        /// One of the two: it depends on which side is faster.
        case noAnswer
    }

    /// How many whole requests the service has read, and what the caller got.
    struct Expectation: Hashable {
        let count: Int
        let outcome: Outcome

        init(_ count: Int, _ outcome: Outcome) {
            (self.count, self.outcome) = (count, outcome)
        }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let fault: Fault
        let read: Expectation
        let settles: Expectation
        let doubles: Expectation

        init(_ fault: Fault, _ read: Expectation, _ settles: Expectation, _ doubles: Expectation) {
            (self.fault, self.read, self.settles, self.doubles) = (fault, read, settles, doubles)
        }

        /// The same for each.
        init(_ fault: Fault, all: Expectation) {
            self.init(fault, all, all, all)
        }

        /// Sent again where it may be: the service reads a request twice, or one that doubles once.
        init(_ fault: Fault, again outcome: Outcome, reads: Bool = true) {
            let twice = Expectation(reads ? 2 : 0, outcome)
            self.init(fault, twice, twice, Expectation(reads ? 1 : 0, outcome))
        }

        /// Sent again where it may be, and well the second time; what doubles ends with the first.
        init(_ fault: Fault, recovers outcome: Outcome, reads: Bool = true) {
            let well = Expectation(reads ? 2 : 1, .answered(200))
            self.init(.once(fault), well, well, Expectation(reads ? 1 : 0, outcome))
        }

        var testDescription: String { "\(fault)" }
    }

    private static let pastDate = "Sun, 06 Nov 1994 08:49:07 GMT"
    private static let comingDate = "Sun, 06 Nov 1994 08:49:57 GMT"

    static let connectionRows: [Row] = [
        Row(.refused, all: Expectation(0, .unreachable)),
        Row(.resetAtOnce, all: Expectation(0, .noAnswer)),
        Row(.resetBeforeReading, again: .inDoubt, reads: false),
        Row(.resetAfterHead, again: .inDoubt, reads: false),
        Row(.greeting, again: .inDoubt, reads: false),
        Row(.resetAfterRequest, again: .inDoubt),
        Row(.resetInHead, again: .inDoubt),
        Row(.resetInBody, again: .inDoubt),
        Row(.closedAfterRequest, again: .inDoubt),
        Row(.closedInHead, again: .inDoubt),
        Row(.closedInBody, again: .inDoubt),
        Row(.closedInChunks, again: .inDoubt),
        Row(.closedBehindTheAnswer, all: Expectation(1, .answered(200))),
        Row(.resetBeforeReading, recovers: .inDoubt, reads: false),
        Row(.resetAfterRequest, recovers: .inDoubt),
        Row(.resetInBody, recovers: .inDoubt),
        Row(.closedAfterRequest, recovers: .inDoubt),
        Row(.closedInHead, recovers: .inDoubt),
        Row(.closedInBody, recovers: .inDoubt),
        Row(.closedInChunks, recovers: .inDoubt),
    ]

    static let stallRows: [Row] = [
        Row(.stalledBeforeAccepting, again: .inDoubt, reads: false),
        Row(.stalledAfterHead, again: .inDoubt, reads: false),
        Row(.stalledAfterRequest, again: .inDoubt),
        Row(.stalledInHead, again: .inDoubt),
        Row(.stalledInBody, again: .inDoubt),
        Row(.stalledAfterRequest, recovers: .inDoubt),
    ]

    static let statusRows: [Row] =
        [408, 500, 502, 503, 504].flatMap { status in
            [Row(.status(status), again: .answered(status)), Row(.status(status), recovers: .answered(status))]
        }
        + [401, 402, 403, 404, 409, 422, 425, 501].map { Row(.status($0), all: Expectation(1, .answered($0))) }
        + [
            Row(.status(429), all: Expectation(2, .answered(429))),
            Row(.status(429, retryAfter: "7"), all: Expectation(2, .answered(429))),
            Row(.status(429, retryAfter: comingDate), all: Expectation(2, .answered(429))),
            Row(.status(429, retryAfter: pastDate), all: Expectation(2, .answered(429))),
            Row(.status(429, retryAfter: "soon"), all: Expectation(2, .answered(429))),
            // More than anybody waits: the answer is passed on.
            Row(.status(429, retryAfter: "99999999999999999999"), all: Expectation(1, .answered(429))),
            Row(.once(.status(429)), all: Expectation(2, .answered(200))),
            Row(.once(.status(429, retryAfter: "7")), all: Expectation(2, .answered(200))),
            Row(.once(.status(429, retryAfter: comingDate)), all: Expectation(2, .answered(200))),
            Row(.status(503, retryAfter: "30"), again: .answered(503)),
            Row(.status(503, retryAfter: "3600"), all: Expectation(1, .answered(503))),
            Row(.page(403), all: Expectation(1, .answered(403))),
            Row(.page(200), all: Expectation(1, .answered(200))),
            Row(.page(502), again: .answered(502)),
        ]

    static let bodyRows: [Row] =
        [.none, .invalidJSON, .emptyBody, .duplicateFields, .unknownFields, .large(limit), .largeInChunks(limit), .packed].map {
            Row($0, all: Expectation(1, .answered(200)))
        }
        + [
            Row(.noContent, all: Expectation(1, .answered(204))),
            Row(.large(limit + 1), again: .inDoubt),
            Row(.largeInChunks(2 * limit), again: .inDoubt),
            Row(.packedWrongly, again: .inDoubt),
            Row(.packedInPart, again: .inDoubt),
            Row(.packedBomb(4 * limit), again: .inDoubt),
        ]

    static let redirectRows: [Row] =
        [301, 302, 303, 307, 308].map {
            Row(
                .redirect($0, to: "/moved"), Expectation(2, .answered(200)), Expectation(1, .answered($0)),
                Expectation(1, .answered($0)))
        }
        + [
            Row(
                .redirectLoop, Expectation(6, .answered(302)), Expectation(1, .answered(302)), Expectation(1, .answered(302))),
            Row(.redirect(302, to: "http://127.0.0.2:1/moved"), all: Expectation(1, .answered(302))),
            Row(.redirect(307, to: "https://example.invalid/moved"), all: Expectation(1, .answered(307))),
            Row(.redirect(302, to: "//example.invalid/moved"), all: Expectation(1, .answered(302))),
            Row(.redirect(302, to: "mailto:somebody"), all: Expectation(1, .answered(302))),
            Row(.redirect(302, to: ""), all: Expectation(1, .answered(302))),
            Row(.status(304), all: Expectation(1, .answered(304))),
        ]

    static let protocolRows: [Row] =
        [.largeHead(10_000), .oldVersion, .byteByByte, .continueFirst, .twoAnswers].map {
            Row($0, all: Expectation(1, .answered(200)))
        }
        + [.largeHead(100_000), .noStatusLine, .noStatus, .twoLengths, .noLength, .noChunkSize].map {
            Row($0, again: .inDoubt)
        }

    /// How large a body may be here.
    static let limit = 1 << 20

    // MARK: Running

    @Test(arguments: connectionRows) func connections(_ row: Row) async throws { try await check(row) }
    @Test(arguments: statusRows) func statuses(_ row: Row) async throws { try await check(row) }
    @Test(arguments: bodyRows) func bodies(_ row: Row) async throws { try await check(row) }
    @Test(arguments: redirectRows) func redirects(_ row: Row) async throws { try await check(row) }
    @Test(arguments: protocolRows) func protocols(_ row: Row) async throws { try await check(row) }
    @Test(arguments: stallRows) func stalls(_ row: Row) async throws { try await check(row, idleLimit: .seconds(1)) }

    private func check(_ row: Row, idleLimit: Duration = .seconds(3600)) async throws {
        for (repetition, expectation) in [
            (Repetition.read, row.read), (.settles, row.settles), (.doubles, row.doubles),
        ] {
            let server = try FaultServer(row.fault)
            let (outcome, words) = try await Self.outcome(of: repetition, at: server, idleLimit: idleLimit)
            server.close()
            let isExpected =
                outcome == expectation.outcome
                || expectation.outcome == .noAnswer && [.inDoubt, .unreachable].contains(outcome)
            #expect(isExpected, "\(repetition): \(outcome) (\(words)) instead of \(expectation.outcome)")
            #expect(server.requests.count == expectation.count, "\(repetition): \(outcome) (\(words))")
            if repetition == .doubles, !"\(row.fault)".contains("429") { #expect(server.requests.count <= 1) }
        }
    }

    private static func outcome(
        of repetition: Repetition, at server: FaultServer, idleLimit: Duration
    ) async throws -> (Outcome, words: String) {
        let network = try NetworkTransport(
            base: server.base, options: .init(requestLimit: .seconds(3600), idleLimit: idleLimit, bodyLimit: limit))
        let clock = ManualClock()
        let now = { @Sendable in 784_111_777 + Int(clock.now.offset.components.seconds) }
        let folder = try TemporaryFolder()
        let limited = RateLimitedTransport(
            network, file: LimitFile(path: folder.path("limits")), caps: .init(perMinute: 100), clock: clock,
            now: { Double(now()) })
        let transport = RetryingTransport(
            limited, policy: RetryPolicy(attempts: 2), clock: clock, now: now, chance: { 1 })
        let request =
            repetition == .read
            ? Request(.get, "/items", query: [QueryItem("page", "1")])
            : Request(.post, "/items", body: Array(#"{"name":"Ada"}"#.utf8), repetition: repetition)
        let outcome: (Outcome, String)
        do {
            let response = try await transport.send(request)
            outcome = (.answered(response.status), "")
        } catch {
            outcome = Self.outcome(of: error)
        }
        await network.close()
        return outcome
    }

    private static func outcome(of failure: TransportFailure) -> (Outcome, words: String) {
        switch failure {
        case .exhausted(let last, _): outcome(of: last)
        case .unreachable(let words), .unusable(let words): (.unreachable, words)
        case .inDoubt(let words): (.inDoubt, words)
        case .overLimit, .notAdmitted, .withheld, .unrecorded, .cancelled: (.noAnswer, "\(failure)")
        }
    }
}
