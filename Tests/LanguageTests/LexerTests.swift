import LeadDiagnostics
import LeadSyntax
import Testing

/// What each piece of a text is taken for.
struct LexerTests {
    @Test(arguments: [
        ("10k", "10000"), ("10K", "10000"), ("10M", "10000000"), ("95%", "0.95"), ("1_000", "1000"), ("2.5", "2.5"),
        ("2.5k", "2500"),
        ("0", "0"), ("-3", "-3"), ("90s", "90s"), ("5 minutes", "300s"), ("3 days", "259200s"), ("250ms", "0.25s"),
        ("2h", "7200s"),
        ("2026-01-31", "2026-01-31"), ("2024-02-29", "2024-02-29"), ("TRUE", "true"), ("empty", "empty"),
        ("550E8400-e29b-41d4-a716-446655440005", "550e8400-e29b-41d4-a716-446655440005"),
        ("2026-01-31 - 3 days", "(2026-01-31 - 259200s)"), ("10-3", "(10 - 3)"), ("a-b-c", "(a - b - c)"),
    ]) func readsAValue(_ text: String, _ shape: String) {
        let script = Script("print \(text)")
        #expect(script.codes.isEmpty)
        #expect(script.value?.shape == shape)
    }

    @Test(arguments: [
        ("1,000", DiagnosticCode.thousandsSeparator), ("12,345,678", .thousandsSeparator), ("10kk", .malformedNumber),
        ("5x", .malformedNumber),
        ("2026-02-30", .impossibleDate), ("2026-1-5", .impossibleDate), ("2025-02-29", .impossibleDate),
        ("2026-13-01", .impossibleDate),
        ("550e8400-e29b-41d4-a716-44665544000", .malformedUUID), ("550e8400-e29b-41d4-a716-44665544000g", .malformedUUID),
        ("550e8400-e29b-41d4-a7164-46655440005", .malformedUUID), ("\"a\\qb\"", .unknownEscape),
        ("\"\\u{110000}\"", .unknownEscape),
        ("“a”", .typographicQuotes), ("„a“", .typographicQuotes), ("‘a’", .typographicQuotes), ("\"a", .unclosedText),
        ("'a", .unclosedText),
        ("`a", .unclosedText), ("\"\"\"a", .unclosedText), ("a && b", .unexpectedCharacter), ("$", .unexpectedCharacter),
        ("a % b", .unexpectedCharacter), ("\"${1\"", .unclosedText), ("\"${1 2}\"", .expected), ("\"${}\"", .expected),
    ]) func refusesWithOneMessage(_ text: String, _ code: DiagnosticCode) {
        #expect(Script("print \(text)\nprint 1").codes == [code])
    }

    @Test(arguments: [
        ("print 1,000", "print 1_000"), ("print “a b”", "print \"a b\""), ("print \"a\\qb\"", "print 'a\\qb'"),
    ]) func offersAFix(_ text: String, _ mended: String) throws {
        let tree = Script(text).tree
        let fix = try #require(tree.diagnostics.first?.fixes.first)
        var bytes = tree.source.bytes
        bytes.replaceSubrange(fix.span.range, with: Array(fix.replacement.utf8))
        #expect(String(decoding: bytes, as: UTF8.self) == mended)
        #expect(Script(mended).codes.isEmpty)
    }

    @Test func commasBetweenPlacesAreNoThousands() {
        #expect(Script("search people; select rows 0,100").codes.isEmpty)
        #expect(Script("search people; select rows 3, 7..9, 500..").codes.isEmpty)
        #expect(Script("print (1, 000)").codes.isEmpty)
    }

    @Test(arguments: [
        ("\"a\\n\\t\\\"\\\\\\$\"", "a\n\t\"\\$"), ("\"\\u{41}\\u{1F600}\"", "A😀"), ("'a\\n$x${y}'", "a\\n$x${y}"), ("''", ""),
        ("\"Hi {{first_name}}, $5\"", "Hi {{first_name}}, $5"), ("\"größe 中\"", "größe 中"), ("\"# no comment\"", "# no comment"),
        ("\"\"\"\n    a\n      b\n\n    c\n    \"\"\"", "a\n  b\n\nc"), ("\"\"\"a \"quoted\" word\"\"\"", "a \"quoted\" word"),
        ("\"\"\"\n  a\n \"\"\"", " a"), ("\"\"\"\n\"\"\"", ""),
    ]) func textMeans(_ literal: String, _ meaning: String) {
        let script = Script("print \(literal)")
        #expect(script.codes.isEmpty)
        guard case .text(let text)? = script.value else {
            Issue.record("no text")
            return
        }
        #expect(text.literal == meaning)
    }

    @Test func interpolationsNest() {
        let script = Script("print \"a${b & \"x${c}y\"}d${'}'}\"")
        #expect(script.codes.isEmpty)
        guard case .text(let text)? = script.value else {
            Issue.record("no text")
            return
        }
        let values = text.segments.compactMap { segment -> String? in
            if case .value(let value) = segment { value.shape } else { nil }
        }
        #expect(values == ["(b & '…')", "'}'"])
        #expect(text.segments.count == 4)
    }

    @Test func namesMayBeOfAnyScript() {
        let script = Script("let größe = 1\nlet 名前 = 2\nprint $größe, 名前, `from`")
        #expect(script.codes.isEmpty)
        #expect(script.kinds.contains(.variable))
        #expect(script.words.contains("名前"))
        #expect(script.kinds.last == .quotedWord)
    }

    @Test func textThatIsNoScriptIsRefusedAtItsFirstBadByte() {
        let script = Script(bytes: Array("print 1\n".utf8) + [0xFF, 0xFE])
        #expect(script.codes == [.invalidEncoding])
        #expect(script.tree.diagnostics.first?.span?.start == 8)
        #expect(Script(bytes: [0x70, 0x00]).codes == [.invalidEncoding])
    }

    @Test func limitsAreMessages() {
        #expect(Script("print '\(String(repeating: "a", count: 1 << 20))'").codes == [.tooLong])
        #expect(Script(bytes: Array(repeating: 0x20, count: (16 << 20) + 1)).codes == [.tooLong])
        #expect(Script("print " + String(repeating: "(", count: 190) + "1" + String(repeating: ")", count: 190)).codes.isEmpty)
        #expect(
            Script("print " + String(repeating: "(", count: 201) + "1" + String(repeating: ")", count: 201)).codes == [.tooDeep])
        #expect(Script("print " + String(repeating: "not ", count: 201) + "true\nprint 1").codes == [.tooDeep])
    }
}
