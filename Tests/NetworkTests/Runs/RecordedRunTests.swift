import Foundation
import HTTPTypes
import LeadHTTP
import LeadJSON
import LeadStore
import LeadTestSupport
import Testing

/// Runs that are recorded, and replayed without an account.
struct RecordedRunTests {
    private static let script = """
        search people where seniority is "vp"
        select first 50
        select sample 3
        create list "Q1 ${today()}"
        add to list "Q1 ${today()}"
        open list "Q1 ${today()}"
        print outcome.added
        show columns name
        """

    private func files(_ sandbox: ServedSandbox) throws -> [String: String] {
        let folder = sandbox.folder.path("calls")
        return try FileManager.default.contentsOfDirectory(atPath: folder).reduce(into: [:]) { files, name in
            files[name] = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
        }
    }

    @Test func aReplayIsTheRunAgain() async throws {
        let sandbox = try ServedSandbox(.none)
        let first = await sandbox.run(Self.script, ["--record", "calls"])
        #expect(first.code == 0, "\(first.errors)")
        sandbox.server.close()
        let requests = sandbox.server.requests.count
        let arguments = ["run", "--replay", "calls", "--diagnostics", "plain", "-c", Self.script]
        // On another day, with another seed, and without tokens.
        let again = await sandbox.lead(
            arguments, environment: ["LEAD_NOW": "2027-03-01", "LEAD_SEED": "1", "LEAD_SANDBOX_TOKEN_FILE": ""])
        #expect(again.code == 0 && again.output == first.output && again.errors == first.errors, "\(again.errors)")
        #expect(sandbox.server.requests.count == requests)
        #expect(try files(sandbox).count == requests + 1)
    }

    /// What the service said in the end is what is kept, whatever it took.
    @Test func attemptsAreNotKept() async throws {
        let sandbox = try ServedSandbox(.once(.status(503)))
        let first = await sandbox.run("show lists", ["--record", "calls"])
        #expect(first.code == 0 && sandbox.server.requests.count == 2)
        #expect(try files(sandbox).count == 2)
        let again = await sandbox.lead(["run", "--replay", "calls", "-c", "show lists"])
        #expect(again.code == 0 && again.output == first.output)
    }

    @Test func aFailureIsReplayed() async throws {
        let sandbox = try ServedSandbox(.after(1, .resetAfterRequest))
        let arguments = ["--record", "calls", "--diagnostics", "short"]
        let first = await sandbox.run("create list \"Q1\"", arguments)
        #expect(first.code == 1 && first.errors.contains("L5005"))
        let again = await sandbox.lead(["run", "--replay", "calls", "--diagnostics", "short", "-c", "create list \"Q1\""])
        #expect(again.code == 1 && again.errors == first.errors, "\(again.errors)")
    }

    @Test func noTokenIsKept() async throws {
        let token = Tenants.demo.token(at: .lance)
        let sandbox = try ServedSandbox(answering: { request in
            Response(
                status: 404, headers: [.server: "knows \(token)"],
                body: Array("{\"error\":{\"code\":\"X\",\"message\":\"\(request.headers[.authorization] ?? "")\"}}".utf8))
        })
        let result = await sandbox.run("create list \"\(token)\"", ["--record", "calls"])
        #expect(result.code == 1)
        let files = try files(sandbox)
        #expect(files.count == 2)
        for (name, text) in files { #expect(!name.contains(token) && !text.contains(token)) }
        #expect(!result.errors.contains("wbk_") && !result.errors.contains("Bearer \(token)"))
    }

    @Test func theSameRunGivesTheSameFiles() async throws {
        let sandbox = try ServedSandbox(.none, lists: ["Q1"])
        let script = "search people where seniority is \"vp\"\nselect first 3\nadd to list \"Q1\""
        _ = await sandbox.run(script, ["--record", "calls"])
        let first = try files(sandbox)
        _ = await sandbox.run(script, ["--record", "calls"])
        #expect(try files(sandbox).keys.sorted() == first.keys.sorted())
    }

    // MARK: What cannot be done

    @Test func whatWasNotRecordedNamesTheNearest() async throws {
        let sandbox = try ServedSandbox(.none)
        _ = await sandbox.run(
            "search people where seniority is \"vp\"\ncount\nsearch people where country is \"France\"\ncount",
            ["--record", "calls"])
        let result = await sandbox.lead(
            ["run", "--replay", "calls", "-c", "try { search people where seniority is \"director\"\ncount } else { }"])
        #expect(result.code == 1)
        #expect(result.errors.contains("error[L5008]: this was not recorded: POST /api/v1/entities/prospects/person"))
        #expect(result.errors.contains("was [\"vp\"] and is [\"director\"]"), "\(result.errors)")
        let more = await sandbox.lead(["run", "--replay", "calls", "-c", "show lists"])
        #expect(more.errors.contains("GET /api/v1/entities/leadlists was never asked"), "\(more.errors)")
    }

    @Test func onlyARecordingIsReplaced() async throws {
        let sandbox = try ServedSandbox(.none)
        _ = try sandbox.folder.write("{}", to: "mine/notes.json")
        let other = await sandbox.run("show lists", ["--record", "mine"])
        #expect(other.code == 2 && other.errors.contains("`mine` holds other files"), "\(other.errors)")
        #expect(FileManager.default.fileExists(atPath: sandbox.folder.path("mine/notes.json")))
        for (folder, words) in [("mine", "`mine` holds no recording"), ("nothing", "`nothing` holds no recording")] {
            let result = await sandbox.lead(["run", "--replay", folder, "-c", "show lists"])
            #expect(result.code == 2 && result.errors.contains(words), "\(result.errors)")
        }
        let both = await sandbox.run("show lists", ["--replay", "calls"])
        #expect(both.code == 2 && both.errors.contains("--replay stands in for the account"), "\(both.errors)")
        #expect(sandbox.server.requests.isEmpty)
    }

    @Test func aDamagedRecordingIsRefused() async throws {
        let sandbox = try ServedSandbox(.none)
        _ = await sandbox.run("show lists", ["--record", "calls"])
        let name = try #require(try files(sandbox).keys.first { $0 != "recording.json" })
        _ = try sandbox.folder.write("{\"request\":{}}", to: "calls/" + name)
        let result = await sandbox.lead(["run", "--replay", "calls", "-c", "show lists"])
        #expect(result.code == 2 && result.errors.contains("`calls/\(name)` is no exchange"), "\(result.errors)")
    }
}
