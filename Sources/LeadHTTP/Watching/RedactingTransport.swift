import HTTPTypes
public import LeadText

/// Takes secrets out of what comes back, so that a service which repeats a token tells it to nobody.
public struct RedactingTransport: Transport {
    private let base: any Transport
    private let knowing: @Sendable () -> Redactor

    private var redactor: Redactor { knowing() }

    /// Wraps `base`; `redactor` knows the secrets that there are at the time.
    public init(_ base: any Transport, redactor: @escaping @Sendable () -> Redactor) {
        self.base = base
        knowing = redactor
    }

    /// Sends `request` as it is; what is said of it has no secret.
    public func send(_ request: Request) async throws(TransportFailure) -> Response {
        do {
            return redacted(try await base.send(request))
        } catch {
            throw redacted(error)
        }
    }

    private func redacted(_ response: Response) -> Response {
        var response = response
        response.body = redactor.redact(response.body)
        var fields = HTTPFields()
        for field in response.headers { fields.append(HTTPField(name: field.name, value: redactor.redact(field.value))) }
        response.headers = fields
        return response
    }

    private func redacted(_ failure: TransportFailure) -> TransportFailure {
        switch failure {
        case .unreachable(let reason): .unreachable(redactor.redact(reason))
        case .unusable(let reason): .unusable(redactor.redact(reason))
        case .inDoubt(let reason): .inDoubt(redactor.redact(reason))
        case .overLimit(let reason): .overLimit(redactor.redact(reason))
        case .unrecorded(let reason): .unrecorded(redactor.redact(reason))
        case .exhausted(let failure, let attempts): .exhausted(redacted(failure), attempts: attempts)
        case .notAdmitted, .cancelled, .withheld: failure
        }
    }
}
