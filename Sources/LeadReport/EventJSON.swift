import LeadJSON
import LeadModel
import LeadTables

extension RunEvent {
    /// The event as JSON; nil for those that only a person watching wants.
    var json: JSON? {
        switch self {
        case .stepBegan(let name): ["type": "step", "name": .string(name)]
        case .printed(let text): ["type": "printed", "text": .string(text)]
        case .planned(let plan): ["type": "plan", "plan": plan.json]
        case .consulted(let page): ["type": "manual", "title": .string(page.title), "text": .string(page.text(width: nil))]
        case .shown(let shown), .previewed(let shown): shown.json
        case .described(let described): described.json
        case .summarized(let summary): summary.json
        case .listed(let lists, let account):
            [
                "type": "lists", "account": .string(account),
                "lists": .array(
                    lists.map { list in
                        var object: JSONObject = [
                            "id": .string(list.id), "name": .string(list.name), "kind": .string(list.kind.rawValue),
                        ]
                        object["members"] = list.memberIDs.map { .integer($0.count) }
                        object["created"] = list.created.map(JSON.string)
                        return .object(object)
                    }),
            ]
        case .listDeleted(let name): ["type": "list-deleted", "name": .string(name)]
        case .waiting(let seconds): ["type": "waiting", "seconds": .double(seconds)]
        case .delayed(let seconds, let reason):
            ["type": "delayed", "seconds": .double(seconds), "reason": .string(reason)]
        case .caught(let message): ["type": "caught", "message": .string(message)]
        case .counted(let count): ["type": "counted", "count": .integer(count)]
        case .exported(let file, let rows): ["type": "exported", "file": .string(file), "rows": .integer(rows)]
        case .took(let line): ["type": "took", "text": .string(line)]
        case .noted(let line): ["type": "note", "text": .string(line)]
        case .listReady(let name, let isNew): ["type": "list", "name": .string(name), "new": .bool(isNew)]
        case .reading, .progressed, .expected: nil
        case .finished(let action, let outcome, let rejects):
            [
                "type": "outcome", "action": .string(action), "outcome": outcome.json,
                "rejects": .array(
                    rejects.map {
                        [
                            "id": .string($0.id), "name": .string($0.name), "reason": .string($0.reason),
                            "unsent": .bool($0.isUnsent),
                        ]
                    }),
            ]
        }
    }
}

extension Outcome {
    /// The outcome's fields as a script names them.
    var json: JSON {
        var object: JSONObject = [:]
        for field in Self.fields { object[field.name] = self[field.name].map { JSON($0) } }
        return .object(object)
    }
}

extension RunEvent.DescribedRows {
    fileprivate var json: JSON {
        let items = fields.map { field -> JSON in
            var object: JSONObject = [
                "field": .string(field.name), "type": .string(field.type.rawValue), "from": .string(field.origin),
            ]
            object["empty"] = field.empty.map(JSON.integer)
            return .object(object)
        }
        var object: JSONObject = ["type": "description", "fields": .array(items)]
        object["rows"] = rows.map(JSON.integer)
        return .object(object)
    }
}

extension RunEvent.Summary {
    fileprivate var json: JSON {
        let items = counts.map { count -> JSON in
            var object: JSONObject = [:]
            for (field, value) in zip(fields, count.values) { object[field] = value.isEmpty ? .null : .string(value) }
            object["rows"] = .integer(count.rows)
            return .object(object)
        }
        return ["type": "summary", "by": .array(fields.map(JSON.string)), "counts": .array(items)]
    }
}

extension RunEvent.ShownRows {
    fileprivate var json: JSON {
        let items = (0..<rows.count).map { row -> JSON in
            var object: JSONObject = [:]
            for column in columns { object[column] = JSON(rows[column, row]) }
            return .object(object)
        }
        var object: JSONObject = ["type": "rows", "rows": .array(items)]
        object["total"] = total.map(JSON.integer)
        return .object(object)
    }
}
