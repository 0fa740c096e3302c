public import LeadModel
import LeadSemantics
import LeadSyntax
import LeadText

/// What is neither a statement nor a field.
public enum Topics {
    /// The functions, what they give, and a call of each.
    public static let functions = ManualPage.Table(
        header: ["function", "gives", "for example"],
        rows: Function.allCases.map(\.signature).sorted { $0.form < $1.form }.map {
            ["`\($0.form)`", $0.meaning, "`\($0.example)`"]
        }
            + [["`count(x)`", "how many rows a set has, or items a list", "`count(it)`"]])

    /// What a script may at most be.
    public static let limits = ManualPage.Table(
        header: ["limit", "is", ""],
        rows: [
            ["nesting", "\(Limits.nesting)", "brackets and blocks"],
            ["text", sized(Limits.textBytes), "a text in quotes"],
            ["script", sized(Limits.scriptBytes), "a file"],
            ["includes", "\(Limits.includes)", "files that include each other"],
            ["included files", grouped(Limits.includedFiles), "all files of a script"],
            ["mistakes", grouped(Limits.mistakes), "what is listed of one script"],
            ["rows written", grouped(RowLimits.written), "a statement that names no number; `--max-rows` raises it"],
            [
                "rows read", grouped(RowLimits.read),
                "a search for rows that pass a condition tested here; `--max-rows` raises it",
            ],
            ["rows removed", grouped(RowLimits.removed), "a `remove` that nobody has agreed to"],
            [
                "width", "\(Limits.widths.lowerBound) to \(grouped(Limits.widths.upperBound))",
                "a line of `lead fmt`, \(Limits.width) unless told",
            ],
        ])

    static let functionsPage = ManualPage(
        title: "functions",
        blocks: [
            .table(functions),
            .paragraph("`+ - * /` calculate, a day moves by a duration, `&` joins text. An empty value makes a result empty."),
            .code(.script("print title_case(\"mary o'neill\"), domain(\"https://www.lead.example/a\"), today() + 1 week")),
        ])

    static func page(of function: Function) -> ManualPage {
        let signature = function.signature
        // A field of one's own holds text.
        let isText = signature.result == .text || signature.result == .any
        let value = isText ? signature.example : "\"${\(signature.example)}\""
        return ManualPage(
            title: function.rawValue,
            blocks: [
                .paragraph("`\(signature.form)` gives \(signature.meaning)."),
                .code(
                    .script(
                        "search people where seniority is \"vp\"\nselect first 3\nset custom.result = \(value)\nshow columns name, custom.result"
                    )),
            ])
    }

    static let limitsPage = ManualPage(
        title: "limits",
        blocks: [
            .table(limits), .paragraph("Past a limit a script is refused, with the limit in the message; nothing is cut off."),
            .code(
                .script("search people where seniority is \"vp\"\nselect rows 0..500\nensure list \"VPs\"\nadd to list \"VPs\"")),
        ])

    static let ranges = ManualPage(
        title: "ranges",
        blocks: [
            .table(
                ManualPage.Table(
                    header: ["range", "is"],
                    rows: [
                        ["`rows 0..100`", "the first hundred rows: places count from 0, and the end is left out"],
                        ["`rows 500..`", "all rows from place 500 on"],
                        ["`rows 0, 3, 7..9`", "four rows"],
                        ["`between 50 and 500`", "values from 50 to 500, both included"],
                        ["`for n in 0..3`", "the numbers 0, 1 and 2"],
                    ])),
            .paragraph("`rows 0..500` and `rows 500..1000` have no row in common, and leave none out."),
            .code(.script("search people where company.employees between 50 and 500\nselect rows 0..100\ncount")),
        ])
}
