import LeadText

/// A number with its noun: `1 row`, `2,000 rows`; `plural` is for nouns that take more than an `s`.
public func counted(_ number: Int, _ singular: String, plural: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? singular : plural ?? singular + "s")"
}

/// A duration in the largest fitting units, for people: `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`, `3 days`.
public func spoken(_ duration: Duration) -> String {
    let milliseconds = duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
    if milliseconds < 10_000 { return "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s" }
    let seconds = milliseconds / 1000
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3600 { return "\(seconds / 60) min" + (seconds % 60 == 0 ? "" : " \(seconds % 60) s") }
    if seconds >= 86_400 {
        let hours = seconds % 86_400 / 3600
        return counted(Int(seconds / 86_400), "day") + (hours == 0 ? "" : " \(hours) h")
    }
    return "\(seconds / 3600) h" + (seconds % 3600 < 60 ? "" : " \(seconds % 3600 / 60) min")
}
