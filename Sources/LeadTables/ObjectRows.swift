import LeadJSON
import LeadModel

/// Collects JSON objects as the rows of a table.
struct ObjectRows {
    private var header: [String] = []
    private var places: [String: Int] = [:]
    private var rows: [[Value]] = []
    /// Whether a column has a value that is not null.
    private var hasValue: [Bool] = []
    /// The names under which some row has an object.
    private var parents: Set<String> = []
    /// The row that last gave each column a cell, to find two members that flatten to one name.
    private var lastRow: [Int] = []

    /// Adds one object; `line` is where it stands, if that is known.
    mutating func append(_ object: JSONObject, line: Int?) throws(TableFailure) {
        var row = Array(repeating: Value.empty, count: header.count)
        try flatten(object, under: "", into: &row, line: line)
        rows.append(row)
    }

    /// The table; rows that came before a column get an empty cell in it.
    func table() throws(TableFailure) -> Table {
        guard rows.count * header.count <= Table.mostCells else { throw .tooLarge(columns: header.count) }
        // Where one row has an object and the other null, the null stands for all of the object's columns.
        let kept = header.indices.filter { hasValue[$0] || !parents.contains(header[$0]) }
        let keepsAll = kept.count == header.count
        return Table(
            header: keepsAll ? header : kept.map { header[$0] },
            rows: rows.map { row in
                keepsAll
                    ? row + repeatElement(.empty, count: header.count - row.count)
                    : kept.map { $0 < row.count ? row[$0] : .empty }
            })
    }

    private mutating func flatten(
        _ object: JSONObject, under prefix: String, into row: inout [Value], line: Int?
    ) throws(TableFailure) {
        for member in object.members {
            let name = prefix + member.name
            if let inner = member.value.object {
                parents.insert(name)
                try flatten(inner, under: name + ".", into: &row, line: line)
                continue
            }
            let place = place(of: name)
            guard lastRow[place] != rows.count else { throw .equalMembers(name, line: line) }
            lastRow[place] = rows.count
            if !member.value.isNull { hasValue[place] = true }
            row.append(contentsOf: repeatElement(.empty, count: max(0, place + 1 - row.count)))
            row[place] = Value(cell: member.value)
        }
    }

    private mutating func place(of name: String) -> Int {
        if let place = places[name] { return place }
        places[name] = header.count
        header.append(name)
        hasValue.append(false)
        lastRow.append(-1)
        return header.count - 1
    }
}

extension Value {
    /// A cell's value; what is nested inside an array stays as its JSON text.
    fileprivate init(cell: JSON) {
        switch cell {
        case .null: self = .empty
        case .bool(let value): self = .bool(value)
        // Long ids keep all their digits only as text.
        case .integer(let value): self = Double(exactly: value).map(Value.number) ?? .text(String(value))
        case .double(let value): self = .number(value)
        case .string(let text): self = Value(text: text)
        case .array(let items):
            let values = items.map { Value(item: $0) }.filter { $0 != .empty }
            self = values.isEmpty ? .empty : .list(values)
        case .object: self = .text(String(decoding: cell.bytes, as: UTF8.self))
        }
    }

    private init(item: JSON) {
        switch item {
        case .array, .object: self = .text(String(decoding: item.bytes, as: UTF8.self))
        case .null, .bool, .integer, .double, .string: self = Value(cell: item)
        }
    }
}

extension Table {
    init(json bytes: [UInt8]) throws(TableFailure) {
        let text = bytes.starts(with: FileText.mark) ? Array(bytes[3...]) : bytes
        let document: JSON
        do {
            document = try JSON(parsing: text)
        } catch {
            throw .noJSON(error.reason.words, line: FileText.line(of: min(error.offset, text.count), in: text))
        }
        guard let items = document.rows else { throw .noArray(document.words) }
        var rows = ObjectRows()
        for (index, item) in items.enumerated() {
            guard let object = item.object else { throw .itemIsNoObject(item.words, number: index + 1) }
            try rows.append(object, line: nil)
        }
        self = try rows.table()
    }

    init(objectLines bytes: [UInt8]) throws(TableFailure) {
        let text = bytes.starts(with: FileText.mark) ? bytes[3...] : bytes[...]
        var rows = ObjectRows()
        var start = text.startIndex
        var number = 0
        while start < text.endIndex {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
            let line = text[start..<end]
            start = end + 1
            number += 1
            guard line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { continue }
            let value: JSON
            do {
                value = try JSON(parsing: Array(line))
            } catch {
                throw .noJSON(error.reason.words, line: number)
            }
            guard let object = value.object else { throw .noObject(value.words, line: number) }
            try rows.append(object, line: number)
        }
        self = try rows.table()
    }
}

extension JSON {
    /// The array of a document that is one, or the one array of objects among an object's members (`{"results": […]}`).
    fileprivate var rows: [JSON]? {
        guard let object else { return array }
        let lists = object.members.compactMap(\.value.array).filter { list in list.allSatisfy { $0.object != nil } }
        let filled = lists.filter { !$0.isEmpty }
        let chosen = filled.isEmpty ? lists : filled
        return chosen.count == 1 ? chosen[0] : nil
    }

    /// What the value is, in words.
    fileprivate var words: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .integer, .double: "a number"
        case .string: "a text"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension JSONError.Reason {
    /// What is wrong, in words.
    fileprivate var words: String {
        switch self {
        case .unexpected: "something else is expected here"
        case .endOfText: "the text ends inside a value"
        case .trailingText: "more text follows the value"
        case .invalidString: "a text holds a line break, a wrong escape or an odd byte"
        case .invalidNumber: "a number is not written as JSON writes it"
        case .duplicateName(let name): "an object names `\(name)` twice"
        case .tooDeep: "values are nested too deep"
        }
    }
}
