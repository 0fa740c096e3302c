import LeadJSON
public import LeadModel
import LeadTables
import LeadText

/// The forms in which tables can be shown.
public enum TableForm: String, Hashable, Sendable, CaseIterable {
    /// Columns between rules, fitted to the width.
    case table
    /// An object on each line.
    case json
    /// Comma-separated values under a header.
    case csv
    /// A field on each line.
    case vertical
    /// A table in Markdown.
    case markdown
}

/// What an event shows as a table, kept so that it can be drawn in any form and again.
public struct EventTable: Sendable {
    private let names: [String]
    private let rows: [[JSON]]
    /// What stands over a row where each field has a line.
    private let labels: [String]
    private let text: @Sendable (_ width: Int?) -> String

    /// How many rows it has.
    public var count: Int { rows.count }

    /// Takes the table of an event; nil where it shows none.
    public init?(_ event: RunEvent) {
        switch event {
        case .shown(let shown), .previewed(let shown):
            names = shown.columns
            rows = (0..<shown.rows.count).map { row in shown.columns.map { JSON(shown.rows[$0, row]) } }
            labels = shown.places.map { "#\($0)" }
            text = { RowTable(shown).text(width: $0) }
        case .described(let described):
            names = ["field", "type", "empty", "from"]
            rows = described.fields.map {
                [.string($0.name), .string($0.type.rawValue), $0.empty.map(JSON.integer) ?? .null, .string($0.origin)]
            }
            labels = described.fields.map(\.name)
            text = { DescriptionTable(described).text(width: $0) }
        case .summarized(let summary):
            names = summary.fields + ["rows"]
            rows = summary.counts.map { count in
                count.values.map { $0.isEmpty ? .null : .string($0) } + [.integer(count.rows)]
            }
            labels = summary.counts.indices.map { "\($0 + 1)" }
            text = { SummaryTable(summary).text(width: $0) }
        case .listed(let lists, _):
            names = ["name", "of", "members", "made", "id"]
            rows = lists.map { list in
                [
                    .string(list.name), .string(list.kind.rawValue), list.memberIDs.map { .integer($0.count) } ?? .null,
                    list.created.map(JSON.string) ?? .null, .string(list.id),
                ]
            }
            labels = lists.map(\.name)
            text = { ListTable(lists).text(width: $0) }
        case .stepBegan, .printed, .consulted, .planned, .listDeleted, .waiting, .delayed, .caught, .counted, .exported, .took,
            .noted,
            .listReady, .reading, .progressed, .finished, .expected:
            return nil
        }
    }

    /// The table in a form, each line with its newline.
    ///
    /// - Parameters:
    ///   - width: How many columns a line may take where the form can be fitted; nil for as many as it needs.
    ///   - isForTerminal: Whether control characters are taken out of whatever form; those for people never hold any.
    public func rendered(as form: TableForm, width: Int?, isForTerminal: Bool) -> String {
        switch form {
        case .table: text(width) + "\n"
        case .vertical: vertical
        case .json: encoded(as: .ndjson, isForTerminal: isForTerminal)
        case .csv: encoded(as: .csv, isForTerminal: isForTerminal)
        case .markdown: encoded(as: .markdown, isForTerminal: isForTerminal)
        }
    }

    private func encoded(as format: FileFormat, isForTerminal: Bool) -> String {
        var encoder = format.encoder()
        var bytes = encoder.header(isForTerminal ? names.map { scrubbed($0) } : names)
        for row in rows { bytes += encoder.row(isForTerminal ? row.map(\.scrubbed) : row) }
        bytes += encoder.end()
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Values are never cut here: this is where one looks for all of a long one.
    private var vertical: String {
        let headers = names.map { scrubbed($0) }
        let width = headers.map { displayWidth(of: $0) }.max() ?? 0
        var lines: [String] = []
        for (label, row) in zip(labels, rows) {
            let head = "─[ \(scrubbed(label)) ]"
            lines.append(head + String(repeating: "─", count: max(0, width + Self.ruleWidth - displayWidth(of: head))))
            for (name, cell) in zip(headers, row) {
                let blanks = String(repeating: " ", count: width - displayWidth(of: name))
                let value = scrubbed(cell.words)
                lines.append(" \(name)\(blanks) │" + (value.isEmpty ? "" : " \(value)"))
            }
        }
        let footer = text(nil).split(separator: "\n").last.map(String.init) ?? ""
        return (lines + [footer]).joined(separator: "\n") + "\n"
    }

    private static let ruleWidth = 24
}

extension JSON {
    /// The value without what would steer a terminal.
    fileprivate var scrubbed: JSON {
        switch self {
        case .string(let text): .string(LeadText.scrubbed(text, keeping: [.newline, .tab]))
        case .array(let items): .array(items.map(\.scrubbed))
        case .null, .bool, .integer, .double, .object: self
        }
    }

    /// The value as people read it.
    fileprivate var words: String {
        switch self {
        case .null: ""
        case .string(let text): text
        case .array(let items): items.map(\.words).joined(separator: ", ")
        case .bool, .integer, .double, .object: String(decoding: bytes, as: UTF8.self)
        }
    }
}
