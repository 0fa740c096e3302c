import Foundation
import Testing

/// What each target may import: the architecture, as a table.
///
/// The package manager checks less: it lets a file import what is only reachable through another target.
struct ImportTableTests {
    /// The modules of the language and its libraries that do no input or output; every target may see them.
    private static let pure: Set<String> = ["Synchronization"]

    private static let table: [String: Set<String>] = [
        "LeadText": [],
        "LeadDiagnostics": ["LeadText"],
        "LeadModel": ["LeadText"],
        "LeadJSON": [],
        "LeadHTTP": ["LeadText", "HTTPTypes", "Glibc"],
        "LeadHTTPClient": [
            "LeadHTTP", "HTTPTypes", "AsyncHTTPClient", "NIOCore", "NIOPosix", "NIOHTTP1", "NIOHTTPCompression", "NIOSSL",
            "Glibc",
        ],
        "LeadPattern": ["CRegex"],
        "LeadSyntax": ["LeadDiagnostics", "LeadText"],
        "LeadTerminal": ["LeadDiagnostics", "LeadText", "CEditLine", "Glibc"],
        "LeadSemantics": ["LeadSyntax", "LeadPattern", "LeadModel", "LeadDiagnostics", "LeadText"],
        "LeadFormat": ["LeadSyntax", "LeadDiagnostics", "LeadText"],
        "LeadAPI": ["LeadHTTP", "LeadModel", "LeadJSON", "HTTPTypes"],
        "LeadTables": ["LeadModel", "LeadJSON"],
        "LeadPlanner": ["LeadSemantics", "LeadModel"],
        "LeadReference": ["LeadSemantics", "LeadSyntax", "LeadModel", "LeadDiagnostics", "LeadText"],
        "LeadRuntime": [
            "LeadPlanner", "LeadReference", "LeadSemantics", "LeadTables", "LeadSyntax", "LeadModel", "LeadDiagnostics",
            "LeadText", "LeadJSON",
            "LeadPattern",
        ],
        "LeadReport": ["LeadTables", "LeadModel", "LeadDiagnostics", "LeadText", "LeadJSON"],
        "LeadConfig": ["LeadModel", "LeadDiagnostics", "LeadText", "TOMLKit"],
        "LeadStore": ["LeadModel", "GRDB", "Crypto", "Glibc"],
        "LeadLedger": ["LeadRuntime", "LeadModel", "LeadJSON", "GRDB", "Foundation"],
        "LeadREPL": [
            "LeadRuntime", "LeadTerminal", "LeadReport", "LeadSemantics", "LeadFormat", "LeadSyntax", "LeadDiagnostics",
            "LeadModel", "LeadText", "Dispatch",
        ],
        "LeadProviders": [
            "LeadRuntime", "LeadPlanner", "LeadAPI", "LeadHTTP", "LeadModel", "LeadJSON", "LeadTables", "LeadText", "HTTPTypes",
        ],
        "LeadServer": [
            "LeadSandbox", "LeadAPI", "LeadHTTP", "LeadJSON", "LeadModel", "LeadText", "CZlib", "Hummingbird", "HummingbirdCore",
            "ServiceLifecycle",
            "Logging", "NIOCore", "NIOPosix", "NIOHTTPTypes", "HTTPTypes", "Glibc",
        ],
        "LeadSandbox": ["LeadTables", "LeadAPI", "LeadStore", "LeadHTTP", "LeadModel", "LeadJSON", "LeadText", "HTTPTypes"],
        "LeadCLI": [
            "LeadHTTPClient", "LeadServer",
            "LeadREPL", "LeadProviders", "LeadSandbox", "LeadStore", "LeadReport", "LeadRuntime", "LeadPlanner", "LeadReference",
            "LeadSemantics", "LeadSyntax", "LeadFormat", "LeadTables", "LeadTerminal", "LeadConfig", "LeadLedger", "LeadAPI",
            "LeadHTTP",
            "LeadJSON", "LeadModel", "LeadDiagnostics", "LeadText", "LeadPattern", "ArgumentParser", "Crypto", "HTTPTypes",
            "Foundation",
            "Glibc", "Dispatch",
        ],
        "lead": ["LeadCLI"],
    ]

    @Test func everyImportIsAllowed() throws {
        var violations: [String] = []
        for file in try Repository.swiftFiles(in: "Sources") {
            guard let allowed = Self.table[file.target] else {
                violations.append("\(file.path): the table has no row for \(file.target)")
                continue
            }
            for (number, line) in file.lines.enumerated() {
                guard let module = Self.module(importedBy: line), !allowed.contains(module), !Self.pure.contains(module)
                else { continue }
                violations.append("\(file.path):\(number + 1): \(file.target) must not import \(module)")
            }
        }
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }

    @Test(arguments: [
        ("import LeadText", "LeadText"), ("public import LeadText", "LeadText"),
        ("  @testable import LeadText // why", "LeadText"),
        ("internal import struct Foundation.URL", "Foundation"), ("@_exported public import A.B", "A"),
        ("// import LeadText", nil),
        ("let important = 1", nil), ("#if canImport(Glibc)", nil), ("@preconcurrency import C; import D", "C"),
    ])
    func findsTheModule(_ line: String, _ module: String?) {
        #expect(Self.module(importedBy: line[...]) == module)
    }

    /// The first word behind `import` that is no kind of declaration, up to a dot.
    private static func module(importedBy line: Substring) -> String? {
        let words = line.split(whereSeparator: { " \t;".contains($0) })
        guard let place = words.firstIndex(of: "import") else { return nil }
        let modifiers: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
        guard words[..<place].allSatisfy({ modifiers.contains($0) || $0.hasPrefix("@") }) else { return nil }
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let name = words[(place + 1)...].first { !kinds.contains($0) }
        return name.map { String($0.prefix { $0 != "." }) }
    }
}
