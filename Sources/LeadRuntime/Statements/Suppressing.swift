import LeadModel
import LeadPlanner
import LeadSemantics

/// Who must not be written, whatever a script finds.
struct Suppression {
    /// Who it is.
    enum Source {
        /// The members of lists, as they were when the statement ran.
        case lists([ListSnapshot])
        /// The rows of a file.
        case file(Members)
    }

    let source: Source
    /// The fields that rows are recognised by; the usual ones where empty.
    let keys: [String]
    /// Whether rows that have none of these fields may be written all the same.
    let allowsUnknown: Bool
}

/// Rows that are about to be written, and those that were held back.
struct WritableRows {
    var rows: Batch
    /// How many rows must not be written.
    var suppressed = 0
    /// The rows that nobody can tell about, since they have nothing to be recognised by.
    var heldBack: [RunEvent.Reject] = []

    /// How many these are.
    var unknown: Int { heldBack.count }
}

extension Session {
    mutating func suppress(_ suppression: Program.Suppression) async throws(StatementFailure) {
        let source: Suppression.Source
        switch suppression.source {
        case .file(let file): source = .file(try await members(ofFile: file, keys: suppression.keys))
        case .lists(let targets): source = .lists(try await lists(targets))
        }
        suppressions.append(
            Suppression(source: source, keys: suppression.keys, allowsUnknown: suppression.allowsUnknown))
    }

    /// Holds back the rows that a `suppress` names, and says how many of them each named.
    mutating func unsuppressed(_ rows: Batch, of recipe: Recipe) async throws(StatementFailure) -> WritableRows {
        var result = WritableRows(rows: rows)
        for suppression in suppressions {
            let members: Members
            switch suppression.source {
            case .file(let rows): members = rows
            case .lists(let lists): members = try await self.members(of: lists, keys: suppression.keys, comparedWith: recipe)
            }
            let places = 0..<result.rows.count
            let held = places.filter { members.contains(row: $0, of: result.rows) }
            let unknown = places.filter { Members.keys(of: $0, in: result.rows, by: members.key).isEmpty }
            let left = suppression.allowsUnknown ? Set(held) : Set(held + unknown)
            result.suppressed += held.count
            if !suppression.allowsUnknown {
                let all = result.rows
                result.heldBack += unknown.map { row in
                    RunEvent.Reject(
                        row, of: all,
                        "`suppress \(members.label)` cannot tell whether it names it (`allow unknown` lets it pass)",
                        isUnsent: true)
                }
            }
            let fate = suppression.allowsUnknown ? "stayed" : unknown.count == 1 ? "was held back, too" : "were held back, too"
            result.rows = result.rows.rows(at: places.filter { !left.contains($0) })
            let missing = unknown.isEmpty ? "" : "; \(unknown.count) had no key and \(fate)"
            events.receive(.took("suppress \(members.label): \(held.count) held back \(members.key.phrase)\(missing)"))
        }
        return result
    }
}
