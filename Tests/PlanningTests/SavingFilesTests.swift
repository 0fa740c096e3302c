import HTTPTypes
import LeadHTTP
import LeadJSON
import LeadModel
import LeadProviders
import LeadRuntime
import Synchronization
import Testing

/// Rows of files that become contacts: those with a telephone keep it.
struct SavingFilesTests {
    /// A table of people, of whom those in `phones` have a telephone.
    private static func table(_ range: Range<Int>, phones: Range<Int>) -> String {
        "email,name,phone,city\n"
            + range.map { "p\($0)@x.example,P \($0),\(phones.contains($0) ? "+49 \($0)" : ""),Berlin\n" }.joined()
    }

    private func joins(_ run: Run) -> Int {
        run.requests.filter { $0.method == .post && $0.path.contains("/lists/") }.count
    }

    private func notes(_ run: Run) -> [String] {
        run.events.compactMap { event in if case .noted(let text) = event { text } else { nil } }
    }

    @Test func aTelephoneIsKept() async throws {
        let world = try World(people: 20)
        let script = "use leadlex; load \"a.csv\"; save to contacts"
        let run = try await world.run(script, files: ["a.csv": Self.table(0..<3, phones: 1..<2)])
        #expect(run.failure == nil)
        #expect(run.requests.map { "\($0.method) \($0.path.split(separator: "/").last ?? "")" } == ["GET contacts", "POST bulk"])
        #expect(notes(run) == ["this statement takes no city at LeadLex: not sent"])
        #expect(run.outcome.map { [$0.requested, $0.added, $0.created, $0.skipped] } == [3, 3, 3, 0])
        #expect(run.outcome?.isExact == true)
        let contacts = try await world.leadLex.allContacts()
        #expect(contacts["phone"].map(\.description) == ["", "+49 1", ""])

        let again = try await world.run(script, files: ["a.csv": Self.table(0..<3, phones: 0..<3)])
        #expect(again.requests.count == 1)
        #expect(again.outcome.map { [$0.added, $0.skipped] } == [0, 3])
        #expect(notes(again).isEmpty)
    }

    @Test func whoIsMadeJoinsTheListWithWhoIsThere() async throws {
        let world = try World(people: 20)
        let files = [
            "old.csv": Self.table(0..<40, phones: 0..<0), "all.csv": Self.table(0..<520, phones: 460..<520),
        ]
        let first = try await world.run("use leadlex; load \"old.csv\"; save to contacts", files: files)
        #expect(first.requests("/prospects/save").count == 1 && first.requests("/contacts/bulk").isEmpty)
        let run = try await world.run(
            "use leadlex; ensure list \"L\"; load \"all.csv\"; save to list \"L\"; open list \"L\"; count", files: files)
        #expect(run.failure == nil)
        // 420 prospects join as they are saved; 60 contacts are made and join with the 40 that are there.
        #expect(try run.bodies("/prospects/save").map { $0["prospects"]?.array?.count } == [420])
        #expect(try run.bodies("/contacts/bulk").map { $0["contacts"]?.array?.count } == [60])
        #expect(joins(run) == 1)
        #expect(run.outcome.map { [$0.requested, $0.added, $0.created, $0.skipped] } == [520, 520, 480, 0])
        #expect(run.outcome?.isExact == true)
        #expect(run.counts == [520])
    }

    @Test func theNextStatementKnowsWhoWasMade() async throws {
        let world = try World(people: 20)
        let run = try await world.run(
            "use leadlex; ensure list \"L\"; load \"a.csv\"; save to contacts; save to list \"L\"; update contacts by email",
            files: ["a.csv": Self.table(0..<3, phones: 0..<3)])
        #expect(run.failure == nil)
        #expect(run.requests("/contacts/bulk").count == 1 && joins(run) == 1)
        #expect(run.requests.filter { $0.method == .get && $0.path.hasSuffix("/v1/contacts") }.count == 1)
        #expect(run.requests.filter { $0.method == .patch }.isEmpty)
    }

