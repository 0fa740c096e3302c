import LeadConfig
import LeadDiagnostics
import LeadModel
import LeadText

#if canImport(Glibc)
    import Glibc
#endif

/// The token of an account, and where it comes from.
struct Credential: Hashable {
    /// Where a token was found.
    enum Origin: Hashable {
        /// In a variable.
        case variable(String)
        /// In a file that a variable or the configuration names.
        case file(String, namedBy: String)
        /// In the file of `lead auth login`.
        case stored(String)
    }

    let token: String
    let origin: Origin
}

extension Credential.Origin {
    /// The place in a few words.
    var words: String {
        switch self {
        case .variable(let name): "from \(name)"
        case .file(let path, let name): "from `\(scrubbed(path))`, which \(name) names"
        case .stored: "stored by `lead auth login`"
        }
    }
}

/// Why an account has no token that can be used.
struct CredentialFault: Error, Hashable {
    let message: String
    let help: String

    var diagnostic: Diagnostic { .missingToken(message, help: help) }
}

extension Invocation {
    /// Where `lead auth login` stores tokens; nil without a home.
    var tokenStore: TokenStore? { configurationFolder.map { TokenStore(folder: $0 + "/tokens") } }

    /// The tokens that can be known before the configuration is: those of the environment, whatever they look like, and those stored.
    var nearbyTokens: [String] {
        let named = environment.filter { $0.key.hasPrefix("LEAD_") && $0.key.hasSuffix("_TOKEN") }.map(\.value.trimmed)
        return named + (tokenStore?.tokens ?? [])
    }

    /// The tokens of all files that an account's profile or the environment names, whether they are the ones that are used or not.
    func filedTokens(of account: Account) -> [String] {
        let named = environment[account.profile.variable + "_TOKEN_FILE"].flatMap { $0.isEmpty ? nil : $0 }
        let files = [(named, workingDirectory), (account.profile.tokenFile, tokenFileFolder)]
        return files.compactMap { path, folder in
            guard let path = path.map({ whole($0, against: folder) }), isRegularFile(path) else { return nil }
            return (try? readFile(path).get()).map { String(decoding: $0.prefix(8192), as: UTF8.self).trimmed }
        }
    }

    /// What the `token_file` of a profile counts from: the folder of the file that says so, which is the user's.
    private var tokenFileFolder: String {
        ConfigurationFiles(self).user.flatMap { path in path.lastIndex(of: "/").map { String(path[..<$0]) } } ?? workingDirectory
    }

    private func whole(_ path: String, against folder: String) -> String {
        if path.hasPrefix("~/"), let home { return home + path.dropFirst() }
        return path.hasPrefix("/") ? path : folder + "/" + path
    }

    /// Whether the environment names a token for a profile.
    func hasTokenVariable(_ profile: Profile) -> Bool {
        ["_TOKEN", "_TOKEN_FILE"].contains { environment[profile.variable + $0]?.isEmpty == false }
    }

    /// Whether there is a token for a profile, in the environment or stored, whether it can be used or not.
    func hasAnyToken(_ profile: Profile) -> Bool {
        hasTokenVariable(profile) || (tokenStore.map { access($0.path(of: profile.name), F_OK) == 0 } ?? false)
    }

    /// The token of an account: that of a variable, of a file that a variable or the profile names, or the stored one.
    ///
    /// A token never comes from another profile, nor does a stored one go to another address than the one that it was given for.
    func credential(of account: Account) -> Result<Credential, CredentialFault> {
        let (variable, profile) = (account.profile.variable + "_TOKEN", account.profile)
        func named(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let text = named(variable) {
            return token(Array(text.utf8), .variable(variable), "the value of \(variable)")
        }
        if let path = named(variable + "_FILE") {
            return token(inFile: path, against: workingDirectory, namedBy: variable + "_FILE")
        }
        if let path = profile.tokenFile {
            return token(
                inFile: path, against: tokenFileFolder, namedBy: "`token_file` of `\(profile.name)`")
        }
        return stored(for: account)
    }

    private func stored(for account: Account) -> Result<Credential, CredentialFault> {
        let name = account.name
        let login = "`lead auth login \(name)`"
        guard let store = tokenStore else { return .failure(.missing(account)) }
        switch store.read(name) {
        case .failure(let refusal):
            return .failure(
                CredentialFault(
                    message: "the stored token of `\(name)` cannot be used: \(refusal.reason)",
                    help: "mend that, or \(login) again"))
        case .success(nil): return .failure(.missing(account))
        case .success(let stored?):
            guard stored.provider == account.service.name, stored.address == account.address else {
                return .failure(
                    CredentialFault(
                        message: "the token of `\(name)` was stored for \(scrubbed(stored.address)), and the profile now says "
                            + "\(scrubbed(account.address))",
                        help: "it goes nowhere else; \(login) stores one for the new address"))
            }
            return .success(Credential(token: stored.token, origin: .stored(store.path(of: name))))
        }
    }

    private func token(
        inFile path: String, against folder: String, namedBy name: String
    ) -> Result<Credential, CredentialFault> {
        switch readPrivateFile(whole(path, against: folder)) {
        case .success(let bytes): return token(bytes, .file(path, namedBy: name), "`\(scrubbed(path))`, which \(name) names,")
        case .failure(let failure):
            return .failure(
                CredentialFault(
                    message:
                        "the token file `\(scrubbed(shown(whole(path, against: folder))))` cannot be used: \(failure.reason)",
                    help: "\(name) names it; it holds a token and nothing else, and only you may read it"))
        }
    }

    /// The token that a text is, without what an editor or `echo` puts around it.
    private func token(
        _ bytes: [UInt8], _ origin: Credential.Origin, _ what: String
    ) -> Result<Credential, CredentialFault> {
        let text = String(decoding: bytes, as: UTF8.self).trimmed
        guard BearerToken.isOne(text) else {
            return .failure(
                CredentialFault(
                    message: "\(what) is no token", help: "a token has at least 8 letters, digits or `-._~+/=`, and no blank"))
        }
        return .success(Credential(token: text, origin: origin))
    }
}

extension CredentialFault {
    fileprivate static func missing(_ account: Account) -> CredentialFault {
        CredentialFault(
            message: "there is no token for the account `\(account.name)`",
            help: "`lead auth login \(account.name)` stores one, \(account.profile.variable)_TOKEN or "
                + "\(account.profile.variable)_TOKEN_FILE names one; `--sandbox` needs none")
    }
}

extension Diagnostic {
    /// An account has no token that can be used.
    fileprivate static func missingToken(_ message: String, help: String) -> Diagnostic {
        Diagnostic(.missingCredentials, message, help: [help])
    }
}
