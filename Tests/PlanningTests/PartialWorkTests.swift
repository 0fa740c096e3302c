import HTTPTypes
import LeadDiagnostics
import LeadHTTP
import LeadJSON
import LeadModel
import LeadRuntime
import Synchronization
import Testing

/// What a failure leaves of a statement: what was done before it counts as done, and only what was to be sent as unsent.
struct PartialWorkTests {
    /// A CRM of numbered contacts, whose changes fail from a number on.
    private static func crm(_ count: Int, failingFrom number: Int, with failure: Result<Response, TransportFailure>) -> World {
        let contacts = (0..<count).map { number -> JSON in
            [
                "id": .string("c\(number)"), "full_name": .string("P \(number)"), "email": .string("p\(number)@x.example"),
            ]
        }
        let changes = Mutex(0)
        return World(
            ScriptedTransport { request in
                if request.method == .get {
                    if request.path.hasSuffix("/lists") { return .json(["data": ["lists": [["id": "l", "name": "L"]]]]) }
                    let page = request.query.first { $0.name == "page" }.flatMap { Int($0.value) } ?? 1
                    let rows = contacts.dropFirst((page - 1) * 100).prefix(100)
                    return .json(["data": ["contacts": .array(Array(rows))], "meta": ["total": .integer(count)]])
                }
                let change = changes.withLock { changes in
                    changes += 1
                    return changes
                }
                guard change <= number else { return failure }
                return .json(["data": ["removed": true, "id": "c", "created": 1, "added": 1]])
            })
    }

    private static let failures: [Result<Response, TransportFailure>] = [
        .json(["error": ["code": "rate_limited", "message": "no"]], status: 429), .failure(.cancelled),
    ]

    private func counts(_ run: Run) -> [Int] {
        guard let outcome = run.outcome else { return [] }
        #expect(outcome.requested == outcome.added + outcome.skipped + outcome.rejected + outcome.unsent)
        return [outcome.requested, outcome.added, outcome.skipped, outcome.rejected, outcome.unsent]
    }

    @Test(arguments: failures.indices) func whatWasRemovedBeforeAFailureCounts(_ failure: Int) async throws {
        let world = Self.crm(100, failingFrom: 37, with: Self.failures[failure])
        let run = try await world.run("use leadlex; open list \"L\"; remove from list \"L\"", answer: .yes)
        #expect(counts(run) == [100, 37, 0, 0, 63])
        #expect(run.failure?.kind == (failure == 0 ? .exhausted : .interrupted))
        #expect(run.failure?.diagnostic.help.first?.hasPrefix("37 of 100 rows were sent") == true)
    }

    private static func table(_ count: Int, title: String) -> String {
        "email,name,title\n" + (0..<count).map { "p\($0)@x.example,P \($0),\(title)\n" }.joined()
    }

    @Test(arguments: failures.indices) func whatWasChangedBeforeAFailureCounts(_ failure: Int) async throws {
        let world = Self.crm(50, failingFrom: 20, with: Self.failures[failure])
        let run = try await world.run(
            "use leadlex; load \"p.csv\"; update contacts by email", files: ["p.csv": Self.table(50, title: "CEO")])
        #expect(counts(run) == [50, 20, 0, 0, 30])
        #expect(run.failure?.diagnostic.help.first?.hasPrefix("20 of 50 rows were sent") == true)
    }

    @Test func rowsWithARepeatedAddressWereNotToBeSent() async throws {
        let world = Self.crm(20, failingFrom: 0, with: Self.failures[0])
        let table =
            Self.table(10, title: "CEO") + Self.table(10, title: "CTO").split(separator: "\n").dropFirst().joined(separator: "\n")
        let run = try await world.run("use leadlex; load \"p.csv\"; update contacts by email", files: ["p.csv": table])
        #expect(counts(run) == [20, 0, 10, 0, 10])
    }

    @Test func peopleWhomTheCRMHasWereNotToBeSent() async throws {
        let world = Self.crm(50, failingFrom: 0, with: Self.failures[0])
        let files = ["p.csv": Self.table(60, title: "CEO")]
        let contacts = try await world.run("use leadlex; load \"p.csv\"; save to contacts", files: files)
        #expect(counts(contacts) == [60, 0, 50, 0, 10])
        // Those whom the CRM has were to join the list.
        let list = try await world.run("use leadlex; load \"p.csv\"; save to list \"L\"", files: files)
        #expect(counts(list) == [60, 0, 0, 0, 60])
    }

    @Test func aTryDoesNotGoOnAfterANo() async throws {
        let run = try await World(people: 50).run(
            "create list \"L\"\ntry { delete list \"L\" } else { print 2 }\nprint 1", answer: .no)
        #expect(run.failure?.diagnostic.code == .declined)
        let printed = run.events.filter { if case .printed = $0 { true } else { false } }
        #expect(printed.isEmpty)
    }

    /// A statement that fails before its first call must not be judged by what the one before it did.
    @Test func aFailureBeforeTheFirstCallLeavesNoOutcome() async throws {
        let script = """
            let zero = 0
            search people
            select first 4
            ensure list "L"
            add to list "L"
            try { add to list "a${1 / zero}" } else { print "failed" }
            """
        let world = try World(people: 50)
        let run = try await world.run(script)
        #expect(run.failure == nil)
        #expect(run.outcome == nil)
        #expect(try await world.run(script + "\nexpect outcome.added is 4").failure != nil)
    }
}