    @Test func whereTheAnswerNamesNobodyTheContactsAreReadAgain() async throws {
        let isMade = Mutex(false)
        let world = World(
            ScriptedTransport { request in
                switch (request.method, request.path.split(separator: "/").last) {
                case (.get, "lists"): return .json(["data": ["lists": [["id": "l-1", "name": "L"]]]])
                case (.get, _) where isMade.withLock({ $0 }):
                    let contacts: JSON = [
                        ["id": "c-0", "full_name": "P 0", "email": "P0@x.example"],
                        ["id": "c-2", "full_name": "P 2", "email": "p2@x.example"],
                    ]
                    return .json(["data": ["contacts": contacts], "meta": ["total": 2]])
                case (.get, _): return .json(["data": ["contacts": []], "meta": ["total": 0]])
                case (_, "bulk"):
                    isMade.withLock { $0 = true }
                    return .json(["data": ["created": 2, "contacts": []]])
                default: return .json(["data": ["added": 2, "list_id": "l-1", "contact_count": 2]])
                }
            })
        let run = try await world.run(
            "use leadlex; load \"a.csv\"; save to list \"L\"", files: ["a.csv": Self.table(0..<3, phones: 0..<3)])
        #expect(run.failure == nil)
        #expect(try run.bodies("/lists/l-1/contacts") == [["contact_ids": ["c-0", "c-2"]]])
        #expect(run.rejects.map(\.name) == ["P 1"])
        #expect(run.outcome.map { [$0.requested, $0.added, $0.rejected, $0.created, $0.unsent] } == [3, 2, 1, 2, 0])
        #expect(run.outcome?.isExact == false)
        #expect(run.outcome?.calls == 5)
    }

    @Test func whoIsMadeAndDoesNotJoinIsUnsent() async throws {
        let world = World(
            ScriptedTransport { request in
                switch (request.method, request.path.split(separator: "/").last) {
                case (.get, "lists"): .json(["data": ["lists": [["id": "l-1", "name": "L"]]]])
                case (.get, _): .json(["data": ["contacts": []], "meta": ["total": 0]])
                case (_, "bulk"):
                    .json(
                        ["data": ["created": 1, "contacts": [["id": "c-0", "full_name": "P 0", "email": "p0@x.example"]]]])
                default: .json(["error": ["code": "rate_limited", "message": "slow down"]], status: 429)
                }
            })
        let run = try await world.run(
            "use leadlex; load \"a.csv\"; save to list \"L\"", files: ["a.csv": Self.table(0..<1, phones: 0..<1)])
        #expect(run.failure != nil)
        #expect(run.outcome.map { [$0.requested, $0.added, $0.created, $0.unsent] } == [1, 0, 1, 1])
    }

    @Test func whereTheContactsCannotBeReadAgainWhatWasMadeIsTold() async throws {
        let isMade = Mutex(false)
        let world = World(
            ScriptedTransport { request in
                switch (request.method, request.path.split(separator: "/").last) {
                case (.get, "lists"): return .json(["data": ["lists": [["id": "l-1", "name": "L"]]]])
                case (.get, _) where isMade.withLock({ $0 }):
                    return .json(["error": ["code": "rate_limited", "message": "slow down"]], status: 429)
                case (.get, _): return .json(["data": ["contacts": []], "meta": ["total": 0]])
                default:
                    isMade.withLock { $0 = true }
                    return .json(["data": ["created": 2, "contacts": []]])
                }
            })
        let run = try await world.run(
            "use leadlex; load \"a.csv\"; save to list \"L\"", files: ["a.csv": Self.table(0..<2, phones: 0..<2)])
        #expect(run.failure != nil)
        #expect(run.outcome.map { [$0.requested, $0.added, $0.created, $0.unsent] } == [2, 0, 2, 2])
        #expect(run.requests.filter { $0.path.contains("/lists/") }.isEmpty)
    }
}
