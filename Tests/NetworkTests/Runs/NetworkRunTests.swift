import Foundation
import HTTPTypes
import LeadCLI
import LeadHTTP
import LeadJSON
import LeadModel
import LeadStore
import LeadTestSupport
import Synchronization
import Testing

/// Runs against a sandbox that is served at an address.
struct NetworkRunTests {
    private static let script = "search people where seniority is \"vp\"\nselect first 3\nadd to list \"Q1\""

    @Test func aRunIsWhatItIsOnTheEmbeddedSandbox() async throws {
        let sandbox = try ServedSandbox(.none, lists: ["Q1"])
        let first = await sandbox.run(Self.script)
        #expect(first.code == 0)
        #expect(first.errors.contains("add to list \"Q1\": requested 3 · added 3 · skipped 0 · rejected 0"))
        let second = await sandbox.run(Self.script)
        #expect(second.errors.contains("requested 3 · added 0 · skipped 3"))
    }

    // MARK: What is told

    @Test func aWaitIsTold() async throws {
        let sandbox = try ServedSandbox(.after(2, .once(.status(429, retryAfter: "17"))), lists: ["Q1"])
        let result = await sandbox.run(Self.script, ["--json"])
        #expect(result.errors.contains("waiting 17 s because Lance answered 429; attempt 2 comes then\n"), "\(result.errors)")
        let document = try JSON(parsing: Array(result.output.utf8))
        let events = document["scripts"]?.array?.first?["events"]?.array ?? []
        let delays = events.filter { $0["type"] == "delayed" }
        #expect(delays.count == 1 && delays.first?["seconds"]?.double == 17)
        #expect(sandbox.clock.waits == [.seconds(17)])
    }

    /// The first attempt was carried out, and the second one finds nothing to add: that is said, and nobody is in the list twice.
    @Test func anAttemptWithoutAnAnswerIsTold() async throws {
        let sandbox = try ServedSandbox(.after(2, .once(.resetAfterRequest)), lists: ["Q1"])
        let result = await sandbox.run(Self.script + "\nopen list \"Q1\"\ncount")
        #expect(result.code == 0 && result.output == "3\n", "\(result.errors)")
        #expect(result.errors.contains("note: Lance answered the last attempt only"), "\(result.errors)")
        #expect(result.errors.contains("added 0 · skipped 3"), "\(result.errors)")
    }

    @Test func exchangesAreTold() async throws {
        let sandbox = try ServedSandbox(.none)
        let result = await sandbox.run("search people where seniority is \"vp\"\ncount", ["--debug-http"])
        let lines = result.errors.split(separator: "\n").map(String.init)
        #expect(lines.first == "http 1 > POST \(sandbox.server.base)/api/v1/entities/prospects/person")
        #expect(lines.contains("http 1 > authorization: ***"))
        #expect(lines.contains { $0.hasPrefix("http 1 < 200 after 0 ms (") })
        #expect(lines.contains("http 1 < content-type: application/json"))
        #expect(!result.errors.contains(Tenants.demo.token(at: .lance)))
    }

