import LeadModel

extension DefaultStringInterpolation {
    /// Writes the number of an exit code, which prose names so that it cannot be another one.
    mutating func appendInterpolation(exit code: ExitCode) {
        appendInterpolation(code.rawValue)
    }
}
