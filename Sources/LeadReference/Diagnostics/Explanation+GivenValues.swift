import LeadDiagnostics
import LeadModel

/// `L2012` to `L2017`: what functions, commands and scripts are given.
extension Explanation {
    static let givenValues: [Explanation] = [
        Explanation(
            .wrongArguments, "too many values, or too few",
            happened: "A function or a command of yours is called with too many values or too few, with one that it does "
                + "not know, with two for one parameter, or with `name = value` in place of `name: value`.",
            reason: "A value that is missing or in the wrong place changes what is done to every row. The message shows how the "
                + "call looks.",
            wrong: """
                print replace("Sr. Counsel", "Sr.")
                """,
            right: """
                print replace("Sr. Counsel", "Sr.", "Senior")
                """),
        Explanation(
            .duplicateName, "declared twice",
            happened: "A parameter, a command, the budget or one of its caps is declared a second time, or a command has "
                + "the name of a function.",
            reason: "Only one of the two can count, and whoever runs the script cannot see which.",
            wrong: """
                param country = "Ireland"
                param country = "Poland"
                search people where country is $country
                count
                """,
            right: """
                param country = "Ireland"
                search people where country is $country
                count
                """),
        Explanation(
            .firstRowLeftOut, "the first row is left out",
            happened:
                "A range of places begins with 1 and has an end. Places count from 0 and the end is left out, so `1..100` are 99 rows, "
                + "without the first one. lead notes it and runs the script.",
            reason: "Many count from 1, and the first person would then be missing from the list. Where that is what you "
                + "want, nothing needs to be mended; `help ranges` says more.",
            wrong: [
                .doubtful(
                    """
                    search people where seniority is "vp" and country is "Poland"
                    select rows 1..10
                    count
                    """)
            ],
            right: [
                .script(
                    """
                    search people where seniority is "vp" and country is "Poland"
                    select rows 0..10
                    count
                    """)
            ]),
        Explanation(
            .missingParameter, "a parameter without a value",
            happened: "The script declares a parameter without a default, and nobody has given it a value.",
            reason: "The script's author left it to whoever runs it. A value is given with `--var name=value`, in a file with "
                + "`--var-file`, or in the environment as `LEAD_VAR_name`.",
            wrong: [
                .file(
                    "leaders.lead",
                    """
                    ## The country whose leaders are counted.
                    param country
                    search people where seniority is "c_suite" and country is $country
                    count
                    """),
                .shell("$ lead run --sandbox leaders.lead"),
            ],
            right: [.shell("$ lead run --sandbox --var country=Ireland leaders.lead")]),
        Explanation(
            .unknownParameter, "a value for no parameter",
            happened:
                "`--var` or a `--var-file` gives a value to a parameter that the script does not have, or `--var` has no `=`.",
            reason: "The script would run with its default, and nobody would see that the value had no effect. `param` lines at "
                + "the script's top say what it takes.",
            wrong: [
                .file(
                    "leaders.lead",
                    """
                    param country = "Ireland"
                    search people where seniority is "c_suite" and country is $country
                    count
                    """),
                .shell("$ lead run --sandbox --var contry=Poland leaders.lead"),
            ],
            right: [.shell("$ lead run --sandbox --var country=Poland leaders.lead")]),
        Explanation(
            .wrongParameterValue, "a parameter's value of another type",
            happened:
                "A value that was given from outside is not of the type that the script declares for the parameter, or that "
                + "its default has.",
            reason: "The script would stop in the middle, or do something that its author did not have in mind.",
            wrong: [
                .file(
                    "vps.lead",
                    """
                    param size: number = 20
                    search people where seniority is "vp"
                    select first $size
                    count
                    """),
                .shell("$ lead run --sandbox --var size=fifty vps.lead"),
            ],
            right: [.shell("$ lead run --sandbox --var size=50 vps.lead")]),
    ]
}
