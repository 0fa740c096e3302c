import GRDB

/// Conditions on the shared people and companies; compiled to SQL with bound values.
public indirect enum SearchCondition: Hashable, Sendable {
    /// A column that holds one value.
    public enum Column: String, Hashable, Sendable {
        /// `people.seniority`
        case seniority = "people.seniority"
        /// `people.city`
        case city = "people.city"
        /// `people.country`
        case country = "people.country"
        /// `people.linkedin_url`
        case profile = "people.linkedin_url"
        /// `companies.industry`
        case industry = "companies.industry"
        /// `companies.sector`
        case sector = "companies.sector"
        /// `companies.country`
        case companyCountry = "companies.country"
        /// `companies.city`
        case companyCity = "companies.city"
        /// `companies.domain`
        case domain = "companies.domain"
        /// `companies.linkedin_url`
        case companyProfile = "companies.linkedin_url"
    }

    /// A column that is searched by words.
    public enum WordColumn: String, Hashable, Sendable {
        /// The whole name of a person.
        case name = "people.name_words"
        /// The job title.
        case title = "people.title_words"
        /// Skills.
        case skills = "people.skill_words"
        /// Languages.
        case languages = "people.language_words"
        /// The company's name.
        case company = "companies.name_words"

        /// The column that a whole text is compared with, where the words alone would not do.
        var key: String? {
            switch self {
            case .name: "people.name_key"
            case .title: "people.title_key"
            case .skills, .languages, .company: nil
            }
        }
    }

    /// A column that holds several values.
    public enum SetColumn: String, Hashable, Sendable {
        /// Departments.
        case departments = "people.departments"
        /// Functions.
        case functions = "people.functions"
    }

    /// How words are looked for (lance.md, section 4.1).
    public enum Mode: String, Hashable, Sendable {
        /// All words in any order, or a synonym.
        case smart = "SMART"
        /// The words one after another.
        case word = "WORD"
        /// The whole text, without regard to case.
        case strict = "STRICT"
    }

    /// The column equals the text, without regard to case.
    case equals(Column, String)
    /// The column holds the words.
    case words(WordColumn, String, Mode)
    /// One of the column's values equals the text.
    case holds(SetColumn, String)
    /// The company's headcount lies between two bounds, both included.
    case employees(lower: Int?, upper: Int?)
    /// All of them hold.
    case all([SearchCondition])
    /// At least one of them holds.
    case any([SearchCondition])
    /// It does not hold.
    case not(SearchCondition)
}

extension SearchCondition {
    /// The condition as SQL; its values are appended to `arguments`.
    func sql(_ arguments: inout [any DatabaseValueConvertible]) -> String {
        switch self {
        case .equals(let column, let text):
            arguments.append(text)
            // NOCASE, which an index can serve, folds ASCII letters only.
            let collation = text.utf8.allSatisfy { $0 < 0x80 } ? "NOCASE" : "swiftCaseInsensitiveCompare"
            return "\(column.rawValue) = ? COLLATE \(collation)"
        case .words(let column, let text, let mode): return words(column, text, mode, &arguments)
        case .holds(let column, let text):
            arguments.append("|\(text.lowercased())|")
            return "instr('|' || \(column.rawValue) || '|', ?) > 0"
        case .employees(let lower, let upper):
            arguments += [lower ?? 0, upper ?? Int(Int32.max)]
            return "companies.employees BETWEEN ? AND ?"
        case .all(let parts): return joined(parts, " AND ", empty: "1", &arguments)
        case .any(let parts): return joined(parts, " OR ", empty: "0", &arguments)
        case .not(let part): return "NOT \(part.sql(&arguments))"
        }
    }

    private func joined(
        _ parts: [SearchCondition], _ separator: String, empty: String, _ arguments: inout [any DatabaseValueConvertible]
    ) -> String {
        var texts: [String] = []
        for part in parts { texts.append(part.sql(&arguments)) }
        return texts.isEmpty ? empty : Self.balanced(texts[...], separator)
    }

