/// How many calls may be under way at a service at once: pure, so that time is an argument.
///
/// It looks for the width that brings the most answers per second. A round is as many answers as the window is wide; after each,
/// the window is made wider by one as long as that helps. What did not help is taken back, and after some rounds of rest the
/// other direction is tried, since a service may have become slower or faster meanwhile. A refusal for too many calls, or a call
/// without an answer, halves it, once for all calls that were under way then.
public struct ConcurrencyWindow: Hashable, Sendable {
    /// A call that was let through.
    public struct Call: Hashable, Sendable {
        /// How often the width had changed when it began.
        fileprivate let change: Int
        /// How often the window had been halved when it began.
        fileprivate let halving: Int
    }

    /// What came of a call, as far as it tells of the service's load.
    public enum Outcome: Hashable, Sendable {
        /// It was answered.
        case answered
        /// It was refused since there are too many calls.
        case refused
        /// It had no answer, or none in time.
        case lost
        /// It tells nothing, such as one that was never sent.
        case unknown
    }

    private enum Phase: Hashable {
        /// The next round tells what the present width brings.
        case measuring
        /// The width has been changed by a step; before, there were so many answers per second.
        case trying(step: Int, before: Double)
        /// Nothing is changed for so many rounds.
        case resting(rounds: Int)
    }

    /// Answers one after another while the window was full.
    private struct Round: Hashable {
        let start: Duration
        var answers = 0
    }

    /// How many calls may be under way.
    public private(set) var width: Int
    /// How many calls are under way.
    public private(set) var underWay = 0

    private let most: Int
    private let rest: Int
    private var phase = Phase.measuring
    /// What is tried next: to be wider or narrower by one.
    private var direction = 1
    private var round: Round?
    private var changes = 0
    private var halvings = 0

    /// Begins with no call under way.
    ///
    /// - Parameters:
    ///   - start: How many calls may be under way at first.
    ///   - most: How many may ever be.
    ///   - rest: How many rounds nothing is tried after what did not help.
    public init(start: Int = 4, most: Int = 32, rest: Int = 4) {
        self.most = max(1, most)
        self.rest = max(1, rest)
        width = min(max(1, start), self.most)
    }

    /// Lets a call through where there is a place for it.
    public mutating func begin() -> Call? {
        guard underWay < width else { return nil }
        underWay += 1
        return Call(change: changes, halving: halvings)
    }

    /// Takes a call's place back, and learns from what came of it.
    ///
    /// - Parameter now: The time from any moment that stays the same.
    public mutating func end(_ call: Call, _ outcome: Outcome, at now: Duration) {
        let wasFull = underWay >= width
        underWay -= 1
        switch outcome {
        case .answered: note(answerTo: call, wasFull: wasFull, at: now)
        case .refused, .lost: if call.halving == halvings { halve() }
        case .unknown: break
        }
    }

    private mutating func halve() {
        halvings += 1
        direction = 1
        setWidth(max(1, width / 2))
        phase = .resting(rounds: rest)
    }

    private mutating func setWidth(_ new: Int) {
        width = new
        changes += 1
        round = nil
    }

    // MARK: Rounds

    private mutating func note(answerTo call: Call, wasFull: Bool, at now: Duration) {
        // Where nobody waits, the answers per second tell how much was asked, not how much the service can do.
        guard wasFull else {
            round = nil
            return
        }
        guard var current = round else {
            // A call from before the last change still had the company of that time.
            if call.change == changes { round = Round(start: now) }
            return
        }
        current.answers += 1
        round = current
        let seconds = (now - current.start) / .seconds(1)
        guard current.answers >= width, seconds > 0 else { return }
        round = Round(start: now)
        decide(Double(current.answers) / seconds)
    }

    private mutating func decide(_ rate: Double) {
        switch phase {
        case .measuring: attempt(from: rate)
        case .trying(let step, let before):
            // A quarter of what one call more or less makes where the calls do not get into each other's way: more would take
            // the chance of single rounds for a limit, less would be wider for nothing.
            let least = before * (1 + Double(step) / Double(4 * (width - step)))
            if rate >= least {
                direction = step
                attempt(from: rate)
            } else {
                direction = -step
                setWidth(width - step)
                phase = .resting(rounds: rest)
            }
        case .resting(let rounds) where rounds > 1: phase = .resting(rounds: rounds - 1)
        case .resting: attempt(from: rate)
        }
    }

    private mutating func attempt(from rate: Double) {
        guard (1...most).contains(width + direction) else {
            direction = -direction
            phase = .resting(rounds: rest)
            return
        }
        setWidth(width + direction)
        phase = .trying(step: direction, before: rate)
    }
}
