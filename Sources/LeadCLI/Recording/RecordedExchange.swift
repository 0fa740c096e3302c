import HTTPTypes
import LeadHTTP
import LeadJSON
import LeadText

/// One request and what came of it, as a file of a recording keeps it.
///
/// A request is known by what it asks of whom: method, path, query and body, but no header, so that a recording needs no token.
struct RecordedExchange {
    let account: String
    let request: Request
    let result: Result<Response, TransportFailure>

    /// What a request is known by.
    static func key(of request: Request, to account: String) -> JSONObject {
        var key: JSONObject = [
            "account": .string(account), "method": .string(request.method.rawValue), "path": .string(request.path),
        ]
        if !request.query.isEmpty {
            key["query"] = .array(request.query.map { .array([.string($0.name), .string($0.value)]) })
        }
        if let body = request.body { Content(body).note(in: &key) }
        return key
    }

    /// The file's document; nil for what no service has said, such as an interrupt.
    var json: JSON? {
        var document: JSONObject = ["request": .object(Self.key(of: request, to: account))]
        switch result {
        case .success(let response):
            var answer: JSONObject = ["status": .integer(response.status)]
            let kept = response.headers.filter { !$0.name.isSecret && $0.name != .date }
            answer["headers"] = .array(kept.map { .array([.string($0.name.rawName.lowercased()), .string($0.value)]) })
            Content(response.body).note(in: &answer)
            document["response"] = .object(answer)
        case .failure(let failure):
            guard let (kind, words) = failure.recorded else { return nil }
            document["failure"] = [.string(kind), .string(words)]
        }
        return .object(document)
    }

    /// What came of it, from a file's document; nil where the document is another.
    static func result(of document: JSON) -> Result<Response, TransportFailure>? {
        if let failure = document["failure"]?.array, failure.count == 2, let words = failure[1].string {
            switch failure[0].string {
            case "unreachable": return .failure(.unreachable(words))
            case "in-doubt": return .failure(.inDoubt(words))
            default: return nil
            }
        }
        guard let answer = document["response"], let status = answer["status"]?.integer, (100..<600).contains(status),
            let body = Content(answer)
        else { return nil }
        var response = Response(status: status, body: body.bytes)
        for header in answer["headers"]?.array ?? [] {
            guard let pair = header.array, pair.count == 2, let name = pair[0].string.flatMap({ HTTPField.Name($0) }),
                let value = pair[1].string
            else { return nil }
            response.headers.append(HTTPField(name: name, value: value))
        }
        return .success(response)
    }
}

/// A body as a document holds it: as JSON where that is what it is, else as text, else as numbers.
private enum Content {
    case json(JSON)
    case text(String)
    case bytes([UInt8])

    init(_ bytes: [UInt8]) {
        if let json = try? JSON(parsing: bytes) {
            self = .json(json)
        } else if let text = String(validating: bytes, as: UTF8.self) {
            self = .text(text)
        } else {
            self = .bytes(bytes)
        }
    }

    init?(_ document: JSON) {
        if let json = document["body"] {
            self = .json(json)
        } else if let text = document["text"]?.string {
            self = .text(text)
        } else if let numbers = document["bytes"]?.array {
            self = .bytes(numbers.compactMap { $0.integer.flatMap { UInt8(exactly: $0) } })
        } else {
            return nil
        }
    }

    func note(in object: inout JSONObject) {
        switch self {
        case .json(let json): object["body"] = json
        case .text(let text): object["text"] = .string(text)
        case .bytes(let bytes): object["bytes"] = .array(bytes.map { .integer(Int($0)) })
        }
    }

    var bytes: [UInt8] {
        switch self {
        case .json(let json): json.bytes
        case .text(let text): Array(text.utf8)
        case .bytes(let bytes): bytes
        }
    }
}

extension TransportFailure {
    /// The failure as a document names it; nil for what no service and no network has part in.
    fileprivate var recorded: (kind: String, words: String)? {
        switch self {
        case .unreachable(let words), .unusable(let words): ("unreachable", words)
        case .inDoubt(let words): ("in-doubt", words)
        case .exhausted(let last, let attempts): last.recorded.map { ($0.kind, "\($0.words) (tried \(attempts) times)") }
        case .overLimit, .notAdmitted, .withheld, .unrecorded, .cancelled: nil
        }
    }
}
