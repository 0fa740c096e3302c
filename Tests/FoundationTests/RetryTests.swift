import HTTPTypes
import LeadHTTP
import LeadTestSupport
import Synchronization
import Testing

/// What is sent again, and when.
struct RetryTests {
    private static let answers: [AttemptOutcome] =
        [200, 201, 301, 400, 401, 402, 403, 404, 408, 409, 413, 422, 425, 429, 500, 501, 502, 503, 504].map {
            .answered(status: $0, retryAfter: nil)
        } + [
            .failed(.unreachable("refused")), .failed(.inDoubt("reset")), .failed(.cancelled), .failed(.overLimit("used up")),
            .failed(.notAdmitted),
        ]

    @Test(arguments: answers) func onlyWhatCannotMakeItWorseIsSentAgain(_ outcome: AttemptOutcome) {
        func isRepeated(_ repetition: Repetition) -> Bool {
            var attempts = Attempts(RetryPolicy(), repetition: repetition)
            return attempts.next(after: outcome, chance: 0.5) != nil
        }
        switch outcome {
        case .answered(429, _), .failed(.unreachable):
            #expect(isRepeated(.read) && isRepeated(.settles) && isRepeated(.doubles))
        case .answered(408, _), .answered(500, _), .answered(502, _), .answered(503, _), .answered(504, _), .failed(.inDoubt):
            #expect(isRepeated(.read) && isRepeated(.settles) && !isRepeated(.doubles))
        case .answered, .failed:
            #expect(!isRepeated(.read) && !isRepeated(.settles) && !isRepeated(.doubles))
        }
    }

    /// Each wait is the longer one of what the service asks for and what grows by itself; neither is ever passed.
    @Test func waitsGrowAndEnd() {
        var attempts = Attempts(RetryPolicy(attempts: 6), repetition: .read)
        let outcome = AttemptOutcome.answered(status: 503, retryAfter: nil)
        var waits: [Duration] = []
        while let next = attempts.next(after: outcome, chance: 1) { waits.append(next.wait) }
        #expect(waits == [.milliseconds(500), .seconds(1), .seconds(2), .seconds(4), .seconds(8)])
        attempts = Attempts(RetryPolicy(), repetition: .read)
        #expect(attempts.next(after: outcome, chance: 0)?.wait == .milliseconds(250))
        #expect(attempts.next(after: .answered(status: 429, retryAfter: .seconds(20)), chance: 0)?.wait == .seconds(20))
        #expect(attempts.next(after: .answered(status: 429, retryAfter: .seconds(61)), chance: 0) == nil)
        attempts = Attempts(RetryPolicy(attempts: 100, allWaits: .seconds(30)), repetition: .read)
        var all = Duration.zero
        while let next = attempts.next(after: outcome, chance: 1) { all += next.wait }
        #expect(all <= .seconds(30) && all > .seconds(15))
    }

    // MARK: Over a transport

    private static func sent(
        _ script: [Result<Response, TransportFailure>], repetition: Repetition, policy: RetryPolicy = RetryPolicy()
    ) async -> (result: Result<Response, TransportFailure>, count: Int, slept: [Duration], reasons: [RetryReason]) {
        let base = ScriptedTransport(script)
        let clock = ManualClock()
        let waits = Mutex<[RetryReason]>([])
        let transport = RetryingTransport(
            base, policy: policy, clock: clock, now: { 784_111_777 }, chance: { 1 },
            willWait: { wait in waits.withLock { $0.append(wait.reason) } })
        var result: Result<Response, TransportFailure>
        do {
            var response = try await transport.send(Request(.post, "/x", repetition: repetition))
            #expect(response.attempts == base.count)
            response.attempts = 1
            result = .success(response)
        } catch .exhausted(let failure, let attempts) {
            #expect(attempts == base.count && attempts > 1)
            result = .failure(failure)
        } catch {
            #expect(base.count == 1 || error == .cancelled)
            result = .failure(error)
        }
        return (result, base.count, clock.waits, waits.withLock { $0 })
    }

