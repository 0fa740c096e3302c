/// Carries what changes nothing, and refuses the rest before it is sent.
public struct ReadOnlyTransport: Transport {
    private let base: any Transport
    private let account: String

    /// Wraps `base`; `account` is how messages name it.
    public init(_ base: any Transport, account: String) {
        self.base = base
        self.account = account
    }

    /// Sends `request` if it is a read.
    public func send(_ request: Request) async throws(TransportFailure) -> Response {
        guard request.repetition == .read else {
            throw .unusable("the account `\(account)` is read-only, and nothing was sent")
        }
        return try await base.send(request)
    }
}
