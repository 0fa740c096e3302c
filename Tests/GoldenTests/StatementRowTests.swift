import Foundation
import LeadDiagnostics
import LeadSyntax
import Testing

/// Every row of the reference's tables of statements stands in a golden case: what this version has runs, what it has not
/// answers so.
struct StatementRowTests {
    private static let lines: [String: [String]] = {
        var lines: [String: [String]] = [:]
        for golden in GoldenCase.all {
            lines[golden.folder, default: []] += (golden.text("lead") + "\n" + golden.text("args")).split(separator: "\n").map {
                line in
                line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
        }
        return lines
    }()

    @Test(arguments: [
        "lead 1", "use lance", "param ", "budget ", "let ", "if ", "} else if ", "for ", "define ", "include \"", "try {",
        "print ",
        "expect ", "stop", "fail \"", "wait ", "step \"", "search people", "search companies", "open list \"", "open contacts",
        "with ", "load \"", "load stdin", "columns (", "where ", "select rows ", "select all", "select first ", "select id ",
        "select where ", "select sample ", "except rows ", "except list ", "except any list", "except file ", "except where ",
        "except id ", " at lance", "suppress file ", "suppress list ", "allow unknown", "dedupe by ", "order by ", "limit ",
        " per ", "set ", "rename ", "drop ", "create list ", "ensure list ", "add to list ", "save to contacts", "save to list ",
        "allow no key", "update contacts by email", "fill empty only", "remove from list ", "delete list ", "show", "count",
        "describe", "summarize by ", "show lists", "export to \"", "refresh", "explain ", "help",
    ]) func runs(_ form: String) {
        let run = Self.lines["run", default: []]
        #expect(run.contains { $0.contains(form) }, "no case of `run` holds `\(form)`")
    }

    @Test(arguments: [
        "enrich ", "create campaign ", "ensure campaign ", "email \"", "add to campaign ", "start campaign ", "pause campaign ",
        "show campaigns", "show campaign ", "show limits", "show credits", "load rejects", "tagged ", "plan ",
        "of companies",
    ]) func answersThatItIsNotInThisVersion(_ form: String) throws {
        let line = try #require(Self.lines["check", default: []].first { $0.contains(form) })
        #expect(!line.isEmpty)
        let shown = GoldenCase.all.filter { $0.folder == "check" && $0.text("lead").contains(form) }.map { $0.text("err") }
        #expect(shown.contains { $0.contains("not in this version") })
    }
}
