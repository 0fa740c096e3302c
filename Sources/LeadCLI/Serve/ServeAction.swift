import LeadAPI
import LeadDiagnostics
import LeadModel
import LeadReport
import LeadSandbox
import LeadServer
import LeadStore
import LeadText

/// Does what `lead serve` asks for.
struct ServeAction {
    /// The port that nobody had to choose.
    static let defaultPort = 8420

    private let invocation: Invocation
    private let command: ServeCommand

    init(_ invocation: Invocation, _ command: ServeCommand) {
        self.invocation = invocation
        self.command = command
    }

    func run() async -> ExitCode {
        let folder = SandboxAccess.dataFolder(invocation.environment)
        let data = command.data.map(invocation.resolved) ?? folder + "/served.sqlite"
        let tokenFile = command.tokenFile.map(invocation.resolved) ?? data + ".tokens.json"
        let store: Store
        switch open(data, in: folder) {
        case .success(let opened): store = opened
        case .failure(let failure): return fail([failure.diagnostic])
        }
        switch ServedTokens.prepare(tokenFile, called: command.tokenFile ?? tokenFile, for: store, time: invocation.now().text) {
        case .failure(let failure): return fail([failure.diagnostic])
        case .success(let tokens): invocation.learn(tokens.all)
        }
        warnOfOthers()
        say("data in \(scrubbed(data))\ntokens in \(scrubbed(tokenFile))\n")
        return await serve(store)
    }

    /// Opens the data, and makes them where there are none.
    private func open(_ path: String, in folder: String) -> Result<Store, SandboxAccess.Failure> {
        if command.data == nil, let reason = makeFolder(folder) { return .failure(.init(path: path, reason: reason)) }
        do throws(Store.Failure) {
            let store = try Store(path: path)
            try store.fillIfEmpty(people: command.people ?? Defaults.people, examples: true)
            return .success(store)
        } catch {
            return .failure(.init(path: path, reason: SandboxAccess.reason(error)))
        }
    }

    private func serve(_ store: Store) async -> ExitCode {
        let ids = IdentifierSource(seed: nil, after: 0)
        let now = invocation.now
        let sandbox = Sandbox(
            store: store, now: { now().text }, makeID: { ids.next() }, admission: .stored, plan: command.plan)
        let (errors, output) = (invocation.errors, invocation.output)
        let server = SandboxServer(
            sandbox, at: .init(host: command.host, port: command.port), isLoggingRequests: !command.quiet
        ) { line in errors.write("time=\(now().text) \(line)\n") }
        let host = command.host.contains(":") ? "[\(command.host)]" : command.host
        do {
            try await server.run { port in output.write("listening on http://\(host):\(port)\n") }
            say("ended\n")
            return .success
        } catch {
            return fail([.cannotServe(at: "\(host):\(command.port)", reason: error.reason)])
        }
    }

    /// Says that this machine's own address is not the one to be listened at.
    private func warnOfOthers() {
        let isLoopback = command.host == "localhost" || command.host == "::1" || command.host.hasPrefix("127.")
        guard !isLoopback else { return }
        invocation.errors.write(
            """
            warning: others can reach \(scrubbed(command.host)), and tokens go there unencrypted
            help: without `--host`, only this machine can; a proxy in front of it can speak TLS

            """)
    }

    private func say(_ text: String) {
        if !command.quiet { invocation.errors.write(text) }
    }

    private func fail(_ diagnostics: [Diagnostic]) -> ExitCode {
        invocation.errors.write(DiagnosticRenderer(form: .plain).render(diagnostics, in: nil))
        return .failed
    }
}

extension Diagnostic {
    /// A server cannot listen.
    fileprivate static func cannotServe(at address: String, reason: String) -> Diagnostic {
        Diagnostic(
            .cannotServe, "the sandbox cannot be served at \(scrubbed(address)): \(scrubbed(reason))",
            help: ["`--port 0` takes a free port"])
    }
}
