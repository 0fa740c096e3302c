import Synchronization

/// The names of lists as they were last seen; asking for them never waits, but has them read for the next time.
final class ListNames: Sendable {
    private struct State {
        var names: [String: [String]] = [:]
        var isFresh: Set<String> = []
        var reading: Set<String> = []
        /// How often a line has run; what was asked for before one is not fresh behind it.
        var lines = 0
    }

    private let state = Mutex(State())
    private let read: @Sendable (_ account: String) async -> [String]?

    init(read: @escaping @Sendable (_ account: String) async -> [String]?) {
        self.read = read
    }

    /// The names that are known; those of an account that has not been read since the last line are read meanwhile.
    func names(of account: String) -> [String] {
        let (known, isMissing, lines) = state.withLock { state in
            let isMissing = !state.isFresh.contains(account) && state.reading.insert(account).inserted
            return (state.names[account] ?? [], isMissing, state.lines)
        }
        if isMissing {
            Task {
                let names = await read(account)
                state.withLock { state in
                    state.reading.remove(account)
                    guard let names else { return }
                    state.names[account] = names
                    if state.lines == lines { state.isFresh.insert(account) }
                }
            }
        }
        return known
    }

    /// Notes that a line has run that may have changed lists.
    func expire() {
        state.withLock { state in
            state.isFresh = []
            state.lines += 1
        }
    }
}
