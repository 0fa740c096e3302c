/// What must change in a text to make another of it, line by line, in the form that `patch` reads.
public struct UnifiedDiff: Hashable, Sendable {
    /// A line of the difference.
    public struct Line: Hashable, Sendable {
        /// What a line says.
        public enum Kind: Hashable, Sendable {
            /// The name of one of the texts.
            case name
            /// Which lines follow.
            case place
            /// A line of both texts.
            case same
            /// A line of the old text.
            case removed
            /// A line of the new text.
            case added
            /// That the line above does not end in a line end.
            case remark
        }

        /// What it says.
        public let kind: Kind
        /// All of it, its mark included, without a line end.
        public let text: String
    }

    /// The lines; none where the texts are the same.
    public private(set) var lines: [Line] = []

    /// Compares two texts that bear the same name.
    ///
    /// - Parameter context: how many lines that are the same are shown around a change.
    public init(from old: String, to new: String, name: String, context: Int = 3) {
        let (old, new) = (TextLines(old), TextLines(new))
        let changes = LineChange.changes(from: old.keys, to: new.keys)
        guard !changes.isEmpty else { return }
        lines = [Line(kind: .name, text: "--- \(name)"), Line(kind: .name, text: "+++ \(name)")]
        var group: [LineChange] = []
        for change in changes {
            if let last = group.last, change.old.lowerBound - last.old.upperBound > 2 * context {
                add(group, from: old, to: new, context: context)
                group = []
            }
            group.append(change)
        }
        add(group, from: old, to: new, context: context)
    }

    private mutating func add(_ changes: [LineChange], from old: TextLines, to new: TextLines, context: Int) {
        guard let first = changes.first, let last = changes.last else { return }
        let before = min(context, first.old.lowerBound)
        let behind = min(context, old.count - last.old.upperBound)
        let oldRange = first.old.lowerBound - before..<last.old.upperBound + behind
        let newRange = first.new.lowerBound - before..<last.new.upperBound + behind
        lines.append(Line(kind: .place, text: "@@ -\(Self.place(oldRange)) +\(Self.place(newRange)) @@"))
        var position = oldRange.lowerBound
        for change in changes {
            add(.same, " ", old, position..<change.old.lowerBound)
            add(.removed, "-", old, change.old)
            add(.added, "+", new, change.new)
            position = change.old.upperBound
        }
        add(.same, " ", old, position..<oldRange.upperBound)
    }

    private mutating func add(_ kind: Line.Kind, _ mark: String, _ text: TextLines, _ range: Range<Int>) {
        for index in range {
            lines.append(Line(kind: kind, text: mark + text.lines[index]))
            if index == text.count - 1, !text.endsInLineEnd {
                lines.append(Line(kind: .remark, text: "\\ No newline at end of file"))
            }
        }
    }

    /// The first line, counted from 1, and how many there are; of no lines, the one before them.
    private static func place(_ range: Range<Int>) -> String {
        let start = range.isEmpty ? range.lowerBound : range.lowerBound + 1
        return range.count == 1 ? "\(start)" : "\(start),\(range.count)"
    }
}

/// A text cut at its line feeds.
private struct TextLines {
    let lines: [Substring]
    let endsInLineEnd: Bool

    init(_ text: String) {
        // By code units, since a carriage return and a line feed are one character.
        var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
        endsInLineEnd = lines.last?.isEmpty ?? true
        if endsInLineEnd { lines.removeLast() }
        self.lines = lines
    }

    var count: Int { lines.count }

    /// The lines as they are compared: a last one without a line end is like no other.
    var keys: [Substring] {
        guard !endsInLineEnd, let last = lines.last else { return lines }
        return lines.dropLast() + [last + "\n"]
    }
}

/// Lines of an old text, and what stands in their place in the new one; one of both may be empty.
private struct LineChange {
    var old: Range<Int>
    var new: Range<Int>

    /// How many lines may differ before the search for the shortest way is given up; its memory grows with the square.
    private static let limit = 1_000

    static func changes(from old: [Substring], to new: [Substring]) -> [LineChange] {
        var start = 0
        while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
        var (oldEnd, newEnd) = (old.count, new.count)
        while oldEnd > start, newEnd > start, old[oldEnd - 1] == new[newEnd - 1] { (oldEnd, newEnd) = (oldEnd - 1, newEnd - 1) }
        if start == oldEnd, start == newEnd { return [] }
        let whole = LineChange(old: start..<oldEnd, new: start..<newEnd)
        guard let common = shortest(Array(old[whole.old]), Array(new[whole.new])) else { return [whole] }
        var changes: [LineChange] = []
        var (oldPlace, newPlace) = (start, start)
        for pair in common + [(oldEnd - start, newEnd - start)] {
            let change = LineChange(old: oldPlace..<start + pair.0, new: newPlace..<start + pair.1)
            if !change.old.isEmpty || !change.new.isEmpty { changes.append(change) }
            (oldPlace, newPlace) = (start + pair.0 + 1, start + pair.1 + 1)
        }
        return changes
    }

    /// The places of the lines that both have, by Myers' greedy search; nil where they differ in too many.
    ///
    /// Source: E. W. Myers, An O(ND) Difference Algorithm and Its Variations (1986).
    private static func shortest(_ old: [Substring], _ new: [Substring]) -> [(Int, Int)]? {
        let limit = min(Self.limit, old.count + new.count)
        // How far each diagonal reaches, for each number of differences; the one in the middle has the index of it.
        var reached: [[Int]] = []
        var furthest = [0]
        for differences in 0...limit {
            var next = [Int](repeating: 0, count: 2 * differences + 1)
            for step in stride(from: -differences, through: differences, by: 2) {
                func far(_ diagonal: Int) -> Int {
                    abs(diagonal) < differences ? furthest[diagonal + differences - 1] : -1
                }
                var row = differences == 0 ? 0 : max(far(step - 1) + 1, far(step + 1))
                while row < old.count, row - step < new.count, old[row] == new[row - step] { row += 1 }
                next[step + differences] = row
                if row >= old.count, row - step >= new.count {
                    reached.append(next)
                    return common(reached, old.count, new.count)
                }
            }
            reached.append(next)
            furthest = next
        }
        return nil
    }

    private static func common(_ reached: [[Int]], _ oldCount: Int, _ newCount: Int) -> [(Int, Int)] {
        var pairs: [(Int, Int)] = []
        var (row, column) = (oldCount, newCount)
        for differences in stride(from: reached.count - 1, to: 0, by: -1) {
            let step = row - column
            func far(_ diagonal: Int) -> Int {
                abs(diagonal) < differences ? reached[differences - 1][diagonal + differences - 1] : -1
            }
            let isRemoved = far(step - 1) + 1 > far(step + 1)
            let before = isRemoved ? far(step - 1) : far(step + 1)
            let entry = isRemoved ? before + 1 : before
            while row > entry {
                (row, column) = (row - 1, column - 1)
                pairs.append((row, column))
            }
            (row, column) = (before, before - (isRemoved ? step - 1 : step + 1))
        }
        while row > 0, column > 0 {
            (row, column) = (row - 1, column - 1)
            pairs.append((row, column))
        }
        return pairs.reversed()
    }
}
