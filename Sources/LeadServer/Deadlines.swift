import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Cuts off a connection whose client is slow: with its headers, with its body, or in taking an answer.
///
/// To be slow is to need longer for the whole of it, so that a byte now and then changes nothing.
final class Deadlines: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: ServerLimits
    private let metrics: Metrics
    private var reading: Scheduled<Void>?
    private var writing: Scheduled<Void>?
    /// Whether the client wants the connection closed behind the answer.
    private var isClosing = false

    init(_ limits: ServerLimits, _ metrics: Metrics) {
        self.limits = limits
        self.metrics = metrics
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(var head):
            reading?.cancel()
            reading = deadline(limits.bodySeconds, of: "body", context)
            // The library knows the one spelling only (RFC 9110, section 7.6.1: a list, in any case).
            isClosing = head.headerFields[.connection].map(Self.closes) ?? false
            if isClosing { head.headerFields[.connection] = "close" }
            if head.headerFields[.expect]?.lowercased() == "100-continue" {
                context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
            }
            context.fireChannelRead(wrapInboundOut(.head(head)))
            return
        case .body: break
        case .end:
            reading?.cancel()
            reading = nil
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            writing?.cancel()
            writing = deadline(limits.answerSeconds, of: "answer", context)
            if isClosing { head.headerFields[.connection] = "close" }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            // The channel's thread runs both, so that nothing is shared.
            let taken = promise ?? context.eventLoop.makePromise(of: Void.self)
            taken.futureResult.assumeIsolated().whenComplete { _ in
                self.writing?.cancel()
                self.writing = nil
            }
            context.write(data, promise: taken)
        }
    }

    private static func closes(_ field: String) -> Bool {
        field.lowercased().split(separator: ",").contains { $0.filter { $0 != " " && $0 != "\t" } == "close" }
    }

    private func begin(_ context: ChannelHandlerContext) {
        guard reading == nil else { return }
        metrics.opened()
        reading = deadline(limits.headerSeconds, of: "headers", context)
    }

    private func end() {
        reading?.cancel()
        writing?.cancel()
        (reading, writing) = (nil, nil)
    }

    private func deadline(_ seconds: Int, of what: String, _ context: ChannelHandlerContext) -> Scheduled<Void> {
        context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(Int64(seconds))) {
            self.metrics.cutOff(what)
            context.close(promise: nil)
        }
    }
}
