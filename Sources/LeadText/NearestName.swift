/// Finds the known name that somebody most likely meant by a misspelt word.
///
/// Distance counts inserted, dropped and changed letters and swapped neighbours, regardless of case. A name is near
/// when it differs in at most a third of the longer word's letters, or when the word is its beginning.
public struct NearestName: Sendable {
    private struct Known {
        let name: String
        let folded: [Character]
    }

    private let known: [Known]

    /// Prepares `names`; earlier ones win a tie.
    public init(among names: some Sequence<String>) {
        known = names.map { Known(name: $0, folded: Array($0.lowercased())) }
    }

    /// The nearest name, nil when none is near.
    public func name(nearest word: String) -> String? {
        names(near: word, limit: 1).first
    }

    /// At most `limit` near names, the nearest first.
    public func names(near word: String, limit: Int = 3) -> [String] {
        let folded = Array(word.lowercased())
        let scored = known.enumerated().compactMap { place, known in
            Self.score(folded, known.folded).map { (score: $0, place: place, name: known.name) }
        }
        return scored.sorted { ($0.score, $0.place) < ($1.score, $1.place) }.prefix(limit).map(\.name)
    }

    /// Low for near names, nil for far ones.
    ///
    /// An edit counts two, so that a shared first letter, which people seldom get wrong, can decide between equals.
    private static func score(_ word: [Character], _ name: [Character]) -> Int? {
        if word == name { return 0 }
        // Nothing is near a word so long, and a long one costs its length times the name's.
        guard word.count <= 64 else { return nil }
        if abs(word.count - name.count) > 4, !name.starts(with: word) { return nil }
        let distance = distance(word, name)
        let bonus = word.first == name.first ? 1 : 0
        if word.count >= 3, name.starts(with: word) { return min(2 * distance - bonus, 4) }
        guard distance <= min(max(word.count, name.count) / 3, 4) else { return nil }
        return 2 * distance - bonus
    }

    /// The restricted Damerau–Levenshtein distance.
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for (i, left) in a.enumerated() {
            var row = [i + 1]
            row.reserveCapacity(b.count + 1)
            for (j, right) in b.enumerated() {
                var best = min(last[j] + (left == right ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, left == b[j - 1], a[i - 1] == right { best = min(best, beforeLast[j - 1] + 1) }
                row.append(best)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
