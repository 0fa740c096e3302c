import LeadDiagnostics
import LeadReport
import LeadTestSupport
import LeadText
import Testing

/// A script in which `«` and `»` mark the place of a diagnostic.
private struct MarkedScript {
    let source: Source
    let spans: [Span]

    init(_ marked: String, name: String = "a.lead") {
        let text = MarkedText(marked)
        source = Source(name: name, text: text.text)
        spans = text.ranges.map { Span($0) }
    }

    func diagnostic(_ severity: Diagnostic.Severity = .error, label: String? = nil, fix: String? = nil) -> Diagnostic {
        Diagnostic(
            .unknownField, severity: severity, "no such field", at: spans.first, label: label, help: ["look again"],
            fixes: zip(spans, [fix].compactMap { $0 }).map { .init(replacing: $0, with: $1) })
    }

    /// The line that is shown and the line of marks below it.
    func excerpt(_ form: DiagnosticForm = .plain, columns: Int? = nil) -> (line: String, marks: String) {
        let text = DiagnosticRenderer(form: form, columns: columns).render([diagnostic()], in: source)
        let bar = form == .plain ? "| " : "│ "
        let parts = text.split(separator: "\n").compactMap { line in
            line.firstRange(of: bar).map { String(line[$0.upperBound...]) }
        }
        return (parts.first ?? "", parts.last ?? "")
    }
}

struct DiagnosticRendererTests {
    private let script = MarkedScript("print 1\nwhere «emial» is \"x\"\n")

