import LeadDiagnostics
import LeadModel
import LeadSyntax
import LeadText

/// `L2018` to `L2025`: what blocks, commands and files bring.
extension Explanation {
    static let blocksAndFiles: [Explanation] = kinds + namesInBlocks + files

    private static let kinds: [Explanation] = [
        Explanation(
            .wrongKind, "rows that do not go together",
            happened:
                "`with` unites sets of different accounts, or people with companies. Or the current rows, or a kept set, are "
                + "of one kind or another, depending on which block has run.",
            reason: "A row of one account or kind lacks the fields and ids of the other, so no condition and no list "
                + "could take both. Act on each set by itself.",
            wrong: """
                search people where country is "Ireland"
                select first 20 as people_there
                search companies where company.country is "Ireland"
                select first 20 as firms_there
                with people_there, firms_there
                count
                """,
            right: """
                search people where country is "Ireland"
                select first 20 as people_there
                search companies where company.country is "Ireland"
                select first 20 as firms_there
                print count(people_there), count(firms_there)
                """),
        Explanation(
            .invalidPattern, "no regular expression",
            happened: "What stands after `matches` is no regular expression as RE2 understands them. The message says what is "
                + "wrong with it.",
            reason: "A pattern that cannot be read matches nobody. For plain words `contains` is enough.",
            wrong: """
                search people where country is "Ireland" and seniority is "vp"
                select first 100
                where title matches '^(VP|Vice'
                count
                """,
            right: """
                search people where country is "Ireland" and seniority is "vp"
                select first 100
                where title matches '^(VP|Vice)'
                count
                """),
        Explanation(
            .writeWhileReadOnly, "a script that writes, in a run that may not",
            happened: "The run was started with `--read-only`, and the script has a statement that makes or changes a list "
                + "or a contact.",
            reason: "Nothing is sent, not even what stands above that statement: half a run would be of no use. Files can be "
                + "exported all the same.",
            wrong: [
                .file(
                    "vps.lead",
                    """
                    search people where seniority is "vp" and country is "Ireland"
                    count
                    ensure list "Irish VPs"
                    """),
                .shell("$ lead run --sandbox --read-only vps.lead"),
            ],
            right: [
                .file(
                    "count.lead",
                    """
                    search people where seniority is "vp" and country is "Ireland"
                    count
                    """),
                .shell("$ lead run --sandbox --read-only count.lead"),
            ]),
    ]

    private static let namesInBlocks: [Explanation] = [
        Explanation(
            .shadowedName, "a name that hides another",
            happened:
                "The variable of a `for` or a parameter of a command has a name that stands for something else outside, or a "
                + "set is kept under the name of a variable. lead warns and runs the script.",
            reason: "Inside, the name means one thing and outside another, which is easily mixed up.",
            wrong: [
                .doubtful(
                    """
                    let country = "Ireland"
                    for country in ("Poland", "Denmark") {
                        search people where country is $country
                        count
                    }
                    print "home:", country
                    """)
            ],
            right: [
                .script(
                    """
                    let home = "Ireland"
                    for country in ("Poland", "Denmark") {
                        search people where country is $country
                        count
                    }
                    print "home:", home
                    """)
            ]),
        Explanation(
            .unusedName, "a name that nothing reads",
            happened: "A variable, a parameter, a kept set or a command is made, and nothing reads or calls it.",
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
        Explanation(
            .unknownCommand, "a command that there is not",
            happened: "A line calls a command, and no `define` above it makes one of that name. A function alone on a line "
                + "is no command. Or a command calls itself, directly or through another one.",
            reason: "What the command was to do would be left out, and a command that calls itself never ends. To repeat "
                + "something, `for` goes through a list or a range.",
            wrong: """
                define leaders_of(place) {
                    search people where seniority is "c_suite" and country is $place
                    count
                }
                leaders_of("Ireland")
                leader_of("Poland")
                """,
            right: """
                define leaders_of(place) {
                    search people where seniority is "c_suite" and country is $place
                    count
                }
                leaders_of("Ireland")
                leaders_of("Poland")
                """),
    ]

    private static let files: [Explanation] = [
        Explanation(
            .unreadableFile, "a file of the script that cannot be read",
            happened: "A file that the script loads, compares with or includes is not there, may not be read, or holds no table.",
            reason: "Without a file of people to leave out, they would all get into the list, so the script does not begin. The "
                + "path of a file of rows counts from the folder in which lead is run; that after `include`, from the "
                + "including script's.",
            wrong: [
                .file("prospects.csv", "email,name\nada@byron.example,Ada Byron\nbob@cole.example,Bob Cole"),
                .wrong(
                    """
                    load "prospect.csv"
                    count
                    """),
            ],
            right: [
                .script(
                    """
                    load "prospects.csv"
                    count
                    """)
            ]),
        Explanation(
            .includeCycle, "files that include each other",
            happened: "A script includes a file that includes that script again, directly or through others. Files more than "
                + "\(Limits.includes) levels deep, or more than \(grouped(Limits.includedFiles)) in all, get this code, too.",
            reason: "Such a script would never end. What two files share goes into a third, which both include.",
            wrong: [
                .file("countries.lead", "include \"leaders.lead\"\nlet countries = (\"Ireland\", \"Poland\")"),
                .file("leaders.lead", "include \"countries.lead\"\nprint \"Leaders of\", $countries"),
                .wrong(
                    """
                    include "leaders.lead"
                    """),
            ],
            right: [
                .file("places.lead", "let places = (\"Ireland\", \"Poland\")"),
                .script(
                    """
                    include "places.lead"
                    print "Leaders of", $places
                    """),
            ]),
    ]
}
