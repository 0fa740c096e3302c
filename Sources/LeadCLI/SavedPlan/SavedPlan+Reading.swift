import LeadJSON
import LeadModel
import LeadRuntime

extension SavedPlan {
    /// Why a file is no plan that can be carried out.
    enum Flaw: Error, Hashable {
        /// It is something else, or a part of it is missing.
        case noPlan(String)
        /// Its members mean something else.
        case otherFormat(Int)
        /// A newer lead has made it.
        case newer(String)
    }

    /// Reads a document; what it says otherwise, or says beside, makes it an edited one.
    init(reading bytes: [UInt8]) throws(Flaw) {
        let document: JSON
        do {
            document = try JSON(parsing: bytes)
        } catch {
            throw .noPlan("it is no JSON document, or not a whole one")
        }
        let member = Member(document, "")
        guard let format = document["lead_plan"]?.integer else { throw .noPlan("its member `lead_plan` is missing") }
        guard format == Self.format else { throw .otherFormat(format) }
        lead = try member["lead"].string()
        guard !isNewer(lead, than: version) else { throw .newer(lead) }
        place = try Place(member)
        let script = try member["script"]
        self.script = try script["name"].string()
        scriptFingerprint = try script["sha256"].string()
        text = try script["text"].string()
        files = try member["files"].array().map { file throws(Flaw) in
            File(
                path: try file["path"].string(), use: try file["use"].named(File.Use.self),
                fingerprint: try file["sha256"].optional()?.string())
        }
        conditions = try Conditions(member)
        searches = try member["searches"].array().map { search throws(Flaw) in
            PlanFacts.Search(
                account: try search["account"].string(), kind: try search["kind"].named(RecordKind.self),
                filter: try search["filter"].string(), total: try search["total"].integer())
        }
        lists = try member["lists"].array().map { list throws(Flaw) in
            PlanFacts.List(
                account: try list["account"].string(), id: try list["id"].string(), name: try list["name"].string(),
                members: try list["members"].optional()?.array().map { id throws(Flaw) in try id.string() },
                count: try list["count"].optional()?.integer())
        }
        var contacts: [String: Int] = [:]
        for entry in try member["contacts"].array() { contacts[try entry["account"].string()] = try entry["count"].integer() }
        self.contacts = contacts
        writes = try member["writes"].optional()?.array().map { write throws(Flaw) in try Write(write) }
        plan = try member["plan"].value
        let stamp = try member["sha256"].string()
        var said = document.object
        said?["sha256"] = nil
        isUnedited = stamp == Self.stamp(of: content) && said == content
    }
}

/// Whether a version such as `1.10.0` comes after another.
private func isNewer(_ version: String, than other: String) -> Bool {
    func numbers(_ text: String) -> [Int] { text.split(separator: ".").map { Int($0) ?? 0 } }
    return other.isEmpty ? false : numbers(other).lexicographicallyPrecedes(numbers(version))
}

/// A part of the document, with the way to it.
private struct Member {
    let value: JSON
    private let path: String

    init(_ value: JSON, _ path: String) {
        self.value = value
        self.path = path
    }

    private func wrong(_ expected: String) -> SavedPlan.Flaw { .noPlan("its member `\(path)` is no \(expected)") }

    subscript(name: String) -> Member {
        get throws(SavedPlan.Flaw) {
            let path = path.isEmpty ? name : "\(path).\(name)"
            guard let value = value[name] else { throw .noPlan("its member `\(path)` is missing") }
            return Member(value, path)
        }
    }

    func string() throws(SavedPlan.Flaw) -> String {
        guard let text = value.string else { throw wrong("text") }
        return text
    }

    func integer() throws(SavedPlan.Flaw) -> Int {
        guard let number = value.integer else { throw wrong("whole number") }
        return number
    }

    func double() throws(SavedPlan.Flaw) -> Double {
        guard let number = value.double else { throw wrong("number") }
        return number
    }

    func array() throws(SavedPlan.Flaw) -> [Member] {
        guard let items = value.array else { throw wrong("list") }
        return items.map { Member($0, path) }
    }

    /// Nil for `null`.
    func optional() -> Member? { value.isNull ? nil : self }

    func named<Name: RawRepresentable>(_ type: Name.Type) throws(SavedPlan.Flaw) -> Name where Name.RawValue == String {
        let text = try string()
        guard let name = Name(rawValue: text) else { throw wrong("word that this lead knows") }
        return name
    }
}

extension SavedPlan.Place {
    fileprivate init(_ member: Member) throws(SavedPlan.Flaw) {
        switch try member["runs_on"].string() {
        case "sandbox": self = .sandbox
        case "server": self = .server(try member["account"].string())
        case "recording": self = .recording(try member["account"].string())
        case "accounts":
            var accounts: [String: String] = [:]
            let member = try member["account"]
            for name in member.value.object?.names ?? [] { accounts[name] = try member[name].string() }
            self = .accounts(accounts)
        default: throw .noPlan("its member `runs_on` is no word that this lead knows")
        }
    }
}

extension SavedPlan.Conditions {
    fileprivate init(_ member: Member) throws(SavedPlan.Flaw) {
        profile = try member["profile"].string()
        parameters = [:]
        for parameter in try member["parameters"].array() {
            let value = try parameter["value"]
            parameters[try parameter["name"].string()] =
                switch try parameter["type"].string() {
                case "number": .number(try value.double())
                case "date": .date(try value.string())
                case "list": .list(try value.array().map { item throws(SavedPlan.Flaw) in .text(try item.string()) })
                default: .text(try value.string())
                }
        }
        guard let seed = UInt64(try member["seed"].string()) else { throw .noPlan("its member `seed` is no number") }
        let time = RunTime(today: try member["today"].string(), now: try member["now"].string())
        beginning = RunBeginning(time: time, seed: seed)
        maxRows = try member["max_rows"].optional()?.integer()
    }
}

extension SavedPlan.Write {
    fileprivate init(_ member: Member) throws(SavedPlan.Flaw) {
        account = try member["account"].string()
        action = try member["action"].named(Action.self)
        list = try member["list"].optional()?.string()
        listID = try member["list_id"].optional()?.string()
        endpoints = try member["requests"].array().map { endpoint throws(SavedPlan.Flaw) in try endpoint.string() }
        if member.value["ids"] != nil {
            rows = .ids(try member["ids"].array().map { id throws(SavedPlan.Flaw) in try id.string() })
        } else if member.value["from"] != nil {
            let (lower, upper) = (try member["from"].integer(), try member["to"].integer())
            guard lower <= upper else { throw .noPlan("a range of places ends before it begins") }
            rows = .places(
                filter: try member["filter"].string(), lower..<upper,
                excluding: try member["excluding"].array().map { id throws(SavedPlan.Flaw) in try id.string() })
        } else if member.value["rows"] != nil {
            rows = .records(try member["rows"].integer(), fingerprint: try member["sha256"].string())
        } else {
            rows = .none
        }
    }
}
