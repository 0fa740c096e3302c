import LeadConfig
import LeadDiagnostics
import LeadHTTP
import LeadHTTPClient
import LeadModel
import LeadProviders
import LeadText

/// Services on the network, as a run reaches them.
enum NetworkAccess {
    /// The sandbox that is served at an address, which stands for all accounts.
    static func open(sandboxAt address: String, _ invocation: Invocation) -> Result<AccountAccess, AccessRefusal> {
        let tokens: SandboxTokens
        switch SandboxTokens.read(invocation) {
        case .success(let read): tokens = read
        case .failure(let failure): return .failure(.diagnostic(failure.diagnostic, .unauthorized))
        }
        invocation.learn([tokens.lance, tokens.leadLex])
        return carrier(to: address, invocation).map { carrier in
            AccountAccess(place: .server(carrier.address), invocation.directory) { account in
                route(to: account, through: carrier, token: tokens[account.service.name] ?? "", invocation)
            }
        }
    }

    /// The accounts of the configuration, each with its own token, at its own address.
    ///
    /// - Parameter needed: The accounts without whose token nothing begins; what is asked of another one without a token fails.
    static func open(_ invocation: Invocation, needed: Set<String>) -> Result<AccountAccess, AccessRefusal> {
        guard invocation.directory.hasProfiles else { return .failure(.diagnostic(.noAccount(), .unauthorized)) }
        let needed = needed.isEmpty ? [invocation.directory.chosen] : needed
        var routes: [String: AccountAccess.Route] = [:]
        var addresses: [String: String] = [:]
        for account in invocation.directory.accounts.values.sorted(by: { $0.name < $1.name }) {
            let carrier: Carrier
            switch self.carrier(to: account.address, invocation) {
            case .success(let made): carrier = made
            case .failure(let refusal): return .failure(refusal)
            }
            let place = "\(account.service.name) at \(carrier.address)"
            addresses[account.name] = place
            switch invocation.credential(of: account) {
            case .success(let credential):
                // It tells nothing of the token, and another organisation's is another one.
                addresses[account.name] =
                    "\(place), key \(fingerprint(of: Array("\(carrier.address)\n\(credential.token)".utf8)).prefix(12))"
                routes[account.name] = route(to: account, through: carrier, token: credential.token, invocation)
            case .failure(let fault):
                if needed.contains(account.name) { return .failure(.diagnostic(fault.diagnostic, .unauthorized)) }
                routes[account.name] = .init(transport: TokenlessTransport(fault: fault), token: "")
            }
        }
        return .success(
            AccountAccess(place: .accounts(addresses), invocation.directory) { account in
                routes[account.name] ?? .init(transport: TokenlessTransport(fault: nil), token: "")
            })
    }

    /// What carries a request to an address once.
    private struct Carrier {
        let transport: any Transport
        let address: String
    }

    private static func carrier(to address: String, _ invocation: Invocation) -> Result<Carrier, AccessRefusal> {
        let proxy: NetworkTransport.Proxy?
        do throws(ProxyFault) {
            proxy = try NetworkTransport.Proxy.chosen(for: address, in: invocation.environment)
        } catch {
            return .failure(error.complaint)
        }
        let network: NetworkTransport
        do throws(AddressFault) {
            network = try NetworkTransport(base: address, options: NetworkTransport.Options(proxy: proxy))
        } catch {
            return .failure(error.complaint(about: address))
        }
        if let password = proxy?.credentials?.password { invocation.learn([password]) }
        let transport = RedactingTransport(network) { [secrets = invocation.secrets] in secrets.redactor }
        return .success(Carrier(transport: invocation.wrapTransport(transport), address: network.address))
    }

    private static func route(
        to account: Account, through carrier: Carrier, token: String, _ invocation: Invocation
    ) -> AccountAccess.Route {
        let limits = LimitFile(path: limitFile(of: token, at: carrier.address, invocation))
        let caps = CallWindows.Caps(perMinute: account.profile.plan?.perMinute, perDay: account.profile.plan?.perDay)
        let title = account.service.title
        let decorate = { @Sendable (transport: any Transport, events: any EventSink) in
            persistent(transport, sharing: limits, caps, title: title, invocation.waiting, telling: events)
        }
        return AccountAccess.Route(transport: carrier.transport, token: token, decorate: decorate, readWidth: mostAtOnce)
    }

