import LeadDiagnostics
import LeadJSON

#if canImport(Glibc)
    import Glibc
#endif

/// The tokens of a served sandbox, from the file that `LEAD_SANDBOX_TOKEN_FILE` names.
///
/// The file is a JSON object with an object for each organisation, in which each service has a token:
/// `{"org_demo": {"lance": "…", "leadlex": "…"}}`. The first organisation is the one that scripts run in.
struct SandboxTokens {
    static let variable = "LEAD_SANDBOX_TOKEN_FILE"

    let lance: String
    let leadLex: String

    struct Failure: Error {
        let diagnostic: Diagnostic
    }

    static func read(_ invocation: Invocation) -> Result<SandboxTokens, Failure> {
        guard let name = invocation.environment[variable], !name.isEmpty else { return .failure(.missing) }
        let path = invocation.resolved(name)
        if let reason = exposure(of: path) { return .failure(.unusable(name, reason)) }
        switch readFile(path) {
        case .failure(let failure): return .failure(.unusable(name, failure.reason))
        case .success(let bytes):
            let document = try? JSON(parsing: bytes)
            guard let organisation = document?.object?.members.first?.value, let lance = token("lance", in: organisation),
                let leadLex = token("leadlex", in: organisation)
            else { return .failure(.unusable(name, "it does not hold a token for `lance` and one for `leadlex`")) }
            return .success(SandboxTokens(lance: lance, leadLex: leadLex))
        }
    }

    /// A token that can stand in a header.
    private static func token(_ service: String, in organisation: JSON) -> String? {
        guard let token = organisation[service]?.string, token.utf8.count >= 8,
            token.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        return token
    }

    /// Why others than this user could read or replace the file; nil where they cannot, or where there is none.
    private static func exposure(of path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        if status.st_uid != geteuid() { return "it belongs to somebody else" }
        if status.st_mode & 0o077 != 0 { return "others may read it; `chmod 600` takes that away" }
        return nil
    }
}

extension SandboxTokens.Failure {
    fileprivate static let missing = SandboxTokens.Failure(diagnostic: .missingSandboxTokens())

    fileprivate static func unusable(_ name: String, _ reason: String) -> SandboxTokens.Failure {
        SandboxTokens.Failure(diagnostic: .unusableTokenFile(name, reason))
    }
}

extension Diagnostic {
    /// Nothing names the tokens of a served sandbox.
    fileprivate static func missingSandboxTokens() -> Diagnostic {
        Diagnostic(
            .missingCredentials, "the tokens of the served sandbox are not known",
            help: ["\(SandboxTokens.variable) names the JSON file that holds them"])
    }

    /// A token file cannot be read, is open to others, or holds something else.
    fileprivate static func unusableTokenFile(_ name: String, _ reason: String) -> Diagnostic {
        Diagnostic(
            .missingCredentials, "the token file `\(name)` cannot be used: \(reason)",
            help: [
                "it is a JSON object with tokens for each organisation: {\"org_demo\": {\"lance\": \"…\", \"leadlex\": \"…\"}}"
            ])
    }
}
