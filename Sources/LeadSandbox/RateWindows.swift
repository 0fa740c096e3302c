import HTTPTypes
import LeadAPI
import LeadModel
import Synchronization

/// How many requests each key has made in the present day and minute, and each workspace's exports of the hour.
///
/// Kept in memory: the windows begin anew with the process.
final class RateWindows: Sendable {
    /// What a window has come to.
    struct Window: Hashable, Sendable {
        /// How many requests it lets pass.
        let limit: Int
        /// How many are left, the present one counted.
        let remaining: Int
        /// When the next one begins.
        let reset: Instant
    }

    /// A request was one too many; the window that it does not fit in.
    struct Exceeded: Error {
        let window: Window
    }

    /// A key's or a workspace's count in the window that began at so many window lengths after 1970.
    private struct Count {
        var number = 0
        var used = 0
    }

    private struct Name: Hashable {
        let key: String
        let length: Int
    }

    private static let (minute, hour, day) = (60_000, 3_600_000, 86_400_000)

    private let counts = Mutex<[Name: Count]>([:])

    /// Counts a request of a key in both windows of its plan, or in neither.
    ///
    /// - Returns: The day's window, which the service's headers describe (leadlex.md, section 1.4).
    func count(_ key: String, _ plan: LeadLexAPI.RatePlan, at time: Instant) throws(Exceeded) -> (day: Window, minute: Window) {
        let windows = [(Self.day, plan.perDay), (Self.minute, plan.perMinute)]
        let taken = take(key, windows, at: time)
        if let exceeded = taken.exceeded { throw Exceeded(window: exceeded) }
        return (taken.windows[0], taken.windows[1])
    }

    /// Counts an export of a workspace (page api-reference/export/contacts).
    func countExport(of organisation: String, at time: Instant) throws(Exceeded) {
        let taken = take("export \(organisation)", [(Self.hour, LeadLexAPI.Limits.exportsPerHour)], at: time)
        if let exceeded = taken.exceeded { throw Exceeded(window: exceeded) }
    }

    private func take(
        _ key: String, _ limits: [(length: Int, limit: Int)], at time: Instant
    ) -> (windows: [Window], exceeded: Window?) {
        counts.withLock { counts in
            var windows: [Window] = []
            for (length, limit) in limits {
                let number = time.milliseconds / length
                var count = counts[Name(key: key, length: length)] ?? Count()
                if count.number != number { count = Count(number: number) }
                let reset = Instant(milliseconds: (number + 1) * length)
                guard count.used < limit else { return ([], Window(limit: limit, remaining: 0, reset: reset)) }
                windows.append(Window(limit: limit, remaining: limit - count.used - 1, reset: reset))
                counts[Name(key: key, length: length)] = count
            }
            for (length, _) in limits { counts[Name(key: key, length: length)]?.used += 1 }
            return (windows, nil)
        }
    }
}

extension HTTPFields {
    /// Says what a window has come to, under names such as `X-RateLimit-Limit`.
    mutating func add(_ window: RateWindows.Window, suffix: String = "") {
        let values = [
            ("Limit", window.limit), ("Remaining", window.remaining), ("Reset", window.reset.milliseconds / 1000),
        ]
        for (name, value) in values {
            if let field = HTTPField.Name("X-RateLimit-\(name)\(suffix)") { self[field] = String(value) }
        }
    }
}
