import Crypto
import LeadJSON
import LeadModel

/// The SHA-256 of bytes, in hexadecimal digits.
func fingerprint(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return hash.finalize().map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
}

extension Batch {
    /// The SHA-256 of the rows with all that is known of them.
    var fingerprint: String {
        let rows = (0..<count).map { row in
            JSON.array(fields.sorted().map { .array([.string($0), .string(self[$0, row].description)]) })
        }
        return LeadCLI.fingerprint(of: JSON.array(rows).bytes)
    }
}
