import LeadModel
import LeadPlanner

/// The rows read so far from one place at a provider; every later use sees these rows.
struct FetchedRows {
    /// The rows, in the provider's order.
    var rows: Batch
    /// How many there are at the provider, nil before the first answer.
    var total: Int?
    /// Whether the last page has been read.
    var isComplete = false

    /// Adds the page behind those that were read.
    mutating func append(_ page: RowPage) {
        rows.append(page.rows)
        total = page.total
        isComplete = rows.count >= page.total
    }

    /// Adds all rows that are not there yet.
    mutating func complete(with all: Batch) {
        let known = Set(rows.ids)
        let ids = all.ids
        rows.append(all.rows(at: ids.indices.filter { !known.contains(ids[$0]) }))
        total = rows.count
        isComplete = true
    }
}

/// What rows were read from.
enum PageSource: Hashable {
    case search(account: String, RecordKind, Filter)
    case list(account: String, RecordKind, id: String, writes: Int)
    case contacts(account: String, writes: Int)
}
