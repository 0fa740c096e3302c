import Foundation
import HTTPTypes
import LeadAPI
import LeadHTTP
import LeadHTTPClient
import LeadJSON
import LeadServer
import LeadStore
import Testing

/// What the server adds to the sandbox: its own pages, limits for clients, a log, an end with grace.
@Suite(.timeLimit(.minutes(60))) struct ServerTests {
    private static let token = Tenants.demo.token(at: .leadlex)

    /// Sends a request as it stands and gives the whole answer, headers and all.
    private static func raw(_ request: String, port: Int) async -> String {
        let connection = RawConnection(port: port)
        connection.send(request)
        return await connection.readToEnd()
    }

    private static func get(_ path: String, _ headers: String = "", port: Int) async -> String {
        await raw("GET \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(headers)\r\n", port: port)
    }

    private static func body(of answer: String) -> String {
        answer.range(of: "\r\n\r\n").map { String(answer[$0.upperBound...]) } ?? ""
    }

    @Test func itsOwnPagesAnswer() async throws {
        try await LoopbackServer.serve(try LoopbackServer.sandbox(people: 20)) { port in
            #expect(await Self.get("/health", port: port).hasPrefix("HTTP/1.1 200"))
            #expect(Self.body(of: await Self.get("/ready", port: port)) == #"{"status":"ready"}"#)
            let document = try JSON(parsing: Array(Self.body(of: await Self.get("/openapi/lance.json", port: port)).utf8))
            #expect(document == OpenAPIDocument.lance)
            #expect(await Self.get("/openapi/nothing", port: port).hasPrefix("HTTP/1.1 404"))
            let wrong = await Self.raw("POST /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", port: port)
            #expect(wrong.hasPrefix("HTTP/1.1 405") && wrong.contains("Allow: GET"))
            let metrics = Self.body(of: await Self.get("/metrics", port: port))
            #expect(metrics.contains(#"lead_requests_total{service="server",method="GET",status="200"} 3"#))
            #expect(metrics.contains(#"lead_requests_total{service="server",method="POST",status="405"} 1"#))
            #expect(metrics.contains("lead_held_bytes 0\n"))
        }
    }

    @Test func everyAnswerHasAnIDAndEveryRequestALine() async throws {
        let log = LoopbackServer.Log()
        let path = LeadLexAPI.Endpoint.contacts.path
        try await LoopbackServer.serve(try LoopbackServer.sandbox(people: 20), log: log) { port in
            let authorization = "Authorization: Bearer \(Self.token)\r\n"
            let answer = await Self.get("\(path)?search=sec%72et&key=\(Self.token)", authorization, port: port)
            #expect(answer.hasPrefix("HTTP/1.1 200"))
            let id = try #require(answer.split(separator: "\r\n").first { $0.hasPrefix("X-Request-ID: ") }?.dropFirst(14))
            #expect(log.all.contains { $0.contains("path=\(path) status=200") && $0.contains("id=\(id)") })
            _ = await Self.get("\(LeadLexAPI.basePath)/v1/api-keys/\(Self.token)\u{1B}[31m", authorization, port: port)
            _ = await Self.get("/nothing", port: port)
        }
        let all = log.all.joined(separator: "\n")
        #expect(!all.contains(Self.token) && !all.contains("secret") && !all.contains("\u{1B}"))
        #expect(log.all.contains { $0.contains("path=/nothing status=404") })
    }

    @Test func aLongAnswerIsPackedForWhoAsksForIt() async throws {
        try await LoopbackServer.serve(try LoopbackServer.sandbox()) { port in
            let path = "/openapi/leadlex.json"
            let plain = await Self.get(path, port: port)
            let packed = await Self.get(path, "Accept-Encoding: br, gzip;q=0.5\r\n", port: port)
            #expect(packed.contains("Content-Encoding: gzip") && packed.utf8.count < plain.utf8.count / 3)
            for refusing in ["", "Accept-Encoding: gzip;q=0\r\n", "Accept-Encoding: br\r\n", "Accept-Encoding: *;q=0\r\n"] {
                #expect(await !Self.get(path, refusing, port: port).contains("Content-Encoding"), "\(refusing)")
            }
            // What is packed is what would have been sent.
            let transport = try NetworkTransport(base: "http://127.0.0.1:\(port)")
            let answer = try await transport.send(Request(.get, path, headers: [.acceptEncoding: "gzip"]))
            #expect(try JSON(parsing: answer.body) == OpenAPIDocument.leadLex)
            await transport.close()
        }
    }

    @Test func whatIsTooLongIsRefused() async throws {
        var limits = ServerLimits()
        limits.bodyBytes = 1000
        let path = LeadLexAPI.Endpoint.createList.path
        try await LoopbackServer.serve(try LoopbackServer.sandbox(people: 20), limits: limits) { port in
            let head = "POST \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer \(Self.token)\r\n"
            let long = String(repeating: "x", count: 1001)
            let announced = await Self.raw(head + "Content-Length: 1001\r\n\r\n" + long, port: port)
            #expect(announced.hasPrefix("HTTP/1.1 413") && announced.contains(#""code":"payload_too_large""#))
            let chunked = await Self.raw(
                head + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n\(long)\r\n0\r\n\r\n", port: port)
            #expect(chunked.hasPrefix("HTTP/1.1 413"))
            let made = await Self.raw(head + "Content-Length: 12\r\n\r\n{\"name\":\"A\"}", port: port)
            #expect(made.hasPrefix("HTTP/1.1 200"))
            let lance = await Self.raw(
                "POST /api/v1/entities/leadlists HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1001\r\n"
                    + "Authorization: Bearer \(Tenants.demo.token(at: .lance))\r\n\r\n" + long,
                port: port)
            #expect(lance.contains("PAYLOAD_TOO_LARGE"))
            let headers = await Self.get("/health", "X-Long: \(String(repeating: "x", count: 20_000))\r\n", port: port)
            #expect(headers.hasPrefix("HTTP/1.1 400") || headers.hasPrefix("HTTP/1.1 431"))
            let many = await Self.get("/health", (0..<200).map { "X-\($0): y\r\n" }.joined(), port: port)
            #expect(many.hasPrefix("HTTP/1.1 400") || many.hasPrefix("HTTP/1.1 431"))
        }
    }

    @Test func aSlowClientIsCutOff() async throws {
        var limits = ServerLimits()
        (limits.headerSeconds, limits.bodySeconds) = (1, 1)
        try await LoopbackServer.serve(try LoopbackServer.sandbox(people: 20), limits: limits) { port in
            // Without the limits, each of these would wait for ever.
            let headers = RawConnection(port: port)
            headers.send("GET /health HT")
            #expect(await headers.readToEnd().isEmpty)
            let body = RawConnection(port: port)
            body.send("POST \(LeadLexAPI.Endpoint.createList.path) HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\n{")
            #expect(await !body.readToEnd().contains("HTTP/1.1 200"))
            let metrics = Self.body(of: await Self.get("/metrics", port: port))
            #expect(metrics.contains(#"lead_clients_cut_off_total{with="headers"} 1"#))
            #expect(metrics.contains(#"lead_clients_cut_off_total{with="body"} 1"#))
        }
    }

    @Test func moreThanThereIsRoomForIsSentAway() async throws {
        var limits = ServerLimits()
        limits.heldBytes = 100
        try await LoopbackServer.serve(try LoopbackServer.sandbox(people: 50), limits: limits) { port in
            let head =
                "POST \(LeadLexAPI.Endpoint.searchProspects.path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer \(Self.token)\r\n"
            let body = "{\"titles\":[\"" + String(repeating: "x", count: 200) + "\"]}"
            let answer = await Self.raw(head + "Content-Length: \(body.utf8.count)\r\n\r\n" + body, port: port)
            #expect(answer.hasPrefix("HTTP/1.1 503") && answer.contains("Retry-After: 1"))
            // What was sent away holds no room.
            #expect(Self.body(of: await Self.get("/metrics", port: port)).contains("lead_held_bytes 0\n"))
        }
    }

    @Test func roomIsGivenBackWhateverBecomesOfAClient() async throws {
        let sandbox = try LoopbackServer.sandbox(people: 3000)
        try await LoopbackServer.serve(sandbox) { port in
            let body = #"{"per_page":100}"#
            let request =
                "POST \(LeadLexAPI.Endpoint.searchProspects.path) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(Self.token)\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
            // They ask for a lot and are gone before it comes.
            for _ in 0..<20 { RawConnection(port: port).send(String(repeating: request, count: 5)) }
            var metrics = ""
            repeat {
                metrics = Self.body(of: await Self.get("/metrics", port: port))
            } while !(metrics.contains("lead_requests_running 1\n") && metrics.contains("lead_held_bytes 0\n"))
            #expect(await Self.get("/health", port: port).hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func whoHasNoKeyHasNoRoom() async throws {
        try await LoopbackServer.serve(try LoopbackServer.sandbox(people: 20)) { port in
            let path = LeadLexAPI.Endpoint.createList.path
            let waiting = (0..<6).map { _ in RawConnection(port: port) }
            for connection in waiting {
                connection.send("POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: 20000000\r\n\r\n")
            }
            let lists = "Authorization: Bearer \(Self.token)\r\n"
            #expect(await Self.get(LeadLexAPI.Endpoint.lists.path, lists, port: port).hasPrefix("HTTP/1.1 200"))
            #expect(Self.body(of: await Self.get("/metrics", port: port)).contains("lead_held_bytes 0\n"))
        }
    }

    @Test func whatProtocolAsksForIsDone() async throws {
        try await LoopbackServer.serve(try LoopbackServer.sandbox(people: 20)) { port in
            let waiting = RawConnection(port: port)
            waiting.send(
                "POST \(LeadLexAPI.Endpoint.createList.path) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(Self.token)\r\n"
                    + "Expect: 100-continue\r\nConnection: Keep-Alive, Close\r\nContent-Length: 12\r\n\r\n")
            waiting.send("{\"name\":\"A\"}")
            // It ends, since the list of words says so, and the answer does as well.
            let answer = await waiting.readToEnd()
            #expect(answer.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200") && answer.contains("Connection: close"))
            let head = await Self.raw("HEAD /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", port: port)
            #expect(head.hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func aServerThatEndsLetsGoOfIdleClients() async throws {
        let idle = try await LoopbackServer.serve(try LoopbackServer.sandbox(people: 20)) { port in
            let connection = RawConnection(port: port)
            #expect(await Self.get("/ready", port: port).hasPrefix("HTTP/1.1 200"))
            return connection
        }
        #expect(await idle.readToEnd().isEmpty)
    }

    @Test func aTakenPortIsAFailureInWords() async throws {
        try await LoopbackServer.serve(try LoopbackServer.sandbox(people: 20)) { port in
            let second = SandboxServer(try LoopbackServer.sandbox(people: 20), at: .init(port: port)) { _ in }
            await #expect(throws: SandboxServer.Failure.self) { try await second.run { _ in } }
        }
    }
}
