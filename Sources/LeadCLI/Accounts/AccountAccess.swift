import LeadDiagnostics
import LeadHTTP
import LeadModel
import LeadProviders
import LeadRuntime
import LeadText

/// The accounts that a run can reach, wherever they are.
struct AccountAccess: Sendable {
    /// How one service is reached, and in whose name.
    struct Route: Sendable {
        /// What carries each attempt.
        var transport: any Transport
        /// The account's token.
        var token: String
        /// Puts around what counts the calls what sends one again, or holds it back, and tells of its waits.
        var decorate: @Sendable (any Transport, any EventSink) -> any Transport = { transport, _ in transport }
        /// How many pages may be asked for at once.
        var readWidth = 1
    }

    /// Where they are, as a kept plan names it.
    let place: SavedPlan.Place
    var lance: Route
    var leadLex: Route
    /// When the run began, where that is not now: what is replayed was recorded then.
    var beginning: RunBeginning?
    /// What keeps the exchanges, where they are recorded.
    var recorder: Recorder?

    /// The tokens that no output may show.
    var secrets: [String] { [lance.token, leadLex.token] }

    /// The accounts that scripts can name.
    ///
    /// - Parameters:
    ///   - trace: What keeps every request and answer.
    ///   - events: Who is told of waits.
    func accounts(_ trace: Trace? = nil, telling events: any EventSink) -> [String: any Provider] {
        func carried(_ route: Route) -> any Transport { trace?.recording(route.transport) ?? route.transport }
        func decorated(_ transport: any Transport, _ route: Route, _ signature: ProviderSignature) -> any Transport {
            let whole = route.decorate(transport, events)
            return recorder?.recording(whole, of: signature.name) ?? whole
        }
        return [
            ProviderSignature.lance.name: LanceProvider(
                transport: carried(lance), decorating: { decorated($0, lance, .lance) }, token: lance.token,
                readWidth: lance.readWidth),
            ProviderSignature.leadLex.name: LeadLexProvider(
                transport: carried(leadLex), decorating: { decorated($0, leadLex, .leadLex) }, token: leadLex.token,
                readWidth: leadLex.readWidth),
        ]
    }

    /// What reads from these accounts, and cannot write.
    func readers(_ trace: Trace? = nil, telling events: any EventSink) -> [String: any ProviderReader] {
        accounts(trace, telling: events)
    }

    /// The same with every exchange told, as `--debug-http` asks for.
    ///
    /// - Parameter say: Takes a line with its end.
    func debugged(at address: String, _ clock: @escaping @Sendable () -> Duration, _ say: @escaping @Sendable (String) -> Void)
        -> AccountAccess
    {
        let redactor = Redactor(secrets)
        func told(_ route: Route) -> Route {
            var route = route
            route.transport = LoggingTransport(route.transport, address: address, elapsed: clock) {
                say(redactor.redact($0) + "\n")
            }
            return route
        }
        var access = self
        (access.lance, access.leadLex) = (told(lance), told(leadLex))
        return access
    }
}

/// Why no account can be reached; it is still to be told.
enum AccessRefusal: Error {
    /// The command was called wrongly.
    case complaint(String, help: String)
    /// There are no credentials, or the data cannot be used.
    case diagnostic(Diagnostic, ExitCode)
}

extension Invocation {
    /// The accounts that the flags mean; nothing falls back to the sandbox by itself.
    func accounts(_ talk: TalkOptions, _ network: NetworkArguments) -> Result<AccountAccess, AccessRefusal> {
        if let folder = network.replay { return replayed(folder, talk, network) }
        let access: Result<AccountAccess, AccessRefusal>
        switch (talk.sandbox, network.sandboxURL) {
        case (true, .some):
            access = .failure(
                .complaint("--sandbox and --sandbox-url exclude each other", help: "the one is embedded, the other at an address")
            )
        case (true, nil):
            access = SandboxAccess.open(self).mapError { .diagnostic($0.diagnostic, .failed) }
        case (false, .some(let address)): access = NetworkAccess.open(address, self)
        case (false, nil): access = .failure(.diagnostic(.noAccount(), .unauthorized))
        }
        let told = network.debugsHTTP ? access.map { debugged($0) } : access
        return network.record.map { folder in told.flatMap { recorded($0, in: folder) } } ?? told
    }

    /// The accounts of a recording, which send nothing.
    private func replayed(
        _ folder: String, _ talk: TalkOptions, _ network: NetworkArguments
    ) -> Result<AccountAccess, AccessRefusal> {
        if talk.sandbox || network.sandboxURL != nil || network.record != nil {
            return .failure(
                .complaint(
                    "--replay stands in for the account: --sandbox, --sandbox-url and --record do not go with it",
                    help: "leave them out; a recording says itself when it was made"))
        }
        do throws(ReadRecording.Refusal) {
            let recording = try ReadRecording(resolved(folder), name: folder)
            func route(_ signature: ProviderSignature) -> AccountAccess.Route {
                .init(transport: wrapTransport(RecordedTransport(signature.name, recording)), token: "")
            }
            let access = AccountAccess(
                place: .recording(folder), lance: route(.lance), leadLex: route(.leadLex), beginning: recording.beginning)
            return .success(network.debugsHTTP ? debugged(access) : access)
        } catch {
            return .failure(.complaint(error.message, help: "`lead run --record \(shellQuoted(folder)) …` makes one"))
        }
    }

    /// The accounts with every exchange kept in a folder.
    private func recorded(_ access: AccountAccess, in folder: String) -> Result<AccountAccess, AccessRefusal> {
        let beginning = beginning
        do throws(Recorder.Refusal) {
            var access = access
            access.recorder = try Recorder(resolved(folder), name: folder, of: beginning, secrets: access.secrets)
            access.beginning = beginning
            return .success(access)
        } catch {
            return .failure(.complaint(error.message, help: error.help))
        }
    }

    /// The accounts with every exchange told on standard error.
    func debugged(_ access: AccountAccess) -> AccountAccess {
        access.debugged(at: access.place.address ?? "sandbox:", clock) { [errors] in errors.write($0) }
    }
}

extension Diagnostic {
    /// No account can be reached, and nothing falls back to the sandbox by itself.
    static func noAccount() -> Diagnostic {
        Diagnostic(
            .missingCredentials, "there is no account to run this against",
            help: ["`--sandbox` runs it on the embedded sandbox", "accounts of your own come with a later version"])
    }
}
