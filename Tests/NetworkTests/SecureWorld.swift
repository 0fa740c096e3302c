import LeadHTTP
import LeadHTTPClient
import LeadTestSupport

/// A `SecureServer` and a transport to it that trusts its certificate, with limits that no busy machine meets.
struct SecureWorld {
    let server: SecureServer
    let transport: NetworkTransport
    private let folder: TemporaryFolder

    init(
        protocols: [String] = ["h2", "http/1.1"], manners: [SecureServer.Manner] = [.answers],
        proxy: NetworkTransport.Proxy? = nil
    ) async throws {
        server = try await SecureServer(protocols: protocols, manners: manners)
        folder = try TemporaryFolder()
        let roots = try folder.write(try await TestCertificate.localhost.certificate, to: "roots.pem")
        transport = try NetworkTransport(
            base: "https://localhost:\(server.port)", options: .patient(proxy: proxy, extraRoots: roots))
    }

    func close() async throws {
        await transport.close()
        try await server.close()
    }
}

extension NetworkTransport.Options {
    /// Limits of an hour.
    static func patient(proxy: NetworkTransport.Proxy? = nil, extraRoots: String? = nil) -> Self {
        let hour = Duration.seconds(3600)
        return Self(
            connectLimit: hour, requestLimit: hour, idleLimit: hour, restLimit: hour, proxy: proxy, extraRoots: extraRoots)
    }
}

extension Transport {
    /// What comes of a request.
    func result(of request: Request) async -> Result<Response, TransportFailure> {
        do {
            return .success(try await send(request))
        } catch {
            return .failure(error)
        }
    }
}
