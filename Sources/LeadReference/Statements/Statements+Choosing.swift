import LeadModel
import LeadSyntax

/// Clauses that narrow the rows at hand.
extension StatementReference {
    static let choosing: [StatementReference] = [
        StatementReference(
            .where, .choosing, "keeps the rows for which a condition holds",
            [Form("where COND", "asks the service where its filter can say COND, and tests here where it cannot")],
            notes: ["`help conditions` lists what can be asked, `help fields` of which fields."],
            [.script("search people\nwhere company.employees between 50 and 500 and email is not empty\nselect first 50\ncount")]),
        StatementReference(
            .select, .choosing, "chooses rows",
            [
                Form("select rows N..N, N, N..", "places of `it`, counted from 0, the end left out; `N..` is all from there on"),
                Form("select first N", "the first N rows"),
                Form("select all", "all rows; needed where a doing statement should take more than a number says"),
                Form("select sample N", "N rows at random, in their own order; the same ones again for the same `LEAD_SEED`"),
                Form("select where COND", "the same as `where`; it sets no bound"),
                Form("select UUID, id EXPR", "rows with these ids"),
                Form("select NAME", "the ids in a variable, or the rows that are in a kept set, too"),
            ],
            notes: ["Clauses work in the order in which they stand."],
            [
                .script(
                    """
                    search people where seniority is "vp" and country is "Denmark"
                    select all
                    ensure list "Danish VPs"
                    add to list "Danish VPs"
                    print outcome.added
                    """),
                .script(
                    """
                    search people where country is "Ireland"
                    select where seniority is "vp"
                    select first 50 as leaders
                    select sample 10
                    count
                    search people where country is "Ireland" select rows 0..20, 30, 40..
                    select leaders
                    select id "550e8400-e29b-41d4-a716-446655440005"
                    count
                    """),
                .script("search people where seniority is \"vp\"\nselect rows 0..100\ncount"),
            ]),
        StatementReference(
            .except, .choosing, "takes rows away",
            [
                Form("except UUID, id EXPR, NAME", "those ids, the ids in a variable, or the rows of a kept set"),
                Form("except rows N..N, …", "those places"),
                Form("except where COND", "the rows for which COND holds"),
                Form("except list LIST, … [by FIELD, …]", "who is in one of these lists"),
                Form("except any list [since DATE]", "who is in any list of the account, or in one made on that day or later"),
                Form("except file \"FILE\" by FIELD, …", "who is in a file of people to leave out"),
            ],
            notes: [
                "It does not fill up: 100 rows less 1 are 99. People match by id within one account, else by e-mail, else by LinkedIn URL; `by` names the fields instead, any of which is enough."
            ],
            [
                .file("dnc.csv", "email\nada@byron.example"),
                .script(
                    """
                    ensure list "Customers"
                    search people where country is "Denmark" select first 5 as danish
                    search people where seniority is "vp" select first 50
                    except rows 0..5, 10
                    except danish, id "550e8400-e29b-41d4-a716-446655440005"
                    except where country is "United States"
                    except list "Customers" by email, linkedin_url
                    except any list since 2026-01-01
                    except file "dnc.csv" by email
                    count
                    """),
                .script("search people where seniority is \"vp\"\nselect rows 0..100\nexcept rows 10..20\ncount"),
            ]),
        StatementReference(
            .dedupe, .choosing, "keeps the first of rows that are alike",
            [
                Form(
                    "dedupe by FIELD, …",
                    "of the rows that agree in all these fields only the first stays; a row where one is empty stays")
            ],
            [.script("search people where seniority is \"vp\" select first 100\ndedupe by company.domain\ncount")]),
        StatementReference(
            .order, .choosing, "sorts the rows",
            [
                Form(
                    "order by FIELD [asc|desc], …",
                    "smallest first, or largest; equal rows keep their order, empty values come last")
            ],
            [
                .script(
                    "search people where country is \"Ireland\" select first 50\norder by seniority asc, company.employees desc\nselect first 3\nshow columns name, company.employees"
                )
            ]),
        StatementReference(
            .limit, .choosing, "keeps the first rows",
            [Form("limit N [per FIELD]", "the first N rows, or the first N of each value of the field")],
            [
                .script("search people where country is \"Ireland\"\nlimit 200\ncount"),
                .script("search people where country is \"Ireland\" select first 200\nlimit 2 per company.domain\ncount"),
            ]),
    ]

    /// Clauses that change what is known of the rows at hand, and nothing at a service.
    static let changing: [StatementReference] = [
        StatementReference(
            .set, .changing, "gives a field a value in each row",
            [Form("set FIELD = EXPR", "works out EXPR for each row; `custom.KEY` is a field of your own")],
            [
                .script(
                    "search people where seniority is \"vp\" select first 2\nset custom.greeting = \"Dear ${first_name}\"\nshow columns name, custom.greeting"
                )
            ]),
        StatementReference(
            .rename, .changing, "moves a field's values to another field",
            [Form("rename FIELD to FIELD", "the second field holds what the first one held, and the first is gone")],
            [
                .file("prospects.csv", "email,firm\nada@byron.example,Byron & Co"),
                .script("load \"prospects.csv\"\nrename custom.firm to company.name\nshow columns email, company.name"),
                .script(
                    """
                    search people where seniority is "vp" select first 2
                    set custom.greeting = "Dear ${first_name}"
                    rename custom.greeting to custom.opening
                    show columns custom.opening
                    """),
            ]),
        StatementReference(
            .drop, .changing, "forgets fields",
            [Form("drop FIELD, …", "the rows no longer have these fields")],
            [.script("search people where seniority is \"vp\" select first 2\ndrop email, emails, phone\nshow")]),
    ]
}
