extension Redactor {
    /// The forms in which a secret may stand somewhere: as it is, as an address writes it, and as JSON may.
    static func forms(of secret: String) -> Set<String> {
        var forms: Set = [secret, secret.replacing("/", with: "\\/")]
        for digits in ["0123456789ABCDEF", "0123456789abcdef"] { forms.insert(encoded(secret, Array(digits.utf8))) }
        return forms
    }

    /// The text with `%` and two digits in place of all that means something in an address (RFC 3986).
    private static func encoded(_ text: String, _ digits: [UInt8]) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
