import CSpawn
import Dispatch
import Foundation
import Glibc
public import LeadHTTP
import Synchronization

/// An HTTP server on loopback that does what a `Fault` says, over sockets and threads of its own.
///
/// It speaks HTTP/1.1 without TLS, and answers what comes in good order with JSON, or as it is told. Nothing in it waits for time:
/// a stall ends when the server is closed or the client gives up.
public final class FaultServer: Sendable {
    /// Why there is no server.
    public struct Failure: Error {
        let errno: Int32
    }

    private struct State {
        var requests: [Request] = []
        var connectionCount = 0
        var attemptCount = 0
        var isClosed = false
    }

    private let fault: Fault
    private let answer: @Sendable (Request) -> Response
    private let state = Mutex(State())
    private let threads = DispatchGroup()
    private let listener: Int32
    private let stopReader: Int32
    private let stopWriter: Int32
    /// The port that it listens at, or that nobody listens at.
    public let port: Int

    /// Starts a server.
    ///
    /// - Parameter answer: Answers what comes in good order.
    public init(
        _ fault: Fault,
        answer: @escaping @Sendable (Request) -> Response = { _ in .good }
    ) throws(Failure) {
        self.fault = fault
        self.answer = answer
        var pipe: [Int32] = [0, 0]
        guard pipe2(&pipe, O_CLOEXEC) == 0 else { throw Failure(errno: errno) }
        (stopReader, stopWriter) = (pipe[0], pipe[1])
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let isBound = withUnsafeMutableBytes(of: &address) { bytes in
            guard let place = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
            return bind(descriptor, place, length) == 0 && getsockname(descriptor, place, &length) == 0
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        // A port that is taken but not listened at refuses, and nobody else can take it.
        guard isBound, fault == .refused || listen(listener, 64) == 0 else { throw Failure(errno: errno) }
        if fault != .refused, fault != .stalledBeforeAccepting { start { server in server.accept() } }
    }

    deinit {
        for descriptor in [listener, stopReader] + (state.withLock { $0.isClosed } ? [] : [stopWriter]) {
            Glibc.close(descriptor)
        }
    }

    /// Its host and port.
    public var authority: String { "127.0.0.1:\(port)" }

    /// The address before each path.
    public var base: String { "http://\(authority)" }

    /// The requests that have come as a whole, in their order.
    public var requests: [Request] { state.withLock { $0.requests } }

    /// How many connections were taken.
    public var connectionCount: Int { state.withLock { $0.connectionCount } }

    /// Ends the server; what has come by now is read and counted before this returns.
    public func close() {
        let isFirst = state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
        // The end of the pipe is what every thread sees.
        if isFirst { Glibc.close(stopWriter) }
        threads.wait()
    }

    private func start(_ body: @escaping @Sendable (FaultServer) -> Void) {
        threads.enter()
        Thread.detachNewThread { [self] in
            body(self)
            threads.leave()
        }
    }

    private func accept() {
        while true {
            var events = [
                pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
                pollfd(fd: stopReader, events: Int16(POLLIN), revents: 0),
            ]
            while poll(&events, 2, -1) < 0 { guard errno == EINTR else { return } }
            let descriptor = accept4(listener, nil, nil, Int32(SOCK_CLOEXEC.rawValue))
            guard descriptor >= 0 else {
                // Who stands in the line when the server ends is served still.
                if events[1].revents != 0 { return }
                continue
            }
            state.withLock { $0.connectionCount += 1 }
            start { server in server.serve(descriptor) }
        }
    }

    private func serve(_ descriptor: Int32) {
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        var connection = FaultConnection(descriptor, stop: stopReader)
        let isCountingRequests = if case .after = fault { true } else { false }
        connection.serve(isCountingRequests: isCountingRequests) {
            nextSteps()
        } note: { request in
            state.withLock { $0.requests.append(request) }
        } answer: { request in
            answer(request)
        }
    }

    private func nextSteps() -> [FaultStep] {
        let attempt = state.withLock { state in
            defer { state.attemptCount += 1 }
            return state.attemptCount
        }
        return fault.at(attempt).steps(authority: authority)
    }
}
