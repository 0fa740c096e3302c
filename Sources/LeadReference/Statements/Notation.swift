public import LeadModel

/// How the forms of statements are written: what the words in capitals stand for, and what the marks mean.
public enum Notation {
    /// Each word in capitals with what may stand in its place.
    public static let placeholders: [(word: String, meaning: String)] = [
        ("NAME", "a name of your own: letters, digits and `_`, or anything in backticks"),
        ("SET", "the name of a kept set, or `it`, the rows at hand, which are also meant where nothing is written"),
        ("LIST", "`\"name\"`, `id \"abc-123\"`, a UUID or `$NAME`, with `at NAME` after it for another account"),
        ("FIELD", "the name of a field, such as `company.name`; `help fields` lists them"),
        ("COND", "a condition; `help conditions` says what can be asked"),
        ("EXPR", "a value: text, a number, a day, a variable, a calculation or a function's result"),
        ("TEXT", "text in quotes, or a variable that holds text"),
        ("N", "a number, such as `100`, `1_000` or `10k`"),
        ("DATE", "a day, such as `2026-01-31`"),
        ("DURATION", "a time, such as `90s`, `5 minutes` or `3 days`"),
        ("UUID", "an id of the form `550e8400-e29b-41d4-a716-446655440005`"),
        ("FILE", "the path of a file"),
        ("HEADER", "the header of a column in a file"),
        ("FORMAT", "`csv`, `tsv`, `json` or `ndjson`"),
        ("STATEMENT", "any other statement"),
        ("CODE", "the code of a diagnostic, such as `L2003`"),
        ("TOPIC", "what help is wanted on"),
    ]

    /// Each mark with what it means.
    static let marks: [(mark: String, meaning: String)] = [
        ("[ ]", "what stands between them may be left out"), ("a|b", "one of both"),
        ("…", "more of the same, with the commas that stand before it"), ("{ … }", "a block of statements"),
    ]

    /// The words in capitals and the marks, as the manual shows them.
    public static let table = ManualPage.Table(
        header: ["in a form", "stands for"],
        rows: placeholders.map { ["`\($0.word)`", $0.meaning] } + marks.map { ["`\($0.mark)`", $0.meaning] })

    /// What `help forms` says.
    static let page = ManualPage(
        title: "forms",
        blocks: [
            .paragraph(
                "In the forms that `help` shows, words in small letters are typed as they stand. The others stand for something:"),
            .table(table),
            .code(.script("search people where seniority is \"vp\"\nselect first 20\nensure list \"Q1\"\nadd to list \"Q1\"")),
        ])
}
