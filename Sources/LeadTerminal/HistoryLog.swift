/// The entries that a terminal recalls, in memory and in its file.
struct HistoryLog: Sendable {
    private let file: HistoryFile?
    private var place = HistoryFile.Place()
    private(set) var entries: [String]
    private var handedOver = 0

    init(_ file: HistoryFile?) {
        self.file = file
        entries = file?.load(noting: &place) ?? []
    }

    /// Keeps `entry` unless it is blank, begins with a blank, or repeats the last one.
    mutating func remember(_ entry: String) {
        guard let first = entry.first, !first.isWhitespace, entry != entries.last else { return }
        entries += file?.append(entry, after: &place) ?? []
        entries.append(entry)
    }

    /// The entries that were not taken before, with those that other prompts have added meanwhile.
    mutating func takeNew() -> [String] {
        entries += file?.entries(after: &place) ?? []
        defer { handedOver = entries.count }
        return Array(entries[handedOver...])
    }
}
