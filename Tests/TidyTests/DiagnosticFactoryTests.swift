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

    /// A message that is written where it is given would be found by nobody who looks for what is said of a mistake.
    @Test func nothingElseMakesOne() throws {
        for file in try Repository.swiftFiles(in: "Sources") {
            let strays = Self.strays(in: file.lines)
            #expect(strays.isEmpty, "\(file.path) makes \(strays.sorted()) outside a factory function")
        }
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
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(Self.factories(in: lines).map(Self.codes) == [["made"], ["short"]])
        #expect(Self.strays(in: lines) == ["elsewhere"])
        // A factory is found where all are: in an extension of what it makes.
        #expect(
            Self.strays(in: [lines[0].replacing("Diagnostic", with: "Other")] + lines[1...]) == ["made", "elsewhere", "short"])
    }

    private static func factories(in lines: [Substring]) -> [String] {
        factoryLines(in: lines).map { lines[$0].joined(separator: "\n") }
    }

    /// The codes of the diagnostics that no factory makes.
    private static func strays(in lines: [Substring]) -> Set<String> {
        var others = lines
        for factory in factoryLines(in: lines) { for line in factory { others[line] = "" } }
        return codes(in: others.joined(separator: "\n"))
    }

    /// The static functions and properties of extensions of a diagnostic that give back one: from their first line to the one
    /// that closes them, which swift-format indents alike.
    private static func factoryLines(in lines: [Substring]) -> [ClosedRange<Int>] {
        var isInExtension = false
        return lines.indices.compactMap { start in
            if let first = lines[start].first, first.isLetter {
                isInExtension = lines[start].contains(/^(public )?extension Diagnostic\b/)
            }
            guard isInExtension, lines[start].contains("static func ") || lines[start].contains("static var ") else { return nil }
            let closing = lines[start].prefix { $0 == " " } + "}"
            let end = lines[start].hasSuffix("}") ? start : lines[start...].firstIndex { $0 == closing } ?? start
            let head = lines[start...end].joined(separator: "\n").prefix { $0 != "{" }
                .trimmingCharacters(in: .whitespacesAndNewlines)
            return head.hasSuffix("-> Diagnostic") || head.hasSuffix(": Diagnostic") ? start...end : nil
        }
    }

    /// What stands first in the diagnostics that a text makes.
    private static func codes(in text: String) -> Set<String> {
        Set(text.matches(of: /\bDiagnostic\(\s*\.(\w+),/).map { String($0.1) })
    }
}