    @Test func plainIsFramedInASCIIAndNeverColoured() {
        let renderer = DiagnosticRenderer(form: .plain, isStyled: true)
        #expect(
            renderer.render([script.diagnostic(label: "here")], in: script.source) == """
                error[L2003]: no such field
                 --> a.lead:2:7
                  |
                2 | where emial is "x"
                  |       ^^^^^ here
                help: look again

                """)
    }

    @Test func fancyShowsTheMendedLine() {
        let diagnostics = [script.diagnostic(fix: "email"), script.diagnostic(.warning)]
        #expect(
            DiagnosticRenderer(form: .fancy).render(diagnostics, in: script.source) == """
                error[L2003]: no such field
                  ╭─ a.lead:2:7
                2 │ where emial is "x"
                  │       ^^^^^
                  ├─ help: look again
                  ╰─ fix: where email is "x"

                warning[L2003]: no such field
                  ╭─ a.lead:2:7
                2 │ where emial is "x"
                  │       ^^^^^
                  ╰─ help: look again


                """)
    }

    @Test func onlyColoursTellAStyledReportFromABareOne() {
        let diagnostics = [script.diagnostic(), script.diagnostic(.warning), script.diagnostic(.note)]
        let styled = DiagnosticRenderer(form: .fancy, isStyled: true).render(diagnostics, in: script.source)
        #expect(styled.contains("\u{1B}[1;31merror[L2003]\u{1B}[0m"))
        #expect(
            scrubbed(styled, keeping: .newline) == DiagnosticRenderer(form: .fancy).render(diagnostics, in: script.source))
    }

    @Test(arguments: [
        ("  let «a» = «b»", "let (x) = (y)"), ("print «a\nb»", nil), ("print «»1", "print (x)1"), ("«a\n»", nil),
    ])
    func mendsTheLineWhereAllFixesLieInIt(_ marked: String, _ mended: String?) {
        let script = MarkedScript(marked)
        let fixes = zip(script.spans, ["(x)", "(y)"]).map { Diagnostic.Fix(replacing: $0, with: $1) }
        let diagnostic = Diagnostic(.unknownName, "wrong", at: script.spans.first, fixes: fixes)
        let text = DiagnosticRenderer(form: .fancy).render([diagnostic], in: script.source)
        #expect(text.hasSuffix(mended.map { "  ╰─ fix: \($0)\n\n" } ?? "  ╵\n\n"))
    }

    @Test func whatHasNoPlaceHasNoFrame() {
        let diagnostic = Diagnostic(.missingCredentials, "no account", help: ["one", "two"])
        #expect(
            DiagnosticRenderer(form: .fancy).render([diagnostic], in: nil)
                == "error[L5001]: no account\n  ├─ help: one\n  ╰─ help: two\n\n")
        #expect(DiagnosticRenderer(form: .short).render([diagnostic], in: nil) == "error[L5001]: no account; help: one\n")
        #expect(DiagnosticRenderer(form: .github).render([diagnostic], in: nil).hasPrefix("::error title=L5001::no account%0A"))
    }

    @Test func shortIsOneLine() {
        let diagnostic = Diagnostic(.unknownName, severity: .note, "two\nlines", at: script.spans.first)
        let text = DiagnosticRenderer(form: .short).render([diagnostic, script.diagnostic()], in: script.source)
        #expect(text == "a.lead:2:7: note[L2001]: two lines\na.lead:2:7: error[L2003]: no such field; help: look again\n")
    }

    @Test func jsonHoldsEverything() {
        let script = MarkedScript("print «a\nbc» d")
        let text = DiagnosticRenderer(form: .json).render([script.diagnostic(label: "l", fix: "f")], in: script.source)
        #expect(
            text.split(whereSeparator: \.isWhitespace).joined() == """
                {"diagnostics":[{"code":"L2003","severity":"error","message":"nosuchfield","label":"l","help":["lookagain"],\
                "fixes":[{"start":6,"end":10,"replacement":"f"}],"file":"a.lead","line":1,"column":7,"endLine":2,\
                "endColumn":3,"start":6,"end":10}]}
                """)
    }

    @Test(arguments: [
        (Diagnostic.Severity.error, "error"), (.warning, "warning"), (.note, "notice"),
    ])
    func githubEscapes(_ severity: Diagnostic.Severity, _ command: String) {
        let script = MarkedScript("print «é%»", name: "a:b,100%.lead")
        let diagnostic = Diagnostic(
            .unknownName, severity: severity, "100%: a, b\r\nor c", at: script.spans.first, label: "at", help: ["x%0A"])
        #expect(
            DiagnosticRenderer(form: .github).render([diagnostic], in: script.source) == """
                ::\(command) file=a%3Ab%2C100%25.lead,line=1,col=7,endLine=1,endColumn=9,title=L2001\
                ::100%25: a, b or c%0Aat%0Ahelp: x%250A

                """)
    }

    @Test func githubGetsNoColumnsOfSeveralLines() {
        let script = MarkedScript("print «a\nb»")
        let text = DiagnosticRenderer(form: .github).render([script.diagnostic()], in: script.source)
        #expect(text.hasPrefix("::error file=a.lead,line=1,endLine=2,title=L2003::"))
    }

    @Test(arguments: DiagnosticForm.allCases)
    func textFromAScriptNeverSteersTheTerminal(_ form: DiagnosticForm) {
        let evil = "\u{1B}]0;title\u{07}\u{9B}31m\u{202E}"
        let script = MarkedScript("print \(evil) «\(evil)»\(evil)\r", name: "a\(evil).lead")
        let diagnostic = Diagnostic(
            .unknownName, "m\(evil)", at: script.spans.first, label: "l\(evil)", help: ["h\(evil)"],
            fixes: script.spans.map { .init(replacing: $0, with: evil) })
        let text = DiagnosticRenderer(form: form).render([diagnostic], in: script.source)
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        // A program that reads data needs them as they are.
        guard form != .json else { return }
        #expect(!text.unicodeScalars.contains { (0x7F...0x9F).contains($0.value) || $0.value == 0x202E })
    }
}

