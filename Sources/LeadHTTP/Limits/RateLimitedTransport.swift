import HTTPTypes
import Synchronization

/// Waits before a call for which there is no room in the account's windows, and learns from the answers how much there is.
public struct RateLimitedTransport: Transport {
    /// A wait before a call.
    public struct Wait: Hashable, Sendable {
        /// How long.
        public let duration: Duration
        /// Why.
        public let reason: CallWindows.Reason
    }

    private let base: any Transport
    private let file: LimitFile
    private let caps: CallWindows.Caps
    private let longestWait: Duration
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Double
    private let willWait: @Sendable (Wait) -> Void
    private let told = Told()

    /// Until when the latest wait is that was told of.
    private final class Told: Sendable {
        let latest = Mutex(0.0)
    }

    /// Wraps `base`.
    ///
    /// - Parameters:
    ///   - file: The windows that are shared.
    ///   - caps: What the account may do.
    ///   - longestWait: How long a call waits at most; one that would have to wait longer fails instead.
    ///   - clock: What is waited by.
    ///   - now: The present, in seconds since 1970.
    ///   - willWait: Told of each wait before it begins.
    public init(
        _ base: any Transport, file: LimitFile, caps: CallWindows.Caps, longestWait: Duration = .seconds(120),
        clock: any Clock<Duration>, now: @escaping @Sendable () -> Double,
        willWait: @escaping @Sendable (Wait) -> Void = { _ in }
    ) {
        self.base = base
        self.file = file
        self.caps = caps
        self.longestWait = longestWait
        self.clock = clock
        self.now = now
        self.willWait = willWait
    }

    /// Sends `request` once there is room for it.
    public func send(_ request: Request) async throws(TransportFailure) -> Response {
        var waited = Duration.zero
        while case .wait(let seconds, let reason) = take() {
            let duration = Duration.milliseconds(Int64((seconds * 1000).rounded(.up)))
            guard waited + duration <= longestWait else { throw .overLimit(reason.spoken(until: duration)) }
            waited += duration
            if isNews(until: now() + seconds) { willWait(Wait(duration: duration, reason: reason)) }
            do {
                try await clock.sleep(for: duration)
            } catch {
                throw .cancelled
            }
        }
        let response = try await base.send(request)
        learn(from: response)
        return response
    }

    /// Whether nobody has told yet of a wait until then: the calls that wait at once wait for the same.
    private func isNews(until moment: Double) -> Bool {
        told.latest.withLock { latest in
            guard moment > latest + 1 else { return false }
            latest = moment
            return true
        }
    }

    private func take() -> CallWindows.Decision {
        let present = now()
        return file.update(unreadable: { .unknown(at: present, caps: caps) }) { $0.take(at: present, caps: caps) }
    }

    /// `X-RateLimit-Limit`, `-Remaining` and `-Reset` (leadlex.md, section 1.4).
    private func learn(from response: Response) {
        func number(_ name: String) -> Int? {
            HTTPField.Name(name).flatMap { response.headers[$0] }.flatMap { Int($0) }
        }
        // A longer one is of a limit that this call has for itself, or of a gateway that makes something up.
        if response.status == 429, let wait = response.headers.retryAfter(now: Int(now())), wait <= longestWait {
            let present = now()
            file.update(unreadable: { .unknown(at: present, caps: caps) }) {
                $0.block(at: present, for: Double(wait.components.seconds))
            }
        }
        guard let limit = number("X-RateLimit-Limit"), let remaining = number("X-RateLimit-Remaining"),
            let reset = number("X-RateLimit-Reset"), (0...100_000_000_000).contains(reset), (1...1_000_000_000).contains(limit),
            (0...limit).contains(remaining)
        else { return }
        let present = now()
        // The service's own clock tells how far its moment lies ahead.
        let theirs = response.headers[.date].flatMap { HTTPDate.seconds($0, now: Int(present)) }.map(Double.init) ?? present
        file.update(unreadable: { .unknown(at: present, caps: caps) }) {
            // A moment, or a duration: a small number was 1970.
            let ahead = reset < 1_000_000_000 ? Double(reset) : Double(reset) - theirs
            $0.learn(at: present, limit: limit, remaining: remaining, reset: present + ahead)
        }
    }
}

extension CallWindows.Reason {
    /// Why there is no call, and when there will be one.
    fileprivate func spoken(until wait: Duration) -> String {
        let minutes = (wait.components.seconds + 59) / 60
        let time = minutes < 120 ? "\(minutes) min" : "\((minutes + 59) / 60) h"
        return switch self {
        case .minute(let cap): "the account's \(cap) calls a minute are used up; there are more in \(time)"
        case .day(let cap): "the account's \(cap) calls a day are used up; there are more in \(time)"
        case .service: "the service wants no more calls for \(time)"
        }
    }
}
