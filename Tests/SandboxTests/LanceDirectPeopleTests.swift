import LeadAPI
import LeadHTTP
import LeadJSON
import LeadStore
import Testing

/// People whom a request describes itself: who they are taken for, and what is kept of them.
struct LanceDirectPeopleTests {
    private let world: World
    private let list: String
    /// Two people of the shared database, the first with an e-mail address of their own.
    private let known: Person
    private let colleague: Person

    init() throws {
        world = try World(people: 200)
        list = try world.makeLeadList()
        let people = try world.store.people(.all([]), offset: 0, limit: 200).items
        let addresses = people.compactMap(\.emails.first).reduce(into: [:]) { $0[$1, default: 0] += 1 }
        known = try #require(people.first { $0.emails.first.map { addresses[$0] == 1 } ?? false })
        colleague = try #require(people.last)
        try #require(known.id != colleague.id)
    }

    private func person(_ members: JSONObject) -> JSON {
        var person: JSONObject = ["firstName": "Ada", "lastName": "King"]
        for member in members.members { person[member.name] = member.value }
        return .object(person)
    }

    private func add(_ people: JSON...) throws -> Int {
        try world.add(["prospects": .array(people)], to: list)
    }

    private func members() throws -> [LanceAPI.Person] {
        try #require(try world.leadList(list).persons)
    }

    @Test func anIDComesBeforeEverythingElse() throws {
        let profile = try #require(colleague.linkedinURL)
        #expect(try add(person(["id": .string(known.id.uppercased()), "linkedinUrl": .string(profile)])) == 1)
        let found = try members()
        #expect(found.map(\.id) == [known.id])
        // The shared database's own record is copied.
        #expect(found.first?.firstName == known.firstName)
        #expect(found.first?.company?.name == known.company?.name)
    }

    @Test(arguments: ["https://www.", "http://www.", "https://", "", "HTTPS://WWW."])
    func aProfileIsKnownHoweverItIsWritten(_ prefix: String) throws {
        let profile = try #require(known.linkedinURL).replacing("https://www.", with: prefix)
        #expect(try add(person(["linkedinUrl": .string(profile)])) == 1)
        #expect(try members().map(\.id) == [known.id])
        #expect(try add(person(["linkedinUrl": .string(profile + "/")])) == 0)
    }

    @Test func anAddressOfTheSharedDatabaseIsKnown() throws {
        let email = try #require(known.emails.first)
        #expect(try add(person(["emails": [.string(" " + email.uppercased())]])) == 1)
        #expect(try members().map(\.id) == [known.id])
    }

    @Test func anAddressOfTheOrganisationIsKnown() throws {
        #expect(try add(person(["emails": ["ada@king.example"]])) == 1)
        #expect(try add(person(["emails": ["ADA@king.example "], "firstName": "Augusta"])) == 0)
        #expect(try members().map(\.firstName) == ["Ada"])
    }

    @Test func aProfileComesBeforeAnAddress() throws {
        let (profile, email) = (try #require(colleague.linkedinURL), try #require(known.emails.first))
        #expect(try add(person(["linkedinUrl": .string(profile), "emails": [.string(email)]])) == 1)
        #expect(try members().map(\.id) == [colleague.id])
    }

    @Test func somebodyNewIsKeptWithAllThatIsSaid() throws {
        let id = "550e8400-e29b-41d4-a716-446655440001"
        let body: JSON = [
            "id": .string(id), "firstName": "Zoë", "lastName": "O'Hara", "jobTitle": "VP of Sales", "city": "San Francisco",
            "country": "United States", "linkedinUrl": "https://www.linkedin.com/in/zoe-ohara",
            "emails": ["zoe@x.example", "z@y.example"],
            "phones": ["+1-555-123-4567"], "seniority": "vp", "departments": ["sales"], "functions": ["business_development"],
        ]
        #expect(try add(body) == 1)
        let person = try #require(try members().first)
        #expect(person.id == id)
        #expect([person.firstName, person.lastName, person.jobTitle] == ["Zoë", "O'Hara", "VP of Sales"])
        #expect(
            [person.city, person.country, person.linkedinUrl] == [
                "San Francisco", "United States", "https://www.linkedin.com/in/zoe-ohara",
            ])
        #expect(person.emails == ["zoe@x.example", "z@y.example"])
        #expect(person.phones == ["+1-555-123-4567"])
        #expect([person.seniority, person.departments.first, person.functions.first] == ["VP", "Sales", "Business Development"])
        // Nobody is put into the database that all organisations share.
        #expect(try world.store.info()?.people == 200)
        #expect(try add(body) == 0)
    }

    @Test func thoseWithNothingToBeKnownByAreAlwaysNew() throws {
        #expect(try add(person([:]), person([:])) == 2)
        #expect(try add(person([:])) == 1)
        let ids = try members().compactMap(\.id)
        #expect(Set(ids).count == 3)
        #expect(ids == (try world.leadList(list).personIds))
    }

    @Test func oneRequestNamesEverybodyOnce() throws {
        let id = "550e8400-e29b-41d4-a716-446655440001"
        let added = try add(
            person(["emails": ["a@b.example"]]), person(["emails": ["A@B.example"]]), person(["id": .string(id)]),
            person(["id": .string(id)]),
            person(["linkedinUrl": "linkedin.com/in/ada"]), person(["linkedinUrl": "https://www.linkedin.com/in/ADA/"]))
        #expect(added == 3)
        #expect(try members().count == 3)
    }

    @Test func somebodyOfTheOrganisationJoinsASecondList() throws {
        #expect(try add(person(["emails": ["ada@king.example"]])) == 1)
        let second = try world.makeLeadList("Second")
        #expect(try world.add(["prospects": [person(["emails": ["ada@king.example"]])]], to: second) == 1)
        #expect(try world.leadList(second).personIds == (try world.leadList(list).personIds))
    }

    @Test func whatOneOrganisationSaysOfSomebodyIsUnknownToTheOther() throws {
        #expect(try add(person(["emails": ["ada@king.example"], "linkedinUrl": "linkedin.com/in/ada"])) == 1)
        let theirs = try world.makeLeadList("Theirs", as: .other)
        let body: JSON = ["prospects": [person(["firstName": "Other", "emails": ["ada@king.example"]])]]
        #expect(try world.add(body, to: theirs, as: .other) == 1)
        let list = try world.leadList(theirs, as: .other)
        #expect(list.persons?.map(\.firstName) == ["Other"])
        #expect(try Set(members().compactMap(\.id)).isDisjoint(with: list.personIds))
    }

    @Test func aThousandPeopleCanBeDescribedAndNoMore() throws {
        let people = (0..<1_001).map { person(["emails": [.string("p\($0)@x.example")]]) }
        #expect(world.lance(.addProspects(list: list), ["prospects": .array(people)]).status == 400)
        #expect(try members().isEmpty)
        #expect(try world.add(["prospects": .array(people.dropLast())], to: list) == 1_000)
    }
}
