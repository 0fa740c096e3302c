import LeadDiagnostics
import LeadModel

/// `L1001` to `L1009`: characters, text, numbers, ids and days.
extension Explanation {
    static let charactersAndNumbers: [Explanation] = characters + numbers

    private static let characters: [Explanation] = [
        Explanation(
            .invalidEncoding, "a file that is not text",
            happened: "The script holds a byte that stands in no UTF-8 text. The file was saved in another encoding, or it is no "
                + "script at all: a spreadsheet, say.",
            reason: "lead would have to guess which letter was meant, and a wrong guess finds another person, or nobody. Editors "
                + "offer the encoding where they save a file: choose UTF-8.",
            wrong: [.shell(#"$ printf 'search people where location contains "M\374nchen"\n' | lead check -"#)],
            right: [.shell(#"$ printf 'search people where location contains "München"\n' | lead check -"#)]),
        Explanation(
            .unexpectedCharacter, "a character that means nothing here",
            happened: "A character stands where the language has no use for it, such as `&&`, `||`, `|`, a lone `!` or `$`, or a "
                + "sign like `€`. Inside quotes any of them may stand.",
            reason: "Each of these means something else in another language, so lead does not guess. Conditions are joined with "
                + "`and` and `or` and turned round with `not`.",
            wrong: """
                search people where seniority is "vp" && country is "Ireland"
                count
                """,
            right: """
                search people where seniority is "vp" and country is "Ireland"
                count
                """),
        Explanation(
            .unclosedText, "text that is never closed",
            happened:
                "A text, or a name in backticks, begins and does not end. Text in `\"…\"` or `'…'` ends on the line on which "
                + "it begins. Or an apostrophe in `'…'` ended the text before its last word.",
            reason: "Whatever follows would become part of the text: a condition would look for a title that nobody has, and a "
                + "list would get a strange name. Text with an apostrophe stands in double quotes.",
            wrong: """
                search people where country is "Ireland" and last_name is 'O'Neill'
                select all
                count
                """,
            right: """
                search people where country is "Ireland" and last_name is "O'Neill"
                select all
                count
                """),
        Explanation(
            .unknownEscape, #"a `\` that means nothing"#,
            happened:
                #"In a text in double quotes a `\` stands before a character with which it makes no sign. These are known: "#
                + #"`\n`, `\t`, `\"`, `\\`, `\$` and `\u{…}`."#,
            reason:
                #"A `\` that is left out without a word makes another pattern, which matches other people. Patterns are best "#
                + "written in single quotes, where every character stands for itself.",
            wrong: #"""
                search people where country is "Ireland"
                select first 100
                where phone matches "^\+353"
                count
                """#,
            right: #"""
                search people where country is "Ireland"
                select first 100
                where phone matches '^\+353'
                count
                """#),
        Explanation(
            .typographicQuotes, "curly quotes",
            happened: "A text stands in curly or angled quotes. Word processors, mail programs and chats put them in place of "
                + "straight ones.",
            reason: "Such a quote may also be part of a text, so lead does not take it for the text's end. Type the "
                + "quotes anew, or copy the text that the message offers.",
            wrong: """
                search people where title contains “Managing Partner”
                """,
            right: """
                search people where title contains "Managing Partner"
                count
                """),
    ]

    private static let numbers: [Explanation] = [
        Explanation(
            .thousandsSeparator, "a comma inside a number",
            happened: "A number is written with commas between its thousands.",
            reason: "A comma separates values: `1,000` could be one number or two, and the list a thousand times too short. "
                + "Write `1_000`, `1000` or `1k`.",
            wrong: """
                search people
                select first 1,000
                """,
            right: """
                search people
                select first 1_000
                count
                """),
        Explanation(
            .malformedNumber, "a word that begins like a number",
            happened: "A word begins with a digit, and is no number, no duration, no day and no id.",
            reason:
                "It may be a number with a slip in it, or text without quotes. Numbers look like `100`, `2.5`, `10k` or `95%`, "
                + "durations like `90s` or `3 days`.",
            wrong: """
                ensure list 2026Q1
                search people where seniority is "vp" and country is "Ireland"
                select first 20
                add to list "2026Q1"
                """,
            right: """
                ensure list "2026Q1"
                search people where seniority is "vp" and country is "Ireland"
                select first 20
                add to list "2026Q1"
                print outcome.added
                """),
        Explanation(
            .malformedUUID, "an id with a slip in it",
            happened: "Something looks like an id, but a group of it has a digit too many or too few, or a letter that is no "
                + "hexadecimal digit.",
            reason: "An id stands for one person or list, and a similar one for another. Copy it again; an id of another form is "
                + "written `id \"abc-123\"`.",
            wrong: """
                search people where seniority is "vp"
                select first 10
                except 8e1349df-c7ef-4a8b-b36f-c13115822e2
                count
                """,
            right: """
                search people where seniority is "vp"
                select first 10
                except 8e1349df-c7ef-4a8b-b36f-c13115822e26
                count
                """),
        Explanation(
            .impossibleDate, "a day that there is not",
            happened:
                "A date names a day that no calendar has, such as the 31st of April. Or month and day do not have two digits "
                + "each, as in `2026-1-5`.",
            reason: "Whichever day lead took in its place, a list could end too early, or a search reach back too far. "
                + "Days are written year, month, day: `2026-01-05`.",
            wrong: """
                ensure list "Spring" from 2026-02-01 to 2026-04-31
                """,
            right: """
                ensure list "Spring" from 2026-02-01 to 2026-04-30
                print 2026-04-30 + 1 day
                """),
    ]
}
