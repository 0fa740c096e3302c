import LeadModel

/// How a plan is asked for, and how it is read.
extension Topics {
    static let plansPage = ManualPage(
        title: "plans",
        blocks: [
            .paragraph("A plan says what would be done, call by call, and changes nothing. What it must know is read."),
            .table(
                ManualPage.Table(
                    header: ["to plan", "is"],
                    rows: [
                        ["`plan STATEMENT`", "one statement, at the prompt or in a script"],
                        [
                            "`.plan on`",
                            "each line at the prompt, before it runs; where it changes something or writes a file you are asked",
                        ],
                        ["`lead plan FILE`", "a whole script; `-o FILE` keeps the plan"],
                        ["`lead apply PLAN`", "carries out a plan that was kept, if it still holds"],
                        ["`lead plan --offline FILE`", "a whole script, sending nothing: the least and the most there can be"],
                    ])),
            .heading("How to read one"),
            .table(
                ManualPage.Table(
                    header: ["in a plan", "means"],
                    rows: [
                        ["filtered by …", "the service finds the rows; `tested here` are conditions that rows are read for"],
                        ["`→ 3 calls · 40 rows`", "what the statement would send"],
                        ["`reads`, `changes`", "whether a request leaves all as it is, or writes"],
                        ["one number", "exact, as long as the services hold what they held"],
                        ["`2 to 5`, `at most 1`", "only the run can know: what follows from an answer is planned both ways"],
                        ["`6 or more`", "nothing bounds it; the reason stands below the table"],
                        ["files to be written", "files that would be replaced or made; a plan writes none"],
                        ["12 reads made", "calls that this plan itself has cost"],
                    ])),
            .paragraph("A plan fails where the run would, and then nothing has been carried out."),
            .code(.script("search people where seniority is \"vp\"\nselect first 20\nplan ensure list \"Q1\"")),
        ])
}