    private static func answer(_ status: Int, _ headers: HTTPFields = [:]) -> Result<Response, TransportFailure> {
        .success(Response(status: status, headers: headers))
    }

    @Test func comesBackWhenTheServiceSays() async {
        let sent = await Self.sent(
            [
                Self.answer(429, [.retryAfter: "7"]), Self.answer(503, [.retryAfter: "Sun, 06 Nov 1994 08:49:57 GMT"]),
                Self.answer(503, [.retryAfter: "Sun, 06 Nov 1994 08:49:07 GMT"]), Self.answer(502, [.retryAfter: "soon"]),
                Self.answer(200),
            ], repetition: .settles)
        #expect(sent.result == Self.answer(200))
        #expect(sent.slept == [.seconds(7), .seconds(20), .seconds(2), .seconds(4)])
        #expect(sent.reasons == [.tooManyCalls, .trouble(status: 503), .trouble(status: 503), .trouble(status: 502)])
    }

    @Test func aWriteThatDoublesIsNeverSentTwiceInDoubt() async {
        for last in [Self.answer(500), .failure(.inDoubt("reset"))] {
            let sent = await Self.sent(
                [.failure(.unreachable("refused")), Self.answer(429), last, Self.answer(200)], repetition: .doubles)
            #expect(sent.result == last && sent.count == 3)
        }
    }

    /// The second attempt finds no list to delete: the first one may have deleted it.
    @Test func whatWasInDoubtIsNotCalledMissing() async {
        let later: [Result<Response, TransportFailure>] = [
            Self.answer(404), Self.answer(400), Self.answer(503), .failure(.unreachable("refused")),
            .failure(.overLimit("used up")),
            .failure(.notAdmitted), .failure(.cancelled),
        ]
        for last in later {
            let sent = await Self.sent([.failure(.inDoubt("reset")), last], repetition: .settles)
            guard case .failure(.inDoubt) = sent.result else {
                Issue.record("\(sent.result)")
                continue
            }
        }
        #expect(
            await Self.sent([.failure(.inDoubt("reset")), Self.answer(204)], repetition: .settles).result == Self.answer(204))
        #expect(await Self.sent([Self.answer(503), Self.answer(404)], repetition: .settles).result == Self.answer(404))
        #expect(await Self.sent([.failure(.inDoubt("reset")), Self.answer(404)], repetition: .read).result == Self.answer(404))
    }

    @Test func givesUpWithTheLastAnswer() async {
        let sent = await Self.sent(Array(repeating: Self.answer(503), count: 9), repetition: .read)
        #expect(sent.result == Self.answer(503) && sent.count == 5 && sent.slept.count == 4)
    }

    // MARK: Dates

    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
        ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Tue, 29 Feb 2028 23:59:59 GMT", 1_835_481_599),
        ("Fri, 31 Dec 1999 23:59:60 GMT", 946_684_800), ("Wednesday, 01-Jan-31 00:00:00 GMT", 1_924_992_000),
    ]) func readsEachFormOfADate(_ text: String, _ seconds: Int) {
        #expect(HTTPDate.seconds(text, now: 784_000_000 + (text.contains("-31") ? 1_000_000_000 : 0)) == seconds)
    }

    @Test(arguments: [
        "", "soon", "06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Nov 1994 8:-1:37 GMT",
    ]) func whatIsNoDateIsNone(_ text: String) {
        #expect(HTTPDate.seconds(text, now: 784_000_000) == nil)
    }
}

/// Gives one answer after the other.
private final class ScriptedTransport: Transport {
    private let script: [Result<Response, TransportFailure>]
    private let sent = Mutex(0)

    init(_ script: [Result<Response, TransportFailure>]) {
        self.script = script
    }

    var count: Int { sent.withLock { $0 } }

    func send(_ request: Request) async throws(TransportFailure) -> Response {
        let place = sent.withLock { sent in
            defer { sent += 1 }
            return sent
        }
        return try script[min(place, script.count - 1)].get()
    }
}
