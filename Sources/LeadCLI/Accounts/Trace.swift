import HTTPTypes
import LeadHTTP
import LeadJSON
import LeadText

/// What `--trace FILE` keeps: every request and answer as a line of JSON, written as it happens, secrets taken out.
final class Trace: Sendable {
    private let sink: any ByteSink
    private let redactor: Redactor

    init(to sink: any ByteSink, secrets: [String]) {
        self.sink = sink
        redactor = Redactor(secrets)
    }

    /// The transport whose exchanges are kept here.
    func recording(_ transport: any Transport) -> any Transport {
        RecordingTransport(transport) { [self] request, result in append(request, result) }
    }

    /// Whether a line could not be written.
    var hasFailed: Bool { sink.hasFailed }

    private func append(_ request: Request, _ result: Result<Response, TransportFailure>) {
        var sent: JSONObject = ["method": .string(request.method.rawValue), "path": .string(request.path)]
        if !request.query.isEmpty {
            sent["query"] = .array(request.query.map { .array([.string($0.name), .string($0.value)]) })
        }
        sent["headers"] = headers(request.headers)
        sent["body"] = request.body.map(body)
        var line: JSONObject = ["request": .object(sent)]
        switch result {
        case .success(let response):
            line["response"] = [
                "status": .integer(response.status), "headers": headers(response.headers), "body": body(response.body),
            ]
        case .failure(let failure): line["failure"] = .string("\(failure)")
        }
        sink.write(redactor.redact(JSON.object(line).bytes) + [0x0A])
    }

    private func headers(_ fields: HTTPFields) -> JSON {
        var object: JSONObject = [:]
        for field in fields { object[field.name.rawName.lowercased()] = .string(field.name.isSecret ? "***" : field.value) }
        return .object(object)
    }

    /// JSON as it is, anything else as text.
    private func body(_ bytes: [UInt8]) -> JSON {
        (try? JSON(parsing: bytes)) ?? .string(String(decoding: bytes, as: UTF8.self))
    }
}
