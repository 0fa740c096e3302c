import LeadText

/// Finds what looks like a secret in a file that may be shared.
enum SecretSearch {
    /// What a key is named that holds one.
    private static let words = [
        "token", "secret", "password", "passwd", "api_key", "apikey", "authorization", "bearer", "credential",
    ]

    /// The paths of the keys that hold a secret, by their name or by their value.
    static func paths(in node: TOMLNode) -> [[String]] {
        guard case .table(let members) = node else { return [] }
        return members.sorted { $0.key < $1.key }.flatMap { name, value -> [[String]] in
            if holdsCredential(name) { return [[name]] }
            switch value {
            case .text(let text): return isSecretName(name) || holdsSecret(text) ? [[name]] : []
            case .list(let items): return isSecretName(name) || items.contains(where: holdsSecret) ? [[name]] : []
            case .table: return paths(in: value).map { [name] + $0 }
            case .bool, .number, .moment: return []
            }
        }
    }

    /// Whether a line must not be shown.
    static func mayHoldSecret(_ text: String) -> Bool {
        let key = text.prefix { $0 != "=" }
        return holdsSecret(text) || (isSecretName(String(key)) && text.contains("="))
    }

    /// A name such as `token`, and not that of the file which holds one.
    private static func isSecretName(_ name: String) -> Bool {
        let name = name.lowercased().replacing("-", with: "_")
        return !name.contains("token_file") && words.contains { name.contains($0) }
    }

    private static func holdsSecret(_ text: String) -> Bool {
        // Whoever writes an address with a password has written a password.
        holdsCredential(text) || (text.contains("://") && text.contains("@"))
    }

    private static func holdsSecret(_ node: TOMLNode) -> Bool {
        switch node {
        case .text(let text): holdsSecret(text)
        case .list(let items): items.contains(where: holdsSecret)
        case .table: !paths(in: node).isEmpty
        case .bool, .number, .moment: false
        }
    }
}
