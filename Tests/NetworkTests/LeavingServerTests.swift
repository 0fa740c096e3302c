import HTTPTypes
import LeadHTTP
import LeadHTTPClient
import LeadTestSupport
import Testing

/// What comes of requests over HTTP/2 when the service wants no more of them on a connection.
///
/// A service can say which requests it has not begun. What it says is not believed: the layers between may have begun
/// them, and whether a request has left is the one fact that counts (see `FailureWords`).
struct LeavingServerTests {
    private static let write = Request(.post, "/x", body: [1], repetition: .doubles)

    @Test func anAnswerComesFromAServerThatLeavesAndTheNextFromAnotherConnection() async throws {
        let world = try await SecureWorld(manners: [.leaves, .leaves, .answers])
        for _ in 0..<4 { #expect(try await world.transport.send(Self.write).status == 200) }
        try await world.close()
        #expect(world.server.requestCount == 4 && world.server.connectionCount == 3)
    }

    @Test(arguments: [SecureServer.Manner.leavesBeforeTheRequest, .refuses, .leavesWithoutAnAnswer])
    func whatHasLeftIsInDoubtWhateverTheServiceSays(_ manner: SecureServer.Manner) async throws {
        for repetition in [Repetition.read, .settles, .doubles] {
            let world = try await SecureWorld(manners: [manner, .answers])
            let request = Request(.post, "/x", body: [1], repetition: repetition)
            let result = await world.transport.result(of: request)
            let count = world.server.requestCount
            // The next ones may meet the end of the connection, and are not sent then.
            var next = await world.transport.result(of: request)
            while case .failure(.unreachable) = next { next = await world.transport.result(of: request) }
            try await world.close()
            guard case .failure(.inDoubt) = result else { return #expect(Bool(false), "\(result)") }
            #expect(try count == 1 && next.get().status == 200 && world.server.requestCount == 2)
        }
    }

    @Test func whatMayBeSentAgainIs() async throws {
        let world = try await SecureWorld(manners: [.refuses, .answers])
        let transport = RetryingTransport(
            world.transport, policy: RetryPolicy(attempts: 2), clock: ManualClock(), now: { 0 }, chance: { 1 })
        #expect(try await transport.send(Request(.get, "/x")).status == 200)
        try await world.close()
        #expect(world.server.requestCount == 2 && world.server.connectionCount == 1)
    }

    /// A request may cross with the word that none is taken: it is answered on another connection, in doubt or not sent, and each is
    /// true.
    @Test func aRequestThatCrossesWithTheEndIsNotCountedWrongly() async throws {
        let world = try await SecureWorld(manners: [.leavesBehindTheAnswer])
        for _ in 0..<40 {
            let before = world.server.requestCount
            let result = await world.transport.result(of: Self.write)
            let count = world.server.requestCount - before
            switch result {
            case .success(let response): #expect(response.status == 200 && count == 1)
            case .failure(.unreachable): #expect(count == 0)
            case .failure(.inDoubt): #expect(count <= 1)
            case .failure(let failure): #expect(Bool(false), "\(failure)")
            }
        }
        try await world.close()
    }
}
