import LeadDiagnostics
import LeadModel

/// `L4xxx`: what goes wrong while a script runs.
extension Explanation {
    static let running: [Explanation] =
        [
            Explanation(
                .expectationFailed, "an expectation does not hold",
                happened: "An `expect` of the script is not true. Its message, if it has one, is what you read.",
                reason:
                    "You wrote down what must be so, and a run where it is not must never look like a good one. What "
                    + "stands above the `expect` has been carried out, nothing below it has, and `try` does not catch "
                    + "it. The exit code is \(exit: .expectationFailed). Put an `expect` above the statements that "
                    + "write, and nothing is written where it fails.",
                wrong: """
                    search people where seniority is "vp" and country is "Ireland"
                    expect count(it) >= 100, "only ${count(it)} people were found"
                    """,
                right: """
                    search people where seniority in ("vp", "director") and country is "Ireland"
                    expect count(it) >= 100, "only ${count(it)} people were found"
                    print count(it)
                    """)
        ] + lists + [
            Explanation(
                .wrongValue, "a value that cannot be used",
                happened:
                    "A value that is known only while the script runs does not fit where it stands: a text that a closed "
                    + "field never has, a number of rows that is not whole, a range that runs backwards, a division by 0, "
                    + "an empty name for a list, a header that the file does not have, a file name whose ending names no "
                    + "format.",
                reason:
                    "lead would have to guess what was meant, and the list would be wrong without a word. This statement "
                    + "has written nothing, and those above it have been carried out. The exit code is \(exit: .failed).",
                wrong: [
                    .file(
                        "leaders.lead",
                        """
                        param level = "vp"
                        search people where seniority is $level
                        count
                        """),
                    .shell("$ lead run --sandbox --var level=vpp leaders.lead"),
                ],
                right: [.shell("$ lead run --sandbox --var level=c_suite leaders.lead")]),
            Explanation(
                .fileNotWritten, "a file that cannot be written",
                happened:
                    "An `export` cannot write its file: the folder is not there, you may not write to it, or the disk is "
                    + "full. lead makes no folders.",
                reason:
                    "The file is replaced whole or not at all, so an older one of that name is as it was. What stands "
                    + "above the `export` has been carried out. The exit code is \(exit: .failed).",
                wrong: """
                    search people where seniority is "vp" and country is "Ireland"
                    select first 50
                    export to "reports/irish-vps.csv"
                    """,
                right: """
                    search people where seniority is "vp" and country is "Ireland"
                    select first 50
                    export to "irish-vps.csv"
                    count
                    """),
            Explanation(
                .noOutcome, "nothing to report on yet",
                happened:
                    "A line reads `outcome` where nothing has been added, saved, updated or removed before it. Or it "
                    + "reads `error` where no failure has been caught: `error` is known only in the `else` of a `try`.",
                reason:
                    "There is no number to give, and a 0 would look like a result. Mostly lead sees this before "
                    + "anything is sent: exit code \(exit: .invalidScript). Where only the run shows it, say because "
                    + "the `add` stands in an `if` whose condition does not hold, what stands above has been carried "
                    + "out and the exit code is \(exit: .failed).",
                wrong: """
                    search people where seniority is "vp" and country is "Ireland"
                    select first 10
                    ensure list "Irish VPs"
                    print outcome.added
                    add to list "Irish VPs"
                    """,
                right: """
                    search people where seniority is "vp" and country is "Ireland"
                    select first 10
                    ensure list "Irish VPs"
                    add to list "Irish VPs"
                    print outcome.added
                    """),
            Explanation(
                .scriptFailed, "the script says that it failed",
                happened: "The script came to a `fail`, and its message is what you read.",
                reason:
                    "Whoever wrote the script knew a case in which it must not go on. What stands above the `fail` has "
                    + "been carried out, and nothing below it has. The exit code is \(exit: .failed), so cron and other "
                    + "programs see the failure. A `try` around it catches it; `stop` ends a script without one.",
                wrong: [
                    .file(
                        "leaders.lead",
                        """
                        param size: number = 0
                        if size = 0 {
                            fail "say how many: --var size=100"
                        }
                        search people where seniority is "c_suite"
                        select first $size
                        count
                        """),
                    .shell("$ lead run --sandbox leaders.lead"),
                ],
                right: [.shell("$ lead run --sandbox --var size=20 leaders.lead")]),
            Explanation(
                .fileNotRead, "a file that could not be read in the run",
                happened:
                    "A `load`, an `except file` or a `suppress file` cannot use its file: it is not there, you may not "
                    + "read it, its ending names no format, or it is not written as its format wants. In the example a "
                    + "quote is opened and never closed.",
                reason:
                    "Half a file of prospects would make half a list, and half a file of people not to contact would "
                    + "let the others through. So nothing of the file is used. What stands above has been carried out. "
                    + "The exit code is \(exit: .failed). Where `load` names its file outright, the header is read "
                    + "before the run, and a file that is missing then is `L2024`.",
                wrong: [
                    .file(
                        "prospects.csv",
                        """
                        E-mail,Firm
                        ada@byron.example,"Byron & Co
                        bob@cole.example,Cole Ltd
                        """),
                    .wrong(
                        """
                        load "prospects.csv"
                        count
                        """),
                ],
                right: [
                    .file(
                        "mended.csv",
                        """
                        E-mail,Firm
                        ada@byron.example,"Byron & Co"
                        bob@cole.example,Cole Ltd
                        """),
                    .script(
                        """
                        load "mended.csv"
                        count
                        """),
                ]),
            Explanation(
                .declined, "somebody said no",
                happened:
                    "lead asked before it deleted a list, or before it removed more than \(RowLimits.removed) rows, and "
                    + "the answer was another than the one that agrees: the list's name for `delete list`, `yes` for "
                    + "`remove`. In the example somebody types `no`.",
                reason:
                    "Only a clear yes counts. What was asked about has not been done. What stands above it has been "
                    + "carried out, nothing below it has, and `try` does not catch this. The exit code is "
                    + "\(exit: .failed). Run the script again and type the list's name, or pass `--yes` where it should "
                    + "not ask.",
                wrong: [
                    .wrong(
                        """
                        ensure list "Old leads"
                        delete list "Old leads"
                        """, while: .declining)
                ],
                right: [.shell("$ lead run --sandbox --yes -c 'ensure list \"Old leads\"; delete list \"Old leads\"'")]),
            Explanation(
                .outOfTime, "the time of the run is over",
                happened:
                    "`--timeout`, or the variable `LEAD_TIMEOUT`, says how long the whole run may take, and it was not done by "
                    + "then. In the example it may take a minute.",
                reason:
                    "The statement under way was stopped as by Ctrl-C: a call that had been sent is told of as one in doubt, what "
                    + "had not begun has not been sent. What stands above has been carried out. The exit code is "
                    + "\(exit: .overBudget). Run the script again, or give it more time: `ensure list` finds the list and `add` "
                    + "skips whoever is in it. `try` does not catch this.",
                wrong: [.wrong("wait 2 hours", while: .outOfTime)],
                right: [.shell("$ lead run --sandbox --timeout 10m -c 'show lists'")]),
        ]
}
