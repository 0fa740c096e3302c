public import LeadJSON
public import LeadModel

extension Plan {
    /// The plan as data; a bound that is not known is null.
    public var json: JSON {
        [
            "calls": calls.json, "writes": writes.json, "rows": rows.json, "credits": 0,
            "requests": .array(
                requests.sorted { $0.key < $1.key }.flatMap { account, requests in
                    requests.sorted { $0.endpoint < $1.endpoint }.map { $0.json(at: account) }
                }),
            "lists": .array(lists.map(JSON.string)), "files": .array(files.map(JSON.string)),
            "unknown": .array(openEnds.map(JSON.string)),
            "failures": .array(failures.map(JSON.string)), "reads_made": .integer(requestsMade),
            "steps": .array(steps.map(\.json)),
        ]
    }
}

extension Bounds {
    fileprivate var json: JSON { ["least": .integer(lower), "most": upper.map(JSON.integer) ?? .null] }
}

extension RequestCount {
    fileprivate func json(at account: String) -> JSON {
        ["account": .string(account), "request": .string(endpoint), "changes": .bool(isWrite), "calls": count.json]
    }
}

extension Plan.Step {
    fileprivate var json: JSON {
        var object: JSONObject = [
            "statement": .string(text), "line": .integer(line), "depth": .integer(depth), "times": times.json,
            "requests": .array(requests.map { $0.json(at: account) }), "notes": .array(notes.map(JSON.string)),
        ]
        object["file"] = file.map(JSON.string)
        object["rows"] = rows?.json
        object["present"] = present?.json
        object["without_email"] = withoutEmail?.json
        return .object(object)
    }
}
