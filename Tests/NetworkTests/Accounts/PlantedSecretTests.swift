import Foundation
import HTTPTypes
import LeadHTTP
import LeadJSON
import LeadStore
import LeadTestSupport
import Testing

/// Tokens that a service repeats and a script holds, searched for in all that lead leaves behind.
struct PlantedSecretTests {
    /// It has what an address writes otherwise, and what JSON may.
    private static let token = "wbk_live_Pl4nted/S3cret+T0ken~2026=="
    private static let other = "lance.0ther-Planted_Secret.77=="

    /// The forms in which a token may stand somewhere.
    private static let forms = [token, other].flatMap { token in
        [
            token, token.replacingOccurrences(of: "/", with: "\\/"),
            token.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? token,
            Data(token.utf8).base64EncodedString(),
        ]
    }

    private static let environment = ["LEAD_CRM_TOKEN": token, "LEAD_WORK_TOKEN": other]

    /// A service that repeats what it was sent wherever it can.
    private func echo(_ status: Int) throws -> ServedSandbox {
        let sandbox = try ServedSandbox(answering: { request in
            let sent = (request.headers[.authorization] ?? "").replacingOccurrences(of: "/", with: "\\/")
            let row = #"{"id":"1","name":"\#(sent)","title":"\#(Self.token)","email":"a@b.example"}"#
            let body =
                #"{"error":{"code":"\#(Self.token)","message":"not with \#(sent)"},"data":{"prospects":[\#(row)],"lists":[{"id":"7","name":"\#(Self.token)"}]},"meta":{"total":1},"content":[],"totalElements":0}"#
            var response = Response(status: status, headers: [.contentType: "application/json"], body: Array(body.utf8))
            for name in ["X-Request-ID", "X-Echo"] { HTTPField.Name(name).map { response.headers[$0] = sent } }
            return response
        })
        try sandbox.configure(profile: "crm")
        return sandbox
    }

