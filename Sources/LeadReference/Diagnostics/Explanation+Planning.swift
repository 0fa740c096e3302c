import LeadDiagnostics
import LeadModel
import LeadText

/// `L3xxx`: what is refused before it is sent.
extension Explanation {
    static let planning: [Explanation] = [
        Explanation(
            .tooManyRows, "more rows than anybody asked for",
            happened:
                "A set without an end of its own, such as `select all`, has more rows than may be written at once: "
                + "\(grouped(RowLimits.written)), or as many as `--max-rows` says. Or a statement would read more than "
                + "\(grouped(RowLimits.read)) rows, or has read that many to find rows that pass a condition which the "
                + "service cannot filter by. `--max-rows` moves this bound, too.",
            reason:
                "A condition with a slip in it can match a whole database, and a thousand people too many are hard to "
                + "take out of a list again. So you name how many you want. This statement has written nothing, and those "
                + "above it have been carried out. The exit code is \(exit: .failed).",
            wrong: """
                search people where seniority is "vp"
                select all
                ensure list "VPs"
                add to list "VPs"
                """,
            right: """
                search people where seniority is "vp"
                select rows 0..500
                ensure list "VPs"
                add to list "VPs"
                print outcome.added
                """),
        Explanation(
            .overBudget, "the budget is too small",
            happened:
                "What the script would do, as `lead plan` shows it, passes a cap that its `budget` sets on calls or rows. "
                + "Or, where only the run could know, the next statement would pass it.",
            reason:
                "A script that runs every night should stop before it sends more than you meant, not after. A script whose "
                + "plan passes the cap does not begin; one that comes to the cap as it runs stops there, and what stands "
                + "above has been carried out. `try` does not catch this. The exit code is \(exit: .overBudget). A second "
                + "run begins with the whole budget again, and `add` skips whoever is in the list.",
            wrong: """
                budget 20 rows
                search people where seniority is "vp" and country is "Germany"
                select first 40
                ensure list "German VPs"
                add to list "German VPs"
                """,
            right: """
                budget 50 rows
                search people where seniority is "vp" and country is "Germany"
                select first 40
                ensure list "German VPs"
                add to list "German VPs"
                print outcome.added
                """),
        Explanation(
            .needsApproval, "nobody agreed beforehand",
            happened:
                "The script deletes a list, or removes more than \(RowLimits.removed) rows from one, and no person sits at "
                + "the terminal who could be asked: it runs from cron, in a pipe, or with `LEAD_NO_INPUT` set.",
            reason:
                "A deleted list does not come back. A script with `delete list` is refused before its first call, so "
                + "nothing of it has run. How many rows a `remove` takes out is known only once they are read: what stands "
                + "above it has been carried out, and no row has been removed. `--yes` (or `LEAD_YES=1`) agrees to all "
                + "such questions of a run. The exit code is \(exit: .usage).",
            wrong: [
                .file(
                    "tidy.lead",
                    """
                    ensure list "Old leads"
                    delete list "Old leads"
                    """),
                .shell("$ lead run --sandbox tidy.lead"),
            ],
            right: [.shell("$ lead run --sandbox --yes tidy.lead")]),
        Explanation(
            .planOutdated, "a plan that no longer holds",
            happened:
                "`lead apply` was given a plan that `lead plan -o` has kept, and something is no longer as it was then: the "
                + "script, a file that it includes or reads, how many rows a search has, the members of a list that it "
                + "names, how many contacts there are, or, following from these, what would be written. Or the plan file "
                + "itself was edited, or was made for somewhere else.",
            reason:
                "The plan file stands for somebody's agreement to what they have read, and that was something else. So "
                + "nothing of the script has run. Where a file has changed, nothing was sent either, and the exit code is "
                + "\(exit: .usage). Where the services have changed, which takes the reads of a plan to find out, it is "
                + "\(exit: .failed). Make the plan again, look at it, and apply that one. In the example a line was added to "
                + "the script.",
            wrong: [
                .file(
                    "q1.lead",
                    """
                    search people where seniority is "vp"
                    select first 40
                    ensure list "Q1"
                    add to list "Q1"
                    """),
                .shell(
                    """
                    $ lead plan --sandbox q1.lead -o q1.leadplan > q1.txt
                    $ echo 'show lists' >> q1.lead
                    $ lead apply --sandbox q1.leadplan
                    """),
            ],
            right: [
                .shell(
                    """
                    $ lead plan --sandbox q1.lead -o q1.leadplan > q1.txt
                    $ lead apply --sandbox q1.leadplan
                    """)
            ]),
    ]
}
