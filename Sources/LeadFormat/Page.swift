import LeadDiagnostics

/// The text under construction.
struct Page {
    private(set) var bytes: [UInt8] = []
    /// How many columns of the current line are taken.
    private(set) var column = 0
    /// With how many blanks the current line begins.
    private(set) var indentation = 0
    /// Whether the current line ends in a comment, behind which nothing can stand.
    private(set) var endsInComment = false
    /// Whether a line has been begun.
    private(set) var hasLine = false

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// Begins a line, ending the one before.
    mutating func startLine(indentedBy count: Int, behindBlankLine: Bool = false) {
        if hasLine { bytes.append(0x0A) }
        if behindBlankLine { bytes.append(0x0A) }
        bytes.append(contentsOf: repeatElement(0x20, count: count))
        (column, indentation, endsInComment, hasLine) = (count, count, false, true)
    }

    mutating func write(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        column += text.utf8.count
    }

    mutating func space() {
        bytes.append(0x20)
        column += 1
    }

    /// Writes an atom; `source` holds the text that it came from.
    mutating func write(_ atom: Atom, from source: [UInt8]) {
        if atom.word.isEmpty {
            bytes.append(contentsOf: source[atom.span.range])
        } else {
            bytes.append(contentsOf: atom.word.utf8)
        }
        column = atom.lastWidth ?? column + atom.width
    }

    /// Writes a comment behind what stands on the line, or on a line of its own where it stood so or must.
    mutating func write(_ comment: Comment, from source: [UInt8], indentedBy count: Int, keepsBlankLine: Bool = false) {
        if comment.isOnOwnLine || endsInComment || !hasLine {
            startLine(indentedBy: count, behindBlankLine: keepsBlankLine && comment.followsBlankLine && hasLine)
        } else {
            write("  ")
        }
        bytes.append(contentsOf: source[comment.span.range])
        endsInComment = true
    }

    /// Ends the last line.
    mutating func finish() {
        if hasLine { bytes.append(0x0A) }
    }
}
