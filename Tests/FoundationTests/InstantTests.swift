import LeadModel
import Testing

/// Moments as ISO 8601 and RFC 3339 write them.
struct InstantTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1970-01-01T00:00:00Z", 0), ("1970-01-01t00:00:01.5z", 1500), ("1969-12-31T23:59:59.999Z", -1),
        ("2026-01-31T09:30:00.123Z", 1_769_851_800_123), ("2026-01-31T09:30:00.1239Z", 1_769_851_800_123),
        ("2026-01-31 11:30:00+02:00", 1_769_851_800_000), ("2026-01-31T04:00:00-05:30", 1_769_851_800_000),
        ("2016-12-31T23:59:60Z", 1_483_228_800_000), ("2017-01-01T00:59:60+01:00", 1_483_228_800_000),
    ])
    func aMomentIsRead(_ text: String, _ milliseconds: Int) {
        #expect(Instant(text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "now", "2026-02-30", "2026-01-31T", "2026-01-31T09:30", "2026-01-31T09:30:00", "2026-01-31T24:00:00Z",
        "2026-01-31T09:60:00Z", "2026-01-31T09:30:00.Z", "2026-01-31T09:30:00+0200", "2026-01-31T09:30:00Z ",
        "2026-01-31T9:30:00Z", "2026-01-31T09:30:60Z", "２０２６-01-31",
    ])
    func otherTextIsNone(_ text: String) {
        #expect(Instant(text) == nil)
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"), (1_769_851_800_123, "2026-01-31T09:30:00.123Z"),
    ])
    func aMomentIsWrittenAndReadBack(_ milliseconds: Int, _ text: String) {
        #expect(Instant(milliseconds: milliseconds).text == text)
        #expect(Instant(text) == Instant(milliseconds: milliseconds))
    }
}