struct DiagnosticPlaceTests {
    @Test(arguments: [
        ("print «ab» c", "      ^^"), ("山田 «x»", "     ^"), ("«山田» x", "^^^^"), ("👩‍👩‍👧 «🇩🇪»!", "   ^^"), ("e\u{301}é «a»", "   ^"),
        ("\t\t«a»\tb", "  ^"), ("a«»", " ^"), ("«»", "^"), ("ab«\n»c", "  ^"), ("a\n«»", "^"), ("a «b\nc» d", "  ^"),
        ("a«\r\nb»", " ^"), ("\u{1B}[31mred «x»", "    ^"),
        // A place inside a character is widened to all of it.
        ("e«\u{301}» x", "^"), ("x 🇩«🇪»", "  ^^"),
    ])
    func theMarksStandBelowTheirText(_ marked: String, _ marks: String) {
        let script = MarkedScript(marked)
        #expect(script.excerpt().marks == marks)
        #expect(script.excerpt(.fancy).marks == marks)
    }

    @Test func aPlaceBehindTheEndIsTheEnd() {
        let source = Source(name: "a.lead", text: "ab")
        let diagnostic = Diagnostic(.unknownName, "wrong", at: Span(7..<9))
        #expect(DiagnosticRenderer(form: .plain).render([diagnostic], in: source).contains("a.lead:1:3\n  |\n1 | ab\n  |   ^\n"))
    }

    @Test func bytesThatAreNoTextAreShownAsReplacements() {
        let source = Source(name: "a.lead", bytes: [0x61, 0xFF, 0x62, 0x63])
        let diagnostic = Diagnostic(.invalidEncoding, "wrong", at: Span(2..<3))
        #expect(DiagnosticRenderer(form: .plain).render([diagnostic], in: source).contains("1 | a\u{FFFD}bc\n  |   ^\n"))
    }

    private static let long = String(repeating: "abcdefghi ", count: 30)

    @Test(arguments: [
        "«x»\(long)", "\(long)«x»", "\(long)«x»\(long)", "\(long)«»", "«\(long)»", "\(long)«\(long)\(long)»",
        "\(long)«x\n\(long)»",
        String(repeating: "山", count: 99) + "«田»" + String(repeating: "山", count: 99),
    ])
    func longLinesAreCutAroundThePlace(_ marked: String) throws {
        let script = MarkedScript(marked)
        let first = try #require(script.spans.first)
        let place = script.source.text(of: first).prefix(while: { $0 != "\n" })
        for (form, columns) in [(DiagnosticForm.plain, nil), (.fancy, 60), (.fancy, 1)] as [(DiagnosticForm, Int?)] {
            let (line, marks) = script.excerpt(form, columns: columns)
            let limit = form == .plain ? 120 : max(20, (columns ?? 0) - 6)
            #expect(displayWidth(of: line) <= limit)
            #expect(line.contains("…"))
            let column = marks.prefix { $0 == " " }.count
            let count = marks.count - column
            let isLong = displayWidth(of: place) > count
            #expect(count == max(1, isLong ? displayWidth(of: line) - column : displayWidth(of: place)))
            // What stands above the marks is the beginning of the place.
            var above = ""
            var position = 0
            for character in line {
                if position >= column, position < column + count { above.append(character) }
                position += displayWidth(of: String(character))
            }
            if isLong { #expect(above.last == "…") }
            #expect(place.hasPrefix(isLong ? above.dropLast() : above[...]))
            #expect(position >= column)
        }
    }

    @Test func nothingIsCutThatFits() {
        let line = String(repeating: "x", count: 119)
        #expect(MarkedScript("\(line)«y»").excerpt().line == line + "y")
    }
}

struct DiagnosticCapTests {
    /// Thirty warnings and, before the middle, five errors, the last line first.
    private static let source = Source(name: "a.lead", text: (1...35).map { "line\($0)\n" }.joined())
    private static let diagnostics = (0..<35).reversed().map { line in
        Diagnostic(
            .unknownName, severity: (10..<15).contains(line) ? .error : .warning, "m\(line + 1).",
            at: Span(source.span(ofLine: line).range))
    }

