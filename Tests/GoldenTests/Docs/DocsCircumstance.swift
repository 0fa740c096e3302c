import HTTPTypes
import LeadAPI
import LeadCLI
import LeadHTTP
import LeadJSON
import LeadModel
import LeadTestSupport
import Synchronization

/// What is not usual where a block of the docs runs.
struct DocsCircumstance {
    private let kind: ManualPage.Code.Circumstance

    struct Unknown: Error {
        let name: String
    }

    init(_ name: String) throws {
        guard let kind = ManualPage.Code.Circumstance(rawValue: name) else { throw Unknown(name: name) }
        self.kind = kind
    }

    /// Whether somebody sits there who can be asked.
    var isWatched: Bool { kind == .declining }

    /// What is said on the command line.
    var flags: [String] { kind == .outOfTime ? ["--timeout", "1m"] : [] }

    /// What they type, which the terminal shows where the questions stand.
    func input(shownOn terminal: MemorySink) -> any ByteSource {
        TypedLine(text: "no", isTerminal: isWatched, terminal: terminal)
    }

    /// Lets the service, or the way to it, be as the circumstance wants it.
    func wrapping(_ transport: any Transport) -> any Transport {
        BentTransport(kind: kind, transport: transport)
    }
}

/// A line that somebody types where they are asked.
private struct TypedLine: ByteSource {
    let text: String
    let isTerminal: Bool
    let terminal: MemorySink

    func readAll() -> [UInt8] { [] }

    func readLine() -> String? {
        terminal.write(Array((text + "\n").utf8))
        return text
    }
}

/// A transport that does not do what its service does.
private final class BentTransport: Transport {
    private let kind: ManualPage.Code.Circumstance
    private let transport: any Transport
    private let additions = Mutex(0)

    init(kind: ManualPage.Code.Circumstance, transport: any Transport) {
        self.kind = kind
        self.transport = transport
    }

    func send(_ request: Request) async throws(TransportFailure) -> Response {
        let isAddition = request.path.hasSuffix("/add-prospects")
        switch kind {
        case .unreachable: throw .unreachable("connection refused")
        case .usedUp: throw .overLimit("the account's 1000 calls a day are used up; there are more in 5 h")
        case .refusing:
            let body = LanceAPI.ErrorEnvelope(code: .internalError, message: "An unexpected error occurred").json.bytes
            return Response(status: LanceAPI.Code.internalError.status, body: body)
        case .interrupted:
            if isAddition,
                additions.withLock({
                    $0 += 1; return $0 > 1
                })
            {
                throw .cancelled
            }
            return try await transport.send(request)
        case .garbled:
            var response = try await transport.send(request)
            response.body.removeLast(response.body.count / 2)
            return response
        case .answerLost:
            let response = try await transport.send(request)
            if isAddition { throw .inDoubt("the connection closed before the answer came") }
            return response
        case .companyList:
            var response = try await transport.send(request)
            guard request.method == .get, request.path.hasSuffix("/leadlists"),
                let lists = try? JSON(parsing: response.body).array
            else { return response }
            let list: JSON = [
                "id": "550e8400-e29b-41d4-a716-446655440000", "name": "Target accounts", "type": "company", "companyIds": [],
            ]
            response.body = JSON.array(lists + [list]).bytes
            return response
        case .declining, .outOfTime: return try await transport.send(request)
        }
    }
}
