/// Whether a text seems to hold a key, a token or a password's hash, by the shapes that services give theirs.
///
/// A word counts whose beginning is a known one and whose rest is long and has a digit: names that people choose are
/// rarely so.
public func holdsCredential(_ text: String) -> Bool {
    if text.contains("-----BEGIN ") { return true }
    let words = text.split { !$0.isASCII || !($0.isLetter || $0.isNumber || "_-.+/=~".contains($0)) }
    var isBehindBearer = false
    for word in words {
        if isBehindBearer, word.count >= bearerLength, word.contains(where: \.isNumber) { return true }
        isBehindBearer = word.lowercased() == "bearer"
        if hasCredentialShape(word) { return true }
    }
    return false
}

/// How the keys of services begin, `lead`'s own two first.
private let credentialBeginnings = [
    "wbk_", "lance_", "sk_", "sk-", "pk_", "rk_", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "AKIA",
    "AIza", "SG.", "key_", "pat_", "hf_", "npm_",
]

private let credentialLength = 12
private let bearerLength = 8

private func hasCredentialShape(_ word: Substring) -> Bool {
    // A JSON Web Token: three parts in base64, the first of which is an object.
    if word.hasPrefix("eyJ"), word.split(separator: ".").count == 3 { return true }
    return credentialBeginnings.contains { beginning in
        guard word.hasPrefix(beginning) else { return false }
        let rest = word.dropFirst(beginning.count)
        return rest.count >= credentialLength && rest.contains(where: \.isNumber)
    }
}
