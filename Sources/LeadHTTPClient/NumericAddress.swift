import Glibc

/// An IPv4 or IPv6 address; an IPv4 address within IPv6 is the IPv4 address.
struct NumericAddress: Hashable {
    private let bytes: [UInt8]

    /// Reads an address without brackets; nil for a name.
    init?(_ text: String) {
        var four = in_addr()
        var sixteen = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &sixteen) == 1 {
            let all = withUnsafeBytes(of: sixteen) { Array($0) }
            let isMapped = all[..<10].allSatisfy { $0 == 0 } && all[10..<12].allSatisfy { $0 == 0xff }
            bytes = isMapped ? Array(all[12...]) : all
        } else {
            return nil
        }
    }

    /// How long it is.
    var bitCount: Int { bytes.count * 8 }

    /// Whether what is sent there does not leave this machine.
    var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes[..<15].allSatisfy { $0 == 0 } && bytes[15] == 1
    }

    /// Whether the first bits are those of another address of the same kind.
    func agrees(with other: NumericAddress, length: Int) -> Bool {
        guard bytes.count == other.bytes.count else { return false }
        return (0..<length).allSatisfy { place in
            (bytes[place / 8] ^ other.bytes[place / 8]) & (0x80 >> UInt8(place % 8)) == 0
        }
    }
}
