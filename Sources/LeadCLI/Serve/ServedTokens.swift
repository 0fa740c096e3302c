import LeadDiagnostics
import LeadJSON
import LeadStore
import LeadText

#if canImport(Glibc)
    import Glibc
#endif

/// The tokens of a sandbox that this process serves: a file with one for each service and organisation.
///
/// The first start makes it, readable to its owner only; later ones read it. What is in it is admitted, and nothing else
/// but the keys that were made over the API.
struct ServedTokens {
    /// The tokens, by organisation and service.
    private let tokens: [(organisation: String, service: Service, token: String)]

    /// Every token.
    var all: [String] { tokens.map(\.token) }

    struct Failure: Error {
        let diagnostic: Diagnostic
    }

    /// Reads the file, or makes it, and lets the store know its tokens.
    ///
    /// - Parameter lock: A file that is locked meanwhile: two first starts at once would each make a file, and admit what the other one's
    ///   holds no more.
    static func prepare(
        _ path: String, called name: String, for store: Store, lockedBy lock: String, time: String
    ) -> Result<ServedTokens, Failure> {
        let descriptor = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if descriptor >= 0 { flock(descriptor, LOCK_EX) }
        defer { if descriptor >= 0 { close(descriptor) } }
        do throws(Store.Failure) {
            let organisations = try store.organisations()
            let document: JSON
            switch Self.document(at: path, called: name, for: organisations) {
            case .success(let found): document = found
            case .failure(let failure): return .failure(failure)
            }
            let read: ServedTokens
            switch Self.read(document, of: organisations, in: name) {
            case .success(let tokens): read = tokens
            case .failure(let failure): return .failure(failure)
            }
            for (organisation, service, token) in read.tokens {
                try store.admit(
                    token: token, to: organisation, at: service, as: "key_\(organisation)_\(service.rawValue)", time: time)
            }
            return .success(read)
        } catch {
            return .failure(.unusable(name, SandboxAccess.reason(error)))
        }
    }

    private static func document(
        at path: String, called name: String, for organisations: [String]
    ) -> Result<JSON, Failure> {
        if let made = make(path, called: name, for: organisations) { return made }
        switch readPrivateFile(path) {
        case .failure(let failure): return .failure(.unusable(name, failure.reason))
        case .success(let bytes):
            guard let document = try? JSON(parsing: bytes) else { return .failure(.unusable(name, "it is no JSON")) }
            return .success(document)
        }
    }

    /// Makes the file; nil where there is one.
    private static func make(
        _ path: String, called name: String, for organisations: [String]
    ) -> Result<JSON, Failure>? {
        var status = stat()
        if stat(path, &status) == 0 || errno != ENOENT { return nil }
        var document = JSONObject()
        for organisation in organisations {
            document[organisation] = [
                "lance": .string("lance_" + Store.randomToken()), "leadlex": .string("wbk_" + Store.randomToken()),
            ]
        }
        if let reason = writeFile(path, Array((JSON.object(document).pretty + "\n").utf8)) {
            return .failure(.unusable(name, reason))
        }
        return .success(.object(document))
    }

    private static func read(_ document: JSON, of organisations: [String], in name: String) -> Result<ServedTokens, Failure> {
        var tokens: [(organisation: String, service: Service, token: String)] = []
        for member in document.object?.members ?? [] {
            guard organisations.contains(member.name) else {
                let known = organisations.joined(separator: ", ")
                return .failure(.unusable(name, "the data have no organisation `\(scrubbed(member.name))`, but \(known)"))
            }
            for service in Service.allCases {
                guard let token = member.value[service.rawValue]?.string else { continue }
                guard BearerToken.isOne(token), token.utf8.count >= 16 else {
                    return .failure(
                        .unusable(
                            name,
                            "the token of `\(member.name)` at `\(service.rawValue)` is none: 16 characters at least, and no spaces"
                        ))
                }
                tokens.append((member.name, service, token))
            }
        }
        guard !tokens.isEmpty else { return .failure(.unusable(name, "it holds no token")) }
        guard Set(tokens.map(\.token)).count == tokens.count else {
            return .failure(.unusable(name, "it holds one token twice"))
        }
        return .success(ServedTokens(tokens: tokens))
    }
}

extension ServedTokens.Failure {
    fileprivate static func unusable(_ name: String, _ reason: String) -> ServedTokens.Failure {
        ServedTokens.Failure(diagnostic: .unusableServedTokens(name, reason))
    }
}

extension Diagnostic {
    /// The token file of a sandbox that is to be served cannot be read or made.
    fileprivate static func unusableServedTokens(_ path: String, _ reason: String) -> Diagnostic {
        Diagnostic(
            .cannotServe, "the token file `\(scrubbed(path))` cannot be used: \(reason)",
            help: ["without the file, `lead serve` makes it anew, with other tokens"])
    }
}
