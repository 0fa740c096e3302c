/// The host of an e-mail address or a URL, in small letters and without `www.`; the text itself where it is neither.
public func webDomain(of text: String) -> String {
    var host = text.trimmed.lowercased()
    for scheme in ["https://", "http://"] where host.hasPrefix(scheme) { host = String(host.dropFirst(scheme.count)) }
    host = String(host.prefix { $0 != "/" && $0 != "?" })
    if let at = host.lastIndex(of: "@") { host = String(host[host.index(after: at)...]) }
    return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
}
