import HTTPTypes
import LeadHTTP
import LeadJSON
import LeadModel
import LeadProviders
import LeadRuntime
import LeadSandbox
import LeadStore
import Synchronization
import Testing

/// Rows that leave a list, and lists that are deleted.
struct ListChangeTests {
    private static let draft = ListDraft(name: "Q1", firstDay: "2026-01-01", lastDay: "2026-03-31")

    /// Makes a list and gives its id.
    private func makeList(at provider: any Provider) async throws -> String {
        try #require(try await provider.write(.createList(Self.draft)).list).id
    }

    /// Makes a lead list of the first people and gives its id and theirs.
    private func makeLeadList(at provider: LanceProvider, people count: Int) async throws -> (list: String, ids: [String]) {
        let ids = try await provider.search(.people, Filter(), page: 0, size: count).rows.ids
        let list = try await makeList(at: provider)
        _ = try await provider.write(.addIDs(list: list, ids: ids))
        return (list, ids)
    }

    private func members(of list: String, at provider: any Provider) async throws -> [String] {
        try await provider.members(ofList: list, page: 0, size: 100).rows.ids
    }

    private static func isInDoubt(_ error: any Error, _ words: String) -> Bool {
        guard case .inDoubt(let reason)? = (error as? ProviderFailure)?.reason else { return false }
        return reason.contains(words)
    }

    // MARK: Lance

    @Test func lanceReplacesTheIDsByThoseThatStay() async throws {
        let world = try World(people: 50)
        let provider = world.lance
        let (list, ids) = try await makeLeadList(at: provider, people: 6)
        let calls = provider.callsMade
        _ = world.takeRequests()
        let unwanted = [ids[4], ids[1].uppercased(), ids[4], "550e8400-e29b-41d4-a716-446655440000"]
        #expect(try await provider.write(.removeMembers(list: list, ids: unwanted)) == WriteResult(added: 2))
        #expect(provider.callsMade == calls + 3)
        let requests = world.takeRequests()
        #expect(requests.map(\.method) == [.get, .patch, .get])
        #expect(try JSON(parsing: requests[1].body ?? []) == ["personIds": .array([0, 2, 3, 5].map { .string(ids[$0]) })])
        #expect(try await members(of: list, at: provider) == [0, 2, 3, 5].map { ids[$0] })
    }

    @Test func lanceIsNotWrittenWhereNobodyIsAMember() async throws {
        let world = try World(people: 50)
        let provider = world.lance
        let (list, ids) = try await makeLeadList(at: provider, people: 2)
        _ = world.takeRequests()
        #expect(try await provider.write(.removeMembers(list: list, ids: ["x"])) == WriteResult())
        #expect(world.takeRequests().map(\.method) == [.get])
        #expect(try await members(of: list, at: provider) == ids)
    }

    @Test func companiesLeaveACompanyList() async throws {
        let kept = Mutex<[JSON]>(["a", "b", "c"])
        let world = World(
            ScriptedTransport { request in
                if request.method == .patch, let body = request.body.flatMap({ try? JSON(parsing: $0) }) {
                    guard body.object?.names == ["companyIds"] else { return .json([:], status: 400) }
                    kept.withLock { $0 = body["companyIds"]?.array ?? [] }
                }
                return .json(["type": "company", "personIds": [], "companyIds": .array(kept.withLock { $0 }), "companies": []])
            })
        #expect(try await world.lance.write(.removeMembers(list: "l", ids: ["b", "d"])) == WriteResult(added: 1))
        #expect(kept.withLock { $0 } == ["a", "c"])
    }

    /// Adds a person to the list behind the back of whoever writes it.
    private struct Interfering: Transport {
        let sandbox: Sandbox
        let person: String

        func send(_ request: Request) async throws(TransportFailure) -> Response {
            let response = sandbox.respond(to: request)
            guard request.method == .patch else { return response }
            let body: JSON = ["selection": ["mode": "manual", "includedIds": [.string(person)]]]
            let addition = Request(
                .post, request.path + "/add-prospects", headers: request.headers, body: body.bytes)
            return sandbox.respond(to: addition).status == 200 ? response : Response(status: 500)
        }
    }

