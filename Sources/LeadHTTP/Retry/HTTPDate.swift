/// A moment as HTTP writes it (RFC 9110, section 5.6.7).
public enum HTTPDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// Reads one of the three forms; nil for what is none.
    ///
    /// - Parameter now: The present, in seconds since 1970: a year of two digits that would lie more than 50 years ahead is meant
    ///   of the century before.
    /// - Returns: Seconds since 1970, UTC.
    public static func seconds(_ text: String, now: Int) -> Int? {
        let words = text.split(separator: " ").map(String.init)
        switch words.count {
        case 6 where words[5] == "GMT":
            // Sun, 06 Nov 1994 08:49:37 GMT
            guard words[0].hasSuffix(","), words[3].count == 4 else { return nil }
            return seconds(year: Int(words[3]), month: words[2], day: Int(words[1]), time: words[4])
        case 4 where words[3] == "GMT":
            // Sunday, 06-Nov-94 08:49:37 GMT
            let date = words[1].split(separator: "-").map(String.init)
            guard words[0].hasSuffix(","), date.count == 3, date[2].count == 2, let short = Int(date[2]) else { return nil }
            let present = year(at: now)
            let year = present / 100 * 100 + short
            return seconds(year: year > present + 50 ? year - 100 : year, month: date[1], day: Int(date[0]), time: words[2])
        case 5:
            // Sun Nov  6 08:49:37 1994
            guard words[4].count == 4 else { return nil }
            return seconds(year: Int(words[4]), month: words[1], day: Int(words[2]), time: words[3])
        default: return nil
        }
    }

    private static func seconds(year: Int?, month: String, day: Int?, time: String) -> Int? {
        let parts = time.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard let year, let day, let month = months.firstIndex(of: month), parts.count == 3,
            let hour = parts[0], let minute = parts[1], let second = parts[2],
            (1...31).contains(day), (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second)
        else { return nil }
        return days(year: year, month: month + 1, day: day) * 86_400 + hour * 3600 + minute * 60 + second
    }

    /// The days from 1970 to a day of the Gregorian calendar, whose years are taken to begin in March so that a leap day comes
    /// last.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let ofEra = shifted - era * 400
        let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }

    private static func year(at seconds: Int) -> Int {
        // The mean length of a year does: a day more or less decides nothing fifty years ahead.
        1970 + seconds / 31_556_952
    }
}
