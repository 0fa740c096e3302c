import LeadConfig
import LeadHTTPClient
import LeadText

/// What logging in comes to: the account, and what the configuration has to say of it besides.
struct Login {
    let account: Account
    let changes: [ConfigurationEditor.Change]

    /// Why nobody can log in so.
    struct Complaint: Error {
        let message: String
        let help: String
    }

    static func planned(_ command: AuthLoginCommand, _ configuration: Configuration) -> Result<Login, Complaint> {
        let services = Providers.services.map(\.name)
        let known = services.map { "`\($0)`" }.joined(separator: " and ")
        guard let written = command.profile ?? (configuration.profiles.count == 1 ? configuration.profiles.keys.first : nil)
        else {
            return .failure(Complaint(message: "which account?", help: "name a profile, or a service: `lead auth login lance`"))
        }
        // Whoever gives a token where a name belongs should not find it on the screen.
        let name = written.lowercased()
        guard Profile.isName(name), !holdsCredential(written) else {
            return .failure(
                Complaint(
                    message: holdsCredential(written)
                        ? "a token is no name of a profile" : "`\(scrubbed(written))` is no name of a profile",
                    help: "a name is small letters, digits and `_`, begins with a letter, and is not `sandbox`"))
        }
        let configured = configuration.profiles[name]
        let own = services.contains(name) ? name : nil
        guard let provider = configured?.provider ?? own ?? command.provider?.lowercased() else {
            let near = NearestName(among: services + configuration.profiles.keys.sorted()).name(nearest: name)
            return .failure(
                Complaint(
                    message: "there is no profile `\(scrubbed(written))`, and nothing says at which service it would be",
                    help: (near.map { "did you mean `\($0)`? " } ?? "")
                        + "`--provider NAME` makes it, for one of \(known)"))
        }
        guard let service = Providers.services.first(where: { $0.name == provider }) else {
            return .failure(Complaint(message: "there is no provider `\(scrubbed(provider))`", help: "there are \(known)"))
        }
        if let other = command.provider?.lowercased(), other != provider {
            return .failure(
                Complaint(
                    message: "`\(name)` is at `\(provider)`, not at `\(scrubbed(other))`",
                    help: "give the new account another name"))
        }
        var profile = configured ?? Profile(name: name, provider: provider)
        var changes: [ConfigurationEditor.Change] = []
        if configured == nil { changes.append(.init(["profiles", name, "provider"], .text(provider))) }
        if let url = command.url {
            if let fault = NetworkTransport.fault(of: url) {
                return .failure(
                    Complaint(
                        message: fault.words(about: url),
                        help: "write it as `https://host`, or `http://localhost:8080` for this machine"))
            }
            profile.url = url
            changes.append(.init(["profiles", name, "url"], .text(url)))
        }
        return .success(Login(account: Account(profile: profile, service: service), changes: changes))
    }
}
