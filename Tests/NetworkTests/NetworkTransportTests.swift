import HTTPTypes
import LeadHTTP
import LeadHTTPClient
import LeadTestSupport
import Testing

/// One request over the network, without the layers that repeat it.
struct NetworkTransportTests {
    /// Limits that no busy machine meets.
    private static let patient = NetworkTransport.Options(
        connectLimit: .seconds(3600), requestLimit: .seconds(3600), idleLimit: .seconds(3600), restLimit: .seconds(3600))

    private static func sent(
        _ request: Request, to base: String, _ options: NetworkTransport.Options = patient
    ) async throws -> Result<Response, TransportFailure> {
        let transport = try NetworkTransport(base: base, options: options)
        let result = await result(of: request, over: transport)
        await transport.close()
        return result
    }

    private static func result(
        of request: Request, over transport: NetworkTransport
    ) async -> Result<Response, TransportFailure> {
        do {
            return .success(try await transport.send(request))
        } catch {
            return .failure(error)
        }
    }

    // MARK: What goes out and comes in

    @Test func aRequestArrivesAsItIs() async throws {
        let server = try FaultServer(.none) { request in
            Response(status: 201, headers: [.eTag: "7"], body: Array(request.path.utf8))
        }
        var request = Request(.post, "/lists/a%2Fb", query: [QueryItem("q", "a&b=ü +/?#%"), QueryItem("empty", "")])
        request.headers[.authorization] = "Bearer secret"
        request.body = Array(#"{"name":"Ada"}"#.utf8)
        let response = try await Self.sent(request, to: server.base + "/v1/").get()
        server.close()
        let arrived = try #require(server.requests.first)
        #expect(arrived.method == .post && arrived.path == "/v1/lists/a%2Fb" && arrived.query == request.query)
        #expect(arrived.headers[.authorization] == "Bearer secret" && arrived.body == request.body)
        #expect(response.status == 201 && response.headers[.eTag] == "7" && response.body == Array("/v1/lists/a%2Fb".utf8))
    }

    @Test func aPackedAnswerComesUnpacked() async throws {
        let server = try FaultServer(.packed)
        let response = try await Self.sent(Request(.get, "/x"), to: server.base).get()
        server.close()
        #expect(server.requests.first?.headers[.acceptEncoding]?.contains("gzip") == true)
        #expect(response.body == Response.good.body && response.headers[.contentEncoding] == nil)
        #expect(response.headers[.contentLength] == nil)
    }

    @Test func oneConnectionServesOneAfterTheOther() async throws {
        let server = try FaultServer(.none)
        let transport = try NetworkTransport(base: server.base, options: Self.patient)
        for _ in 0..<5 { #expect(try await transport.send(Request(.get, "/x")).status == 200) }
        await transport.close()
        server.close()
        #expect(server.requests.count == 5 && server.connectionCount == 1)
    }

    @Test func manyAtATimeAllArrive() async throws {
        let server = try FaultServer(.none)
        let transport = try NetworkTransport(base: server.base, options: Self.patient)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<50 { group.addTask { try await transport.send(Request(.get, "/\(number)")).status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        await transport.close()
        server.close()
        #expect(statuses == Array(repeating: 200, count: 50))
        #expect(Set(server.requests.map(\.path)).count == 50 && server.connectionCount <= 50)
    }

    // MARK: Redirects

    @Test func nothingGoesToAnotherHost() async throws {
        let elsewhere = try FaultServer(.none)
        let server = try FaultServer(.redirect(302, to: elsewhere.base + "/moved"))
        var request = Request(.get, "/x")
        request.headers[.authorization] = "Bearer secret"
        let response = try await Self.sent(request, to: server.base).get()
        server.close()
        elsewhere.close()
        #expect(response.status == 302 && elsewhere.connectionCount == 0)
    }

    @Test(arguments: ["moved", "./moved?page=2", "/v1/lists/moved?page=2#top", "?page=2", "//HOST/moved", "http://HOST/moved"])
    func aRedirectOnTheHostIsFollowedWithItsHeaders(_ location: String) async throws {
        let isMoved = { @Sendable (request: Request) in request.path.hasSuffix("moved") || request.query("page") == "2" }
        let server = try FaultServer(.none) { request in
            let host = request.headers[HTTPField.Name("Host") ?? .accept] ?? ""
            let address = location.split(separator: "HOST", omittingEmptySubsequences: false).joined(separator: host)
            return isMoved(request) ? .good : Response(status: 307, headers: [.location: address])
        }
        let request = Request(.get, "/lists/old", headers: [.authorization: "Bearer secret"])
        let response = try await Self.sent(request, to: server.base + "/v1").get()
        server.close()
        #expect(response.status == 200 && server.requests.count == 2)
        #expect(server.requests.allSatisfy { $0.headers[.authorization] == "Bearer secret" })
    }

    // MARK: The end of a request

    @Test func aRequestThatTakesTooLongIsInDoubt() async throws {
        let server = try FaultServer(.stalledInBody)
        let result = try await Self.sent(Request(.get, "/x"), to: server.base, .init(requestLimit: .seconds(2)))
        server.close()
        #expect(result == .failure(.inDoubt("no answer within 2 s")))
    }

    @Test func aStoppedWriteIsInDoubtAndAStoppedReadIsNot() async throws {
        for (repetition, failure) in [
            (Repetition.read, TransportFailure.cancelled), (.settles, .inDoubt("interrupted before the answer")),
            (.doubles, .inDoubt("interrupted before the answer")),
        ] {
            let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
            let server = try FaultServer(.stalledAfterRequest) { _ in
                arrival.yield()
                return .good
            }
            let transport = try NetworkTransport(base: server.base, options: Self.patient)
            let sending = Task {
                await Self.result(of: Request(.post, "/x", body: [0x7b], repetition: repetition), over: transport)
            }
            for await _ in arrivals { break }
            sending.cancel()
            #expect(await sending.value == .failure(failure))
            await transport.close()
            server.close()
            #expect(server.requests.count == 1)
        }
    }

    @Test func aStoppedTaskSendsNothing() async throws {
        let server = try FaultServer(.none)
        let transport = try NetworkTransport(base: server.base)
        let sending = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await Self.result(of: Request(.post, "/x"), over: transport)
        }
        #expect(await sending.value == .failure(.cancelled))
        await transport.close()
        server.close()
        #expect(server.connectionCount == 0)
    }

    @Test func aClosedTransportSendsNothing() async throws {
        let server = try FaultServer(.none)
        let transport = try NetworkTransport(base: server.base)
        await transport.close()
        await transport.close()
        #expect(
            await Self.result(of: Request(.get, "/x"), over: transport) == .failure(.unreachable("the connection was ended here"))
        )
        server.close()
        #expect(server.connectionCount == 0)
    }

    // MARK: Words

    @Test(arguments: [
        (Fault.refused, TransportFailure.unreachable("connection refused")),
        (.resetBeforeReading, .inDoubt("the connection was reset before the answer")),
        (.closedAfterRequest, .inDoubt("the connection was closed before the answer")),
        (.closedInBody, .inDoubt("the answer broke off")),
        (.closedInChunks, .inDoubt("the answer broke off")),
        (.stalledAfterRequest, .inDoubt("no answer within 500 ms")),
        (.large(2 << 20), .inDoubt("the answer is larger than 1 MiB")),
        (.largeInChunks(2 << 20), .inDoubt("the answer is larger than 1 MiB")),
        (.packedBomb(2 << 20), .inDoubt("the answer is larger than 1 MiB")),
        (.packedInPart, .inDoubt("the answer could not be unpacked")),
        (.largeHead(100_000), .inDoubt("the head of the answer is too large")),
        (.noStatusLine, .inDoubt("the answer is no HTTP")),
    ]) func aFailureSaysWhatHappened(_ fault: Fault, _ failure: TransportFailure) async throws {
        let server = try FaultServer(fault)
        var options = Self.patient
        options.bodyLimit = 1 << 20
        if fault == .stalledAfterRequest { options.idleLimit = .milliseconds(500) }
        let result = try await Self.sent(Request(.get, "/x"), to: server.base, options)
        server.close()
        #expect(result == .failure(failure))
    }

    @Test func aNameThatIsNotKnown() async throws {
        // Longer than a part of a name may be: nobody needs to be asked.
        let host = String(repeating: "a", count: 64) + ".invalid"
        #expect(
            try await Self.sent(Request(.get, "/x"), to: "https://\(host)")
                == .failure(.unreachable("the name \(host) is not known")))
    }

    @Test func aPathThatIsNoneIsNotSent() async throws {
        let server = try FaultServer(.none)
        for path in ["x", "@example.invalid/x", "/x y", "/x?y=1", "/x#y", "/ü", "/x\r\nHost: y"] {
            #expect(
                try await Self.sent(Request(.get, path), to: server.base)
                    == .failure(.unusable("the address of the request is none")))
        }
        server.close()
        #expect(server.connectionCount == 0)
    }

