import LeadJSON
import LeadModel
import LeadRuntime

extension SavedPlan {
    /// The document, with a fingerprint of all that it says.
    var json: JSON {
        var document = content
        document["sha256"] = .string(Self.stamp(of: content))
        return .object(document)
    }

    /// What tells a document from one that somebody has edited.
    static func stamp(of content: JSONObject) -> String {
        LeadCLI.fingerprint(of: JSON.object(content).bytes)
    }

    /// All that the document says but that fingerprint.
    var content: JSONObject {
        [
            "lead_plan": .integer(Self.format), "lead": .string(lead), "runs_on": .string(place.name),
            "account": place.json, "profile": .string(conditions.profile),
            "script": ["name": .string(script), "sha256": .string(scriptFingerprint), "text": .string(text)],
            "files": .array(files.map(\.json)),
            "parameters": .array(
                conditions.parameters.sorted { $0.key < $1.key }.map { name, value in
                    ["name": .string(name), "type": .string(value.typeName), "value": value.json]
                }),
            "today": .string(conditions.beginning.time.today), "now": .string(conditions.beginning.time.now),
            // A number of 64 bits is none that every reader of JSON keeps.
            "seed": .string(String(conditions.beginning.seed)), "max_rows": conditions.maxRows.map(JSON.integer) ?? .null,
            "searches": .array(searches.map(\.json)), "lists": .array(lists.map(\.json)),
            "contacts": .array(
                contacts.sorted { $0.key < $1.key }.map { ["account": .string($0.key), "count": .integer($0.value)] }),
            "exact": .bool(writes != nil), "writes": writes.map { .array($0.map(\.json)) } ?? .null, "plan": plan,
        ]
    }
}

extension SavedPlan.Place {
    /// The place as a document names it.
    var name: String {
        switch self {
        case .sandbox: "sandbox"
        case .server: "server"
        case .recording: "recording"
        case .accounts: "accounts"
        }
    }

    /// What tells it from others of its kind.
    fileprivate var json: JSON {
        switch self {
        case .sandbox: .null
        case .server(let address), .recording(let address): .string(address)
        case .accounts(let accounts):
            .object(JSONObject(accounts.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
        }
    }
}

extension SavedPlan.File {
    fileprivate var json: JSON {
        ["path": .string(path), "use": .string(use.rawValue), "sha256": fingerprint.map(JSON.string) ?? .null]
    }
}

extension LeadModel.Value {
    /// The type, as `param` names it.
    fileprivate var typeName: String {
        switch self {
        case .number: "number"
        case .date: "date"
        case .list: "list"
        case .empty, .bool, .text, .duration, .band: "text"
        }
    }

    fileprivate var json: JSON {
        switch self {
        case .number(let number): .double(number)
        case .list(let items): .array(items.map { .string($0.description) })
        case .empty, .bool, .text, .date, .duration, .band: .string(description)
        }
    }
}

extension PlanFacts.Search {
    fileprivate var json: JSON {
        [
            "account": .string(account), "kind": .string(kind.rawValue), "filter": .string(filter), "total": .integer(total),
        ]
    }
}

extension PlanFacts.List {
    fileprivate var json: JSON {
        [
            "account": .string(account), "id": .string(id), "name": .string(name), "count": count.map(JSON.integer) ?? .null,
            "members": members.map { .array($0.map(JSON.string)) } ?? .null,
        ]
    }
}

extension SavedPlan.Write {
    fileprivate var json: JSON {
        var object: JSONObject = [
            "account": .string(account), "action": .string(action.rawValue), "list": list.map(JSON.string) ?? .null,
            "list_id": listID.map(JSON.string) ?? .null, "requests": .array(endpoints.map(JSON.string)),
        ]
        switch rows {
        case .none: break
        case .ids(let ids): object["ids"] = .array(ids.map(JSON.string))
        case .places(let filter, let places, let excluded):
            object["filter"] = .string(filter)
            object["from"] = .integer(places.lowerBound)
            object["to"] = .integer(places.upperBound)
            object["excluding"] = .array(excluded.map(JSON.string))
        case .records(let count, let fingerprint):
            object["rows"] = .integer(count)
            object["sha256"] = .string(fingerprint)
        }
        return .object(object)
    }
}
