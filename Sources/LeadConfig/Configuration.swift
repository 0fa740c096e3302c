public import LeadDiagnostics

/// What the configuration files say of accounts.
public struct Configuration: Sendable {
    /// A file, in the order in which files are read: what a later one says goes before what an earlier one does.
    public struct File: Sendable {
        /// Who writes it.
        public enum Scope: Hashable, Sendable {
            /// The user, for all that they do.
            case user
            /// Whoever keeps a project; it may be shared, and says neither where tokens come from nor where they go.
            case project
        }

        /// Its text, under the name that messages use.
        public let source: Source
        /// Who writes it.
        public let scope: Scope

        /// Names a file.
        public init(_ source: Source, _ scope: Scope) {
            self.source = source
            self.scope = scope
        }
    }

    /// The profiles by name.
    public let profiles: [String: Profile]
    /// The profile that is used where nothing else is said.
    public let profile: String?
    /// Says that the profile to begin with is none; it does not matter where another one is chosen.
    public let missingProfile: Diagnostic?
    /// What is wrong with the files; nothing may be done while there is an error.
    public let diagnostics: [Diagnostic]
    /// The files, for diagnostics.
    public let sources: SourceSet

    /// What there is without files: nothing.
    public init() {
        (profiles, profile, missingProfile, diagnostics, sources) = ([:], nil, nil, [], SourceSet(nil))
    }

    /// Reads files, and brings together what they say.
    public init(reading files: [File], by rules: ConfigurationRules) {
        let read = files.map { ConfigurationReader(reading: $0) }
        var diagnostics = read.flatMap(\.diagnostics)
        var profiles: [String: Profile] = [:]
        let names = Set(read.flatMap(\.profiles.keys)).sorted()
        for name in names {
            var merging = ProfileMerging(name, rules)
            for settings in read.compactMap({ $0.profiles[name] }) { merging.add(settings) }
            let (profile, mistakes) = merging.profile
            profiles[name] = profile
            diagnostics += mistakes
        }
        let chosen = read.compactMap(\.profile).last
        missingProfile = chosen.flatMap { chosen in
            profiles[chosen.value] != nil || rules.services[chosen.value] != nil
                ? nil : .missingProfile(chosen.value, among: names, at: chosen.place)
        }
        self.profiles = profiles
        self.profile = chosen?.value
        self.diagnostics = diagnostics
        sources = SourceSet(
            nil, included: Dictionary(files.map { ($0.source.name, $0.source) }, uniquingKeysWith: { $1 }))
    }
}

/// Something that a file says, and where.
struct Setting<Value: Sendable>: Sendable {
    let value: Value
    let place: ConfigurationPlace
}

/// A place in a configuration file.
struct ConfigurationPlace: Hashable, Sendable {
    let file: String
    /// Nil where the line must not be shown, since it may hold a secret.
    let span: Span?
    /// From 1.
    let line: Int

    /// The same, with nothing shown of the line.
    var hidden: ConfigurationPlace { ConfigurationPlace(file: file, span: nil, line: line) }
}
