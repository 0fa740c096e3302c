import LeadDiagnostics
import LeadModel

/// `L2xxx`: names and types.
extension Explanation {
    static let namesAndTypes: [Explanation] = namesAndValues + rowsAndAccounts + givenValues + blocksAndFiles

    /// `L2001` to `L2005`.
    private static let namesAndValues: [Explanation] = [
        Explanation(
            .unknownName, "a name that stands for nothing",
            happened: "A variable or a kept set is read, and nothing above it has that name. Text without its quotes reads "
                + "as a name, too. Or `outcome` or `error` has no such part.",
            reason: "An empty value in its place would give a list half a name, or after `is not` let everybody pass. "
                + "Text stands in quotes; a variable is set with `let`, and rows are kept with `as`.",
            wrong: """
                let quarter = "Q1"
                ensure list "${quater} leaders"
                print "${quarter} leaders"
                """,
            right: """
                let quarter = "Q1"
                ensure list "${quarter} leaders"
                print "${quarter} leaders"
                """),
        Explanation(
            .unknownFunction, "a function that there is not",
            happened:
                "A word with brackets after it stands where a value stands, and the language has no function of that name.",
            reason:
                "Another function would give another value, for each row. The message names the nearest one, or all that there "
                + "are.",
            wrong: """
                print titel_case("mary o'neill")
                """,
            right: """
                print title_case("mary o'neill")
                """),
        Explanation(
            .unknownField, "a field that these rows do not have",
            happened:
                "A condition, a column or a change names a field, and rows of this kind have none of that name. Other cases: "
                + "text that lacks its quotes and so reads as a field, a field that the service does not give, a column that a "
                + "file lacks, a field that was dropped above, and a field that nobody can change, such as `id`.",
            reason: "A condition on a field that is not there would keep no row, or all of them, and the list would be wrong "
                + "without a word. `help fields` lists the fields of people, companies and contacts.",
            wrong: """
                search people where emial is not empty
                """,
            right: """
                search people where email is not empty
                select first 100
                count
                """),
        Explanation(
            .unknownValue, "a value that a field does not have",
            happened:
                "A field has a fixed set of values, such as `seniority`, and the script compares it with another one. Where "
                + "other values are only uncommon, as those of `department`, lead warns and runs the script.",
            reason: "Nobody has that value, so the search would find nobody, and its opposite everybody. The message names the "
                + "nearest value, or all of them.",
            wrong: """
                search people where seniority is "vice president"
                count
                """,
            right: """
                search people where seniority is "vp"
                count
                """),
        Explanation(
            .wrongType, "a value of another type",
            happened: "A value is of another type than its place can take: text for a number, a number for a duration, rows "
                + "for a value, a value for a condition. The code also stands for values that cannot be: half a row, a "
                + "list without a name, a file whose ending names no format, a division by 0.",
            reason: "Compared as text, \"500\" comes after \"1000\", and a list would hold the wrong companies. Numbers, "
                + "days and durations stand without quotes.",
            wrong: """
                search people where company.employees > "500"
                count
                """,
            right: """
                search people where company.employees > 500
                count
                """),
    ]
}
