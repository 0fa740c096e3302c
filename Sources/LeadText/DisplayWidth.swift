/// How many columns a terminal gives to `text`.
///
/// Counted by grapheme: wide East Asian characters and emoji take two columns, combining marks and control
/// characters none. Source of the wide ranges: Unicode's EastAsianWidth.txt (W and F).
public func displayWidth(of text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
    return text.reduce(0) { $0 + $1.displayWidth }
}

extension Character {
    /// How many columns a terminal gives to this grapheme: 0, 1 or 2, and more for a cluster of several letters.
    var displayWidth: Int {
        let scalars = unicodeScalars
        guard let first = scalars.first else { return 0 }
        if first.isASCII, scalars.count == 1 { return (0x20..<0x7F).contains(first.value) ? 1 : 0 }
        if first.properties.isEmojiPresentation { return 2 }
        if first.properties.isEmoji, scalars.dropFirst().contains("\u{FE0F}") { return 2 }
        return scalars.reduce(0) { $0 + $1.displayWidth }
    }
}

extension Unicode.Scalar {
    fileprivate var displayWidth: Int {
        if value < 0x300 { return (0x20..<0x7F).contains(value) || value >= 0xA0 ? 1 : 0 }
        if takesNoColumn { return 0 }
        return isWide ? 2 : 1
    }

    private var takesNoColumn: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: true
        // The vowels and final consonants of a decomposed Hangul syllable are drawn inside its first letter.
        default: (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value)
        }
    }

    private var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18D08,
            0x1AFF0...0x1B2FB, 0x1F200...0x1F265, 0x20000...0x2FFFD, 0x30000...0x3FFFD:
            true
        default: properties.isEmojiPresentation
        }
    }
}
