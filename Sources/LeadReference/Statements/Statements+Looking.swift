import LeadModel
import LeadSyntax

/// Statements that look at rows, or at the language.
extension StatementReference {
    static let looking: [StatementReference] = [
        StatementReference(
            .show, .looking, "shows rows, or the account's lists",
            [
                Form(
                    "show [SET] [rows N..N, …] [columns FIELD, …]", "a table, the first \(RowLimits.shown) rows unless told which"
                ),
                Form("show lists", "the lists of the account; `?` where the service does not say how many members"),
            ],
            later: ["show campaigns", "show campaign TEXT", "show limits", "show credits"],
            [
                .script("ensure list \"Q1\"\nshow lists"),
                .script("search people where country is \"Denmark\" as danish\nshow danish rows 0..2, 4 columns name"),
                .script("search people where seniority is \"vp\"\nshow rows 0..3 columns name, title"),
            ]),
        StatementReference(
            .count, .looking, "counts rows",
            [
                Form(
                    "count [SET]",
                    "the number of rows: one call where the service can test every condition itself; else the set needs a bound, such as `select all`"
                )
            ],
            notes: [
                "In a condition or a value, `count(it)` and `count(NAME)` are that number, and `count(x)` the items of a list."
            ],
            [.script("search people where seniority is \"vp\" as leaders\ncount leaders\ncount")]),
        StatementReference(
            .describe, .looking, "says what is known of each field",
            [Form("describe [SET]", "type, how many rows have no value, and where values come from")],
            [
                .script(
                    "search people where country is \"Denmark\" select first 5 as danish\ndescribe danish"
                ),
                .script("use leadlex\nsearch people where title contains \"CEO\" select first 5\ndescribe"),
            ]),
        StatementReference(
            .summarize, .looking, "counts rows by their values",
            [Form("summarize [SET] by FIELD, …", "how many rows each value has, or each combination, most first")],
            [
                .script(
                    "search people where country is \"Denmark\" select first 50 as danish\nsummarize danish by seniority, department"
                ),
                .script("search people where country is \"Denmark\"\nsummarize by seniority"),
            ]),
        StatementReference(
            .export, .looking, "writes rows to a file",
            [
                Form(
                    "export [SET] to \"FILE\" [columns FIELD, …]",
                    "`.csv`, `.tsv`, `.json`, `.ndjson` or `.md`; the file is replaced whole or not at all")
            ],
            [
                .script("search people where country is \"Denmark\" select first 5 as danish\nexport danish to \"danish.json\""),
                .script(
                    "search people where seniority is \"vp\"\nselect first 20\nexport to \"leaders.csv\" columns name, email"),
            ]),
        StatementReference(
            .refresh, .looking, "forgets what was read",
            [Form("refresh", "rows, lists and contacts are read anew by what follows")],
            [.script("search people where country is \"Denmark\"\ncount\nrefresh\ncount")]),
        StatementReference(
            .plan, .looking, "says what a statement would do",
            [Form("plan STATEMENT", "its calls, rows and lists, counted without changing anything")],
            notes: [
                "What it finds or sets is gone after it. `lead plan FILE` plans a whole script.",
                "`help plans` says how to read a plan.",
            ],
            [.script("search people where seniority is \"vp\"\nselect first 20\nplan ensure list \"Q1\"")]),
        StatementReference(
            .explain, .looking, "says what a diagnostic's code means",
            [Form("explain CODE", "what happened, why lead refuses, a wrong example and a right one")],
            [.script("explain L2008")]),
        StatementReference(
            .help, .looking, "says how the language is written",
            [Form("help [TOPIC]", "a statement, a field, a function, a code, or one of the topics that `help` lists")],
            [.script("help ranges")]),
    ]

    /// What later versions bring.
    static let later: [StatementReference] = [
        StatementReference(
            .enrich, .later, "asks for addresses and numbers, for credits",
            later: ["enrich emails|phones [up to N credits] [wait DURATION]"]),
        StatementReference(
            .email, .later, "is a mail of a campaign",
            later: ["email [TEXT] [after DURATION] [if no reply] { subject TEXT; body TEXT }"]),
        StatementReference(.start, .later, "starts a campaign", later: ["start campaign TEXT"]),
        StatementReference(.pause, .later, "pauses a campaign", later: ["pause campaign TEXT"]),
    ]
}
