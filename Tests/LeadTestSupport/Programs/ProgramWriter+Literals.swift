import LeadModel

/// Values as they are written out.
extension ProgramWriter {
    mutating func literal(_ type: ValueType, _ place: ValuePlace, depth: Int = 0) -> String {
        switch type {
        case .text: return random.chance(4) ? longText(place, depth) : text(of: random.one(of: Self.words))
        case .number:
            return random.one(of: ["0", "1", "2", "7", "20", "100", "1_000", "2.5", "10k", "10M", "95%", "-3", "- 4", "0.75"])
        case .date: return "2026-0\(1 + random.below(9))-1\(random.below(10))"
        case .duration:
            return random.one(of: [
                "10ms", "90s", "5 minutes", "3 days", "1h", "2w", "1 week", "12 hours", "-1 day", "30 seconds",
            ])
        case .bool: return random.one(of: ["true", "false"])
        case .list: return list(of: (0...random.below(3)).map { _ in value(.text, place, depth: depth + 1) })
        case .any: return "empty"
        }
    }

    /// `(a, b)`, and `(a,)` for one.
    mutating func list(of items: [String]) -> String {
        "(" + items.joined(separator: ", ") + (items.count == 1 || random.chance(6) ? ",)" : ")")
    }

    /// A text in one of its forms.
    mutating func text(of content: String) -> String {
        let body: String
        switch random.below(8) {
        case 0, 1: body = "'" + content + "'"
        case 2: body = "\"" + content.replacing("e", with: "\\u{65}") + "\""
        case 3 where content.isEmpty == false: body = "\"\"\"" + content + "\"\"\""
        default: body = "\"" + content + "\""
        }
        return ProgramMark.verbatim + body + ProgramMark.end
    }

    /// A text with escapes and values in it, or one over several lines.
    mutating func longText(_ place: ValuePlace, _ depth: Int) -> String {
        var body: String
        // Between `${` and `}` of a text on one line no line may end.
        switch random.below(6) {
        case 0 where depth == 0:
            body = "\"\"\"\n    Dear ${" + value(.text, place, depth: depth + 1) + "},\n      indented by {{two}}.\n    \"\"\""
        case 1: body = "'no ${escape} \\ here \"at\" all # and where'"
        case 2: body = "\"a\\tb\\n \\\"q\\\" \\\\ \\$5 \\u{1F600} {{first_name}} Überlänge 漢字\""
        case 3: body = "\"\""
        default:
            let type = random.one(of: [ValueType.text, .number, .date, .list])
            body =
                "\"of ${" + value(type, place, depth: depth + 1) + "} and $ ${ " + atom(.number, place, depth: depth + 1) + " }\""
        }
        return ProgramMark.verbatim + body + ProgramMark.end
    }

    /// A text that stands in a statement's own place.
    mutating func name(of content: String, _ place: ValuePlace = .plain) -> String {
        random.chance(8) ? longName(content, place) : text(of: content)
    }

    private mutating func longName(_ content: String, _ place: ValuePlace) -> String {
        ProgramMark.verbatim + "\"" + content + " ${" + atom(.text, place, depth: 1) + "}\"" + ProgramMark.end
    }

    /// A small number of rows or a place.
    mutating func rowNumber(upTo limit: Int = 30) -> String {
        let names = scope.names.filter {
            if case .smallNumber = $0.meaning { true } else { false }
        }
        // A bare word such as `rows` would be taken for the language's own behind a comma.
        if !names.isEmpty, random.chance(3), let name = dollar(random.one(of: names).text) { return name }
        switch random.below(10) {
        case 0: return "(\(1 + random.below(9)) + \(random.below(9)))"
        case 1: return "\(1 + random.below(5)) * 2"
        default: return "\(1 + random.below(limit))"
        }
    }

    mutating func uuid() -> String {
        ProgramMark.verbatim + "550e8400-e29b-41d4-A716-44665544000\(random.below(10))" + ProgramMark.end
    }

    private static let words = [
        "Ireland", "CEO", "Q1", "none", "Ada Byron", "ada@byron.example", "https://www.lead.example/a", "Sr. Counsel", "a-b-c",
        "x",
    ]

    /// A text that a field may well have.
    mutating func likely(_ field: String) -> String {
        let name = field.split(separator: ".").last.map(String.init) ?? field
        return random.one(of: Self.likelyTexts[name] ?? Self.words)
    }

    private static let likelyTexts = [
        "title": ["CEO", "Managing Partner", "VP Sales", "Head of Marketing", "Counsel"],
        "seniority": ClosedValues.seniority + ["C-Suite", "VP"],
        "department": ClosedValues.department + ["Human Resources"],
        "function": ClosedValues.department,
        "country": ["Ireland", "Poland", "Germany", "United States", "Japan", "Malta"],
        "city": ["Dublin", "Warsaw", "Berlin"],
        "location": ["Ireland", "Dublin"],
        "industry": ["law practice", "computer software", "hospital & health care"],
        "skills": ["crm", "negotiation"],
        "language": ["English", "German"],
        "domain": ["byron.example", "cole.example"],
        "email": ["ada@byron.example", "bob@cole.example"],
        "first_name": ["Ada", "Eoin"],
        "last_name": ["Byron", "O\u{2019}Neill"],
        "tags": ["vip", "newsletter"],
    ]
}
