/// Makes gzip texts (RFC 1952) good and bad, without a library that would only make good ones.
enum Packing {
    private static let head: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]

    /// The bytes as they are in a gzip text; less than 64 KiB.
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        head + [1] + little(UInt16(bytes.count)) + little(~UInt16(bytes.count)) + bytes + little(checksum(bytes))
            + little(UInt32(bytes.count))
    }

    /// The same with a byte wrong that only the sum at the end tells of.
    static func broken(_ bytes: [UInt8]) -> [UInt8] {
        var packed = gzip(bytes)
        packed[head.count + 5] ^= 1
        return packed
    }

    /// A small text that unpacks to `count` zeros or a few more.
    static func bomb(_ count: Int) -> [UInt8] {
        // A last block with fixed codes: a zero, then "the last byte 258 times" (code 285, distance 1) again and again.
        var bits: [Bool] = [true, true, false] + code(0x30, 8)
        for _ in 0...(count / 258) { bits += code(0b1100_0101, 8) + code(0, 5) }
        bits += code(0, 7)
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: bits.count, by: 8) {
            var byte: UInt8 = 0
            for place in start..<min(start + 8, bits.count) where bits[place] { byte |= 1 << (place - start) }
            bytes.append(byte)
        }
        return head + bytes + little(UInt32(0)) + little(UInt32(count))
    }

    /// A code of the fixed table, whose highest bit comes first.
    private static func code(_ value: Int, _ length: Int) -> [Bool] {
        (0..<length).reversed().map { value >> $0 & 1 == 1 }
    }

    private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    /// The sum of RFC 1952, section 8.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? 0xedb8_8320 ^ sum >> 1 : sum >> 1 }
        }
        return ~sum
    }
}
