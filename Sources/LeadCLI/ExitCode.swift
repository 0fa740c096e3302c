/// How a run ended, as the shell sees it; `docs/cli.md` explains each.
public enum ExitCode: Int32, Hashable, Sendable {
    /// Every statement done, every row accounted for.
    case success = 0
    /// A statement failed at run time.
    case failed = 1
    /// Wrong flags, or input is needed that nobody can give.
    case usage = 2
    /// A script does not parse or check; nothing was sent.
    case invalidScript = 3
    /// Credentials are missing or rejected.
    case unauthorized = 4
    /// Some rows were rejected or not sent.
    case partial = 5
    /// An `expect` failed.
    case expectationFailed = 6
    /// The run would have spent more than its budget.
    case overBudget = 7
    /// A bug in lead.
    case bug = 70
    /// Interrupted.
    case interrupted = 130

    /// The most severe first: several files end with the first of these that one of them ended with.
    private static let bySeverity: [ExitCode] = [
        .interrupted, .bug, .usage, .unauthorized, .invalidScript, .failed, .overBudget, .expectationFailed, .partial, .success,
    ]

    /// The more severe of the two.
    func combined(with other: ExitCode) -> ExitCode {
        Self.bySeverity.first { $0 == self || $0 == other } ?? self
    }
}
