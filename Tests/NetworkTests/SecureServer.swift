import NIOCore
import NIOHTTP1
import NIOHTTP2
import NIOPosix
import NIOSSL
import Synchronization

/// An HTTPS server for `localhost` on loopback, whose certificate nobody trusts who is not told to.
final class SecureServer: Sendable {
    /// What it does with a request; all but the first take HTTP/2.
    enum Manner: Sendable {
        /// It answers.
        case answers
        /// It says that it takes no more requests on this connection, and answers this one.
        case leaves
        /// It answers, and says then that it takes no more on this connection.
        case leavesBehindTheAnswer
        /// It says that it takes no more on this connection, not even this one.
        case leavesBeforeTheRequest
        /// It says that this is the last one on this connection, and hangs up without an answer.
        case leavesWithoutAnAnswer
        /// It says that it does not take this one.
        case refuses
    }

    /// What an account of the server holds.
    private struct Account {
        var requestCount = 0
        var connectionCount = 0
        var manners: [Manner]
    }

    private let channel: any Channel
    private let account: Ledger

    /// The port that it listens at.
    let port: Int
    /// How many requests have come.
    var requestCount: Int { account.value.requestCount }
    /// How many connections were made to it.
    var connectionCount: Int { account.value.connectionCount }

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - protocols: What it offers to speak, the best one first.
    ///   - manners: What it does with the first requests; the last one is for all that follow.
    init(protocols: [String] = ["http/1.1"], manners: [Manner] = [.answers]) async throws {
        let identity = try await TestCertificate.localhost
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(identity.certificate.utf8)).map {
            NIOSSLCertificateSource.certificate($0)
        }
        let key = try NIOSSLPrivateKey(bytes: Array(identity.key.utf8), format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
        configuration.applicationProtocols = protocols
        let context = try NIOSSLContext(configuration: configuration)
        let account = Ledger(manners)
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                account.addConnection()
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                }.flatMap {
                    channel.configureCommonHTTPServerPipeline { channel in
                        channel.eventLoop.makeCompletedFuture {
                            try channel.pipeline.syncOperations.addHandler(Answerer(account))
                        }
                    }
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
        self.account = account
    }

    func close() async throws {
        try await channel.close()
    }

    private final class Ledger: Sendable {
        private let account: Mutex<Account>

        init(_ manners: [Manner]) {
            account = Mutex(Account(manners: manners))
        }

        var value: Account { account.withLock { $0 } }
        func addConnection() { account.withLock { $0.connectionCount += 1 } }

        func addRequest() -> Manner {
            account.withLock { account in
                account.requestCount += 1
                return account.manners.count > 1 ? account.manners.removeFirst() : account.manners[0]
            }
        }
    }

    private final class Answerer: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart
        private let account: Ledger
        private var version = HTTPVersion.http1_1

        init(_ account: Ledger) {
            self.account = account
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            if case .head(let head) = unwrapInboundIn(data) { version = head.version }
            guard case .end = unwrapInboundIn(data) else { return }
            switch account.addRequest() {
            case .answers: answer(context)
            case .leaves:
                leave(context, isTaken: true)
                answer(context)
            case .leavesBehindTheAnswer:
                answer(context)
                leave(context, isTaken: true)
            case .leavesBeforeTheRequest: leave(context, isTaken: false)
            case .leavesWithoutAnAnswer:
                leave(context, isTaken: true)
                context.channel.parent?.close(promise: nil)
            case .refuses:
                send(HTTP2Frame(streamID: Self.number(of: context.channel), payload: .rstStream(.refusedStream)), context)
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }

        private func answer(_ context: ChannelHandlerContext) {
            let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["Content-Length": "0", "Server": "\(version)"])
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }

        /// Sends GOAWAY, which names the last request that is worked on.
        private func leave(_ context: ChannelHandlerContext, isTaken: Bool) {
            let last = isTaken ? Self.number(of: context.channel) : .rootStream
            send(
                HTTP2Frame(streamID: .rootStream, payload: .goAway(lastStreamID: last, errorCode: .noError, opaqueData: nil)),
                context)
        }

        private func send(_ frame: HTTP2Frame, _ context: ChannelHandlerContext) {
            context.channel.parent?.writeAndFlush(frame, promise: nil)
        }

        private static func number(of channel: any Channel) -> HTTP2StreamID {
            (try? channel.syncOptions?.getOption(HTTP2StreamChannelOptions.streamID)) ?? .rootStream
        }
    }
}