    /// Every file below a folder but those that are meant to hold a token.
    private func search(_ sandbox: ServedSandbox, _ texts: String...) throws {
        let root = sandbox.folder.path
        let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        var found: [String] = []
        for file in files where !["tokens.json", "held.lead"].contains(file) {
            guard let data = FileManager.default.contents(atPath: root + "/" + file) else { continue }
            let text = String(decoding: data, as: UTF8.self) + file
            found += Self.forms.filter { text.contains($0) }.map { "\(file): \($0)" }
        }
        for (place, text) in texts.enumerated() {
            found += Self.forms.filter { text.contains($0) }.map { "text \(place): \($0)" }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    private static let everything = [
        "--trace", "trace.ndjson", "--record", "calls", "--debug-http",
    ]

    @Test(arguments: [200, 400, 401, 500], [[], ["--json"], ["--diagnostics", "json"]])
    func noneIsLeftByARun(_ status: Int, _ flags: [String]) async throws {
        let sandbox = try echo(status)
        let script = """
            let mine = "\(Self.token)"
            print mine, "key=\(Self.token)&"
            search people where title contains "\(Self.token)"
            select first 1
            show
            export to "out.csv"
            export to "out.json"
            show lists
            fail "no \(Self.token) here"
            """
        _ = try sandbox.folder.write(script, to: "held.lead")
        let result = await sandbox.lead(["run"] + flags + Self.everything + ["held.lead"], environment: Self.environment)
        #expect(result.code != 0)
        #expect((result.output + result.errors).contains("***"))
        try search(sandbox, result.output, result.errors)
    }

    @Test func noneIsLeftByAMistake() async throws {
        let sandbox = try echo(200)
        for script in ["print \"\(Self.token)", "search people where \"\(Self.token)\" is titel", "use \"\(Self.other)\""] {
            let result = await sandbox.onAccounts(script, environment: Self.environment)
            #expect(result.code == 3)
            try search(sandbox, result.output, result.errors)
        }
    }

    /// A plan holds the script as it is, so that none is kept of a script that holds a token.
    @Test func noneIsLeftByAPlan() async throws {
        let sandbox = try echo(200)
        _ = try sandbox.folder.write("search people where title contains \"\(Self.token)\"\nshow", to: "held.lead")
        let result = await sandbox.lead(
            ["plan", "held.lead", "-o", "held.leadplan", "--trace", "trace.ndjson"], environment: Self.environment)
        #expect(result.code == 2 && result.errors.contains("the script holds a token"), "\(result.errors)")
        try search(sandbox, result.output, result.errors)
        let json = await sandbox.lead(["plan", "held.lead", "--json"], environment: Self.environment)
        try search(sandbox, json.output, json.errors)
    }

    /// Killed in the middle of a call, a run leaves what it has written so far.
    @Test(.timeLimit(.minutes(60))) func noneIsLeftByACrash() async throws {
        let sandbox = try ServedSandbox(.stalledAfterRequest)
        try sandbox.configure(profile: "crm")
        let program = try #require(LeadBinary.path)
        let environment = ServedSandbox.environment(in: sandbox.folder).merging(Self.environment) { $1 }
        let run = try PseudoTerminal(
            program,
            ["run"] + Self.everything + [
                "-c", "print \"\(Self.token) begins\"\nsearch people where title contains \"\(Self.token)\"\nshow",
            ],
            environment: environment, workingDirectory: sandbox.folder.path, patience: .seconds(600))
        let begun = try await run.read(until: "http 1 >")
        while sandbox.server.requests.isEmpty { await Task.yield() }
        run.end()
        let rest = try await run.readToEnd()
        sandbox.server.close()
        #expect(begun.contains("*** begins"))
        try search(sandbox, begun, rest)
    }

    /// An answer may write a token with escapes, which a recording undoes.
    @Test(arguments: ["run", "plan"]) func noneIsLeftByEscapes(_ command: String) async throws {
        let escaped = Self.token.utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
        let sandbox = try ServedSandbox(answering: { _ in
            let body = #"{"data":{"prospects":[{"id":"1","name":"\#(escaped)"}]},"meta":{"total":1}}"#
            return Response(status: 200, headers: [.contentType: "application/json"], body: Array(body.utf8))
        })
        try sandbox.configure(profile: "crm")
        let result = await sandbox.lead(
            [
                command, "--trace", "trace.ndjson", "--record", "calls", "-c",
                "search people\nselect first 1\nshow\nexport to \"out.csv\"",
            ],
            environment: Self.environment)
        #expect(result.code == 0, "\(result.errors)")
        try search(sandbox, result.output, result.errors)
    }

    /// Before the configuration is known, where it is wrong, and where the arguments are.
    @Test func noneIsLeftByWhatIsWrittenWrongly() async throws {
        let sandbox = try ServedSandbox(.none)
        try sandbox.configure(profile: "crm")
        let environment = Self.environment
        for arguments in [
            ["run", "--timeout", Self.token, "-c", "print 1"], ["explain", Self.token], ["config", "get", Self.token],
            ["help", Self.token],
            ["config", "set", "profiles.crm.timezone", Self.token], ["run", "--profile", Self.token, "-c", "print 1"],
            [Self.token],
            ["auth", "login", Self.token], ["fmt", "held.lead"], ["run", "--replay", "nothing", "-c", "print \"\(Self.token)\""],
        ] {
            _ = try sandbox.folder.write("print \"\(Self.token)\" where", to: "held.lead")
            let result = await sandbox.lead(arguments, environment: environment)
            #expect(result.code != 0, "\(arguments[0])")
            try search(sandbox, result.output, result.errors)
        }
    }

    /// What would go to standard output with something else in the token's place is no script any more, so that nothing does.
    @Test(arguments: [[], ["--diff"], ["--json"]]) func noScriptIsMutilated(_ flags: [String]) async throws {
        let sandbox = try ServedSandbox(.none)
        let script = "print   \"\(Self.token)\"\n"
        _ = try sandbox.folder.write(script, to: "held.lead")
        let shown = await sandbox.lead(["fmt"] + flags + ["held.lead"], environment: Self.environment)
        #expect(shown.code == 1 && !shown.output.contains("***"), "\(shown.output)")
        try search(sandbox, shown.output, shown.errors)
        let written = await sandbox.lead(["fmt", "-w", "held.lead"], environment: Self.environment)
        #expect(written.code == 0, "\(written.errors)")
        #expect(try sandbox.folder.read("held.lead") == "print \"\(Self.token)\"\n")
    }

    /// A token that is stored is known even where another one goes before it.
    @Test func aStoredTokenIsHidden() async throws {
        let sandbox = try ServedSandbox(.none)
        try sandbox.configure(profile: "crm")
        try FileManager.default.createDirectory(
            atPath: sandbox.folder.path(".config/lead/tokens"), withIntermediateDirectories: true)
        let stored = "tok_5tored_and_shadowed"
        _ = try sandbox.folder.write(#"{"token":"\#(stored)"}"#, to: ".config/lead/tokens/crm.json")
        let result = await sandbox.onAccounts("print \"\(stored)\"", environment: Self.environment)
        #expect(result.code == 0 && result.output == "***\n", "\(result.errors)")
    }

    /// GitHub takes them out of its logs itself, once it knows them: before anything else is said.
    @Test func gitHubIsToldOfThem() async throws {
        let sandbox = try echo(401)
        let result = await sandbox.onAccounts(
            "show lists", environment: Self.environment.merging(["GITHUB_ACTIONS": "true"]) { $1 })
        let lines = result.errors.split(separator: "\n").map(String.init)
        #expect(Set(lines.prefix(2)) == ["::add-mask::\(Self.token)", "::add-mask::\(Self.other)"], "\(result.errors)")
        try search(sandbox, result.output, lines.dropFirst(2).joined(separator: "\n"))
    }
}
