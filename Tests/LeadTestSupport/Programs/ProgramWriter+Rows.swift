import LeadModel

/// Finding rows.
extension ProgramWriter {
    /// A statement that finds rows, with clauses.
    mutating func finding() -> String {
        let head = head()
        return head + clauses() + alias()
    }

    private mutating func head() -> String {
        switch random.below(12) {
        case 0: return opening()
        case 1, 2: return loading()
        case 3, 4: return union() ?? search()
        default: return search()
        }
    }

    private mutating func search() -> String {
        let isCompanies = scope.account == "lance" && random.chance(6)
        scope.it = KnownRows(account: scope.account, kind: isCompanies ? .companies : .people, isBounded: false)
        return isCompanies ? "search companies" : "search people"
    }

    /// A statement that finds rows of the same account and kind.
    mutating func findingRows(like rows: KnownRows) -> String {
        scope.account = rows.account
        scope.it = rows
        return "use \(ProgramMark.name)\(rows.account)\(ProgramMark.separator)search people select first \(1 + random.below(20))"
    }

    private mutating func opening() -> String {
        if scope.account == "leadlex", random.chance(2) {
            scope.it = KnownRows(account: "leadlex", kind: .contacts, isBounded: true)
            return "open contacts"
        }
        let (list, account) = listReference()
        scope.it = KnownRows(account: account, kind: account == "leadlex" ? .contacts : .people, isBounded: true)
        return "open list " + list
    }

    /// A list, and the account that it is at.
    mutating func listReference(at wanted: String? = nil) -> (text: String, account: String) {
        var account = scope.account
        var end = ""
        if let wanted, wanted != scope.account || random.chance(6) {
            account = wanted
            end = " at " + ProgramMark.name + wanted
        } else if wanted == nil, random.chance(6) {
            account = random.one(of: ["lance", "leadlex"])
            end = " at " + ProgramMark.name + (random.chance(8) ? account.uppercased() : account)
        }
        return (listName() + end, account)
    }

    static let lists = ["Q1 leaders", "Customers", "Fresh", "Ireland leaders"]

    private mutating func listName() -> String {
        switch random.below(8) {
        case 0: return "id " + text(of: "abc-\(random.below(10))")
        case 1: return uuid()
        case 2: return "id " + uuid()
        case 3:
            let names = scope.names.filter { $0.type == .text }
            if !names.isEmpty, let name = dollar(random.one(of: names).text) { return name }
            return text(of: Self.lists[0])
        default: return name(of: random.one(of: Self.lists))
        }
    }

    // MARK: Kept sets

    mutating func alias() -> String {
        guard random.chance(3) else { return "" }
        return " " + keeping()
    }

    /// `as NAME`, for the rows at hand.
    mutating func keeping() -> String {
        let name = newName(isPlain: !random.chance(6))
        if let it = scope.it { bind(name, .rows(it)) }
        return "as " + mark(name)
    }

    private mutating func union() -> String? {
        let sets = scope.names.filter { $0.rows != nil }
        guard !sets.isEmpty, let first = random.one(of: sets).rows else { return nil }
        let alike = sets.filter { $0.rows?.merged(with: first) != nil }
        let chosen = some(alike, upTo: 3)
        let shapes = chosen.compactMap(\.rows)
        guard var rows = shapes.first else { return nil }
        for other in shapes.dropFirst() { rows = rows.merged(with: other) ?? rows }
        if chosen.count > 1, !rows.isBounded { rows.isTestedHere = true }
        scope.it = rows
        return "with " + chosen.map { variable($0.text) }.joined(separator: ", ")
    }

    // MARK: Files

    private mutating func loading() -> String {
        if let file = exported.last, random.chance(2) {
            scope.it = KnownRows(account: "", kind: .people, isBounded: true)
            return "load " + text(of: file)
        }
        let names = ["prospects.csv", "people.json", "people.ndjson", "firms.tsv", "people.txt", "stdin"]
        let name = random.one(of: names)
        if name == "stdin" { return loadingStandardInput() }
        let kind: RecordKind = name == "firms.tsv" ? .companies : .people
        var written = "load " + (kind == .companies ? "companies " : random.chance(4) ? "people " : "") + text(of: name)
        let suffix = name.split(separator: ".").last.map(String.init) ?? ""
        if suffix == "txt" { written += " format csv" } else if random.chance(4) { written += " format " + suffix }
        let headers = ProgramFiles.headers[name] ?? []
        let layout = HeaderLayout(headers, kind: kind)
        var claims: [HeaderLayout.Claim] = []
        if random.chance(3) { written += " columns " + columns(layout, kind, &claims) }
        let fields = layout.columns(besides: claims).map(\.field) + claims.map(\.field)
        scope.it = KnownRows(account: "", kind: kind, isBounded: true, columns: HeaderLayout.completed(Set(fields)).sorted())
        return written
    }

    private mutating func loadingStandardInput() -> String {
        guard hasRead.insert("stdin").inserted, !isInCommand else { return search() }
        scope.it = KnownRows(account: "", kind: .people, isBounded: true)
        return "load stdin format csv"
    }

    /// `(FIELD from "Header", FIELD = EXPR)`.
    private mutating func columns(_ layout: HeaderLayout, _ kind: RecordKind, _ claims: inout [HeaderLayout.Claim]) -> String {
        let fields = Vocabulary.names(of: kind).filter { $0 != "id" } + ["custom.note", "custom.by"]
        let written = some(fields, upTo: 4).map { name -> String in
            if random.chance(2) {
                let header = random.one(of: layout.headers)
                claims.append((name, layout.place(of: header)))
                return field(name) + " from " + ProgramMark.verbatim + "\"\(header)\"" + ProgramMark.end
            }
            claims.append((name, nil))
            return field(name) + " = " + columnValue(layout)
        }
        return "(" + written.joined(separator: ", ") + (random.chance(4) ? ",)" : ")")
    }

    private mutating func columnValue(_ layout: HeaderLayout) -> String {
        let column = field(random.one(of: layout.fields))
        switch random.below(4) {
        case 0: return ProgramMark.name + "trim(\(column)) & " + text(of: "!")
        case 1: return column
        default: return value(.text, .constant)
        }
    }
}