    /// Joins in groups of groups: SQLite refuses a chain of more than a thousand operators.
    private static func balanced(_ texts: ArraySlice<String>, _ separator: String) -> String {
        if texts.count <= 100 { return "(\(texts.joined(separator: separator)))" }
        let middle = texts.startIndex + texts.count / 2
        return "(\(balanced(texts[..<middle], separator))\(separator)\(balanced(texts[middle...], separator)))"
    }

    private func words(
        _ column: WordColumn, _ text: String, _ mode: Mode, _ arguments: inout [any DatabaseValueConvertible]
    ) -> String {
        let words = Words.normalized(text)
        switch mode {
        case .strict:
            if let key = column.key {
                arguments.append(Words.key(text))
                return "\(key) = ?"
            }
            return Self.found("| \(words) |", in: column, &arguments)
        case .word: return words.isEmpty ? "0" : Self.found(" \(words) ", in: column, &arguments)
        case .smart:
            guard !words.isEmpty else { return "0" }
            var parts: [String] = []
            for word in words.split(separator: " ").map(String.init) {
                var ways = [Self.found(" \(word) ", in: column, &arguments)]
                for phrase in Words.synonyms[word] ?? [] { ways.append(Self.found(" \(phrase) ", in: column, &arguments)) }
                parts.append("(\(ways.joined(separator: " OR ")))")
            }
            return Self.balanced(parts[...], " AND ")
        }
    }

    private static func found(_ text: String, in column: WordColumn, _ arguments: inout [any DatabaseValueConvertible]) -> String
    {
        arguments.append(text)
        return "instr(\(column.rawValue), ?) > 0"
    }
}

/// A page of what a search found.
public struct Found<Item: Sendable>: Sendable {
    /// The items.
    public let items: [Item]
    /// How many there are on all pages.
    public let total: Int
}

extension Store {
    /// Finds people in the order of their places.
    public func people(_ condition: SearchCondition, offset: Int, limit: Int) throws(Failure) -> Found<Person> {
        try read { db in
            var arguments: [any DatabaseValueConvertible] = []
            let test = condition.sql(&arguments)
            let from = "FROM people JOIN companies ON companies.position = people.company WHERE \(test)"
            let total = try Int.fetchOne(db, sql: "SELECT count(*) \(from)", arguments: StatementArguments(arguments)) ?? 0
            let rows = try Row.fetchAll(
                db, sql: "SELECT \(Person.columns), \(Company.columns) \(from) ORDER BY people.position LIMIT ? OFFSET ?",
                arguments: StatementArguments(arguments + [limit, offset]))
            return Found(items: try rows.map(Person.init), total: total)
        }
    }

    /// Finds companies in the order of their places.
    public func companies(_ condition: SearchCondition, offset: Int, limit: Int) throws(Failure) -> Found<Company> {
        try read { db in
            var arguments: [any DatabaseValueConvertible] = []
            let test = condition.sql(&arguments)
            let total =
                try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM companies WHERE \(test)", arguments: StatementArguments(arguments)) ?? 0
            let rows = try Row.fetchAll(
                db, sql: "SELECT \(Company.columns) FROM companies WHERE \(test) ORDER BY position LIMIT ? OFFSET ?",
                arguments: StatementArguments(arguments + [limit, offset]))
            return Found(items: try rows.map { try Company($0, from: 0) }, total: total)
        }
    }
}

extension Person {
    static let columns = """
        people.id, first_name, last_name, title, seniority, departments, functions, people.city, people.country, \
        people.linkedin_url, email, phone, skills, languages, people.company
        """

    /// Reads `columns` and, behind them, a company's.
    init(_ row: Row) throws {
        try self.init(id: row.value(0), firstName: row.value(1), lastName: row.value(2))
        title = try row.value(3)
        seniority = try row.value(4)
        departments = try TextList.split(row.value(5))
        functions = try TextList.split(row.value(6))
        city = try row.value(7)
        country = try row.value(8)
        linkedinURL = try row.value(9)
        emails = (try row.value(10) as String?).map { [$0] } ?? []
        phones = (try row.value(11) as String?).map { [$0] } ?? []
        skills = try TextList.split(row.value(12))
        languages = try TextList.split(row.value(13))
        companyPosition = try row.value(14)
        company = try Company(row, from: 15)
    }
}
