import LeadDiagnostics
import LeadHTTP
import LeadHTTPClient
import LeadModel
import LeadProviders
import LeadText

/// Services on the network, as a run reaches them.
enum NetworkAccess {
    /// The sandbox that is served at an address.
    static func open(_ address: String, _ invocation: Invocation) -> Result<AccountAccess, AccessRefusal> {
        let tokens: SandboxTokens
        switch SandboxTokens.read(invocation) {
        case .success(let read): tokens = read
        case .failure(let failure): return .failure(.diagnostic(failure.diagnostic, .unauthorized))
        }
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
        let redactor = Redactor([tokens.lance, tokens.leadLex] + (proxy?.credentials.map { [$0.password] } ?? []))
        let carrier = invocation.wrapTransport(RedactingTransport(network, redactor: redactor))
        func route(_ signature: ProviderSignature, _ token: String) -> AccountAccess.Route {
            let limits = LimitFile(path: limitFile(of: token, at: network.address, invocation))
            let decorate = { @Sendable (transport: any Transport, events: any EventSink) in
                persistent(transport, sharing: limits, title: signature.title, invocation.waiting, telling: events)
            }
            return AccountAccess.Route(transport: carrier, token: token, decorate: decorate, readWidth: mostAtOnce)
        }
        return .success(
            AccountAccess(
                place: .server(network.address), lance: route(.lance, tokens.lance), leadLex: route(.leadLex, tokens.leadLex)))
    }

    /// How many calls are ever under way at once; how many really are goes by how the service answers.
    private static let mostAtOnce = 32

    /// What sends a request again, around what goes by how the service answers, around what keeps to the account's limits.
    private static func persistent(
        _ transport: any Transport, sharing limits: LimitFile, title: String, _ waiting: Waiting,
        telling events: any EventSink
    ) -> any Transport {
        let limited = RateLimitedTransport(
            transport, file: limits, caps: .init(), clock: waiting.clock, now: waiting.now,
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
    fileprivate func complaint(about address: String) -> AccessRefusal {
        switch self {
        case .malformed:
            // What stands before an `@` may be a password.
            .complaint(
                address.contains("@")
                    ? "an address with a name or a password is none" : "`\(scrubbed(address))` is no address of a service",
                help: "write it as `https://host` or `http://localhost:8080`")
        case .insecure(let host):
            .complaint(
                "tokens go over https, or to this machine, and not to http://\(scrubbed(host))",
                help: "write the address with https://")
        }
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
