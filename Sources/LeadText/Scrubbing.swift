/// White space that `scrubbed` leaves where it is.
public struct KeptSpace: OptionSet, Sendable {
    /// The bits of the set.
    public let rawValue: Int
    /// Makes a set from its bits.
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// Line feeds.
    public static let newline = KeptSpace(rawValue: 1)
    /// Tabs.
    public static let tab = KeptSpace(rawValue: 2)
}

/// Takes out of `text` what would steer a terminal instead of being seen.
///
/// Control characters (C0, DEL, C1), whole CSI, OSC and other escape sequences and bidirectional overrides go. Line
/// breaks and tabs that are not kept become one blank each, so that words do not run together.
public func scrubbed(_ text: String, keeping kept: KeptSpace = []) -> String {
    if text.utf8.allSatisfy(mayStay) { return text }
    var scrubber = Scrubber(scalars: Array(text.unicodeScalars), kept: kept)
    return scrubber.run()
}

/// False for every byte with which something to scrub can begin; bytes that only might begin one count too.
private func mayStay(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x7F && byte != 0xC2 && byte != 0xE2
}

private struct Scrubber {
    let scalars: [Unicode.Scalar]
    let kept: KeptSpace
    var position = 0
    var result = String.UnicodeScalarView()
    /// Set once no string terminator is left, so that many openers cannot cause as many searches.
    var hasTerminator = true

    init(scalars: [Unicode.Scalar], kept: KeptSpace) {
        self.scalars = scalars
        self.kept = kept
    }

    mutating func run() -> String {
        while position < scalars.count {
            let scalar = scalars[position]
            position += 1
            switch scalar.value {
            case 0x1B: skipEscape()
            case 0x9B: skipControlSequence()
            case 0x90, 0x98, 0x9D, 0x9E, 0x9F: skipControlString()
            case 0x0D:
                if position == scalars.count || scalars[position] != "\n" { space("\n") }
            case 0x0A, 0x2028, 0x2029: space("\n")
            case 0x09: space("\t")
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: break
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private mutating func space(_ scalar: Unicode.Scalar) {
        result.append(kept.contains(scalar == "\t" ? .tab : .newline) ? scalar : " ")
    }

    /// Skips what follows ESC: a sequence of its own, or intermediate characters and a final one.
    private mutating func skipEscape() {
        switch next {
        case 0x5B:
            position += 1
            skipControlSequence()
        case 0x50, 0x58, 0x5D, 0x5E, 0x5F:
            position += 1
            skipControlString()
        default:
            skip(0x20...0x2F)
            if (0x30...0x7E).contains(next) { position += 1 }
        }
    }

    /// Skips parameters, intermediate characters and the final one (ECMA-48, 5.4).
    private mutating func skipControlSequence() {
        skip(0x30...0x3F)
        skip(0x20...0x2F)
        if (0x40...0x7E).contains(next) { position += 1 }
    }

    /// Skips to the terminator (BEL, ST or ESC \); without one only the opener goes, not the rest of the text.
    private mutating func skipControlString() {
        guard hasTerminator else { return }
        for index in position..<scalars.count {
            let value = scalars[index].value
            let isLong = value == 0x1B && index + 1 < scalars.count && scalars[index + 1] == "\\"
            guard value == 0x07 || value == 0x9C || isLong else { continue }
            position = index + (isLong ? 2 : 1)
            return
        }
        hasTerminator = false
    }

    private mutating func skip(_ range: ClosedRange<UInt32>) {
        while range.contains(next) { position += 1 }
    }

    private var next: UInt32 {
        position < scalars.count ? scalars[position].value : 0
    }
}
