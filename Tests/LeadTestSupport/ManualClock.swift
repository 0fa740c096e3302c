import Synchronization

/// A clock that moves only when a test, or a wait, moves it.
public final class ManualClock: Clock {
    /// A moment, counted from the clock's start.
    public struct Instant: InstantProtocol {
        /// The time since the clock's start.
        public let offset: Duration

        /// The moment that is `duration` later.
        public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        /// The time from this moment to another.
        public func duration(to other: Instant) -> Duration { other.offset - offset }
        /// Whether one moment is before another.
        public static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct Waiter {
        let id: Int
        let deadline: Instant
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Instant(offset: .zero)
        var waits: [Duration] = []
        var nextID = 0
        var waiters: [Waiter] = []
        var cancelled: Set<Int> = []
    }

    private let state = Mutex(State())
    private let movesOnWait: Bool

    /// Makes a clock at its start.
    ///
    /// With `movesOnWait` a wait ends at once and moves the clock to its end; otherwise it lasts until `advance`.
    public init(movesOnWait: Bool = true) {
        self.movesOnWait = movesOnWait
    }

    /// The moment that the clock shows.
    public var now: Instant { state.withLock { $0.now } }

    /// The clock is exact.
    public var minimumResolution: Duration { .zero }

    /// How long each wait was to last, in the order in which they began.
    public var waits: [Duration] { state.withLock { $0.waits } }

    /// How many waits are going on.
    public var waiterCount: Int { state.withLock { $0.waiters.count } }

    /// Moves the clock forward and ends every wait that is over by then.
    public func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let due = state.waiters.filter { $0.deadline <= state.now }.sorted { $0.deadline < $1.deadline }
            state.waiters.removeAll { $0.deadline <= state.now }
            return due
        }
        for waiter in due { waiter.continuation.resume() }
    }

    /// Waits until the clock shows `deadline`; throws when the task is cancelled.
    public func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        try Task.checkCancellation()
        let id = state.withLock { state in
            state.waits.append(state.now.duration(to: deadline))
            state.nextID += 1
            if movesOnWait { state.now = max(state.now, deadline) }
            return state.nextID
        }
        if movesOnWait { return }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { begin(Waiter(id: id, deadline: deadline, continuation: $0)) }
        } onCancel: {
            cancel(id)
        }
    }

    private enum Start {
        case waits, isOver, isCancelled
    }

    private func begin(_ waiter: Waiter) {
        let start = state.withLock { state -> Start in
            if state.cancelled.remove(waiter.id) != nil { return .isCancelled }
            if waiter.deadline <= state.now { return .isOver }
            state.waiters.append(waiter)
            return .waits
        }
        switch start {
        case .waits: break
        case .isOver: waiter.continuation.resume()
        case .isCancelled: waiter.continuation.resume(throwing: CancellationError())
        }
    }

    private func cancel(_ id: Int) {
        let waiter = state.withLock { state -> Waiter? in
            guard let index = state.waiters.firstIndex(where: { $0.id == id }) else {
                state.cancelled.insert(id)
                return nil
            }
            return state.waiters.remove(at: index)
        }
        waiter?.continuation.resume(throwing: CancellationError())
    }
}
