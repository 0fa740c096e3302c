import LeadConfig
import LeadDiagnostics
import LeadJSON
import LeadModel
import LeadReport
import LeadText

/// Why the configuration cannot be gone by; it is still to be told.
enum ConfigurationRefusal: Error {
    /// Files have mistakes.
    case diagnostics([Diagnostic], SourceSet)
    /// No account can be chosen, or a file cannot be read.
    case complaint(String, help: String)

    /// The same in a sentence.
    var message: String {
        switch self {
        case .diagnostics(let diagnostics, _): diagnostics.first?.message ?? ""
        case .complaint(let message, _): message
        }
    }
}

extension Invocation {
    /// The same with the accounts that the configuration knows, and with all of their tokens kept out of everything that is written.
    ///
    /// - Parameters:
    ///   - profile: The profile that a flag names; before it go none, behind it `LEAD_PROFILE`, the project's and the user's file.
    ///   - recording: The folder of a recording, whose accounts stand for those of the configuration.
    func configured(
        choosing profile: String?, replaying recording: String? = nil
    ) -> Result<Invocation, ConfigurationRefusal> {
        var files = ConfigurationFiles(self)
        let configuration: Configuration
        switch files.read(by: .standard, naming: shown) {
        case .success(let read): configuration = read
        case .failure(let refusal): return .failure(refusal)
        }
        guard !configuration.diagnostics.hasErrors else {
            return .failure(.diagnostics(configuration.diagnostics, configuration.sources))
        }
        let wanted = profile ?? environment["LEAD_PROFILE"].flatMap { $0.isEmpty ? nil : $0 }
        if wanted == nil, recording == nil, let missing = configuration.missingProfile {
            return .failure(.diagnostics([missing], configuration.sources))
        }
        var invocation = self
        invocation.warnings = files.warnings
        do throws(AccountDirectory.Refusal) {
            if let recording, let accounts = try AccountDirectory(recordedIn: resolved(recording), choosing: profile) {
                invocation.directory = accounts
            } else {
                invocation.directory = try AccountDirectory(
                    configuration, choosing: wanted, hasToken: { hasAnyToken($0) })
            }
        } catch {
            return .failure(.complaint(error.message, help: error.help))
        }
        invocation.warnings += strayVariables(invocation.directory)
        // Those of all accounts: a script may hold the token of another one than it uses.
        learn(invocation.directory.accounts.values.flatMap(filedTokens))
        return .success(invocation)
    }

    /// The variables that hold a token of an account that there is not: likely a name that is misspelt.
    private func strayVariables(_ directory: AccountDirectory) -> [Diagnostic] {
        let known = Set(
            directory.accounts.values.map(\.profile.variable) + Providers.services.map { "LEAD_" + $0.name.uppercased() }
        )
        .union(["LEAD_SANDBOX"])
        return environment.keys.sorted().filter { environment[$0]?.isEmpty == false }.compactMap { name in
            guard let end = ["_TOKEN_FILE", "_TOKEN"].first(where: { name.hasSuffix($0) }), name.hasPrefix("LEAD_"),
                !known.contains(String(name.dropLast(end.count)))
            else { return nil }
            return .strayVariable(name, accounts: directory.accounts.keys.sorted())
        }
    }

    /// Does something with the accounts that the configuration knows, or says why they cannot be known.
    func withAccounts(
        choosing profile: String?, _ options: RunOptions, _ body: (Invocation) async -> ExitCode
    ) async -> ExitCode {
        await withAccounts(choosing: profile, options.talk, replaying: options.network.replay, body)
    }

    /// Does something with the accounts that the configuration knows, or says why they cannot be known.
    func withAccounts(
        choosing profile: String?, _ talk: TalkOptions? = nil, replaying recording: String? = nil,
        _ body: (Invocation) async -> ExitCode
    ) async -> ExitCode {
        switch configured(choosing: profile, replaying: recording) {
        case .success(let invocation): return await body(invocation)
        case .failure(let refusal):
            let console = Console(self, color: talk?.color ?? .auto, form: talk?.diagnostics, isQuiet: false)
            defer { console.finish() }
            tell(refusal, on: console)
            if talk?.json == true {
                let document: JSON = [
                    "lead": .string(version), "error": .string(refusal.message), "exit": .integer(Int(ExitCode.usage.rawValue)),
                ]
                output.write(document.pretty + "\n")
            }
            return .usage
        }
    }

    /// Says why the configuration cannot be gone by.
    func tell(_ refusal: ConfigurationRefusal, on console: Console) {
        switch refusal {
        case .diagnostics(let diagnostics, let sources): console.show(diagnostics, in: sources)
        case .complaint(let message, let help): console.complain(message, help: help)
        }
    }
}

extension Diagnostic {
    /// A variable that would hold the token of an account which there is not.
    fileprivate static func strayVariable(_ name: String, accounts: [String]) -> Diagnostic {
        Diagnostic(
            .invalidConfiguration, severity: .warning, "\(scrubbed(name)) is set, and no account has that name",
            help: ["the accounts are \(accounts.map { "`\($0)`" }.joined(separator: ", ")); a `lead.toml` makes others known"])
    }
}
