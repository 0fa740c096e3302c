import GRDB

/// Writes demo data in the order of their places.
struct DemoWriter {
    private let db: Database

    init(_ db: Database) {
        self.db = db
    }

    func write(_ demo: DemoGenerator) throws {
        let company = try db.makeStatement(sql: "INSERT INTO companies VALUES (?,?,?,?,?,?,?,?,?,?,?,?)")
        for (position, item) in demo.companies.enumerated() {
            let values: [any DatabaseValueConvertible] = [
                position, item.id, item.name, Words.column([item.name]), item.domain, item.industry, item.sector, item.employees,
                item.revenue, item.country, item.city, item.linkedinURL,
            ]
            try company.execute(arguments: StatementArguments(values))
        }
        let person = try db.makeStatement(sql: "INSERT INTO people VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
        for (position, item) in demo.people.enumerated() { try insert(item, at: position, with: person) }
        try Schema.makeIndexes(db)
        try db.execute(sql: "ANALYZE")
    }

    private func insert(_ person: Person, at position: Int, with statement: Statement) throws {
        let name = "\(person.firstName) \(person.lastName)"
        let title = person.title ?? ""
        let values: [(any DatabaseValueConvertible)?] = [
            position, person.id, person.firstName, person.lastName, Words.key(name), Words.column([name]), title,
            Words.key(title),
            Words.column([title]), person.seniority ?? "", TextList.joined(person.departments), TextList.joined(person.functions),
            person.city ?? "", person.country ?? "", person.linkedinURL ?? "", person.emails.first, person.phones.first,
            TextList.joined(person.skills), Words.column(person.skills), TextList.joined(person.languages),
            Words.column(person.languages), person.companyPosition,
        ]
        // The number of values is the number of marks above, so the check that GRDB would repeat for every row is left out.
        statement.setUncheckedArguments(StatementArguments(values))
        try statement.execute()
    }
}
