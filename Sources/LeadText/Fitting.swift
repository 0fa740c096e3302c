/// On which side a shorter text is filled with blanks.
public enum Alignment: Hashable, Sendable {
    /// The text stands at the left, blanks follow.
    case left
    /// Blanks come first, the text stands at the right.
    case right
}

/// Cuts `text` to at most `width` columns, putting `…` where something was cut.
///
/// The result can be one column narrower than `width` where a wide character did not fit.
public func fitted(_ text: some StringProtocol, to width: Int) -> String {
    guard width > 0 else { return "" }
    guard displayWidth(of: text) > width else { return String(text) }
    var result = ""
    var used = 0
    for character in text {
        let next = used + character.displayWidth
        guard next < width else { break }
        result.append(character)
        used = next
    }
    return result + "…"
}

/// Fills `text` with blanks to `width` columns; a wider text comes back as it is.
public func padded(_ text: some StringProtocol, to width: Int, _ alignment: Alignment = .left) -> String {
    let missing = width - displayWidth(of: text)
    guard missing > 0 else { return String(text) }
    let blanks = String(repeating: " ", count: missing)
    return switch alignment {
    case .left: text + blanks
    case .right: blanks + text
    }
}
