import LeadModel

/// Statements that change something at a service, or hold rows back from it.
extension ProgramWriter {
    /// A statement that changes something, often with what tells how it went.
    mutating func doing() -> String? {
        guard let change = change() else { return nil }
        guard scope.hasOutcome, random.chance(3) else { return change }
        let told = (0...random.below(2)).map { _ in
            "\(ProgramMark.name)outcome.\(ProgramMark.name)\(random.one(of: Outcome.fields).name)"
        }
        return change + ProgramMark.separator + "print " + told.joined(separator: ", ")
    }

    private mutating func change() -> String? {
        switch random.below(10) {
        case 0, 1: return makingList()
        case 2, 3: return adding()
        case 4: return saving()
        case 5: return updating()
        case 6: return removing()
        case 7: return random.chance(3) ? "delete list " + listReference().text : nil
        default: return random.chance(2) ? suppressing() : adding()
        }
    }

    private mutating func makingList() -> String {
        let isNew = random.chance(3)
        var written =
            isNew ? "create list " + name(of: "New \(random.below(1000))") : "ensure list " + name(of: random.one(of: Self.lists))
        if random.chance(4) { written += " of people" }
        guard random.chance(2) else { return written }
        if scope.account == "leadlex" { return written + " description " + value(.text) }
        return written + " from 2026-01-0\(1 + random.below(9)) to "
            + random.one(of: ["2026-03-31", "2026-02-10 + 3 days", ProgramMark.name + "today() + 90 days"])
    }

    /// SET with a space behind it, and what is known of it; nil where no rows will do.
    private mutating func set(_ isFit: (KnownRows) -> Bool) -> String? {
        let sets = scope.names.filter { $0.rows.map(isFit) ?? false }
        if !sets.isEmpty, random.chance(2) { return variable(random.one(of: sets).text) + " " }
        guard let it = scope.it, isFit(it) else { return nil }
        return random.chance(4) ? "it " : ""
    }

    private func isOfPeople(_ rows: KnownRows) -> Bool { rows.isBounded && rows.kind != .companies }

    private mutating func adding() -> String? {
        guard let set = set({ $0.isBounded && $0.kind != .companies }) else { return nil }
        let list = listReference().text
        scope.hasOutcome = true
        return "add " + set + "to list " + list
    }

    private mutating func saving() -> String? {
        guard let set = set({ $0.isBounded && $0.kind != .companies }) else { return nil }
        let end = random.chance(3) ? " allow no key" : ""
        if scope.account == "leadlex", !random.chance(3) {
            scope.hasOutcome = true
            return "save " + set + "to contacts" + end
        }
        let list = listReference(at: "leadlex").text
        scope.hasOutcome = true
        return "save " + set + "to list " + list + end
    }

    private mutating func updating() -> String? {
        guard scope.account == "leadlex", let it = scope.it, isOfPeople(it) else { return nil }
        scope.hasOutcome = true
        return "update contacts by \(ProgramMark.name)email" + random.one(of: ["", " fill empty only"])
    }

    private mutating func removing() -> String? {
        guard let set = set({ $0.isBounded }) else { return nil }
        let list = listReference().text
        scope.hasOutcome = true
        return "remove " + set + "from list " + list
    }

    private mutating func suppressing() -> String {
        let end = random.chance(2) ? " allow unknown" : ""
        if random.chance(2) {
            let keys = random.one(of: [["email"], ["domain"], ["email", "domain"], ["company.domain"]])
            return "suppress file " + text(of: "do-not-contact.csv") + " by " + keys.map { field($0) }.joined(separator: ", ")
                + end
        }
        let keys = some(["email", "linkedin_url", "domain", "name", "company.name"], upTo: 3).map { field($0) }
        return "suppress " + lists() + (random.chance(2) ? " by " + keys.joined(separator: ", ") : "") + end
    }

    // MARK: Looking

    mutating func looking() -> String? {
        switch random.below(12) {
        case 0, 1, 2: return showing()
        case 3, 4: return set { $0.isCountable }.map { ending("count", $0) }
        case 5: return set { _ in true }.map { ending("describe", $0) }
        case 6, 7: return summarizing()
        case 8, 9: return exporting()
        case 10: return random.one(of: ["refresh", "show lists", "plan show lists", "plan refresh"])
        default:
            let topics = ["", " add", " where", " Select First", " of", " file formats", " \"x\" , 3"]
            return random.chance(2) ? "help" + random.one(of: topics) : random.one(of: ["explain L2003", "explain l4002"])
        }
    }

    /// A statement that a set may end.
    private func ending(_ statement: String, _ set: String) -> String {
        set.isEmpty ? statement : statement + " " + set.dropLast()
    }

    private mutating func rows(of set: String) -> KnownRows? {
        let bare = set.dropLast()
        if bare.isEmpty || bare == "it" { return scope.it }
        let name = bare.unicodeScalars.filter { $0.value > 7 && $0 != "$" && $0 != "`" }
        return scope.names.last { $0.text == String(String.UnicodeScalarView(name)) }?.rows
    }

    private mutating func showing() -> String? {
        guard let set = set({ _ in true }), let rows = rows(of: set) else { return nil }
        var written = ending("show", set)
        if random.chance(2) { written += " rows " + places() }
        if random.chance(2) { written += " columns " + paths(some(rows.fields, upTo: 4)) }
        return written
    }

    private mutating func summarizing() -> String? {
        guard let set = set({ _ in true }), let rows = rows(of: set) else { return nil }
        if rows.isBounded { return "summarize " + set + "by " + paths(some(rows.fields, upTo: 2)) }
        guard !rows.isTestedHere, !rows.isChanged, rows.kind == .people else { return nil }
        return "summarize " + set + "by " + field("seniority")
    }

    private mutating func exporting() -> String? {
        guard let set = set({ $0.isBounded }), let rows = rows(of: set) else { return nil }
        let file = random.one(of: ["out.csv", "out.tsv", "out.json", "out.ndjson", "out.md", "folder/out.csv"])
        var written = "export " + set + "to " + text(of: file)
        if random.chance(2) { written += " columns " + paths(some(rows.fields, upTo: 4)) }
        if depth == 0, !isInCommand, file.hasPrefix("out."), file != "out.md" { exported.append(file) }
        return written
    }
}
