import LeadHTTP
import LeadHTTPClient
import LeadModel
import LeadProviders
import LeadRuntime
import LeadSandbox
import LeadStore
import Testing

/// Each provider says and hears the same of a sandbox in the process and of one that is served.
struct ProviderContractTests {
    /// A provider of each kind over a transport.
    private static func providers(over transport: any Transport) -> [(name: String, provider: any Provider)] {
        [
            ("lance", LanceProvider(transport: transport, token: Tenants.demo.token(at: .lance))),
            ("leadlex", LeadLexProvider(transport: transport, token: Tenants.demo.token(at: .leadlex))),
        ]
    }

    /// What a call came to.
    private enum Told: Hashable, @unchecked Sendable {
        case answer(AnyHashable)
        /// Without the id that the service gives each request.
        case failure(String, ProviderFailure.Reason)
    }

    private static func told<Value: Hashable>(_ call: () async throws(ProviderFailure) -> Value) async -> Told {
        do throws(ProviderFailure) {
            return .answer(AnyHashable(try await call()))
        } catch {
            return .failure(error.call, error.reason)
        }
    }

    /// Every call that a provider has, those of the other kind included, which it must refuse alike.
    private static func conversation(with provider: any Provider) async -> [Told] {
        var told: [Told] = []
        let filter = Filter([Filter.Term(field: "seniority", test: .equals(["vp", "c_suite"]))])
        let draft = ListDraft(name: "Q1", description: "First", firstDay: "2026-01-01", lastDay: "2026-03-31")
        for kind in [RecordKind.people, .companies] {
            for (page, size) in [(0, 10), (1, 10), (50, 100)] {
                told.append(
                    await self.told { () throws(ProviderFailure) in
                        try await provider.search(kind, filter, page: page, size: size)
                    })
            }
        }
        for _ in 1...2 {
            told.append(await self.told { () throws(ProviderFailure) in try await provider.write(.createList(draft)) })
        }
        let list = (try? await provider.lists())?.first?.id ?? "none"
        told.append(await self.told { () throws(ProviderFailure) in try await provider.lists() })
        let found = (try? await provider.search(.people, filter, page: 0, size: 20))?.rows ?? Batch(kind: .people, rows: [])
        var writes: [WriteCall] = [
            .addPlaces(list: list, filter: filter, places: 3..<12, excluding: []),
            .addRecords(list: list, rows: found), .saveProspects(rows: found, list: list),
            .saveProspects(rows: found, list: nil), .addPlaces(list: "nobody's", filter: filter, places: 0..<5, excluding: []),
        ]
        for write in writes { told.append(await self.told { () throws(ProviderFailure) in try await provider.write(write) }) }
        told.append(await self.told { () throws(ProviderFailure) in try await provider.members(ofList: list, page: 0, size: 50) })
        told.append(await self.told { () throws(ProviderFailure) in try await provider.contacts(page: 0, size: 50) })
        told.append(await self.told { () throws(ProviderFailure) in try await provider.export(ofList: nil) })
        told.append(await self.told { () throws(ProviderFailure) in try await provider.allContacts() })
        let change = Batch(kind: .people, rows: [["email": found["email"].first ?? .empty, "title": .text("Changed")]])
        let contacts = (try? await provider.allContacts()) ?? Batch(kind: .contacts, rows: [])
        writes = [
            .updateContacts(rows: change, contacts: contacts, fillsEmptyOnly: false),
            .removeMembers(list: list, ids: ["nobody's"]),
            .deleteList(id: list), .deleteList(id: list),
        ]
        for write in writes { told.append(await self.told { () throws(ProviderFailure) in try await provider.write(write) }) }
        told.append(await self.told { () throws(ProviderFailure) in try await provider.lists() })
        return told
    }

    @Test(.timeLimit(.minutes(60)), arguments: ["lance", "leadlex"])
    func aServedSandboxIsNoOtherThanOneInTheProcess(_ name: String) async throws {
        @Sendable func conversation(over transport: any Transport) async throws -> [Told] {
            let provider = try #require(Self.providers(over: transport).first { $0.name == name }?.provider)
            return await Self.conversation(with: provider)
        }
        let inProcess = try await conversation(over: InProcessTransport(try LoopbackServer.sandbox()))
        let served = try await LoopbackServer.serve(try LoopbackServer.sandbox()) { port in
            let transport = try NetworkTransport(base: "http://127.0.0.1:\(port)")
            let told = try await conversation(over: transport)
            await transport.close()
            return told
        }
        #expect(inProcess.count == served.count)
        for (one, other) in zip(inProcess, served) { #expect(one == other) }
        // Most of it is no refusal.
        #expect(inProcess.count { if case .failure = $0 { true } else { false } } < inProcess.count / 2)
    }

    @Test(.timeLimit(.minutes(60))) func aServedSandboxKnowsNobodyByTheWellKnownTokens() async throws {
        try await LoopbackServer.serve(try LoopbackServer.sandbox(admission: .stored)) { port in
            let transport = try NetworkTransport(base: "http://127.0.0.1:\(port)")
            for (name, provider) in Self.providers(over: transport) {
                await #expect(throws: ProviderFailure.self, "\(name)") { try await provider.lists() }
            }
            await transport.close()
        }
    }
}
