import Foundation
import HTTPTypes
import LeadAPI
import LeadHTTP
import LeadJSON
import LeadSandbox
import LeadStore
import LeadTestSupport
import Testing

/// A store's file: what it keeps, and who may read it.
struct RestartTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func open() throws -> World {
        World(on: try Store(path: folder.path("demo.sqlite")))
    }

    @Test func aRestartKeepsListsAndContacts() throws {
        var before: [JSON] = []
        var (leads, list) = ("", "")
        func everything(in world: World) throws -> [JSON] {
            try [
                world.lance(.leadLists).json, world.lance(.leadList(id: leads)).json, world.leadlex(.lists).json,
                world.leadlex(.contacts, query: ["list_id": list]).json,
            ]
        }
        do {
            let world = try open()
            try world.store.reset(people: 50, seed: 9)
            leads = try world.makeLeadList(people: try world.ids(4))
            _ = try world.add(["prospects": [["firstName": "Ada", "lastName": "King", "emails": ["ada@x.example"]]]], to: leads)
            list = try world.makeList()
            _ = try world.save([["name": "Ann", "email": "ann@x.example"], ["name": "Bo"]], list: list)
            before = try everything(in: world)
        }
        let world = try open()
        #expect(try everything(in: world) == before)
        #expect(try world.leadList(leads).personIds.count == 5)
        #expect(try world.contacts(["list_id": list]).map(\.fullName) == ["Ann", "Bo"])
        #expect(try world.store.info()?.seed == 9)
        // What was saved before is known after.
        #expect(try world.save([["name": "Ann", "email": "ANN@x.example"]]).created == 0)
    }

    @Test func twoOpenStoresSeeOneAnother() throws {
        let first = try open()
        try first.store.reset(people: 20, seed: 9)
        let second = try open()
        let list = try first.makeList()
        #expect(try second.leadlex(.lists).data(LeadLexAPI.ContactLists.self).lists.map(\.id) == [list])
        _ = try second.save([["name": "Ann"]], list: list)
        #expect(try first.contacts(["list_id": list]).map(\.fullName) == ["Ann"])
    }

    @Test func onlyTheOwnerMayReadTheFile() throws {
        let world = try open()
        try world.store.reset(people: 20, seed: 9)
        _ = try world.makeList()
        #expect(folder.names.contains("demo.sqlite"))
        for name in folder.names {
            let mode = try FileManager.default.attributesOfItem(atPath: folder.path(name))[.posixPermissions] as? Int
            #expect(mode == 0o600, "\(name)")
        }
    }

    @Test func aNewStoreIsEmptyAndKnowsNobody() throws {
        let world = try open()
        #expect(try world.store.info() == nil)
        let served = Sandbox(
            store: world.store, now: { "2026-01-31T09:30:00.000Z" }, makeID: { "unused" }, admission: .stored)
        let token = "Bearer \(Tenants.demo.token(at: .leadlex))"
        let request = Request(.get, LeadLexAPI.Endpoint.lists.path, headers: [.authorization: token])
        #expect(served.respond(to: request).status == 401)
    }

    @Test func aFilledStoreIsNotFilledAgain() throws {
        let world = try open()
        try world.store.reset(people: 20, seed: 9)
        let list = try world.makeList()
        try world.store.fillIfEmpty()
        #expect(try world.store.info()?.people == 20)
        #expect(try world.leadlex(.lists).data(LeadLexAPI.ContactLists.self).lists.map(\.id) == [list])
    }

    @Test func aFileThatIsNoDatabaseIsAFailure() throws {
        let path = try folder.write(String(repeating: "no database ", count: 100), to: "demo.sqlite")
        #expect(throws: Store.Failure.self) { try Store(path: path) }
        #expect(throws: Store.Failure.self) { try Store(path: folder.path("missing/demo.sqlite")) }
        #expect(try folder.read("demo.sqlite").hasPrefix("no database"))
    }
}
