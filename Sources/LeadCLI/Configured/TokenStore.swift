import LeadJSON
import LeadTerminal
import LeadText

#if canImport(Glibc)
    import Glibc
#endif

/// The tokens that `lead auth login` stores: a file for each profile, which only this user can read.
///
/// A token is stored with the service and the address that it was given for, and goes nowhere else: whoever changes a profile's address
/// has to log in again.
struct TokenStore {
    /// The folder of the files.
    let folder: String

    /// A token, and what it is for.
    struct Stored: Hashable {
        let token: String
        let provider: String
        let address: String
    }

    /// Why a stored token cannot be used.
    struct Refusal: Error {
        let reason: String
    }

    /// The file of a profile.
    func path(of profile: String) -> String { folder + "/" + profile + ".json" }

    /// What is stored for a profile; nil where nothing is.
    func read(_ profile: String) -> Result<Stored?, Refusal> {
        let path = path(of: profile)
        var status = stat()
        guard lstat(path, &status) == 0 else {
            return errno == ENOENT || errno == ENOTDIR ? .success(nil) : .failure(Refusal(reason: systemMessage(errno)))
        }
        guard status.st_mode & S_IFMT != S_IFLNK else { return .failure(Refusal(reason: "it is a link")) }
        if let reason = folderFault { return .failure(Refusal(reason: reason)) }
        return readPrivateFile(path, followingLinks: false).mapError { Refusal(reason: $0.reason) }.flatMap { bytes in
            let document = try? JSON(parsing: bytes)
            guard let token = document?["token"]?.string, BearerToken.isOne(token), let provider = document?["provider"]?.string,
                let address = document?["address"]?.string
            else { return .failure(Refusal(reason: "it holds no token; `lead auth login \(profile)` stores one")) }
            return .success(Stored(token: token, provider: provider, address: address))
        }
    }

    /// All tokens that are stored, whether they may be used or not.
    var tokens: [String] {
        (fileNames(in: folder) ?? []).filter { $0.hasSuffix(".json") }.compactMap { name in
            guard isRegularFile(folder + "/" + name) else { return nil }
            return (try? readFile(folder + "/" + name).get()).flatMap { try? JSON(parsing: $0) }?["token"]?.string
        }
    }

    /// Stores a token in place of an earlier one; gives back why it could not.
    func write(_ stored: Stored, for profile: String) -> String? {
        if let reason = makeFolder(folder) { return reason }
        if let reason = folderFault { return reason }
        let document: JSON = [
            "provider": .string(stored.provider), "address": .string(stored.address), "token": .string(stored.token),
        ]
        return writeFile(path(of: profile), Array((document.pretty + "\n").utf8))
    }

    /// Forgets a token; gives back why it could not.
    ///
    /// Nothing stored is nothing wrong.
    func remove(_ profile: String) -> String? {
        unlink(path(of: profile)) == 0 || errno == ENOENT || errno == ENOTDIR ? nil : systemMessage(errno)
    }

    /// Why nothing in the folder can be trusted; nil where it can.
    private var folderFault: String? {
        var status = stat()
        guard lstat(folder, &status) == 0 else { return systemMessage(errno) }
        guard status.st_mode & S_IFMT == S_IFDIR else { return "`\(scrubbed(folder))` is no folder" }
        if status.st_uid != geteuid() { return "`\(scrubbed(folder))` belongs to somebody else" }
        if status.st_mode & 0o022 != 0 { return "others may write into `\(scrubbed(folder))`; `chmod 700` takes that away" }
        return nil
    }
}

/// What a token looks like.
enum BearerToken {
    /// Whether a text is a token as RFC 6750 writes it (section 2.1), and long enough to be one.
    static func isOne(_ text: String) -> Bool {
        text.utf8.count >= Redactor.minimumLength && text.utf8.count <= 4096
            && text.utf8.allSatisfy { isLetterOrDigit($0) || "-._~+/=".utf8.contains($0) }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: false
        }
    }
}
