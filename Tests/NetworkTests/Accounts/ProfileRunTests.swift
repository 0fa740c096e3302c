import Foundation
import HTTPTypes
import LeadHTTP
import LeadStore
import LeadTestSupport
import Testing

/// Runs on the accounts of a configuration.
struct ProfileRunTests {
    private static let people = "search people where seniority is \"vp\"\nselect first 3\n"

    // MARK: Which account

    @Test func scriptsTalkToTheAccountsThatTheyName() async throws {
        let sandbox = try ServedSandbox(.none)
        try sandbox.configure()
        let result = await sandbox.onAccounts(
            Self.people + "ensure list \"Q1\"\nadd to list \"Q1\"\nuse second\nshow lists\nuse crm\nshow lists")
        #expect(result.code == 0, "\(result.errors)")
        #expect(result.errors.contains("add to list \"Q1\": requested 3 · added 3"))
        let bearers = sandbox.server.requests.map { $0.headers[.authorization] ?? "" }
        #expect(sandbox.bearers == Set(ServedSandbox.tokens.values.map { "Bearer \($0)" }))
        // The second account is another organisation's, and does not see the first one's list.
        let lists = sandbox.server.requests.filter { $0.path == "/api/v1/entities/leadlists" && $0.method == .get }
        #expect(lists.last?.headers[.authorization] == "Bearer \(Tenants.other.token(at: .lance))")
        #expect(bearers.last == "Bearer \(Tenants.demo.token(at: .leadlex))")
    }

    @Test(arguments: [
        (["--profile", "second"], [:], "second"), (["--profile", "SECOND"], [:], "second"),
        ([], ["LEAD_PROFILE": "second"], "second"), (["--profile", "work"], ["LEAD_PROFILE": "second"], "work"),
        ([], [:], "work"),
        (["--profile", "leadlex"], [:], "crm"),
    ])
    func oneIsChosen(_ flags: [String], _ environment: [String: String], _ name: String) async throws {
        let sandbox = try ServedSandbox(.none)
        try sandbox.configure()
        let result = await sandbox.onAccounts(
            "show lists", flags, environment: ServedSandbox.tokens.merging(environment) { $1 })
        #expect(result.code == 0, "\(result.errors)")
        let token = try #require(ServedSandbox.tokens["LEAD_\(name.uppercased())_TOKEN"])
        #expect(sandbox.bearers == ["Bearer \(token)"])
    }

    /// A project says which account its scripts begin with, for all who work there.
    @Test func aProjectChooses() async throws {
        let sandbox = try ServedSandbox(.none)
        try sandbox.configure()
        _ = try sandbox.folder.write("profile = \"second\"\n", to: "lead.toml")
        let result = await sandbox.onAccounts("show lists")
        #expect(result.code == 0 && sandbox.bearers == ["Bearer \(Tenants.other.token(at: .lance))"], "\(result.errors)")
    }

    @Test func aServiceWithSeveralAccountsIsNone() async throws {
        let sandbox = try ServedSandbox(.none)
        try sandbox.configure(profile: "crm")
        let result = await sandbox.onAccounts("use lance\nshow lists")
        #expect(result.code == 3)
        #expect(result.errors.contains("error[L2009]: `lance` may be any of 2 accounts: `second`, `work`"), "\(result.errors)")
        let unchosen = await sandbox.onAccounts("show lists", ["--profile", "lance"])
        #expect(unchosen.code == 2 && unchosen.errors.contains("none is chosen"), "\(unchosen.errors)")
        #expect(sandbox.server.requests.isEmpty)
    }

    // MARK: Tokens

    /// The account that a script uses must have a token of its own before anything is sent.
    @Test func anotherAccountsTokenIsOfNoUse() async throws {
        let sandbox = try ServedSandbox(.none)
        try sandbox.configure()
        var tokens = ServedSandbox.tokens
        tokens["LEAD_SECOND_TOKEN"] = nil
        let result = await sandbox.onAccounts("show lists\nuse second\nshow lists", environment: tokens)
        #expect(result.code == 4)
        #expect(result.errors.contains("error[L5001]: there is no token for the account `second`"), "\(result.errors)")
        #expect(sandbox.server.requests.isEmpty)
        let other = await sandbox.onAccounts("show lists", environment: tokens)
        #expect(other.code == 0, "\(other.errors)")
    }

