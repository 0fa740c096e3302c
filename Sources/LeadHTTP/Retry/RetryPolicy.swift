/// How often, and after which wait, a request is sent again.
public struct RetryPolicy: Hashable, Sendable {
    /// How often a request is sent at most, the first time included.
    public var attempts: Int
    /// What is waited before the second attempt; it doubles with each one.
    public var shortestWait: Duration
    /// The longest single wait; a service that asks for more is not asked again.
    public var longestWait: Duration
    /// What all waits for one request may take.
    public var allWaits: Duration

    /// Describes a policy.
    public init(
        attempts: Int = 5, shortestWait: Duration = .milliseconds(500), longestWait: Duration = .seconds(60),
        allWaits: Duration = .seconds(180)
    ) {
        self.attempts = attempts
        self.shortestWait = shortestWait
        self.longestWait = longestWait
        self.allWaits = allWaits
    }
}

/// What came of one attempt, as far as it decides about another.
public enum AttemptOutcome: Hashable, Sendable {
    /// The service has answered; `retryAfter` is what it asks to wait.
    case answered(status: Int, retryAfter: Duration?)
    /// There is no answer.
    case failed(TransportFailure)
}

/// Why a request is sent again.
public enum RetryReason: Hashable, Sendable {
    /// The service is asked too often (429).
    case tooManyCalls
    /// The service has trouble of its own; its status.
    case trouble(status: Int)
    /// There was no answer; why.
    case noAnswer(String)
}

/// The attempts that have been made to send one request: decides whether there is another, and when.
///
/// A read is sent again after 408, 429, 500, 502, 503 and 504 and whenever there is no answer. So is a write that settles. Another
/// write is sent again only where the service has certainly not carried it out: where it was never reached, and after 429, which
/// refuses before anything is done. No other answer brings another attempt.
public struct Attempts: Sendable {
    private let policy: RetryPolicy
    private let repetition: Repetition
    /// How many have been made.
    public private(set) var count = 0
    /// Whether one of them may have been carried out without an answer.
    public private(set) var isInDoubt = false
    /// Whether one of them may have been carried out: it had no answer, or that of a service, or a proxy, in trouble.
    public private(set) var mayBeDone = false
    private var waited = Duration.zero

    /// Begins with none.
    public init(_ policy: RetryPolicy, repetition: Repetition) {
        self.policy = policy
        self.repetition = repetition
    }

    /// Notes what came of an attempt, and says how long to wait before the next one; nil where there is none.
    ///
    /// - Parameter chance: A number from 0 to 1 by lot, so that many clients do not come back at once.
    public mutating func next(after outcome: AttemptOutcome, chance: Double) -> (wait: Duration, reason: RetryReason)? {
        count += 1
        let (reason, asked) = reason(for: outcome)
        switch outcome {
        case .failed(.inDoubt): (isInDoubt, mayBeDone) = (true, true)
        case .answered(let status, _): mayBeDone = mayBeDone || status == 408 || status >= 500
        case .failed: break
        }
        guard let reason, count < policy.attempts else { return nil }
        // From a half to all of it.
        let backoff = policy.shortestWait * (1 << min(count - 1, 16)) * (0.5 + min(max(chance, 0), 1) / 2)
        let wait = max(asked ?? .zero, min(backoff, policy.longestWait))
        guard wait <= policy.longestWait, waited + wait <= policy.allWaits else { return nil }
        waited += wait
        return (wait, reason)
    }

    private func reason(for outcome: AttemptOutcome) -> (RetryReason?, asked: Duration?) {
        let mayRepeat = repetition != .doubles
        switch outcome {
        case .answered(429, let asked): return (.tooManyCalls, asked)
        case .answered(let status, let asked) where [408, 500, 502, 503, 504].contains(status):
            return (mayRepeat ? .trouble(status: status) : nil, asked)
        case .answered: return (nil, nil)
        case .failed(.unreachable(let reason)): return (.noAnswer(reason), nil)
        case .failed(.inDoubt(let reason)): return (mayRepeat ? .noAnswer(reason) : nil, nil)
        case .failed(.unusable), .failed(.cancelled), .failed(.overLimit), .failed(.notAdmitted), .failed(.withheld),
            .failed(.unrecorded),
            .failed(.exhausted):
            return (nil, nil)
        }
    }
}
