import LeadConfig
import LeadDiagnostics
import LeadHTTP
import LeadModel
import LeadProviders
import LeadRuntime
import LeadText

/// The accounts that a run can reach, wherever they are.
struct AccountAccess: Sendable {
    /// How one account is reached, and in whose name.
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
    /// The accounts, each with its route.
    private(set) var routes: [String: (account: Account, route: Route)]
    /// When the run began, where that is not now: what is replayed was recorded then.
    var beginning: RunBeginning?
    /// What keeps the exchanges, where they are recorded.
    var recorder: Recorder?

    /// Gives each account of a directory its route; one whose profile says that nothing is written there carries nothing that writes.
    init(place: SavedPlan.Place, _ directory: AccountDirectory, route: (Account) -> Route) {
        self.place = place
        routes = directory.accounts.mapValues { account in
            var route = route(account)
            if account.profile.isReadOnly {
                route.transport = ReadOnlyTransport(
                    route.transport, reason: "the account `\(account.name)` is read-only, and nothing was sent")
            }
            return (account, route)
        }
    }

    /// The same with nothing that writes, whatever the profiles say.
    func readOnly() -> AccountAccess {
        var access = self
        access.routes = routes.mapValues { account, route in
            var route = route
            route.transport = ReadOnlyTransport(route.transport, reason: "the run is read-only, and nothing was sent")
            return (account, route)
        }
        return access
    }

    /// The tokens that no output may show.
    var secrets: [String] { routes.values.map(\.route.token).filter { !$0.isEmpty } }

    /// What the accounts' providers are, by the accounts' names.
    ///
    /// - Parameters:
    ///   - trace: What keeps every request and answer.
    ///   - events: Who is told of waits.
    func connections(_ trace: Trace? = nil, telling events: any EventSink) -> [String: any Provider & CheckableProvider] {
        routes.mapValues { account, route in
            var carried = route
            carried.transport = trace?.recording(route.transport) ?? route.transport
            return account.service.connect(carried, account.names) { transport in
                let whole = route.decorate(transport, events)
                return recorder?.recording(whole, of: account.name) ?? whole
            }
        }
    }

    /// The accounts that scripts can name.
    func accounts(_ trace: Trace? = nil, telling events: any EventSink) -> [String: any Provider] {
        connections(trace, telling: events)
    }

    /// What reads from these accounts, and cannot write.
    func readers(_ trace: Trace? = nil, telling events: any EventSink) -> [String: any ProviderReader] {
        connections(trace, telling: events)
    }

    /// The same with every exchange told, as `--debug-http` asks for.
    ///
    /// - Parameters:
    ///   - address: What stands before each path.
    ///   - say: Takes a line with its end.
    func debugged(
        at address: (Account) -> String, _ clock: @escaping @Sendable () -> Duration, _ say: @escaping @Sendable (String) -> Void
    ) -> AccountAccess {
        var access = self
        access.routes = routes.mapValues { account, route in
            var route = route
            route.transport = LoggingTransport(route.transport, address: address(account), elapsed: clock) { say($0 + "\n") }
            return (account, route)
        }
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
    ///
    /// - Parameter needed: The accounts that the scripts use, which must have a token.
    func accounts(_ options: RunOptions, needed: Set<String>) -> Result<AccountAccess, AccessRefusal> {
        let access = accounts(options.talk, options.network, needed: needed)
        return options.isReadOnly ? access.map { $0.readOnly() } : access
    }

    private func accounts(
        _ talk: TalkOptions, _ network: NetworkArguments, needed: Set<String>
    ) -> Result<AccountAccess, AccessRefusal> {
        if let folder = network.replay { return replayed(folder, talk, network) }
        let access: Result<AccountAccess, AccessRefusal>
        switch (talk.sandbox, network.sandboxURL) {
        case (true, .some):
            access = .failure(
                .complaint("--sandbox and --sandbox-url exclude each other", help: "the one is embedded, the other at an address")
            )
        case (true, nil):
            access = SandboxAccess.open(self).mapError { .diagnostic($0.diagnostic, .failed) }
        case (false, .some(let address)): access = NetworkAccess.open(sandboxAt: address, self)
        case (false, nil): access = NetworkAccess.open(self, needed: needed)
        }
        if case .success(let access) = access { secrets.add(access.secrets) }
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
            var access = AccountAccess(place: .recording(folder), directory) { account in
                .init(transport: wrapTransport(RecordedTransport(account.name, recording)), token: "")
            }
            access.beginning = recording.beginning
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
            access.recorder = try Recorder(resolved(folder), name: folder, of: beginning, directory, secrets: secrets)
            access.beginning = beginning
            return .success(access)
        } catch {
            return .failure(.complaint(error.message, help: error.help))
        }
    }

    /// The accounts with every exchange told on standard error.
    func debugged(_ access: AccountAccess) -> AccountAccess {
        access.debugged(at: { access.place.address(of: $0) }, clock) { [errors] in errors.write($0) }
    }
}

extension SavedPlan.Place {
    /// What stands before each path of what is sent to an account.
    fileprivate func address(of account: Account) -> String {
        switch self {
        case .sandbox: "sandbox:"
        case .server(let address), .recording(let address): address
        case .accounts: account.address
        }
    }
}

extension Diagnostic {
    /// No account can be reached, and nothing falls back to the sandbox by itself.
    static func noAccount() -> Diagnostic {
        Diagnostic(
            .missingCredentials, "there is no account to run this against",
            help: [
                "`lead auth login lance` or `lead auth login leadlex` makes one known",
                "`--sandbox` runs it on the embedded sandbox",
            ])
    }
}