    @Test(arguments: [DiagnosticForm.fancy, .plain, .short])
    func errorsComeFirstWhereNotAllFit(_ form: DiagnosticForm) {
        let text = DiagnosticRenderer(form: form).render(Self.diagnostics, in: Self.source)
        let shown = text.split(separator: "\n").filter { $0.contains("[L2001]") }
        let lines = Array(11...15) + Array(1...10) + Array(16...20)
        #expect(shown.map { $0.split(separator: " ").last } == lines.map { "m\($0)." })
        #expect(text.hasSuffix("… and 15 more\n"))
    }

    @Test func whatFitsStaysInItsOrder() {
        let text = DiagnosticRenderer(form: .short).render(Array(Self.diagnostics.prefix(20)), in: Self.source)
        #expect(text.hasPrefix("a.lead:35:1: ") && text.hasSuffix(": m16.\n"))
        #expect(DiagnosticRenderer(form: .fancy).render([], in: Self.source).isEmpty)
    }

    @Test func formsForProgramsSayWhatTheyLeaveOut() {
        let all = Array(repeating: Self.diagnostics, count: 30).flatMap { $0 }
        let json = DiagnosticRenderer(form: .json).render(all, in: Self.source)
        #expect(json.split(separator: "\"code\"").count == 1001)
        #expect(json.hasSuffix("\"more\": 50\n}\n"))
        let commands = DiagnosticRenderer(form: .github).render(all, in: Self.source).split(separator: "\n")
        #expect(commands.count == 51)
        #expect(commands.prefix(50).allSatisfy { $0.hasPrefix("::error ") })
        #expect(commands.last == "::notice title=lead::… and 1000 more")
    }
}

struct SourceSetTests {
    private let main = MarkedScript("include \"b.lead\"\nprint «x»", name: "a.lead")
    private let other = MarkedScript("let y = «z»", name: "lib/b.lead")

    @Test(arguments: DiagnosticForm.allCases)
    func eachDiagnosticIsShownInItsFile(_ form: DiagnosticForm) {
        let set = SourceSet(main.source, included: ["b.lead": other.source])
        let text = DiagnosticRenderer(form: form).render(
            [main.diagnostic(), other.diagnostic().located(in: "b.lead")], in: set)
        switch form {
        case .fancy, .plain:
            #expect(text.contains(" a.lead:2:7\n") && text.contains(" lib/b.lead:1:9\n") && text.contains("let y = z"))
        case .short: #expect(text.hasPrefix("a.lead:2:7: ") && text.contains("\nlib/b.lead:1:9: "))
        case .json: #expect(text.contains("\"file\": \"a.lead\"") && text.contains("\"file\": \"lib/b.lead\""))
        case .github: #expect(text.contains("file=a.lead,line=2,") && text.contains("file=lib/b.lead,line=1,"))
        }
    }

    /// A place in a file that nobody has is never shown in another one.
    @Test func aFileThatIsNotThereHasNoExcerpt() {
        let diagnostic = other.diagnostic().located(in: "c.lead")
        #expect(SourceSet(main.source).source(of: diagnostic) == nil)
        let text = DiagnosticRenderer(form: .short).render([diagnostic], in: SourceSet(main.source))
        #expect(text == "c.lead: error[L2003]: no such field; help: look again\n")
    }
}

struct DiagnosticFormTests {
    @Test(
        arguments: [
            (true, true, [:], .fancy), (true, false, ["NO_COLOR": "1"], .fancy), (true, false, ["TERM": "dumb"], .plain),
            (false, false, [:], .plain), (false, true, [:], .fancy), (false, false, ["GITHUB_ACTIONS": "true"], .github),
            (false, true, ["GITHUB_ACTIONS": "true"], .github), (true, true, ["GITHUB_ACTIONS": "true"], .fancy),
            (false, false, ["GITHUB_ACTIONS": "1"], .plain),
        ] as [(Bool, Bool, [String: String], DiagnosticForm)])
    func followsTheReader(_ isTerminal: Bool, _ isStyled: Bool, _ environment: [String: String], _ form: DiagnosticForm) {
        #expect(DiagnosticForm(isTerminal: isTerminal, isStyled: isStyled, environment: environment) == form)
    }
}
