import HTTPTypes
import Hummingbird
import HummingbirdCore
import LeadAPI
import LeadHTTP
import LeadJSON
import LeadModel
import LeadSandbox
import LeadText
import NIOCore
import NIOPosix
import Synchronization

/// Answers requests from a sandbox, and those about the server itself.
struct SandboxResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    private let sandbox: Sandbox
    private let limits: ServerLimits
    private let metrics: Metrics
    private let log: (@Sendable (String) -> Void)?
    private let state = State()
    private let exports: NIOThreadPool

    /// Whether the server is about to end.
    private final class State: Sendable {
        let isEnding = Mutex(false)
    }

    init(_ sandbox: Sandbox, _ limits: ServerLimits, _ metrics: Metrics, _ log: (@Sendable (String) -> Void)?) {
        self.sandbox = sandbox
        self.limits = limits
        self.metrics = metrics
        self.log = log
        exports = NIOThreadPool(numberOfThreads: 1)
        exports.start()
    }

    /// Lets `/ready` say that no more requests should come.
    func endSoon() {
        state.isEnding.withLock { $0 = true }
    }

    func respond(to request: Hummingbird.Request, context: Context) async throws -> Hummingbird.Response {
        let clock = ContinuousClock()
        let start = clock.now
        metrics.begun()
        let service = Service(path: request.uri.path)
        var answer: LeadHTTP.Response
        do {
            answer = try await self.answer(request, service)
        } catch {
            // The client is gone, or the server ends: nobody gets an answer.
            metrics.dropped(service.rawValue, request.method.rawValue)
            log?("level=info msg=dropped method=\(request.method.rawValue) path=\(LoggedPath(request.uri.path).text)")
            throw error
        }
        if answer.headers[.xRequestID] == nil { answer.headers[.xRequestID] = "req_\(Self.newID())" }
        compress(&answer, for: request)
        let elapsed = start.duration(to: clock.now)
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        metrics.ended(service.rawValue, request.method.rawValue, answer.status, seconds: seconds)
        if let log { log(line(request, answer, seconds: seconds)) }
        return response(answer)
    }

    /// An id that no other request has.
    private static func newID() -> String {
        let number = UInt128.random(in: 0...UInt128.max)
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }

    // MARK: Answers

    private func answer(_ request: Hummingbird.Request, _ service: Service) async throws -> LeadHTTP.Response {
        switch service {
        case .server: return own(request)
        case .lance, .leadlex: break
        }
        var wanted = LeadHTTP.Request(
            request.method, request.uri.path, query: QueryItem.items(in: request.uri.query ?? ""), headers: request.headers)
        // Who has no key has no room for a body either.
        if let refusal = sandbox.refusal(of: wanted) { return refusal }
        let hold = Hold(metrics, limits.heldBytes)
        switch try await body(of: request, hold) {
        case .none: break
        case .whole(let bytes): wanted.body = bytes
        case .tooLong: return tooLong(service)
        case .noRoom: return service.busy
        }
        guard let answer = try await carryOut(wanted) else { return service.busy }
        // What has changed something is answered, whatever room there is: told to come again, a client would do it twice.
        let isRead = request.method == .get && answer.body.count > Self.smallAnswer
        guard metrics.roomIsLeft(for: isRead ? answer.body.count : 0, of: limits.heldBytes) else { return service.busy }
        return answer
    }

    /// Does what is asked; nil where too many exports are under way.
    ///
    /// What waits for the disk, or for another process's transaction, must not keep the network waiting; and exports, which take
    /// longest, must not keep others waiting.
    private func carryOut(_ wanted: LeadHTTP.Request) async throws -> LeadHTTP.Response? {
        if Self.isBrief(wanted) { return sandbox.respond(to: wanted) }
        guard wanted.path.hasSuffix("/export") else {
            return try await NIOThreadPool.singleton.runIfActive { [sandbox] in sandbox.respond(to: wanted) }
        }
        guard metrics.beginExport(atMost: limits.exports) else { return nil }
        defer { metrics.endExport() }
        return try await exports.runIfActive { [sandbox] in sandbox.respond(to: wanted) }
    }

    /// A request's body.
    private enum Body {
        case none
        case whole([UInt8])
        case tooLong
        case noRoom
    }

    /// Takes a body in as it comes, and room for it as it does.
    private func body(of request: Hummingbird.Request, _ hold: Hold) async throws -> Body {
        let announced = request.headers[.contentLength].flatMap { Int($0) }
        if let announced, announced > limits.bodyBytes { return .tooLong }
        guard announced.map({ $0 > 0 }) ?? (request.headers[.transferEncoding] != nil) else { return .none }
        var bytes: [UInt8] = []
        for try await chunk in request.body {
            guard bytes.count + chunk.readableBytes <= limits.bodyBytes else { return .tooLong }
            guard hold.add(chunk.readableBytes) else { return .noRoom }
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        return .whole(bytes)
    }

    /// Whether a request reads no more than a page: in SQLite's log mode a reader waits for nobody.
    private static func isBrief(_ request: LeadHTTP.Request) -> Bool {
        request.method == .get && !request.path.hasSuffix("/export")
    }

    private func tooLong(_ service: Service) -> LeadHTTP.Response {
        let message = "The body is longer than \(limits.bodyBytes) bytes"
        return service.refusal(413, LeadLexAPI.Code.payloadTooLarge.rawValue, LanceAPI.Code.payloadTooLarge.rawValue, message)
    }

    /// The server's own pages.
    private func own(_ request: Hummingbird.Request) -> LeadHTTP.Response {
        guard let page = Page(rawValue: request.uri.path) else {
            return .json(404, ["error": ["code": "not_found", "message": "Not found"]])
        }
        guard request.method == .get || request.method == .head else {
            var answer = LeadHTTP.Response.json(
                405, ["error": ["code": "method_not_allowed", "message": "Method not allowed"]])
            answer.headers[.allow] = "GET, HEAD"
            return answer
        }
        switch page {
        case .health: return .json(200, ["status": "ok"])
        case .ready:
            if state.isEnding.withLock({ $0 }) { return .json(503, ["status": "ending"]) }
            return sandbox.isUsable ? .json(200, ["status": "ready"]) : .json(503, ["status": "the data cannot be read"])
        case .metrics:
            return LeadHTTP.Response(
                status: 200, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: Array(metrics.page.utf8))
        case .leadLexDocument: return Documents.leadLex
        case .lanceDocument: return Documents.lance
        }
    }

    // MARK: Sending

    private func compress(_ answer: inout LeadHTTP.Response, for request: Hummingbird.Request) {
        guard answer.body.count >= 1024 else { return }
        answer.headers[.vary] = "Accept-Encoding"
        guard let accepted = request.headers[.acceptEncoding], Self.accepts(gzip: accepted),
            let shorter = gzipped(answer.body)
        else { return }
        answer.body = shorter
        answer.headers[.contentEncoding] = "gzip"
    }

    /// Whether `Accept-Encoding` names gzip, or everything, and not with a weight of nothing (RFC 9110, section 12.5.3).
    static func accepts(gzip field: String) -> Bool {
        var others = false
        for item in field.lowercased().split(separator: ",") {
            let parts = item.split(separator: ";").map { $0.filter { $0 != " " } }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            switch parts.first {
            case "gzip", "x-gzip": return weight > 0
            case "*": others = weight > 0
            default: continue
            }
        }
        return others
    }

    private func response(_ answer: LeadHTTP.Response) -> Hummingbird.Response {
        let status = HTTPResponse.Status(code: answer.status)
        let buffer = ByteBuffer(bytes: answer.body)
        // A small answer is with the network at once.
        guard answer.body.count > Self.smallAnswer else {
            return Hummingbird.Response(status: status, headers: answer.headers, body: .init(byteBuffer: buffer))
        }
        // Held for as long as there is somebody who could still send it: that ends when nobody can, too.
        let hold = Hold(metrics, .max)
        _ = hold.add(answer.body.count)
        let body = ResponseBody(contentLength: buffer.readableBytes) { writer in
            try await writer.write(buffer)
            try await writer.finish(nil)
            withExtendedLifetime(hold) {}
        }
        return Hummingbird.Response(status: status, headers: answer.headers, body: body)
    }

    private static let smallAnswer = 16_384

    /// One line for a request: never its query, its body, or a token that was put into the path.
    private func line(_ request: Hummingbird.Request, _ answer: LeadHTTP.Response, seconds: Double) -> String {
        let milliseconds = (seconds * 10_000).rounded() / 10
        return "level=info msg=request method=\(request.method.rawValue) path=\(LoggedPath(request.uri.path).text) "
            + "status=\(answer.status) ms=\(milliseconds) bytes=\(answer.body.count) "
            + "id=\(answer.headers[.xRequestID] ?? "")"
    }
}

