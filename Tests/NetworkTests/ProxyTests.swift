import HTTPTypes
import LeadHTTP
import LeadHTTPClient
import LeadTestSupport
import Testing

/// What goes through a proxy, and what comes of one that does not let it through.
struct ProxyTests {
    private static let token = "Bearer secret-token"
    private static let request = Request(.post, "/lists", headers: [.authorization: token], body: Array("secret-body".utf8))

    // MARK: Through a proxy

    @Test(arguments: [["h2", "http/1.1"], ["http/1.1"]])
    func aRequestGoesThroughAProxyThatSeesOnlyWhereTo(_ protocols: [String]) async throws {
        let proxy = try await TunnelProxy()
        let world = try await SecureWorld(protocols: protocols, proxy: .init(host: "127.0.0.1", port: proxy.port))
        for _ in 0..<3 { #expect(try await world.transport.send(Self.request).status == 200) }
        try await world.close()
        try await proxy.close()
        let head = try #require(proxy.heads.first)
        // One connection serves one request after the other.
        #expect(proxy.heads.count == 1 && world.server.requestCount == 3 && world.server.connectionCount == 1)
        #expect(head.hasPrefix("CONNECT localhost:\(world.server.port) HTTP/1.1\r\n"))
        #expect(!head.lowercased().contains("authorization"))
        for sight in [Array(head.utf8), proxy.tunnelled] {
            #expect(sight.firstRange(of: Array("secret".utf8)) == nil && sight.firstRange(of: Array("/lists".utf8)) == nil)
        }
        #expect(proxy.tunnelled.first == 0x16, "what follows is TLS")
    }

    @Test func aProxyIsShownItsOwnCredentialsAndNoOthers() async throws {
        let proxy = try await TunnelProxy(authorization: "Basic YWRhOnDDpHNz")
        let credentials = NetworkTransport.Proxy.Credentials(user: "ada", password: "päss")
        let world = try await SecureWorld(
            proxy: .init(host: "127.0.0.1", port: proxy.port, credentials: credentials))
        #expect(try await world.transport.send(Self.request).status == 200)
        try await world.close()
        try await proxy.close()
        let head = try #require(proxy.heads.first)
        #expect(head.lowercased().split(separator: "authorization").count == 2 && !head.contains("secret"))
        #expect(world.server.requestCount == 1)
    }

    /// Without TLS the service's token is seen by the proxy, but only who names one for this machine gets one.
    @Test func aProxyThatIsNamedServesLoopback() async throws {
        let proxy = try await TunnelProxy()
        let server = try FaultServer(.none)
        let transport = try NetworkTransport(
            base: server.base, options: .patient(proxy: .init(host: "127.0.0.1", port: proxy.port)))
        #expect(try await transport.send(Request(.get, "/x")).status == 200)
        await transport.close()
        server.close()
        try await proxy.close()
        #expect(proxy.heads.count == 1 && server.requests.count == 1)
    }

    // MARK: Not through a proxy

    @Test(arguments: [nil, NetworkTransport.Proxy.Credentials(user: "ada", password: "wrong")])
    func aProxyThatWantsAPasswordGetsNothingElse(_ credentials: NetworkTransport.Proxy.Credentials?) async throws {
        let proxy = try await TunnelProxy(authorization: "Basic YWRhOnNlY3JldA==")
        let world = try await SecureWorld(
            proxy: .init(host: "127.0.0.1", port: proxy.port, credentials: credentials))
        let result = await world.transport.result(of: Self.request)
        try await world.close()
        try await proxy.close()
        let words = credentials == nil ? "the proxy asks for a password" : "the proxy does not take the password"
        #expect(result == .failure(.unusable(words)))
        #expect(proxy.heads.count == 1 && proxy.tunnelled.isEmpty && world.server.connectionCount == 0)
        #expect(!proxy.heads[0].contains("secret-token"))
    }

    @Test func aServiceThatTheProxyDoesNotReach() async throws {
        let proxy = try await TunnelProxy()
        let nobody = try FaultServer(.refused)
        let transport = try NetworkTransport(
            base: "https://localhost:\(nobody.port)", options: .patient(proxy: .init(host: "127.0.0.1", port: proxy.port)))
        #expect(await transport.result(of: Self.request) == .failure(.unreachable("the proxy refused")))
        await transport.close()
        nobody.close()
        try await proxy.close()
    }

    /// Whatever a proxy does instead of connecting, nothing was sent to the service.
    @Test(
        arguments: [
            (Fault.refused, "the proxy cannot be reached: connection refused"), (.page(403), "the proxy refused"),
            (.status(500), "the proxy refused"), (.redirect(302, to: "/x"), "the proxy refused"),
            (.status(304), "the proxy refused"),
            (.page(407), "the proxy asks for a password"), (.closedAfterRequest, "the connection through the proxy was closed"),
            (.closedInHead, nil), (.resetAtOnce, nil), (.resetBeforeReading, nil), (.resetAfterHead, nil), (.resetInHead, nil),
            (.greeting, nil), (.closedBehindTheAnswer, nil),
        ] as [(Fault, String?)])
    func aProxyThatDoesNotConnectGetsNothing(_ fault: Fault, _ words: String?) async throws {
        let proxy = try FaultServer(fault)
        let transport = try NetworkTransport(
            base: "https://api.example.invalid", options: .patient(proxy: .init(host: "127.0.0.1", port: proxy.port)))
        let result = await transport.result(of: Self.request)
        await transport.close()
        proxy.close()
        guard case .failure(let failure) = result else { return #expect(Bool(false), "\(result)") }
        // Another password does not come by itself.
        let isLasting = fault == .page(407)
        #expect(isLasting ? failure == .unusable(failure.words) : failure == .unreachable(failure.words))
        if let words { #expect(failure.words == words) }
        #expect(proxy.connectionCount <= 1)
        #expect(proxy.requests.allSatisfy { $0.method == .connect && $0.headers[.authorization] == nil })
    }

    /// It says nothing, or what is no HTTP, or answers as if it were the service: nothing comes of any before the limit.
    @Test(arguments: [Fault.stalledAfterRequest, .stalledInHead, .noStatusLine, .noStatus, .none, .page(200), .twoAnswers])
    func aProxyThatMakesNoConnectionIsWaitedForOnlySoLong(_ fault: Fault) async throws {
        let proxy = try FaultServer(fault)
        var options = NetworkTransport.Options.patient(proxy: .init(host: "127.0.0.1", port: proxy.port))
        options.connectLimit = .milliseconds(300)
        let transport = try NetworkTransport(base: "https://api.example.invalid", options: options)
        let result = await transport.result(of: Self.request)
        await transport.close()
        proxy.close()
        guard case .failure(.unreachable) = result else { return #expect(Bool(false), "\(result)") }
        #expect(proxy.requests.allSatisfy { $0.method == .connect && $0.headers[.authorization] == nil })
    }
}
