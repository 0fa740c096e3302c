/// A moment, to the millisecond, between the years 0 and 9999.
public struct Instant: Hashable, Sendable, Comparable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let milliseconds: Int

    /// The moment so many milliseconds after 1970-01-01T00:00:00Z.
    public init(milliseconds: Int) {
        self.milliseconds = milliseconds
    }

    /// Reads `YYYY-MM-DDTHH:MM:SS`, with a fraction or not, and `Z` or an offset (RFC 3339); nil for other text.
    ///
    /// A day alone is its first moment in UTC, as ISO 8601 allows it where a time is asked for.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, let day = Day(String(decoding: bytes[..<10], as: UTF8.self)) else { return nil }
        var rest = bytes[10...]
        if rest.isEmpty {
            milliseconds = day.number * 86_400_000
            return
        }
        guard let separator = rest.popFirst(), [UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")].contains(separator),
            let hour = Self.number(&rest, 0...23), rest.popFirst() == UInt8(ascii: ":"),
            let minute = Self.number(&rest, 0...59), rest.popFirst() == UInt8(ascii: ":"),
            let second = Self.number(&rest, 0...60), let fraction = Self.fraction(&rest), let offset = Self.offset(&rest)
        else { return nil }
        let time = (hour * 60 + minute) * 60 + second
        milliseconds = day.number * 86_400_000 + time * 1000 + fraction - offset * 60_000
        // A leap second is the last of a day in UTC.
        if second == 60, (milliseconds - fraction) % 86_400_000 != 0 { return nil }
    }

    /// ISO 8601 in UTC with milliseconds, such as `2026-01-31T09:30:00.000Z`.
    public var text: String {
        let days = (milliseconds >= 0 ? milliseconds : milliseconds - 86_399_999) / 86_400_000
        let time = milliseconds - days * 86_400_000
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return Day(number: days).text
            + "T\(padded(time / 3_600_000, 2)):\(padded(time / 60_000 % 60, 2)):\(padded(time / 1000 % 60, 2)).\(padded(time % 1000, 3))Z"
    }

    /// Whether the one comes before the other.
    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    private static func number(_ rest: inout ArraySlice<UInt8>, _ range: ClosedRange<Int>) -> Int? {
        guard let high = digit(rest.popFirst()), let low = digit(rest.popFirst()) else { return nil }
        let number = high * 10 + low
        return range.contains(number) ? number : nil
    }

    private static func digit(_ byte: UInt8?) -> Int? {
        byte.flatMap { (0x30...0x39).contains($0) ? Int($0) - 0x30 : nil }
    }

    /// Milliseconds of `.123`, 0 where there is no fraction, nil where there is a broken one.
    private static func fraction(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard rest.first == UInt8(ascii: ".") else { return 0 }
        rest.removeFirst()
        var (value, unit, count) = (0, 100, 0)
        while let digit = digit(rest.first) {
            rest.removeFirst()
            value += digit * unit
            unit /= 10
            count += 1
        }
        return count > 0 ? value : nil
    }

    /// Minutes east of UTC; nil where the text ends otherwise.
    private static func offset(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard let sign = rest.popFirst() else { return nil }
        if sign == UInt8(ascii: "Z") || sign == UInt8(ascii: "z") { return rest.isEmpty ? 0 : nil }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), let hours = number(&rest, 0...23),
            rest.popFirst() == UInt8(ascii: ":"), let minutes = number(&rest, 0...59), rest.isEmpty
        else { return nil }
        return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
    }
}
