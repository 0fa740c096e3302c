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
        let host =
            command.host.hasPrefix("[") && command.host.hasSuffix("]")
            ? String(command.host.dropFirst().dropLast()) : command.host
        let folder = SandboxAccess.dataFolder(invocation.environment)
        let data = command.data.map(invocation.resolved) ?? folder + "/served.sqlite"
        let tokenFile = command.tokenFile.map(invocation.resolved) ?? data + ".tokens.json"
        let store: Store
        switch openStore(data, in: folder) {
        case .success(let opened): store = opened
        case .failure(let failure):
            let name = command.data ?? failure.path
            return fail([command.data == nil ? failure.diagnostic : .cannotUse(data: name, reason: failure.reason)])
        }
        let tokens = ServedTokens.prepare(
            tokenFile, called: command.tokenFile ?? tokenFile, for: store, lockedBy: data + ".lock",
            time: invocation.now().text)
        switch tokens {
        case .failure(let failure): return fail([failure.diagnostic])
        case .success(let tokens): invocation.learn(tokens.all)
        }
        warnOfOthers(at: host)
        say("data in \(scrubbed(data))\ntokens in \(scrubbed(tokenFile))\n")
        return await serve(store, at: host)
    }

    /// Opens the data, and makes them where there are none.
    private func openStore(_ path: String, in folder: String) -> Result<Store, SandboxAccess.Failure> {
        if command.data == nil, let reason = makeFolder(folder) { return .failure(.init(path: path, reason: reason)) }
        do throws(Store.Failure) {
            let store = try Store(path: path)
            try store.fillIfEmpty(people: command.people ?? Defaults.people, examples: true)
            return .success(store)
        } catch {
            return .failure(.init(path: path, reason: SandboxAccess.reason(error)))
        }
    }

    private func serve(_ store: Store, at name: String) async -> ExitCode {
        let ids = IdentifierSource(seed: nil, after: 0)
        let now = invocation.now
        let sandbox = Sandbox(
            store: store, now: { now().text }, makeID: { ids.next() }, admission: .stored, plan: command.plan)
        let (errors, output) = (invocation.errors, invocation.output)
        let server = SandboxServer(
            sandbox, at: .init(host: name, port: command.port), isLoggingRequests: !command.quiet
        ) { line in errors.write("time=\(now().text) \(line)\n") }
        let host = name.contains(":") ? "[\(name)]" : name
        do {
            try await server.run { port in output.write("listening on http://\(host):\(port)\n") }
            say("ended\n")
            return .success
        } catch {
            return fail([.cannotServe(at: "\(host):\(command.port)", reason: error.reason)])
        }
    }

    /// Says that this machine's own address is not the one to be listened at.
    private func warnOfOthers(at host: String) {
        let isNumber = host.allSatisfy { $0 == "." || $0.isNumber }
        let isLoopback = host == "localhost" || host == "::1" || (host.hasPrefix("127.") && isNumber)
        guard !isLoopback else { return }
        invocation.errors.write(
            """
            warning: others can reach \(scrubbed(host)), and tokens go there unencrypted
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
    /// The file that `--data` names is none of the sandbox's, or cannot be made.
    fileprivate static func cannotUse(data name: String, reason: String) -> Diagnostic {
        Diagnostic(
            .storeUnavailable, "the sandbox's data at `\(scrubbed(name))` cannot be used: \(reason)",
            help: ["`--data` names a file that `lead serve` has made, or one that is not there yet"])
    }

    /// A server cannot listen.
    fileprivate static func cannotServe(at address: String, reason: String) -> Diagnostic {
        Diagnostic(
            .cannotServe, "the sandbox cannot be served at \(scrubbed(address)): \(scrubbed(reason))",
            help: ["`--port 0` takes a free port"])
    }
}
