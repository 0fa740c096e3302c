/// A place in a source as people count it.
public struct SourcePosition: Hashable, Sendable {
    /// The line, from 1.
    public let line: Int
    /// The character in the line, from 1.
    public let column: Int
}

extension Source {
    /// The position of the byte at `offset`; an offset behind the end is the end.
    public func position(at offset: Int) -> SourcePosition {
        let offset = min(max(0, offset), bytes.count)
        let line = lines.line(at: offset)
        let before = lines.start(ofLine: line)..<offset
        // Characters are costly to count, and a line of a mebibyte can have a thousand mistakes.
        let isASCII = bytes[before].allSatisfy { $0 < 0x80 && $0 != 0x0D }
        return SourcePosition(line: line + 1, column: (isASCII ? before.count : text(of: Span(before)).count) + 1)
    }

    /// The bytes of a line without its line end.
    ///
    /// - Parameter line: the line's number, from 0.
    public func span(ofLine line: Int) -> Span {
        Span(lines.range(ofLine: line, in: bytes))
    }
}

/// Finds positions one behind the other, so that a long line is not counted from its start for each of them.
public struct PositionFinder {
    /// The text.
    public let source: Source
    private var last = SourcePosition(line: 1, column: 1)
    private var offset = 0

    /// Makes a finder for the places of `source`.
    public init(_ source: Source) {
        self.source = source
    }

    /// The position of the byte at `offset`; an offset behind the end is the end.
    public mutating func position(at offset: Int) -> SourcePosition {
        let offset = min(max(0, offset), source.bytes.count)
        let isBehind = offset >= self.offset && source.lines.line(at: offset) + 1 == last.line
        // Where other than ASCII stands, what is one character is seen only from the line's start.
        let between = max(0, self.offset - 1)..<max(offset, self.offset)
        if isBehind, source.bytes[between].allSatisfy({ $0 < 0x80 && $0 != 0x0D }) {
            last = SourcePosition(line: last.line, column: last.column + offset - self.offset)
        } else {
            last = source.position(at: offset)
        }
        self.offset = offset
        return last
    }
}
