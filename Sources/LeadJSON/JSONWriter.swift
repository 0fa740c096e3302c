extension JSON {
    /// The value as UTF-8 bytes, members in their order, without white space.
    public var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
    }

    /// The value as text on several lines, indented by two spaces.
    public var pretty: String {
        var writer = JSONWriter(indented: true)
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// Writes JSON values as bytes.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private let indented: Bool
    private var depth = 0

    init(indented: Bool = false) {
        self.indented = indented
    }

    mutating func write(_ value: JSON) {
        switch value {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .integer(let value): append(String(value))
        case .double(let value): append(Self.text(of: value))
        case .string(let text): write(text)
        case .array(let values):
            list(open: "[", close: "]", count: values.count) { writer, index in writer.write(values[index]) }
        case .object(let object):
            let members = object.members
            list(open: "{", close: "}", count: members.count) { writer, index in
                writer.write(members[index].name)
                writer.append(writer.indented ? ": " : ":")
                writer.write(members[index].value)
            }
        }
    }

    private mutating func list(open: String, close: String, count: Int, item: (inout JSONWriter, Int) -> Void) {
        append(open)
        depth += 1
        for index in 0..<count {
            if index > 0 { append(",") }
            newLine()
            item(&self, index)
        }
        depth -= 1
        if count > 0 { newLine() }
        append(close)
    }

    private mutating func newLine() {
        guard indented else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: 2 * depth))
    }

    /// Writes `text` with the escapes that RFC 8259 asks for, and no others.
    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case 0x0A: append("\\n")
            case 0x0D: append("\\r")
            case 0x09: append("\\t")
            case 0..<0x20: append("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// JSON knows no infinity and no NaN, so these become null; whole numbers lose their `.0`.
    private static func text(of value: Double) -> String {
        guard value.isFinite else { return "null" }
        if let whole = Int(exactly: value) { return String(whole) }
        return "\(value)"
    }
}