    /// How many calls are ever under way at once; how many really are goes by how the service answers.
    private static let mostAtOnce = 32

    /// What sends a request again, around what goes by how the service answers, around what keeps to the account's limits.
    private static func persistent(
        _ transport: any Transport, sharing limits: LimitFile, _ caps: CallWindows.Caps, title: String, _ waiting: Waiting,
        telling events: any EventSink
    ) -> any Transport {
        let limited = RateLimitedTransport(
            transport, file: limits, caps: caps, clock: waiting.clock, now: waiting.now,
            willWait: { events.receive($0.event(title)) })
        let paced = PacedTransport(limited, window: ConcurrencyWindow(most: mostAtOnce), clock: waiting.clock)
        return RetryingTransport(
            paced, clock: waiting.clock, now: { Int(waiting.now()) }, chance: waiting.chance,
            willWait: { events.receive($0.event(title)) },
            didRecover: { _ in
                events.receive(
                    .noted(
                        "\(title) answered the last attempt only: what an attempt without an answer has done counts as skipped"))
            })
    }

    /// The file in which all processes of this user count an account's calls; its name tells nothing of the token.
    private static func limitFile(of token: String, at address: String, _ invocation: Invocation) -> String {
        guard let state = invocation.stateFolder, makeFolder(state + "/limits") == nil else { return "" }
        return state + "/limits/" + fingerprint(of: Array("\(address)\n\(token)".utf8)).prefix(32)
    }
}

extension ProxyFault {
    fileprivate var complaint: AccessRefusal {
        let help = "write it as `http://host:port`, or name the service's host in NO_PROXY"
        return switch self {
        case .malformed(let variable): .complaint("the value of \(variable) is no address of a proxy", help: help)
        case .unsupported(let variable, let scheme):
            .complaint("\(variable) names a proxy that speaks \(scheme), which lead does not", help: help)
        }
    }
}

extension AddressFault {
    /// What is wrong with an address, without a password that may stand before an `@`.
    func words(about address: String) -> String {
        switch self {
        case .malformed where address.contains("@"): "an address with a name or a password is none"
        case .malformed: "`\(scrubbed(address))` is no address of a service"
        case .insecure(let host): "tokens go over https, or to this machine, and not to http://\(scrubbed(host))"
        }
    }

    fileprivate func complaint(about address: String) -> AccessRefusal {
        switch self {
        case .malformed:
            .complaint(words(about: address), help: "write it as `https://host` or `http://localhost:8080`")
        case .insecure: .complaint(words(about: address), help: "write the address with https://")
        }
    }
}

/// Stands for an account without a token: nothing is sent.
private struct TokenlessTransport: Transport {
    let fault: CredentialFault?

    func send(_ request: Request) async throws(TransportFailure) -> Response {
        throw .withheld(fault.map { "\($0.message); \($0.help)" } ?? "there is no token for it")
    }
}

extension RetryingTransport.Wait {
    fileprivate func event(_ title: String) -> RunEvent {
        let why =
            switch reason {
            case .tooManyCalls: "\(title) answered 429"
            case .trouble(let status): "\(title) answered \(status)"
            case .noAnswer(let words): "\(title) gave no answer (\(words))"
            }
        return .delayed(seconds: duration.inSeconds, reason: "because \(why); attempt \(attempt) comes then")
    }
}

extension RateLimitedTransport.Wait {
    fileprivate func event(_ title: String) -> RunEvent {
        let why =
            switch reason {
            case .minute(let cap): "for the rate limit (\(cap) calls a minute at \(title))"
            case .day(let cap): "for the rate limit (\(cap) calls a day at \(title))"
            case .service: "because \(title) wants no calls till then"
            }
        return .delayed(seconds: duration.inSeconds, reason: why)
    }
}

extension Duration {
    fileprivate var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
