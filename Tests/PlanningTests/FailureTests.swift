import HTTPTypes
import LeadDiagnostics
import LeadHTTP
import LeadJSON
import LeadModel
import LeadProviders
import LeadRuntime
import LeadTestSupport
import Synchronization
import Testing

/// What becomes of a service's refusals.
struct FailureTests {
    private static func refusal(_ status: Int, _ code: String) -> Result<Response, TransportFailure> {
        .json(["error": ["code": .string(code), "message": "no"]], status: status)
    }

    private static let answers: [(Result<Response, TransportFailure>, ProviderFailure.Reason)] = [
        (refusal(401, "UNAUTHORIZED"), .unauthorized(message: "no")),
        (refusal(403, "FORBIDDEN"), .refused(status: 403, code: "FORBIDDEN", message: "no")),
        (refusal(429, "RATE"), .refused(status: 429, code: "RATE", message: "no")),
        (refusal(500, "X"), .refused(status: 500, code: "X", message: "no")),
        (
            .success(Response(status: 502, body: Array("<html>".utf8))),
            .refused(status: 502, code: "no code", message: "no reason given")
        ), (.success(Response(status: 200, body: Array("<html>".utf8))), .unreadable("it is no JSON (byte 0)")),
        (.failure(.cancelled), .interrupted),
        (.failure(.unreachable("down")), .unreachable("down")),
    ]

