/// Rows held as columns: the unit that providers, tables and the evaluator exchange.
///
/// Every column has `count` values; a field without a column is empty in every row.
public struct Batch: Hashable, Sendable {
    /// What the rows are.
    public let kind: RecordKind
    /// How many rows there are.
    public private(set) var count: Int
    private var columns: [String: [Value]]

    /// Makes a batch without rows.
    public init(kind: RecordKind) {
        self.kind = kind
        count = 0
        columns = [:]
    }

    /// Makes a batch of so many rows without values.
    public init(kind: RecordKind, count: Int) {
        self.init(kind: kind)
        self.count = count
    }

    /// Makes a batch of rows, each a set of named values.
    public init(kind: RecordKind, rows: [[String: Value]]) {
        self.init(kind: kind)
        for row in rows { append(row) }
    }

    /// The values of a field, row by row.
    public subscript(field: String) -> [Value] {
        columns[field] ?? Array(repeating: .empty, count: count)
    }

    /// The value of a field in one row.
    ///
    /// - Parameter row: the row's place, below `count`.
    public subscript(field: String, row: Int) -> Value {
        columns[field]?[row] ?? .empty
    }

    /// Adds one row behind the others.
    public mutating func append(_ row: [String: Value]) {
        for (field, value) in row where columns[field] == nil && value != .empty {
            columns[field] = Array(repeating: .empty, count: count)
        }
        appendToColumns { field in [row[field] ?? .empty] }
        count += 1
    }

    /// Adds the rows of `other` behind these.
    public mutating func append(_ other: Batch) {
        for field in other.columns.keys where columns[field] == nil {
            columns[field] = Array(repeating: .empty, count: count)
        }
        appendToColumns { field in other[field] }
        count += other.count
    }

    /// Appends in place: going over the keys while the columns change would copy every column each time.
    private mutating func appendToColumns(_ values: (String) -> [Value]) {
        var index = columns.startIndex
        while index != columns.endIndex {
            columns.values[index].append(contentsOf: values(columns.keys[index]))
            columns.formIndex(after: &index)
        }
    }

    /// The rows at `places`, in that order.
    public func rows(at places: some Collection<Int>) -> Batch {
        if places.count == count, places.elementsEqual(0..<count) { return self }
        var batch = Batch(kind: kind)
        batch.count = places.count
        batch.columns = columns.mapValues { values in places.map { values[$0] } }
        return batch
    }

    /// The rows with a field's values replaced, one for each row.
    public func setting(_ field: String, to values: [Value]) -> Batch {
        var batch = self
        batch.columns[field] = values.count == count ? values : Array(repeating: .empty, count: count)
        return batch
    }

    /// The rows without these fields.
    public func dropping(_ fields: [String]) -> Batch {
        var batch = self
        for field in fields { batch.columns[field] = nil }
        return batch
    }

    /// The fields that some row may have a value for, sorted.
    public var fields: [String] {
        columns.keys.sorted()
    }

    /// The ids of the rows; rows without one are left out.
    public var ids: [String] {
        self["id"].flatMap(\.texts)
    }
}