    @Test func aTokenComesFromAFile() async throws {
        let sandbox = try ServedSandbox(.none)
        try sandbox.configure("[profiles.filed]\nprovider = \"lance\"\nurl = \"{base}\"\ntoken_file = \"filed.token\"")
        let path = try sandbox.folder.write(Tenants.demo.token(at: .lance) + "\r\n", to: ".config/lead/filed.token")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let open = await sandbox.onAccounts("use filed\nshow lists", environment: [:])
        #expect(open.code == 4 && open.errors.contains("others may read it"), "\(open.errors)")
        #expect(sandbox.server.requests.isEmpty)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let closed = await sandbox.onAccounts("use filed\nshow lists", environment: [:])
        #expect(closed.code == 0, "\(closed.errors)")
        let variable = await sandbox.onAccounts("show lists", environment: ["LEAD_WORK_TOKEN_FILE": ".config/lead/filed.token"])
        #expect(variable.code == 0, "\(variable.errors)")
    }

    @Test(arguments: ["", "short", "with a blank in it", "line\nbreaking-token"])
    func whatIsNoTokenIsNotSent(_ text: String) async throws {
        let sandbox = try ServedSandbox(.none)
        try sandbox.configure()
        let result = await sandbox.onAccounts("show lists", environment: ["LEAD_WORK_TOKEN": text])
        #expect(result.code == 4 && sandbox.server.requests.isEmpty, "\(result.errors)")
        #expect(text.isEmpty || !result.errors.contains(text))
    }

    // MARK: What a profile says

    @Test func aReadOnlyAccountIsNotWrittenTo() async throws {
        let sandbox = try ServedSandbox(.none, lists: ["Q1"])
        try sandbox.configure()
        // What one file protects another one does not give free.
        _ = try sandbox.folder.write("[profiles.work]\nread_only = true\n", to: "lead.toml")
        let result = await sandbox.onAccounts("ensure list \"new\"\nuse second\nensure list \"mine\"")
        #expect(result.code == 3)
        #expect(result.errors.contains("error[L2020]: this statement writes, and the account `work` is read-only"))
        #expect(!result.errors.contains("`second` is read-only"))
        let other = await sandbox.onAccounts(Self.people + "use second\nensure list \"mine\"\nadd to list \"Q1\" at work")
        #expect(other.code == 3 && other.errors.contains("the account `work` is read-only"), "\(other.errors)")
        #expect(sandbox.server.requests.isEmpty)
    }

    @Test func aDayIsOneOfTheProfilesZone() async throws {
        let sandbox = try ServedSandbox(.none)
        try sandbox.configure("timezone = \"Pacific/Auckland\"", profile: "crm")
        let result = await sandbox.onAccounts(
            "print today(), now()", environment: ServedSandbox.tokens.merging(["LEAD_NOW": "2026-01-15T20:30:00Z"]) { $1 })
        #expect(result.output == "2026-01-16 2026-01-16T09:30:00+13:00\n", "\(result.errors)")
    }

    /// The starter plan has ten calls a minute; what the service answers says nothing of it.
    @Test func aPlanBoundsTheCalls() async throws {
        let sandbox = try ServedSandbox(.none)
        try sandbox.configure("plan = \"starter\"", profile: "crm")
        let result = await sandbox.onAccounts((0..<12).map { _ in "refresh\nshow lists" }.joined(separator: "\n"))
        #expect(result.code == 0, "\(result.errors)")
        #expect(result.errors.contains("for the rate limit (10 calls a minute at LeadLex)"), "\(result.errors)")
        #expect(sandbox.clock.waits.reduce(.zero, +) >= .seconds(59))
    }

