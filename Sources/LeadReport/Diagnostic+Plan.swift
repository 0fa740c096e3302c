public import LeadDiagnostics

extension Diagnostic {
    /// The diagnostic as a plan shows it: where the help tells of what a run has done, a plan has carried out nothing.
    public var ofPlan: Diagnostic {
        switch code {
        case .expectationFailed, .interrupted: told(help: ["this is a plan: nothing has been carried out"])
        case .scriptFailed: told(help: ["the script says so itself; this is a plan: nothing has been carried out"])
        default: self
        }
    }

    private func told(help: [String]) -> Diagnostic {
        let told = Diagnostic(code, severity: severity, message, at: span, label: label, help: help, fixes: fixes)
        return file.map(told.located) ?? told
    }
}
