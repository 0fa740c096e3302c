public import LeadModel

/// How values are written, and what `outcome` tells.
extension Topics {
    /// The kinds of values with how each is written.
    public static let values = ManualPage.Table(
        header: ["value", "is written"],
        rows: [
            [
                "text",
                #"`"…"` with `\n \t \" \\ \$ \u{…}` and `${expr}`; `'…'` raw; `"""…"""` over several lines, indentation taken off"#,
            ],
            ["numbers", "`100`, `1_000`, `2.5`, `10k`, `10M`, `95%` (0.95)"],
            ["days, ids", "`2026-01-31`, `550e8400-e29b-41d4-a716-446655440005`"],
            [
                "durations",
                "`500ms`, `90s`, `5m`, `2h`, `3d`, `1w`, or in words `90 seconds`, `5 minutes`, `2 hours`, `3 days`, `1 week`; "
                    + "there are no months or years",
            ],
            ["lists", "`(\"a\", \"b\")`, with one item `(\"a\",)`"],
            ["places of rows", "`0..100` (without 100), `500..` (to the end), `0, 3, 7..9`"],
        ])

    static let valuesPage = ManualPage(
        title: "values",
        blocks: [
            .table(values), .code(.script("let quarter = \"Q1\"\nprint \"${quarter} ends\", 2026-01-01 + 12 weeks, 1_000 * 95%")),
        ])

    /// What `outcome` tells after each name.
    public static let outcome = ManualPage.Table(
        header: ["name", "is"], rows: Outcome.fields.map { ["`outcome.\($0.name)`", meaning(ofOutcome: $0.name)] })

    /// What the name after `outcome.` stands for; the docs' tests find a name without a meaning.
    private static func meaning(ofOutcome name: String) -> String {
        switch name {
        case "requested": "the rows that were to be written: added, skipped, rejected and unsent together"
        case "added": "those that are new there; after `update` and `remove`, those that were changed or taken out"
        case "skipped": "those that were there already"
        case "rejected": "those that could not be written as they are"
        case "unsent": "those that were held back, or not sent since something failed before"
        case "failed": "rejected and unsent together"
        case "created": "new contacts (LeadLex)"
        case "suppressed": "rows that `suppress` kept out; they are no part of the requested ones"
        case "credits": "credits that were spent"
        case "calls": "calls that were made"
        case "rate": "the share of the requested rows that are there now, from 0 to 1"
        case "exact": "whether each row is accounted for one by one, rather than by the number that the service answered"
        default: ""
        }
    }

    static let outcomePage = ManualPage(
        title: "outcome",
        blocks: [
            .paragraph("What came of the last `add`, `save`, `update` or `remove`."), .table(outcome),
            .code(
                .script(
                    """
                    search people where seniority is "vp" select first 20
                    ensure list "Q1"
                    add to list "Q1"
                    expect outcome.failed is 0
                    print outcome.added, outcome.skipped
                    """)),
        ])

    /// The accounts and what can be done with each.
    static func accountsPage(_ signatures: [ProviderSignature]) -> ManualPage {
        let rows = signatures.map { signature in
            let can = ProviderSignature.Capability.allCases.filter(signature.capabilities.contains).map(phrase)
            return ["`\(signature.name)`", signature.title, can.joined(separator: ", ")]
        }
        return ManualPage(
            title: "accounts",
            blocks: [
                .paragraph(
                    "`use NAME` says which account the next statements talk to, and `at NAME` after a list which one it is in."),
                .table(ManualPage.Table(header: ["account", "is", "takes"], rows: rows)),
                .code(.script("use leadlex\nsearch people where title contains \"CEO\"\ncount")),
            ])
    }

    private static func phrase(_ capability: ProviderSignature.Capability) -> String {
        switch capability {
        case .searchPeople: "`search people`"
        case .searchCompanies: "`search companies`"
        case .contacts: "`open contacts`"
        case .save: "`save`"
        case .listDates: "`create list … from … to …`"
        case .listDescription: "`create list … description …`"
        case .placeSelection: "adding places of a search without reading them"
        case .idSelection: "adding ids of a search"
        case .removeMembers: "`remove`"
        case .deleteList: "`delete list`"
        case .updateContacts: "`update contacts`"
        }
    }
}
