import Foundation
import HTTPTypes
import LeadCLI
import LeadHTTP
import LeadJSON
import LeadModel
import LeadStore
import LeadTestSupport
import Testing

/// `lead auth`: storing tokens, looking at them, forgetting them.
struct AuthTests {
    private static let token = Tenants.demo.token(at: .lance)

    private func login(
        _ sandbox: ServedSandbox, _ arguments: [String], _ input: String, environment: [String: String] = [:]
    ) async -> ServedSandbox.Result {
        let (output, errors) = (MemorySink(), MemorySink())
        var invocation = sandbox.invocation(["auth", "login"] + arguments, environment: environment)
        (invocation.output, invocation.errors) = (output, errors)
        invocation.input = MemorySource(bytes: Array(input.utf8))
        let code = await LeadCLI.run(invocation)
        return .init(code: code.rawValue, output: output.text, errors: errors.text)
    }

    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test func aTokenIsReadFromStandardInput() async throws {
        let sandbox = try ServedSandbox(.none)
        let arguments = ["work", "--provider", "lance", "--url", sandbox.server.base, "--with-token"]
        let result = await login(sandbox, arguments, Self.token + "\n")
        #expect(result.code == 0, "\(result.errors)")
        #expect(!result.errors.contains(Self.token) && result.output.isEmpty)
        let path = sandbox.folder.path(".config/lead/tokens/work.json")
        #expect(try mode(path) == 0o600 && mode(sandbox.folder.path(".config/lead/tokens")) == 0o700)
        #expect(try mode(sandbox.folder.path(".config/lead/config.toml")) == 0o600)
        let run = await sandbox.onAccounts("show lists", environment: [:])
        #expect(run.code == 0 && sandbox.bearers == ["Bearer \(Self.token)"], "\(run.errors)")
        let out = await sandbox.lead(["auth", "logout", "work"])
        #expect(out.code == 0 && !FileManager.default.fileExists(atPath: path))
        #expect(await sandbox.onAccounts("show lists", environment: [:]).code == 4)
    }

    /// Whoever changes where a profile's service is does not get the token that was stored for another place.
    @Test func aTokenGoesNowhereElse() async throws {
        let sandbox = try ServedSandbox(.none)
        _ = await login(
            sandbox, ["work", "--provider", "lance", "--url", "https://lance.example", "--with-token"], Self.token)
        let set = await sandbox.lead(["config", "set", "profiles.work.url", sandbox.server.base])
        #expect(set.code == 0, "\(set.errors)")
        let run = await sandbox.onAccounts("show lists", environment: [:])
        #expect(run.code == 4 && run.errors.contains("was stored for https://lance.example"), "\(run.errors)")
        #expect(sandbox.server.requests.isEmpty)
        let clear = await sandbox.lead(["config", "set", "profiles.work.url", "http://lance.example"])
        #expect(clear.code == 2 && clear.errors.contains("tokens go over https"), "\(clear.errors)")
    }

