import Testing

/// Bytes as a Swift expression that gives them again, for a failure to be tried out by itself.
///
/// A seed alone says little: which script it damages depends on the scripts of the repository.
func swiftLiteral(of bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard Array(text.utf8) == bytes else { return "\(bytes) as [UInt8]" }
    let escaped = text.unicodeScalars.map { scalar in
        switch scalar {
        case "\n": "\\n"
        case "\"", "\\": "\\\(scalar)"
        case " "..."~": "\(scalar)"
        default: "\\u{\(String(scalar.value, radix: 16))}"
        }
    }
    return "Array(\"\(escaped.joined())\".utf8)"
}

struct SwiftLiteralTests {
    @Test func everyByteCanBeReadBack() {
        let text = "print \"a\\n\" # \u{301}\r\n\t"
        #expect(
            swiftLiteral(of: Array(text.utf8)) == #"Array("print \"a\\n\" # \u{301}\u{d}\n\u{9}".utf8)"#)
        #expect(swiftLiteral(of: [0x41, 0xFF]) == "[65, 255] as [UInt8]")
    }
}
