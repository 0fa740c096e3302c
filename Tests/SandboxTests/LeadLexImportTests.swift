import LeadAPI
import LeadHTTP
import LeadJSON
import Testing

/// `import/contacts` (leadlex.md, section 7.1).
struct LeadLexImportTests {
    private let world: World

    init() throws {
        world = try World(people: 20)
    }

    private func load(_ body: JSON) throws -> JSON {
        let answer = world.leadlex(.importContacts, body)
        try #require(answer.status == 200, "\(answer.text)")
        return try #require(try answer.json["data"])
    }

    private func counts(_ answer: JSON) -> [Int?] {
        ["created_count", "updated_count", "skipped_count"].map { answer[$0]?.integer }
            + [answer["errors"]?.array?.count]
    }

    @Test func rowsAreImportedAndBadOnesTold() throws {
        let answer = try load([
            "rows": [
                ["full_name": "Lee, Ann", "email": "ann@x.example", "company": "Acme", "priority": "high"],
                ["phone": "+49 1"], ["email": "nobody"], ["email": "bo.ray@x.example"], ["full_name": 7],
            ], "tags": ["new"],
        ])
        #expect(counts(answer) == [2, 0, 0, 3] && answer["status"] == "completed")
        #expect(answer["errors"]?.array?.map { $0["row_number"]?.integer } == [2, 3, 5])
        #expect(try world.contacts().map(\.fullName) == ["Ann Lee", "Bo Ray"])
        #expect(world.leadlex(.exportContacts, query: ["tag": "new", "fields": "full_name"]).text.contains("Bo Ray"))
    }

    @Test func aKnownContactIsPassedOverOrChanged() throws {
        _ = try load([
            "rows": [
                ["full_name": "Ann Lee", "email": "ann@x.example"], ["full_name": "Bo", "phone": "+49 1", "job_title": "VP"],
            ]
        ])
        let rows: JSON = [
            ["full_name": "Anna Lee", "email": "ANN@x.example", "job_title": "CEO"], ["full_name": "Bob", "phone": "+49 1"],
            ["full_name": "Cy"],
        ]
        #expect(counts(try load(["rows": rows])) == [1, 0, 2, 0])
        #expect(try world.contacts().map(\.fullName) == ["Ann Lee", "Bo", "Cy"])
        #expect(counts(try load(["rows": rows, "update_existing": true])) == [1, 2, 0, 0])
        let contacts = try world.contacts()
        #expect(contacts.map(\.fullName) == ["Anna Lee", "Bob", "Cy", "Cy"])
        #expect(contacts.map(\.jobTitle) == ["CEO", "VP", nil, nil])
    }

    @Test func aNumberIsTheSameWithSpaceAroundIt() throws {
        for count in 0...1 {
            let answer = try load(["rows": [["full_name": "Ann", "phone": " +1 555 "]]])
            #expect(counts(answer) == [1 - count, 0, count, 0])
        }
    }

    @Test func csvIsReadByItsHeaderAndAMapping() throws {
        let csv = "Full Name,Mail,Job Title,Shoe size\r\n\"Lee, Ann\",ann@x.example,CEO,41\r\nBo,,,\r\n,,,42\r\n"
        let answer = try load(["csv": .string(csv), "mapping": ["Mail": "email"]])
        #expect(counts(answer) == [2, 0, 0, 1])
        let contacts = try world.contacts()
        #expect(contacts.map(\.fullName) == ["Ann Lee", "Bo"] && contacts.map(\.email) == ["ann@x.example", nil])
        #expect(contacts.map(\.jobTitle) == ["CEO", nil])
        let bare = try load([
            "csv": "Cy,cy@x.example\n", "has_header": false, "mapping": ["column_1": "full_name", "column_2": "email"],
        ])
        #expect(counts(bare) == [1, 0, 0, 0])
    }

    @Test func moreThanFiveHundredRowsWaitAndAreThere() throws {
        let rows = JSON.array((0..<501).map { ["email": .string("p\($0)@x.example")] })
        let answer = try load(["rows": rows])
        #expect(answer["status"] == "queued" && counts(answer) == [0, 0, 0, 0])
        #expect(try world.leadlex(.contacts).json["meta"]?["total"] == 501)
    }

    @Test(
        arguments: [
            [:], ["rows": 1], ["rows": [], "csv": ""], ["csv": "a,\"b"], ["csv": "a,\"b\"c"], ["csv": 1],
            ["rows": [], "update_existing": "yes"], ["rows": [], "mapping": ["a": 1]],
        ] as [JSON])
    func whatIsNoImportIsRefused(_ body: JSON) throws {
        let answer = world.leadlex(.importContacts, body)
        #expect(answer.status == 400, "\(answer.text)")
        #expect(try answer.code == "validation_error")
    }
}
