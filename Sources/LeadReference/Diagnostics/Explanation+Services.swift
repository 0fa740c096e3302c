import LeadDiagnostics
import LeadModel

/// `L5xxx`: what services answer, or do not.
extension Explanation {
    static let services: [Explanation] = [
        Explanation(
            .missingCredentials, "no account, or one that is not let in",
            happened:
                "The script was run without `--sandbox`, and no account is known, or the one that it uses has no token: nothing "
                + "is stored, the token's file can be read by others, or the profile has another address than the one that "
                + "the token was stored for. Or the service did not accept the token.",
            reason:
                "lead never falls back to the sandbox by itself: a list of made-up people would look like a real one. "
                + "Without `--sandbox` nothing was sent. Where the service did not accept the credentials, what stands "
                + "above has been carried out, and `try` does not catch it. The exit code is \(exit: .unauthorized). "
                + "`LEAD_SANDBOX=1` stands for the flag.",
            wrong: [.shell("$ lead run -c 'search people; count'")],
            right: [.shell("$ lead run --sandbox -c 'search people; count'")]),
        Explanation(
            .refused, "the service refused",
            happened:
                "The service answered a call with a failure. The message is its own, and in brackets stand the HTTP "
                + "status, the service's code and, where it has one, its name for the request. In the example it answers "
                + "every call with 500.",
            reason:
                "Without the answer nothing that builds on it can be right, so lead stops. It sends no call a second "
                + "time by itself. Batches before the refused one have been written, and the line that sums the "
                + "statement up counts the others as unsent; after a status of 500 or more the service may have done a "
                + "part of them all the same. The exit code is \(exit: .failed). A second run is safe: `ensure list` "
                + "finds the list, and `add` skips whoever is in it. `try` catches a refusal, except 402, no credits "
                + "left.",
            wrong: [
                .wrong(
                    """
                    search people where seniority is "vp"
                    count
                    """, while: .refusing)
            ],
            right: [
                .script(
                    """
                    try {
                        search people where seniority is "vp"
                        count
                    } else {
                        print "not today:", error.status
                    }
                    """, while: .refusing)
            ]),
        Explanation(
            .unreadableAnswer, "an answer that makes no sense",
            happened:
                "The service says that all went well, but what it sends is not what its documentation promises: no JSON, "
                + "no rows where rows belong, or a page that is shorter than it should be. In the example the answer is "
                + "cut off.",
            reason:
                "From such an answer rows would be lost unseen. What stands above has been carried out. A call that "
                + "writes may have been carried out, too: look at the list. A second run skips whoever is in it. The "
                + "exit code is \(exit: .failed). `--trace FILE` keeps every request and answer, without secrets, so "
                + "that you can show them to the service.",
            wrong: [
                .wrong(
                    """
                    search people where seniority is "vp"
                    count
                    """, while: .garbled)
            ],
            right: [
                .script(
                    """
                    search people where seniority is "vp"
                    count
                    """)
            ]),
        Explanation(
            .unreachable, "the service cannot be reached",
            happened:
                "No connection to the service came about, so that this call did not leave the machine. Or a call that changes "
                + "nothing had no answer.",
            reason:
                "Nothing has been carried out by this call; what stands above it has. Over the network lead has tried up to five "
                + "times, with longer and longer waits between, and the message says how often. Run the script again once the "
                + "service can be reached: `ensure list` finds the list and `add` skips whoever is in it. The exit code is "
                + "\(exit: .failed), or \(exit: .overBudget) where several attempts were made. `try` catches this where the "
                + "script has something better to do.",
            wrong: [
                .wrong(
                    """
                    search people where seniority is "vp"
                    count
                    """, while: .unreachable)
            ],
            right: [
                .script(
                    """
                    try {
                        search people where seniority is "vp"
                        count
                    } else {
                        print "left for the next run:", error.code
                    }
                    """, while: .unreachable)
            ]),
        Explanation(
            .callsUsedUp, "the account has no calls left",
            happened:
                "The service lets an account make so many calls a minute and a day, and they are made: by this run, by others of "
                + "this user, or by another program. lead waits up to two minutes by itself; this would take longer.",
            reason:
                "The call was not sent, so that it cannot have been carried out and costs nothing; what stands above it has been. "
                + "The exit code is \(exit: .overBudget). Run the script again when there are calls: `ensure list` finds the list and "
                + "`add` skips whoever is in it. `try` does not catch this. A `budget` keeps one run from using up what others need.",
            wrong: [
                .wrong(
                    """
                    search people where seniority is "vp"
                    count
                    """, while: .usedUp)
            ],
            right: [
                .script(
                    """
                    budget 50 calls
                    search people where seniority is "vp"
                    count
                    """)
            ]),
        Explanation(
            .notRecorded, "the recording has no answer to this",
            happened:
                "`--replay` answers from a recording instead of from an account, and the script asks for something that was not asked "
                + "when it was recorded. The message says what was asked then that comes nearest, and where the two differ.",
            reason:
                "Nothing is sent in a replay, so that there is no answer, and none is made up. Either the script has changed: record "
                + "it again. Or it should not have: the message says what is other than it was. The exit code is "
                + "\(exit: .failed), and `try` does not catch this.",
            wrong: [
                .shell(
                    """
                    $ lead run --sandbox --record calls -c 'search people where seniority is "vp"; count'
                    $ lead run --replay calls -c 'search people where seniority is "director"; count'
                    """)
            ],
            right: [
                .shell(
                    """
                    $ lead run --sandbox --record calls -c 'search people where seniority is "vp"; count'
                    $ lead run --replay calls -c 'search people where seniority is "vp"; count'
                    """)
            ]),
        Explanation(
            .inDoubt, "nobody knows whether it was done",
            happened:
                "A call that changes something was sent, and no answer came. Or rows were removed from a list at Lance, "
                + "and afterwards the list could not be read, or somebody else had changed it meanwhile. In the example "
                + "the connection breaks after the service has taken the `add`.",
            reason:
                "The service may have carried the call out or not, so lead neither repeats it nor goes on, and `try` "
                + "does not catch it. The summary counts its rows as unsent. What stands above has been carried out. "
                + "The exit code is \(exit: .failed). Look at the list first. Then a second run of an `add` is safe, as "
                + "below: whoever is in the list is skipped. Only rows of a file with neither an e-mail address nor a "
                + "LinkedIn URL may come in twice, since nobody can recognise them.",
            wrong: [
                .wrong(
                    """
                    ensure list "Irish VPs"
                    search people where seniority is "vp" and country is "Ireland"
                    select first 10
                    add to list "Irish VPs"
                    """, while: .answerLost)
            ],
            right: [
                .file(
                    "irish.lead",
                    """
                    ensure list "Irish VPs"
                    search people where seniority is "vp" and country is "Ireland"
                    select first 10
                    add to list "Irish VPs"
                    print outcome.added, outcome.skipped
                    """),
                .shell("$ lead run --sandbox --quiet irish.lead\n$ lead run --sandbox --quiet irish.lead"),
            ]),
        Explanation(
            .interrupted, "the run was interrupted",
            happened:
                "Somebody pressed Ctrl-C, or the process was asked to end. In the example this comes after the first of "
                + "three batches.",
            reason:
                "lead waits for the call under way and sends no other, so that each row is accounted for; a second "
                + "Ctrl-C ends it at once. What stands above and the batches that were sent have been carried out, and "
                + "`try` does not catch this. The exit code is \(exit: .interrupted), or 143 where the process was "
                + "asked to end. A second run is safe: `ensure list` finds the list, and `add` skips whoever is in it.",
            wrong: [
                .wrong(
                    """
                    ensure list "Managers"
                    search people where title contains "manager"
                    select rows 0..2500
                    add to list "Managers"
                    """, while: .interrupted)
            ],
            right: [
                .script(
                    """
                    ensure list "Managers"
                    search people where title contains "manager"
                    select rows 0..2500
                    add to list "Managers"
                    print outcome.added, outcome.skipped
                    """)
            ]),
    ]
}
