import LeadModel
import LeadText

/// What is known of each field, as a table.
struct DescriptionTable {
    private let described: RunEvent.DescribedRows

    init(_ described: RunEvent.DescribedRows) {
        self.described = described
    }

    func text(width: Int?) -> String {
        guard !described.fields.isEmpty else { return "(no rows)" }
        let columns = [
            TextTable.Column("field"), TextTable.Column("type"), TextTable.Column("empty", .right), TextTable.Column("from"),
        ]
        let rows = described.fields.map { [$0.name, $0.type.rawValue, $0.empty.map(grouped) ?? "?", $0.origin] }
        let isRead = described.fields.contains { $0.empty != nil }
        let note = isRead ? "" : "; `select first 100` before it says how many are empty"
        return TextTable(columns: columns, rows: rows).rendered(width: width)
            + "(\(described.rows.map { counted($0, "row") } ?? "an unknown number of rows")\(note))"
    }
}

/// Rows counted by their values, as a table; at a terminal with bars.
struct SummaryTable {
    /// How many columns the longest bar takes.
    private static let barColumns = 24

    private let summary: RunEvent.Summary

    init(_ summary: RunEvent.Summary) {
        self.summary = summary
    }

    func text(width: Int?) -> String {
        guard !summary.counts.isEmpty else { return "(no rows)" }
        var columns = summary.fields.map { TextTable.Column($0) } + [TextTable.Column("rows", .right)]
        var rows = summary.counts.map { count in
            count.values.map { $0.isEmpty ? "(empty)" : $0 } + [grouped(count.rows)]
        }
        if width != nil, let most = summary.counts.map(\.rows).max(), most > 0 {
            columns.append(TextTable.Column(""))
            rows = zip(rows, summary.counts).map { $0 + [bar(of: $1.rows, most: most)] }
        }
        let total = summary.counts.map(\.rows).reduce(0, +)
        return TextTable(columns: columns, rows: rows).rendered(width: width)
            + "(\(counted(summary.counts.count, "value")), \(counted(total, "row")))"
    }

    /// A bar in eighths of a column.
    private func bar(of count: Int, most: Int) -> String {
        let eighths = max(1, count * Self.barColumns * 8 / most)
        let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
        return String(repeating: "█", count: eighths / 8) + rest
    }
}

/// The lists of an account, as a table.
struct ListTable {
    private let lists: [ListSummary]

    init(_ lists: [ListSummary]) {
        self.lists = lists
    }

    func text(width: Int?) -> String {
        guard !lists.isEmpty else { return "(no lists)" }
        let columns = [
            TextTable.Column("name"), TextTable.Column("of"), TextTable.Column("members", .right), TextTable.Column("made"),
            TextTable.Column("id"),
        ]
        let rows = lists.map { list in
            [list.name, list.kind.rawValue, list.memberIDs.map { grouped($0.count) } ?? "?", list.created ?? "", list.id]
        }
        return TextTable(columns: columns, rows: rows).rendered(width: width) + "(\(counted(lists.count, "list")))"
    }
}
