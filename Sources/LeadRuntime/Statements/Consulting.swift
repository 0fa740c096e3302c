import LeadDiagnostics
import LeadModel
import LeadReference

/// `help` and `explain`.
extension Session {
    func help(_ topic: String?) {
        let manual = Manual(providers: accounts.values.map(\.signature))
        guard let topic else { return events.receive(.consulted(manual.overview)) }
        events.receive(.consulted(manual.page(on: topic) ?? manual.page(insteadOf: topic)))
    }

    func explain(_ code: DiagnosticCode) {
        help(code.rawValue)
    }
}
