import LeadModel
import LeadSyntax

/// Statements about the session as a whole.
extension StatementReference {
    static let session: [StatementReference] = [
        StatementReference(
            .lead, .session, "names the edition of the language",
            [Form("lead N", "says that the script is written in edition N; this version knows edition \(Limits.edition)")],
            notes: ["It stands above all other statements, if it stands at all; only `param` and `budget` may be above it."],
            [.script("lead 1\nprint \"ready\"")]),
        StatementReference(
            .param, .session, "declares a value that the caller may set",
            [
                Form(
                    "param NAME [: text|number|date|list] [= EXPR]",
                    "takes the value from `--var NAME=…`, a `--var-file`, or the variable `LEAD_VAR_name` of the environment in the parameter's own spelling, else from EXPR; without any of them the run does not begin"
                )
            ],
            notes: [
                "It stands before all statements but `lead`, `budget` and other parameters. Lines with `##` above it are its documentation."
            ],
            [
                .script(
                    """
                    param quarter: text
                    param since: date = 2026-01-01
                    param countries: list = ("Ireland", "Poland")
                    param size: number = 20
                    print quarter, since, countries, size
                    """, flags: ["--var", "quarter=Q2"]),
                .script("param quarter = \"Q1\"\nprint \"${quarter} leaders\""),
            ]),
        StatementReference(
            .budget, .session, "caps what the run may spend",
            [
                Form(
                    "budget N calls, N credits, N rows",
                    "ends the run with exit code \(exit: .overBudget) before the call that would pass one of these")
            ],
            notes: ["`calls` are requests, `rows` are rows sent to be written. One cap or two will do."],
            [.script("budget 200 calls, 0 credits, 5_000 rows\nsearch people where country is \"Ireland\"\ncount")]),
        StatementReference(
            .use, .session, "says which account the next statements talk to",
            [Form("use NAME", "talks to that account from here on: a profile, else a service, `lance` or `leadlex`")],
            [.script("use leadlex\nsearch people where title contains \"CEO\"\ncount")]),
        StatementReference(
            .let, .session, "sets a variable",
            [Form("let NAME = EXPR", "gives NAME a value, or a new one")],
            notes: ["Where a row is at hand a bare name is a field, and `$NAME` the variable. In text, it is `${NAME}`."],
            [
                .script(
                    "let country = \"Ireland\"\nsearch people where country is $country\nprint \"people in ${country}:\", count(it)"
                )
            ]),
        StatementReference(
            .print, .session, "prints values",
            [Form("print EXPR, …", "writes one line to standard output, with blanks between the values")],
            [.script("print \"run of\", today(), 2 + 3")]),
        StatementReference(
            .expect, .session, "ends the run with exit code \(exit: .expectationFailed) unless a condition holds",
            [Form("expect COND [, TEXT]", "goes on only where COND holds; else TEXT is what the run fails with")],
            [
                .script(
                    """
                    search people where seniority is "vp"
                    select first 20
                    ensure list "Q1"
                    add to list "Q1"
                    expect outcome.failed is 0, "some people could not be added"
                    print outcome.added
                    """)
            ]),
        StatementReference(
            .step, .session, "runs a named part of the script",
            [Form("step TEXT { … }", "runs the block and names it in what is told of the run")],
            notes: ["A step is no branch: `it`, the sets kept in it and its `use` stay. Its variables end with it."],
            [.script("step \"find\" {\n    search people where seniority is \"vp\"\n    select first 20\n}\ncount")]),
    ]
}
