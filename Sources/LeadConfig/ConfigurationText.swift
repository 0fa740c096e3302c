/// Changes a configuration file as a person would: only the line that says it, everything else stays as it was written.
public enum ConfigurationText {
    /// Why a text cannot be changed.
    public enum Fault: Error, Hashable, Sendable {
        /// It is no TOML.
        case unreadable(String)
        /// It is laid out in a way in which the change cannot be made by changing a line.
        case layout
    }

    /// A value that a key can be given.
    public enum Literal: Hashable, Sendable {
        /// A text.
        case text(String)
        /// Yes or no.
        case bool(Bool)
        /// Texts.
        case list([String])

        fileprivate var written: String {
            switch self {
            case .text(let text): Self.quoted(text)
            case .bool(let bool): bool ? "true" : "false"
            case .list(let texts): "[" + texts.map(Self.quoted).joined(separator: ", ") + "]"
            }
        }

        fileprivate var node: TOMLNode {
            switch self {
            case .text(let text): .text(text)
            case .bool(let bool): .bool(bool)
            case .list(let texts): .list(texts.map(TOMLNode.text))
            }
        }

        private static func quoted(_ text: String) -> String {
            var quoted = "\""
            for scalar in text.unicodeScalars {
                switch scalar {
                case "\"", "\\": quoted += "\\" + String(scalar)
                case "\n": quoted += "\\n"
                case "\t": quoted += "\\t"
                case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                    let digits = String(scalar.value, radix: 16, uppercase: true)
                    quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                default: quoted.unicodeScalars.append(scalar)
                }
            }
            return quoted + "\""
        }
    }

    /// The text with a value at a path; nil takes it out.
    public static func setting(_ value: Literal?, at path: [String], in text: String) throws(Fault) -> String {
        let before = try read(text)
        // The same key can be written in several ways: `"a.b" = …`, `a.b = …`, or `b = …` below `[a]`.
        let name = path.joined(separator: ".")
        let path = TOMLLayout(text).entries.first { $0.path.joined(separator: ".") == name }?.path ?? path
        if value == nil, before.at(path) == nil { return text }
        let changed = value.map { put($0, at: path, in: text) } ?? removing(path, from: text)
        // Whatever the layout was: what comes out says what it said before, and the change.
        guard try read(changed).withoutEmptyTables == before.setting(value?.node, at: path[...]).withoutEmptyTables else {
            throw .layout
        }
        return changed
    }

    private static func read(_ text: String) throws(Fault) -> TOMLNode {
        do {
            return try TOMLNode.document(text)
        } catch {
            throw .unreadable("line \(error.line): \(error.message)")
        }
    }

    private static func put(_ value: Literal, at path: [String], in text: String) -> String {
        let layout = TOMLLayout(text)
        let bytes = Array(text.utf8)
        func replacing(_ range: Range<Int>, _ new: String) -> String {
            String(decoding: bytes[..<range.lowerBound] + Array(new.utf8) + bytes[range.upperBound...], as: UTF8.self)
        }
        if let entry = layout.entries.first(where: { $0.path == path }) { return replacing(entry.value, value.written) }
        let table = Array(path.dropLast())
        let line = "\(key(path.suffix(1))) = \(value.written)\n"
        let start: Int?
        if table.isEmpty {
            start = 0
        } else {
            start = layout.headers.first { $0.path == table }?.line.upperBound
        }
        guard let start else {
            let gap = text.isEmpty ? "" : text.hasSuffix("\n") ? "\n" : "\n\n"
            return text + "\(gap)[\(key(table[...]))]\n" + line
        }
        let next = layout.headers.map(\.line.lowerBound).first { $0 >= start } ?? bytes.count
        let last = layout.entries.last { $0.lines.lowerBound >= start && $0.lines.upperBound <= next }
        if let last { return replacing(last.lines.upperBound..<last.lines.upperBound, gap(bytes, last.lines.upperBound) + line) }
        return replacing(start..<start, gap(bytes, start) + line + (table.isEmpty && !bytes.isEmpty ? "\n" : ""))
    }

    /// A line end, where the line before has none.
    private static func gap(_ bytes: [UInt8], _ end: Int) -> String {
        end > 0 && bytes[end - 1] != 0x0A ? "\n" : ""
    }

    /// The text without what is said at a path or below it.
    private static func removing(_ path: [String], from text: String) -> String {
        let layout = TOMLLayout(text)
        let lines =
            layout.entries.filter { $0.path.starts(with: path) }.map(\.lines)
            + layout.headers.filter { $0.path.starts(with: path) }.map(\.line)
        var bytes = Array(text.utf8)
        for range in lines.sorted(by: { $0.lowerBound > $1.lowerBound }) { bytes.removeSubrange(range) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Names with dots between them, in quotes where they need them.
    private static func key(_ path: ArraySlice<String>) -> String {
        path.map { name in
            let isBare = !name.isEmpty && name.utf8.allSatisfy { isBareByte($0) }
            return isBare ? name : "\"\(name)\""
        }.joined(separator: ".")
    }

    private static func isBareByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
