/// How many calls an account may still make: pure, so that time is an argument and two processes can share it in a file.
///
/// Within any 60 seconds there are at most `perMinute` calls, and within a day of UTC at most `perDay`; so nothing is lost whether
/// the service counts from full minutes, from the first call, or over the last 60 seconds.
public struct CallWindows: Hashable, Sendable {
    /// What an account may do in all; nil for no limit that is known.
    public struct Caps: Hashable, Sendable {
        /// Calls within 60 seconds.
        public var perMinute: Int?
        /// Calls within a day of UTC.
        public var perDay: Int?

        /// Describes the caps of an account.
        public init(perMinute: Int? = nil, perDay: Int? = nil) {
            self.perMinute = perMinute
            self.perDay = perDay
        }
    }

    /// Why a call must wait.
    public enum Reason: Hashable, Sendable {
        /// The calls of these 60 seconds are made.
        case minute(cap: Int)
        /// The calls of the day are made.
        case day(cap: Int)
        /// The service has said when to come back.
        case service
    }

    /// What may be done now.
    public enum Decision: Hashable, Sendable {
        /// The call; it is counted.
        case go
        /// Nothing for so many seconds.
        case wait(seconds: Double, Reason)
    }

    /// When the calls of the last 60 seconds were made, in seconds since 1970, oldest first.
    public internal(set) var recent: [Double] = []
    /// The day that is counted, from 1970.
    public internal(set) var day = 0
    /// How many calls were made in it.
    public internal(set) var usedToday = 0
    /// Until when the service wants no calls.
    public internal(set) var blockedUntil = 0.0
    /// What the service has said of its own limits, which goes before what anybody supposes.
    public internal(set) var learned = Caps()

    /// Begins with no calls made.
    public init() {}

    private static let minute = 60.0
    private static let dayLength = 86_400.0
    /// Nobody is held back for longer by what was noted: a clock may have been set back since.
    private static let longestBlock = 600.0
    /// More moments than any account has calls in a minute, and fewer than a service could make the file hold by one answer.
    private static let mostMoments = 10_000

    /// Takes one call at `now`, in seconds since 1970, if there is one.
    public mutating func take(at now: Double, caps: Caps) -> Decision {
        settle(at: now)
        let caps = Caps(perMinute: learned.perMinute ?? caps.perMinute, perDay: learned.perDay ?? caps.perDay)
        if blockedUntil > now { return .wait(seconds: blockedUntil - now, .service) }
        if let cap = caps.perDay, usedToday >= cap {
            return .wait(seconds: Double(day + 1) * Self.dayLength - now, .day(cap: cap))
        }
        if let cap = caps.perMinute, cap > 0, recent.count >= cap {
            return .wait(seconds: recent[recent.count - cap] + Self.minute - now, .minute(cap: cap))
        }
        recent.append(now)
        usedToday += 1
        return .go
    }

    /// Notes that the service wants no calls for so many seconds.
    public mutating func block(at now: Double, for seconds: Double) {
        settle(at: now)
        blockedUntil = max(blockedUntil, now + max(0, seconds))
    }

    /// Notes what the service says is left of a window that ends at `reset`, in seconds since 1970.
    ///
    /// Other programs use the account, too: the service knows of more calls than we do, but never of fewer.
    public mutating func learn(at now: Double, limit: Int, remaining: Int, reset: Double) {
        settle(at: now)
        let used = max(0, limit - remaining)
        // LeadLex documents one set of headers for two windows, and a sample that ends with a day (leadlex.md, section 1.4).
        if reset - now > 2 * Self.minute || limit == learned.perDay {
            usedToday = max(usedToday, used)
            learned.perDay = limit
        } else {
            let unseen = min(used, Self.mostMoments) - recent.count
            if unseen > 0 { recent += Array(repeating: now, count: unseen) }
            learned.perMinute = limit
        }
    }

    /// Adds what another count of the same account knows.
    mutating func merge(_ other: CallWindows) {
        var counts: [Double: Int] = [:]
        for moment in recent { counts[moment, default: 0] += 1 }
        var others: [Double: Int] = [:]
        for moment in other.recent { others[moment, default: 0] += 1 }
        recent = counts.merging(others, uniquingKeysWith: max).sorted { $0.key < $1.key }
            .flatMap { Array(repeating: $0.key, count: $0.value) }
        if other.day == day { usedToday = max(usedToday, other.usedToday) }
        if other.day > day { (day, usedToday) = (other.day, other.usedToday) }
        blockedUntil = max(blockedUntil, other.blockedUntil)
        learned = Caps(
            perMinute: learned.perMinute ?? other.learned.perMinute, perDay: learned.perDay ?? other.learned.perDay)
    }

    /// Forgets what lies behind, and what a clock that has been set back would place ahead.
    private mutating func settle(at now: Double) {
        recent = recent.map { min($0, now) }.filter { $0 > now - Self.minute }
        let today = Int((now / Self.dayLength).rounded(.down))
        if today > day { (day, usedToday) = (today, 0) }
        day = today
        blockedUntil = min(blockedUntil, now + Self.longestBlock)
    }
}
