/// What Up, Down and Ctrl-R have found among the remembered entries.
struct HistoryRecall {
    /// A search by what an entry holds, one letter after the other.
    private struct Search {
        let original: String
        var pattern = ""
        var found: Int?
        var hasFailed = false
        var isOver = false
    }

    /// A walk through the entries that begin alike.
    private struct Walk {
        let prefix: String
        let original: String
        var index: Int
        var shown: String
    }

    private var entries: [String] = []
    private var search: Search?
    private var walk: Walk?

    /// Begins a new line.
    mutating func begin() {
        (search, walk) = (nil, nil)
    }

    /// Adds entries at the new end.
    mutating func add(_ new: [String]) {
        entries += new
    }

    // MARK: Up and Down

    /// The next older entry that begins with what was typed; nil where there is none.
    mutating func older(than line: String, typed: String) -> String? {
        var walk = continuing(line) ?? Walk(prefix: typed, original: line, index: entries.count, shown: line)
        let older = entries[..<walk.index].lastIndex { $0.hasPrefix(walk.prefix) && $0 != walk.shown }
        guard let older else { return nil }
        (walk.index, walk.shown) = (older, entries[older])
        self.walk = walk
        return walk.shown
    }

    /// The next newer one, and at last what was typed; nil where nothing older is shown.
    mutating func newer(than line: String) -> String? {
        guard var walk = continuing(line), walk.index < entries.count else { return nil }
        let newer = entries[(walk.index + 1)...].firstIndex { $0.hasPrefix(walk.prefix) && $0 != walk.shown }
        (walk.index, walk.shown) = (newer ?? entries.count, newer.map { entries[$0] } ?? walk.original)
        self.walk = walk
        return walk.shown
    }

    /// The walk under way, unless what it showed has been changed since.
    private func continuing(_ line: String) -> Walk? {
        walk.flatMap { $0.shown == line ? $0 : nil }
    }

    // MARK: Ctrl-R

    /// Whether the next key is for the search; not once it is over, even where that is still to be shown.
    var isSearching: Bool { search.map { !$0.isOver } ?? false }

    /// Takes a key that was pressed during a search; gives those for libedit, of which the first shows what was found.
    mutating func searchKeys(for scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        switch scalar {
        case "\u{12}": find(before: search?.found ?? entries.count, excluding: search?.found.map { entries[$0] })
        case "\u{7F}", "\u{08}":
            _ = search?.pattern.popLast()
            find(before: entries.count)
        case "\u{07}":
            search?.found = nil
            search?.isOver = true
        case _ where scalar.value >= 0x20 && !EditLineKey.reserved.contains(scalar):
            search?.pattern.unicodeScalars.append(scalar)
            find(before: search?.found.map { $0 + 1 } ?? entries.count)
        default:
            search?.isOver = true
            return [EditLineKey.search.scalar, scalar]
        }
        return [EditLineKey.search.scalar]
    }

    /// What the line is to be: its text, how far the cursor is in it, and what stands before it; nil for the prompt itself.
    ///
    /// The first time it begins a search from `line`.
    mutating func showSearch(from line: String) -> (text: String, cursor: Int, prompt: String?) {
        let search = self.search ?? Search(original: line)
        self.search = search.isOver ? nil : search
        let text = search.found.map { entries[$0] } ?? search.original
        let match = text.lowercased().firstRange(of: search.pattern.lowercased())
        let isShown = search.found != nil && !search.isOver
        let cursor = isShown ? match.map { text.lowercased().distance(from: text.startIndex, to: $0.upperBound) } : nil
        guard !search.isOver else { return (text, text.count, nil) }
        return (text, cursor ?? text.count, "\(search.hasFailed ? "no " : "")match for `\(search.pattern)`: ")
    }

    private mutating func find(before end: Int, excluding shown: String? = nil) {
        guard var search else { return }
        defer { self.search = search }
        let pattern = search.pattern.lowercased()
        guard !pattern.isEmpty else {
            (search.found, search.hasFailed) = (nil, false)
            return
        }
        let found = entries[..<end].lastIndex { $0 != shown && $0.lowercased().contains(pattern) }
        search.hasFailed = found == nil
        if let found { search.found = found }
    }
}
