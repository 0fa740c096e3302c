import LeadJSON
import LeadModel

/// Writes a filter as the body of a service's search, by the service's field table.
struct FilterBody {
    private(set) var json: JSONObject = [:]
    private let names: AssumedNames

    /// Writes the terms of `filter`; each of them has a place in `fields`, since the planner pushes no other.
    init(_ filter: LeadModel.Filter, fields: [FieldMapping], names: AssumedNames) {
        self.names = names
        for term in filter.terms {
            guard let mapping = fields.first(where: { $0.field == term.field })?.filter else { continue }
            json = adding(term, to: .object(json), at: mapping.place[...], leaf: mapping.leaf).object ?? json
        }
    }

    private func adding(
        _ term: LeadModel.Filter.Term, to value: JSON?, at place: ArraySlice<String>, leaf: FieldMapping.Leaf
    ) -> JSON {
        guard let name = place.first else { return write(term, over: value, as: leaf) }
        var object = value?.object ?? [:]
        object[name] = adding(term, to: object[name], at: place.dropFirst(), leaf: leaf)
        return .object(object)
    }

    private func write(_ term: LeadModel.Filter.Term, over value: JSON?, as leaf: FieldMapping.Leaf) -> JSON {
        switch leaf {
        case .plain: return side(term, over: value, .array(texts(of: term.test)))
        case .matched:
            return side(term, over: value, ["mode": .string(mode(of: term.test)), "content": .array(texts(of: term.test))])
        case .range:
            guard case .between(let lower, let upper) = term.test else { return .null }
            var range: JSONObject = [:]
            range["start"] = lower.map(number)
            range["end"] = upper.map(number)
            return ["type": "RANGE", "range": [.object(range)]]
        case .list: return .array((value?.array ?? []) + texts(of: term.test))
        case .bands: return .array(bands(overlapping: term.test))
        }
    }

    /// What is looked for goes under `include`, what is left out under `exclude`.
    private func side(_ term: LeadModel.Filter.Term, over value: JSON?, _ content: JSON) -> JSON {
        var object = value?.object ?? [:]
        var any = object["any"]?.object ?? [:]
        any[term.isNegated ? "exclude" : "include"] = content
        object["any"] = .object(any)
        return .object(object)
    }

    private func texts(of test: LeadModel.Filter.Test) -> [JSON] {
        switch test {
        case .equals(let texts), .contains(let texts), .like(let texts): texts.map(JSON.string)
        case .between: []
        }
    }

    /// How the service is told to compare (lance.md, section 4.1).
    private func mode(of test: LeadModel.Filter.Test) -> String {
        switch test {
        case .equals, .between: names.text("mode.is")
        case .contains: names.text("mode.contains")
        case .like: names.text("mode.like")
        }
    }

    private func number(_ value: Double) -> JSON {
        Int(exactly: value).map(JSON.integer) ?? .double(value)
    }

    /// The usual bands of headcounts (lance.md, section 3.2; leadlex.md, section 2.2) that hold a number in the range.
    private func bands(overlapping test: LeadModel.Filter.Test) -> [JSON] {
        guard case .between(let lower, let upper) = test else { return [] }
        let bands: [(String, ClosedRange<Double>)] = [
            ("1-10", 1...10), ("11-50", 11...50), ("51-200", 51...200), ("201-500", 201...500), ("501-1000", 501...1000),
            ("1001-5000", 1001...5000), ("5001-10000", 5001...10_000), ("10001+", 10_001...Double.infinity),
        ]
        let overlapping = bands.filter { $0.1.upperBound >= lower ?? 0 && $0.1.lowerBound <= upper ?? .infinity }
        return overlapping.map { JSON.string($0.0) }
    }
}
