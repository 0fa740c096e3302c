import LeadModel
import LeadSyntax

/// Statements that make the rows at hand, `it`.
extension StatementReference {
    static let finding: [StatementReference] = [
        StatementReference(
            .search, .finding, "finds rows in the provider's database",
            [
                Form("search people", "all people that the provider knows, to be narrowed by clauses"),
                Form("search companies", "companies, likewise (Lance)"),
            ],
            notes: [
                "Clauses may follow at once, or as statements of their own. Nothing is asked of the service before a statement needs an answer; the prompt asks how many rows there are, where one call says that."
            ],
            [
                .script("search companies where company.industry is \"law practice\"\ncount"),
                .script("search people where seniority in (\"vp\", \"c_suite\") select rows 0..100\ncount"),
            ]),
        StatementReference(
            .open, .finding, "takes rows that are kept at a service",
            [
                Form(
                    "open list LIST", "the members of a list: `\"name\"`, `id \"…\"` or `$x`, with `at NAME` for another account"),
                Form("open contacts", "the contacts of the CRM (LeadLex)"),
            ],
            [
                .script(
                    """
                    use leadlex
                    search people where title contains "CEO" select first 5
                    save to contacts
                    open contacts
                    count
                    """),
                .script("search people select first 5\nensure list \"Q1\"\nadd to list \"Q1\"\nopen list \"Q1\" at lance\ncount"),
            ]),
        StatementReference(
            .load, .finding, "takes the rows of a file",
            [
                Form(
                    "load [people|companies] \"FILE\" [format FORMAT] [columns (FIELD from \"HEADER\", FIELD = EXPR)]",
                    "reads a table: people, unless it says otherwise; FORMAT is `csv`, `tsv`, `json` or `ndjson`"),
                Form(
                    "load [people|companies] stdin format FORMAT [columns (FIELD from \"HEADER\", FIELD = EXPR)]",
                    "reads standard input likewise"),
            ],
            later: ["load rejects FILE"],
            notes: [
                "The format follows from the file's ending. Headers are known without regard to case, blanks and marks; others become `custom.HEADER`."
            ],
            [
                .file("firms.txt", "company,website,staff\nByron & Co,https://www.byron.example,51-200"),
                .file("prospects.csv", "E-mail,First name,Last name,Firm\nada@byron.example,Ada,Byron,Byron & Co"),
                .script(
                    "load companies \"firms.txt\" format csv columns (company.employees from \"staff\")\nshow columns company.domain, company.employees"
                ),
                .shell(
                    "$ echo '{\"email\":\"ada@byron.example\"}' | lead run --sandbox --quiet -c 'load people stdin format ndjson columns (country = \"Ireland\"); show columns email, country'"
                ),
                .script(
                    "load people \"prospects.csv\" columns (company.name from \"Firm\", country = \"Ireland\")\nshow columns name, company.name, country"
                ),
            ]),
        StatementReference(
            .with, .finding, "makes kept sets the rows at hand",
            [Form("with NAME, …", "the rows of the sets one after another, without repeats")],
            [
                .script(
                    """
                    search people where country is "Ireland" select first 20 as irish
                    search people where country is "Denmark" select first 20 as danish
                    with irish, danish
                    count
                    """)
            ]),
        StatementReference(
            .as, .finding, "keeps the rows at hand under a name",
            [Form("as NAME", "keeps `it`, for `with`, `except`, `add NAME to …` and the like; after clauses, or alone")],
            [.script("search people where title contains \"CEO\" select first 20\nas ceos\ncount ceos")]),
    ]
}
