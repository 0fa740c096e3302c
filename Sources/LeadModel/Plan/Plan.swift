/// What a script would do at the services, found out without changing anything there.
public struct Plan: Hashable, Sendable {
    /// A statement that would call a service, write rows, or that decides on what follows.
    public struct Step: Hashable, Sendable {
        /// The statement as it is written, on one line.
        public var text: String
        /// Its line, from 1.
        public var line: Int
        /// The included file that it stands in; nil for the script itself.
        public var file: String?
        /// How deep in blocks, commands and included files it stands.
        public var depth: Int
        /// How often it would run.
        public var times = Bounds(1)
        /// The account that it talks to.
        public var account: String
        /// Its requests.
        public var requests: [RequestCount] = []
        /// The rows that it would write; nil where it writes none.
        public var rows: Bounds?
        /// How many of these are expected to be there already; nil where the service alone knows.
        public var present: Bounds?
        /// How many of these have no e-mail address; nil where they are not read.
        public var withoutEmail: Bounds?
        /// What is filtered where, what it makes, what it asks, and what cannot be known.
        public var notes: [String] = []

        /// Describes a statement.
        public init(text: String, line: Int, file: String? = nil, depth: Int = 0, account: String) {
            self.text = text
            self.line = line
            self.file = file
            self.depth = depth
            self.account = account
        }
    }

    /// The statements, in the order of the script.
    public var steps: [Step] = []
    /// All requests of the script, by account and endpoint.
    public var requests: [String: [RequestCount]] = [:]
    /// All rows that it writes.
    public var rows = Bounds.zero
    /// The lists that it makes, each as `Q1 at lance`.
    public var lists: [String] = []
    /// The files that it writes.
    public var files: [String] = []
    /// Why more may follow than is listed here; empty where nothing can.
    public var openEnds: [String] = []
    /// How many seconds the script's own `wait` takes.
    public var waiting = 0.0
    /// How many requests it makes; without an upper bound where nobody knows what follows.
    public var calls = Bounds.zero
    /// How many of these change something.
    public var writes = Bounds.zero
    /// Why it fails on some ways through the script, where it does not on all of them.
    public var failures: [String] = []
    /// How many requests were made to find all this out.
    public var requestsMade = 0

    /// An empty plan.
    public init() {}

    /// How many requests it makes at an account.
    public func calls(at account: String) -> Bounds {
        (requests[account] ?? []).map(\.count).reduce(.zero, +)
    }

    /// Whether it may change something at a service.
    public var changesSomething: Bool { writes != .zero }

    /// Says that more may follow than is listed here, so that no number of the whole has an upper bound.
    public mutating func end(openly reason: String) {
        if !openEnds.contains(reason) { openEnds.append(reason) }
        func opened(_ bounds: Bounds) -> Bounds { Bounds(bounds.lower, nil) }
        (calls, writes, rows) = (opened(calls), opened(writes), opened(rows))
        requests = requests.mapValues { counts in
            counts.map { RequestCount($0.endpoint, isWrite: $0.isWrite, count: opened($0.count)) }
        }
    }
}
