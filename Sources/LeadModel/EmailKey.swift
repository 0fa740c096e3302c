/// The form of an e-mail address by which two addresses are the same person's.
///
/// Surrounding white space is dropped and letters are lower-cased by Unicode's rules, so `MÜLLER@x.de` and
/// `müller@x.de` are one key. Neither service documents its own comparison (leadlex.md, section 9, item 3);
/// plus-addresses and dots stay different addresses.
public struct EmailKey: Hashable, Sendable {
    /// The folded address; never empty.
    public let text: String

    /// Folds `address`; nil when nothing but white space is left.
    public init?(_ address: String) {
        let bytes = address.utf8
        if bytes.allSatisfy({ $0 < 0x80 }) {
            guard let start = bytes.firstIndex(where: { !Self.isSpace($0) }),
                let last = bytes.lastIndex(where: { !Self.isSpace($0) })
            else { return nil }
            text = String(decoding: bytes[start...last].lazy.map(Self.lowered), as: UTF8.self)
        } else {
            let trimmed = address.trimmed
            guard !trimmed.isEmpty else { return nil }
            text = trimmed.lowercased()
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
}
