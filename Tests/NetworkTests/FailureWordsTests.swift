import AsyncHTTPClient
import Glibc
import LeadHTTP
import NIOCore
import NIOHTTP1
import NIOSSL
import Testing

@testable import LeadHTTPClient

/// What an error of the network means to those above.
struct FailureWordsTests {
    private static func failure(_ error: any Error, isSent: Bool, _ repetition: Repetition = .doubles) -> TransportFailure {
        let options = NetworkTransport.Options(idleLimit: .milliseconds(1500))
        return FailureWords(options: options, repetition: repetition).failure(for: error, isSent: isSent)
    }

    static let errors: [any Error] = [
        HTTPClientError.remoteConnectionClosed, HTTPClientError.readTimeout, HTTPClientError.deadlineExceeded,
        HTTPClientError.cancelled, HTTPClientError.uncleanShutdown, HTTPClientError.alreadyShutdown,
        IOError(errnoCode: ECONNRESET, reason: "read"), IOError(errnoCode: EPIPE, reason: "write"),
        NIOSSLError.uncleanShutdown, HTTPParserError.invalidEOFState, ChannelError.eof, TooLarge(), NoAddress(), Unforeseen(),
    ]

    /// An error of any kind: a layer below may make up new ones.
    private struct Unforeseen: Error {}

    /// The kind of an error never says that nothing was sent: that is known otherwise.
    @Test(arguments: errors) func onlyWhatWasNotSentWasNotReceived(_ error: any Error) {
        for repetition in [Repetition.read, .settles, .doubles] {
            guard case .inDoubt = Self.failure(error, isSent: true, repetition) else { return #expect(Bool(false), "\(error)") }
            switch Self.failure(error, isSent: false, repetition) {
            case .unreachable, .unusable: break
            default: #expect(Bool(false), "\(error)")
            }
        }
    }

    @Test func aStopIsAStopUntilAWriteIsUnderWay() {
        #expect(Self.failure(Interruption(), isSent: false) == .cancelled)
        #expect(Self.failure(Interruption(), isSent: true, .read) == .cancelled)
        #expect(Self.failure(Interruption(), isSent: true, .settles) == .inDoubt("interrupted before the answer"))
        #expect(Self.failure(Interruption(), isSent: true) == .inDoubt("interrupted before the answer"))
    }

    @Test func wordsNameTheLimitThatWasMet() {
        #expect(Self.failure(HTTPClientError.readTimeout, isSent: true) == .inDoubt("no answer within 1500 ms"))
        #expect(Self.failure(HTTPClientError.deadlineExceeded, isSent: true) == .inDoubt("no answer within 60 s"))
        #expect(Self.failure(HTTPClientError.connectTimeout, isSent: false) == .unreachable("no connection within 10 s"))
        #expect(Self.failure(TooLarge(), isSent: true) == .inDoubt("the answer is larger than 64 MiB"))
        #expect(Self.failure(Unforeseen(), isSent: true) == .inDoubt("the connection failed (Unforeseen)"))
    }

    /// The state of a connection is told as it was: before an answer, or before anything.
    @Test func wordsTellHowFarItCame() {
        let reset = IOError(errnoCode: ECONNRESET, reason: "read")
        #expect(Self.failure(reset, isSent: false) == .unreachable("the connection was reset"))
        #expect(Self.failure(reset, isSent: true) == .inDoubt("the connection was reset before the answer"))
    }
}
