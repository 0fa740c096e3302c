import LeadModel
import LeadSyntax

/// Statements that change something at a service, or keep others from doing so.
extension StatementReference {
    static let doing: [StatementReference] = [
        StatementReference(
            .suppress, .doing, "holds people back from all that follows",
            [
                Form("suppress file \"FILE\" by FIELD, … [allow unknown]", "who is in the file; `domain` is a whole domain"),
                Form("suppress list LIST, … [by FIELD, …] [allow unknown]", "who is in one of these lists"),
            ],
            notes: [
                "They stay in `it`, and no `add`, `save` or `update` takes them: `outcome.suppressed` counts them. A row that has none of the fields is `unsent`, so that the run ends with exit code 5, unless `allow unknown`."
            ],
            [
                .file("dnc.csv", "email,domain\nada@byron.example,\n,cole.example"),
                .script(
                    """
                    suppress file "dnc.csv" by email, domain allow unknown
                    search people where country is "Ireland" select first 20
                    ensure list "Q1"
                    add to list "Q1"
                    print outcome.added, outcome.suppressed
                    """),
                .script(
                    """
                    ensure list "Customers"
                    search people where country is "Ireland" select first 5
                    add to list "Customers"
                    suppress list "Customers" by email allow unknown
                    search people where country is "Ireland" select first 20
                    ensure list "Q1"
                    add to list "Q1"
                    print outcome.added, outcome.suppressed
                    """),
            ]),
        StatementReference(
            .create, .doing, "makes a list",
            [
                Form(
                    "create list TEXT [description TEXT] [of people]",
                    "makes an empty list; one of that name is an error; `description` at LeadLex only"),
                Form(
                    "create list TEXT [from DATE to DATE]",
                    "at Lance, where lists have a time: today and \(Defaults.listDays) days on, unless said"),
            ],
            later: ["create list TEXT of companies", "create campaign TEXT { … }"],
            [
                .script("use leadlex\ncreate list \"Law firms\" description \"first quarter\" of people\nshow lists"),
                .script("create list \"Spring\" from 2026-01-01 to 2026-03-31\nshow lists"),
            ]),
        StatementReference(
            .ensure, .doing, "makes a list unless there is one of that name",
            [
                Form(
                    "ensure list TEXT [description TEXT] [of people]", "takes the list of that name, or makes it as `create` does"
                ),
                Form("ensure list TEXT [from DATE to DATE]", "likewise, at Lance"),
            ],
            later: ["ensure campaign TEXT { … }"],
            [
                .script("use leadlex\nensure list \"Law firms\" description \"first quarter\" of people\nshow lists"),
                .script("ensure list \"Spring\" from 2026-01-01 to 2026-03-31\nensure list \"Spring\"\nshow lists"),
            ]),
        StatementReference(
            .add, .doing, "adds rows to a list",
            [Form("add [SET] to list LIST", "adds `it`, or a kept set; who is in the list already is skipped")],
            later: ["add [SET] to campaign TEXT"],
            notes: [
                "The set needs a bound: `select rows …`, `select first N`, `select all` or `limit`. `outcome` says what came of it."
            ],
            [
                .script(
                    "search people where country is \"Denmark\" select first 5 as danish\nensure list \"Q1\"\nadd danish to list \"Q1\"\nprint outcome.added"
                ),
                .script(
                    "search people where seniority is \"vp\"\nselect first 20\nensure list \"Q1\"\nadd to list \"Q1\"\nprint outcome.added"
                ),
            ]),
        StatementReference(
            .save, .doing, "saves rows as contacts (LeadLex)",
            [
                Form("save [SET] to contacts [allow no key]", "makes contacts of those who are not contacts yet"),
                Form("save [SET] to list LIST [allow no key]", "likewise, and adds all of them to a list"),
            ],
            later: ["save [SET] to contacts tagged TEXT, …"],
            notes: [
                "People match the contacts by e-mail, then by LinkedIn URL. A row that has neither is rejected, unless `allow no key`."
            ],
            [
                .script(
                    """
                    use leadlex
                    search people where title contains "CEO" select first 20 as ceos
                    save ceos to contacts allow no key
                    print outcome.added, outcome.skipped
                    """),
                .script(
                    """
                    use leadlex
                    search people where title contains "CEO"
                    select first 20
                    ensure list "CEOs"
                    save to list "CEOs"
                    print outcome.added, outcome.skipped
                    """),
            ]),
        StatementReference(
            .update, .doing, "tells contacts what is known of the rows (LeadLex)",
            [
                Form(
                    "update contacts by email [fill empty only]",
                    "changes the contacts that have the rows' addresses, or only fills their empty fields; makes none")
            ],
            [
                .script(
                    """
                    use leadlex
                    search people where title contains "CEO" and email is not empty
                    select first 3
                    save to contacts
                    set title = "Chief Executive Officer"
                    update contacts by email fill empty only
                    update contacts by email
                    print outcome.requested, outcome.added
                    """)
            ]),
        StatementReference(
            .remove, .doing, "takes rows out of a list",
            [Form("remove [SET] from list LIST", "ends their membership; contacts and people stay")],
            notes: [
                "`outcome.added` counts who was taken out. More than \(RowLimits.removed) rows are asked about, or need `--yes`."
            ],
            [
                .script(
                    """
                    search people where seniority is "vp" select first 20
                    ensure list "Q1"
                    add to list "Q1"
                    open list "Q1" select first 5
                    remove from list "Q1"
                    print outcome.added
                    """)
            ]),
        StatementReference(
            .delete, .doing, "deletes a list",
            [Form("delete list LIST", "deletes it for good; its members stay what they are")],
            notes: ["It always asks, or needs `--yes`."],
            [.script("ensure list \"Short-lived\"\ndelete list \"Short-lived\"\nshow lists", flags: ["--yes"])]),
    ]
}
