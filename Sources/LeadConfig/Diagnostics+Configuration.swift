import LeadDiagnostics
import LeadModel
import LeadText

/// What can be wrong with the configuration; nothing is sent before it is mended.
extension Diagnostic {
    private static func configuration(_ message: String, help: [String], at place: ConfigurationPlace) -> Diagnostic {
        // Where the line is not shown, its number says where it is.
        let shown = place.span == nil ? "\(scrubbed(place.file)), line \(place.line): \(message)" : message
        return Diagnostic(.invalidConfiguration, shown, at: place.span, help: help).located(in: place.file)
    }

    /// A file that is no TOML.
    static func unreadableConfiguration(_ reason: String, at place: ConfigurationPlace) -> Diagnostic {
        configuration(
            "this is no TOML: \(scrubbed(reason))", help: ["texts stand in quotes, and a profile begins with `[profiles.NAME]`"],
            at: place)
    }

    /// A key that means nothing.
    static func unknownSetting(_ path: [String], among known: [String], at place: ConfigurationPlace) -> Diagnostic {
        let name = path.last ?? ""
        let key = "`\(scrubbed(path.joined(separator: ".")))`"
        if ["token", "api_key", "key", "secret", "password"].contains(name.lowercased()) {
            return configuration(
                "\(key): tokens are not kept in this file",
                help: [
                    "take it out; `lead auth login \(path.count > 2 ? path[1] : "PROFILE")` stores a token where others cannot read it"
                ],
                at: place)
        }
        let near = NearestName(among: known).name(nearest: name)
        return configuration(
            "the configuration knows no \(key)",
            help: [
                near.map { "did you mean `\($0)`?" } ?? "it knows \(known.prefix(12).map { "`\($0)`" }.joined(separator: ", "))"
            ],
            at: place)
    }

    /// A key with a value of another kind.
    static func wrongSetting(_ path: [String], _ expected: String, at place: ConfigurationPlace) -> Diagnostic {
        configuration("`\(scrubbed(path.joined(separator: ".")))` takes \(expected)", help: [], at: place)
    }

    /// A profile whose name no script could use.
    static func wrongProfileName(_ name: String, at place: ConfigurationPlace) -> Diagnostic {
        configuration(
            name == "sandbox" ? "no profile can be named `sandbox`" : "`\(scrubbed(name))` is no name of a profile",
            help: ["a name is small letters, digits and `_`, and begins with a letter: `[profiles.work]`"], at: place)
    }

    /// A profile of which nobody says at which service it is.
    static func profileWithoutProvider(_ name: String, among providers: [String], at place: ConfigurationPlace) -> Diagnostic {
        configuration(
            "the profile `\(name)` does not say at which service it is",
            help: [
                "add `provider = \"\(providers.first ?? "")\"`; there are \(providers.map { "`\($0)`" }.joined(separator: " and "))"
            ],
            at: place)
    }

    /// A profile at a service that lead does not know.
    static func unknownProvider(_ name: String, among providers: [String], at place: ConfigurationPlace) -> Diagnostic {
        let near = NearestName(among: providers).name(nearest: name)
        return configuration(
            "there is no provider `\(scrubbed(name))`",
            help: [near.map { "did you mean `\($0)`?" } ?? "there are \(providers.map { "`\($0)`" }.joined(separator: " and "))"],
            at: place)
    }

    /// A profile that two files, or its name, place at different services.
    static func otherProvider(
        _ name: String, _ provider: String, not other: String, at place: ConfigurationPlace
    ) -> Diagnostic {
        configuration(
            "the profile `\(name)` cannot be at `\(provider)`: it is at `\(other)`",
            help: ["give the profile another name"], at: place)
    }

    /// An address that no token may go to.
    static func unusableAddress(_ fault: String, at place: ConfigurationPlace) -> Diagnostic {
        configuration(fault, help: ["write it as \"https://host\", or \"http://localhost:8080\" for this machine"], at: place)
    }

    /// A zone that the machine does not know.
    static func unknownTimeZone(_ name: String, at place: ConfigurationPlace) -> Diagnostic {
        configuration(
            "there is no time zone `\(scrubbed(name))`", help: ["zones are named as in \"Europe/Berlin\" or \"UTC\""], at: place)
    }

    /// A price plan that the provider's docs do not name.
    static func unknownPlan(_ name: String, of signature: ProviderSignature, at place: ConfigurationPlace) -> Diagnostic {
        let plans = signature.callLimits.map { "\"\($0.name.lowercased())\"" }
        return configuration(
            "\(signature.title) has no price plan `\(scrubbed(name))`",
            help: [
                plans.isEmpty
                    ? "its docs name no limits, so that lead goes by what its answers say: leave `plan` out"
                    : "its plans are \(plans.joined(separator: ", "))"
            ], at: place)
    }

    /// The profile to begin with is none.
    static func missingProfile(_ name: String, among profiles: [String], at place: ConfigurationPlace) -> Diagnostic {
        let near = NearestName(among: profiles).name(nearest: name)
        return configuration(
            "there is no profile `\(scrubbed(name))`",
            help: [near.map { "did you mean `\($0)`?" } ?? "`lead auth login` makes one, `lead auth status` lists them"],
            at: place)
    }

    /// A secret in a file that is shared.
    static func secretInProject(at place: ConfigurationPlace) -> Diagnostic {
        let hidden = ConfigurationPlace(file: place.file, span: nil, line: place.line)
        return configuration(
            "a project's file holds nothing secret, and here seems to be a token or a password",
            help: [
                "take it out, and make it invalid at the service if the file has been shared",
                "`lead auth login` stores a token for you alone; a CI sets LEAD_<PROFILE>_TOKEN",
            ], at: hidden)
    }

    /// A key that only the user's own file may have.
    static func personalSetting(_ key: String, of profile: String, at place: ConfigurationPlace) -> Diagnostic {
        let meaning =
            switch key {
            case "url": "where a token goes"
            case "token_file": "where a token comes from"
            default: "what a service's answers mean"
            }
        return configuration(
            "`\(key)` says \(meaning), and a project's file may not",
            help: ["it belongs into your own configuration: `lead config set profiles.\(profile).\(key) …`"], at: place)
    }
}
