import Foundation
import Testing

/// Each code of a diagnostic is made somewhere, by a function with a name.
struct DiagnosticFactoryTests {
    /// A code that nothing makes would be documented, and never be seen.
    @Test func everyCodeIsMade() throws {
        let codes = try Repository.text(of: "Sources/LeadDiagnostics/DiagnosticCode.swift")
            .matches(of: /case (\w+) = "L[0-9]{4}"/).map { String($0.1) }
        var made: Set<String> = []
        for file in try Repository.swiftFiles(in: "Sources") {
            for factory in Self.factories(in: file.lines) { made.formUnion(Self.codes(in: factory)) }
        }
        #expect(codes.count > 50)
        let unmade = codes.filter { !made.contains($0) }
        #expect(unmade.isEmpty, "no factory function makes \(unmade.joined(separator: ", "))")
        let unknown = made.subtracting(codes)
        #expect(unknown.isEmpty, "these are read as codes, and are none: \(unknown.sorted().joined(separator: ", "))")
    }

    @Test func onlyWhatIsMadeCounts() {
        let text = """
            extension Diagnostic {
                static func first(at span: Span)
                    -> Diagnostic
                {
                    switch reason {
                    case .matched: Diagnostic(
                        .made, "text", at: span)
                    }
                }

                static func second() -> Int {
                    use(Diagnostic(.elsewhere, "text"))
                }

                public static var third: Diagnostic { Diagnostic(.short, "text") }
            }
            """
        let factories = Self.factories(in: text.split(separator: "\n", omittingEmptySubsequences: false))
        #expect(factories.map(Self.codes) == [["made"], ["short"]])
    }

    /// The static functions and properties that give back a diagnostic: from their first line to the one that closes them,
    /// which swift-format indents alike.
    private static func factories(in lines: [Substring]) -> [String] {
        lines.indices.compactMap { start in
            guard lines[start].contains("static func ") || lines[start].contains("static var ") else { return nil }
            let closing = lines[start].prefix { $0 == " " } + "}"
            let end = lines[start].hasSuffix("}") ? start : lines[start...].firstIndex { $0 == closing } ?? start
            let text = lines[start...end].joined(separator: "\n")
            let head = text.prefix { $0 != "{" }.trimmingCharacters(in: .whitespacesAndNewlines)
            return head.hasSuffix("-> Diagnostic") || head.hasSuffix(": Diagnostic") ? text : nil
        }
    }

    /// What stands first in the diagnostics that a text makes.
    private static func codes(in text: String) -> Set<String> {
        Set(text.matches(of: /\bDiagnostic\(\s*\.(\w+),/).map { String($0.1) })
    }
}
