import LeadModel
import LeadTestSupport
import Testing

struct HeadersTests {
    @Test(arguments: [
        // Apollo
        (
            "First Name|Last Name|Title|Company|Company Name for Emails|Email|Seniority|Departments|Work Direct Phone|# Employees",
            "first_name|last_name|title|company.name|custom.Company Name for Emails|email|seniority|department|phone|company.employees"
        ),
        (
            "Industry|Person Linkedin Url|Website|Company Linkedin Url|City|State|Country|Company City|Company Country|Annual Revenue",
            "company.industry|linkedin_url|company.domain|company.linkedin_url|city|custom.State|country|company.city|company.country"
                + "|company.revenue"
        ),
        // LinkedIn's own connections
        (
            "First Name|Last Name|URL|Email Address|Company|Position|Connected On",
            "first_name|last_name|custom.URL|email|company.name|title|custom.Connected On"
        ),
        // HubSpot
        (
            "Record ID|First Name|Last Name|Email|Phone Number|Job Title|Associated Company|Country/Region|Website URL",
            "custom.Record ID|first_name|last_name|email|phone|title|company.name|country|company.domain"
        ),
        // Salesforce
        (
            "FirstName|LastName|Account Name|Mailing City|Mailing Country|E-Mail|MobilePhone",
            "first_name|last_name|company.name|city|country|email|phone"
        ),
        (
            "Vorname|Nachname|Firma|E-Mail-Adresse|Prénom|vorname",
            "first_name|last_name|company.name|email|custom.Prénom|custom.vorname"
        ),
        ("FULL_NAME|e.mail|linked-in|Head Count| #employees ", "name|email|linkedin_url|company.employees|custom.#employees"),
    ])
    func peoplesHeadersAreKnown(_ headers: String, _ fields: String) {
        #expect(
            Headers.fields(for: headers.split(separator: "|").map(String.init), kind: .people).joined(separator: "|") == fields)
    }

    @Test func theKindDecides() {
        let headers = ["Name", "LinkedIn URL", "City", "Country", "Website", "Contact", "Email", "Headcount", "ID"]
        #expect(
            Headers.fields(for: headers, kind: .companies) == [
                "company.name", "company.linkedin_url", "company.city", "company.country", "company.domain", "custom.Contact",
                "custom.Email", "company.employees", "id",
            ])
        #expect(
            Headers.fields(for: headers, kind: .contacts) == [
                "name", "linkedin_url", "custom.City", "custom.Country", "custom.Website", "custom.Contact", "email",
                "custom.Headcount", "id",
            ])
    }

    @Test(arguments: RecordKind.allCases)
    func theVocabularyMatchesItself(_ kind: RecordKind) {
        let names = Vocabulary.names(of: kind)
        #expect(Headers.fields(for: names, kind: kind) == names)
        #expect(Headers.fields(for: names.map { $0.uppercased() }, kind: kind) == names)
    }

    @Test func noTwoAreTheSame() {
        #expect(
            Headers.fields(
                for: ["x", " x", "custom.x", "Custom.y", "y", "Mail", "email", "custom.email", "", "###"], kind: .people)
                == [
                    "custom.x 2", "custom.x 3", "custom.x", "custom.y", "custom.y 2", "email", "custom.email 2", "custom.email",
                    "custom.column 9", "custom.###",
                ])
        var generator = SeededGenerator(seed: 3)
        let words = [
            "x", "X", "x 2", "custom.x", "custom.x 2", "CUSTOM.x", "Name", "name", "Contact", "custom.Contact", "", " ",
            "custom.",
        ]
        for kind in RecordKind.allCases {
            for _ in 0..<300 {
                let headers = (0..<8).map { _ in words.randomElement(using: &generator) ?? "" }
                let fields = Headers.fields(for: headers, kind: kind)
                #expect(fields.count == headers.count && Set(fields).count == fields.count, "\(headers)")
            }
        }
    }

    // MARK: Layouts

    private let layout = HeaderLayout(["E-mail", "Work Email", "Full Name", "Score"], kind: .people)

    /// Who gives a field another column has not said that the one it had by its header is to be lost.
    @Test(
        arguments: [
            ([], ["0 email", "1 custom.Work Email", "2 name", "3 custom.Score"]),
            ([("email", 1)], ["0 custom.E-mail", "2 name", "3 custom.Score"]),
            ([("email", 0)], ["1 custom.Work Email", "2 name", "3 custom.Score"]),
            ([("name", nil)], ["0 email", "1 custom.Work Email", "2 custom.Full Name", "3 custom.Score"]),
            ([("custom.Score", nil)], ["0 email", "1 custom.Work Email", "2 name"]),
        ] as [([HeaderLayout.Claim], [String])])
    func aColumnWhoseFieldIsTakenKeepsItsHeader(_ claims: [HeaderLayout.Claim], _ columns: [String]) {
        #expect(layout.columns(besides: claims).map { "\($0.place) \($0.field)" } == columns)
    }

    @Test func headersAreFound() {
        #expect(["work email", "E-MAIL", "Full Name ", "email"].map(layout.place) == [1, 0, 2, 0])
        #expect(layout.place(of: "name") == nil)
        #expect(
            ["score", "custom.Score", "name", "full name", "work-email"].map(layout.field) == [
                "custom.Score", "custom.Score", "name", "name", "custom.Work Email",
            ])
        #expect(layout.field(named: "frist") == nil)
        #expect(layout.displaced.map { "\($0.header): \($0.field)" } == ["Work Email: custom.Work Email"])
    }

    @Test func namesAreComplete() {
        let all: Set = ["name", "first_name", "last_name"]
        #expect(HeaderLayout.completed(["name"]) == all)
        #expect(HeaderLayout.completed(["first_name", "last_name"]) == all)
        #expect(HeaderLayout.completed(["first_name"]) == ["first_name"])
    }
}
