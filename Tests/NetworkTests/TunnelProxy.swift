import NIOCore
import NIOPosix
import Synchronization

/// An HTTP proxy on loopback that connects to ports of this machine, and remembers all that it was sent.
final class TunnelProxy: Sendable {
    private let channel: any Channel
    private let record: Record

    /// The port that it listens at.
    let port: Int
    /// The heads of the requests that it was sent, in their order.
    var heads: [String] { record.value.heads }
    /// All that went through it to the services.
    var tunnelled: [UInt8] { record.value.tunnelled }

    /// Starts a proxy.
    ///
    /// - Parameter authorization: The value of the field `Proxy-Authorization` without which it connects to nothing; nil for any.
    init(authorization: String? = nil) async throws {
        let record = Record()
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Asked(authorization: authorization, record: record))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
        self.record = record
    }

    func close() async throws {
        try await channel.close()
    }

    private final class Record: Sendable {
        private let content = Mutex((heads: [String](), tunnelled: [UInt8]()))
        var value: (heads: [String], tunnelled: [UInt8]) { content.withLock { $0 } }
        func add(head: String) { content.withLock { $0.heads.append(head) } }
        func add(tunnelled bytes: [UInt8]) { content.withLock { $0.tunnelled += bytes } }
    }

    /// The side of those who ask.
    private final class Asked: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let authorization: String?
        private let record: Record
        private var unread: [UInt8] = []
        private var isAsked = false
        private var service: (any Channel)?

        init(authorization: String?, record: Record) {
            (self.authorization, self.record) = (authorization, record)
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            unread += unwrapInboundIn(data).readableBytesView
            if !isAsked, let end = unread.firstRange(of: Array("\r\n\r\n".utf8)) {
                isAsked = true
                let head = String(decoding: unread[..<end.upperBound], as: UTF8.self)
                unread.removeFirst(end.upperBound)
                record.add(head: head)
                answer(head, to: context.channel)
            }
            pass()
        }

        func channelInactive(context: ChannelHandlerContext) {
            service?.close(promise: nil)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }

        private func answer(_ head: String, to channel: any Channel) {
            let lines = head.split(separator: "\r\n")
            let words = lines[0].split(separator: " ")
            let isKnown =
                authorization.map { wanted in
                    lines.contains { $0.lowercased().hasPrefix("proxy-authorization:") && $0.hasSuffix(" " + wanted) }
                } ?? true
            guard isKnown else { return write("407 Proxy Authentication Required\r\nContent-Length: 0", to: channel) }
            guard words[0] == "CONNECT", let port = words[1].split(separator: ":").last.flatMap({ Int($0) }) else {
                return write("405 Method Not Allowed\r\nContent-Length: 0", to: channel)
            }
            let this = NIOLoopBound(self, eventLoop: channel.eventLoop)
            // On the same loop, so that nothing happens at the same time.
            ClientBootstrap(group: channel.eventLoop)
                .channelInitializer { service in
                    service.eventLoop.makeCompletedFuture {
                        try service.pipeline.syncOperations.addHandler(Answering(client: channel))
                    }
                }
                .connect(host: "127.0.0.1", port: port).whenComplete { result in
                    switch result {
                    case .success(let service):
                        guard channel.isActive else { return service.close(promise: nil) }
                        this.value.service = service
                        this.value.write("200 Connection Established", to: channel)
                        this.value.pass()
                    case .failure: this.value.write("502 Bad Gateway\r\nContent-Length: 0", to: channel)
                    }
                }
        }

        private func pass() {
            guard let service, !unread.isEmpty else { return }
            record.add(tunnelled: unread)
            service.writeAndFlush(ByteBuffer(bytes: unread), promise: nil)
            unread = []
        }

        private func write(_ text: String, to channel: any Channel) {
            channel.writeAndFlush(ByteBuffer(string: "HTTP/1.1 \(text)\r\n\r\n"), promise: nil)
        }
    }

    /// The side of the services.
    private final class Answering: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let client: any Channel

        init(client: any Channel) {
            self.client = client
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            client.writeAndFlush(unwrapInboundIn(data), promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) {
            client.close(promise: nil)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
