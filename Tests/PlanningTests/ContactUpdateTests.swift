import HTTPTypes
import LeadHTTP
import LeadJSON
import LeadModel
import LeadProviders
import LeadRuntime
import Testing

/// Contacts that are updated by their e-mail addresses.
struct ContactUpdateTests {
    private let world: World
    private let provider: LeadLexProvider

    init() async throws {
        world = try World(people: 20)
        provider = world.leadLex
        let rows: [[String: Value]] = [
            ["name": .text("Ann Lee"), "email": .text("ann@x.example"), "title": .text("CEO")],
            ["name": .text("Bo Ek"), "email": .text("bo@x.example"), "company.name": .text("Acme")],
            ["name": .text("Cy"), "title": .text("CTO")],
        ]
        _ = try await provider.write(.saveProspects(rows: Batch(kind: .people, rows: rows), list: nil))
        _ = world.takeRequests()
    }

    private func update(_ rows: [[String: Value]], fillsEmptyOnly: Bool = false) async throws -> Int {
        let batch = Batch(kind: .people, rows: rows)
        let contacts = try await provider.allContacts()
        return try await provider.write(.updateContacts(rows: batch, contacts: contacts, fillsEmptyOnly: fillsEmptyOnly)).added
    }

    /// A field of all contacts, in order.
    private func values(_ field: String) async throws -> [String] {
        try await provider.contacts(page: 0, size: 100).rows[field].map(\.description)
    }

    private func patches() throws -> [JSON] {
        try world.takeRequests().filter { $0.method == .patch }.map { try JSON(parsing: $0.body ?? []) }
    }

    // MARK: What is changed

