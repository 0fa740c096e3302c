import TOMLKit

/// A value of a TOML document (TOML 1.0).
indirect enum TOMLNode: Hashable {
    case text(String)
    case bool(Bool)
    case number(Double)
    case list([TOMLNode])
    case table([String: TOMLNode])
    /// A date or a time.
    case moment(String)

    /// Why a text is no TOML.
    struct Fault: Error {
        let message: String
        /// From 1.
        let line: Int
    }

    /// Reads a document, which is UTF-8 (TOML 1.0, "Spec").
    static func document(_ bytes: [UInt8]) throws(Fault) -> TOMLNode {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            // The first line that is not.
            let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
            throw Fault(message: "it is no UTF-8", line: line + 1)
        }
        return try document(text)
    }

    /// Reads a document.
    static func document(_ text: String) throws(Fault) -> TOMLNode {
        // The parser takes a zero byte for the end of the text.
        if let zero = text.utf8.firstIndex(of: 0) {
            let line = text.utf8[..<zero].count { $0 == 0x0A } + 1
            throw Fault(message: "a zero byte is no text", line: line)
        }
        do {
            return TOMLNode(try TOMLTable(string: text))
        } catch let error as TOMLParseError {
            throw Fault(message: error.description, line: error.source.begin.line)
        } catch {
            throw Fault(message: "it is no TOML", line: 1)
        }
    }

    /// The member at a path of names.
    func at(_ path: [String]) -> TOMLNode? {
        path.reduce(TOMLNode?.some(self)) { node, name in
            guard case .table(let members) = node else { return nil }
            return members[name]
        }
    }

    /// The same document with a value at a path; what is in the way is replaced, and nil takes the value out.
    func setting(_ value: TOMLNode?, at path: ArraySlice<String>) -> TOMLNode {
        guard let name = path.first else { return value ?? self }
        var members: [String: TOMLNode] = [:]
        if case .table(let known) = self { members = known }
        if path.count == 1 {
            members[name] = value
        } else {
            members[name] = (members[name] ?? .table([:])).setting(value, at: path.dropFirst())
        }
        return .table(members)
    }

    /// The same without tables that say nothing: whether their header stands there does not matter.
    var withoutEmptyTables: TOMLNode {
        guard case .table(let members) = self else { return self }
        return .table(members.mapValues(\.withoutEmptyTables).filter { $0.value != .table([:]) })
    }

    private init(_ table: TOMLTable) {
        var members: [String: TOMLNode] = [:]
        for name in table.keys { members[name] = table[name].map(TOMLNode.init(value:)) }
        self = .table(members)
    }

    private init(value: any TOMLValueConvertible) {
        if let text = value.string {
            self = .text(text)
        } else if let bool = value.bool {
            self = .bool(bool)
        } else if let number = value.int {
            self = .number(Double(number))
        } else if let number = value.double {
            self = .number(number)
        } else if let table = value.table {
            self = TOMLNode(table)
        } else if let array = value.array {
            self = .list(array.map { TOMLNode(value: $0) })
        } else {
            self = .moment(value.debugDescription)
        }
    }
}
