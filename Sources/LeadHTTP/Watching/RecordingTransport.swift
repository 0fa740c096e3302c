/// Passes every exchange on to an observer; sends and answers are those of the transport below.
public struct RecordingTransport: Transport {
    private let base: any Transport
    private let record: @Sendable (Request, Result<Response, TransportFailure>) -> Void

    /// Wraps `base`; `record` is called once an exchange is over.
    public init(_ base: any Transport, record: @escaping @Sendable (Request, Result<Response, TransportFailure>) -> Void) {
        self.base = base
        self.record = record
    }

    /// Sends `request` and records what came of it.
    public func send(_ request: Request) async throws(TransportFailure) -> Response {
        do {
            let response = try await base.send(request)
            record(request, .success(response))
            return response
        } catch {
            record(request, .failure(error))
            throw error
        }
    }
}
