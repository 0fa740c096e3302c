import LeadText
import Testing

struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("plain", 5), ("Müller", 6), ("Mu\u{308}ller", 6), ("株式会社", 8),
        ("ﾊﾝ", 2), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
        ("🚀", 2), ("👩‍👩‍👧", 2), ("👍🏽", 2), ("🇩🇪", 2), ("❤️", 2), ("❤", 1), ("1️⃣", 2), ("\u{1B}\t\n", 0), ("a\u{200B}b", 2), ("Ａ", 2),
    ])
    func columns(_ text: String, _ width: Int) {
        #expect(displayWidth(of: text) == width)
    }

    @Test(arguments: [
        ("plain", 5, "plain"), ("plain", 4, "pla…"), ("plain", 1, "…"), ("plain", 0, ""), ("株式会社", 7, "株式会…"),
        ("株式会社", 6, "株式…"),
        ("cafe\u{301}s", 4, "caf…"),
    ])
    func fits(_ text: String, _ width: Int, _ expected: String) {
        #expect(fitted(text, to: width) == expected)
        #expect(displayWidth(of: fitted(text, to: width)) <= width)
    }

    @Test func padsByColumns() {
        #expect(padded("株", to: 4) == "株  ")
        #expect(padded("7", to: 3, .right) == "  7")
        #expect(padded("longer", to: 3) == "longer")
    }
}

struct NearestNameTests {
    let fields = NearestName(among: ["email", "employees", "title", "country", "company", "seniority", "id"])

    @Test(arguments: [
        ("emial", "email"), ("Titel", "title"), ("cuntry", "country"), ("compny", "company"), ("empl", "employees"),
        ("EMAIL", "email"), ("senoirity", "seniority"),
    ])
    func finds(_ word: String, _ name: String) {
        #expect(fields.name(nearest: word) == name)
    }

    @Test(arguments: ["", "x", "zebra", "in", "revenue"])
    func findsNothingFar(_ word: String) {
        #expect(fields.name(nearest: word) == nil)
    }

    @Test func prefersTheSameFirstLetterThenTheEarlierName() {
        #expect(NearestName(among: ["bat", "cat"]).names(near: "cot") == ["cat"])
        #expect(NearestName(among: ["most", "cost", "lost"]).names(near: "cast") == ["cost"])
        #expect(NearestName(among: ["reap", "read", "real"]).names(near: "rea", limit: 2) == ["reap", "read"])
    }
}

struct ScrubbingTests {
    @Test(arguments: [
        ("plain é 株 ‰", "plain é 株 ‰"), ("\u{1B}[31mred\u{1B}[0m", "red"), ("\u{9B}1;31mred", "red"),
        ("a\u{1B}]0;title\u{07}b", "ab"),
        ("a\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\", "alink"),
        ("a\u{9D}52;c;xx\u{9C}b", "ab"), ("a\u{1B}cb", "ab"),
        ("a\u{1B}(0b", "ab"), ("a\u{1B}]never closed", "anever closed"),
        ("x\u{7F}\u{08}\u{00}y", "xy"), ("abc\u{202E}def\u{2066}", "abcdef"),
        ("a\nb\tc\r\nd", "a b c d"), ("\u{1B}", ""),
    ])
    func takesOut(_ text: String, _ expected: String) {
        #expect(scrubbed(text) == expected)
    }

    @Test func keepsSpaceWhenAsked() {
        #expect(scrubbed("a\tb\r\nc", keeping: [.newline]) == "a b\nc")
        #expect(scrubbed("a\tb\nc", keeping: [.newline, .tab]) == "a\tb\nc")
    }

    @Test func manyOpenersTakeOneSearch() {
        let openers = String(repeating: "\u{1B}]x", count: 200_000)
        #expect(scrubbed(openers).utf8.count == 200_000)
    }
}

struct RedactorTests {
    let redactor = Redactor(["sk-1234567890", "sk-1234567890-long", "short", "schlüssel-ä"])

    /// As an address has it, with either kind of digits, and as JSON may.
    @Test(arguments: ["a+b/c==d12", "a%2Bb%2Fc%3D%3Dd12", "a%2bb%2fc%3d%3dd12", "a+b\\/c==d12"])
    func hidesEachForm(_ form: String) {
        #expect(Redactor(["a+b/c==d12"]).redact("[\(form)]") == "[***]")
    }

    @Test(arguments: [
        ("Bearer sk-1234567890.", "Bearer ***."), ("sk-1234567890-long", "***"), ("short", "short"),
        ("sk-1234567890sk-1234567890", "******"), ("x=schlüssel-ä&y", "x=***&y"), ("sk-123456789", "sk-123456789"),
    ])
    func hides(_ text: String, _ expected: String) {
        #expect(redactor.redact(text) == expected)
        #expect(redactor.redact(Array(text.utf8)) == Array(expected.utf8))
    }

    @Test func bytesThatAreNoTextStay() {
        #expect(redactor.redact([0xFF, 0xFE]) == [0xFF, 0xFE])
    }
}
