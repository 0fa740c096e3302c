import LeadDiagnostics
import LeadModel

/// `L4002` to `L4005`: lists that are not what a script takes them for.
extension Explanation {
    static let lists: [Explanation] = [
        Explanation(
            .missingList, "a list that is not there",
            happened: "The script names a list, by its name or its id, and the account has none such.",
            reason:
                "lead makes no list by itself: with a slip in the name, an `add` would fill a second list, and an "
                + "`except` would leave nobody out. Only `create list` and `ensure list` make one. What stands above has "
                + "been carried out, and this statement has done nothing. The exit code is \(exit: .failed).",
            wrong: """
                search people where seniority is "vp" and country is "Ireland"
                select first 10
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
            .listExists, "a list that is there already",
            happened: "`create list` makes a new list, and there is one of that name. In the example the script runs twice.",
            reason:
                "Two lists of one name could not be told apart. No list has been made, and what stands above has been "
                + "carried out. The exit code is \(exit: .failed). Where a script runs more than once, write `ensure "
                + "list`: it makes the list the first time and finds it from then on. `create list` is for a script "
                + "that must begin with an empty list.",
            wrong: [
                .file(
                    "first.lead",
                    """
                    create list "This month"
                    search people where country is "Ireland"
                    select first 10
                    add to list "This month"
                    """),
                .shell("$ lead run --sandbox first.lead\n$ lead run --sandbox first.lead"),
            ],
            right: [
                .file(
                    "every-time.lead",
                    """
                    ensure list "This month"
                    search people where country is "Ireland"
                    select first 10
                    add to list "This month"
                    """),
                .shell("$ lead run --sandbox every-time.lead\n$ lead run --sandbox every-time.lead"),
            ]),
        Explanation(
            .ambiguousList, "a name that may mean several lists",
            happened:
                "The account has several lists of this name, or it has none that is written exactly so, and one whose "
                + "name differs only in capital letters.",
            reason:
                "To act on the wrong list is worse than to stop: the people in it would be contacted, or left out, by "
                + "mistake. This statement has done nothing, and those above it have been carried out. The exit code is "
                + "\(exit: .failed). The message gives each list's id; `list id \"…\"` names one whatever it is called.",
            wrong: """
                ensure list "Customers"
                search people where country is "Ireland"
                select first 50
                except list "customers"
                count
                """,
            right: """
                ensure list "Customers"
                search people where country is "Ireland"
                select first 50
                except list "Customers"
                count
                """),
        Explanation(
            .wrongListKind, "people for a list of companies",
            happened:
                "The script adds people to a list that holds companies. In the example, \"Target accounts\" is such a "
                + "list; somebody made it elsewhere, since lead makes lists of people only.",
            reason:
                "A list holds people or companies, never both. Nobody has been added, and what stands above has been "
                + "carried out. The exit code is \(exit: .failed).",
            wrong: [
                .wrong(
                    """
                    search people where seniority is "vp" and country is "Ireland"
                    select first 10
                    add to list "Target accounts"
                    """, while: .companyList)
            ],
            right: [
                .script(
                    """
                    search people where seniority is "vp" and country is "Ireland"
                    select first 10
                    ensure list "People at target accounts"
                    add to list "People at target accounts"
                    print outcome.added
                    """, while: .companyList)
            ]),
    ]
}
