import LeadDiagnostics
import LeadModel

/// `L2xxx`: names and types.
extension Explanation {
    static let namesAndTypes: [Explanation] = [
        Explanation(
            .unknownField, "a field that these rows do not have",
            happened: "A condition or a column names a field, and rows of this kind have none of that name.",
            reason: "A condition on a field that is not there would keep no row, or all of them, and the list would be wrong "
                + "without a word. `help fields` lists the fields of people, companies and contacts.",
            wrong: """
                search people where emial is not empty
                """,
            right: """
                search people where email is not empty
                """),
        Explanation(
            .unusedName, "a name that nothing reads",
            happened: "A variable, a parameter or a kept set is given a name, and no later statement reads it.",
            reason: "Often another name was meant where it should be read. lead warns and runs the script; a name that begins "
                + "with `_` is left alone.",
            wrong: [
                .doubtful(
                    """
                    let country = "Poland"
                    search people where country is "Ireland"
                    count
                    """)
            ],
            right: [
                .script(
                    """
                    let country = "Poland"
                    search people where country is $country
                    count
                    """)
            ]),
    ]
}
