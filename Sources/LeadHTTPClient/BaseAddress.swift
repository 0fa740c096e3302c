/// Why a text is no address that tokens may be sent to.
public enum AddressFault: Error, Hashable, Sendable {
    /// It is no `https://host/path`.
    case malformed
    /// It would send a token in clear text over a network; its host.
    case insecure(host: String)
}

/// Where a service begins: scheme, host, port, and the path before each request's own.
struct BaseAddress: Hashable, Sendable {
    let isSecure: Bool
    /// Lower-case; an IPv6 address without its brackets.
    let host: String
    let port: Int
    /// Without a `/` at its end, so that a request's path follows it.
    let path: String

    /// Reads an address; only a loopback host may do without TLS.
    init(_ text: String) throws(AddressFault) {
        guard let parts = Origin.split(text), !parts.rest.contains(where: { "?#".contains($0) }),
            parts.rest.utf8.allSatisfy(PathText.isAllowed)
        else { throw .malformed }
        guard parts.origin.isSecure || parts.origin.isLoopback else { throw .insecure(host: parts.origin.host) }
        (isSecure, host, port) = (parts.origin.isSecure, parts.origin.host, parts.origin.port)
        var path = parts.rest[...]
        while path.hasSuffix("/") { path.removeLast() }
        self.path = String(path)
    }

    var origin: Origin { Origin(isSecure: isSecure, host: host, port: port) }

    /// The target of a request: the path and the query as they are sent; nil where the path is none.
    func target(path: String, query: [(name: String, value: String)]) -> String? {
        guard path.hasPrefix("/"), path.utf8.allSatisfy(PathText.isAllowed) else { return nil }
        let items = query.map { PathText.encoded($0.name) + "=" + PathText.encoded($0.value) }
        return self.path + path + (items.isEmpty ? "" : "?" + items.joined(separator: "&"))
    }
}

/// What two addresses must have in common for a redirect from one to the other to be followed.
struct Origin: Hashable, Sendable {
    let isSecure: Bool
    let host: String
    let port: Int

    /// The address without its path.
    var text: String {
        let isDefault = port == (isSecure ? 443 : 80)
        return (isSecure ? "https://" : "http://") + (host.contains(":") ? "[\(host)]" : host) + (isDefault ? "" : ":\(port)")
    }

    /// Whether what is sent there does not leave this machine.
    var isLoopback: Bool {
        host == "localhost" || NumericAddress(host)?.isLoopback == true
    }

    /// The origin of an address and what follows it; nil for what is no address, or has a name and a password in it.
    static func split(_ text: String) -> (origin: Origin, rest: String)? {
        let isSecure: Bool
        let lower = text.prefix(8).lowercased()
        if lower.hasPrefix("https://") {
            isSecure = true
        } else if lower.hasPrefix("http://") {
            isSecure = false
        } else {
            return nil
        }
        let behind = text.dropFirst(isSecure ? 8 : 7)
        let authority = behind.prefix { !"/?#".contains($0) }
        guard let (host, port) = hostAndPort(authority, standard: isSecure ? 443 : 80) else { return nil }
        return (Origin(isSecure: isSecure, host: host, port: port), String(behind.dropFirst(authority.count)))
    }

    /// The host, in lower case and without brackets, and the port; nil for what is none.
    ///
    /// - Parameter others: What a name may hold beside letters, digits, dots and hyphens.
    static func hostAndPort(_ authority: Substring, standard: Int, others: String = "") -> (host: String, port: Int)? {
        var host = authority
        var rest: Substring = ""
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            host = authority[authority.index(after: authority.startIndex)..<end]
            rest = authority[authority.index(after: end)...]
            guard host.contains(":"), host.utf8.allSatisfy({ PathText.isHexadecimal($0) || $0 == UInt8(ascii: ":") })
            else { return nil }
        } else {
            host = authority.prefix { $0 != ":" }
            rest = authority.dropFirst(host.count)
            guard host.utf8.allSatisfy({ PathText.isOfName($0) || others.utf8.contains($0) }) else { return nil }
        }
        guard !host.isEmpty else { return nil }
        guard !rest.isEmpty else { return (host.lowercased(), standard) }
        guard rest.hasPrefix(":"), let port = UInt16(rest.dropFirst()), port > 0 else { return nil }
        return (host.lowercased(), Int(port))
    }
}

/// Which bytes an address may hold as they are (RFC 3986).
enum PathText {
    static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }

    /// What a host's name is made of; others come as `xn--`.
    static func isOfName(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    /// What a path is made of, with the sign of what is encoded.
    static func isAllowed(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || "-._~!$&'()*+,;=:@/%".utf8.contains(byte)
    }

    /// The bytes that a text with `%` and two digits stands for; nil where the digits are missing.
    static func decoded(_ text: Substring) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, digits.allSatisfy(isHexadecimal),
                let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(code)
            rest = rest.dropFirst(2)
        }
        return bytes
    }

    /// A name or a value of a query, in which only what never means anything stays as it is.
    static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if isLetterOrDigit(byte) || "-._~".utf8.contains(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: false
        }
    }
}
