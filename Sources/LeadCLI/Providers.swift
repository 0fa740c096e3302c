import LeadAPI
import LeadHTTP
public import LeadModel
import LeadProviders
import LeadRuntime

/// A service, with what is needed to talk to it.
struct KnownService: Sendable {
    /// The provider's name.
    let name: String
    /// The provider's name as people write it.
    let title: String
    /// What is assumed where its docs are silent.
    let names: AssumedNames
    /// Where all its paths begin.
    let basePath: String
    /// What it can do, by the names that are assumed.
    let signature: @Sendable (AssumedNames) -> ProviderSignature
    /// Makes what talks to an account.
    let connect:
        @Sendable (AccountAccess.Route, AssumedNames, _ decorate: (any Transport) -> any Transport)
            -> any Provider & CheckableProvider

    static let lance = KnownService(
        name: ProviderSignature.lance.name, title: ProviderSignature.lance.title, names: .lance, basePath: LanceAPI.basePath,
        signature: { $0.isMended ? .lance(assuming: $0) : .lance },
        connect: { route, names, decorate in
            LanceProvider(
                transport: route.transport, decorating: decorate, token: route.token, readWidth: route.readWidth, names: names)
        })

    static let leadLex = KnownService(
        name: ProviderSignature.leadLex.name, title: ProviderSignature.leadLex.title, names: .leadLex,
        basePath: LeadLexAPI.basePath, signature: { $0.isMended ? .leadLex(assuming: $0) : .leadLex },
        connect: { route, names, decorate in
            LeadLexProvider(
                transport: route.transport, decorating: decorate, token: route.token, readWidth: route.readWidth, names: names)
        })
}

/// The providers that exist; a new one is one line here.
public enum Providers {
    static let services: [KnownService] = [.lance, .leadLex]
    /// What each of them can do.
    public static let signatures: [ProviderSignature] = services.map { $0.signature($0.names) }
    /// What is assumed of the services where their docs are silent, as the docs show it.
    public static var assumptions: ManualPage.Table {
        ManualPage.Table(
            header: ["service", "key", "lead assumes", "it is"],
            rows: services.flatMap { service in
                service.names.rows.map { row in
                    let texts = row.texts.map { "`\($0)`" }.joined(separator: ", ")
                    return [service.title, "`\(row.key)`", texts + (row.isDocumented ? "" : " ?"), row.meaning]
                }
            })
    }

    /// The account that a script without `use` talks to, where no profile is chosen.
    static let defaultAccount = ProviderSignature.lance.name
}