    @Test func aChangeBySomebodyElseIsAFailure() async throws {
        let store = try Store.inMemory()
        try store.reset(people: 50, seed: 42)
        let ids = Mutex(0)
        let sandbox = Sandbox(
            store: store, now: { "2026-01-31T09:30:00.000Z" },
            makeID: {
                ids.withLock { id in
                    id += 1; return Store.identifier(seed: 1, position: id)
                }
            })
        let quiet = LanceProvider(transport: InProcessTransport(sandbox), token: Tenants.demo.token(at: .lance))
        let (list, people) = try await makeLeadList(at: quiet, people: 5)
        // The one who is taken out comes back.
        let loud = LanceProvider(
            transport: Interfering(sandbox: sandbox, person: people[3]), token: Tenants.demo.token(at: .lance))
        await #expect {
            _ = try await loud.write(.removeMembers(list: list, ids: [people[3]]))
        } throws: {
            Self.isInDoubt($0, "the list has 5 members, not exactly the 4 that were written")
        }
        #expect(try await members(of: list, at: quiet).count == 5)
    }

    @Test(arguments: [["a", "x"], ["a"], ["a", "c", "c"], ["b", "a", "c"]])
    func otherMembersThanThoseWrittenAreAFailure(_ after: [String]) async throws {
        let isWritten = Mutex(false)
        let world = World(
            ScriptedTransport { request in
                let members = isWritten.withLock { isWritten in
                    if request.method == .patch { isWritten = true }
                    return isWritten ? after : ["a", "b", "c"]
                }
                return .json(["type": "person", "personIds": .array(members.map(JSON.string))])
            })
        await #expect {
            _ = try await world.lance.write(.removeMembers(list: "l", ids: ["b"]))
        } throws: {
            Self.isInDoubt($0, "somebody changed it") && ($0 as? ProviderFailure)?.call.hasPrefix("PATCH ") == true
        }
    }

    @Test func aListThatCannotBeReadAgainIsInDoubt() async throws {
        let isWritten = Mutex(false)
        let world = World(
            ScriptedTransport { request in
                if request.method == .patch { isWritten.withLock { $0 = true } }
                if request.method == .get, isWritten.withLock({ $0 }) { return .failure(.unreachable("down")) }
                return .json(["type": "person", "personIds": ["a", "b"]])
            })
        await #expect {
            _ = try await world.lance.write(.removeMembers(list: "l", ids: ["b"]))
        } throws: {
            Self.isInDoubt($0, "could not be read again")
        }
    }

    @Test func aListThatWasWrittenBeforeAnInterruptCounts() async throws {
        let isWritten = Mutex(false)
        let world = World(
            ScriptedTransport { request in
                if request.method == .patch { isWritten.withLock { $0 = true } }
                if request.method == .get, isWritten.withLock({ $0 }) { return .failure(.cancelled) }
                return .json(["type": "person", "personIds": ["a", "b"]])
            })
        await #expect {
            _ = try await world.lance.write(.removeMembers(list: "l", ids: ["b", "c"]))
        } throws: {
            ($0 as? ProviderFailure)?.done == ProviderFailure.Done(WriteResult(added: 1), rows: 2)
        }
    }

    @Test(arguments: [["type": "person"], ["type": "person", "personIds": ["a", 3]], [:], []] as [JSON])
    func nothingIsWrittenOverMembersThatAreNotUnderstood(_ list: JSON) async throws {
        let world = World(ScriptedTransport { _ in .json(list) })
        await #expect {
            _ = try await world.lance.write(.removeMembers(list: "l", ids: ["a"]))
        } throws: {
            if case .unreadable? = ($0 as? ProviderFailure)?.reason { true } else { false }
        }
        #expect(world.takeRequests().map(\.method) == [.get])
    }

    // MARK: LeadLex

    @Test func leadLexTakesContactsOutOneByOne() async throws {
        let world = try World(people: 50)
        let provider = world.leadLex
        let list = try await makeList(at: provider)
        let rows = Batch(kind: .people, rows: ["Ann", "Bo", "Cy"].map { ["name": .text($0)] })
        _ = try await provider.write(.saveProspects(rows: rows, list: list))
        let ids = try await members(of: list, at: provider)
        let calls = provider.callsMade
        let result = try await provider.write(.removeMembers(list: list, ids: [ids[0], "nobody", ids[2]]))
        #expect(result == WriteResult(added: 2))
        #expect(provider.callsMade == calls + 3)
        #expect(try await members(of: list, at: provider) == [ids[1]])
        #expect(try await provider.contacts(page: 0, size: 10).total == 3)
        await #expect {
            _ = try await provider.write(.removeMembers(list: "nowhere", ids: ids))
        } throws: {
            ($0 as? ProviderFailure)?.reason == .refused(status: 404, code: "list_not_found", message: "List not found")
        }
    }

    @Test func aFailureSaysHowManyWereTakenOutBefore() async throws {
        let world = World(
            ScriptedTransport { request in
                if request.path.hasSuffix("/c") {
                    return .json(["error": ["code": "rate_limited", "message": "no"]], status: 429)
                }
                if request.path.hasSuffix("/b") {
                    return .json(["error": ["code": "membership_not_found", "message": "no"]], status: 404)
                }
                return .json(["data": ["removed": true]])
            })
        await #expect {
            _ = try await world.leadLex.write(.removeMembers(list: "l", ids: ["a", "b", "c", "d"]))
        } throws: {
            ($0 as? ProviderFailure)?.reason
                == .refused(
                    status: 429, code: "rate_limited", message: "no; before that, 1 of 4 rows were taken out of the list")
        }
        #expect(world.takeRequests().count == 3)
        let other = World(ScriptedTransport { _ in .json(["data": ["removed": false]]) })
        await #expect {
            _ = try await other.leadLex.write(.removeMembers(list: "l", ids: ["a"]))
        } throws: {
            ($0 as? ProviderFailure)?.reason == .inDoubt("its answer makes no sense: it has no `data.removed`")
        }
    }

    // MARK: Both

    @Test func aDeletedListIsGone() async throws {
        let world = try World(people: 50)
        for (provider, message) in [
            (world.lance as any Provider, "LeadList with id 'ID' not found"), (world.leadLex, "List not found"),
        ] {
            let list = try await makeList(at: provider)
            let calls = provider.callsMade
            #expect(try await provider.write(.deleteList(id: list)) == WriteResult())
            #expect(provider.callsMade == calls + 1)
            #expect(try await provider.lists().isEmpty)
            await #expect {
                _ = try await provider.write(.deleteList(id: list))
            } throws: {
                guard case .refused(404, _, message.replacing("ID", with: list))? = ($0 as? ProviderFailure)?.reason else {
                    return false
                }
                return true
            }
        }
    }

    @Test func listsSayTheDayOnWhichTheyWereMade() async throws {
        let world = try World(people: 50)
        for provider in [world.lance as any Provider, world.leadLex] {
            let made = try await provider.write(.createList(Self.draft)).list
            #expect(made?.created == "2026-01-31")
            #expect(
                try await provider.lists()
                    == [made].compactMap { $0 }.map { list in
                        ListSummary(
                            id: list.id, name: "Q1", kind: list.kind, memberIDs: list.memberIDs, created: "2026-01-31")
                    })
        }
        for (time, day) in [("2026-02-28", "2026-02-28"), ("2026-02-30T00:00:00Z", nil), ("soon", nil), ("", nil)] {
            let lists: JSON = [["id": "l", "name": "Q1", "createdAt": .string(time), "created_date": .string(time)]]
            let other = World(ScriptedTransport { $0.path.hasPrefix("/api/") ? .json(lists) : .json(["data": ["lists": lists]]) })
            #expect(try await other.lance.lists().map(\.created) == [day])
            #expect(try await other.leadLex.lists().map(\.created) == [day])
        }
    }
}
