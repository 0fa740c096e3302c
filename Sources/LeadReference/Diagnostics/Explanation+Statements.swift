import LeadDiagnostics
import LeadModel
import LeadSyntax
import LeadText

/// `L1010` to `L1022`: brackets, statements and where they stand.
extension Explanation {
    static let statementsAndBrackets: [Explanation] = brackets + order + limits + names

    private static let brackets: [Explanation] = [
        Explanation(
            .unclosedBracket, "a bracket that is never closed",
            happened: "A `(`, `[` or `{` is opened, and what closes it is missing.",
            reason: "Where it ends decides what a condition asks for, or which statements belong to a block. The message "
                + "shows the bracket that begins; its end belongs after the last value, or below the block's last "
                + "statement.",
            wrong: """
                search people where seniority in ("vp", "c_suite"
                count
                """,
            right: """
                search people where seniority in ("vp", "c_suite")
                count
                """),
        Explanation(
            .strayBracket, "a bracket that closes nothing",
            happened: "A `)`, `]` or `}` stands where none is open.",
            reason: "Either it is one too many, or the one that opens it was lost, and with it the start of a block or of a "
                + "condition.",
            wrong: """
                search people where country in ("Ireland", "Denmark"))
                count
                """,
            right: """
                search people where country in ("Ireland", "Denmark")
                count
                """),
        Explanation(
            .unknownStatement, "a line that begins with no statement",
            happened:
                "A line begins with a word that no statement begins with: a slip of the finger, a word of another language, "
                + "or a variable that is set without `let`.",
            reason:
                "lead does not run a line that it cannot read, and the lines below would act on other rows without it. `help` "
                + "lists all statements.",
            wrong: """
                country = "Ireland"
                search people where country is $country
                count
                """,
            right: """
                let country = "Ireland"
                search people where country is $country
                count
                """),
        Explanation(
            .notInThisVersion, "a part of the language that is still to come",
            happened: "The script uses a word that the language keeps for a later version, such as `enrich`, `plan`, "
                + "campaigns, or lists of companies.",
            reason:
                "lead knows what was meant and cannot do it yet, so it says so before the run rather than in the middle of it. "
                + "Some of these have a way round, which the message names.",
            wrong: """
                search people where seniority is "vp" and country is "Ireland"
                select first 20
                enrich emails
                where email is not empty
                count
                """,
            right: """
                search people where seniority is "vp" and country is "Ireland"
                select first 20
                where email is not empty
                count
                """),
    ]

    private static let order: [Explanation] = [
        Explanation(
            .expected, "something else was expected",
            happened:
                "A statement begins well and then goes on in a way that it cannot. The message says what could stand at this "
                + "place, and what stands there.",
            reason: "Most often a word is missing, and there is more than one that would fit. `help` with the "
                + "statement's first word, such as `help select`, shows all its forms.",
            wrong: """
                search people where seniority is "vp"
                select 100
                """,
            right: """
                search people where seniority is "vp"
                select first 100
                count
                """),
        Explanation(
            .mixedLogic, "`and` and `or` without brackets",
            happened: "`and` and `or` stand side by side in one condition, and no brackets say which belongs together.",
            reason: "The two readings find different people. Here one takes everybody in Denmark, whatever their level, "
                + "and the other only vice presidents.",
            wrong: """
                search people where country is "Denmark" or country is "Ireland" and seniority is "vp"
                select all
                count
                """,
            right: """
                search people where (country is "Denmark" or country is "Ireland") and seniority is "vp"
                select all
                count
                """),
        Explanation(
            .leadingWord, "a line that begins with `and`, `or` or `else`",
            happened: "A line begins with `and` or `or`, or an `else` stands on a line below the `}` that it belongs to.",
            reason: "A statement ends with its line, unless the line's end says that it goes on; at the prompt it would "
                + "have run already, without its second half. Write `and` or `or` at the end of the line before, and `} "
                + "else {` on one line.",
            wrong: """
                search people where country is "Ireland"
                    and seniority is "vp"
                count
                """,
            right: """
                search people where country is "Ireland" and
                    seniority is "vp"
                count
                """),
    ]

