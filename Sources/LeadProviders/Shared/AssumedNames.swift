import LeadJSON
import LeadModel

/// What lead assumes of a service where its docs are silent or cut off: one table for each, of which a profile can mend rows.
///
/// The rows of a search's fields are made from the provider's field table, so that each name stands in one place.
public struct AssumedNames: Sendable {
    /// An assumption.
    public struct Row: Hashable, Sendable {
        /// How a profile's `names` call it, such as `people.title.filter`.
        public let key: String
        /// What is assumed: a name, a path with dots, or several of them.
        public let texts: [String]
        /// Whether it may be several texts.
        public let isList: Bool
        /// What it is.
        public let meaning: String
        /// Whether the service's docs show it; if not, it is an inference.
        public let isDocumented: Bool

        init(_ key: String, _ texts: [String], isList: Bool = false, _ meaning: String, isDocumented: Bool = false) {
            self.key = key
            self.texts = texts
            self.isList = isList
            self.meaning = meaning
            self.isDocumented = isDocumented
        }
    }

    /// The fields of the rows that a search answers.
    let fields: [RecordKind: [FieldMapping]]
    private let general: [Row]
    private let documented: [RecordKind: [FieldMapping]]
    private let overrides: [String: [String]]

    init(_ general: [Row], fields: [RecordKind: [FieldMapping]], instead overrides: [String: [String]] = [:]) {
        self.general = general
        self.overrides = overrides
        documented = fields
        self.fields =
            overrides.isEmpty
            ? fields
            : Dictionary(
                uniqueKeysWithValues: fields.map { kind, mappings in
                    (kind, mappings.map { $0.renamed(by: overrides, of: kind) })
                })
    }

    /// The rows, in order, as they are without a profile.
    public var rows: [Row] {
        let kinds = documented.keys.sorted { $0.rawValue < $1.rawValue }
        return general + kinds.flatMap { kind in (documented[kind] ?? []).flatMap { $0.rows(of: kind) } }
    }

    /// Whether a profile has mended something.
    public var isMended: Bool { !overrides.isEmpty }

    /// The table with some of its rows mended.
    public func mended(by overrides: [String: [String]]) -> AssumedNames {
        overrides.isEmpty ? self : AssumedNames(general, fields: documented, instead: overrides)
    }

    /// What is wrong with texts that are to hold for a key instead, behind `takes`; nil where nothing is.
    ///
    /// Nothing outside 200 to 299 can be made a success: a refusal must never look like one.
    public func fault(in texts: [String], for key: String) -> String? {
        if key == "success" {
            let isRight =
                !texts.isEmpty && texts.allSatisfy { Self.range($0).map { $0.lowerBound >= 200 && $0.upperBound < 300 } ?? false }
            return isRight ? nil : "numbers or ranges from 200 to 299"
        }
        let isList = rows.first { $0.key == key }?.isList ?? false
        if texts.count != 1, !isList { return "one text" }
        let parts = texts.map { $0.split(separator: ".", omittingEmptySubsequences: false) }
        return texts.isEmpty || parts.contains { $0.contains { $0.isEmpty } } ? "a name, or names with dots between them" : nil
    }

    /// A number or a range of numbers.
    private static func range(_ text: String) -> ClosedRange<Int>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard let first = ends.first.flatMap(\.self), let last = ends.last.flatMap(\.self), ends.count <= 2, first <= last
        else { return nil }
        return first...last
    }

    /// What holds for a key.
    public func texts(_ key: String) -> [String] {
        overrides[key] ?? (general.first { $0.key == key } ?? rows.first { $0.key == key })?.texts ?? []
    }

    func text(_ key: String) -> String { texts(key).first ?? "" }

    func path(_ key: String) -> [String] { text(key).split(separator: ".").map(String.init) }

    /// Says that an answer has nothing where it is assumed.
    func missing(_ keys: String...) -> String {
        "it has no " + keys.map { "`\(text($0))`" }.joined(separator: " and ")
    }

    /// Whether a status means that the service has done what it was asked for: `success` lists numbers and ranges.
    func isSuccess(_ status: Int) -> Bool {
        texts("success").contains { Self.range($0)?.contains(status) ?? false }
    }

    /// Where the service is, as far as its docs say.
    public var address: String { text(Self.addressKey) }

    /// The row that a profile mends with its `url`.
    public static let addressKey = "url"

    /// The rows that all services have.
    static func general(address: String) -> [Row] {
        [
            Row(addressKey, [address], "where the service is; a profile's `url` says otherwise"),
            Row("success", ["200-299"], isList: true, "the status codes of success"),
            Row("error.code", ["error.code"], "where a refusal has its code", isDocumented: true),
            Row("error.message", ["error.message"], "where a refusal has its sentence", isDocumented: true),
        ]
    }
}

extension FieldMapping {
    private func key(_ kind: RecordKind, _ part: String) -> String { "\(kind.rawValue).\(field).\(part)" }

    /// What is assumed of the field.
    fileprivate func rows(of kind: RecordKind) -> [AssumedNames.Row] {
        let paths = reader.paths.map { $0.joined(separator: ".") }
        let answer = AssumedNames.Row(
            key(kind, "answer"), paths, isList: reader.takesSeveral, "where an answer has `\(field)`", isDocumented: isConfirmed)
        guard let filter else { return [answer] }
        let place = filter.place.joined(separator: ".")
        return [
            AssumedNames.Row(key(kind, "filter"), [place], "where a search takes `\(field)`", isDocumented: isConfirmed), answer,
        ]
    }

    /// The mapping with the names that a profile gives; a name that was seen is no inference any more.
    fileprivate func renamed(by overrides: [String: [String]], of kind: RecordKind) -> FieldMapping {
        func paths(_ part: String) -> [[String]]? {
            overrides[key(kind, part)].map { $0.map { $0.split(separator: ".").map(String.init) } }
        }
        var (filter, reader) = (filter, reader)
        if let place = paths("filter")?.first { filter?.place = place }
        if let answered = paths("answer") { reader = reader.reading(answered) }
        let isSeen = paths("answer") != nil || paths("filter") != nil
        return FieldMapping(field, filter: filter, reader, isConfirmed: isConfirmed || isSeen)
    }
}

extension FieldMapping.Reader {
    /// Where it reads, each place as the names down to it.
    var paths: [[String]] {
        switch self {
        case .text(let path), .first(let path), .list(let path), .members(let path, _), .band(let path), .closed(let path, _),
            .closedList(let path, _), .firstWords(let path), .lastWord(let path):
            [path]
        case .united(let paths, _), .joined(let paths), .collected(let paths): paths
        }
    }

    /// Whether it may read in several places.
    fileprivate var takesSeveral: Bool {
        switch self {
        case .text, .first, .list, .members, .band, .closed, .closedList, .firstWords, .lastWord: false
        case .united, .joined, .collected: true
        }
    }

    /// The same, reading elsewhere.
    fileprivate func reading(_ paths: [[String]]) -> Self {
        guard let path = paths.first else { return self }
        return switch self {
        case .text: .text(path)
        case .first: .first(path)
        case .list: .list(path)
        case .members(_, let name): .members(path, name: name)
        case .band: .band(path)
        case .closed(_, let values): .closed(path, values)
        case .closedList(_, let values): .closedList(path, values)
        case .united(_, let values): .united(paths, values)
        case .joined: .joined(paths)
        case .collected: .collected(paths)
        case .firstWords: .firstWords(path)
        case .lastWord: .lastWord(path)
        }
    }
}
