/// How each statement is written, what it does and an example: what `help` says.
public enum StatementGuide {
    private struct Entry {
        let form: String
        let summary: String
        let example: String

        init(_ form: String, _ summary: String, _ example: String) {
            self.form = form
            self.summary = summary
            self.example = example
        }
    }

    /// What the statement does, in a few words.
    public static func summary(of word: StatementWord) -> String {
        entry(of: word).summary
    }

    /// The statement's form, what it does, and an example to paste.
    public static func text(for word: StatementWord) -> String {
        let entry = entry(of: word)
        guard word.isAvailable else { return "`\(word.rawValue)` is part of the language, but not in this version of lead" }
        return "\(entry.form)\n    \(entry.summary)\nfor example: \(entry.example)"
    }

    private static func entry(of word: StatementWord) -> Entry {
        session(word) ?? flow(word) ?? rows(word) ?? doing(word) ?? looking(word)
            ?? Entry(word.rawValue, "comes with a later version", word.rawValue)
    }

    private static func session(_ word: StatementWord) -> Entry? {
        switch word {
        case .lead: Entry("lead EDITION", "names the edition of the language; the first line, if it stands at all", "lead 1")
        case .use: Entry("use NAME", "says which account the next statements talk to", "use lance")
        case .param:
            Entry(
                "param NAME [: text|number|date|list] [= EXPR]", "declares a value that the caller may set",
                "param quarter = \"Q1\"")
        case .budget: Entry("budget N calls, N credits, N rows", "caps what the run may spend", "budget 200 calls, 5000 rows")
        case .let: Entry("let NAME = EXPR", "sets a variable", "let country = \"Germany\"")
        case .print: Entry("print EXPR, …", "prints values", "print outcome.added, \"people are new\"")
        case .expect:
            Entry(
                "expect COND [, \"message\"]", "ends the script with exit code 6 unless a condition holds",
                "expect outcome.failed is 0")
        case .step:
            Entry("step \"name\" { … }", "runs a named part", "step \"Leaders\" { search people where seniority is \"vp\" }")
        default: nil
        }
    }

    private static func flow(_ word: StatementWord) -> Entry? {
        switch word {
        case .if:
            Entry(
                "if COND { … } [else if COND { … }] [else { … }]", "runs the first block whose condition holds",
                "if count(it) > 0 { show }")
        case .else:
            Entry(
                "} else { … }", "stands behind the block of `if` or `try`", "if count(it) is 0 { print \"nobody\" } else { show }"
            )
        case .for:
            Entry(
                "for NAME in LIST|a..b|SET { … }", "runs a block for each value, number or row",
                "for country in (\"Germany\", \"Austria\") { print country }")
        case .define:
            Entry(
                "define NAME(a, b = \"x\") { … }", "makes a command of your own, called as NAME(\"y\", b: 1)",
                "define greet(name) { print \"Hello\", name }")
        case .include: Entry("include \"file.lead\"", "runs another script here", "include \"shared.lead\"")
        case .try:
            Entry(
                "try { … } else { … }", "runs the second block if the first fails",
                "try { open list \"Q1\" } else { print error.message }")
        case .stop: Entry("stop", "ends the script", "stop")
        case .fail: Entry("fail \"message\"", "ends the script with a failure", "fail \"no list to work on\"")
        case .wait: Entry("wait DURATION", "pauses", "wait 30s")
        default: nil
        }
    }

    private static func rows(_ word: StatementWord) -> Entry? {
        switch word {
        case .search:
            Entry(
                "search people|companies [CLAUSE …]", "finds rows in the provider's database",
                "search people where title contains \"CEO\"")
        case .open:
            Entry("open list LIST | open contacts", "takes the members of a list, or the CRM's contacts", "open list \"Q1\"")
        case .load:
            Entry(
                "load [people|companies] \"FILE\"|stdin [format NAME] [columns (FIELD from \"HEADER\", FIELD = EXPR)]",
                "takes the rows of a CSV, TSV, JSON or NDJSON file", "load \"prospects.csv\" columns (country = \"Germany\")")
        case .with: Entry("with NAME, …", "makes kept sets the current rows", "with ceos, ctos")
        case .where:
            Entry("where COND", "keeps the rows for which a condition holds", "where company.employees between 50 and 500")
        case .select:
            Entry("select rows …|all|first N|sample N|UUID, …|id EXPR|NAME|where COND", "chooses rows", "select rows 0..100")
        case .except:
            Entry(
                "except UUID|id EXPR|NAME|rows …|list LIST|any list|file \"F\" by …|where COND, …", "takes rows away",
                "except list \"Customers\"")
        case .suppress:
            Entry(
                "suppress file \"FILE\" by FIELD, … | suppress list LIST, … [allow unknown]",
                "holds rows back from all that follows", "suppress list \"Customers\"")
        case .dedupe: Entry("dedupe by FIELD, …", "keeps the first of rows that are alike", "dedupe by company.domain")
        case .order: Entry("order by FIELD [desc], …", "sorts the rows", "order by company.employees desc")
        case .limit:
            Entry("limit N [per FIELD]", "keeps the first rows, or the first of each value", "limit 3 per company.domain")
        case .set: Entry("set FIELD = EXPR", "gives a field a value, on the rows at hand only", "set country = \"Germany\"")
        case .rename: Entry("rename A to B", "moves a field's values to another field", "rename custom.firm to company.name")
        case .drop: Entry("drop FIELD, …", "forgets fields, on the rows at hand only", "drop phone")
        case .as: Entry("as NAME", "keeps the current rows under a name", "as ceos")
        default: nil
        }
    }

    private static func doing(_ word: StatementWord) -> Entry? {
        switch word {
        case .create:
            Entry(
                "create list \"NAME\" [description \"…\"] [from DATE to DATE]", "makes a list; an existing one is an error",
                "create list \"Q1\"")
        case .ensure: Entry("ensure list \"NAME\" …", "makes a list unless it is there", "ensure list \"Q1\"")
        case .add: Entry("add [SET] to list LIST", "adds rows to a list", "add to list \"Q1\"")
        case .save:
            Entry(
                "save [SET] to contacts | save [SET] to list LIST [allow no key]", "saves rows as contacts (LeadLex)",
                "save to contacts")
        case .update:
            Entry(
                "update contacts by email [fill empty only]", "changes contacts by what is known of the rows (LeadLex)",
                "update contacts by email fill empty only")
        case .remove: Entry("remove [SET] from list LIST", "takes rows out of a list", "remove from list \"Q1\"")
        case .delete: Entry("delete list LIST", "deletes a list", "delete list \"Q1\"")
        default: nil
        }
    }

    private static func looking(_ word: StatementWord) -> Entry? {
        switch word {
        case .show:
            Entry(
                "show [SET] [rows …] [columns FIELD, …] | show lists", "shows rows, or the account's lists",
                "show rows 0..10 columns name, title")
        case .count: Entry("count [SET]", "counts rows", "count")
        case .describe: Entry("describe [SET]", "says what is known of each field", "describe")
        case .summarize: Entry("summarize [SET] by FIELD, …", "counts rows by their values", "summarize by seniority")
        case .export:
            Entry(
                "export [SET] to \"FILE\" [columns FIELD, …]", "writes rows to a file",
                "export to \"prospects.csv\" columns name, email")
        case .refresh: Entry("refresh", "forgets what was read, so that it is read anew", "refresh")
        case .help: Entry("help [TOPIC]", "says how the language is written", "help add")
        default: nil
        }
    }
}
