/// Why a variable names no proxy that can be used; it shows nothing of a password.
public enum ProxyFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The variable is no `http://host:port`.
    case malformed(variable: String)
    /// The variable names a proxy that is spoken to otherwise than in HTTP.
    case unsupported(variable: String, scheme: String)

    /// What is wrong, with the variable's name.
    public var description: String {
        switch self {
        case .malformed(let variable): "\(variable) is no address of a proxy, such as http://proxy.example.com:3128"
        case .unsupported(let variable, let scheme):
            "\(variable) names a proxy of \(scheme)://, and only one of http:// can be used"
        }
    }
}

extension NetworkTransport.Proxy {
    /// The port of a proxy that is named without one, as curl has it.
    public static let standardPort = 1080

    /// The proxy that an environment names for what is sent to `base`; nil for none.
    ///
    /// The first of `https_proxy`, `HTTPS_PROXY`, `all_proxy` and `ALL_PROXY` that is not empty counts, with or without `http://`, a
    /// name and a password before an `@` (`%` and two digits stand for a byte), and a port. `no_proxy`, or else `NO_PROXY`, lists
    /// what is asked directly (see `ProxyExceptions`). A variable that is not needed is not read, so nothing in it is wrong.
    ///
    /// A loopback address never has a proxy: without TLS its token would leave the machine, and with it no proxy could reach it. A
    /// `base` that is no address has none either, nor a transport.
    public static func chosen(
        for base: String, in environment: [String: String]
    ) throws(ProxyFault) -> NetworkTransport.Proxy? {
        guard let origin = try? BaseAddress(base).origin, origin.isSecure, !origin.isLoopback else { return nil }
        // HTTP_PROXY is for what goes without TLS, which goes to loopback only.
        guard let (variable, value) = first(of: ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"], in: environment)
        else { return nil }
        let exceptions = ProxyExceptions(first(of: ["no_proxy", "NO_PROXY"], in: environment)?.value ?? "")
        guard !exceptions.contain(host: origin.host, port: origin.port) else { return nil }
        return try read(value, of: variable)
    }

    /// An empty variable is as good as none.
    private static func first(
        of variables: [String], in environment: [String: String]
    ) -> (variable: String, value: Substring)? {
        for variable in variables {
            guard var value = environment[variable]?[...] else { continue }
            while value.first?.isWhitespace == true { value.removeFirst() }
            while value.last?.isWhitespace == true { value.removeLast() }
            if !value.isEmpty { return (variable, value) }
        }
        return nil
    }

    private static func read(_ value: Substring, of variable: String) throws(ProxyFault) -> NetworkTransport.Proxy {
        var rest = value
        if let mark = value.firstRange(of: "://") {
            let scheme = value[..<mark.lowerBound].lowercased()
            rest = value[mark.upperBound...]
            switch scheme {
            case "http": break
            case "https", "socks", "socks4", "socks4a", "socks5", "socks5h":
                throw .unsupported(variable: variable, scheme: scheme)
            // What stands here may be part of a password, so it is not shown.
            default: throw .malformed(variable: variable)
            }
        }
        if rest.last == "/" { rest.removeLast() }
        // A password with one of these as it is would be taken for a path, and what is before it for a host.
        guard !rest.contains(where: { "/?#".contains($0) }) else { throw .malformed(variable: variable) }
        var credentials: Credentials?
        if let mark = rest.lastIndex(of: "@") {
            guard let (user, password) = userAndPassword(rest[..<mark]) else { throw .malformed(variable: variable) }
            if !user.isEmpty || !password.isEmpty { credentials = Credentials(user: user, password: password) }
            rest = rest[rest.index(after: mark)...]
        }
        // Unlike a service's, the name of a proxy in a private network often has an underscore.
        guard let (host, port) = Origin.hostAndPort(rest, standard: standardPort, others: "_")
        else { throw .malformed(variable: variable) }
        return NetworkTransport.Proxy(host: host, port: port, credentials: credentials)
    }

    private static func userAndPassword(_ text: Substring) -> (user: String, password: String)? {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let user = decoded(parts[0]), let password = decoded(parts.count > 1 ? parts[1] : "") else { return nil }
        // Behind a colon the proxy would read the password.
        return user.contains(":") ? nil : (user, password)
    }

    private static func decoded(_ text: Substring) -> String? {
        guard let bytes = PathText.decoded(text), !bytes.contains(where: { $0 < 0x20 || $0 == 0x7f }) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}
