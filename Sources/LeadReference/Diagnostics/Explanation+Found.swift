import LeadDiagnostics
import LeadModel

/// `L2006` to `L2011`: rows, and what accounts can do with them.
extension Explanation {
    static let rowsAndAccounts: [Explanation] = [
        Explanation(
            .noRows, "no rows to act on",
            happened: "A statement acts on `it`, the current rows, and no statement above it has found any. Or one has, but only "
                + "inside a block that may not run.",
            reason: "lead does not fall back to the whole database. Rows come from `search`, `open`, `load` or `with`.",
            wrong: """
                where country is "Ireland"
                count
                """,
            right: """
                search people where country is "Ireland"
                count
                """),
        Explanation(
            .unboundedRows, "rows without an end",
            happened: "A statement acts on each row of a search, and nothing says how many these may be. `add`, `save`, "
                + "`export`, `for` and the like need such a bound. `dedupe`, `order by`, `summarize` and `select "
                + "sample` need it since they read all rows, and so does `count` where the service cannot test a "
                + "condition itself.",
            reason:
                "A search may find millions, and nobody wants that many in a list by mistake. `select first 100` says how many, "
                + "`select all` says that all are meant.",
            wrong: """
                search people where seniority is "vp" and country is "Ireland"
                ensure list "Irish VPs"
                add to list "Irish VPs"
                """,
            right: """
                search people where seniority is "vp" and country is "Ireland"
                select first 100
                ensure list "Irish VPs"
                add to list "Irish VPs"
                print outcome.added
                """),
        Explanation(
            .reversedRange, "a range that runs backwards",
            happened: "A range of places, a `between` or the days of a list begin with the larger end.",
            reason: "Nothing lies in such a range. An empty list would look like a search that found nobody.",
            wrong: """
                search people where company.employees between 500 and 50
                count
                """,
            right: """
                search people where company.employees between 50 and 500
                select first 100
                count
                """),
        Explanation(
            .unknownAccount, "an account that there is not",
            happened: "`use`, or `at` after a list, names an account that lead does not know.",
            reason: "The rows of one account are not those of another, and neither are its lists. The message names the "
                + "nearest account, or all that there are.",
            wrong: """
                use lancee
                search people where country is "Ireland"
                count
                """,
            right: """
                use lance
                search people where country is "Ireland"
                count
                """),
        Explanation(
            .fieldWithoutRow, "a field without a row",
            happened: "The name of a field stands where no row is at hand, as after `print`, `let` or `if`.",
            reason: "The current rows are many, and lead does not pick the e-mail address of one of them. `show columns` shows a "
                + "field of each row, and `for row in it` goes through the rows one by one.",
            wrong: """
                search people where seniority is "vp" and country is "Ireland"
                select first 2
                print email
                """,
            right: """
                search people where seniority is "vp" and country is "Ireland"
                select first 2
                for person in it {
                    print person.email
                }
                """),
        Explanation(
            .notSupported, "something that the account cannot do",
            happened: "The statement is right, but the service behind the account in use has nothing like it: Lance keeps no "
                + "contacts, and LeadLex cannot search companies. Some services cannot search a field by `like`, and contacts "
                + "are told apart by `email` alone.",
            reason:
                "Doing half of it, or something similar, would leave a list that looks complete. The message says which account "
                + "can do it, or what to write instead.",
            wrong: """
                use lance
                search people where seniority is "vp" and country is "Ireland"
                select first 5
                save to contacts
                """,
            right: """
                use leadlex
                search people where seniority is "vp" and country is "Ireland"
                select first 5
                save to contacts
                print outcome.added
                """),
    ]
}
