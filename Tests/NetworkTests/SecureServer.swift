import NIOCore
import NIOHTTP1
import NIOHTTP2
import NIOPosix
import NIOSSL
import Synchronization

/// An HTTPS server for `localhost` on loopback, whose certificate nobody trusts who is not told to.
final class SecureServer: Sendable {
    private let channel: any Channel
    private let count: Counter

    /// The port that it listens at.
    let port: Int
    /// How many requests have come.
    var requestCount: Int { count.value }

    /// Starts a server that offers these protocols, the best one first.
    init(protocols: [String] = ["http/1.1"]) async throws {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(Self.certificate.utf8)).map {
            NIOSSLCertificateSource.certificate($0)
        }
        let key = try NIOSSLPrivateKey(bytes: Array(Self.key.utf8), format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
        configuration.applicationProtocols = protocols
        let context = try NIOSSLContext(configuration: configuration)
        let count = Counter()
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                }.flatMap {
                    channel.configureCommonHTTPServerPipeline { channel in
                        channel.eventLoop.makeCompletedFuture {
                            try channel.pipeline.syncOperations.addHandler(Answerer(count: count))
                        }
                    }
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
        self.count = count
    }

    func close() async throws {
        try await channel.close()
    }

    private final class Counter: Sendable {
        private let count = Mutex(0)
        var value: Int { count.withLock { $0 } }
        func add() { count.withLock { $0 += 1 } }
    }

    private final class Answerer: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart
        private let count: Counter
        private var version = HTTPVersion.http1_1

        init(count: Counter) {
            self.count = count
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            if case .head(let head) = unwrapInboundIn(data) { version = head.version }
            guard case .end = unwrapInboundIn(data) else { return }
            count.add()
            let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["Content-Length": "0", "Server": "\(version)"])
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }

    /// For `localhost`, valid for a hundred years, and good for nothing else.
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBYTCCAQegAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
        c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
        CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABF20ZVyAEY2lXaEC
        B93I7K9fpTzgZGpoB0y7gClv6m3iD9v54+4uUGoh36AG7O5AQgOWvNXdEyf6YFpN
        2GZw8eWjSDBGMBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAPBgNVHRMBAf8EBTADAQH/
        MB0GA1UdDgQWBBQ0yrMLEEUyLKoSb3Yx7lcRW/8GzzAKBggqhkjOPQQDAgNIADBF
        AiEA/W8wcOk2VYZasc38I/EzU5/oedNiCN4ovjznQo7UBn8CIBpRiSrUTQS523EI
        by9SUWsXQVu/Qx4rxlCRef39UXxk
        -----END CERTIFICATE-----
        """

    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgiYISU/LUhgogn2Rl
        ciklxsZuBj2miEXX/CjSNSB6vLyhRANCAARdtGVcgBGNpV2hAgfdyOyvX6U84GRq
        aAdMu4Apb+pt4g/b+ePuLlBqId+gBuzuQEIDlrzV3RMn+mBaTdhmcPHl
        -----END PRIVATE KEY-----
        """
}
