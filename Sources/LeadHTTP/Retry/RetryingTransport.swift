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

    /// Wraps `base`.
    ///
    /// - Parameters:
    ///   - clock: What is waited by.
    ///   - now: The present, in seconds since 1970: a service may name the moment to come back.
    ///   - chance: Numbers from 0 to 1 by lot.
    ///   - willWait: Told of each wait before it begins.
    public init(
        _ base: any Transport, policy: RetryPolicy = RetryPolicy(), clock: any Clock<Duration>,
        now: @escaping @Sendable () -> Int, chance: @escaping @Sendable () -> Double,
        willWait: @escaping @Sendable (Wait) -> Void = { _ in }
    ) {
        self.base = base
        self.policy = policy
        self.clock = clock
        self.now = now
        self.chance = chance
        self.willWait = willWait
    }

    /// Sends `request` until there is an answer worth passing on, or no attempt is left.
    ///
    /// A write that was in doubt once stays so where the service then says that there is nothing to change: the first attempt
    /// may have changed it.
    public func send(_ request: Request) async throws(TransportFailure) -> Response {
        var attempts = Attempts(policy, repetition: request.repetition)
        while true {
            let result = await attempt(request)
            guard let (wait, reason) = attempts.next(after: outcome(of: result), chance: chance()) else {
                if attempts.isInDoubt, request.repetition != .read, case .success(let response) = result,
                    [404, 409, 410].contains(response.status)
                {
                    throw .inDoubt(
                        "a first attempt had no answer, and the second one found nothing to change (\(response.status))")
                }
                return try result.get()
            }
            willWait(Wait(duration: wait, reason: reason, attempt: attempts.count + 1))
            do {
                try await clock.sleep(for: wait)
            } catch {
                // What was in doubt is so still, whoever has lost patience.
                throw attempts.isInDoubt && request.repetition != .read
                    ? .inDoubt("interrupted while waiting to try again") : .cancelled
            }
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
