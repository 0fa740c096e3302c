import LeadDiagnostics
import LeadText

/// Text in quotes: where it ends. What stands inside is read by `Parser+Text.swift`.
extension Lexer {
    /// How deep `"${"${…}"}"` may be nested before it counts as unclosed.
    private static let maximumTextDepth = 32

    mutating func text() -> Token.Kind {
        let start = position
        let form = formOfText(at: start)
        guard let end = endOfText(at: start, form: form, depth: 0) else {
            closeAtLineEnd(start, form: form)
            return .invalid
        }
        move(to: end)
        if end - start > Limits.textBytes {
            report(.tooLong("a text", limit: sized(Limits.textBytes), at: Span(start..<start + 1)))
        }
        return .text(form)
    }

    private mutating func closeAtLineEnd(_ start: Int, form: Token.TextForm) {
        if form == .raw, let text = textBeforeApostrophe {
            advance { $0 != 0x0A }
            let whole = Span(text.start..<start + 1)
            let content = String(decoding: bytes[text.start + 1..<start], as: UTF8.self)
            report(.apostropheInText(content, at: Span(text.end - 1..<text.end), whole: whole))
            return
        }
        let quote = form == .block ? "\"\"\"" : form == .raw ? "'" : "\""
        if form == .block {
            move(to: limit)
            noteOpenText()
        } else {
            advance { $0 != 0x0A }
        }
        report(.unclosedText(quote, at: Span(start..<start + quote.utf8.count)))
    }

    /// A `'…'` before on this line that a letter touches: what closed it was meant as an apostrophe.
    private var textBeforeApostrophe: Span? {
        var next: Token?
        for token in output.tokens.reversed() {
            if token.kind == .lineEnd { return nil }
            if token.kind == .text(.raw), next?.kind == .word { return token.span }
            next = token
        }
        return nil
    }

    private func formOfText(at offset: Int) -> Token.TextForm {
        if byte(at: offset) == UInt8(ascii: "'") { return .raw }
        let isBlock = (0...2).allSatisfy { byte(at: offset + $0) == UInt8(ascii: "\"") }
        return isBlock ? .block : .quoted
    }

    /// The offset behind the closing quote; nil where the text never closes.
    private func endOfText(at start: Int, form: Token.TextForm, depth: Int) -> Int? {
        guard depth < Self.maximumTextDepth else { return nil }
        var offset = start + (form == .block ? 3 : 1)
        while let byte = byte(at: offset) {
            switch byte {
            case UInt8(ascii: "\n") where form != .block: return nil
            case UInt8(ascii: "'") where form == .raw: return offset + 1
            case UInt8(ascii: "\"") where form == .quoted: return offset + 1
            case UInt8(ascii: "\"") where form == .block && formOfText(at: offset) == .block: return offset + 3
            case UInt8(ascii: "\\") where form != .raw: offset += 2
            case UInt8(ascii: "$") where form != .raw && self.byte(at: offset + 1) == UInt8(ascii: "{"):
                guard let end = endOfInterpolation(at: offset + 2, depth: depth, inBlock: form == .block) else { return nil }
                offset = end
            default: offset += 1
            }
        }
        return nil
    }

    /// The offset behind the `}` of `${…}` whose inside begins at `start`.
    private func endOfInterpolation(at start: Int, depth: Int, inBlock: Bool) -> Int? {
        var offset = start
        var braces = 0
        while let byte = byte(at: offset) {
            switch byte {
            case UInt8(ascii: "\n") where !inBlock: return nil
            case UInt8(ascii: "{"):
                braces += 1
                offset += 1
            case UInt8(ascii: "}"):
                offset += 1
                if braces == 0 { return offset }
                braces -= 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                guard let end = endOfText(at: offset, form: formOfText(at: offset), depth: depth + 1) else { return nil }
                offset = end
            default: offset += 1
            }
        }
        return nil
    }
}
