/// Which hosts are asked without a proxy, as `NO_PROXY` lists them.
///
/// Commas or spaces stand between the entries. An entry is `*` for every host; a name, which is also that of all names that end
/// in a dot and it, with or without a dot or `*.` before it; an IPv4 or IPv6 address; or a block of them, such as `10.0.0.0/8`. A
/// `:port` behind a name or an address (in brackets, if it is one of IPv6) makes it that port only. Names are never looked up, so
/// an address does not stand for a name. What is none of these names no host, as elsewhere: such lists are shared by programs that
/// understand different things.
struct ProxyExceptions {
    private enum Entry {
        case every
        case name(String, port: Int?)
        case block(NumericAddress, length: Int, port: Int?)
    }

    private let entries: [Entry]

    init(_ list: Substring) {
        entries = list.split { $0 == "," || $0.isWhitespace }.compactMap(Self.entry)
    }

    /// Whether a host, in lower case and without brackets, is asked directly at a port.
    func contain(host: String, port: Int) -> Bool {
        let name = host.hasSuffix(".") ? String(host.dropLast()) : host
        let address = NumericAddress(host)
        return entries.contains { entry in
            switch entry {
            case .every: true
            case .name(let other, let only):
                address == nil && (only ?? port) == port && (name == other || name.hasSuffix("." + other))
            case .block(let first, let length, let only):
                (only ?? port) == port && address?.agrees(with: first, length: length) == true
            }
        }
    }

    private static func entry(_ text: Substring) -> Entry? {
        if text == "*" { return .every }
        if let address = NumericAddress(String(text)) { return .block(address, length: address.bitCount, port: nil) }
        if let slash = text.firstIndex(of: "/") { return block(text[..<slash], length: text[text.index(after: slash)...]) }
        // Brackets without a port would be taken for an address with the standard one.
        let hasPort = text.last != "]" && text.contains(":")
        let start = text.hasPrefix("*.") ? text.dropFirst(2) : text.hasPrefix(".") ? text.dropFirst() : text
        guard let (host, port) = Origin.hostAndPort(start, standard: 0, others: "_") else { return nil }
        let only = hasPort ? port : nil
        if let address = NumericAddress(host) { return .block(address, length: address.bitCount, port: only) }
        let name = host.hasSuffix(".") ? String(host.dropLast()) : host
        return name.isEmpty ? nil : .name(name, port: only)
    }

    private static func block(_ text: Substring, length: Substring) -> Entry? {
        let host = text.hasPrefix("[") && text.hasSuffix("]") ? text.dropFirst().dropLast() : text
        guard let address = NumericAddress(String(host)), length.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let length = Int(length), length <= address.bitCount
        else { return nil }
        return .block(address, length: length, port: nil)
    }
}
