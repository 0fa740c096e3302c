import LeadModel

/// Conditions: comparisons of each type, and what joins them.
extension ProgramWriter {
    mutating func condition(_ place: ValuePlace = .plain, depth: Int = 0) -> String {
        guard depth < 2, random.chance(3) else { return relation(place, depth: depth) }
        let word = random.one(of: [" and ", " or "])
        return (0...1 + random.below(2)).map { _ in
            switch random.below(4) {
            case 0: "(" + condition(place, depth: depth + 1) + ")"
            case 1: "not " + relation(place, depth: depth)
            default: relation(place, depth: depth)
            }
        }.joined(separator: word)
    }

    /// A condition that a service's filter may say by itself, of these rows.
    ///
    /// - Returns: the condition, and whether the filter says it as it is.
    mutating func searchCondition(_ rows: KnownRows) -> (text: String, isExact: Bool) {
        guard !rows.isChanged, random.chance(2), let text = filter(rows) else {
            return (condition(.row(rows)), false)
        }
        return (text, true)
    }

    private static let lanceFilters = ["seniority", "department", "country", "location", "company.industry", "company.country"]
    private static let leadLexFilters = [
        "seniority", "department", "country", "location", "company.industry", "company.domain",
    ]

    private mutating func filter(_ rows: KnownRows) -> String? {
        let isLance = rows.account == "lance"
        if rows.account.isEmpty { return nil }
        if rows.kind == .companies { return "\(field("company.industry")) is \(text(of: likely("industry")))" }
        guard rows.kind == .people else { return nil }
        switch random.below(6) {
        case 0:
            let name = isLance ? random.one(of: ["title", "skills", "language"]) : "title"
            return "\(field(name)) \(random.one(of: ["like", "contains"])) \(text(of: likely(name)))"
        case 1 where isLance: return "\(field("company.employees")) between 50 and 500"
        case 2 where isLance: return "\(field("company.employees")) >= 201"
        default:
            let name = random.one(of: isLance ? Self.lanceFilters : Self.leadLexFilters)
            let values = list(of: [text(of: likely(name)), text(of: likely(name))])
            return random.chance(3)
                ? "\(field(name)) \(random.one(of: ["in", "is one of", "is in"])) \(values)"
                : "\(field(name)) is \(text(of: likely(name)))"
        }
    }

    // MARK: Relations

    private mutating func relation(_ place: ValuePlace, depth: Int) -> String {
        switch random.below(12) {
        case 0:
            return atom(random.one(of: [.text, .number, .list]), place, depth: 1)
                + random.one(of: [" is empty", " is not empty"])
        case 1: return between(place)
        case 2, 3: return ordered(place)
        case 4:
            return value(.bool, place, depth: 1) + random.one(of: [" is ", " is not ", " = "])
                + random.one(of: ["true", "false"])
        case 5: return tested(atom(.list, place, depth: 1), place)
        case 6, 7, 8: if case .row(let rows) = place { return fieldRelation(rows) }
        default: break
        }
        return tested(value(.text, place, depth: 1), place)
    }

    private mutating func between(_ place: ValuePlace) -> String {
        let word = random.one(of: [
            " between ", " between ", " not between ", " is between ", " is not between ", " does not between ",
        ])
        switch random.below(4) {
        case 0: return value(.date, place, depth: 1) + word + "2026-01-01 and " + value(.date, place, depth: 1)
        case 1: return atom(.duration, place) + word + "1s and 1 week"
        default: return value(.number, place, depth: 1) + word + "\(random.below(50)) and \(50 + random.below(500))"
        }
    }

    private static let marks = ["<", "<=", ">", ">=", "=", "!=", "==", "<>", "is", "is not"]

    private mutating func ordered(_ place: ValuePlace) -> String {
        let type = random.one(of: [ValueType.number, .number, .date, .duration])
        if type == .number, random.chance(5) {
            let word = random.one(of: [" in ", " not in ", " is one of ", " is not one of "])
            return value(.number, place, depth: 1) + word + list(of: ["1", "2_0", "30"])
        }
        let symbol = random.one(of: Self.marks)
        let blank = symbol.hasPrefix("is") || random.chance(2) ? " " : ""
        return value(type, place, depth: 1) + blank + symbol + blank + value(type, place, depth: 1)
    }

    private static let equalities = [
        "is", "is", "is not", "=", "!=", "==", "<>", "in", "not in", "is in", "is not in", "is one of", "is not one of",
        "does not in",
    ]
    private static let tests = [
        "contains", "contains", "does not contain", "not contains", "do not contain", "does not contains", "is not contains",
        "starts with", "does not start with", "not starts with", "do not start with", "is starts with",
        "ends with", "does not end with", "not end with",
    ]
    private static let matchings = ["matches", "does not match", "not matches", "do not match", "is not matches"]
    private static let patterns = ["^(VP|Vice)", "(?i)partner$", ".*", "[A-Z]{2,}", "a+b?"]

    /// A comparison of a text or a list of texts.
    private mutating func tested(_ left: String, _ place: ValuePlace, likely field: String? = nil) -> String {
        let exactly = random.chance(5) ? " exactly " : " "
        if random.chance(6) {
            return left + " " + random.one(of: Self.matchings) + exactly + text(of: random.one(of: Self.patterns))
        }
        let operation = random.one(of: random.chance(2) ? Self.equalities : Self.tests)
        return left + " " + operation + exactly + right(place, likely: field)
    }

    private mutating func right(_ place: ValuePlace, likely field: String?) -> String {
        guard let field else { return value(random.one(of: [.text, .text, .list]), place, depth: 1) }
        if random.chance(3) { return list(of: (0...random.below(3)).map { _ in text(of: likely(field)) }) }
        return text(of: likely(field))
    }

    /// A field compared with what it may well be.
    private mutating func fieldRelation(_ rows: KnownRows) -> String {
        let fields = rows.fields
        guard !fields.isEmpty else { return "1 is 1" }
        let chosen = random.one(of: fields)
        switch chosen.type {
        case .number: return field(chosen.name) + " \(random.one(of: Self.marks)) " + value(.number, .row(rows), depth: 1)
        case .text, .list: return tested(field(chosen.name), .row(rows), likely: chosen.name)
        case .date, .duration, .bool, .any: return field(chosen.name) + " is not empty"
        }
    }
}
