import Glibc
import HTTPTypes
import LeadHTTP

/// One connection of a `FaultServer`: reads requests and takes steps, on a thread of its own.
struct FaultConnection {
    /// Why a connection is at its end.
    private struct Ended: Error {}

    private let descriptor: Int32
    /// Becomes readable when the server ends.
    private let stop: Int32
    private var unread: [UInt8] = []
    private var head: Request?

    init(_ descriptor: Int32, stop: Int32) {
        self.descriptor = descriptor
        self.stop = stop
    }

    /// Takes steps until the connection ends.
    ///
    /// - Parameters:
    ///   - steps: What to do with the next request.
    ///   - isCountingRequests: Whether it is asked what to do only when something has come, not for a connection that rests.
    ///   - note: Counts a request that has come as a whole.
    ///   - answer: Carries a request out.
    mutating func serve(
        isCountingRequests: Bool, steps: () -> [FaultStep], note: (Request) -> Void, answer: (Request) -> Response
    ) {
        do {
            while true {
                head = nil
                if isCountingRequests, unread.isEmpty { try fill() }
                for step in steps() { try take(step, note, answer) }
            }
        } catch {
            // The end of a connection is no failure of the server.
        }
        close(descriptor)
    }

    private mutating func take(
        _ step: FaultStep, _ note: (Request) -> Void, _ answer: (Request) -> Response
    ) throws(Ended) {
        switch step {
        case .awaitBytes: guard wait() else { throw Ended() }
        case .readHead: try readHead()
        case .readRequest(let isCarriedOut):
            let request = try readRequest()
            note(request)
            if isCarriedOut { _ = answer(request) }
        case .answer(let instead):
            let request = try readRequest()
            note(request)
            try write((instead(request) ?? answer(request)).wireBytes)
        case .write(let bytes): try write(bytes)
        case .writeByteByByte(let bytes): for byte in bytes { try write([byte]) }
        case .stall:
            stall()
            throw Ended()
        case .reset:
            var option = linger(l_onoff: 1, l_linger: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
            throw Ended()
        case .close: throw Ended()
        }
    }

    // MARK: Bytes

    /// Waits for bytes, or the end of those that come; false where the server ends first.
    private func wait() -> Bool {
        var events = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0), pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&events, 2, -1) < 0 { guard errno == EINTR else { return false } }
        // What has come is read even when the server ends: it counts.
        return events[0].revents != 0
    }

    private func stall() {
        // A client that has given up is waited for no longer, even if it has sent more than was read.
        let hungUp: Int16 = 0x2000  // POLLRDHUP
        var events = [
            pollfd(fd: descriptor, events: hungUp, revents: 0), pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&events, 2, -1) < 0 { guard errno == EINTR else { return } }
    }

    private mutating func fill() throws(Ended) {
        guard wait() else { throw Ended() }
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        guard count > 0 else { throw Ended() }
        unread += chunk[..<count]
    }

    private func write(_ bytes: [UInt8]) throws(Ended) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Ended() }
            written += count
        }
    }

    // MARK: Requests

    private mutating func readHead() throws(Ended) {
        guard head == nil else { return }
        let end = Array("\r\n\r\n".utf8)
        while true {
            if let start = unread.firstRange(of: end) {
                let text = String(decoding: unread[..<start.lowerBound], as: UTF8.self)
                guard let request = Self.request(text) else { throw Ended() }
                head = request
                unread.removeFirst(start.upperBound)
                return
            }
            try fill()
        }
    }

    private mutating func readRequest() throws(Ended) -> Request {
        try readHead()
        guard var request = head else { throw Ended() }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }) {
            while unread.count < length { try fill() }
            request.body = Array(unread[..<length])
            unread.removeFirst(length)
        }
        return request
    }

    private static func request(_ text: String) -> Request? {
        let lines = text.split(separator: "\r\n").map(String.init)
        let words = lines.first?.split(separator: " ").map(String.init) ?? []
        guard words.count == 3, let method = HTTPRequest.Method(words[0]) else { return nil }
        let parts = words[1].split(separator: "?", maxSplits: 1).map(String.init)
        let items = parts.count < 2 ? [] : parts[1].split(separator: "&").map { $0.split(separator: "=", maxSplits: 1) }
        let query = items.map { QueryItem(decoded($0[0]), $0.count > 1 ? decoded($0[1]) : "") }
        var request = Request(method, parts.first ?? "/", query: query)
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":"), let name = HTTPField.Name(String(line[..<colon])) else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            request.headers.append(HTTPField(name: name, value: String(value)))
        }
        return request
    }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
