import Foundation
import LeadAPI
import LeadCLI
import LeadJSON
import LeadStore
import LeadTestSupport
import Testing

/// `lead serve` as somebody runs it.
@Suite(.timeLimit(.minutes(60))) struct ServeCommandTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private var environment: [String: String] {
        ["HOME": folder.path, "TERM": "dumb", "LANG": "C.UTF-8", "LEAD_SANDBOX_TOKEN_FILE": folder.path("tokens.json")]
    }

    private func serve(_ flags: String...) throws -> PseudoTerminal {
        try PseudoTerminal(
            try #require(LeadBinary.path),
            ["serve", "--port", "0", "--people", "60", "--data", "data.sqlite", "--token-file", "tokens.json"] + flags,
            environment: environment, workingDirectory: folder.path, patience: .seconds(600))
    }

    private func address(_ server: PseudoTerminal) async throws -> String {
        _ = try await server.read(until: "listening on ")
        return try await server.read(until: "\n").filter { !$0.isWhitespace }
    }

    @Test func scriptsRunOnAServedSandboxWhichKeepsWhatTheyDid() async throws {
        var counts: [String] = []
        for _ in 1...2 {
            let server = try serve()
            let address = try await address(server)
            let run = try await ProgramRun.run(
                try #require(LeadBinary.path),
                [
                    "run", "--sandbox-url", address, "--yes", "-c",
                    "use leadlex; search people; select rows 0..10; ensure list \"Q1\"; save to list \"Q1\"; open list \"Q1\"; count",
                ], environment: environment, workingDirectory: folder.path, patience: .seconds(600))
            #expect(run.status == .exited(0), "\(run.errorText)")
            counts.append(run.outputText)
            server.send("\u{3}")
            let rest = try await server.readToEnd()
            #expect(rest.contains("ended"))
            #expect(try await server.waitForExit() == .exited(0))
        }
        #expect(counts[0] == counts[1])
        // Nothing on the disk but the file of the tokens tells them.
        let tokens = try tokens()
        #expect(tokens.count == 4 && Set(tokens).count == 4)
        for name in folder.names where name.hasPrefix("data.sqlite") {
            let data = try Data(contentsOf: URL(fileURLWithPath: folder.path(name)))
            for token in tokens { #expect(data.range(of: Data(token.utf8)) == nil, "\(name)") }
        }
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path("tokens.json"))[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    private func tokens() throws -> [String] {
        let document = try JSON(parsing: Array(try folder.read("tokens.json").utf8))
        return (document.object?.members ?? []).flatMap { organisation in
            (organisation.value.object?.members ?? []).compactMap(\.value.string)
        }
    }

    @Test func anotherAddressIsWarnedOf() async throws {
        let server = try serve("--host", "0.0.0.0")
        let said = try await server.read(until: "listening on ")
        #expect(said.contains("warning: others can reach 0.0.0.0, and tokens go there unencrypted"))
        server.end()
    }

    @Test(arguments: [
        ("[]", 0o600, "it holds no token"), ("{", 0o600, "it is no JSON"), ("{}", 0o644, "others may read it"),
        (#"{"org_nobody":{"lance":"0123456789abcdef"}}"#, 0o600, "the data have no organisation `org_nobody`"),
        (#"{"org_demo":{"lance":"0123456789abcdef","leadlex":"0123456789abcdef"}}"#, 0o600, "one token twice"),
        (#"{"org_demo":{"lance":"short"}}"#, 0o600, "is none: 16 characters at least"),
    ])
    func aBadTokenFileIsToldOf(_ text: String, _ mode: Int, _ reason: String) async throws {
        let path = try folder.write(text, to: "tokens.json")
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let run = try await ProgramRun.run(
            try #require(LeadBinary.path),
            ["serve", "--port", "0", "--people", "20", "--data", "data.sqlite", "--token-file", "tokens.json"],
            environment: environment, workingDirectory: folder.path, patience: .seconds(600))
        #expect(run.status == .exited(1) && run.output.isEmpty)
        #expect(run.errorText.contains("L6004") && run.errorText.contains(reason), "\(run.errorText)")
        #expect(try folder.read("tokens.json") == text)
    }

    @Test(arguments: [
        ["--port", "65536"], ["--port", "x"], ["--people", "0"], ["--plan", "free"], ["more"],
    ])
    func badArgumentsAreRefused(_ arguments: [String]) async throws {
        let run = try await ProgramRun.run(
            try #require(LeadBinary.path), ["serve"] + arguments, environment: environment, workingDirectory: folder.path,
            patience: .seconds(600))
        #expect(run.status == .exited(2))
        #expect(!folder.names.contains(".local"))
    }
}
