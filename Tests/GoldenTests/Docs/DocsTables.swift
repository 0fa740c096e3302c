import Foundation
import LeadCLI
import LeadDiagnostics
import LeadModel
import LeadREPL
import LeadReference
import LeadReport
import LeadSyntax
import Testing

/// The tables of the docs that are the code's own: behind a line `<!-- table: fields -->` a page holds that table.
enum DocsTables {
    static let all: [String: ManualPage.Table] = [
        "statements": statements,
        "later": later,
        "fields": FieldReference.table(Providers.signatures),
        "conditions": ConditionReference.table,
        "near-conditions": ConditionReference.nearTable,
        "functions": Topics.functions,
        "limits": Topics.limits,
        "values": Topics.values,
        "outcome": Topics.outcome,
        "names": Providers.assumptions,
        "prompt": PromptReference.commands,
        "codes": ManualPage.Table(
            header: ["code", "means"],
            rows: Explanation.all.map { ["[\($0.code.rawValue)](\($0.code.rawValue).md)", $0.title] }),
        "exit-codes": ManualPage.Table(
            header: ["code", "meaning"], rows: ExitCode.allCases.map { ["\($0.rawValue)", $0.meaning] }),
        "severity": ManualPage.Table(
            header: ["the most severe first"], rows: [[ExitCode.bySeverity.map { "\($0.rawValue)" }.joined(separator: ", ")]]),
    ]

    private static let statements = ManualPage.Table(
        header: ["statement", "does"],
        rows: StatementReference.all.flatMap { reference in reference.forms.map { ["`\($0.syntax)`", $0.meaning] } })

    private static let later = ManualPage.Table(
        header: ["statement", "a later version's"],
        rows: StatementReference.all.filter { !$0.later.isEmpty }.map { reference in
            ["`\(reference.word.rawValue)`", reference.later.map { "`\($0)`" }.joined(separator: ", ")]
        })

}

extension DocsPage {
    /// The page with the code's tables behind the lines that ask for them.
    func withTables() throws -> DocsPage {
        var result: [String] = []
        var isInTable = false
        for line in lines {
            if isInTable, line.hasPrefix("|") { continue }
            isInTable = false
            result.append(line)
            guard line.hasPrefix("<!-- table: "), line.hasSuffix(" -->") else { continue }
            let name = String(line.dropFirst("<!-- table: ".count).dropLast(" -->".count))
            let table = try #require(DocsTables.all[name], "there is no table of \(name)")
            result += table.markdown.split(separator: "\n").map(String.init)
            isInTable = true
        }
        return DocsPage(path: path, text: result.joined(separator: "\n"))
    }
}
