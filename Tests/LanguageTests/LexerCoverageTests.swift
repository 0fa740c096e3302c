import Foundation
import LeadDiagnostics
import LeadSemantics
import LeadSyntax
import LeadTestSupport
import Testing

/// Whatever the text: the tokens are the whole of it, every message has its place, and reading ends.
struct LexerCoverageTests {
    private static let snippets = [
        "", "\n", "#", "#!/usr/bin/env lead\n", "print \"a ${b & \"${c}\"} d\"", "print \"\"\"\n  a\n   ${b}\n  \"\"\"",
        "print '\\n'",
        "select rows 0..100, 200, 7..9, 500..", "except 550e8400-e29b-41d4-a716-446655440005, list \"A\", \"B\" by email",
        "print `from`; print $x; print ``", "„a“ ‘b’ «c»", "print 1,000", "where a && b || c", "{{first_name}}",
        "step \"a\" { print 1 }",
        "print \"${\"${\"${1}\"}\"}\"", "print \"${ # }\"\nprint 1", "print \"${`}`}\"", "print \"\"\"${\n}\"\"\"",
        "print \"\\u{1F600}\\u{zz}\"",
        "ä = \u{FEFF}ü\r\n\tß", "\u{0301}", "print (((\n\n", "))]}", "print \"a", "print '", "print \"\"\"",
        "print 5 minutes, 90s, 3 dayz",
        "2026-02-30 2026-1-5 550e8400-e29b-41d4-a716-44665544000", "\\", "a\\\nb",
        "search people where not not not title is \"x\"",
    ]

    private static func examples() throws -> [String] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .appendingPathComponent("examples")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".lead") }
        return try names.sorted().map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }
    }

    @Test(arguments: snippets) func tokensCoverASnippet(_ text: String) {
        #expect(Script(text).flaw == nil)
    }

    @Test func theExamplesHaveNoFlawAndNoMistake() throws {
        let examples = try Self.examples()
        #expect(!examples.isEmpty)
        for text in examples {
            let script = Script(text)
            #expect(script.flaw == nil)
            #expect(script.codes.isEmpty)
            #expect(script.checked().diagnostics.isEmpty)
        }
    }

    @Test(.timeLimit(.minutes(15))) func tokensCoverMutations() throws {
        var generator = SeededGenerator(seed: 20_260_131)
        let corpus = (Self.snippets + (try Self.examples())).map { Array($0.utf8) }
        let pieces = [
            "\"", "${", "}", "(", ")", "\n", "\\", "'", "\"\"\"", "..", "é", "“", "-", "0", " and ", "#", "{", ",", "\u{0}", "`",
        ]
        for round in 0..<2000 {
            var bytes = corpus[Int.random(in: 0..<corpus.count, using: &generator)]
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let place = Int.random(in: 0...bytes.count, using: &generator)
                let end = min(bytes.count, place + Int.random(in: 0...4, using: &generator))
                let piece = pieces[Int.random(in: 0..<pieces.count, using: &generator)]
                bytes.replaceSubrange(place..<end, with: Bool.random(using: &generator) ? Array(piece.utf8) : [])
            }
            let script = Script(bytes: bytes)
            #expect(script.flaw == nil, "round \(round): \(String(decoding: bytes, as: UTF8.self))")
            // The checker must cope with whatever could be read.
            let spans = script.checked().diagnostics.compactMap(\.span)
            #expect(spans.allSatisfy { $0.end <= bytes.count })
        }
    }

    @Test(.timeLimit(.minutes(15))) func tokensCoverRandomBytes() {
        var generator = SeededGenerator(seed: 7)
        for round in 0..<1000 {
            let isASCII = Bool.random(using: &generator)
            let count = Int.random(in: 0...80, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: isASCII ? 1...127 : 0...255, using: &generator) }
            #expect(Script(bytes: bytes).flaw == nil, "round \(round): \(bytes)")
        }
    }

    /// Each of these takes minutes or a stack's end where reading is not linear.
    @Test(
        .timeLimit(.minutes(15)),
        arguments: [
            ("deep brackets", "print " + String(repeating: "(", count: 100_000)),
            (
                "deep brackets, closed",
                "print " + String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000)
            ),
            (
                "brackets closed by others",
                "print " + String(repeating: "(", count: 100_000) + String(repeating: "]", count: 100_000)
            ),
            ("deep blocks", String(repeating: "step \"a\" {\n", count: 20_000)),
            ("a long chain", "print 1" + String(repeating: " & 1", count: 200_000)),
            ("words and hyphens", "print " + String(repeating: "a-", count: 500_000) + "a"),
            ("open interpolations", "print " + String(repeating: "\"${", count: 330_000)),
            ("many interpolations", "print \"" + String(repeating: "${a}", count: 200_000) + "\""),
            ("negations", "print " + String(repeating: "not ", count: 100_000) + "true"),
            ("signs", "print " + String(repeating: "-", count: 100_000) + "1"),
            ("quotes", String(repeating: "\"\n", count: 100_000)),
        ]) func readingIsLinear(_ name: String, _ text: String)
    {
        #expect(Script(text).flaw == nil, "\(name)")
    }
}
