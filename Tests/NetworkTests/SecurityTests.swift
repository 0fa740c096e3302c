import HTTPTypes
import LeadHTTP
import LeadHTTPClient
import LeadTestSupport
import Testing

/// Nothing is sent to a service that cannot show who it is.
struct SecurityTests {
    private static func sent(
        _ repetition: Repetition, to base: String, trusting roots: String? = nil
    ) async throws -> Result<Response, TransportFailure> {
        // Limits that no busy machine meets.
        let transport = try NetworkTransport(
            base: base,
            options: .init(
                connectLimit: .seconds(3600), requestLimit: .seconds(3600), idleLimit: .seconds(3600), extraRoots: roots))
        let result: Result<Response, TransportFailure>
        do {
            result = .success(try await transport.send(Request(.post, "/x", body: [1], repetition: repetition)))
        } catch {
            result = .failure(error)
        }
        await transport.close()
        return result
    }

    @Test func aCertificateIsVerified() async throws {
        let server = try await SecureServer()
        let folder = try TemporaryFolder()
        let roots = try folder.write(try await TestCertificate.localhost.certificate, to: "roots.pem")
        let (named, numbered) = ("https://localhost:\(server.port)", "https://127.0.0.1:\(server.port)")
        #expect(try await Self.sent(.doubles, to: named) == .failure(.unusable("the certificate is not trusted")))
        #expect(
            try await Self.sent(.doubles, to: numbered, trusting: roots)
                == .failure(.unusable("the certificate is not one of this host")))
        #expect(server.requestCount == 0)
        #expect(try await Self.sent(.doubles, to: named, trusting: roots).get().status == 200)
        #expect(server.requestCount == 1)
        try await server.close()
    }

    /// The server says in its answer what it was asked in.
    @Test(arguments: [(["h2", "http/1.1"], "HTTP/2.0"), (["http/1.1"], "HTTP/1.1")])
    func theBestProtocolIsSpoken(_ protocols: [String], _ version: String) async throws {
        let server = try await SecureServer(protocols: protocols)
        let folder = try TemporaryFolder()
        let roots = try folder.write(try await TestCertificate.localhost.certificate, to: "roots.pem")
        let response = try await Self.sent(.doubles, to: "https://localhost:\(server.port)", trusting: roots).get()
        #expect(response.status == 200 && response.headers[.server] == version)
        try await server.close()
    }

    /// What speaks no TLS, or breaks off while the keys are agreed, has got nothing: it may be asked again.
    @Test(arguments: [Fault.greeting, .resetBeforeReading, .resetAtOnce])
    func withoutASecureConnectionNothingIsSent(_ fault: Fault) async throws {
        let server = try FaultServer(fault)
        let result = try await Self.sent(.doubles, to: "https://localhost:\(server.port)")
        server.close()
        guard case .failure(.unreachable) = result else { return #expect(Bool(false), "\(result)") }
        #expect(server.requests.isEmpty)
    }
}
