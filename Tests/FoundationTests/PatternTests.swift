import LeadPattern
import Testing

struct PatternTests {
    @Test(arguments: [
        ("^c[aeiou]o$", "ceo", true), ("^c[aeiou]o$", "ceos", false), ("O", "ceo", false), ("", "", true),
        ("m.ller", "Herr müller", true),
        (#"^\pL+$"#, "株式会社", true), ("^.$", "é", true),
    ])
    func findsAnywhere(_ pattern: String, _ text: String, _ isFound: Bool) throws {
        #expect(try Pattern(pattern).matches(text) == isFound)
    }

    @Test func ignoresCaseByUnicode() throws {
        #expect(try Pattern("müller", ignoringCase: true).matches("MÜLLER"))
    }

    @Test func nestedRepetitionIsLinear() throws {
        let text = String(repeating: "a", count: 100_000)
        let pattern = try Pattern("(a+)+$")
        #expect(pattern.matches(text))
        #expect(!pattern.matches(text + "b"))
    }

    @Test(arguments: [
        (#"(a)\1"#, "invalid escape sequence", #"\1"#), ("(a", "missing )", "(a"), ("a**", "bad repetition operator", "**"),
        ("(?=a)", "invalid perl operator", "(?="),
    ])
    func refuses(_ text: String, _ reason: String, _ part: String) {
        #expect(throws: PatternError(reason: reason, part: part)) { try Pattern(text) }
    }

    @Test func refusesWhatTakesTooMuchMemory() {
        #expect(throws: PatternError.self) { try Pattern("((a{100}){100}){100}") }
    }
}
