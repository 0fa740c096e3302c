import LeadConfig
import LeadDiagnostics
import LeadJSON
import LeadModel
import LeadReport
import LeadText

/// Does what `lead config` asks for.
struct ConfigAction {
    private let invocation: Invocation

    init(_ invocation: Invocation) {
        self.invocation = invocation
    }

    func get(_ command: ConfigGetCommand) -> ExitCode {
        var files = ConfigurationFiles(invocation)
        let configuration: Configuration
        switch files.read(by: .standard, naming: invocation.shown) {
        case .failure(let refusal):
            return AuthAction(invocation).refuse(refusal)
        case .success(let read): configuration = read
        }
        let console = Console(invocation, color: .auto, form: nil, isQuiet: false)
        console.show(files.warnings, in: nil)
        guard !configuration.diagnostics.hasErrors else {
            return AuthAction(invocation).refuse(.diagnostics(configuration.diagnostics, configuration.sources))
        }
        let settings = configuration.settings
        guard let key = command.key else {
            for (key, values) in settings {
                invocation.output.write("\(key) = \(values.map { scrubbed($0) }.joined(separator: ", "))\n")
            }
            return .success
        }
        guard ConfigurationKey(key) != nil else { return complain(about: key) }
        guard let values = settings.first(where: { $0.key == key.lowercased() })?.values else { return .failed }
        for value in values { invocation.output.write((invocation.output.isTerminal ? scrubbed(value) : value) + "\n") }
        return .success
    }

    func set(_ command: ConfigSetCommand) -> ExitCode {
        guard let key = ConfigurationKey(command.key) else { return complain(about: command.key) }
        guard let literal = key.literal(command.values) else {
            invocation.errors.write("error: `\(scrubbed(command.key))` takes \(key.expected)\n")
            invocation.errors.write("help: `lead config set \(scrubbed(command.key)) \(key.example)`\n")
            return .usage
        }
        return change(.init(key.path, literal))
    }

    func unset(_ command: ConfigUnsetCommand) -> ExitCode {
        let parts = command.key.lowercased().split(separator: ".").map(String.init)
        if parts.count == 2, parts[0] == "profiles", Profile.isName(parts[1]) { return change(.init(parts, nil)) }
        guard let key = ConfigurationKey(command.key) else { return complain(about: command.key) }
        return change(.init(key.path, nil))
    }

    private func change(_ change: ConfigurationEditor.Change) -> ExitCode {
        switch ConfigurationEditor.change(invocation, [change]) {
        case .success(true): return .success
        case .success(false):
            invocation.errors.write(
                "note: nothing was changed: \(change.value == nil ? "it was not set" : "it was that already")\n")
            return .success
        case .failure(let refusal):
            let code = AuthAction(invocation).refuse(refusal)
            invocation.errors.write("note: nothing was changed\n")
            return code
        }
    }

    private func complain(about key: String) -> ExitCode {
        let isToken = key.lowercased().hasSuffix("token")
        invocation.errors.write("error: the configuration knows no `\(scrubbed(key))`\n")
        invocation.errors.write(
            isToken
                ? "help: tokens are not kept there; `lead auth login PROFILE` stores one\n"
                : "help: it knows `profile`, and \(ConfigurationKey.names.map { "`profiles.NAME.\($0)`" }.joined(separator: ", "))\n"
        )
        return .usage
    }

    // MARK: Where things are

    func paths(_ command: ConfigPathCommand) -> ExitCode {
        let files = ConfigurationFiles(invocation)
        var places: [(name: String, path: String?)] = [("configuration", files.user), ("project", files.project)]
        places.append(("tokens", invocation.tokenStore?.folder))
        places.append(("init", invocation.configurationFolder.map { $0 + "/init.lead" }))
        places.append(("history", invocation.statePath.map { $0 + "/history" }))
        places.append(("limits", invocation.statePath.map { $0 + "/limits" }))
        places.append(("sandbox", SandboxAccess.dataFolder(invocation.environment) + "/sandbox.sqlite"))
        if command.json {
            let document = JSONObject(places.map { ($0.name, $0.path.map(JSON.string) ?? .null) })
            invocation.output.write(JSON.object(document).pretty + "\n")
            return .success
        }
        let width = places.map(\.name.count).max() ?? 0
        for (name, path) in places {
            let gap = String(repeating: " ", count: width - name.count + 2)
            invocation.output.write("\(name)\(gap)\(path.map { scrubbed($0) } ?? "none")\n")
        }
        return .success
    }
}

/// A key of the configuration as the command line writes it.
struct ConfigurationKey {
    /// What a profile may say.
    static let names = ["provider", "url", "read_only", "timezone", "plan", "price", "token_file", "names.KEY"]

    let path: [String]

    /// Reads `profile`, `profiles.work.plan` or `profiles.work.names.people.title.answer`.
    init?(_ text: String) {
        let parts = text.lowercased().split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if parts == ["profile"] {
            path = parts
        } else if parts.count == 3, parts[0] == "profiles", Self.names.contains(parts[2]) {
            path = parts
        } else if parts.count > 3, parts[0] == "profiles", parts[2] == "names" {
            path = Array(parts[..<3]) + [parts[3...].joined(separator: ".")]
        } else {
            return nil
        }
    }

    private var isBool: Bool { path.last == "read_only" && path.count == 3 }

    /// What it takes, in words.
    var expected: String { isBool ? "true or false" : "one value" }

    var example: String { isBool ? "true" : "VALUE" }

    /// The value that the words of a command line mean; nil where they are none.
    func literal(_ words: [String]) -> ConfigurationText.Literal? {
        if path.count == 4, words.count > 1 { return .list(words) }
        guard words.count == 1, let word = words.first else { return nil }
        guard isBool else { return .text(word) }
        return ["true": .bool(true), "false": .bool(false)][word.lowercased()]
    }
}

extension Configuration {
    /// What is said, key by key, in order.
    fileprivate var settings: [(key: String, values: [String])] {
        var settings: [(key: String, values: [String])] = []
        if let profile { settings.append(("profile", [profile])) }
        for (name, profile) in profiles.sorted(by: { $0.key < $1.key }) {
            func add(_ key: String, _ value: String?) {
                if let value { settings.append(("profiles.\(name).\(key)", [value])) }
            }
            add("provider", profile.provider)
            add("url", profile.url)
            add("read_only", profile.isReadOnly ? "true" : "false")
            add("timezone", profile.timeZone)
            add("plan", profile.plan?.name.lowercased())
            add("price", profile.price.map { "\($0.amount) \($0.currency) per call" })
            add("token_file", profile.tokenFile)
            for (key, values) in profile.names.sorted(by: { $0.key < $1.key }) {
                settings.append(("profiles.\(name).names.\(key)", values))
            }
        }
        return settings
    }
}
