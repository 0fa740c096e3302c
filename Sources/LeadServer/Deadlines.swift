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
        case .head:
            reading?.cancel()
            reading = deadline(limits.bodySeconds, of: "body", context)
        case .body: break
        case .end:
            reading?.cancel()
            reading = nil
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head:
            writing?.cancel()
            writing = deadline(limits.answerSeconds, of: "answer", context)
            context.write(data, promise: promise)
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