    /// Some services repeat in their error what they were sent.
    @Test func noTokenIsRepeated() async throws {
        let sandbox = try ServedSandbox(answering: { request in
            let sent = request.headers[.authorization] ?? ""
            return Response(
                status: 400, headers: [.init("X-Echo") ?? .accept: sent],
                body: Array(#"{"error":{"code":"BAD","message":"not with \#(sent)"}}"#.utf8))
        })
        let result = await sandbox.run("search people\ncount", ["--debug-http", "--json", "--trace", "trace.ndjson"])
        let trace = try String(contentsOfFile: sandbox.folder.path("trace.ndjson"), encoding: .utf8)
        #expect(result.errors.contains("not with Bearer ***") && trace.contains("not with Bearer ***"))
        for text in [result.errors, result.output, trace] { #expect(!text.contains(Tenants.demo.token(at: .lance))) }
    }

    @Test func aFailureNamesItsBatch() async throws {
        let sandbox = try ServedSandbox(.after(2, .status(422)), lists: ["Q1"])
        let rows = "name,email\n" + (0..<1200).map { "Ada \($0),ada\($0)@byron.example\n" }.joined()
        _ = try sandbox.folder.write(rows, to: "rows.csv")
        let result = await sandbox.run("load \"rows.csv\"\nadd to list \"Q1\"")
        #expect(result.code == 1)
        #expect(
            result.errors.contains(
                """
                error[L5002]: Lance refused: as asked for (422 fault)
                 --> -c:2:1
                  |
                2 | add to list "Q1"
                  | ^^^^^^^^^^^^^^^^
                help: 1000 of 1200 rows were sent before it failed; running the script again skips them
                help: it was call 2 of 2, with the rows #1000 to #1199
                help: asked: POST /api/v1/entities/leadlists/
                """), "\(result.errors)")
    }

    /// Pages are read several at a time; the first one that fails, in their order, is told.
    @Test func aFailureNamesItsPage() async throws {
        let sandbox = try ServedSandbox(answering: { request in
            let page = (try? JSON(parsing: request.body ?? []))?["page"]?.integer ?? 0
            if page == 3 { return Response(status: 404, body: Array(#"{"error":{"code":"GONE","message":"no"}}"#.utf8)) }
            let rows = (0..<100).map { #"{"id":"\#(Store.identifier(seed: 7, position: page * 100 + $0))","firstName":"Ada"}"# }
            return Response(
                status: 200, body: Array(#"{"content":[\#(rows.joined(separator: ","))],"totalElements":2000}"#.utf8))
        })
        let result = await sandbox.run("search people\nselect first 2000\nexport to \"all.csv\"")
        #expect(result.code == 1)
        #expect(result.errors.contains("help: it was page 4 of 20, with the rows #300 to #399"), "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: sandbox.folder.path("all.csv")))
    }

    /// The last answer decides: trying again after a 404 helps nobody, whatever came before it.
    @Test func whatIsFinalIsNoBudget() async throws {
        let count = Mutex(0)
        let sandbox = try ServedSandbox(answering: { _ in
            let status = count.withLock { count in
                count += 1
                return count == 1 ? 503 : 404
            }
            return Response(status: status, body: Array(#"{"error":{"code":"X","message":"no"}}"#.utf8))
        })
        let result = await sandbox.run("show lists")
        #expect(result.code == 1 && result.errors.contains("no (404 X) (tried 2 times)"), "\(result.errors)")
    }

    /// A service that says that it added more than it was given is not believed.
    @Test func moreThanWasSentWasNotAdded() async throws {
        let sandbox = try ServedSandbox(answering: { request in
            let isWrite = request.path.hasSuffix("/add-prospects")
            let list = #"[{"id":"\#(Store.identifier(seed: 1, position: 1))","name":"Q1","type":"person","personIds":[]}]"#
            return Response(status: 200, body: Array((isWrite ? #"{"addedCount":9999}"# : list).utf8))
        })
        _ = try sandbox.folder.write("name,email\nAda Byron,ada@byron.example\n", to: "rows.csv")
        let result = await sandbox.run("load \"rows.csv\"\nadd to list \"Q1\"")
        #expect(result.code == 1 && result.errors.contains("L5005"), "\(result.errors)")
        #expect(result.errors.contains("it says that 9999 of 1 rows were added"), "\(result.errors)")
    }

    /// A flag goes before the variable of the other flag.
    @Test func aFlagGoesBeforeAVariable() async throws {
        let sandbox = try ServedSandbox(.none)
        let embedded = await sandbox.lead(
            ["run", "--sandbox", "-c", "print 1"], environment: ["LEAD_SANDBOX_URL": sandbox.server.base])
        #expect(embedded.code == 0 && sandbox.server.requests.isEmpty, "\(embedded.errors)")
        let served = await sandbox.run("show lists", environment: ["LEAD_SANDBOX": "1"])
        #expect(served.code == 0 && sandbox.server.requests.count == 1, "\(served.errors)")
    }

    /// A `Retry-After` that is longer than anybody waits is of this call, and keeps no other from being sent.
    @Test func aLongWaitOfOneCallBlocksNoOther() async throws {
        let sandbox = try ServedSandbox(.once(.status(429, retryAfter: "999999999")))
        #expect(await sandbox.run("show lists").code == 7)
        #expect(await sandbox.run("show lists").code == 0)
    }

    @Test func aPlanThatCannotBeMadeAnewDoesNotCallItOutdated() async throws {
        let sandbox = try ServedSandbox(.none)
        _ = try sandbox.folder.write("show lists", to: "a.lead")
        #expect(await sandbox.lead(["plan", "--sandbox-url", sandbox.server.base, "a.lead", "-o", "a.leadplan"]).code == 0)
        sandbox.server.close()
        let result = await sandbox.lead(["apply", "--sandbox-url", sandbox.server.base, "a.leadplan"])
        #expect(result.code == 7 && result.errors.contains("L5004"), "\(result.errors)")
    }

    // MARK: Time

    @Test func theTimeOfARunEndsIt() async throws {
        let sandbox = try ServedSandbox(.stalledAfterRequest)
        let result = await sandbox.run("search people\ncount", ["--timeout", "10m"])
        #expect(result.code == 7)
        #expect(result.errors.contains("error[L4012]: the time of the run is over: it may take 10m"), "\(result.errors)")
        sandbox.server.close()
    }

    @Test(arguments: ["10", "soon", "-5s", "0s", "5 fortnights"]) func aDurationHasAUnit(_ text: String) async throws {
        let sandbox = try ServedSandbox(.none)
        let result = await sandbox.run("show lists", ["--timeout=\(text)"])
        #expect(result.code == 2 && sandbox.server.requests.isEmpty, "\(result.errors)")
    }

    // MARK: Where it runs

    @Test(arguments: [
        ("ftp://127.0.0.1/", "`ftp://127.0.0.1/` is no address of a service"),
        ("http://example.com", "tokens go over https, or to this machine, and not to http://example.com"),
        ("http://ada:secret@localhost", "an address with a name or a password is none"), ("", "is no address of a service"),
    ]) func anAddressIsChecked(_ address: String, _ words: String) async throws {
        let sandbox = try ServedSandbox(.none)
        let result = await sandbox.run("show lists", ["--sandbox-url", address])
        #expect(result.code == 2)
        #expect(result.errors.contains(words) && !result.errors.contains("secret"), "\(result.errors)")
    }

    @Test(arguments: ["socks5://127.0.0.1:1", "http://ada:secret-word@", "http://127.0.0.1:port"])
    func aProxyThatCannotBeUsedIsNotPassedBy(_ proxy: String) async throws {
        let sandbox = try ServedSandbox(.none)
        let result = await sandbox.run(
            "show lists", ["--sandbox-url", "https://example.invalid"], environment: ["HTTPS_PROXY": proxy])
        #expect(result.code == 2 && result.errors.contains("HTTPS_PROXY"), "\(result.errors)")
        #expect(!result.errors.contains("secret-word"))
    }

    @Test func tokensAreNeeded() async throws {
        let sandbox = try ServedSandbox(.none)
        let files = [
            ("no.json", "nothing", 0o600, "it does not hold a token"),
            ("open.json", #"{"a":{"lance":"0123456789","leadlex":"0123456789"}}"#, 0o644, "others may read it; `chmod 600`"),
            ("half.json", #"{"a":{"lance":"0123456789"}}"#, 0o600, "it does not hold a token"),
            ("short.json", #"{"a":{"lance":"0123","leadlex":"0123456789"}}"#, 0o600, "it does not hold a token"),
            ("lines.json", #"{"a":{"lance":"01234567\r\nX: y","leadlex":"0123456789"}}"#, 0o600, "it does not hold a token"),
        ]
        for (name, text, mode, words) in files {
            let path = try sandbox.folder.write(text, to: name)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            let result = await sandbox.run("show lists", environment: ["LEAD_SANDBOX_TOKEN_FILE": name])
            #expect(result.code == 4 && result.errors.contains(words), "\(name): \(result.errors)")
        }
        for name in ["", "missing.json"] {
            let result = await sandbox.run("show lists", environment: ["LEAD_SANDBOX_TOKEN_FILE": name])
            #expect(result.code == 4 && result.errors.contains("error[L5001]"), "\(name): \(result.errors)")
        }
        #expect(sandbox.server.requests.isEmpty)
    }

    @Test func onePlaceAtATime() async throws {
        let sandbox = try ServedSandbox(.none)
        let result = await sandbox.run("show lists", ["--sandbox"])
        #expect(result.code == 2 && result.errors.contains("exclude each other"), "\(result.errors)")
    }

    @Test func aPlanHoldsForItsAddress() async throws {
        let sandbox = try ServedSandbox(.none, lists: ["Q1"])
        _ = try sandbox.folder.write(Self.script, to: "q1.lead")
        let planned = await sandbox.lead(["plan", "--sandbox-url", sandbox.server.base, "q1.lead", "-o", "q1.leadplan"])
        #expect(planned.code == 0, "\(planned.errors)")
        let embedded = await sandbox.lead(["apply", "--sandbox", "q1.leadplan"])
        #expect(embedded.code == 2, "\(embedded.errors)")
        #expect(embedded.errors.contains("was made for the sandbox at \(sandbox.server.base), and not for the sandbox"))
        let nowhere = await sandbox.lead(["apply", "q1.leadplan"])
        #expect(nowhere.code == 4 && nowhere.errors.contains("lead apply --sandbox-url"), "\(nowhere.errors)")
        let applied = await sandbox.lead(["apply", "--sandbox-url", sandbox.server.base, "q1.leadplan"])
        #expect(applied.code == 0 && applied.errors.contains("added 3"), "\(applied.errors)")
    }

    @Test func thePromptIsThereToo() async throws {
        let sandbox = try ServedSandbox(.none)
        let terminal = ScriptedTerminal(["search people where seniority is \"vp\""], width: 100)
        var invocation = sandbox.invocation(["--sandbox-url", sandbox.server.base])
        invocation.terminal = terminal
        invocation.input = MemorySource(bytes: [], isTerminal: true)
        _ = await LeadCLI.run(invocation)
        #expect(terminal.transcript.contains("sandbox at \(sandbox.server.base)"))
        #expect(terminal.transcript.contains(" people\n"), "\(terminal.transcript)")
        #expect(!sandbox.server.requests.isEmpty)
    }
}
