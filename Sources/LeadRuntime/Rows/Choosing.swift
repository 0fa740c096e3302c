import LeadModel
import LeadPlanner
import LeadSemantics

/// Which rows of a batch are chosen, and in which order.
extension Batch {
    /// The rows that are among the first `count` of their value in `field`; rows without a value all are one value.
    func firsts(_ count: Int, per field: String, counts: inout [String: Int]) -> [Int] {
        let keys = self[field].map { $0.texts.joined(separator: ",").trimmed.lowercased() }
        return keys.indices.filter { row in
            counts[keys[row], default: 0] += 1
            return counts[keys[row], default: 0] <= count
        }
    }

    /// The places of the rows in order; rows that are equal keep theirs, rows without a value come last.
    func places(orderedBy keys: [Program.OrderKey]) -> [Int] {
        let columns = keys.map { self[$0.field].map(SortKey.init) }
        return (0..<count).sorted { left, right in
            for (column, key) in zip(columns, keys) {
                let (a, b) = (column[left], column[right])
                if a == b { continue }
                if a == .empty || b == .empty { return b == .empty }
                return key.isDescending ? b < a : a < b
            }
            return left < right
        }
    }

    /// The places of `wanted` rows drawn by lot, in their own order; the same seed draws the same places.
    func sample(of wanted: Int, seed: UInt64) -> [Int] {
        var generator = SplitMix64(seed: seed)
        var places = Array(0..<count)
        let drawn = min(wanted, count)
        for index in 0..<drawn { places.swapAt(index, Int.random(in: index..<count, using: &generator)) }
        return places[..<drawn].sorted()
    }
}

/// A value as it is sorted: numbers by size, also where a file writes them as text, then text without regard to case.
private enum SortKey: Comparable {
    case number(Double)
    case text(String)
    case empty

    init(_ value: Value) {
        switch value {
        case _ where value.isEmpty: self = .empty
        case .number(let number), .duration(let number): self = .number(number)
        case .band(let lower, _): self = .number(lower)
        // The cells of a file are text, also those of a column of numbers.
        case .text(let text) where text.trimmed.first.map { $0.isNumber || $0 == "-" } == true:
            self = Double(text.trimmed).map { .number($0) } ?? .text(text.trimmed.lowercased())
        case .bool, .text, .date, .list, .empty: self = .text(value.description.trimmed.lowercased())
        }
    }
}

extension Members.Key {
    /// How an echo names it.
    var phrase: String {
        switch self {
        case .id: "by id"
        case .person: "by e-mail, else LinkedIn URL"
        case .anyOf(let fields): "by \(fields.joined(separator: " or "))"
        }
    }
}

extension Batch {
    /// The rows with a full name that agrees with a first or last name that was set, and the other way round.
    func joiningNames(after field: String) -> Batch {
        switch field {
        case "first_name", "last_name":
            return setting("name", to: zip(self["first_name"], self["last_name"]).map(PersonName.joined))
        case "name":
            let names = self["name"].map(PersonName.init(parting:))
            return setting("first_name", to: names.map(\.first)).setting("last_name", to: names.map(\.last))
        default: return self
        }
    }
}