    private static let limits: [Explanation] = [
        Explanation(
            .tooDeep, "nested too deep",
            happened: "Brackets and blocks stand inside each other more than \(Limits.nesting) levels deep, or commands call "
                + "each other so deep. Or commands call each other in too many different ways for all of them to be checked.",
            reason: "Such a script was written by a program, or by mistake. A list of values says the same as many "
                + "brackets, and `for` goes through many cases.",
            wrong: [
                .shell(
                    """
                    $ { echo 'search people where'; yes '(country is "Denmark" or' | head -n 201; echo 'true'; yes ')' | head -n 201; } | lead check -
                    """)
            ],
            right: [
                .shell(
                    """
                    $ { echo 'search people where country in ('; yes '"Denmark",' | head -n 201; echo '); count'; } | lead run --sandbox -
                    """)
            ]),
        Explanation(
            .tooLong, "too long",
            happened:
                "A text is longer than \(sized(Limits.textBytes)), or a script longer than \(sized(Limits.scriptBytes)). The "
                + "code is also given to the last message where a script has more than \(grouped(Limits.mistakes)) mistakes.",
            reason: "This much is data rather than a script. Put the values into a file: `load` reads rows from one, and "
                + "`except file` and `suppress file` compare with one.",
            wrong: [
                .shell(
                    """
                    $ seq -f 'person%.0f@firm.example' 60000 > addresses
                    $ { echo 'print length("'; cat addresses; echo '")'; } | tr '\\n' ' ' | lead check -
                    """)
            ],
            right: [
                .shell(
                    """
                    $ { echo email; seq -f 'person%.0f@firm.example' 60000; } > addresses.csv
                    $ { echo 'load "addresses.csv"'; echo count; } | lead run --sandbox -
                    """)
            ]),
    ]

    private static let names: [Explanation] = [
        Explanation(
            .misplacedDeclaration, "a declaration in the wrong place",
            happened: "`lead`, `param` or `budget` stands after another statement, or `define` inside a block.",
            reason:
                "Whoever runs a script must see at its top what they can set and what it may spend, and a command that is made "
                + "only now and then cannot be checked.",
            wrong: """
                search people where seniority is "c_suite"
                param country = "Ireland"
                where country is $country
                count
                """,
            right: """
                param country = "Ireland"
                search people where seniority is "c_suite"
                where country is $country
                count
                """),
        Explanation(
            .unquotedList, "a list's name without quotes",
            happened: "The name of a list stands without quotes where a list is made, opened or filled.",
            reason: "A bare word could be a variable that holds the name, or the name itself, and the rows would go to another "
                + "list. The name stands in quotes; a variable is written `$name`.",
            wrong: """
                ensure list Leaders
                search people where seniority is "vp" and country is "Ireland"
                select first 20
                add to list "Leaders"
                """,
            right: """
                ensure list "Leaders"
                search people where seniority is "vp" and country is "Ireland"
                select first 20
                add to list "Leaders"
                print outcome.added
                """),
        Explanation(
            .reservedName, "a name that is taken by the language",
            happened:
                "A variable, a set or a parameter is called by one of the few words that no name may have, such as `in`, `to`, "
                + "`is` or `it`. Or a command of yours has the name of a statement.",
            reason: "A line with such a name could be read in two ways. Another name is the plainest; in backticks, "
                + "even such a word is a name.",
            wrong: """
                let to = "Leaders"
                """,
            right: """
                let target = "Leaders"
                print target
                """),
        Explanation(
            .unknownEdition, "a script for another lead",
            happened: "The first line names an edition of the language that this lead does not know.",
            reason:
                "In another edition the same words may do something else. Take a newer lead for a newer script; this one knows "
                + "edition \(Limits.edition).",
            wrong: """
                lead 2
                search people where seniority is "vp"
                count
                """,
            right: """
                lead 1
                search people where seniority is "vp"
                count
                """),
    ]
}
