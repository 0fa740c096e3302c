import HTTPTypes
import LeadHTTP
import LeadTestSupport
import Synchronization
import Testing

/// Calls that wait for a place among those under way.
@Suite(.timeLimit(.minutes(15)))
struct PacedTransportTests {
    private static func request(_ number: Int) -> Request { Request(.get, "/\(number)") }

    /// Waits, without any time, until something holds that other tasks bring about.
    private static func until(_ holds: () -> Bool) async { while !holds() { await Task.yield() } }

    private static func result(of request: Request, over transport: PacedTransport) async -> Result<Response, TransportFailure> {
        do {
            return .success(try await transport.send(request))
        } catch {
            return .failure(error)
        }
    }

    private static func paced(_ base: HeldTransport, width: Int) -> PacedTransport {
        PacedTransport(base, window: ConcurrencyWindow(start: width, most: width), clock: ManualClock())
    }

    @Test func neverMoreThanTheWidthIsUnderWayAndTheFirstGoesFirst() async {
        let base = HeldTransport()
        let paced = Self.paced(base, width: 3)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask { _ = try? await paced.send(Self.request(number)) }
                // One after the other, so that it is known who came first.
                await Self.until { base.begun.count + paced.callsWaiting == number + 1 }
            }
            #expect(base.begun == ["/0", "/1", "/2"])
            #expect(paced.callsUnderWay == 3 && paced.callsWaiting == 17)
            for answered in 0..<20 {
                #expect(base.underWay == min(3, 20 - answered))
                base.answer(status: 200)
                await Self.until { base.begun.count == min(20, answered + 4) && base.underWay == min(3, 19 - answered) }
            }
        }
        #expect(base.begun == (0..<20).map { "/\($0)" })
        #expect(base.mostUnderWay == 3)
        #expect(paced.callsUnderWay == 0 && paced.callsWaiting == 0)
    }

    @Test func whoIsCancelledLeavesItsPlaceToOthers() async {
        let base = HeldTransport()
        let paced = Self.paced(base, width: 1)
        async let first = paced.send(Self.request(1))
        await Self.until { base.underWay == 1 }
        await withTaskGroup(of: Result<Response, TransportFailure>.self) { group in
            for number in 2...4 { group.addTask { await Self.result(of: Self.request(number), over: paced) } }
            await Self.until { paced.callsWaiting == 3 }
            group.cancelAll()
            for await result in group { #expect(result == .failure(.cancelled)) }
        }
        #expect(paced.callsWaiting == 0 && paced.callsUnderWay == 1 && base.begun == ["/1"])
        base.answer(status: 200)
        #expect((try? await first)?.status == 200)
        // The place is free again.
        async let last = paced.send(Self.request(5))
        await Self.until { base.underWay == 1 }
        base.answer(status: 204)
        #expect((try? await last)?.status == 204)
        #expect(base.begun == ["/1", "/5"] && paced.callsUnderWay == 0)
    }

    /// A caller that is cancelled before it comes takes no place, and sends nothing.
    @Test func whoComesCancelledSendsNothing() async {
        let base = HeldTransport()
        let paced = Self.paced(base, width: 1)
        await withTaskGroup(of: Result<Response, TransportFailure>.self) { group in
            group.cancelAll()
            group.addTask { await Self.result(of: Self.request(1), over: paced) }
            #expect(await group.next() == .failure(.cancelled))
        }
        #expect(base.begun.isEmpty && paced.callsUnderWay == 0)
    }

    /// However a call ends, its place is free afterwards; only what tells of load makes the window narrower.
    @Test(arguments: [
        (Result<Int, TransportFailure>.success(200), 4), (.success(500), 4), (.success(429), 2),
        (.failure(.unreachable("refused")), 2), (.failure(.inDoubt("timeout")), 2), (.failure(.overLimit("used up")), 4),
        (.failure(.notAdmitted), 4), (.failure(.cancelled), 4),
    ])
    func givesThePlaceBack(_ end: Result<Int, TransportFailure>, _ width: Int) async {
        let base = HeldTransport()
        let paced = PacedTransport(base, clock: ManualClock())
        async let result = Self.result(of: Self.request(1), over: paced)
        await Self.until { base.underWay == 1 }
        #expect(paced.callsUnderWay == 1)
        base.end(end.map { Response(status: $0) })
        #expect(await result.map(\.status) == end)
        #expect(paced.callsUnderWay == 0 && paced.width == width)
    }

    /// The clock that was given tells how quick the service is.
    @Test func growsByTheClock() async {
        let clock = ManualClock()
        let base = HeldTransport()
        let paced = PacedTransport(base, window: ConcurrencyWindow(start: 1, most: 8), clock: clock)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<60 { group.addTask { _ = try? await paced.send(Self.request(number)) } }
            var answered = 0
            while answered < 60 {
                await Self.until { base.underWay == min(paced.width, 60 - answered) }
                clock.advance(by: .milliseconds(100))
                for _ in 0..<base.underWay {
                    base.answer(status: 200)
                    answered += 1
                }
                await Self.until { paced.callsUnderWay == base.underWay }
            }
        }
        #expect(paced.width >= 6 && base.mostUnderWay >= 6)
        #expect(paced.callsUnderWay == 0 && paced.callsWaiting == 0)
    }
}

/// Holds each request until the test answers it, the oldest first.
private final class HeldTransport: Transport {
    private struct State {
        var begun: [String] = []
        var held: [CheckedContinuation<Result<Response, TransportFailure>, Never>] = []
        var mostUnderWay = 0
    }

    private let state = Mutex(State())

    var begun: [String] { state.withLock { $0.begun } }
    var underWay: Int { state.withLock { $0.held.count } }
    var mostUnderWay: Int { state.withLock { $0.mostUnderWay } }

    func send(_ request: Request) async throws(TransportFailure) -> Response {
        let result = await withCheckedContinuation { continuation in
            state.withLock { state in
                state.begun.append(request.path)
                state.held.append(continuation)
                state.mostUnderWay = max(state.mostUnderWay, state.held.count)
            }
        }
        return try result.get()
    }

    func answer(status: Int) { end(.success(Response(status: status))) }

    func end(_ result: Result<Response, TransportFailure>) {
        let oldest = state.withLock { $0.held.isEmpty ? nil : $0.held.removeFirst() }
        oldest?.resume(returning: result)
    }
}
