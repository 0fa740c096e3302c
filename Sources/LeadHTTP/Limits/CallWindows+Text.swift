/// The windows as the text of a file that several processes share.
///
/// One line for each part, so that a person can read it: `minute` and the moments of the last calls, `day` with its number and its
/// calls, `blocked` and until when, `caps` with what the service has said of a minute and of a day.
extension CallWindows {
    private static let mark = "lead-limits 1"

    /// The moments that a file can mean; what lies outside is damage.
    private static let moments = 0.0...100_000_000_000

    /// The text.
    public var text: String {
        """
        \(Self.mark)
        minute\(recent.map { " \($0)" }.joined())
        day \(day) \(usedToday)
        blocked \(blockedUntil)
        caps \(Self.cap(learned.perMinute)) \(Self.cap(learned.perDay))

        """
    }

    private static func cap(_ number: Int?) -> String { number.map { "\($0)" } ?? "-" }

    /// Reads the text; nil where it is another, or was cut off.
    public init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.split(separator: " ").map(String.init)
        }
        guard lines.count == 6, lines[5].isEmpty, lines[0].joined(separator: " ") == Self.mark, lines[1].first == "minute",
            lines[2].count == 3, lines[2][0] == "day", lines[3].count == 2, lines[3][0] == "blocked",
            lines[4].count == 3, lines[4][0] == "caps",
            lines[4][1...].allSatisfy({ $0 == "-" || (1...1_000_000_000).contains(Int($0) ?? 0) }),
            let day = Int(lines[2][1]), let used = Int(lines[2][2]), let blocked = Double(lines[3][1]),
            (0...1_000_000).contains(day),
            (0...1_000_000_000).contains(used), Self.moments.contains(blocked)
        else { return nil }
        let moments = lines[1].dropFirst().map { Double($0) }
        guard moments.allSatisfy({ $0.map(Self.moments.contains) ?? false }) else { return nil }
        self.init()
        recent = moments.compactMap(\.self).sorted()
        (self.day, usedToday, blockedUntil) = (day, used, blocked)
        learned = Caps(perMinute: Int(lines[4][1]), perDay: Int(lines[4][2]))
    }

    /// Windows of which nothing is known but that somebody has used them: all calls of this minute may have been made.
    static func unknown(at now: Double, caps: Caps) -> CallWindows {
        var windows = CallWindows()
        windows.recent = Array(repeating: now, count: caps.perMinute ?? 0)
        // Where nobody knows how many calls a minute has, none is made within it.
        if caps.perMinute == nil { windows.blockedUntil = now + 60 }
        windows.day = Int((now / 86_400).rounded(.down))
        return windows
    }
}
