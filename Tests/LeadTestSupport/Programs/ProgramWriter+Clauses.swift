import LeadModel

/// Clauses: what narrows and changes the rows at hand.
extension ProgramWriter {
    /// Clauses behind a finding statement, each with a space before it.
    mutating func clauses() -> String {
        var written = ""
        for _ in 0..<random.below(4) { written += clause().map { " " + $0 } ?? "" }
        // Most searches are given an end, since little can be done without one.
        if scope.it?.isBounded == false, !random.chance(4) { written += " " + bounding() }
        return written
    }

    /// Clauses that narrow the rows at hand in a statement of their own; nil where there are no rows.
    mutating func narrowing() -> String? {
        guard scope.it != nil else { return nil }
        if random.chance(8) { return keeping() }
        let written = (0...random.below(2)).compactMap { _ in clause() }
        return written.isEmpty ? nil : written.joined(separator: " ") + alias()
    }

    private mutating func bounding() -> String {
        scope.it?.isBounded = true
        switch random.below(6) {
        case 0: return "limit " + rowNumber()
        case 1: return "select rows 0.." + "\(10 + random.below(20))"
        default: return "select first " + rowNumber()
        }
    }

    /// One clause; nil where the one that was drawn cannot stand here.
    private mutating func clause() -> String? {
        guard let rows = scope.it else { return nil }
        let fields = rows.fields
        switch random.below(16) {
        case 0, 1, 2: return "where " + narrowed(rows)
        case 3: return "select where " + narrowed(rows)
        case 4, 5: return selection(rows)
        case 6, 7: return "except " + exception(rows)
        case 8 where rows.isBounded: return "dedupe by " + paths(some(fields, upTo: 3))
        case 9 where rows.isBounded:
            return "order by "
                + some(fields, upTo: 3).map { field($0.name) + random.one(of: ["", " asc", " desc", " desc"]) }.joined(
                    separator: ", ")
        case 10:
            scope.it?.isBounded = true
            let per = rows.isBounded && random.chance(2) ? " per " + field(random.one(of: fields).name) : ""
            return "limit " + rowNumber() + per
        case 11, 12: return setting(rows)
        case 13: return renaming(rows)
        case 14: return dropping(rows)
        default: return nil
        }
    }

    /// Names of fields with commas between them.
    mutating func paths(_ fields: [Field]) -> String {
        fields.map { field($0.name) }.joined(separator: ", ")
    }

    private mutating func narrowed(_ rows: KnownRows) -> String {
        let condition = searchCondition(rows)
        if !condition.isExact, !rows.isBounded { scope.it?.isTestedHere = true }
        return condition.text
    }

    // MARK: select

    private mutating func selection(_ rows: KnownRows) -> String? {
        switch random.below(8) {
        case 0:
            scope.it?.isBounded = true
            return "select all"
        case 1: return rows.isBounded ? "select sample " + rowNumber() : nil
        case 2, 3:
            let places = places()
            scope.it?.isBounded = true
            return "select rows " + places
        case 4:
            let ids = (0...random.below(2)).map { _ in random.chance(2) ? uuid() : "id " + text(of: "p-\(random.below(10))") }
            scope.it?.isBounded = true
            return "select " + ids.joined(separator: ", ")
        case 5:
            guard let name = nameOfRowsOrIDs() else { return nil }
            scope.it?.isBounded = true
            return "select " + name
        default:
            let count = rowNumber()
            scope.it?.isBounded = true
            return "select first " + count
        }
    }

    private mutating func nameOfRowsOrIDs() -> String? {
        let names = scope.names.filter { $0.rows != nil || $0.type == .list || $0.type == .text }
        guard !names.isEmpty else { return nil }
        let name = random.one(of: names).text
        scope.noteRead(name)
        // A bare word such as `rows` or `first` would be taken for the language's own.
        return dollar(name) ?? mark(name)
    }

