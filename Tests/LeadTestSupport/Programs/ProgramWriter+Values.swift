import LeadModel

/// Where a value stands.
enum ValuePlace {
    /// Where bare names are variables.
    case plain
    /// Where bare names are fields of these rows.
    case row(KnownRows)
    /// Where nothing but what is written there is known: the default of a parameter.
    case constant
}

/// Values of each type.
extension ProgramWriter {
    /// A value of a type, of as many parts as there is room for.
    mutating func value(_ type: ValueType, _ place: ValuePlace = .plain, depth: Int = 0) -> String {
        guard depth < 2, random.chance(3) else { return atom(type, place, depth: depth) }
        switch type {
        case .text: return joined(place, depth)
        case .number: return calculated(place, depth)
        case .date: return moved(place, depth)
        case .bool, .list, .duration, .any: return atom(type, place, depth: depth)
        }
    }

    /// A value that no operator beside it takes apart.
    mutating func atom(_ type: ValueType, _ place: ValuePlace, depth: Int = 0) -> String {
        if random.chance(2), let name = named(type, place) { return name }
        if depth < 2, random.chance(3) { return called(type, place, depth: depth + 1) }
        return literal(type, place, depth: depth)
    }

    private mutating func joined(_ place: ValuePlace, _ depth: Int) -> String {
        let types: [ValueType] = [.text, .text, .number, .date, .list]
        let operands = (0...random.below(2)).map { _ in atom(random.one(of: types), place, depth: depth + 1) }
        return ([atom(.text, place, depth: depth + 1)] + operands).joined(separator: " & ")
    }

    private mutating func calculated(_ place: ValuePlace, _ depth: Int) -> String {
        var sum = product(place, depth)
        for _ in 0..<random.below(3) {
            let operand = product(place, depth)
            // `1-10` looks like a band, which the checker warns of.
            let isBand = [sum, operand].allSatisfy { $0.first?.isNumber == true }
            sum += random.one(of: isBand ? [" + ", "+"] : [" + ", " - ", "+", "-"]) + operand
        }
        return sum
    }

    private mutating func product(_ place: ValuePlace, _ depth: Int) -> String {
        var product = random.chance(5) ? "-" + (random.chance(3) ? " " : "") : ""
        product += random.chance(6) ? "(" + value(.number, place, depth: depth + 1) + ")" : atom(.number, place, depth: depth + 1)
        if random.chance(3) {
            product += random.one(of: [" * ", " / ", "*", "/"]) + random.one(of: ["2", "0.5", "10", "1_000"])
        }
        return product
    }

    private mutating func moved(_ place: ValuePlace, _ depth: Int) -> String {
        var day = atom(.date, place, depth: depth + 1)
        for _ in 0...random.below(2) { day += random.one(of: [" + ", " - "]) + atom(.duration, place, depth: depth + 1) }
        return day
    }

    // MARK: Names

    /// A name of that type; nil where there is none.
    private mutating func named(_ type: ValueType, _ place: ValuePlace) -> String? {
        if case .constant = place { return nil }
        if case .row(let rows) = place, !random.chance(4) {
            // A field of known values is compared with these only.
            let fields = rows.fields.filter { $0.type == type && $0.values == .open }
            if !fields.isEmpty { return field(random.one(of: fields).name) }
        }
        var isRow = false
        if case .row = place { isRow = true }
        if let told = toldValue(type, start: isRow ? "$" : "") { return told }
        let names = scope.names.filter { name in
            if case .row(let rows) = name.meaning { return rows.fields.contains { $0.type == type } }
            return name.type == type
        }
        guard !names.isEmpty else { return nil }
        let name = random.one(of: names)
        guard case .row(let rows) = name.meaning else { return isRow ? dollar(name.text) : variable(name.text) }
        let fieldName = field(random.one(of: rows.fields.filter { $0.type == type }).name)
        let start = isRow || random.chance(4) ? dollar(name.text) : mark(name.text)
        return start.map { $0 + "." + fieldName }
    }

    /// A part of the outcome or of a failure.
    private mutating func toldValue(_ type: ValueType, start: String) -> String? {
        if scope.hasFailure, random.chance(2), type == .text || type == .number {
            return part(start + "error", type == .number ? "status" : random.one(of: ["message", "code"]))
        }
        guard scope.hasOutcome, random.chance(3) else { return nil }
        let fields = Outcome.fields.filter { $0.type == type }
        return fields.isEmpty ? nil : part(start + "outcome", random.one(of: fields).name)
    }

    private func part(_ whole: String, _ part: String) -> String {
        ProgramMark.name + whole + "." + ProgramMark.name + part
    }

    // MARK: Functions

    private mutating func called(_ type: ValueType, _ place: ValuePlace, depth: Int) -> String {
        switch type {
        case .text: return textCall(place, depth)
        case .number: return numberCall(place, depth)
        case .date: return ProgramMark.name + "today()"
        case .list: return ProgramMark.name + "split(\(value(.text, place, depth: depth)), \(text(of: "-")))"
        case .bool: return "(" + condition(place, depth: depth) + ")"
        case .duration, .any: return literal(type, place, depth: depth)
        }
    }

    private mutating func textCall(_ place: ValuePlace, _ depth: Int) -> String {
        let function = random.one(of: ["lower", "upper", "title_case", "trim", "domain", "replace", "now", "coalesce"])
        let name = ProgramMark.name + (random.chance(12) ? function.uppercased() : function)
        switch function {
        case "now": return name + "()"
        case "replace": return name + "(\(value(.text, place, depth: depth)), \(text(of: "Sr.")), \(text(of: "Senior")))"
        case "coalesce":
            let more = random.chance(2) ? ", " + value(random.one(of: [.number, .list, .text]), place, depth: depth) : ""
            let first = random.chance(4) ? "empty" : value(.text, place, depth: depth)
            return name + "(\(first), \(value(.text, place, depth: depth))\(more))"
        default: return name + "(\(value(.text, place, depth: depth)))"
        }
    }

    private mutating func numberCall(_ place: ValuePlace, _ depth: Int) -> String {
        if case .constant = place { return literal(.number, place) }
        if random.chance(2), let count = countOfRows() { return count }
        if random.chance(3) { return ProgramMark.name + "count(\(value(.list, place, depth: depth)))" }
        return ProgramMark.name + "length(\(value(random.one(of: [.text, .list]), place, depth: depth)))"
    }

    /// `count(it)` or `count(NAME)`; nil where there are no rows that can be counted.
    mutating func countOfRows() -> String? {
        let sets = scope.names.filter { $0.rows?.isCountable == true }
        if !sets.isEmpty, random.chance(2) {
            return ProgramMark.name + "count(\(variable(random.one(of: sets).text)))"
        }
        return scope.it?.isCountable == true ? ProgramMark.name + "count(it)" : nil
    }
}
