import HTTPTypes

extension HTTPFields {
    /// How long `Retry-After` asks to wait, in seconds or as a moment (RFC 9110, section 10.2.3); nil where it says neither.
    ///
    /// - Parameter now: The present, in seconds since 1970.
    func retryAfter(now: Int) -> Duration? {
        guard let text = self[.retryAfter] else { return nil }
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            // More digits than a number has are more than anybody waits.
            return .seconds(Swift.min(Int(text) ?? 1 << 32, 1 << 32))
        }
        return HTTPDate.seconds(text, now: now).map { .seconds(Swift.max(0, $0 - now)) }
    }
}
