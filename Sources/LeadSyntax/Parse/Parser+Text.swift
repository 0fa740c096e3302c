import LeadDiagnostics

/// The inside of a text: escapes, `${…}` and the indentation of blocks.
extension Parser {
    /// Reads the text token at the position.
    mutating func textLiteral(_ help: String = "for example \"Q1\"") throws(Unwinding) -> Expression {
        let token = current
        note(.text)
        guard case .text(let form) = token.kind else {
            throw fail(.expected("text in quotes", found: found, help: [help], at: token.span))
        }
        advance()
        let quotes = form == .block ? 3 : 1
        let inside = token.span.start + quotes..<token.span.end - quotes
        switch form {
        case .raw:
            let text = source.text(of: Span(inside))
            return .text(TextExpression(segments: text.isEmpty ? [] : [.literal(text)], span: token.span))
        case .quoted:
            return .text(TextExpression(segments: try segments(in: [inside], literal: token.span), span: token.span))
        case .block:
            return .text(TextExpression(segments: try segments(in: linesOfBlock(inside), literal: token.span), span: token.span))
        }
    }

    /// The lines of a `"""` text, each with its line end, the common indentation taken off.
    ///
    /// A line end behind the opening quotes and one before the closing quotes do not count.
    private func linesOfBlock(_ inside: Range<Int>) -> [Range<Int>] {
        let bytes = source.bytes
        var lines: [Range<Int>] = []
        var start = inside.lowerBound
        for offset in inside where bytes[offset] == 0x0A {
            lines.append(start..<offset + 1)
            start = offset + 1
        }
        lines.append(start..<inside.upperBound)
        guard lines.count > 1 else { return lines }
        let isBlank = { (line: Range<Int>) in line.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains(bytes[$0]) } }
        if isBlank(lines[0]) { lines.removeFirst() }
        let indentation = { (line: Range<Int>) in line.prefix { bytes[$0] == 0x20 || bytes[$0] == 0x09 }.count }
        var common = lines.filter { !isBlank($0) }.map(indentation).min() ?? 0
        if let last = lines.last, isBlank(last) {
            common = min(common, last.count)
            lines.removeLast()
            if let end = lines.last, end.upperBound > end.lowerBound {
                lines[lines.count - 1] = end.lowerBound..<end.upperBound - 1
            }
        }
        return lines.map { $0.lowerBound + min(common, indentation($0))..<$0.upperBound }
    }

    private mutating func segments(in ranges: [Range<Int>], literal: Span) throws(Unwinding) -> [TextExpression.Segment] {
        var segments: [TextExpression.Segment] = []
        var text: [UInt8] = []
        // A `${…}` may go on over the lines of a block; what lies before this offset has been read.
        var consumed = 0
        for range in ranges {
            var offset = max(range.lowerBound, consumed)
            while offset < range.upperBound {
                let byte = source.bytes[offset]
                if byte == UInt8(ascii: "\\") {
                    offset = try escape(at: offset, into: &text, literal: literal)
                } else if byte == UInt8(ascii: "$"), offset + 1 < literal.end, source.bytes[offset + 1] == UInt8(ascii: "{") {
                    if !text.isEmpty { segments.append(.literal(String(decoding: text, as: UTF8.self))) }
                    text = []
                    let end = endOfInterpolation(from: offset + 2, in: literal)
                    segments.append(.value(try interpolation(in: offset + 2..<end)))
                    offset = end + 1
                } else {
                    text.append(byte)
                    offset += 1
                }
            }
            consumed = offset
        }
        if !text.isEmpty { segments.append(.literal(String(decoding: text, as: UTF8.self))) }
        return segments
    }

    /// The offset of the `}` that ends a `${…}`; the lexer has made sure that there is one.
    private func endOfInterpolation(from start: Int, in literal: Span) -> Int {
        Lexer.closingBrace(of: source.bytes, in: start..<literal.end) ?? literal.end
    }

    /// Reads the escape at `offset`; gives back the offset behind it.
    private mutating func escape(at offset: Int, into text: inout [UInt8], literal: Span) throws(Unwinding) -> Int {
        let simple: [UInt8: UInt8] = [
            UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "\""): UInt8(ascii: "\""),
            UInt8(ascii: "\\"): UInt8(ascii: "\\"), UInt8(ascii: "$"): UInt8(ascii: "$"),
        ]
        let next = offset + 1 < literal.end ? source.bytes[offset + 1] : 0
        if let byte = simple[next] {
            text.append(byte)
            return offset + 2
        }
        if next == UInt8(ascii: "u"), let (scalar, end) = escapedScalar(at: offset + 2, before: literal.end) {
            text.append(contentsOf: String(Character(scalar)).utf8)
            return end
        }
        let width = next < 0x80 ? 1 : 2
        let span = Span(offset..<min(offset + 1 + width, literal.end - 1))
        let raw = source.text(of: Span(literal.start + 1..<literal.end - 1))
        throw fail(.unknownEscape(source.text(of: span), at: span, literal: literal, raw: raw))
    }

    /// Reads `{…}` of `\u{…}`.
    private func escapedScalar(at offset: Int, before limit: Int) -> (Unicode.Scalar, end: Int)? {
        guard offset < limit, source.bytes[offset] == UInt8(ascii: "{"),
            let close = source.bytes[offset..<limit].firstIndex(of: UInt8(ascii: "}")), close - offset <= 9,
            let code = UInt32(String(decoding: source.bytes[offset + 1..<close], as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(code), scalar != "\0"
        else { return nil }
        return (scalar, close + 1)
    }
}
