import Synchronization

/// Holds calls back so that no more are under way than the service answers well; those that wait go in the order they came in.
///
/// It stands around `RateLimitedTransport` and inside `RetryingTransport`, as `Retrying(Paced(RateLimited(…)))`: each attempt is
/// a call of its own, a wait before another attempt takes no place, and a wait for the account's next minute does.
public final class PacedTransport: Transport {
    private typealias Call = ConcurrencyWindow.Call

    private struct Waiter {
        let id: Int
        let continuation: CheckedContinuation<Call?, Never>
    }

    private struct State {
        var window: ConcurrencyWindow
        /// Who waits for a place, first come first.
        var waiters: [Waiter] = []
        var nextID = 0
        /// Who was cancelled before the waiting began.
        var cancelled: Set<Int> = []
    }

    private let base: any Transport
    private let elapsed: @Sendable () -> Duration
    private let state: Mutex<State>

    /// Wraps `base`.
    ///
    /// - Parameters:
    ///   - window: How many calls may be under way at first and at most.
    ///   - clock: What the answers per second are measured by.
    public init(_ base: any Transport, window: ConcurrencyWindow = ConcurrencyWindow(), clock: any Clock<Duration>) {
        self.base = base
        elapsed = Self.stopwatch(clock)
        state = Mutex(State(window: window))
    }

    private static func stopwatch<C: Clock<Duration>>(_ clock: C) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }

    /// How many calls may be under way now.
    public var width: Int { state.withLock { $0.window.width } }

    /// How many calls are under way.
    public var callsUnderWay: Int { state.withLock { $0.window.underWay } }

    /// How many calls wait for a place.
    public var callsWaiting: Int { state.withLock { $0.waiters.count } }

    /// Sends `request` once there is a place for it.
    public func send(_ request: Request) async throws(TransportFailure) -> Response {
        guard let call = await place() else { throw .cancelled }
        guard !Task.isCancelled else {
            giveBack(call, .unknown)
            throw .cancelled
        }
        do {
            let response = try await base.send(request)
            giveBack(call, response.status == 429 ? .refused : .answered)
            return response
        } catch {
            giveBack(call, Self.outcome(of: error))
            throw error
        }
    }

    private static func outcome(of failure: TransportFailure) -> ConcurrencyWindow.Outcome {
        switch failure {
        case .unreachable, .inDoubt: .lost
        case .exhausted(let last, _): outcome(of: last)
        case .unusable, .overLimit, .notAdmitted, .withheld, .unrecorded, .cancelled: .unknown
        }
    }

    // MARK: Places

    /// A place among the calls under way; nil where the caller was cancelled while it waited.
    private func place() async -> Call? {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let call = await withTaskCancellationHandler {
            await withCheckedContinuation { queue(Waiter(id: id, continuation: $0)) }
        } onCancel: {
            leave(id)
        }
        // Who was cancelled after a place was given has left a mark that nobody else takes away.
        state.withLock { _ = $0.cancelled.remove(id) }
        return call
    }

    private enum Turn {
        case goes(Call), waits, isCancelled
    }

    private func queue(_ waiter: Waiter) {
        let turn = state.withLock { state -> Turn in
            if state.cancelled.remove(waiter.id) != nil { return .isCancelled }
            if state.waiters.isEmpty, let call = state.window.begin() { return .goes(call) }
            state.waiters.append(waiter)
            return .waits
        }
        switch turn {
        case .goes(let call): waiter.continuation.resume(returning: call)
        case .waits: break
        case .isCancelled: waiter.continuation.resume(returning: nil)
        }
    }

    private func leave(_ id: Int) {
        let waiter = state.withLock { state -> Waiter? in
            guard let index = state.waiters.firstIndex(where: { $0.id == id }) else {
                state.cancelled.insert(id)
                return nil
            }
            return state.waiters.remove(at: index)
        }
        waiter?.continuation.resume(returning: nil)
    }

    /// Gives a place back, and all places that are free to those who wait.
    private func giveBack(_ call: Call, _ outcome: ConcurrencyWindow.Outcome) {
        let served = state.withLock { state in
            // Inside, so that no later answer is noted with an earlier moment.
            state.window.end(call, outcome, at: elapsed())
            var served: [(Waiter, Call)] = []
            while !state.waiters.isEmpty, let next = state.window.begin() { served.append((state.waiters.removeFirst(), next)) }
            return served
        }
        for (waiter, call) in served { waiter.continuation.resume(returning: call) }
    }
}