    @Test func aPlanSaysWhatTheProfileCosts() async throws {
        let sandbox = try ServedSandbox(.none)
        try sandbox.configure("plan = \"pro\"\nprice = \"0.025 EUR per call\"\ntimezone = \"Europe/Berlin\"", profile: "crm")
        let result = await sandbox.lead(
            ["plan", "-c", "search people\nselect rows 0..1000\nexport to \"x.csv\""], environment: ServedSandbox.tokens)
        #expect(result.code == 0, "\(result.errors)")
        #expect(result.output.contains("time at crm, Pro (50 calls a minute, 1,000 a day): "), "\(result.output)")
        #expect(result.output.contains(" EUR, 0.0250 EUR per call\n"), "\(result.output)")
        #expect(result.output.contains("dates are days in Europe/Berlin\n"))
    }

    /// A service that names things otherwise than its docs is met by a line of the configuration.
    @Test func namesCanBeMended() async throws {
        let sandbox = try ServedSandbox(answering: { request in
            let isStrange = request.body.map { String(decoding: $0, as: UTF8.self).contains(#""jobTitle":"#) } ?? false
            let body = #"{"items":[{"id":"1","headline":"\#(isStrange ? "CTO" : "?")"}],"count":1}"#
            return Response(status: 203, headers: [.contentType: "application/json"], body: Array(body.utf8))
        })
        try sandbox.configure("", profile: "work")
        let before = await sandbox.onAccounts("search people where title contains \"CTO\"\nselect first 1\nshow columns title")
        #expect(before.code == 1 && before.errors.contains("it has no `content` and `totalElements`"), "\(before.errors)")
        try sandbox.writeConfiguration(
            """
            [profiles.work]
            provider = "lance"
            url = "\(sandbox.server.base)"
            names.search.rows = "items"
            names."search.total" = "count"
            names.success = ["200", "203"]
            names.people.title = { answer = "headline", filter = "contact.jobTitle" }
            """)
        let after = await sandbox.onAccounts("search people where title contains \"CTO\"\nselect first 1\nshow columns title")
        #expect(after.code == 0 && after.output.contains("CTO"), "\(after.errors)\(after.output)")
    }

    // MARK: Plans and recordings

    @Test func aPlanHoldsForItsAccountOnly() async throws {
        let sandbox = try ServedSandbox(.none, lists: ["Q1"])
        try sandbox.configure()
        _ = try sandbox.folder.write(Self.people + "add to list \"Q1\"\n", to: "q1.lead")
        let plan = await sandbox.lead(["plan", "q1.lead", "-o", "q1.leadplan"], environment: ServedSandbox.tokens)
        #expect(plan.code == 0, "\(plan.errors)")
        let kept = try sandbox.folder.read("q1.leadplan")
        for token in ServedSandbox.tokens.values { #expect(!kept.contains(token)) }
        let configuration = try sandbox.folder.read(".config/lead/config.toml")
        try sandbox.writeConfiguration(configuration.replacingOccurrences(of: "127.0.0.1", with: "localhost"))
        let moved = await sandbox.lead(["apply", "q1.leadplan"], environment: ServedSandbox.tokens)
        #expect(moved.code == 2 && moved.errors.contains("a profile has another address or another token now"), "\(moved.errors)")
        // Another account is chosen now, and the plan keeps to its own.
        try sandbox.writeConfiguration(configuration.replacingOccurrences(of: "\"work\"", with: "\"second\""))
        let applied = await sandbox.lead(["apply", "q1.leadplan"], environment: ServedSandbox.tokens)
        #expect(applied.code == 0 && applied.errors.contains("requested 3 · added 3"), "\(applied.errors)")
    }

    /// A recording brings its accounts along: CI has neither configuration nor tokens nor network.
    @Test func aReplayNeedsNoConfiguration() async throws {
        let sandbox = try ServedSandbox(.none)
        try sandbox.configure(profile: "second")
        let script = Self.people + "ensure list \"Q1\"\nadd to list \"Q1\"\nuse crm\nshow lists"
        let first = await sandbox.onAccounts(script, ["--record", "calls"])
        #expect(first.code == 0, "\(first.errors)")
        sandbox.server.close()
        try FileManager.default.removeItem(atPath: sandbox.folder.path(".config"))
        let again = await sandbox.onAccounts(script, ["--replay", "calls"], environment: [:])
        #expect(again.code == 0 && again.output == first.output && again.errors == first.errors, "\(again.errors)")
    }
}
