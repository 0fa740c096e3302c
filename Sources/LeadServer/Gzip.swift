import CZlib

/// One gzip stream (RFC 1952) of the bytes; nil where it would be no shorter.
func gzipped(_ bytes: [UInt8]) -> [UInt8]? {
    let made = [UInt8](unsafeUninitializedCapacity: bytes.count) { out, count in
        count = bytes.withUnsafeBufferPointer { lead_gzip($0.baseAddress, $0.count, out.baseAddress, out.count) }
    }
    return made.isEmpty ? nil : made
}
