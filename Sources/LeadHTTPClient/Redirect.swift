import HTTPTypes
import LeadHTTP

/// Which redirects are followed: those of a read, to the same scheme, host and port.
///
/// Everything else is passed on as the answer that it is: a status of 300 to 399 is no success to any caller and brings no other
/// attempt, and nothing that belongs to the service, least of all its token, goes elsewhere.
enum Redirect {
    /// The target to ask next; nil where `response` is to be passed on.
    ///
    /// - Parameter target: The path and the query that were asked.
    static func next(after response: Response, to request: Request, at target: String, of origin: Origin) -> String? {
        guard request.repetition == .read, let location = response.headers[.location] else { return nil }
        switch response.status {
        // 303 asks for a GET, and many take 301 and 302 so: what has a body would come as another request.
        case 301, 302, 303: guard request.method == .get || request.method == .head else { return nil }
        case 307, 308: break
        default: return nil
        }
        return resolved(location, at: target, of: origin)
    }

    private static func resolved(_ location: String, at target: String, of origin: Origin) -> String? {
        let location = String(location.prefix { $0 != "#" })
        let path = String(target.prefix { $0 != "?" })
        let resolved: String
        if location.hasPrefix("//") || location.prefix(8).lowercased().contains("://") {
            let full = location.hasPrefix("//") ? (origin.isSecure ? "https:" : "http:") + location : location
            guard let (other, rest) = Origin.split(full), other == origin else { return nil }
            resolved = rest.hasPrefix("/") ? rest : "/" + rest
        } else if location.hasPrefix("/") {
            resolved = location
        } else if location.hasPrefix("?") {
            resolved = path + location
        } else if location.isEmpty || location.prefix(while: { $0 != "/" }).contains(":") {
            return nil
        } else {
            resolved = path[...(path.lastIndex(of: "/") ?? path.startIndex)] + location
        }
        return resolved.utf8.allSatisfy { PathText.isAllowed($0) || $0 == UInt8(ascii: "?") } ? resolved : nil
    }
}