    /// Places, such as `0..10, 20, 30..`.
    mutating func places() -> String {
        let places = (0...random.below(3)).map { _ -> String in
            let lower = random.below(10) * 3
            switch random.below(5) {
            case 0, 1: return "\(lower)"
            case 2: return rowNumber()
            default: return "\(lower)..\(lower + random.below(20))"
            }
        }
        return places.joined(separator: ", ") + (random.chance(6) ? ", \(40 + random.below(20)).." : "")
    }

    // MARK: except

    private mutating func exception(_ rows: KnownRows) -> String {
        if !rows.isBounded { scope.it?.isTestedHere = true }
        let keys = keys(of: rows)
        var items: [String] = []
        if random.chance(8), let key = fileKeys(of: rows).first { return "file " + text(of: "do-not-contact.csv") + " by " + key }
        if random.chance(3) { items.append(random.chance(2) ? uuid() : "id " + text(of: "p-\(random.below(10))")) }
        if random.chance(4), let name = nameOfRowsOrIDs() { items.append(name) }
        if random.chance(3) { items.append("rows " + places()) }
        if random.chance(4) { items.append("any list" + (random.chance(2) ? " since " + value(.date, depth: 1) : "")) }
        if random.chance(3) { items.append("where " + condition(.row(rows), depth: 1)) }
        if items.isEmpty || random.chance(3) { items.append(lists()) }
        let isLists = items.last?.hasPrefix("list ") == true
        if isLists, random.chance(2), !keys.isEmpty {
            items[items.count - 1] += " by " + some(keys, upTo: 2).joined(separator: ", ")
        } else if !isLists, random.chance(3), let key = fileKeys(of: rows).first {
            items.append(
                "file " + text(of: "do-not-contact.csv") + " by " + key
                    + (random.chance(2) ? ", " + ProgramMark.name + "domain" : ""))
        }
        return items.joined(separator: ", ")
    }

    /// Lists to leave out, such as `list "A", "B"`.
    mutating func lists() -> String {
        "list " + (0...random.below(2)).map { _ in listReference().text }.joined(separator: ", ")
    }

    private mutating func keys(of rows: KnownRows) -> [String] {
        let fields = rows.fields.filter { ["email", "linkedin_url", "company.domain", "name", "id"].contains($0.name) }
        return fields.map { field($0.name) } + [ProgramMark.name + "domain"]
    }

    private mutating func fileKeys(of rows: KnownRows) -> [String] {
        rows.fields.filter { ["email", "company.domain"].contains($0.name) }.map { field($0.name) } + [
            ProgramMark.name + "domain"
        ]
    }

    // MARK: Changes

    private mutating func setting(_ rows: KnownRows) -> String {
        let targets = Vocabulary.fields.filter { $0.kinds.contains(rows.kind) && $0.name != "id" }
        let isOwn = random.chance(3)
        let target = isOwn ? Vocabulary.field("custom.note") ?? targets[0] : random.one(of: targets)
        let place = ValuePlace.row(rows)
        let written: String
        switch (target.values, target.type) {
        case (.open, .list) where random.chance(2): written = value(.text, place)
        case (.open, _): written = value(target.type, place)
        default: written = text(of: likely(target.name))
        }
        scope.it?.add(target.name)
        return "set " + field(target.name) + " = " + written
    }

    private mutating func renaming(_ rows: KnownRows) -> String? {
        let sources = rows.fields.filter { $0.name != "id" && $0.name != "custom.by" }
        let targets = Vocabulary.fields.filter { $0.kinds.contains(rows.kind) && $0.name != "id" }.map(\.name) + ["custom.old"]
        guard !sources.isEmpty else { return nil }
        let old = random.one(of: sources).name
        let new = random.one(of: targets)
        guard old != new else { return nil }
        scope.it?.take(old)
        scope.it?.add(new)
        return "rename " + field(old) + " to " + field(new)
    }

    private mutating func dropping(_ rows: KnownRows) -> String? {
        let fields = some(rows.fields.filter { $0.name != "id" }, upTo: 2)
        guard !fields.isEmpty, rows.fields.count > 4 else { return nil }
        for dropped in fields { scope.it?.take(dropped.name) }
        return "drop " + paths(fields)
    }
}
