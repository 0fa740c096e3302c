import Synchronization

/// The entries that a terminal recalls, in memory and in its file, which is read when they are first asked for.
final class HistoryLog: Sendable {
    private struct State {
        var place = HistoryFile.Place()
        var entries: [String] = []
        var handedOver = 0
        var isLoaded = false
    }

    private let file: HistoryFile?
    private let state = Mutex(State())

    init(_ file: HistoryFile?) {
        self.file = file
    }

    /// All of them, oldest first.
    var entries: [String] {
        state.withLock { state in
            load(&state)
            return state.entries
        }
    }

    /// Keeps `entry` unless it is blank, begins with a blank, or repeats the last one.
    func remember(_ entry: String) {
        guard let first = entry.first, !first.isWhitespace else { return }
        state.withLock { state in
            load(&state)
            guard entry != state.entries.last else { return }
            state.entries += file?.append(entry, after: &state.place) ?? []
            state.entries.append(entry)
        }
    }

    /// The entries that were not taken before, with those that other prompts have added meanwhile.
    func takeNew() -> [String] {
        state.withLock { state in
            if state.isLoaded { state.entries += file?.entries(after: &state.place) ?? [] } else { load(&state) }
            defer { state.handedOver = state.entries.count }
            return Array(state.entries[state.handedOver...])
        }
    }

    private func load(_ state: inout State) {
        guard !state.isLoaded else { return }
        state.isLoaded = true
        state.entries = file?.load(noting: &state.place) ?? []
    }
}
