/// How a run ended, as the shell sees it; `docs/cli.md` explains each.
public enum ExitCode: Int32, Hashable, Sendable, CaseIterable {
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
    /// `lead plan --detailed-exitcode`: the script would change something, or write a file.
    case changes = 8
    /// A bug in lead.
    case bug = 70
    /// Interrupted.
    case interrupted = 130

    /// What it says of a run, a line of the table in `docs/cli.md`.
    public var meaning: String {
        switch self {
        case .success: "every statement done, every row accounted for; no results is success"
        case .failed: "a statement failed; a plan no longer holds; `lead fmt --check` found a file that is not formatted"
        case .usage:
            """
            wrong flags, an unreadable file, a parameter without a value, something to agree to that nobody agreed to, or a \
            plan of another script than it was
            """
        case .invalidScript: "a script has a mistake; nothing was sent"
        case .unauthorized: "credentials are missing or refused"
        case .partial: "some rows were rejected or not sent"
        case .expectationFailed: "an `expect` did not hold"
        case .overBudget: "the `budget`, the time, the attempts or the account's calls are used up; run it again"
        case .changes: "`lead plan --detailed-exitcode`: the script would change something, or write a file"
        case .bug: "a bug in lead"
        case .interrupted: "interrupted by Ctrl-C; 143 where the process was asked to end"
        }
    }

    /// The most severe first: several files end with the first of these that one of them ended with.
    public static let bySeverity: [ExitCode] = [
        .interrupted, .bug, .usage, .unauthorized, .invalidScript, .failed, .overBudget, .expectationFailed, .partial,
        .changes, .success,
    ]

    /// The more severe of the two.
    public func combined(with other: ExitCode) -> ExitCode {
        Self.bySeverity.first { $0 == self || $0 == other } ?? self
    }
}
