import LeadDiagnostics
import LeadText

/// The line of a script that a report shows, and where its marks stand.
struct Excerpt {
    /// The place as people write it: `campaign.lead:3:9`.
    let place: String
    /// The line's number.
    let number: String
    /// The line, cut where it is too long.
    let line: MarkedLine

    /// Of a place over several lines only the first line's part is marked.
    init(of span: Span, in source: Source, columns: Int) {
        let position = source.position(at: span.start)
        place = scrubbed("\(source.name):\(position.line):\(position.column)")
        number = "\(position.line)"
        let bounds = source.window(around: span, in: source.span(ofLine: position.line - 1))
        let marked = source.wholeCharacters(around: span.range.clamped(to: bounds.range), in: bounds)
        line = MarkedLine(
            before: source.text(of: Span(bounds.start..<marked.lowerBound)), marked: source.text(of: Span(marked)),
            after: source.text(of: Span(marked.upperBound..<bounds.end)), columns: columns)
    }
}

extension Source {
    /// The part of a line that is worth looking at: a line can be as long as a script.
    func window(around span: Span, in line: Span) -> Span {
        let room = 4_000
        var start = max(line.start, min(span.start, line.end) - room)
        var end = min(line.end, span.start + 2 * room)
        // No character is cut in half.
        while start > line.start, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        while end < line.end, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return Span(start..<max(start, end))
    }

    /// The place widened to whole characters: no caret can stand under half a flag, or under an accent alone.
    fileprivate func wholeCharacters(around range: Range<Int>, in line: Span) -> Range<Int> {
        let text = text(of: line)
        // Bytes that are no text are shown as something longer, so nothing can be counted by them.
        guard text.utf8.count == line.range.count, text.utf8.contains(where: { $0 >= 0x80 }) else { return range }
        var (lower, upper) = (range.lowerBound, range.upperBound)
        var start = line.start
        for character in text {
            let end = start + character.utf8.count
            if start < lower, lower < end { lower = start }
            if start < upper, upper < end { upper = end }
            start = end
        }
        return lower..<max(lower, upper)
    }
}

/// A line with a marked place, cut to a number of columns around it.
struct MarkedLine {
    /// The line as it is shown, with `…` where something was cut.
    let text: String
    /// How many columns stand before the marks.
    let column: Int
    /// How many columns are marked, one at least.
    let width: Int

    /// Text from a script never steers the terminal; a tab takes one column, as the marks assume.
    init(before: String, marked: String, after: String, columns: Int) {
        let (before, marked, after) = (scrubbed(before), scrubbed(marked), scrubbed(after))
        let whole = before + marked + after
        let place = displayWidth(of: before)
        guard displayWidth(of: whole) > columns else {
            (text, column, width) = (whole, place, max(1, displayWidth(of: marked)))
            return
        }
        // Two columns are kept for the dots; most of the room is for what stands behind the place.
        let room = columns - 2
        let start = max(0, place - columns / 3)
        var shown = ""
        var used = 0
        var position = 0
        var first: Int?
        var isCut = false
        for character in whole {
            let width = displayWidth(of: String(character))
            defer { position += width }
            if position < start { continue }
            if first == nil { first = position }
            if position + width - start > room {
                isCut = true
                break
            }
            shown.append(character)
            used += width
        }
        text = (start > 0 ? "…" : "") + shown + (isCut ? "…" : "")
        let dots = (start > 0 ? 1 : 0, isCut ? 1 : 0)
        column = dots.0 + max(0, place - (first ?? start))
        width = max(1, min(displayWidth(of: marked), dots.0 + used + dots.1 - column))
    }

    /// The marks, to be shown under the text.
    var marks: String {
        String(repeating: " ", count: column) + String(repeating: "^", count: width)
    }
}
