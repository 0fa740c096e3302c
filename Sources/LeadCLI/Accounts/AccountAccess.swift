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
    let lance: Route
    let leadLex: Route

    /// The tokens that no output may show.
    var secrets: [String] { [lance.token, leadLex.token] }

    /// The accounts that scripts can name.
    ///
    /// - Parameters:
    ///   - trace: What keeps every request and answer.
    ///   - events: Who is told of waits.
    func accounts(_ trace: Trace? = nil, telling events: any EventSink) -> [String: any Provider] {
        func carried(_ route: Route) -> any Transport { trace?.recording(route.transport) ?? route.transport }
        return [
            ProviderSignature.lance.name: LanceProvider(
                transport: carried(lance), decorating: { lance.decorate($0, events) }, token: lance.token,
                readWidth: lance.readWidth),
            ProviderSignature.leadLex.name: LeadLexProvider(
                transport: carried(leadLex), decorating: { leadLex.decorate($0, events) }, token: leadLex.token,
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
        return AccountAccess(place: place, lance: told(lance), leadLex: told(leadLex))
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
        return network.debugsHTTP ? access.map { debugged($0) } : access
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
