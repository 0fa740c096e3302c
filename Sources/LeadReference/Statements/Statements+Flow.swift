import LeadModel
import LeadSyntax

/// Statements that decide what runs.
extension StatementReference {
    static let flow: [StatementReference] = [
        StatementReference(
            .if, .flow, "runs the first block whose condition holds",
            [Form("if COND { … } [else if COND { … }] [else { … }]", "runs one of the blocks, or none")],
            [
                .script(
                    """
                    search people where country is "Denmark"
                    if count(it) > 1_000 {
                        print "many"
                    } else if count(it) > 0 {
                        print "some"
                    } else {
                        print "nobody"
                    }
                    """)
            ]),
        StatementReference(
            .for, .flow, "repeats a block",
            [
                Form("for NAME in LIST { … }", "once for each item"),
                Form("for NAME in N..N { … }", "once for each number, the last one left out"),
                Form("for NAME in SET { … }", "once for each row of a set with a bound; `NAME.field` is a field of the row"),
            ],
            notes: ["Each turn begins with the `it` of outside, and so does what follows the loop."],
            [
                .script(
                    """
                    for n in 1..3 {
                        print "round", n
                    }
                    search people where seniority is "vp"
                    select first 2 as leaders
                    for person in leaders {
                        print person.name
                    }
                    """),
                .script(
                    """
                    for country in ("Ireland", "Poland") {
                        search people where country is $country
                        print country, count(it)
                    }
                    """),
            ]),
        StatementReference(
            .define, .flow, "makes a command of your own",
            [
                Form(
                    "define NAME(NAME, NAME = EXPR) { … }",
                    "makes the command NAME, with its parameters and what they are by default"),
                Form("NAME(EXPR, NAME: EXPR)", "calls it; the `(` touches the name"),
            ],
            notes: [
                "It stands outside blocks. Its body is checked for each kind of call, with the account and the rows of the caller."
            ],
            [
                .script(
                    """
                    define leaders_of(country, size = 5) {
                        search people where country is $country and seniority is "c_suite"
                        select first $size
                        ensure list "${country} leaders"
                        add to list "${country} leaders"
                        print country, outcome.added
                    }
                    leaders_of("Ireland", size: 3)
                    leaders_of("Poland")
                    """)
            ]),
        StatementReference(
            .include, .flow, "runs another script here",
            [
                Form(
                    "include \"FILE\"",
                    "runs the script of that path, counted from the including file; its names and commands stay")
            ],
            [
                .file("shared.lead", "let quarter = \"Q1\"\ndefine hello(name) {\n    print \"hello\", name\n}"),
                .script("include \"shared.lead\"\nhello(\"${quarter} team\")"),
            ]),
        StatementReference(
            .try, .flow, "runs another block where one fails",
            [
                Form(
                    "try { … } else { … }",
                    "runs the second block where the first fails; `error.message`, `error.code` and `error.status` say why")
            ],
            notes: [
                "Not caught are an `expect`, a `budget`, missing credentials or credits, a call of which nobody knows whether it was done, and an interrupt."
            ],
            [.script("try {\n    open list \"Customers\"\n} else {\n    print \"no such list:\", error.code\n}")]),
        StatementReference(
            .stop, .flow, "ends the script with success",
            [Form("stop", "runs nothing of the script from here on")],
            [
                .script(
                    "search people where country is \"Malta\"\nif count(it) is 0 {\n    print \"nobody to add\"\n    stop\n}")
            ]),
        StatementReference(
            .fail, .flow, "ends the script with a failure",
            [Form("fail TEXT", "ends the run with exit code \(exit: .failed), TEXT being the reason")],
            [
                .script(
                    "search people where country is \"Ireland\"\nif count(it) is 0 {\n    fail \"the search finds nobody\"\n}\nprint \"go on\""
                )
            ]),
        StatementReference(
            .wait, .flow, "pauses",
            [Form("wait DURATION", "goes on after that time: `500ms`, `30s`, `5 minutes`")],
            [.script("wait 10ms\nprint \"go on\"")]),
    ]
}
