import LeadDiagnostics
import LeadJSON
import LeadModel
import LeadProviders

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

    /// The token of a service.
    subscript(service: String) -> String? {
        [ProviderSignature.lance.name: lance, ProviderSignature.leadLex.name: leadLex][service]
    }

    struct Failure: Error {
        let diagnostic: Diagnostic
    }

    static func read(_ invocation: Invocation) -> Result<SandboxTokens, Failure> {
        guard let name = invocation.environment[variable], !name.isEmpty else { return .failure(.missing) }
        switch readPrivateFile(invocation.resolved(name)) {
        case .failure(let failure): return .failure(.unusable(name, failure.reason))
        case .success(let bytes):
            let document = try? JSON(parsing: bytes)
            guard let organisation = document?.object?.members.first?.value, let lance = token("lance", in: organisation),
                let leadLex = token("leadlex", in: organisation)
            else { return .failure(.unusable(name, "it does not hold a token for `lance` and one for `leadlex`")) }
            return .success(SandboxTokens(lance: lance, leadLex: leadLex))
        }
    }

    /// A token, if it looks like one.
    private static func token(_ service: String, in organisation: JSON) -> String? {
        organisation[service]?.string.flatMap { BearerToken.isOne($0) ? $0 : nil }
    }
}

/// Reads a file that nobody but this user may read, or replace what stands in it.
///
/// What is looked at and what is read is one opened file, whatever stands at its path meanwhile.
///
/// - Parameter followingLinks: Whether the path may be a link, as what a CI mounts is.
func readPrivateFile(_ path: String, followingLinks: Bool = true) -> Result<[UInt8], UnreadableFile> {
    func refusal(_ reason: String) -> Result<[UInt8], UnreadableFile> { .failure(UnreadableFile(path: path, reason: reason)) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followingLinks ? 0 : O_NOFOLLOW))
    guard descriptor >= 0 else { return refusal(systemMessage(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return refusal(systemMessage(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else { return refusal("it is no file") }
    guard status.st_uid == geteuid() else { return refusal("it belongs to somebody else") }
    guard status.st_mode & 0o077 == 0 else { return refusal("others may read it; `chmod 600` takes that away") }
    return .success(DescriptorSource(descriptor: descriptor).readAll())
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
