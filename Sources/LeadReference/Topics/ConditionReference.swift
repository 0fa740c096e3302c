public import LeadModel

/// What a condition can ask, and how it is written.
public struct ConditionReference: Hashable, Sendable {
    /// The ways to write it.
    public let forms: [String]
    /// The ways to write its opposite; none where `not` before it is the only one.
    public let negations: [String]
    /// What people write for one of these; it is understood, and laid out as the proper form.
    public let nearForms: [String]
    /// When it holds.
    public let meaning: String
    /// A condition as an example.
    public let example: String

    private init(
        _ forms: [String], _ negations: [String], near nearForms: [String] = [], _ meaning: String, _ example: String
    ) {
        self.forms = forms
        self.negations = negations
        self.nearForms = nearForms
        self.meaning = meaning
        self.example = example
    }

    /// All of them; a new operator is one row here.
    public static let all = [
        ConditionReference(
            ["is", "="], ["is not", "!="], near: ["==", "<>"], "both are equal, without regard to case", "country is \"Ireland\""),
        ConditionReference(["<", "<=", ">", ">="], [], "one is less than the other, or more", "company.employees >= 50"),
        ConditionReference(
            ["between A and B"], ["not between A and B"], near: near("between A and B"),
            "it lies between the two, or is one of them",
            "company.employees between 50 and 500"),
        ConditionReference(
            ["in", "is one of"], ["not in", "is not one of"], near: near("in"), "it is one of a list",
            "seniority in (\"vp\", \"c_suite\")"),
        ConditionReference(["is empty"], ["is not empty"], "there is no value", "email is not empty"),
        ConditionReference(
            ["contains"], ["does not contain"], near: near("contains", "contain"), "the words stand in it, one after another",
            "title contains \"Managing Partner\""),
        ConditionReference(
            ["starts with"], ["does not start with"], near: near("starts with", "start with"), "it begins with these characters",
            "last_name starts with \"O'\""),
        ConditionReference(
            ["ends with"], ["does not end with"], near: near("ends with", "end with"), "it ends with these characters",
            "email ends with \".example\""),
        ConditionReference(
            ["like"], ["not like"], near: near("like"), "the provider's own search finds them alike", "title like \"sales lead\""),
        ConditionReference(
            ["matches"], ["does not match"], near: near("matches", "match"),
            "a regular expression finds something in it (RE2 syntax)",
            "title matches '^(VP|Vice)'"),
    ]

    /// What is understood of an operator whose opposite is `not` and its name.
    private static func near(_ name: String) -> [String] {
        ["is \(name)", "is not \(name)", "does not \(name)", "do not \(name)"]
    }

    /// What is understood of an operator whose opposite is `does not` and the verb's plain form.
    private static func near(_ verb: String, _ plain: String) -> [String] {
        ["is \(verb)", "is not \(verb)"] + ["not", "do not"].flatMap { ["\($0) \(plain)", "\($0) \(verb)"] }
            + ["does not \(verb)"]
    }

    /// What `help conditions` says.
    static let page = ManualPage(
        title: "conditions",
        blocks: [
            .table(table),
            .paragraph(
                "`and`, `or` and `not` join conditions; where `and` meets `or`, brackets say which is meant. `exactly` after an "
                    + "operator lets case and blanks count. A list on the right means any of its items. A comparison with an "
                    + "empty value does not hold, and its opposite does."),
            .paragraph("Other ways to write them are understood, and `lead fmt` lays them out as above:"),
            .table(nearTable),
            .code(
                .script(
                    """
                    search people where country is "Ireland"
                    select first 100
                    where seniority in ("vp", "c_suite") and (title contains "Sales" or title contains "Marketing")
                    count
                    """)),
        ])

    /// The operators with their opposites and when they hold.
    public static let table = ManualPage.Table(
        header: ["operator", "holds where", "opposite", "for example"],
        rows: all.map { [quoted($0.forms), $0.meaning, quoted($0.negations), "`\($0.example)`"] })

    /// The operators that can be written in other ways than their own, with these.
    public static let nearTable = ManualPage.Table(
        header: ["operator", "also understood"],
        rows: all.filter { !$0.nearForms.isEmpty }.map { [quoted($0.forms), quoted($0.nearForms)] })
}

/// Each of the texts in backticks.
func quoted(_ texts: [String]) -> String {
    texts.map { "`\($0)`" }.joined(separator: ", ")
}
