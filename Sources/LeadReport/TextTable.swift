public import LeadText

/// Rows under headers, fitted to a width: ` name  │ title ` over `───────┼───────`.
public struct TextTable: Sendable {
    /// One column's head.
    public struct Column: Hashable, Sendable {
        /// What stands over it.
        public let header: String
        /// Where its cells stand; numbers belong at the right.
        public let alignment: Alignment

        /// Makes a column.
        public init(_ header: String, _ alignment: Alignment = .left) {
            self.header = header
            self.alignment = alignment
        }
    }

    /// A column is not made narrower than this, as nothing could be read in it.
    private static let minimumWidth = 8

    private let columns: [Column]
    private let rows: [[String]]

    /// Makes a table; cells are scrubbed of control characters, and missing ones are blank.
    public init(columns: [Column], rows: [[String]]) {
        self.columns = columns.map { Column(scrubbed($0.header), $0.alignment) }
        self.rows = rows.map { row in columns.indices.map { $0 < row.count ? scrubbed(row[$0]) : "" } }
    }

    /// The table in lines of at most `width` columns, each with its newline; nil leaves it as wide as it is.
    ///
    /// The widest columns are cut first, with `…`; what does not fit even so is left out at the right and counted in a
    /// last line `+3 columns`.
    public func rendered(width: Int? = nil, style: Style = Style(isColored: false)) -> String {
        guard !columns.isEmpty else { return "" }
        let natural = columns.indices.map { column in
            max(1, displayWidth(of: columns[column].header), rows.map { displayWidth(of: $0[column]) }.max() ?? 0)
        }
        let widths = width.map { Self.fit(natural, to: $0) } ?? natural
        let rule = widths.map { String(repeating: "─", count: $0 + 2) }.joined(separator: "┼")
        var text = line(columns.map(\.header), widths, style: { style(.heading, $0) }, bar: style(.faint, "│"))
        text += style(.faint, rule) + "\n"
        for row in rows { text += line(row, widths, style: { $0 }, bar: style(.faint, "│")) }
        let dropped = columns.count - widths.count
        if dropped > 0 { text += style(.faint, "+\(counted(dropped, "column"))") + "\n" }
        return text
    }

    private func line(_ cells: [String], _ widths: [Int], style: (String) -> String, bar: String) -> String {
        let parts = widths.indices.map { index in
            let cell = fitted(cells[index], to: widths[index])
            // The style goes round the text only, so that no colour runs into the blanks.
            let blanks = String(repeating: " ", count: max(0, widths[index] - displayWidth(of: cell)))
            return columns[index].alignment == .left ? style(cell) + blanks : blanks + style(cell)
        }
        var line = " " + parts.joined(separator: " \(bar) ")
        while line.hasSuffix(" ") { line.removeLast() }
        return line + "\n"
    }

    /// The widths of as many columns as fit: a column takes two blanks, and a bar stands between two.
    private static func fit(_ natural: [Int], to width: Int) -> [Int] {
        var widths = natural
        while widths.count > 1, needed(widths.map { min($0, minimumWidth) }) > width { widths.removeLast() }
        var excess = needed(widths) - width
        while excess > 0, let widest = widths.max(), widest > 1 {
            let next = widths.filter { $0 < widest }.max() ?? 1
            let indices = widths.indices.filter { widths[$0] == widest }
            let floor = max(next, min(minimumWidth, widest - 1))
            let step = min(widest - floor, max(1, excess / indices.count))
            for index in indices where excess > 0 {
                widths[index] -= step
                excess -= step
            }
        }
        return widths
    }

    private static func needed(_ widths: [Int]) -> Int {
        widths.reduce(0) { $0 + $1 + 3 } - 1
    }
}
