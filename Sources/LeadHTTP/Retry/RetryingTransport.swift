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
    /// A write of which an attempt had no answer stays in doubt, whatever became of the later ones, unless one of them succeeded:
    /// that the service has nothing to change, or cannot be reached any more, says nothing of the first.
    public func send(_ request: Request) async throws(TransportFailure) -> Response {
        var attempts = Attempts(policy, repetition: request.repetition)
        while true {
            let result = await attempt(request)
            let next = attempts.next(after: outcome(of: result), chance: chance())
            let isInDoubt = attempts.isInDoubt && request.repetition != .read
            guard let (wait, reason) = next else { return try Self.told(result, isInDoubt: isInDoubt, of: attempts.count) }
            willWait(Wait(duration: wait, reason: reason, attempt: attempts.count + 1))
            do {
                try await clock.sleep(for: wait)
            } catch {
                return try Self.told(.failure(.cancelled), isInDoubt: isInDoubt, of: attempts.count)
            }
        }
    }

    /// What the caller learns of several attempts.
    private static func told(
        _ result: Result<Response, TransportFailure>, isInDoubt: Bool, of attempts: Int
    ) throws(TransportFailure) -> Response {
        do {
            var response = try outcome(of: result, isInDoubt: isInDoubt)
            response.attempts = attempts
            return response
        } catch {
            if attempts == 1 || error == .cancelled { throw error }
            throw .exhausted(error, attempts: attempts)
        }
    }

    private static func outcome(
        of result: Result<Response, TransportFailure>, isInDoubt: Bool
    ) throws(TransportFailure) -> Response {
        guard isInDoubt else { return try result.get() }
        switch result {
        case .success(let response) where (200..<300).contains(response.status): return response
        case .success(let response):
            throw .inDoubt("an attempt had no answer, and the last one was answered with \(response.status)")
        case .failure(.inDoubt(let reason)): throw .inDoubt(reason)
        case .failure(.exhausted(let failure, _)): throw failure
        case .failure(.cancelled): throw .inDoubt("an attempt had no answer, and then the run was interrupted")
        case .failure(.unreachable(let reason)), .failure(.overLimit(let reason)):
            throw .inDoubt("an attempt had no answer, and the last one was not sent: \(reason)")
        case .failure(.notAdmitted): throw .inDoubt("an attempt had no answer, and the budget has no call for another")
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
