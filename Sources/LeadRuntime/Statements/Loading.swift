import LeadModel
import LeadPlanner
import LeadSemantics
import LeadTables

/// The rows of a file.
struct LoadedRows {
    /// The rows, in the vocabulary's words.
    let rows: Batch
    /// The fields in the file's order.
    let fields: [String]
    /// The file's name.
    let name: String
}

/// `load`.
extension Session {
    mutating func load(_ load: Program.Load) async throws(StatementFailure) -> Recipe {
        var path: String?
        if let file = load.file { path = try await evaluate(file).description }
        let name = path ?? "standard input"
        let table = try table(path, format: load.format)
        let layout = HeaderLayout(table.header, kind: load.kind)
        let all = batch(of: table, fields: layout.fields, kind: load.kind)
        var claims: [HeaderLayout.Claim] = []
        var columns: [(field: String, values: [Value])] = []
        for column in load.columns {
            switch column.source {
            case .header(let header):
                let wanted = try await evaluate(header).description
                guard let place = layout.place(of: wanted) else {
                    throw .wrongValue(
                        "`\(name)` has no header \"\(wanted)\"",
                        help: "its headers are \(table.header.prefix(20).map { "\"\($0)\"" }.joined(separator: ", "))")
                }
                claims.append((column.field, place))
                columns.append((column.field, table.rows.map { Value($0[place], for: column.field) }))
            case .value(let expression):
                let value = try await condition(expression).readingHeaders(of: layout, in: name)
                claims.append((column.field, nil))
                columns.append((column.field, try values(of: value, in: all).map { Value($0, for: column.field) }))
            }
        }
        for (header, field) in layout.displaced {
            events.receive(.noted("another column of \(name) has the field that \"\(header)\" means; it is `\(field)`"))
        }
        var rows = Batch(kind: load.kind, count: table.rows.count)
        var fields: [String] = []
        for (place, field) in layout.columns(besides: claims) {
            rows = rows.setting(field, to: table.rows.map { Value($0[place], for: field) })
            fields.append(field)
        }
        for column in columns {
            rows = rows.setting(column.field, to: column.values)
            if !fields.contains(column.field) { fields.append(column.field) }
        }
        rows = rows.completingNames(only: Set(fields))
        loads.append(LoadedRows(rows: rows, fields: fields, name: name))
        events.receive(.took("\(name): \(rows.count) \(rows.count == 1 ? "row" : "rows")"))
        return Recipe(account: SetShape.noAccount, kind: load.kind, origin: .loaded(loads.count - 1))
    }

    private func values(of expression: TypedExpression, in rows: Batch) throws(StatementFailure) -> [Value] {
        do {
            return try Kernel(expression, time: surroundings.time).values(rows)
        } catch {
            throw StatementFailure(error)
        }
    }

    /// The rows of a file whose headers say which fields they are.
    func rows(ofFile path: String, format: FileFormat?, kind: RecordKind) throws(StatementFailure) -> LoadedRows {
        let table = try table(path, format: format)
        let fields = Headers.fields(for: table.header, kind: kind)
        return LoadedRows(rows: batch(of: table, fields: fields, kind: kind), fields: fields, name: path)
    }

    private func table(_ path: String?, format: FileFormat?) throws(StatementFailure) -> Table {
        let name = path ?? "standard input"
        guard let format = format ?? path.flatMap({ FileFormat(fileName: $0) }) else {
            throw .fileNotRead(name, reason: "its ending names no format", help: "say it: `load \"\(name)\" format csv`")
        }
        if let path, planning?.files.isUnknown(path) == true {
            throw .unforeseen("the rows of `\(path)`, which is written before")
        }
        switch surroundings.readFile(path) {
        case .failure(let failure):
            throw .fileNotRead(name, reason: failure.reason, help: "give the path of a file that can be read")
        case .success(let bytes):
            do {
                return try Table(reading: bytes, as: format)
            } catch {
                let place = error.line.map { "line \($0): " } ?? ""
                throw .fileNotRead(name, reason: place + error.message, help: error.help)
            }
        }
    }

    private func batch(of table: Table, fields: [String], kind: RecordKind) -> Batch {
        var batch = Batch(kind: kind, count: table.rows.count)
        for (place, field) in fields.enumerated() {
            batch = batch.setting(field, to: table.rows.map { Value($0[place], for: field) })
        }
        return batch
    }
}

extension Batch {
    /// The rows with a full name made of first and last name, or these made of it, where a row has only the one.
    ///
    /// The last word counts as last name, as where LeadLex's contacts are read.
    fileprivate func completingNames(only fields: Set<String>) -> Batch {
        let parts: Set<String> = ["first_name", "last_name"]
        guard fields.contains("name") || parts.isSubset(of: fields) else { return self }
        var (names, firsts, lasts) = (self["name"], self["first_name"], self["last_name"])
        for row in 0..<count {
            if names[row].isEmpty {
                names[row] = PersonName.joined(firsts[row], lasts[row])
            } else if firsts[row].isEmpty, lasts[row].isEmpty {
                let name = PersonName(parting: names[row])
                (firsts[row], lasts[row]) = (name.first, name.last)
            }
        }
        return setting("name", to: names).setting("first_name", to: firsts).setting("last_name", to: lasts)
    }
}

extension TypedExpression {
    /// The expression with headers of a file replaced by the fields that they stand for.
    fileprivate func readingHeaders(of layout: HeaderLayout, in file: String) throws(StatementFailure) -> TypedExpression {
        try mapped { part throws(StatementFailure) -> TypedExpression? in
            guard case .field(let name) = part else { return nil }
            guard let field = layout.field(named: name) else {
                throw .wrongValue(
                    "`\(file)` has no column for `\(name)`",
                    help: "its headers are \(layout.headers.prefix(20).map { "\"\($0)\"" }.joined(separator: ", "))")
            }
            return .field(field)
        }
    }
}

extension Value {
    /// The value of a cell as a field has it: numbers and bands read, lists split, known values in the vocabulary's spelling.
    fileprivate init(_ cell: Value, for field: String) {
        guard case .text(let text) = cell, let known = Vocabulary.field(field) else {
            self = cell
            return
        }
        switch known.type {
        case .number: self = Value(band: text.trimmed)
        case .list:
            let parts = text.split { $0 == ";" || $0 == "," || $0 == "|" }.map { String($0).trimmed }.filter { !$0.isEmpty }
            self = parts.isEmpty ? .empty : .list(parts.map { .text(Value.canonical($0, of: known)) })
        case .text where known.name == "company.domain": self = Value(text: webDomain(of: text))
        case .text, .bool, .date, .duration, .any: self = Value(text: Value.canonical(text.trimmed, of: known))
        }
    }

    private static func canonical(_ text: String, of field: Field) -> String {
        switch field.values {
        case .open: text
        case .known(let values), .closed(let values): ClosedValues.canonical(text, among: values)
        }
    }
}
