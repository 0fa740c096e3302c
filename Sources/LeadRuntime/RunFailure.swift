public import LeadDiagnostics

/// Why a statement stopped the run.
public struct RunFailure: Error, Hashable, Sendable {
    /// What kind of stop it is; the exit code follows from it.
    public enum Kind: Hashable, Sendable {
        /// The statement failed.
        case failed
        /// An `expect` did not hold.
        case expectation
        /// The service did not accept the credentials.
        case unauthorized
        /// The run was interrupted.
        case interrupted
        /// It would have spent more than the budget.
        case budget
        /// A call was sent as often as may be, and did not come through.
        case exhausted
        /// Somebody must agree first, and nobody can be asked.
        case unapproved
        /// Somebody was asked, and did not agree.
        case declined
        /// Nothing failed: the script ends here.
        case stopped
        /// Nothing failed: what follows cannot be planned.
        case unforeseen
    }

    /// What kind of stop it is.
    public let kind: Kind
    /// What the user is told.
    public let diagnostic: Diagnostic
    /// The status that a service answered, where it answered one.
    let status: Int?

    init(_ diagnostic: Diagnostic, kind: Kind = .failed, status: Int? = nil) {
        self.diagnostic = diagnostic
        self.kind = kind
        self.status = status
    }
}
