import HTTPTypes
import LeadAPI
import LeadHTTP
import LeadJSON
import Testing

/// `contacts/export`: CSV (page export/contacts; RFC 4180).
struct LeadLexExportTests {
    private let world: World

    init() throws {
        world = try World(people: 20)
    }

    private func make(_ rows: JSON...) throws {
        #expect(world.leadlex(.bulkContacts, ["contacts": .array(rows)]).status == 200)
    }

    private func export(_ query: KeyValuePairs<String, String>) -> String {
        world.leadlex(.exportContacts, query: query).text
    }

    @Test func theDefaultHasNineColumns() throws {
        try make([
            "full_name": "Ann Lee", "email": "ann@x.example", "phone": "+1", "job_title": "CEO", "company": "Acme",
            "linkedin_url": "https://l", "tags": ["a", "b"],
        ])
        let contact = try #require(try world.contacts().first)
        let answer = world.leadlex(.exportContacts)
        #expect(answer.status == 200)
        #expect(answer.headers[.contentType] == "text/csv; charset=utf-8")
        #expect(answer.headers[.contentDisposition] == "attachment; filename=\"contacts-export.csv\"")
        let created = try #require(contact.createdAt)
        #expect(
            answer.text == "id,full_name,email,phone,job_title,company_name,linkedin_url,tags,created_at\r\n"
                + "\(contact.id),Ann Lee,ann@x.example,'+1,CEO,Acme,https://l,\"a,b\",\(created)\r\n")
    }

    @Test func theColumnsAreThoseAskedForInTheirOrder() throws {
        try make(["full_name": "Ann", "email": "ann@x.example"])
        #expect(export(["fields": "email,full_name"]) == "email,full_name\r\nann@x.example,Ann\r\n")
        #expect(export(["fields": "phone, email"]) == "phone,email\r\n,ann@x.example\r\n")
        for fields in ["email,name", ",", "Email"] {
            let answer = world.leadlex(.exportContacts, query: ["fields": fields])
            #expect(answer.status == 400, "\(fields)")
            #expect(try LeadLexAPI.ErrorEnvelope(body: answer.body).fields.map(\.name) == ["fields"])
        }
    }

    @Test func cellsAreQuotedWhereTheyMustBe() throws {
        try make(
            ["full_name": "Lee, Jr., Ann"], ["full_name": "Say \"x\""], ["full_name": "Two\nlines"],
            ["full_name": "Two\r\nlines"],
            ["full_name": "=1+1"], ["full_name": "山田 太郎"])
        #expect(
            export(["fields": "full_name"])
                == "full_name\r\n\"Jr., Ann Lee\"\r\n\"Say \"\"x\"\"\"\r\n\"Two\nlines\"\r\n\"Two\r\nlines\"\r\n'=1+1\r\n山田 太郎\r\n"
        )
    }

    @Test func theLimitIsFromOneToFiftyThousand() throws {
        try make(["full_name": "Ann"], ["full_name": "Bo"], ["full_name": "Cy"])
        #expect(export(["fields": "full_name", "limit": "2"]) == "full_name\r\nAnn\r\nBo\r\n")
        #expect(export(["fields": "full_name", "limit": "50000"]) == "full_name\r\nAnn\r\nBo\r\nCy\r\n")
        for limit in ["0", "50001", "-1", "two"] {
            #expect(world.leadlex(.exportContacts, query: ["limit": limit]).status == 400, "\(limit)")
        }
    }

    @Test func anExportCanBeOfOneListTimeOrTag() throws {
        let list = try world.makeList()
        _ = try world.save([["name": "Ann"]], list: list)
        try make(["full_name": "Bo", "tags": ["hot", "new"]], ["full_name": "Cy", "tags": ["hotter"]])
        #expect(export(["fields": "full_name", "list_id": list]) == "full_name\r\nAnn\r\n")
        #expect(export(["fields": "full_name", "tag": "hot"]) == "full_name\r\nBo\r\n")
        #expect(export(["fields": "full_name", "tag": "hot", "tag": "hotter"]) == "full_name\r\n")
        let times = try world.contacts().compactMap(\.createdAt)
        #expect(export(["fields": "full_name", "created_before": times[1]]) == "full_name\r\nAnn\r\n")
        #expect(export(["fields": "full_name", "created_after": times[0]]) == "full_name\r\nBo\r\nCy\r\n")
        #expect(world.leadlex(.exportContacts, query: ["list_id": "abc-123"]).status == 404)
    }

    @Test func nobodyIsExportedFromAnEmptyWorkspace() {
        #expect(export(["fields": "id,email"]) == "id,email\r\n")
    }
}
