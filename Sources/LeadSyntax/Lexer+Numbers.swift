import LeadDiagnostics

/// Numbers, durations, dates and UUIDs: what begins with a digit, or is one of them for all that.
extension Lexer {
    /// A UUID or a date, both tried before anything else; nil leaves the position alone.
    mutating func identifier() -> Token.Kind? {
        let start = position
        var end = start
        while let byte = byte(at: end), Self.isAlphanumeric(byte) || byte == UInt8(ascii: "-") {
            end += 1
            // Longer than any identifier: a chain such as `a-b-c-…` must not be read again at each of its words.
            guard end - start <= 64 else { return nil }
        }
        let run = bytes[start..<end]
        let groups = run.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard groups.count > 1 else { return nil }
        let lengths = groups.map(\.count)
        let isHexadecimal = groups.allSatisfy { $0.allSatisfy(Self.isHexadecimal) }
        if lengths == [8, 4, 4, 4, 12], isHexadecimal {
            move(to: end)
            return .uuid
        }
        if (3...5).contains(groups.count - 1), (28...42).contains(run.count), run.contains(where: Self.isDigit) {
            move(to: end)
            report(.malformedUUID(at: Span(start..<end)))
            return .invalid
        }
        if groups.count == 3, lengths[0] == 4, (1...2).contains(lengths[1]), (1...2).contains(lengths[2]),
            groups.allSatisfy({ $0.allSatisfy(Self.isDigit) })
        {
            move(to: end)
            return date(groups.map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }, lengths: lengths, at: Span(start..<end))
        }
        return nil
    }

    private mutating func date(_ parts: [Int], lengths: [Int], at span: Span) -> Token.Kind {
        let isLeap = parts[0] % 4 == 0 && (parts[0] % 100 != 0 || parts[0] % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard lengths == [4, 2, 2], (1...12).contains(parts[1]), (1...days[parts[1] - 1]).contains(parts[2]) else {
            report(.impossibleDate(String(decoding: bytes[span.range], as: UTF8.self), at: span))
            return .invalid
        }
        return .date
    }

    mutating func digitsOrWord() -> Token.Kind {
        identifier() ?? number()
    }

    private mutating func number() -> Token.Kind {
        let start = position
        advance { Self.isDigit($0) || $0 == UInt8(ascii: "_") }
        if byte(at: position) == UInt8(ascii: "."), byte(at: position + 1).map(Self.isDigit) == true {
            position(after: 1)
            advance { Self.isDigit($0) || $0 == UInt8(ascii: "_") }
        } else if let end = endOfThousands(from: start) {
            move(to: end)
            let span = Span(start..<end)
            report(.thousandsSeparator(String(decoding: bytes[span.range], as: UTF8.self), at: span))
            return .invalid
        }
        let suffixStart = position
        if byte(at: position) == UInt8(ascii: "%") {
            position(after: 1)
            return .number
        }
        advanceName()
        let suffix = String(decoding: bytes[suffixStart..<position], as: UTF8.self)
        if ["", "k", "K", "M"].contains(suffix) { return .number }
        if Keywords.durationUnits[suffix.lowercased()] != nil { return .duration }
        let span = Span(start..<position)
        report(.malformedNumber(String(decoding: bytes[span.range], as: UTF8.self), at: span))
        return .invalid
    }

    /// The end of digits written as `1,000` or `12,345,678`; a list such as `3,7` or `0,100` is none.
    private mutating func endOfThousands(from start: Int) -> Int? {
        guard (1...3).contains(position - start), bytes[start] != UInt8(ascii: "0"), position > endOfNoThousands else {
            return nil
        }
        var end = position
        while byte(at: end) == UInt8(ascii: ","), (1...3).allSatisfy({ byte(at: end + $0).map(Self.isDigit) == true }) {
            end += 4
        }
        guard end > position else { return nil }
        guard byte(at: end).map(Self.isAlphanumeric) != true else {
            endOfNoThousands = end
            return nil
        }
        return end
    }

    private mutating func position(after count: Int) {
        move(to: position + count)
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
