import HTTPTypes
import LeadCLI
import LeadHTTP
import LeadModel
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

    /// What they type.
    var input: MemorySource {
        MemorySource(bytes: Array("no\n".utf8), isTerminal: isWatched)
    }

    /// Lets the service, or the way to it, be as the circumstance wants it.
    func wrapping(_ transport: any Transport) -> any Transport {
        BentTransport(kind: kind, transport: transport)
    }
}

/// A transport that does not do what its service does.
private struct BentTransport: Transport {
    let kind: ManualPage.Code.Circumstance
    let transport: any Transport

    func send(_ request: Request) async throws(TransportFailure) -> Response {
        switch kind {
        case .unreachable: throw .unreachable("connection refused")
        case .refusing: return Response(status: 503, body: Array(#"{"code":"UNAVAILABLE","message":"overloaded"}"#.utf8))
        case .interrupted: throw .cancelled
        case .garbled:
            var response = try await transport.send(request)
            response.body.removeLast(response.body.count / 2)
            return response
        case .answerLost:
            let response = try await transport.send(request)
            if request.path.contains("search") || request.method.rawValue == "GET" { return response }
            throw .inDoubt("the connection closed before the answer came")
        case .companyLists:
            var response = try await transport.send(request)
            let text = String(decoding: response.body, as: UTF8.self)
            response.body = Array(text.replacing("\"PEOPLE\"", with: "\"COMPANIES\"").utf8)
            return response
        case .declining: return try await transport.send(request)
        }
    }
}
