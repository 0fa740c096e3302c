/// A script's text and the name under which messages speak of it.
public struct Source: Hashable, Sendable {
    /// The name shown in messages: a path, `<stdin>`, `<prompt>` or `-c`.
    public let name: String
    /// The text as UTF-8 bytes; every span counts these.
    public let bytes: [UInt8]
    /// Where the lines begin.
    public let lines: LineIndex

    /// Makes a source from bytes that may or may not be valid UTF-8.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        self.lines = LineIndex(bytes)
    }

    /// Makes a source from text.
    public init(name: String, text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }

    /// The text that `span` covers; bytes that are no UTF-8 become replacement characters.
    public func text(of span: Span) -> String {
        String(decoding: bytes[span.range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// The text of a line without its line end.
    ///
    /// - Parameter line: the line's number, from 0.
    public func text(ofLine line: Int) -> String {
        text(of: Span(lines.range(ofLine: line, in: bytes)))
    }
}

/// A range of bytes in a source.
public struct Span: Hashable, Sendable {
    /// The bytes, counted from 0.
    public let range: Range<Int>

    /// Covers `range`.
    public init(_ range: Range<Int>) {
        self.range = range
    }

    /// The first byte.
    public var start: Int { range.lowerBound }
    /// The byte behind the last one.
    public var end: Int { range.upperBound }

    /// The smallest span that covers this one and `other`.
    public func joined(with other: Span) -> Span {
        Span(min(start, other.start)..<max(end, other.end))
    }
}

/// The offsets at which the lines of a text begin.
public struct LineIndex: Hashable, Sendable {
    private let starts: [Int]

    init(_ bytes: [UInt8]) {
        var starts = [0]
        for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
        self.starts = starts
    }

    /// How many lines there are, an empty last one included.
    public var count: Int { starts.count }

    /// The number, from 0, of the line that holds the byte at `offset`.
    public func line(at offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// The offset of the first byte of a line.
    public func start(ofLine line: Int) -> Int {
        starts[line]
    }

    func range(ofLine line: Int, in bytes: [UInt8]) -> Range<Int> {
        let start = starts[line]
        var end = line + 1 < starts.count ? starts[line + 1] - 1 : bytes.count
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        return start..<end
    }
}
