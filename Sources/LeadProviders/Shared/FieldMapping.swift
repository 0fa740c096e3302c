import LeadJSON
import LeadModel

/// One row of a provider's field table: how a field of the vocabulary is asked for and how it is answered.
struct FieldMapping: Sendable {
    /// How a filter value is written.
    enum Leaf: Sendable {
        /// `{"any": {"include": ["a", "b"]}}`
        case plain
        /// `{"any": {"include": {"mode": "WORD", "content": ["a"]}}}`
        case matched
        /// `{"type": "RANGE", "range": [{"start": 50, "end": 500}]}`
        case range
        /// `["a", "b"]`
        case list
        /// `["51-200", "201-500"]`
        case bands
    }

    /// Where and how the search takes a condition.
    struct Filter: Sendable {
        /// The names of the objects down to the leaf.
        var place: [String]
        /// How the leaf is written.
        let leaf: Leaf
        /// Which tests it can say, and how well.
        let tests: [LeadModel.Filter.Form: ProviderSignature.Precision]
        /// The values, in small letters, for which it says them exactly; nil for all.
        var exactValues: Set<String>?
    }

    /// How a value is read from an answer.
    enum Reader: Sendable {
        /// Text at this path.
        case text([String])
        /// The first text of a list at this path.
        case first([String])
        /// The texts of a list at this path.
        case list([String])
        /// A named member of each object of a list at this path.
        case members([String], name: String)
        /// A headcount or revenue band at this path.
        case band([String])
        /// Text of a closed set, brought to the vocabulary's spelling.
        case closed([String], [String])
        /// Texts of a known set, brought to the vocabulary's spelling.
        case closedList([String], [String])
        /// The texts of several lists, each text once, brought to the vocabulary's spelling.
        case united([[String]], [String])
        /// The texts at these paths with spaces between them.
        case joined([[String]])
        /// The texts at these paths that are there.
        case collected([[String]])
        /// Everything before the last word of the text at this path.
        case firstWords([String])
        /// The last word of the text at this path.
        case lastWord([String])
    }

    /// The field's name in the vocabulary.
    let field: String
    /// How it is asked for; nil where the search takes no condition on it.
    let filter: Filter?
    /// How it is answered.
    let reader: Reader
    /// Whether the provider's pages show the filter's name and form; if not, it is an inference that this row can mend.
    let isConfirmed: Bool

    init(_ field: String, filter: Filter? = nil, _ reader: Reader, isConfirmed: Bool = true) {
        self.field = field
        self.filter = filter
        self.reader = reader
        self.isConfirmed = isConfirmed
    }

    /// What the signature says about the field.
    var support: ProviderSignature.FieldSupport {
        let canNegate = filter.map { $0.leaf == .plain || $0.leaf == .matched } ?? false
        return ProviderSignature.FieldSupport(
            filters: filter?.tests ?? [:], canNegate: canNegate, place: filter?.place.joined(separator: ".") ?? "",
            exactValues: filter?.exactValues, isConfirmed: isConfirmed)
    }

    /// The field's value in one row of an answer.
    func value(in row: JSON) -> Value {
        switch reader {
        case .text(let path): return Value(text: text(at: path, in: row))
        case .first(let path): return Value(text: texts(at: path, in: row).first)
        case .list(let path): return list(texts(at: path, in: row))
        case .members(let path, let name): return list((row.at(path)?.array ?? []).compactMap { $0[name]?.string })
        case .band(let path): return row.at(path)?.double.map(Value.number) ?? Value(band: row.at(path)?.string)
        case .closed(let path, let values):
            return Value(text: text(at: path, in: row).map { ClosedValues.canonical($0, among: values) })
        case .closedList(let path, let values):
            return list(texts(at: path, in: row).map { ClosedValues.canonical($0, among: values) })
        case .united(let paths, let values):
            let all = paths.flatMap { texts(at: $0, in: row) }.map { ClosedValues.canonical($0, among: values) }
            return list(all.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
        case .joined(let paths):
            return Value(text: paths.compactMap { text(at: $0, in: row) }.filter { !$0.isEmpty }.joined(separator: " "))
        case .collected(let paths): return list(paths.compactMap { text(at: $0, in: row) })
        case .firstWords(let path):
            return Value(text: text(at: path, in: row)?.split(separator: " ").dropLast().joined(separator: " "))
        case .lastWord(let path):
            return Value(text: text(at: path, in: row)?.split(separator: " ").last.map(String.init))
        }
    }

    private func text(at path: [String], in row: JSON) -> String? {
        switch row.at(path) {
        case .string(let text): text
        case .integer(let number): String(number)
        default: nil
        }
    }

    private func texts(at path: [String], in row: JSON) -> [String] {
        (row.at(path)?.array ?? []).compactMap(\.string)
    }

    private func list(_ texts: [String]) -> Value {
        texts.isEmpty ? .empty : .list(texts.map(Value.text))
    }
}

extension JSON {
    /// The value behind these names, nil where one of them is missing.
    func at(_ path: [String]) -> JSON? {
        path.reduce(JSON?.some(self)) { value, name in value?[name] }
    }

    /// The day, `YYYY-MM-DD`, of the ISO 8601 time in the member of that name.
    func day(_ name: String) -> String? {
        (self[name]?.string).flatMap { Day(String($0.prefix(10))) }?.text
    }
}

extension [FieldMapping] {
    /// The rows of an answer in the vocabulary's words.
    func batch(of rows: [JSON], kind: RecordKind) -> Batch {
        var batch = Batch(kind: kind)
        for row in rows {
            var values: [String: Value] = [:]
            for mapping in self { values[mapping.field] = mapping.value(in: row) }
            batch.append(values)
        }
        return batch
    }

    /// What the signature says about these fields.
    var support: [String: ProviderSignature.FieldSupport] {
        Dictionary(uniqueKeysWithValues: map { ($0.field, $0.support) })
    }
}