    @Test func aStoredTokenThatOthersReachIsRefused() async throws {
        let sandbox = try ServedSandbox(.none)
        _ = await login(sandbox, ["work", "--provider", "lance", "--url", sandbox.server.base, "--with-token"], Self.token)
        let path = sandbox.folder.path(".config/lead/tokens/work.json")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        let open = await sandbox.onAccounts("show lists", environment: [:])
        #expect(open.code == 4 && open.errors.contains("others may read it"), "\(open.errors)")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try FileManager.default.moveItem(atPath: path, toPath: sandbox.folder.path("elsewhere.json"))
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: sandbox.folder.path("elsewhere.json"))
        let link = await sandbox.onAccounts("show lists", environment: [:])
        #expect(link.code == 4 && link.errors.contains("it is a link"), "\(link.errors)")
        let folder = sandbox.folder.path(".config/lead/tokens")
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: sandbox.folder.path("elsewhere.json"), toPath: path)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder)
        let writable = await sandbox.onAccounts("show lists", environment: [:])
        #expect(writable.code == 4 && writable.errors.contains("others may write into"), "\(writable.errors)")
        #expect(sandbox.server.requests.isEmpty)
    }

    @Test(arguments: [
        ([], "", "which account?"), (["work", "--with-token"], "", "nothing says at which service"),
        (["sandbox", "--provider", "lance"], "", "is no name of a profile"),
        (["lance", "--provider", "leadlex"], "", "not at `leadlex`"),
        (["work", "--provider", "lanse"], "", "there is no provider `lanse`"), (["lance"], "x", "nobody can be asked"),
        (["lance", "--with-token"], "two words", "that is no token"), (["lance", "--with-token"], "", "that is no token"),
        (["lance", "--url", "http://10.0.0.1", "--with-token"], "abcdefgh12345678", "tokens go over https"),
    ])
    func whatCannotBeStoredIsSaid(_ arguments: [String], _ input: String, _ words: String) async throws {
        let sandbox = try ServedSandbox(.none)
        let result = await login(sandbox, arguments, input)
        #expect(result.code == 2 && result.errors.contains(words), "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: sandbox.folder.path(".config/lead/tokens")))
    }

    /// Typed at a terminal it is not shown, corrections included, and the terminal shows what is typed afterwards.
    @Test(.timeLimit(.minutes(60))) func aTokenIsTypedUnseen() async throws {
        let sandbox = try ServedSandbox(.none)
        let program = try #require(LeadBinary.path)
        let shell = try PseudoTerminal(
            "/bin/sh", ["-c", "\(program) auth login lance --url \(sandbox.server.base); echo ended $?; cat"],
            environment: ServedSandbox.environment(in: sandbox.folder).merging(["PATH": "/usr/bin:/bin"]) { $1 },
            workingDirectory: sandbox.folder.path, patience: .seconds(600))
        var shown = try await shell.read(until: "which is not shown: ")
        shell.send("wrong\u{15}" + Self.token + "xy\u{7F}\u{7F}\n")
        shown += try await shell.read(until: "ended 0")
        shell.send("seen again\n")
        shown += try await shell.read(until: "seen again")
        shell.send("\u{4}")
        _ = try await shell.readToEnd()
        #expect(!shown.contains(Self.token) && !shown.contains("wrong"))
        let stored = try sandbox.folder.read(".config/lead/tokens/lance.json")
        #expect(stored.contains("\"\(Self.token)\""))
    }

    @Test(.timeLimit(.minutes(60))) func aLoginCanBeGivenUp() async throws {
        let sandbox = try ServedSandbox(.none)
        let program = try #require(LeadBinary.path)
        for (key, code) in [("\u{3}", 130), ("\u{4}", 2)] {
            let terminal = try PseudoTerminal(
                program, ["auth", "login", "lance"], environment: ServedSandbox.environment(in: sandbox.folder),
                workingDirectory: sandbox.folder.path, patience: .seconds(600))
            _ = try await terminal.read(until: "which is not shown: ")
            terminal.send("half a tok" + (key == "\u{4}" ? "\u{15}" : "") + key)
            let rest = try await terminal.readToEnd()
            #expect(!rest.contains("half"))
            #expect(try await terminal.waitForExit() == .exited(Int32(code)))
        }
        #expect(!FileManager.default.fileExists(atPath: sandbox.folder.path(".config/lead/tokens")))
    }

    // MARK: Status

    @Test func theStatusSaysWhatTheServiceAnswers() async throws {
        let sandbox = try ServedSandbox(.none)
        try sandbox.configure()
        let result = await sandbox.lead(["auth", "status", "--check"], environment: ServedSandbox.tokens)
        #expect(result.code == 0, "\(result.output)\(result.errors)")
        #expect(result.output.contains("work (scripts begin with it)\n  service    Lance, \(sandbox.server.base)\n"))
        #expect(result.output.contains("token      from LEAD_WORK_TOKEN\n"))
        #expect(result.output.contains("  GET /api/v1/entities/leadlists: answered\n"))
        #expect(result.output.contains("there, and not read: "), "\(result.output)")
        // Two reads for each account, and nothing else.
        #expect(sandbox.server.requests.count == 6 && sandbox.server.requests.allSatisfy { $0.repetition != .settles })
        #expect(!result.output.contains(Self.token))
    }

    @Test func whatIsOtherwiseThanAssumedIsSaid() async throws {
        let sandbox = try ServedSandbox(answering: { request in
            let body = request.method == .get ? "[]" : #"{"content":[{"id":"1","headline":"x"}],"total":1}"#
            return Response(status: 200, headers: [.contentType: "application/json"], body: Array(body.utf8))
        })
        try sandbox.configure()
        let result = await sandbox.lead(["auth", "status", "work", "--check", "--json"], environment: ServedSandbox.tokens)
        #expect(result.code == 1, "\(result.output)")
        let account = try JSON(parsing: Array(result.output.utf8))["accounts"]?.array?.first
        let search = account?["check"]?.array?.last
        func names(_ member: String) -> [String] {
            (search?[member]?.array ?? []).map { "\($0["key"]?.string ?? "") \($0["name"]?.string ?? "")" }
        }
        #expect(
            names("missing").contains("search.total totalElements") && names("missing").contains("people.title.answer jobTitle"))
        #expect(names("missing").filter { $0.hasPrefix("people.name.answer") }.count == 2)
        #expect(names("found").contains("search.rows content"))
        #expect(search?["unread"]?.array?.compactMap(\.string) == ["content", "total", "headline"])
    }

    @Test func anAccountWithoutATokenIsNoSuccess() async throws {
        let sandbox = try ServedSandbox(.none)
        let none = await sandbox.lead(["auth", "status"])
        #expect(none.code == 4 && none.errors.contains("there is no account"), "\(none.errors)")
        try sandbox.configure()
        let some = await sandbox.lead(["auth", "status"], environment: ["LEAD_WORK_TOKEN": Self.token])
        #expect(some.code == 4 && some.output.contains("there is no token for the account `second`"), "\(some.output)")
        let one = await sandbox.lead(["auth", "status", "work"], environment: ["LEAD_WORK_TOKEN": Self.token])
        #expect(one.code == 0, "\(one.output)")
        let wrong = await sandbox.lead(
            ["auth", "status", "work", "--check"], environment: ["LEAD_WORK_TOKEN": "not-a-known-token"])
        #expect(wrong.code == 4 && wrong.output.contains("did not accept the credentials"), "\(wrong.output)")
    }
}
