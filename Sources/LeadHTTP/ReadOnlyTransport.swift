/// Carries what changes nothing, and refuses the rest before it is sent.
public struct ReadOnlyTransport: Transport {
    private let base: any Transport
    private let reason: String

    /// Wraps `base`; `reason` says why nothing may be written.
    public init(_ base: any Transport, reason: String) {
        self.base = base
        self.reason = reason
    }

    /// Sends `request` if it is a read.
    public func send(_ request: Request) async throws(TransportFailure) -> Response {
        guard request.repetition == .read else {
            throw .withheld(reason)
        }
        return try await base.send(request)
    }
}
