import Foundation
import LeadReference
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
        "describe", "summarize by ", "show lists", "export to \"", "refresh", "plan ", "explain ", "help",
    ]) func runs(_ form: String) {
        let run = Self.lines["run", default: []]
        #expect(run.contains { $0.contains(form) }, "no case of `run` holds `\(form)`")
    }

    @Test(arguments: StatementReference.all.flatMap(\.later))
    func answersThatItIsNotInThisVersion(_ form: String) {
        let words = FormNotation(form).words
        let answers = GoldenCase.all.filter { $0.folder == "check" }.map { golden in
            let lines = golden.text("lead").split(separator: "\n").filter { holds(words, in: $0) }
            return lines.contains { golden.text("err").contains("| \($0)\n") } ? golden.text("err") : ""
        }
        #expect(answers.contains { $0.contains("error[L1013]") }, "no case of `check` holds `\(form)`")
    }

    /// Whether the words stand in the line in their order.
    private func holds(_ words: [String], in line: Substring) -> Bool {
        var missing = words[...]
        for word in line.split(whereSeparator: { !$0.isLetter }) where missing.first == String(word) { missing.removeFirst() }
        return missing.isEmpty
    }
}
