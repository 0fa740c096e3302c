import Synchronization

/// Counts the requests of a run, whatever account they go to, and knows how many it may make.
public final class CallMeter: Sendable {
    private let made: Mutex<Int>
    private let cap: Int

    /// Begins to count.
    ///
    /// - Parameters:
    ///   - cap: The most requests that the run may make.
    ///   - made: How many it has made already.
    public init(cap: Int, made: Int) {
        self.cap = cap
        self.made = Mutex(made)
    }

    /// How many requests it may still make.
    public var left: Int { made.withLock { max(0, cap - $0) } }

    /// Counts one request; false where it would be one too many, and must not be sent.
    public func admit() -> Bool {
        made.withLock { made in
            guard made < cap else { return false }
            made += 1
            return true
        }
    }
}
