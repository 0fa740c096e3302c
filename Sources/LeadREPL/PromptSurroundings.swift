import Synchronization

/// What a prompt answers the Tab key from, besides what it knows by itself.
public struct PromptSurroundings: Sendable {
    /// Reads the names of an account's lists; nil where that fails.
    let lists: @Sendable (_ account: String) async -> [String]?
    /// The paths of files that begin with a text; that of a folder ends in `/`.
    let paths: @Sendable (_ prefix: String) -> [String]
    /// What `help` may be asked on.
    let topics: [String]
    /// What a run writes.
    let pages: PagedOutput
    /// Ends the line that shows how far a run has come.
    let clearLine: @Sendable () -> Void
    /// How long a run may take to end once it is cancelled.
    let patience: @Sendable () async -> Void

    /// Gathers what is there.
    public init(
        lists: @escaping @Sendable (_ account: String) async -> [String]? = { _ in nil },
        paths: @escaping @Sendable (_ prefix: String) -> [String] = { _ in [] }, topics: [String] = [],
        pages: PagedOutput, clearLine: @escaping @Sendable () -> Void = {},
        patience: @escaping @Sendable () async -> Void = {}
    ) {
        self.lists = lists
        self.paths = paths
        self.topics = topics
        self.pages = pages
        self.clearLine = clearLine
        self.patience = patience
    }
}

/// The names of lists as they were last seen; asking for them never waits, but has them read for the next time.
final class ListNames: Sendable {
    private struct State {
        var names: [String: [String]] = [:]
        var isFresh: Set<String> = []
        var reading: Set<String> = []
    }

    private let state = Mutex(State())
    private let read: @Sendable (_ account: String) async -> [String]?

    init(read: @escaping @Sendable (_ account: String) async -> [String]?) {
        self.read = read
    }

    /// The names that are known; those of an account that has not been read since the last line are read meanwhile.
    func names(of account: String) -> [String] {
        let (known, isMissing) = state.withLock { state in
            let isMissing = !state.isFresh.contains(account) && state.reading.insert(account).inserted
            return (state.names[account] ?? [], isMissing)
        }
        if isMissing {
            Task {
                let names = await read(account)
                state.withLock { state in
                    state.reading.remove(account)
                    guard let names else { return }
                    state.names[account] = names
                    state.isFresh.insert(account)
                }
            }
        }
        return known
    }

    /// Notes that a line has run that may have changed lists.
    func expire() {
        state.withLock { $0.isFresh = [] }
    }
}
