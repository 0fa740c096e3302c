import LeadTestSupport

/// Scripts of a shape that grows, good and bad, each by its name.
struct LargeScript: Sendable {
    let name: String
    /// Makes the script that has `count` of what it is large in.
    let text: @Sendable (_ count: Int) -> String

    init(_ name: String, _ text: @escaping @Sendable (Int) -> String) {
        self.name = name
        self.text = text
    }

    private static func lines(_ count: Int, _ line: (Int) -> String) -> String {
        (0..<count).map { line($0) + "\n" }.joined()
    }

    private static func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    private static let statements = [
        "search people where title contains \"CEO\" and company.employees between 50 and 500 select rows 0..100",
        "add to list \"Q1\"", "expect outcome.failed is 0",
    ]

    /// Shapes that are nested or chained.
    static let deep = [
        LargeScript("brackets") { "print " + repeated("(", $0) + "1" + repeated(")", $0) },
        LargeScript("open brackets") { "print " + repeated("(", $0) },
        LargeScript("open blocks") { repeated("if 1 is 1 {\n", $0) },
        LargeScript("braces") { repeated("{", $0) },
        LargeScript("if in if") { repeated("if 1 is 1 {\n", $0) + repeated("}\n", $0) },
        LargeScript("step in step") { repeated("step \"a\" {\n", $0) + repeated("}\n", $0) },
        LargeScript("try in for") { repeated("for x in (1, 2) { try {", $0) + repeated("} else { } }", $0) },
        LargeScript("not not") { "print " + repeated("not ", $0) + "true" },
        LargeScript("minus minus") { "print " + repeated("- ", $0) + "1" },
        LargeScript("calls") { "print " + repeated("lower(", $0) + "\"a\"" + repeated(")", $0) },
        LargeScript("texts in texts") { "print " + repeated("\"${", $0) + "1" + repeated("}\"", $0) },
        LargeScript("commands that call each other") { count in
            "define d0(a) { print a }\n" + lines(count) { "define d\($0 + 1)(a) { d\($0)(a); d\($0)(\"x\") }" } + "d\(count)(1)\n"
        },
    ]

    /// Shapes that are long.
    static let long = [
        LargeScript("statements") { lines($0) { statements[$0 % 3] } },
        LargeScript("statements on one line") { (0..<$0).map { statements[$0 % 3] + "; " }.joined() },
        LargeScript("joined texts") { "print \"a\"" + repeated(" & \"a\"", $0) },
        LargeScript("else if") { "if 1 is 1 { print 1 }" + repeated(" else if 1 is 2 { print 1 }", $0) },
        LargeScript("a list") { "let x = (\"a\"" + repeated(", \"a\"", $0) + ")\nprint x" },
        LargeScript("a text") { "print \"" + repeated("x", $0) + "\"" },
        LargeScript("documentation") { repeated("## a\n", $0) + "param x = 1\nprint x\n" },
        LargeScript("thousands") { "print 1" + repeated(",123", $0) + "x" },
        LargeScript("pairs of brackets") { repeated("()", $0) },
        LargeScript("variables") { lines($0) { "let v\($0) = \($0)" } },
        LargeScript("variables that are read") { lines($0) { "let v\($0) = \($0)" } + lines($0) { "print v\($0)" } },
        LargeScript("commands") { lines($0) { "define d\($0)(a) { print a }" } + lines($0) { "d\($0)(1)" } },
        LargeScript("blocks that change variables") { count in
            lines(count) { "let v\($0) = 1" } + lines(count) { "if v\($0) is 1 { let v\($0) = \"a\" }" }
        },
        LargeScript("branches that change variables") { count in
            lines(count) { "let v\($0) = 1" } + "if 1 is 1 { print 1 }"
                + (0..<count).map { " else if 1 is 2 { let v\($0) = \"a\" }" }.joined()
        },
        LargeScript("parameters") { count in
            "define d(" + (0..<count).map { "p\($0)" }.joined(separator: ", ") + ") { print p0 }\nd("
                + (0..<count).map { "p\($0): 1" }.joined(separator: ", ") + ")"
        },
        LargeScript("commands called among variables") { count in
            lines(count) { "define d\($0)(a) { print a }" } + "step \"a\" {\n" + lines(count) { "let v\($0) = 1" }
                + lines(count) { "d\($0)(v\($0))" } + "}"
        },
        LargeScript("unknown names") { lines($0) { "let v\($0) = \($0)" } + lines($0) { "print w\($0)x" } },
        LargeScript("unknown sets") { lines($0) { "search people as s\($0)" } + lines($0) { "with w\($0)x" } },
        LargeScript("unknown commands") { lines($0) { "define d\($0)() { print 1 }" } + lines($0) { "w\($0)x()" } },
        LargeScript("unknown fields") { "search people where " + (0..<$0).map { "f\($0) is 1" }.joined(separator: " and ") },
        LargeScript("mistakes") { lines($0) { "print unknown\($0)" } },
        LargeScript("mistakes on one line") { "print \"é\"; " + (0..<$0).map { "print unknown\($0); " }.joined() },
        LargeScript("a name") { "print " + repeated("a", $0) },
    ]

    /// Garbage of `count` bytes or so.
    static let garbage = [
        LargeScript("letters") {
            random($0) { Array("abcdefghijklmnopqrstuvwxyz     \n").randomElement(using: &$0).map(String.init) }
        },
        LargeScript("printable") { random($0) { String(UnicodeScalar(UInt8.random(in: 32..<127, using: &$0))) } },
        LargeScript("brackets") { random($0) { ["(", ")", "[", "]", "{", "}"].randomElement(using: &$0) } },
        LargeScript("quotes") { random($0) { ["\"", "'", "`", "$", "{", "}", "\\", "“", "”"].randomElement(using: &$0) } },
        LargeScript("statements") { repeated("x;", $0 / 2) },
        LargeScript("words") { random($0 / 6) { words.randomElement(using: &$0).map { $0 + " " } } },
        LargeScript("lines of words") {
            random($0 / 6) { words.randomElement(using: &$0).map { $0 + ($0.count % 3 == 0 ? "\n" : " ") } }
        },
        LargeScript("a damaged script") { count in
            let text = Array(lines(count / 60) { statements[$0 % 3] }.utf8)
            var random = SeededGenerator(seed: 7)
            let damaged = text.enumerated().map { $0 % 10 == 0 ? UInt8.random(in: 32..<127, using: &random) : $1 }
            return String(decoding: damaged, as: UTF8.self)
        },
    ]

    private static let words = """
        ( ) [ ] { } , ; : . .. = == != <> < <= > >= + - * / & \\ "text" 'raw' 12 10k 90s 2026-01-31 $x name title company.employees
        search people companies where select rows first all sample except limit per dedupe by order desc set drop rename to as
        with open list contacts load from columns format show count describe summarize export add save update remove delete create
        ensure use param budget let print expect step if else for in define include try stop fail wait refresh help lead and or
        not is empty between contains like matches starts ends exactly any file id since suppress allow
        """.split(whereSeparator: \.isWhitespace).map(String.init)

    private static func random(_ count: Int, _ piece: (inout SeededGenerator) -> String?) -> String {
        var random = SeededGenerator(seed: 11)
        return (0..<count).map { _ in piece(&random) ?? "" }.joined()
    }
}
