import HTTPTypes
import LeadHTTP
public import LeadJSON

/// The OpenAPI 3.1 document of a service, made from the endpoint table by which requests are recognised and answered.
public enum OpenAPIDocument {
    /// LeadLex as the sandbox speaks it.
    public static let leadLex = document(
        of: LeadLexAPI.Endpoint.self, titled: "LeadLex, as lead's sandbox speaks it", error: .errorOfLeadLex,
        headers: ["X-Request-ID"])

    /// Lance as the sandbox speaks it.
    public static let lance = document(
        of: LanceAPI.Endpoint.self, titled: "Lance, as lead's sandbox speaks it", error: .lanceError, headers: [])

    private static func document<Endpoint: EndpointTable>(
        of table: Endpoint.Type, titled title: String, error: JSONSchema, headers: [String]
    ) -> JSON {
        var paths = JSONObject()
        for endpoint in Endpoint.all(id: "", member: "") {
            var path = paths[endpoint.template]?.object ?? JSONObject()
            path[endpoint.method.rawValue.lowercased()] = operation(endpoint, headers: headers)
            paths[endpoint.template] = .object(path)
        }
        var named: [String: JSONSchema] = ["Error": error]
        for endpoint in Endpoint.all(id: "", member: "") { endpoint.contract.collectNamed(into: &named) }
        var schemas = JSONObject()
        for (name, schema) in named.sorted(by: { $0.key < $1.key }) { schemas[name] = schema.json }
        return [
            "openapi": "3.1.0",
            "info": ["title": .string(title), "version": "1"],
            "paths": .object(paths),
            "components": [
                "securitySchemes": ["key": ["type": "http", "scheme": "bearer"]],
                "schemas": .object(schemas),
            ],
            "security": [["key": []]],
        ]
    }

    private static func operation(_ endpoint: some EndpointTable, headers: [String]) -> JSON {
        let contract = endpoint.contract
        var operation: JSONObject = [
            "operationId": .string(name(of: endpoint)), "summary": .string(contract.summary),
            "parameters": .array(pathParameters(of: endpoint.template) + contract.query.map(parameter) + idempotency(contract)),
        ]
        if let body = contract.body {
            operation["requestBody"] = ["required": true, "content": ["application/json": ["schema": body.json]]]
        }
        var responses: JSONObject = [String(contract.answer.status): success(contract.answer, headers: headers)]
        for (status, codes) in contract.failures.sorted(by: { $0.key < $1.key }) {
            responses[String(status)] = [
                "description": .string(codes.map { "`\($0)`" }.joined(separator: ", ")), "headers": described(headers),
                "content": ["application/json": ["schema": ["$ref": "#/components/schemas/Error"]]],
            ]
        }
        operation["responses"] = .object(responses)
        return .object(operation)
    }

    /// The name of the table's case.
    private static func name(of endpoint: some EndpointTable) -> String {
        String("\(endpoint)".prefix { $0 != "(" })
    }

    private static func pathParameters(of template: String) -> [JSON] {
        template.split(separator: "/").filter { $0.hasPrefix("{") }.map { segment in
            [
                "name": .string(String(segment.dropFirst().dropLast())), "in": "path", "required": true,
                "schema": ["type": "string", "minLength": 1],
            ]
        }
    }

    private static func parameter(_ parameter: EndpointContract.Parameter) -> JSON {
        var object: JSONObject = ["name": .string(parameter.name), "in": "query", "required": false]
        switch parameter.form {
        case .single: object["schema"] = parameter.schema.json
        case .repeated, .commaSeparated:
            object["style"] = "form"
            object["explode"] = .bool(parameter.form == .repeated)
            object["schema"] = JSONSchema.list(parameter.schema).json
        }
        return .object(object)
    }

    private static func idempotency(_ contract: EndpointContract) -> [JSON] {
        guard contract.isIdempotent else { return [] }
        return [
            [
                "name": "Idempotency-Key", "in": "header", "required": false,
                "schema": JSONSchema.text(length: 1...255).json,
            ]
        ]
    }

    private static func success(_ answer: EndpointContract.Answer, headers: [String]) -> JSON {
        var object: JSONObject = ["description": "Done.", "headers": described(headers)]
        switch answer {
        case .json(let schema): object["content"] = ["application/json": ["schema": schema.json]]
        case .csv: object["content"] = ["text/csv": ["schema": ["type": "string"]]]
        case .empty: break
        }
        return .object(object)
    }

    private static func described(_ headers: [String]) -> JSON {
        var object = JSONObject()
        for header in headers { object[header] = ["required": true, "schema": ["type": "string"]] }
        return .object(object)
    }
}

extension EndpointContract {
    fileprivate func collectNamed(into names: inout [String: JSONSchema]) {
        body?.collectNamed(into: &names)
        if case .json(let schema) = answer { schema.collectNamed(into: &names) }
    }
}
