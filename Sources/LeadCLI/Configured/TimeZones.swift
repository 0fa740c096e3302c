import Foundation

/// The world's time zones, by the names of the IANA database.
enum TimeZones {
    /// Whether there is a zone of that name.
    static func knows(_ name: String) -> Bool {
        zone(name) != nil
    }

    /// How many seconds a zone is ahead of UTC at a moment; nil where there is no such zone.
    static func offset(of name: String, at seconds: Int) -> Int? {
        zone(name)?.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
    }

    /// Abbreviations such as `CET` are passed over: some mean several zones.
    private static func zone(_ name: String) -> TimeZone? {
        name == "UTC" || name.contains("/") ? TimeZone(identifier: name) : nil
    }
}
