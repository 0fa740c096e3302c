import LeadTestSupport

/// Makes scripts without mistakes in their form, of every construct that this file knows.
struct ScriptGenerator {
    private var random: SeededGenerator

    static func script(_ random: inout SeededGenerator) -> Corpus.Script {
        var generator = ScriptGenerator(random: SeededGenerator(seed: random.next()))
        let count = generator.below(6) + 1
        return Corpus.Script(name: "generated", text: generator.statements(count, depth: 0))
    }

    private mutating func statements(_ count: Int, depth: Int) -> String {
        (0..<count).map { _ in
            let statement = statement(depth: depth)
            // Where a line ends in a name that is a word of the language elsewhere, only `;` ends the statement.
            return statement + (statement.hasSuffix(".by") || below(4) == 0 ? "; " : below(4) == 0 ? "\n\n" : "\n")
        }.joined()
    }

    private mutating func statement(depth: Int) -> String {
        switch below(depth > 2 ? 11 : 12) {
        case 0: return "let \(name()) = \(condition())"
        case 1: return "print \(items { $0.condition() })"
        case 2: return "expect \(condition())" + (below(2) == 0 ? ", \(text())" : "")
        case 3: return "param \(name())" + (below(2) == 0 ? ": list" : "") + (below(2) == 0 ? " = \(value())" : "")
        case 4: return "search people \(clauses())"
        case 5: return clauses()
        case 6: return "open list \(text()) \(clauses()) as \(name())"
        case 7: return "create list \(text()) description \(value()) of people from 2026-01-01 to 2026-03-31"
        case 8: return "show rows \(spans()) columns \(items { $0.path() })"
        case 9: return "add \(name()) to list \(text())"
        case 10: return "export to \(text()) columns \(items { $0.path() })"
        default: return "step \(text()) {\(below(3) == 0 ? "" : "\n" + statements(below(3), depth: depth + 1))}"
        }
    }

    private mutating func clauses() -> String {
        (0...below(4)).map { _ in clause() }.joined(separator: " ")
    }

    private mutating func clause() -> String {
        switch below(7) {
        case 0, 1: "where \(condition())"
        case 2: "select rows \(spans())"
        case 3: "select first \(value())"
        case 4: "except list \(text()), \(text()) by \(path())"
        case 5: "except \(name()), id \(text()), where \(condition())"
        default: "select all"
        }
    }

    private mutating func spans() -> String {
        items { $0.below(2) == 0 ? "\($0.below(50))..\(50 + $0.below(50))" : "\($0.below(99))" }
    }

    private mutating func condition(depth: Int = 0) -> String {
        guard depth < 3 else { return relation() }
        let word = below(2) == 0 ? " and " : " or "
        return (0...below(3)).map { _ in
            switch below(5) {
            case 0: "(\(condition(depth: depth + 1)))"
            case 1: "not \(relation())"
            default: relation()
            }
        }.joined(separator: word)
    }

    private static let operators = [
        "is", "is not", "=", "==", "!=", "<>", "<", ">=", "contains", "not contains", "does not contain", "is not in", "in",
        "is one of", "starts with", "does not end with", "not like", "is exactly", "matches", "contains exactly",
    ]

    private mutating func relation() -> String {
        switch below(6) {
        case 0: "\(path()) is not empty"
        case 1: "\(value()) \(below(2) == 0 ? "" : "not ")between \(value()) and -\(below(9))"
        default: "\(value()) \(Self.operators[below(Self.operators.count)]) \(value())"
        }
    }

    private mutating func value(depth: Int = 0) -> String {
        guard depth < 3 else { return atom() }
        switch below(9) {
        case 0: return "\(value(depth: depth + 1)) \(["+", "-", "&", "*"][below(4)]) \(value(depth: depth + 1))"
        case 1: return "(\(items { $0.value(depth: depth + 1) }), \(atom()))"
        case 2: return "lower(\(items { $0.value(depth: depth + 1) }))"
        case 3: return "- \(atom())"
        default: return atom()
        }
    }

    private mutating func atom() -> String {
        switch below(10) {
        case 0: "\(below(1000))"
        case 1: "10k"
        case 2: "90s"
        case 3: "5 minutes"
        case 4: "2026-01-31"
        case 5: "550e8400-e29b-41d4-a716-446655440005"
        case 6: ["$title", "$q1"][below(2)]
        case 7: path()
        case 8: "true"
        default: text()
        }
    }

    private mutating func text() -> String {
        switch below(5) {
        case 0: "'it is \\ raw'"
        case 1: "\"a ${lower(\"X\")} of \\\"it\\\"\""
        case 2: "\"\"\"\n  first  \n    second\n  \"\"\""
        case 3: "\"Überlänge 漢字 \(below(100))\""
        default: "\"text \(below(100))\""
        }
    }

    private mutating func path() -> String {
        below(3) == 0 ? "\(name()).\(name())" : below(8) == 0 ? "custom.by" : name()
    }

    private mutating func name() -> String {
        ["title", "Seniority", "company", "`where`", "Q1", "rows2", "été", "Select_"][below(8)]
    }

    private mutating func items(_ item: (inout ScriptGenerator) -> String) -> String {
        (0...below(4)).map { _ in item(&self) }.joined(separator: ", ")
    }

    private mutating func below(_ limit: Int) -> Int {
        Int(random.next() % UInt64(limit))
    }
}
