import LeadConfig
import LeadHTTPClient
import LeadModel
import LeadProviders
import LeadSemantics
import LeadText

/// An account that scripts can name.
struct Account: Sendable {
    let profile: Profile
    let service: KnownService

    var name: String { profile.name }

    /// What is assumed of the service, as the profile mends it.
    var names: AssumedNames { service.names.mended(by: profile.names) }

    /// Where the service begins, without the path that every request has anyway: people copy their docs' base addresses whole.
    var address: String {
        var address = (profile.url ?? service.names.address)[...]
        while address.hasSuffix("/") { address.removeLast() }
        return String(address.hasSuffix(service.basePath) ? address.dropLast(service.basePath.count) : address)
    }
}

/// The accounts that there are, and the one that a script begins with.
struct AccountDirectory: Sendable {
    /// The accounts by name.
    let accounts: [String: Account]
    /// The account that a script without `use` talks to.
    let chosen: String
    /// Whether there is an account of the user's own.
    let hasProfiles: Bool
    /// What scripts can name.
    let catalog: Catalog

    /// Why no account can be chosen.
    struct Refusal: Error {
        let message: String
        let help: String
    }

    /// The accounts of a user who has none: one of each service's name, which only a sandbox can stand for.
    static let unconfigured = AccountDirectory(
        accounts: Dictionary(
            uniqueKeysWithValues: Providers.services.map {
                ($0.name, Account(profile: .init(name: $0.name, provider: $0.name), service: $0))
            }),
        aliases: [:], chosen: Providers.defaultAccount, hasProfiles: false)

    private init(accounts: [String: Account], aliases: [String: [String]], chosen: String, hasProfiles: Bool) {
        self.accounts = accounts
        self.chosen = chosen
        self.hasProfiles = hasProfiles
        catalog = Catalog(
            accounts: accounts.mapValues { $0.service.signature($0.names) },
            readOnly: Set(accounts.values.filter(\.profile.isReadOnly).map(\.name)), aliases: aliases)
    }

    /// Gathers the accounts.
    ///
    /// A service's own name is an account where no profile is at that service, or where the environment has a token for it; else it
    /// stands for the profiles there.
    ///
    /// - Parameters:
    ///   - profile: The profile that a flag or a variable names.
    ///   - hasToken: Whether the environment has a token for a profile.
    init(
        _ configuration: Configuration, choosing profile: String?, hasToken: (Profile) -> Bool
    ) throws(Refusal) {
        let isPlain = configuration.profiles.isEmpty && configuration.profile == nil && profile == nil
        if isPlain, !Self.unconfigured.accounts.values.contains(where: { hasToken($0.profile) }) {
            self = .unconfigured
            return
        }
        var accounts: [String: Account] = [:]
        var aliases: [String: [String]] = [:]
        var hasProfiles = false
        for service in Providers.services {
            let profiles = configuration.profiles.values.filter { $0.provider == service.name }
            for profile in profiles { accounts[profile.name] = Account(profile: profile, service: service) }
            let plain = Profile(name: service.name, provider: service.name)
            hasProfiles = hasProfiles || !profiles.isEmpty || hasToken(plain)
            if accounts[service.name] != nil { continue }
            if profiles.isEmpty || hasToken(plain) {
                accounts[service.name] = Account(profile: plain, service: service)
            } else {
                aliases[service.name] = profiles.map(\.name).sorted()
            }
        }
        let wanted = profile ?? configuration.profile
        let chosen: String
        if let wanted {
            chosen = try Self.account(wanted, accounts, aliases)
        } else if configuration.profiles.count == 1, let only = configuration.profiles.keys.first {
            chosen = only
        } else {
            // Where nobody can choose among several, the service's name stays what it is: no account, which a statement that needs
            // one says.
            let meant = aliases[Providers.defaultAccount] ?? []
            chosen = meant.count == 1 ? meant[0] : Providers.defaultAccount
        }
        // Whoever chooses an account at a service means it by the service's name, too.
        if let service = accounts[chosen]?.service, aliases[service.name] != nil { aliases[service.name] = [chosen] }
        self.init(accounts: accounts, aliases: aliases, chosen: chosen, hasProfiles: hasProfiles)
    }

    /// The account that a name means.
    func account(named name: String) throws(Refusal) -> String {
        try Self.account(name, accounts, catalog.aliases)
    }

    private static func account(
        _ written: String, _ accounts: [String: Account], _ aliases: [String: [String]]
    ) throws(Refusal) -> String {
        let name = written.lowercased()
        if accounts[name] != nil { return name }
        let meant = aliases[name] ?? []
        if meant.count == 1 { return meant[0] }
        if meant.count > 1 {
            let names = meant.map { "`\($0)`" }.joined(separator: ", ")
            throw Refusal(
                message: "there are several accounts at `\(name)`, and none is chosen: \(names)",
                help: "`--profile \(meant[0])` chooses one, `lead config set profile \(meant[0])` for good")
        }
        let names = accounts.keys.sorted()
        let near = NearestName(among: names).name(nearest: name)
        throw Refusal(
            message: "there is no profile `\(scrubbed(written))`",
            help: near.map { "did you mean `\($0)`?" } ?? "there are \(names.map { "`\($0)`" }.joined(separator: ", "))")
    }

    /// Whether an account is one that the user has made known, and not just a service's name.
    func isOwn(_ account: Account, _ invocation: Invocation) -> Bool {
        account.profile != Profile(name: account.service.name, provider: account.service.name)
            || invocation.hasAnyToken(account.profile)
    }

    /// The zone in which a date is a day; nil for the machine's.
    var timeZone: String? { accounts[chosen]?.profile.timeZone }

    /// The accounts that a recording knows, whatever the configuration says; nil where the folder holds no recording.
    init?(recordedIn folder: String, choosing profile: String?) throws(Refusal) {
        guard let (recorded, chosen) = ReadRecording.accounts(in: folder) else { return nil }
        let accounts = recorded.compactMap { profile in
            Providers.services.first { $0.name == profile.provider }.map { Account(profile: profile, service: $0) }
        }
        let byName = Dictionary(accounts.map { ($0.name, $0) }) { first, _ in first }
        let aliases = Dictionary(grouping: byName.values) { $0.service.name }.mapValues { $0.map(\.name).sorted() }
        self.init(
            accounts: byName, aliases: aliases, chosen: try Self.account(profile ?? chosen, byName, aliases), hasProfiles: true)
    }
}

extension ConfigurationRules {
    /// The rules of this lead.
    static let standard = ConfigurationRules(
        services: Providers.services.map { service in
            .init(
                service.signature(service.names),
                names: Set(service.names.rows.map(\.key)).subtracting([AssumedNames.addressKey]),
                nameFault: { service.names.fault(in: $1, for: $0) })
        },
        isTimeZone: { TimeZones.knows($0) },
        addressFault: { address in NetworkTransport.fault(of: address)?.words(about: address) })
}
