import LeadHTTP
import LeadModel
import LeadProviders
import LeadRuntime

/// Accounts that nothing can be sent to, so that no credentials are needed.
enum OfflineAccess {
    /// What foresees requests, by the names of the accounts.
    static var readers: [String: any ProviderReader] {
        [
            ProviderSignature.lance.name: LanceProvider(transport: NoTransport(), token: ""),
            ProviderSignature.leadLex.name: LeadLexProvider(transport: NoTransport(), token: ""),
        ]
    }

    /// Sends nothing.
    private struct NoTransport: Transport {
        func send(_ request: Request) async throws(TransportFailure) -> Response {
            throw .unreachable("nothing is sent in an offline plan")
        }
    }
}