    // MARK: Addresses

    @Test(arguments: [
        "https://api.example.com", "https://api.example.com/v1/", "HTTPS://api.example.com:8443", "http://127.0.0.1:80/v1",
        "http://localhost", "http://[::1]:9000", "http://127.1.2.3", "https://[2001:db8::1]/v1",
    ]) func anAddressToSendTo(_ base: String) throws {
        // It is not closed: whoever forgets that loses nothing.
        _ = try NetworkTransport(base: base)
    }

    @Test func anAddressInBracketsIsOne() async throws {
        let server = try FaultServer(.refused)
        // Nobody listens there either, or there is no such address on this machine.
        let result = try await Self.sent(Request(.get, "/x"), to: "http://[::1]:\(server.port)")
        server.close()
        #expect([.failure(.unreachable("connection refused")), .failure(.unreachable("no way to the service"))].contains(result))
    }

    @Test(arguments: [
        ("http://api.example.com", AddressFault.insecure(host: "api.example.com")),
        ("http://127.0.0.1.example.com", .insecure(host: "127.0.0.1.example.com")),
        ("http://127.example.com", .insecure(host: "127.example.com")),
        ("http://localhost.example.com", .insecure(host: "localhost.example.com")),
        ("http://10.0.0.1", .insecure(host: "10.0.0.1")),
        ("", .malformed), ("api.example.com", .malformed), ("ftp://127.0.0.1", .malformed), ("https://", .malformed),
        ("https:///v1", .malformed), ("https://me:secret@example.com", .malformed), ("http://127.0.0.1@example.com", .malformed),
        ("https://example.com:", .malformed), ("https://example.com:0", .malformed), ("https://example.com:70000", .malformed),
        ("https://example.com/a b", .malformed), ("https://example.com/?a=b", .malformed), ("https://example.com/#a", .malformed),
        ("https://[::1", .malformed), ("https://exa mple.com", .malformed), ("https://bücher.example", .malformed),
        ("http://127.0.0.1\\@example.com", .malformed), ("http+unix://127.0.0.1", .malformed),
    ]) func anAddressNotToSendTo(_ base: String, _ fault: AddressFault) {
        #expect(throws: fault) { try NetworkTransport(base: base) }
    }
}
