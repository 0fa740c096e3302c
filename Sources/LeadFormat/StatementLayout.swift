import LeadDiagnostics
import LeadSyntax

/// Writes one statement, or its part up to a `{`, into as few lines as its width allows.
struct StatementLayout {
    /// By how much each level is indented.
    static let step = 4

    private let measured: Measured
    private let source: [UInt8]
    private let width: Int
    private var page: Page

    /// Writes `atoms` at the end of `page`, on a line that has been begun; comments behind the last one are left out.
    static func write(_ atoms: [Atom], of source: Source, width: Int, on page: inout Page) {
        let measured = Measured(atoms, in: source)
        // Where the last word seems to ask for more, only a `;` ends the statement.
        guard let needsEnd = measured.areContinuing.last else { return }
        var layout = StatementLayout(measured: measured, source: source.bytes, width: width, page: page)
        // One owner at a time, so that nothing is copied.
        page = Page(capacity: 0)
        let outer = layout.page.indentation
        layout.place(atoms.indices, tail: needsEnd ? 1 : 0, in: Frame(outer: outer, inner: outer + step))
        if needsEnd { layout.page.write(";") }
        page = layout.page
    }

    /// How the lines of a piece are indented.
    private struct Frame {
        /// Where its brackets close.
        let outer: Int
        /// Where its lines begin, but the first.
        let inner: Int
    }

    /// Writes `range` where the page stands, so that `tail` columns are left behind it.
    private mutating func place(_ range: Range<Int>, tail: Int, in frame: Frame) {
        if measured.fits(range, from: page.column, tail: tail, width: width) {
            return writeRow(range)
        }
        guard let strongest = strongestBreak(in: range) else {
            return placeInARow(range, tail: tail, in: frame)
        }
        let piece = Frame(outer: frame.inner, inner: frame.inner + Self.step)
        var start = range.lowerBound
        for gap in measured.gaps(in: range) where measured.breaks[gap] == strongest {
            place(start..<gap + 1, tail: measured.areFree[gap] ? 0 : 2, in: piece)
            breakLine(at: gap, to: frame.inner)
            start = gap + 1
        }
        place(start..<range.upperBound, tail: tail, in: piece)
    }

    private func strongestBreak(in range: Range<Int>) -> Break? {
        var (strongest, weakest): (Break?, Break?)
        for gap in measured.gaps(in: range) {
            guard let place = measured.breaks[gap] else { continue }
            strongest = min(strongest ?? place, place)
            weakest = max(weakest ?? place, place)
        }
        return strongest == .comparison && weakest == .comparison ? nil : strongest
    }

    /// Writes what has no ranked break: a bracket that does not fit is broken inside, and a line ends behind a word or a
    /// mark that asks for more where what follows it fits on the next line only.
    private mutating func placeInARow(_ range: Range<Int>, tail: Int, in frame: Frame) {
        var start = range.lowerBound
        while start < range.upperBound {
            if start > range.lowerBound {
                if isBetterOnNextLine(start, in: range, tail: tail, indentation: frame.inner) {
                    breakLine(at: start - 1, to: frame.inner)
                } else if measured.spaces[start] {
                    page.space()
                }
            }
            let end = measured.ends[start]
            if end == start { write(start) } else { placeGroup(start...end, in: range, tail: tail, outer: frame.outer) }
            start = end + 1
        }
    }

    private func isBetterOnNextLine(_ start: Int, in range: Range<Int>, tail: Int, indentation: Int) -> Bool {
        guard measured.areContinuing[start - 1], measured.atoms[start - 1].kind != .sign else { return false }
        let chunk = chunk(from: start, in: range)
        let tail = chunk.upperBound == range.upperBound ? tail : 0
        return !measured.fits(chunk, from: page.column + 1, tail: tail, width: width)
            && measured.fits(chunk, from: indentation, tail: tail, width: width)
    }

    /// What stands from `start` to the next place where a row can be broken.
    private func chunk(from start: Int, in range: Range<Int>) -> Range<Int> {
        var end = start
        while end < range.upperBound {
            if measured.ends[end] > end || measured.areContinuing[end] { return start..<end + 1 }
            end += 1
        }
        return start..<range.upperBound
    }

    /// Writes a bracket with what is in it, on one line where that fits with what must stand behind it.
    private mutating func placeGroup(_ group: ClosedRange<Int>, in range: Range<Int>, tail: Int, outer: Int) {
        let following = chunk(from: group.upperBound + 1, in: range)
        let needed = measured.columns(of: following) + (following.upperBound == range.upperBound ? tail : 0)
        let (open, close) = (group.lowerBound, group.upperBound)
        if measured.fits(open..<close + 1, from: page.column, tail: needed, width: width) {
            return writeRow(open..<close + 1)
        }
        write(open)
        // Behind a break of the row the line itself may stand deeper.
        let outer = max(outer, page.indentation)
        let inner = outer + Self.step
        let contents = open + 1..<close
        if !contents.isEmpty {
            breakLine(at: open, to: inner)
            place(contents, tail: 0, in: Frame(outer: inner, inner: inner))
            breakLine(at: close - 1, to: outer, commentsAt: inner)
        } else if !measured.atoms[open].comments.isEmpty {
            breakLine(at: open, to: outer, commentsAt: inner)
        }
        write(close)
    }

    // MARK: Writing

    private mutating func writeRow(_ range: Range<Int>) {
        for index in range {
            if index > range.lowerBound, measured.spaces[index] { page.space() }
            write(index)
        }
    }

    private mutating func write(_ index: Int) {
        page.write(measured.atoms[index], from: source)
    }

    /// Ends a line behind an atom and its comments; the next one is indented by `indentation`.
    private mutating func breakLine(at gap: Int, to indentation: Int, commentsAt commentIndentation: Int? = nil) {
        if !measured.areFree[gap] { page.write(" \\") }
        for comment in measured.atoms[gap].comments {
            page.write(comment, from: source, indentedBy: commentIndentation ?? indentation)
        }
        page.startLine(indentedBy: indentation)
    }
}