    @Test(arguments: 0..<answers.count) func everyCallNamesItsFailure(_ index: Int) async throws {
        let (answer, reason) = Self.answers[index]
        let world = World(ScriptedTransport { _ in answer })
        await #expect { _ = try await world.lance.lists() } throws: { ($0 as? ProviderFailure)?.reason == reason }
        await #expect { _ = try await world.lance.search(.people, Filter(), page: 0, size: 1) } throws: {
            ($0 as? ProviderFailure)?.reason == reason
        }
        await #expect { _ = try await world.leadLex.contacts(page: 0, size: 1) } throws: {
            ($0 as? ProviderFailure)?.reason == reason
        }
        await #expect {
            _ = try await world.leadLex.write(.joinList(list: "a", contacts: ["b"]))
        } throws: {
            let failure = $0 as? ProviderFailure
            let isInDoubt =
                if case .unreadable(let words) = reason {
                    failure?.reason == .inDoubt("its answer makes no sense: \(words)")
                } else { false }
            return (isInDoubt || failure?.reason == reason) && failure?.call.contains("POST") == true
        }
    }

    /// Without an answer a read has done nothing; a write that doubles may have been carried out, and so it may by a service in
    /// trouble.
    @Test func whatIsInDoubtIsWhatChangesSomething() async throws {
        for (answer, words) in [
            (Result<Response, TransportFailure>.failure(.inDoubt("cut")), "cut"),
            (Self.refusal(500, "X"), "it answered 500 X: no"),
        ] {
            let world = World(ScriptedTransport { _ in answer })
            await #expect {
                _ = try await world.leadLex.write(
                    .createList(ListDraft(name: "Q1", firstDay: "2026-01-15", lastDay: "2026-01-15")))
            } throws: {
                ($0 as? ProviderFailure)?.reason == .inDoubt(words)
            }
        }
        let world = World(ScriptedTransport { _ in .failure(.inDoubt("cut")) })
        await #expect { _ = try await world.lance.lists() } throws: { ($0 as? ProviderFailure)?.reason == .unanswered("cut") }
        await #expect {
            _ = try await world.leadLex.write(.joinList(list: "a", contacts: ["b"]))
        } throws: {
            ($0 as? ProviderFailure)?.reason == .inDoubt("cut")
        }
    }

    /// Answers that are JSON, but not the documented ones.
    @Test(arguments: [
        "null", "[]", "{}", "5", "{\"content\": 5, \"data\": []}", "{\"addedCount\": -1, \"data\": {\"added\": \"x\"}}",
    ])
    func otherDocumentsAreUnreadable(_ text: String) async throws {
        let world = World(ScriptedTransport { _ in .success(Response(status: 200, body: Array(text.utf8))) })
        func isUnreadable(_ error: any Error) -> Bool {
            if case .unreadable? = (error as? ProviderFailure)?.reason { true } else { false }
        }
        // What was accepted may have been carried out.
        func isInDoubt(_ error: any Error) -> Bool {
            guard case .inDoubt(let words)? = (error as? ProviderFailure)?.reason else { return false }
            return words.hasPrefix("its answer makes no sense: ")
        }
        await #expect { _ = try await world.lance.search(.people, Filter(), page: 0, size: 1) } throws: { isUnreadable($0) }
        await #expect { _ = try await world.lance.write(.addIDs(list: "a", ids: ["b"])) } throws: { isInDoubt($0) }
        await #expect { _ = try await world.lance.members(ofList: "a", page: 0, size: 1) } throws: { isUnreadable($0) }
        await #expect { _ = try await world.leadLex.search(.people, Filter(), page: 0, size: 1) } throws: { isUnreadable($0) }
        await #expect { _ = try await world.leadLex.allContacts() } throws: { isUnreadable($0) }
        await #expect { _ = try await world.leadLex.write(.joinList(list: "a", contacts: ["b"])) } throws: { isInDoubt($0) }
    }

    @Test(arguments: [(0, 0, 2500, 0), (1, 15, 1500, 1000), (2, 30, 500, 2000)])
    func aFailureBetweenCallsLeavesAnHonestOutcome(_ failing: Int, _ added: Int, _ unsent: Int, _ sent: Int) async throws {
        let made = Mutex(0)
        let world = World(
            ScriptedTransport { request in
                if request.method == .get { return .json([["id": "l-1", "name": "Q1", "type": "person", "personIds": []]]) }
                guard request.path.hasSuffix("/add-prospects") else { return .json(["content": [], "totalElements": 5000]) }
                let call = made.withLock { made in
                    defer { made += 1 }
                    return made
                }
                return call == failing ? Self.refusal(500, "BROKEN") : .json(["addedCount": 15])
            })
        let run = try await world.run("search people\nselect rows 0..2500\nadd to list \"Q1\"")
        let diagnostic = try #require(run.failure?.diagnostic)
        #expect(diagnostic.code == .refused)
        #expect(diagnostic.help.contains { $0.hasPrefix("\(sent) of 2500 rows were sent") } == (sent > 0))
        let outcome = try #require(run.outcome)
        #expect([outcome.requested, outcome.added, outcome.unsent, outcome.rejected] == [2500, added, unsent, 0])
        #expect(outcome.skipped == 2500 - added - unsent)
        #expect(run.requests("/add-prospects").count == failing + 1)
    }

    @Test(arguments: [
        (Result<Response, TransportFailure>.failure(.cancelled), RunFailure.Kind.interrupted, DiagnosticCode.interrupted),
        (refusal(401, "X"), .unauthorized, .missingCredentials), (refusal(429, "X"), .exhausted, .refused),
        (.failure(.inDoubt("cut")), .failed, .unreachable), (.failure(.overLimit("used up")), .budget, .callsUsedUp),
        (.failure(.unreachable("down")), .failed, .unreachable), (.success(Response(status: 200)), .failed, .unreadableAnswer),
    ]) func aRunSaysWhatStoppedIt(_ answer: Result<Response, TransportFailure>, _ kind: RunFailure.Kind, _ code: DiagnosticCode)
        async throws
    {
        let run = try await World(ScriptedTransport { _ in answer }).run("search people\nselect first 5\nshow\nprint 1")
        #expect(run.failure?.kind == kind)
        #expect(run.failure?.diagnostic.code == code)
        #expect(run.requests.count == 1)
    }

    /// What is sent again counts again, at the service and for a budget.
    @Test func eachAttemptIsACall() async throws {
        let count = Mutex(0)
        let transport = ScriptedTransport { _ in
            let number = count.withLock { count in
                count += 1
                return count
            }
            return number % 3 == 0 ? .json([]) : .success(Response(status: 503))
        }
        let provider = LanceProvider(
            transport: transport,
            decorating: { RetryingTransport($0, clock: ManualClock(), now: { 0 }, chance: { 0 }) }, token: "t")
        _ = try await provider.lists()
        #expect(provider.callsMade == 3)
        provider.meter(by: CallMeter(cap: 2, made: 0))
        await #expect(throws: ProviderFailure.self) { _ = try await provider.lists() }
        #expect(provider.callsMade == 5 && count.withLock { $0 } == 5)
    }
}
