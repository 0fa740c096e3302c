import Foundation
import HTTPTypes
import LeadAPI
import LeadCLI
import LeadHTTP
import LeadJSON
import LeadModel
import LeadSandbox
import LeadStore
import LeadTestSupport
import Synchronization

/// A sandbox behind a server with a fault, and what a run against it needs.
struct ServedSandbox {
    /// What came of a run.
    struct Result {
        let code: Int32
        let output: String
        let errors: String
    }

    struct Unmade: Error {
        let list: String
    }

    let server: FaultServer
    let folder: TemporaryFolder
    /// What the runs wait by: waits are over at once.
    let clock = ManualClock()

    /// Serves a sandbox with a few people and the lists of these names.
    init(_ fault: Fault, lists: [String] = []) throws {
        let store = try Store.inMemory()
        try store.reset(people: 300)
        let count = Mutex(0)
        let sandbox = Sandbox(
            store: store, now: { "2026-01-15T09:30:00.000Z" },
            makeID: {
                count.withLock { count in
                    count += 1
                    return Store.identifier(seed: 7, position: count)
                }
            })
        for list in lists {
            var request = Request(.post, "/api/v1/entities/leadlists")
            request.headers[.authorization] = "Bearer \(Tenants.demo.token(at: .lance))"
            let body = LanceAPI.CreateLeadList(
                name: list, startDate: "2026-01-01T00:00:00.000Z", endDate: "2026-02-01T00:00:00.000Z")
            request.body = body.json.bytes
            guard (200..<300).contains(sandbox.respond(to: request).status) else { throw Unmade(list: list) }
        }
        server = try FaultServer(fault) { sandbox.respond(to: $0) }
        folder = try TemporaryFolder()
        try Self.writeTokens(in: folder)
    }

    /// Serves something else.
    init(answering answer: @escaping @Sendable (Request) -> Response) throws {
        server = try FaultServer(.none, answer: answer)
        folder = try TemporaryFolder()
        try Self.writeTokens(in: folder)
    }

    /// Writes the file that `LEAD_SANDBOX_TOKEN_FILE` names, readable to its owner only.
    static func writeTokens(in folder: TemporaryFolder) throws {
        let lance = Tenants.demo.token(at: .lance)
        let leadLex = Tenants.demo.token(at: .leadlex)
        let path = try folder.write(#"{"org_demo":{"lance":"\#(lance)","leadlex":"\#(leadLex)"}}"#, to: "tokens.json")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    /// The environment of a run in a folder with tokens.
    static func environment(in folder: TemporaryFolder) -> [String: String] {
        [
            "HOME": folder.path, "XDG_STATE_HOME": folder.path("state"), "XDG_DATA_HOME": folder.path("data"),
            "LEAD_SANDBOX_TOKEN_FILE": folder.path("tokens.json"), "LEAD_NOW": "2026-01-15", "LEAD_SEED": "42", "TZ": "UTC",
            "LANG": "C.UTF-8",
        ]
    }

    /// Runs a script in process.
    func run(_ script: String, _ flags: [String] = [], environment: [String: String] = [:]) async -> Result {
        await lead(
            ["run", "--sandbox-url", server.base, "--diagnostics", "plain"] + flags + ["-c", script], environment: environment)
    }

    /// Runs a command in process.
    func lead(_ arguments: [String], environment: [String: String] = [:]) async -> Result {
        await lead(invocation(arguments, environment: environment))
    }

    /// Runs in process with these surroundings.
    func lead(_ surroundings: Invocation) async -> Result {
        let output = MemorySink()
        let errors = MemorySink()
        var invocation = surroundings
        (invocation.output, invocation.errors) = (output, errors)
        let code = await LeadCLI.run(invocation)
        return Result(code: code.rawValue, output: output.text, errors: errors.text)
    }

    /// What a command takes from its surroundings.
    func invocation(_ arguments: [String], environment: [String: String] = [:]) -> Invocation {
        var invocation = Invocation(
            arguments: arguments, environment: Self.environment(in: folder).merging(environment) { $1 },
            workingDirectory: folder.path, input: MemorySource(bytes: []), output: MemorySink(), errors: MemorySink())
        let clock = clock
        invocation.waiting = Waiting(
            clock: clock, now: { 1_768_469_400 + Double(clock.now.offset.components.seconds) }, chance: { 1 })
        return invocation
    }
}
