import HTTPTypes
public import LeadHTTP

/// What a `FaultServer` does with one request, one step after the other.
enum FaultStep: Sendable {
    /// Waits until something has come, and reads nothing of it.
    case awaitBytes
    case readHead
    /// Reads the request; one that is not carried out is only counted.
    case readRequest(isCarriedOut: Bool = true)
    case write([UInt8])
    case writeByteByByte([UInt8])
    /// Does nothing until the server or the connection ends.
    case stall
    case reset
    case close
    /// Reads the request and gives the answer that the server was made with, unless there is another.
    case answer(instead: @Sendable (Request) -> Response? = { _ in nil })

    static func write(_ text: String) -> FaultStep { .write(Array(text.utf8)) }
}

extension Fault {
    /// What is wrong with one of several attempts, counted from 0.
    func at(_ attempt: Int) -> Fault {
        switch self {
        case .once(let fault): attempt == 0 ? fault : .none
        case .after(let count, let fault): attempt < count ? .none : fault.at(attempt - count)
        default: self
        }
    }

    /// The steps for a request to a server at `authority`.
    func steps(authority: String) -> [FaultStep] {
        connectionSteps ?? stallSteps ?? answerSteps ?? protocolSteps(authority: authority)
    }

    private static let cutHead = "HTTP/1.1 200 OK\r\nContent-Type: appl"
    private static let cutBody = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"ok\":"
    private static let cutChunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"ok\""

    private var connectionSteps: [FaultStep]? {
        switch self {
        case .refused: []
        case .resetAtOnce: [.reset]
        case .resetBeforeReading: [.awaitBytes, .reset]
        case .resetAfterHead: [.readHead, .reset]
        case .resetAfterRequest: [.readRequest(), .reset]
        case .resetInHead: [.readRequest(), .write(Self.cutHead), .reset]
        case .resetInBody: [.readRequest(), .write(Self.cutBody), .reset]
        case .closedAfterRequest: [.readRequest(), .close]
        case .closedInHead: [.readRequest(), .write(Self.cutHead), .close]
        case .closedInBody: [.readRequest(), .write(Self.cutBody), .close]
        case .closedInChunks: [.readRequest(), .write(Self.cutChunks), .close]
        case .closedBehindTheAnswer: [.answer(), .close]
        default: nil
        }
    }

    private var stallSteps: [FaultStep]? {
        switch self {
        case .stalledBeforeAccepting: []
        case .stalledAfterHead: [.readHead, .stall]
        case .stalledAfterRequest: [.readRequest(), .stall]
        case .stalledInHead: [.readRequest(), .write(Self.cutHead), .stall]
        case .stalledInBody: [.readRequest(), .write(Self.cutBody), .stall]
        default: nil
        }
    }

    private var answerSteps: [FaultStep]? {
        guard let response = answerInstead else { return nil }
        // A service that refuses has done nothing; one in trouble may have.
        return [.readRequest(isCarriedOut: !(400..<500).contains(response.status)), .write(response.wireBytes)]
    }

    /// The answer of a fault that is only one.
    private var answerInstead: Response? {
        switch self {
        case .status(let status, let retryAfter):
            .json(
                status, #"{"error":{"code":"fault","message":"as asked for"}}"#,
                retryAfter.map { [.retryAfter: $0] } ?? [:])
        case .page(let status):
            Response(status: status, headers: [.contentType: "text/html"], body: Array("<html><h1>Sorry</h1>".utf8))
        case .invalidJSON: .json(200, #"{"ok":tru"#)
        case .emptyBody: .json(200, "")
        case .noContent: Response(status: 204)
        case .duplicateFields: .json(200, #"{"ok":true,"ok":false}"#)
        case .unknownFields: .json(200, #"{"ok":true,"colour":{"of":["the","sky"]}}"#)
        case .large(let count): Response(status: 200, body: [UInt8](repeating: 0x20, count: count))
        case .packed: .packed(Packing.gzip(Response.good.body))
        case .packedWrongly: .packed(Packing.broken(Response.good.body))
        case .packedInPart: .packed(Packing.gzip(Response.good.body).dropLast(12))
        case .packedBomb(let count): .packed(Packing.bomb(count))
        default: nil
        }
    }

    private func protocolSteps(authority: String) -> [FaultStep] {
        let good = Response.good.wireBytes
        return switch self {
        case .redirect(let status, let address): [.answer { $0.path == "/moved" ? nil : .redirect(status, to: address) }]
        case .redirectLoop: [.readRequest(), .write(Response.redirect(302, to: "http://\(authority)/again").wireBytes)]
        case .largeInChunks(let count):
            [.readRequest(), .write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")]
                + Array(repeating: .write("400\r\n" + String(repeating: " ", count: 1024) + "\r\n"), count: count / 1024)
                + [.write("0\r\n\r\n")]
        case .largeHead(let count):
            [
                .readRequest(),
                .write("HTTP/1.1 200 OK\r\nX: " + String(repeating: "x", count: count) + "\r\nContent-Length: 0\r\n\r\n"),
            ]
        case .greeting: [.awaitBytes, .write("220 mail.example.com ready\r\n"), .close]
        case .noStatusLine: [.readRequest(), .write("220 mail.example.com ready\r\n\r\n"), .close]
        case .noStatus: [.readRequest(), .write("HTTP/1.1 fine\r\nContent-Length: 0\r\n\r\n"), .close]
        case .twoLengths: [.readRequest(), .write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}"), .close]
        case .noLength: [.readRequest(), .write("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"), .close]
        case .noChunkSize: [.readRequest(), .write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nmany\r\n"), .close]
        case .oldVersion: [.readRequest(), .write("HTTP/1.0 200 OK\r\n\r\n{}"), .close]
        case .byteByByte: [.readRequest(), .writeByteByByte(good)]
        case .continueFirst: [.readRequest(), .write("HTTP/1.1 100 Continue\r\n\r\n"), .write(good)]
        case .twoAnswers: [.readRequest(), .write(good + good)]
        default: [.answer()]
        }
    }
}

extension Response {
    /// A success in JSON.
    public static let good = Response.json(200, #"{"ok":true}"#)

    /// An answer in JSON.
    static func json(_ status: Int, _ text: String, _ headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        return Response(status: status, headers: headers, body: Array(text.utf8))
    }

    fileprivate static func packed(_ body: some Sequence<UInt8>) -> Response {
        Response(
            status: 200, headers: [.contentType: "application/json", .contentEncoding: "gzip"], body: Array(body))
    }

    fileprivate static func redirect(_ status: Int, to address: String) -> Response {
        Response(status: status, headers: [.location: address])
    }

    /// The answer as HTTP/1.1 sends it.
    var wireBytes: [UInt8] {
        var head = "HTTP/1.1 \(status) Status\r\n"
        for field in headers { head += "\(field.name.rawName): \(field.value)\r\n" }
        if status != 204 { head += "Content-Length: \(body.count)\r\n" }
        return Array((head + "\r\n").utf8) + body
    }
}
