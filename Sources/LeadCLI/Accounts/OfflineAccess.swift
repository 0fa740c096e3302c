import LeadHTTP
import LeadModel
import LeadProviders
import LeadRuntime

/// Accounts that nothing can be sent to, so that no credentials are needed.
enum OfflineAccess {
    /// What foresees requests, by the names of the accounts.
    static func readers(_ directory: AccountDirectory) -> [String: any ProviderReader] {
        directory.accounts.mapValues { account in
            account.service.connect(.init(transport: NoTransport(), token: ""), account.names) { $0 }
        }
    }

    /// Sends nothing.
    private struct NoTransport: Transport {
        func send(_ request: Request) async throws(TransportFailure) -> Response {
            throw .unreachable("nothing is sent in an offline plan")
        }
    }
}
