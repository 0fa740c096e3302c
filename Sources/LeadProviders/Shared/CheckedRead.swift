import LeadJSON
import LeadModel
public import LeadRuntime

/// What a service answered to a harmless read, held against what lead assumes of it.
public struct CheckedRead: Sendable {
    /// An assumption, and whether the answer bears it out; nil where nothing can be said.
    public struct Finding: Hashable, Sendable {
        /// The key of the assumption.
        public let key: String
        /// What is assumed.
        public let text: String
        /// Whether it was found.
        public let isFound: Bool?
    }

    /// What was asked, such as `GET /api/v1/entities/leadlists`.
    public let call: String
    /// Why there is no answer to look at; nil where there is one.
    public let failure: ProviderFailure?
    /// What was found.
    public let findings: [Finding]
    /// What the rows hold that lead reads nowhere.
    public let unread: [String]

    /// Reads something, and holds the answer against the assumptions on `rows`, `total` and, where given, the fields of a kind.
    static func of(
        _ call: String, _ names: AssumedNames, rows: String?, total: String?, fields kind: RecordKind? = nil,
        asking ask: () async throws(ProviderFailure) -> JSON
    ) async -> CheckedRead {
        let answer: JSON
        do throws(ProviderFailure) {
            answer = try await ask()
        } catch {
            return CheckedRead(call: call, failure: error, findings: [], unread: [])
        }
        var findings: [Finding] = []
        func found(_ key: String, _ isFound: Bool) {
            findings.append(Finding(key: key, text: names.text(key), isFound: isFound))
        }
        var unread: [String] = []
        let answered = rows.map { answer.at(names.path($0))?.array } ?? answer.array
        if let rows { found(rows, answered != nil) }
        if let total { found(total, answer.at(names.path(total))?.integer != nil) }
        // Where something is missing, one of the names that are there is likely to be its.
        if findings.contains(where: { $0.isFound == false }) {
            for member in answer.object?.members ?? [] {
                unread.append(member.name)
                unread += (member.value.object?.names ?? []).map { "\(member.name).\($0)" }
            }
        }
        guard let kind else { return CheckedRead(call: call, failure: nil, findings: findings, unread: unread) }
        let mappings = names.fields[kind] ?? []
        let objects = (answered ?? []).filter { $0.object != nil }
        for mapping in mappings {
            for path in mapping.reader.paths {
                let isThere = objects.contains { $0.at(path) != nil }
                findings.append(
                    Finding(
                        key: "\(kind.rawValue).\(mapping.field).answer", text: path.joined(separator: "."),
                        isFound: objects.isEmpty ? nil : isThere))
            }
        }
        let read = Set(mappings.flatMap(\.reader.paths).compactMap(\.first))
        let members = Set(objects.flatMap { $0.object?.names ?? [] })
        return CheckedRead(call: call, failure: nil, findings: findings, unread: unread + members.subtracting(read).sorted())
    }
}

/// A provider that can be asked whether its service is as lead assumes.
public protocol CheckableProvider: Sendable {
    /// Makes two reads that change nothing, and says what came of them.
    func checkedReads() async -> [CheckedRead]
}
