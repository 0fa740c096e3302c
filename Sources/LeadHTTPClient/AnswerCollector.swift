import AsyncHTTPClient
import HTTPTypes
import LeadHTTP
import NIOCore
import NIOHTTP1
import Synchronization

/// The answer is larger than is read.
struct TooLarge: Error {}

/// Puts one answer together, within a bound, and notes whether anything of the request has left.
final class AnswerCollector: HTTPClientResponseDelegate {
    typealias Response = LeadHTTP.Response

    private struct State {
        var isSent = false
        var head: HTTPResponseHead?
        var body: [UInt8] = []
    }

    private let bodyLimit: Int
    private let state = Mutex(State())

    init(bodyLimit: Int) {
        self.bodyLimit = bodyLimit
    }

    /// Whether the head of the request was given to the connection.
    ///
    /// As long as it was not, the service cannot have done anything.
    var isSent: Bool { state.withLock { $0.isSent } }

    func didSendRequestHead(task: HTTPClient.Task<Response>, _ head: HTTPRequestHead) {
        state.withLock { $0.isSent = true }
    }

    func didReceiveHead(task: HTTPClient.Task<Response>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        if let length = head.headers.first(name: "Content-Length").flatMap({ Int($0) }), length > bodyLimit {
            return task.eventLoop.makeFailedFuture(TooLarge())
        }
        state.withLock { $0.head = head }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Response>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        let fits = state.withLock { state in
            guard state.body.count + buffer.readableBytes <= bodyLimit else { return false }
            state.body += buffer.readableBytesView
            return true
        }
        return fits ? task.eventLoop.makeSucceededVoidFuture() : task.eventLoop.makeFailedFuture(TooLarge())
    }

    func didFinishRequest(task: HTTPClient.Task<Response>) throws -> Response {
        try state.withLock { state in
            guard let head = state.head else { throw HTTPClientError.remoteConnectionClosed }
            return Response(status: Int(head.status.code), headers: Self.fields(head.headers), body: state.body)
        }
    }

    /// The fields, without those that speak of a packed body: it is unpacked.
    private static func fields(_ headers: HTTPHeaders) -> HTTPFields {
        let isUnpacked = ["gzip", "deflate"].contains(headers.first(name: "Content-Encoding")?.lowercased())
        var fields = HTTPFields()
        for (name, value) in headers {
            guard let name = HTTPField.Name(name) else { continue }
            if isUnpacked, name == .contentEncoding || name == .contentLength { continue }
            fields.append(HTTPField(name: name, value: value))
        }
        return fields
    }
}
