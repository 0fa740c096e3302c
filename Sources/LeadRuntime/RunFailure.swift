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
    }

    /// What kind of stop it is.
    public let kind: Kind
    /// What the user is told.
    public let diagnostic: Diagnostic

    init(_ diagnostic: Diagnostic, kind: Kind = .failed) {
        self.diagnostic = diagnostic
        self.kind = kind
    }
}