    @Test func theContactsWithTheAddressesAreChanged() async throws {
        let changed = try await update([
            [
                "email": .text(" ANN@x.example"), "name": .text("Ann Smith"), "title": .text("Chair"), "phone": .text("+1"),
                "company.name": .text("Beta"), "linkedin_url": .text("https://l"),
            ],
            ["email": .text("bo@x.example"), "first_name": .text("Bob"), "last_name": .text("Ek")],
        ])
        #expect(changed == 2)
        #expect(
            try patches() == [
                [
                    "full_name": "Ann Smith", "job_title": "Chair", "phone": "+1", "linkedin_url": "https://l",
                    "company_name": "Beta",
                ], ["full_name": "Bob Ek"],
            ])
        #expect(try await values("name") == ["Ann Smith", "Bob Ek", "Cy"])
        #expect(try await values("title") == ["Chair", "", "CTO"])
        #expect(try await values("company.name") == ["Beta", "Acme", ""])
        #expect(try await values("email") == ["ann@x.example", "bo@x.example", ""])
    }

    @Test func whatIsEmptyInARowStays() async throws {
        #expect(try await update([["email": .text("ann@x.example"), "title": .text(" "), "name": .empty]]) == 0)
        #expect(try await update([["email": .text("bo@x.example"), "title": .text("VP"), "company.name": .empty]]) == 1)
        #expect(try patches() == [["job_title": "VP"]])
        #expect(try await values("company.name") == ["", "Acme", ""])
    }

    @Test func nobodyIsMade() async throws {
        let rows: [[String: Value]] = [
            ["email": .text("new@x.example"), "name": .text("New")], ["name": .text("Cy"), "title": .text("VP")],
            ["email": .text(" "), "title": .text("VP")],
        ]
        for fillsEmptyOnly in [false, true] { #expect(try await update(rows, fillsEmptyOnly: fillsEmptyOnly) == 0) }
        #expect(world.takeRequests().allSatisfy { $0.method == .get })
        #expect(try await values("title") == ["CEO", "", "CTO"])
    }

    @Test func whatIsSoAlreadyCostsNoCall() async throws {
        let rows: [[String: Value]] = [
            ["email": .text("ann@x.example"), "title": .text("CEO")], ["email": .text("bo@x.example"), "title": .text("VP")],
        ]
        let calls = provider.callsMade
        #expect(try await update(rows) == 1)
        #expect(provider.callsMade == calls + 2)
        #expect(try await update(rows) == 0)
        #expect(provider.callsMade == calls + 3)
        #expect(try await update([]) == 0)
        #expect(provider.callsMade == calls + 4)
    }

    // MARK: Filling only

    @Test func fillingLeavesWhatIsThere() async throws {
        let rows: [[String: Value]] = [
            ["email": .text("ann@x.example"), "name": .text("X"), "title": .text("X"), "company.name": .text("Beta")],
            ["email": .text("bo@x.example"), "title": .text("VP"), "company.name": .text("X")],
        ]
        #expect(try await update(rows, fillsEmptyOnly: true) == 2)
        #expect(try patches() == [["company_name": "Beta"], ["job_title": "VP"]])
        #expect(try await update(rows, fillsEmptyOnly: true) == 0)
        #expect(try await values("title") == ["CEO", "VP", "CTO"])
        #expect(try await values("company.name") == ["Beta", "Acme", ""])
    }

    @Test(arguments: [(false, "Third"), (true, "First")])
    func rowsWithOneAddressMakeOneChange(_ fillsEmptyOnly: Bool, _ title: String) async throws {
        let rows: [[String: Value]] = ["First", "Second", "Third"].map {
            ["email": .text("bo@x.example"), "title": .text($0)]
        }
        #expect(try await update(rows, fillsEmptyOnly: fillsEmptyOnly) == 1)
        #expect(try patches() == [["job_title": .string(title)]])
    }

    // MARK: Many contacts, and failures

    @Test(arguments: [false, true]) func manyContactsAreReadWithOneExport(_ fillsEmptyOnly: Bool) async throws {
        let many = (0..<400).map { number -> [String: Value] in
            [
                "name": .text("P \"\(number)\""), "email": .text("p\(number)@x.example"),
                "title": number == 7 ? .text("Old") : .empty,
            ]
        }
        _ = try await provider.write(.saveProspects(rows: Batch(kind: .people, rows: many), list: nil))
        _ = world.takeRequests()
        let rows = [7, 8, 9].map { number -> [String: Value] in
            ["email": .text("P\(number)@x.example"), "title": .text("New"), "name": .text("P \"\(number)\"")]
        }
        #expect(try await update(rows, fillsEmptyOnly: fillsEmptyOnly) == (fillsEmptyOnly ? 2 : 3))
        let requests = world.takeRequests()
        #expect(requests.filter { $0.path.hasSuffix("/contacts/export") }.count == 1)
        #expect(requests.filter { $0.method == .get }.count == 2)
        for request in requests where request.method == .patch {
            #expect(try JSON(parsing: request.body ?? []) == ["job_title": "New"])
        }
    }

    /// Three contacts, of whom the second is gone and the third is refused.
    private static let failing = ScriptedTransport { request in
        if request.method == .get {
            let contacts = ["a", "b", "c"].map { id -> JSON in ["id": .string(id), "email": .string("\(id)@x.example")] }
            return .json(["data": ["contacts": .array(contacts)], "meta": ["total": 3]])
        }
        switch request.path.last {
        case "b": return .json(["error": ["code": "not_found", "message": "no"]], status: 404)
        case "c": return .json(["error": ["code": "rate_limited", "message": "no"]], status: 429)
        default: return .json(["data": ["id": "a"]])
        }
    }

    @Test func aFailureSaysHowManyWereChangedBefore() async throws {
        let world = World(Self.failing)
        func rows(_ ids: [String]) -> Batch {
            Batch(kind: .people, rows: ids.map { ["email": .text("\($0)@x.example"), "title": .text("CEO")] })
        }
        // A contact that is gone meanwhile is no failure.
        let contacts = try await world.leadLex.allContacts()
        let result = try await world.leadLex.write(
            .updateContacts(rows: rows(["b", "a"]), contacts: contacts, fillsEmptyOnly: false))
        #expect(result == WriteResult(added: 1))
        await #expect {
            _ = try await world.leadLex.write(
                .updateContacts(rows: rows(["a", "b", "c"]), contacts: contacts, fillsEmptyOnly: true))
        } throws: {
            ($0 as? ProviderFailure)?.reason
                == .refused(status: 429, code: "rate_limited", message: "no; before that, 1 of 3 contacts were changed")
        }
    }

    @Test func lanceHasNoContactsToUpdate() async throws {
        let batch = Batch(kind: .people, rows: [["email": .text("ann@x.example")]])
        await #expect {
            _ = try await world.lance.write(.updateContacts(rows: batch, contacts: Batch(kind: .contacts), fillsEmptyOnly: false))
        } throws: {
            ($0 as? ProviderFailure)?.reason == .unsupported("it keeps no contacts")
        }
        #expect(world.takeRequests().isEmpty)
        for signature in [ProviderSignature.lance, .leadLex] {
            #expect(signature.capabilities.contains(.updateContacts) == (signature.limits.update > 0))
            #expect(signature.capabilities.isSuperset(of: [.removeMembers, .deleteList]))
        }
    }
}