/// A request's path as the log shows it: without what looks like a token, and without control characters.
struct LoggedPath {
    let text: String

    init(_ path: String) {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            segment.contains("wbk_") || segment.contains("lance_") || segment.utf8.count > 64 ? "***" : String(segment)
        }
        text = scrubbed(segments.joined(separator: "/")).filter { $0 != " " }
    }
}

extension SandboxResponder {
    /// Who answers a path.
    enum Service: String {
        case lance, leadlex, server

        init(path: String) {
            if LeadLexAPI.owns(path: path) {
                self = .leadlex
            } else if path.hasPrefix(LanceAPI.basePath + "/") {
                self = .lance
            } else {
                self = .server
            }
        }

        /// A refusal in the service's own envelope.
        func refusal(_ status: Int, _ leadLex: String, _ lance: String, _ message: String) -> LeadHTTP.Response {
            .json(status, ["error": ["code": .string(self == .lance ? lance : leadLex), "message": .string(message)]])
        }

        var busy: LeadHTTP.Response {
            var answer = refusal(503, "unavailable", "UNAVAILABLE", "Too much is being sent at once")
            answer.headers[.retryAfter] = "1"
            return answer
        }
    }

    /// The server's own paths.
    private enum Page: String {
        case health = "/health"
        case ready = "/ready"
        case metrics = "/metrics"
        case leadLexDocument = "/openapi/leadlex.json"
        case lanceDocument = "/openapi/lance.json"
    }

    private enum Documents {
        static let leadLex = LeadHTTP.Response.json(200, OpenAPIDocument.leadLex)
        static let lance = LeadHTTP.Response.json(200, OpenAPIDocument.lance)
    }
}

extension LeadHTTP.Response {
    fileprivate static func json(_ status: Int, _ json: JSON) -> LeadHTTP.Response {
        LeadHTTP.Response(status: status, headers: [.contentType: "application/json"], body: json.bytes)
    }
}

extension HTTPField.Name {
    static var xRequestID: HTTPField.Name { requestID ?? .eTag }
}

/// The name is a token, so that there is one.
private let requestID = HTTPField.Name("X-Request-ID")

extension QueryItem {
    /// The items of a query as it is sent; an escape that is broken stands for itself.
    static func items(in query: some StringProtocol) -> [QueryItem] {
        query.split(separator: "&").map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { side in
                let text = String(side.map { $0 == "+" ? " " : $0 })
                return PercentEncoding.decoded(text) ?? text
            }
            return QueryItem(sides[0], sides.count > 1 ? sides[1] : "")
        }
    }
}
