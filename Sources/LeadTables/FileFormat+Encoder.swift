public import LeadJSON
public import LeadModel

extension FileFormat {
    /// An encoder of this format; `raw` leaves out the guard against spreadsheet formulas in CSV and TSV.
    public func encoder(raw: Bool = false) -> any RowEncoder {
        switch self {
        case .csv: SeparatedEncoder(separator: UInt8(ascii: ","), raw: raw)
        case .tsv: SeparatedEncoder(separator: UInt8(ascii: "\t"), raw: raw)
        case .json: JSONRowEncoder(isArray: true)
        case .ndjson: JSONRowEncoder(isArray: false)
        case .markdown: MarkdownEncoder()
        }
    }
}

extension JSON {
    /// A value as JSON: bands as their text, lists as lists.
    public init(_ value: LeadModel.Value) {
        switch value {
        case .empty: self = .null
        case .bool(let value): self = .bool(value)
        case .number(let number): self = Int(exactly: number).map(JSON.integer) ?? .double(number)
        case .list(let items): self = .array(items.map { JSON($0) })
        case .text, .date, .duration, .band: self = .string(value.description)
        }
    }
}
