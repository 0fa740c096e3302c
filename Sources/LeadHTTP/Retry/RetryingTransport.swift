/// Sends a request again where that cannot make anything worse, and helps.
public struct RetryingTransport: Transport {
    /// A wait before another attempt.
    public struct Wait: Hashable, Sendable {
        /// How long.
        public let duration: Duration
        /// Why.
        public let reason: RetryReason
        /// The number of the attempt that comes, from 2 on.
        public let attempt: Int
    }

    private let base: any Transport
    private let policy: RetryPolicy
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Int
    private let chance: @Sendable () -> Double
    private let willWait: @Sendable (Wait) -> Void
    private let didRecover: @Sendable (Request) -> Void

    /// Wraps `base`.
    ///
    /// - Parameters:
    ///   - clock: What is waited by.
    ///   - now: The present, in seconds since 1970: a service may name the moment to come back.
    ///   - chance: Numbers from 0 to 1 by lot.
    ///   - willWait: Told of each wait before it begins.
    ///   - didRecover: Told of a write that succeeded after an attempt without an answer: its answer speaks of the last attempt alone.
    public init(
        _ base: any Transport, policy: RetryPolicy = RetryPolicy(), clock: any Clock<Duration>,
        now: @escaping @Sendable () -> Int, chance: @escaping @Sendable () -> Double,
        willWait: @escaping @Sendable (Wait) -> Void = { _ in },
        didRecover: @escaping @Sendable (Request) -> Void = { _ in }
    ) {
        self.base = base
        self.policy = policy
        self.clock = clock
        self.now = now
        self.chance = chance
        self.willWait = willWait
        self.didRecover = didRecover
    }

    /// Sends `request` until there is an answer worth passing on, or no attempt is left.
    ///
    /// A write of which an attempt had no answer stays in doubt, whatever became of the later ones, unless one of them succeeded:
    /// that the service has nothing to change, or cannot be reached any more, says nothing of the first.
    public func send(_ request: Request) async throws(TransportFailure) -> Response {
        var attempts = Attempts(policy, repetition: request.repetition)
        var mayHaveBeenDone = false
        while true {
            let result = await attempt(request)
            let next = attempts.next(after: outcome(of: result), chance: chance())
            let isWrite = request.repetition != .read
            guard let (wait, reason) = next else {
                let response = try Self.told(result, of: attempts, isWrite: isWrite)
                let hasRecovered = isWrite && mayHaveBeenDone && (200..<300).contains(response.status)
                if hasRecovered { didRecover(request) }
                return response
            }
            mayHaveBeenDone = attempts.mayBeDone
            do {
                try Task.checkCancellation()
                willWait(Wait(duration: wait, reason: reason, attempt: attempts.count + 1))
                try await clock.sleep(for: wait)
            } catch {
                return try Self.told(.failure(.cancelled), of: attempts, isWrite: isWrite)
            }
        }
    }

    /// What the caller learns of several attempts.
    private static func told(
        _ result: Result<Response, TransportFailure>, of attempts: Attempts, isWrite: Bool
    ) throws(TransportFailure) -> Response {
        do {
            var response = try outcome(of: result, after: attempts, isWrite: isWrite)
            response.attempts = attempts.count
            return response
        } catch {
            if attempts.count == 1 || error == .cancelled { throw error }
            throw .exhausted(error, attempts: attempts.count)
        }
    }

    private static func outcome(
        of result: Result<Response, TransportFailure>, after attempts: Attempts, isWrite: Bool
    ) throws(TransportFailure) -> Response {
        guard isWrite, attempts.mayBeDone else { return try result.get() }
        let before = attempts.isInDoubt ? "an attempt had no answer" : "an attempt was answered by a service in trouble"
        switch result {
        case .success(let response) where (200..<300).contains(response.status) || !attempts.isInDoubt: return response
        case .success(let response): throw .inDoubt("\(before), and the last one was answered with \(response.status)")
        case .failure(.inDoubt(let reason)): throw .inDoubt(reason)
        case .failure(.exhausted(let failure, _)): throw failure
        case .failure(.cancelled): throw .inDoubt("\(before), and then the run was interrupted")
        case .failure(.unreachable(let reason)), .failure(.unusable(let reason)), .failure(.overLimit(let reason)),
            .failure(.unrecorded(let reason)), .failure(.withheld(let reason)):
            throw .inDoubt("\(before), and the last one was not sent: \(reason)")
        case .failure(.notAdmitted): throw .inDoubt("\(before), and the budget has no call for another")
        }
    }

    private func attempt(_ request: Request) async -> Result<Response, TransportFailure> {
        do {
            return .success(try await base.send(request))
        } catch {
            return .failure(error)
        }
    }

    private func outcome(of result: Result<Response, TransportFailure>) -> AttemptOutcome {
        switch result {
        case .failure(let failure): .failed(failure)
        case .success(let response): .answered(status: response.status, retryAfter: response.headers.retryAfter(now: now()))
        }
    }
}
