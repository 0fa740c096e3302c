import LeadModel
import LeadText

/// Rows as a table for people, with a line below that says how many there are.
struct RowTable {
    private let shown: RunEvent.ShownRows

    init(_ shown: RunEvent.ShownRows) {
        self.shown = shown
    }

    func text(width: Int?) -> String {
        guard shown.rows.count > 0 else { return "(no rows)" }
        let cells = (0..<shown.rows.count).map { row in
            [String(shown.places[row])] + shown.columns.map { shown.rows[$0, row].description }
        }
        let columns = [TextTable.Column("#", .right)] + shown.columns.map { TextTable.Column($0) }
        return TextTable(columns: columns, rows: cells).rendered(width: width) + footer
    }

    private var footer: String {
        let count = shown.rows.count
        guard let total = shown.total, total > count else {
            return "(\(counted(count, "row"))\(shown.total == nil ? ", there are more" : ""))"
        }
        return "(\(grouped(count)) of \(counted(total, "row")))"
    }
}
